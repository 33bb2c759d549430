"""How two stories stand to each other: kept apart by a person, related or not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from coverage.models import State, Story, StoryPair

#: What is kept of a pair before a change, so that undoing brings back exactly that.
_KEPT = ("is_apart", "state", "reasons", "person_id")
#: A pair as it was: its two stories, and what stood of it (None where there was no row).
Before = list[Any]


def pairs_of(*stories: int) -> list[StoryPair]:
    """All pairs in which one of the stories (by id) stands."""
    asked = Q(one__in=stories) | Q(other__in=stories)
    return list(StoryPair.objects.filter(asked).order_by("pk"))


def other_of(pair: StoryPair, story: int) -> int:
    """The id of the one that is not `story`."""
    return pair.other_id if pair.one_id == story else pair.one_id


def apart_from(stories: Iterable[int]) -> dict[int, set[int]]:
    """Story → stories (by id) that people keep apart from it, of those asked for."""
    keys = list(stories)
    found: dict[int, set[int]] = {key: set() for key in keys}
    asked = Q(one__in=keys) | Q(other__in=keys)
    rows = StoryPair.objects.filter(asked, is_apart=True).values_list("one", "other")
    for one, other in rows:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def set_pair(one: int, other: int, person: User | None, **said: Any) -> Before:
    """Write what is said of two stories (by id); the pair as it was, for `put_back`."""
    first, second = sorted((one, other))
    row = StoryPair.objects.filter(one=first, other=second).first()
    before = {name: getattr(row, name) for name in _KEPT} if row else None
    row = row or StoryPair(one_id=first, other_id=second)
    for name, value in said.items():
        setattr(row, name, value)
    row.person = person
    row.save()
    return [first, second, before]


def put_back(befores: Iterable[Before]) -> None:
    """Bring pairs back to what `set_pair` found, the last changed first."""
    for first, second, before in reversed(list(befores)):
        rows = StoryPair.objects.filter(one=first, other=second)
        if before is None:
            rows.delete()
        else:
            rows.update(**before)


def keep_apart(one: Story, other: Story, person: User, *, is_related: bool = False) -> Before:
    """Have the grouper never bring two stories together; related where the person says so."""
    said: dict[str, Any] = {"is_apart": True}
    if is_related:
        said |= {"state": State.CONFIRMED, "reasons": [f"taken apart by {person.get_username()}"]}
    return set_pair(one.pk, other.pk, person, **said)


def take_over(gone: Story, to: Story, person: User) -> list[Before]:
    """What stood of a story stands of the one it is merged into; they are apart no longer."""
    befores = []
    for pair in pairs_of(gone.pk):
        third = other_of(pair, gone.pk)
        if third == to.pk:
            befores.append(set_pair(gone.pk, to.pk, person, is_apart=False, state="", reasons=[]))
            continue
        first, second = sorted((third, to.pk))
        kept = StoryPair.objects.filter(one=first, other=second).first()
        said: dict[str, Any] = {"is_apart": pair.is_apart or bool(kept and kept.is_apart)}
        if pair.state and not (kept and kept.state):
            said |= {"state": pair.state, "reasons": pair.reasons}
        befores.append(set_pair(third, to.pk, pair.person, **said))
        befores.append(set_pair(third, gone.pk, pair.person, state=""))
    return befores
