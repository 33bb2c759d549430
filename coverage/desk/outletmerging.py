"""Two outlets become one, by a person's hand: what moves, moving it, and undoing exactly that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone

from coverage.models import (
    Article,
    Feed,
    Outlet,
    OutletChange,
    OutletLine,
    OutletName,
    PostAppearance,
    Quote,
    SharedText,
)
from coverage.text.names import name_key

from .duplicates import outlet_changed
from .locking import placing
from .outletmergedlines import join_lines, part_lines
from .recomparing import compare_later, compare_newest
from .revisions import keep_before, record, save_as

BATCH = 500


class CannotMerge(ValueError):
    """Outlets cannot be merged, or parted again, so; the message says why."""


@dataclass(frozen=True, slots=True)
class Moving:
    """What a merge would move, in numbers and names."""

    articles: int
    stories: int
    feeds: int
    lines: int
    names: tuple[str, ...]
    merged: tuple[str, ...]


def what_moves(gone: Outlet) -> Moving:
    """What would go to another outlet with this one's articles."""
    articles = Article.objects.filter(outlet=gone)
    stories = articles.filter(memberships__is_current=True).order_by()
    return Moving(
        articles=articles.count(),
        stories=stories.values("memberships__story").distinct().count(),
        feeds=Feed.objects.filter(outlet=gone).count(),
        lines=OutletLine.objects.filter(outlet=gone).count(),
        names=(gone.name, *([gone.domain] if gone.domain else ()), *_names_of(gone)),
        merged=tuple(gone.merged.order_by("name_key").values_list("name", flat=True)),
    )


def _names_of(outlet: Outlet) -> list[str]:
    return list(outlet.names.order_by("name_key").values_list("name", flat=True))


def merge(leading: Outlet, other: Outlet, person: User) -> OutletChange:
    """All of `other` goes to `leading`, whose name stands: articles, feeds, repeated lines, names.

    `other` stays as a row that leads there, so that its address holds; its name and domain become
    other names of the leading one, so that what comes under them arrives. Stories of the newest
    articles are compared anew here, the others by the workers. Raises CannotMerge when they are
    one already, or when somebody merged `other` elsewhere in the meantime.
    """
    with placing():
        rows = Outlet.objects.select_for_update(of=("self",)).in_bulk([leading.pk, other.pk])
        to, gone = rows.get(leading.pk), rows.get(other.pk)
        if to is None or gone is None:
            raise CannotMerge("One of them is not here any more.")
        to = to.merged_into or to
        if gone == to or gone.merged_into_id == to.pk:
            raise CannotMerge(f"{other} and {leading} are one outlet already.")
        if gone.merged_into:
            raise CannotMerge(f"{other} was merged into {gone.merged_into} in the meantime.")
        change = _merged(gone, to, person)
    compare_newest(_versions_of(change.moved["articles"]))
    return change


def _merged(gone: Outlet, to: Outlet, person: User) -> OutletChange:
    articles = sorted(Article.objects.filter(outlet=gone).values_list("pk", flat=True))
    moved: dict[str, Any] = {"articles": articles, "lines": join_lines(gone, to)}
    for name, rows, field in _pointing(gone):
        moved[name] = sorted(rows.values_list("pk", flat=True))
        rows.update(**{field: to})
    moved["made"] = _take_names(gone, to)
    give(articles, to, person, f"outlet merged into {to}")
    keep_before([gone])
    gone.merged_into = to
    gone._change_reason = f"merged into {to}"[:100]  # type: ignore[attr-defined]
    save_as(gone, person)
    return OutletChange.objects.create(
        outlet=gone, to=to, person=person, article_count=len(articles), moved=moved
    )


