"""Translated: quotes of one speech in articles of two languages.

They share no words, so only what no translation changes can tell: who says it, on which day, and
the names and numbers in it. Where these are few, the two are not joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..words import stem
from .numerals import worths
from .renderings import Rendering, same_speaker

#: So many names and numbers must be the same; all numbers must.
SAME = 2
#: Neither has so many times the words of the other.
LONGER = 2.5
#: Letters of a name; shorter ones are often a word of another language.
LETTERS = 4


def find_translations(renderings: Sequence[Rendering]) -> set[tuple[int, int]]:
    """Pairs of positions: one quote in two languages, where no other quote of either article may be
    meant. Their order changes nothing."""
    holding: dict[str | Decimal, list[int]] = defaultdict(list)
    anchors = {n: _anchors(r) for n, r in enumerate(renderings) if _may_be_meant(r)}
    if len({renderings[n].language for n in anchors}) < 2:
        return set()
    for n, own in anchors.items():
        for anchor in own:
            holding[anchor].append(n)
    pairs = {
        (a, b)
        for held in holding.values()
        for at, a in enumerate(held)
        for b in held[at + 1 :]
        if renderings[a].language != renderings[b].language
        and _is_one(renderings[a], renderings[b], anchors[a], anchors[b])
    }
    meant: dict[tuple[int, str], int] = defaultdict(int)
    for a, b in pairs:
        meant[a, renderings[b].key] += 1
        meant[b, renderings[a].key] += 1
    return {
        (a, b) for a, b in pairs if meant[a, renderings[b].key] == 1 == meant[b, renderings[a].key]
    }


def _may_be_meant(rendering: Rendering) -> bool:
    return bool(rendering.language and rendering.told_on) and not rendering.is_marked


def _anchors(rendering: Rendering) -> frozenset[str | Decimal]:
    """The names in the quote, and what its numbers are worth."""
    start, own = rendering.span.start, {part.casefold() for part in rendering.speaker.split()}
    names: Iterator[str] = (
        word.norm.rpartition("'")[2]  # of "d'Osterby"
        for word in rendering.words[1:]
        if any(c.isupper() for c in rendering.span.text[word.start - start : word.end - start])
    )
    return frozenset(
        [
            *(name for name in names if len(name) >= LETTERS and name not in own),
            *(worth for worth in worths(rendering.norms) if isinstance(worth, Decimal)),
        ]
    )


def _is_one(
    a: Rendering, b: Rendering, ours: frozenset[str | Decimal], theirs: frozenset[str | Decimal]
) -> bool:
    if a.key == b.key or len(ours & theirs) < SAME:
        return False
    if {n for n in ours ^ theirs if isinstance(n, Decimal)}:
        return False
    if max(len(a.norms), len(b.norms)) > LONGER * min(len(a.norms), len(b.norms)):
        return False
    if a.told_on is None or b.told_on is None or abs((a.told_on - b.told_on).days) > 1:
        return False
    if a.speaker and b.speaker:
        return same_speaker(a.speaker, b.speaker) is True
    return _stands_round(a, b) or _stands_round(b, a)


def _stands_round(named: Rendering, other: Rendering) -> bool:
    """True where only one names its speaker, and the other has the surname beside its quote: who
    says what is hardly read in other languages than English."""
    if not named.speaker or other.speaker or not named.speaker[-1:].isalpha():
        return False
    surname = named.speaker.split()[-1]
    return surname[:1].isupper() and stem(surname.casefold()) in other.around
