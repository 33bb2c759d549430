"""The stories around one article grouped again, where no window of likenesses is kept."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from .grouping import Signature
from .reasons import reasons
from .revising import Part, parts, touched
from .similarity import Frequencies, Weighed, likeness
from .windows import MEMBERS, within


@dataclass(frozen=True, slots=True)
class Standing:
    """An article and the story it is in, by their keepers' numbers."""

    article: int
    story: int
    signature: Signature


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Articles that belong together, each with why; `story` and `joining` as in `Part`."""

    articles: tuple[int, ...]
    reasons: tuple[tuple[str, ...], ...]
    story: int | None
    joining: tuple[int, ...]


def group_around(
    arrived: Standing, others: Sequence[Standing], sizes: dict[int, int]
) -> list[Regrouping]:
    """What an article and those of its own and other stories make together; [] where it changes
    nothing. `others` stand in order of arrival, `sizes` are how many articles each story has.

    Its cost is bounded: a few stories, a few articles of each, the newest within days.
    """
    speaking: dict[int, list[Standing]] = {}
    for one in others:
        if within(arrived.signature.day, one.signature.day):
            speaking.setdefault(one.story, []).append(one)
    speaking = {story: those[-MEMBERS:] for story, those in speaking.items()}
    known = Frequencies()
    _count(known, arrived.story, arrived.signature)
    for one in (one for those in speaking.values() for one in those):
        _count(known, one.story, one.signature)
    weighed = {
        one.article: Weighed(one.signature, known)
        for one in (arrived, *(one for those in speaking.values() for one in those))
    }
    came = weighed[arrived.article]
    again = touched(
        {
            story: [likeness(came, weighed[one.article]) for one in those]
            for story, those in speaking.items()
        }
    )
    if not again:
        return []
    near = [one for story in {*again, arrived.story} for one in speaking.get(story, ())]
    around = sorted([*near, arrived], key=lambda one: one.article)
    ready = [weighed[one.article] for one in around]
    links = {(a, b): likeness(ready[b], ready[a]) for b in range(len(ready)) for a in range(b)}
    days = [one.signature.day for one in around]
    found = parts(days, links, [one.story for one in around], sizes)
    return [_told(part, around, ready) for part in found]


def _count(known: Frequencies, story: Hashable, signature: Signature) -> None:
    known.nearby.add(story, [term for term, _, _, _ in signature.terms])


def _told(part: Part, around: Sequence[Standing], ready: Sequence[Weighed]) -> Regrouping:
    why = tuple(
        reasons(ready[at], [ready[n] for n in part.articles if n != at]) for at in part.articles
    )
    return Regrouping(
        tuple(around[at].article for at in part.articles), why, part.story, part.joining
    )