def _pointing(outlet: Outlet) -> Iterator[tuple[str, Any, str]]:
    """Rows beside articles and lines that point to the outlet, by what `moved` calls them."""
    yield "feeds", Feed.objects.filter(outlet=outlet), "outlet"
    yield "via", Quote.objects.filter(via_outlet=outlet), "via_outlet"
    yield "residues", PostAppearance.objects.filter(line_outlet=outlet), "line_outlet"
    yield "names", OutletName.objects.filter(outlet=outlet), "outlet"
    yield "merged", Outlet.objects.filter(merged_into=outlet), "merged_into"


def _take_names(gone: Outlet, to: Outlet) -> list[int]:
    """Make the outlet's name and domain other names of `to`; ids of those that were made."""
    wanted = [(gone.name, OutletName.Kind.NAME), (gone.domain, OutletName.Kind.DOMAIN)]
    made = []
    for name, kind in wanted:
        key = name_key(name)
        known = {name_key(to.name), name_key(to.domain)}
        if not name or key in known or OutletName.objects.filter(name_key=key).exists():
            continue
        made.append(OutletName.objects.create(outlet=to, name=name, kind=kind).pk)
    return made


def give(articles: Sequence[int], to: Outlet, person: User, why: str) -> None:
    """Make the outlet of the articles (by id) another; pages opened before show a conflict.

    Articles that people changed keep the change in their history; of others the merge tells.
    """
    for batch in _batches(articles):
        rows = Article.objects.filter(pk__in=batch)
        known = set(Article.history.filter(id__in=batch).values_list("id", flat=True).distinct())
        rows.update(outlet=to, revision=F("revision") + 1)
        record(list(rows.filter(pk__in=known)) if known else [], person, why)
    compare_later(_versions_of(articles))


def _versions_of(articles: Sequence[int]) -> list[int]:
    found: list[int] = []
    for batch in _batches(articles):
        rows = Article.objects.filter(pk__in=batch, current_version__isnull=False)
        found += rows.values_list("current_version", flat=True)
    return found


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    yield from (keys[at : at + BATCH] for at in range(0, len(keys), BATCH))


def undo(change: OutletChange, person: User) -> OutletChange:
    """Take a merge back: what moved with it and is still there returns. Articles that came since
    stay with the outlet they came to. Raises CannotMerge when it has been undone."""
    with placing():
        stored = OutletChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
        if stored.undone_at:
            raise CannotMerge("This has been undone already.")
        gone = Outlet.objects.get(pk=stored.outlet_id)
        to = gone.merged_into
        if to is None:
            raise CannotMerge(f"{gone} stands on its own already.")
        moved = stored.moved
        keep_before([gone])
        gone.merged_into = None
        gone._change_reason = "merge undone"  # type: ignore[attr-defined]
        save_as(gone, person)
        OutletName.objects.filter(pk__in=moved["made"], outlet=to).delete()
        for name, rows, field in _pointing(to):
            for batch in _batches(moved[name]):
                rows.filter(pk__in=batch).update(**{field: gone})
        articles = _still_at(to, moved["articles"])
        give(articles, gone, person, f"merge into {to} undone")
        part_lines(gone, to, moved["lines"], articles)
        _stand_apart(gone, to)
        stored.undone_by, stored.undone_at = person, timezone.now()
        stored.save(update_fields=["undone_by", "undone_at"])
    compare_newest(_versions_of(articles))
    return stored


def _still_at(to: Outlet, articles: Sequence[int]) -> list[int]:
    found: list[int] = []
    for batch in _batches(articles):
        found += Article.objects.filter(pk__in=batch, outlet=to).values_list("pk", flat=True)
    return sorted(found)


def _stand_apart(one: Outlet, other: Outlet) -> None:
    """Texts folded as one outlet's own while the two were one stand on their own again."""
    folded = SharedText.objects.folded()
    for here, there in ((one, other), (other, one)):
        rows: Iterable[SharedText] = folded.filter(
            article__outlet=here, first__outlet=there
        ).select_related("article")
        for row in list(rows):
            outlet_changed(row.article)
