"""Signs: what speaks for or against two sentences reporting the same, besides their likeness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..words import find_words, is_common
from .likeness import Pair
from .telling import Telling

#: What it adds that both name one day of the week; and takes where each names others.
SAME_WEEKDAY = 0.02
OTHER_WEEKDAY = 0.03
#: What it takes that each gives words to somebody, and nobody is named in both.
OTHER_SPEAKER = 0.02
#: What it adds where a third sentence, of one of the two's articles, measures the same as the
#: other's, for each of the two: what an article says twice may be lined up with either.
SAID_TWICE = 0.02

_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


class Signs:
    """What each sentence of a story has of them, by position in the articles laid end to end."""

    def __init__(self, tellings: Sequence[Telling], proven: Iterable[Pair]) -> None:
        sentences = [s for telling in tellings for s in telling.sentences]
        self._key = [s.key for s in sentences]
        self._weekdays = [frozenset(w.norm for w in s.words) & _WEEKDAYS for s in sentences]
        self._speakers = [names for telling in tellings for names in _speakers(telling)]
        # sentence → article → its sentences that measure the same
        self._proven: dict[int, dict[str, set[int]]] = {}
        for pair in proven:
            for one, other in (pair, pair[::-1]):
                of_article = self._proven.setdefault(one, {})
                of_article.setdefault(self._key[other], set()).add(other)

    def of(self, a: int, b: int) -> float:
        """How much they speak for the two, of different articles; below nought: against."""
        amount = 0.0
        ours = self._weekdays[a]
        if ours and (theirs := self._weekdays[b]):
            amount = -OTHER_WEEKDAY if ours.isdisjoint(theirs) else SAME_WEEKDAY
        ours = self._speakers[a]
        if ours and (theirs := self._speakers[b]) and ours.isdisjoint(theirs):
            amount -= OTHER_SPEAKER
        if a in self._proven or b in self._proven:
            amount += SAID_TWICE * (self._is_said_twice(a, b) + self._is_said_twice(b, a))
        return amount

    def _is_said_twice(self, one: int, other: int) -> bool:
        """True where another sentence of the other's article measures the same as `one`."""
        of_article = self._proven.get(one)
        return bool(of_article and of_article.get(self._key[other], set()) - {other})


def _speakers(telling: Telling) -> list[frozenset[str]]:
    """For each sentence the words of the names of whom it quotes or reports."""
    named: list[set[str]] = [set() for _ in telling.sentences]
    for quote in telling.told.reading.quotes:
        if quote.speaker is not None:
            words = {w.norm for w in find_words(quote.speaker.name) if not is_common(w.norm)}
            for sentence in telling.sentences_of(quote.span):
                named[sentence.number] |= words
    return [frozenset(words) for words in named]
