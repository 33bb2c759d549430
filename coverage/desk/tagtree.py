"""A codebook's tags as a tree, in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coverage.models import Tag


@dataclass(frozen=True, slots=True)
class Branch:
    """A tag at its place: how deep it stands (0 on top), and whether it can go up or down among
    those beside it."""

    tag: Tag
    depth: int
    can_rise: bool = False
    can_sink: bool = False


def tree_of(tags: Iterable[Tag]) -> list[Branch]:
    """Every tag once, each under its parent, in order. One whose parent is not among the tags, or
    that leads back to itself, stands on top."""
    beside = _beside(list(tags))
    found: list[Branch] = []

    def grow(parent: int | None, depth: int) -> None:
        rows = beside[parent]
        for at, tag in enumerate(rows):
            found.append(Branch(tag, depth, at > 0, at < len(rows) - 1))
            grow(tag.pk, depth + 1)

    grow(None, 0)
    return found


def below(tag: int, tags: Iterable[Tag]) -> set[int]:
    """Ids of all that stand under the tag, at any depth."""
    children = defaultdict(list)
    for one in tags:
        children[one.parent_id].append(one.pk)
    found: set[int] = set()
    todo = [tag]
    while todo:
        new = [key for key in children[todo.pop()] if key not in found]
        found.update(new)
        todo += new
    return found


def swapped(tag: Tag, tags: Sequence[Tag], step: int) -> list[Tag]:
    """All tags in their order, after the tag has changed places with the live one `step` before
    (-1) or after (1) it among those beside it; unchanged where there is none."""
    live = [one for one in tags if not one.archived]
    rows = next((rows for rows in _beside(live).values() if tag in rows), [])
    at = rows.index(tag) if tag in rows else 0
    if not rows or not 0 <= at + step < len(rows):
        return [branch.tag for branch in tree_of(tags)]
    other = rows[at + step]
    return placed(tag, tags, other, is_after=step > 0)


def placed(tag: Tag, tags: Sequence[Tag], beside: Tag, *, is_after: bool) -> list[Tag]:
    """All tags in their order, after the tag was put before or after another one of the same
    parent."""
    rows = [one for one in sorted(tags, key=_place) if one != tag]
    rows.insert(rows.index(beside) + is_after, tag)
    for number, one in enumerate(rows):
        one.order = number
    return [branch.tag for branch in tree_of(rows)]


def _beside(tags: Sequence[Tag]) -> dict[int | None, list[Tag]]:
    """Parent → its tags in order; None holds those on top, and one of each ring."""
    here = {tag.pk: tag for tag in tags}
    beside: dict[int | None, list[Tag]] = defaultdict(list)
    for tag in sorted(tags, key=_place):
        beside[tag.parent_id if _has_top(tag, here) else None].append(tag)
    return beside


def _has_top(tag: Tag, here: dict[int, Tag]) -> bool:
    """Whether the tag's parent is there, and its parents lead to a top."""
    seen, parent = {tag.pk}, tag.parent_id
    if parent not in here:
        return False
    while parent in here and parent not in seen:
        seen.add(parent)
        parent = here[parent].parent_id
    return parent not in seen


def _place(tag: Tag) -> tuple[int, str, int]:
    return (tag.order, tag.name_key, tag.pk)
