"""Framing: what each article of a story calls its actors, first and then.

An actor is somebody (or some body) that two articles name whole, or one whom they call by the same
noun and describe so that they can mean only one. A false split is better than a false merge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..frames.nameparts import fold
from ..languages import guess_language
from ..people.naming import SUFFIXES, Core, is_body
from ..people.resolution import Cast
from ..quotes.staging import stage
from ..spans import Span
from .collated import Told
from .named_actors import NamedActor, described, named_actors
from .unnamed_actors import ACTORS, UnnamedActor, contradict, unnamed_actors

#: Code points by which the language is told.
_SAMPLE = 4_000


@dataclass(frozen=True, slots=True)
class Called:
    """What one article calls an actor: the first words, then those that say something else."""

    key: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """One whom at least two articles speak of; `called` in the articles' order."""

    name: str  # "Ines Varga", or the noun: "soldier"
    kind: Literal["named", "unnamed"]
    called: tuple[Called, ...]

    @property
    def is_described(self) -> bool:
        """True where an article says more than the bare name or noun."""
        plain = {fold(word) for word in self.name.split()} | {"the", "a", "an"}
        return any(
            {fold(word.strip(",.")) for word in span.text.split()} - plain
            for called in self.called
            for span in called.spans
        )


@dataclass(frozen=True, slots=True)
class Framing:
    """The actors of a story, those of most articles first, then as they come in the articles."""

    actors: tuple[Actor, ...]
    not_read: tuple[str, ...]  # keys of articles that are not in English: of them nothing is told


def read_framing(told: Sequence[Told]) -> Framing:
    """What the articles of a story call its actors, in their own words outside quotation marks."""
    not_read = tuple(one.key for one in told if not _is_english(one.reading.body))
    named: dict[str, tuple[NamedActor, ...]] = {}
    unnamed: dict[str, dict[str, UnnamedActor]] = {}
    for one in told:
        reading = one.reading
        if one.key in not_read:
            continue
        staged = stage(reading.body, reading.passages)
        named[one.key] = people = named_actors(Cast([row.frame for row in staged]))
        held = {calling.split()[-1] for actor in people for calling in actor.callings}
        unnamed[one.key] = unnamed_actors([(row.frame, row.kind) for row in staged], held)
    speakers = {
        fold(quote.speaker.name)
        for one in told
        for quote in one.reading.quotes
        if quote.speaker is not None
    }
    keys = [one.key for one in told]
    actors = [*_lined_up_names(keys, named, speakers), *_lined_up_nouns(keys, unnamed)]
    return Framing(tuple(sorted(actors, key=lambda actor: -len(actor.called))), not_read)


def _is_english(body: str) -> bool:
    return guess_language(body[:_SAMPLE]) in ("", "en")


def _lined_up_names(
    keys: Sequence[str], named: dict[str, tuple[NamedActor, ...]], speakers: set[str]
) -> Iterable[Actor]:
    """Names that two articles have whole, and that can be one's."""
    groups: dict[tuple[str, ...], dict[str, NamedActor]] = {}
    unsure: set[tuple[str, ...]] = set()
    for key in keys:
        for actor in named.get(key, ()):
            name = _name_key(actor.core)
            if key in groups.setdefault(name, {}):
                unsure.add(name)  # Mark A. Dunn and Mark B. Dunn
            groups[name][key] = actor
    for name, found in groups.items():
        everyone = list(found.values())
        if len(found) < 2 or name in unsure or not _can_be_one(everyone):
            continue
        if not any(a.is_somebody or fold(a.name) in speakers for a in everyone):
            continue
        longest = max(everyone, key=lambda actor: (len(actor.core), actor.name))
        called = [(key, described(found[key])) for key in keys if key in found]
        sure = tuple(Called(key, spans) for key, spans in called if spans)
        if len(sure) > 1:
            yield Actor(longest.name, "named", sure)


def _name_key(core: Core) -> tuple[str, ...]:
    """A body's whole name; of a person the first and the last."""
    folded = tuple(fold(word) for word in core)
    if is_body(core):
        return folded
    suffix = folded[-1:] if folded[-1] in SUFFIXES else ()
    names = folded[: len(folded) - len(suffix)]
    return (names if len(names) < 3 else (names[0], names[-1])) + suffix


def _can_be_one(actors: Sequence[NamedActor]) -> bool:
    if {"m", "f"} <= {actor.gender for actor in actors}:
        return False
    middles = [frozenset(fold(word)[0] for word in actor.core[1:-1]) for actor in actors]
    return is_body(actors[0].core) or not contradict(middles)


def _lined_up_nouns(
    keys: Sequence[str], unnamed: dict[str, dict[str, UnnamedActor]]
) -> Iterable[Actor]:
    """Nouns by which two articles mean one."""
    nouns = dict.fromkeys(noun for key in keys for noun in unnamed.get(key, ()))
    for noun in nouns:
        found = {key: unnamed[key][noun] for key in keys if noun in unnamed.get(key, ())}
        group = _one_of(found)
        if len(group) > 1:
            yield Actor(
                noun,
                "unnamed",
                tuple(Called(key, found[key].spans) for key in keys if key in group),
            )


def _one_of(found: dict[str, UnnamedActor]) -> set[str]:
    """The largest set of articles that mean one: each is like another of it and contradicts none.
    It does not depend on the order of the articles."""
    best: set[str] = set()
    for start in sorted(found):
        group = {start}
        grown = True
        while grown:
            grown = False
            for key in sorted(found.keys() - group):
                others = [found[other] for other in group]
                if any(_are_two(found[key], other) for other in others):
                    continue
                if any(_are_alike(found[key], other) for other in others):
                    group.add(key)
                    grown = True
        if len(group) > len(best):
            best = group
    return best


def _are_two(one: UnnamedActor, other: UnnamedActor) -> bool:
    return contradict([one.capitals, other.capitals]) or contradict([one.ages, other.ages])


def _are_alike(one: UnnamedActor, other: UnnamedActor) -> bool:
    """True where both give one age, describe alike, or both tell of the one of the kind at once."""
    if one.ages & other.ages:
        return True
    if ACTORS[one.noun]:
        return False
    if not (one.is_ahead and other.is_ahead):
        return False
    return bool(one.modifiers & other.modifiers) or (one.is_definite and other.is_definite)
