"""How common words are: in news at large, in the articles seen so far, in the stories of the days
around.

A word that stands in many stories of one week ("evacuation", in the week of an evacuation) tells
little of which of them an article belongs to, however rare it is in the long run. Stories are
counted there, not articles: an event that thirty outlets cover is still one event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from math import log

from ..lexicons import lines
from ..words import stem

#: A background of this many articles stands behind what was seen, and of this many stories behind
#: those of the days around.
BACKGROUND = 400
BACKGROUND_STORIES = 60
_UNSEEN = 0.004  # share of articles that hold a word the table does not know
#: Shares of articles that name a given weekday, month or year, about; the table holds neither
#: capitals nor figures.
_NAMING_A_WEEKDAY, _NAMING_A_MONTH, _NAMING_A_YEAR = 0.15, 0.05, 0.05
#: Term of a weekday → its number, Monday 0.
WEEKDAYS = {
    stem(day): number
    for number, day in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
MONTHS = frozenset(
    stem(word)
    for word in "january february march april june july august september october november "
    "december".split()
)


@cache
def background() -> dict[str, float]:
    """Term → share of articles that hold it, for general words of news; names are not in it."""
    return {row[0]: int(row[1]) / 10_000 for row in lines("background")}


@cache
def _expected() -> dict[str, float]:
    """Term → share of articles expected to hold it, for general words and those of the calendar."""
    return {
        **{str(year): _NAMING_A_YEAR for year in range(1900, 2100)},
        **dict.fromkeys(MONTHS, _NAMING_A_MONTH),
        **dict.fromkeys(WEEKDAYS, _NAMING_A_WEEKDAY),
        **background(),
    }


class Nearby:
    """The stories of the days around an article, and how many of them hold each term."""

    def __init__(self) -> None:
        self.held: dict[str, int] = {}
        self._stories: dict[Hashable, dict[str, int]] = {}

    @property
    def total(self) -> int:
        """How many stories there are."""
        return len(self._stories)

    def add(self, story: Hashable, terms: Iterable[str]) -> None:
        """Count an article's terms (each named once) among those of its story."""
        of_story = self._stories.setdefault(story, {})
        held = self.held
        for term in terms:
            before = of_story.get(term, 0)
            of_story[term] = before + 1
            if not before:
                held[term] = held.get(term, 0) + 1

    def remove(self, story: Hashable, terms: Iterable[str]) -> None:
        """Take back what `add` counted with the same arguments."""
        of_story, held = self._stories[story], self.held
        for term in terms:
            if left := of_story[term] - 1:
                of_story[term] = left
                continue
            del of_story[term]
            if others := held[term] - 1:
                held[term] = others
            else:
                del held[term]
        if not of_story:
            del self._stories[story]


class Frequencies:
    """How many articles hold each term: the background, and what was seen since."""

    def __init__(self, seen: Mapping[str, int] | None = None, total: int = 0) -> None:
        self.seen: Counter[str] = Counter(seen or {})
        self.total = total
        self.nearby = Nearby()

    def add(self, terms: Iterable[str]) -> None:
        """Count an article by its terms, each named once."""
        self.total += 1
        self.seen.update(terms)

    def rarity(self, term: str) -> float:
        """log of one over the share of articles that hold the term."""
        return self.rarities((term,))[term]

    def rarities(self, terms: Iterable[str]) -> dict[str, float]:
        """Term → log of one over the share of articles that hold it."""
        expected, seen, every = _expected(), self.seen, BACKGROUND + self.total + 1
        return {
            term: max(
                0.0,
                log(every / (BACKGROUND * expected.get(term, _UNSEEN) + seen.get(term, 0) + 0.5)),
            )
            for term in terms
        }

    def rarities_nearby(self, terms: Iterable[str]) -> dict[str, float]:
        """Term → log of one over the share of stories of these days that hold it; where there are
        few stories, what is so in the long run counts for more."""
        expected, seen, held = _expected(), self.seen, self.nearby.held
        part = BACKGROUND_STORIES / (BACKGROUND + self.total)
        every = BACKGROUND_STORIES + self.nearby.total + 1
        found = {}
        for term in terms:
            usual = part * (BACKGROUND * expected.get(term, _UNSEEN) + seen.get(term, 0))
            found[term] = max(0.0, log(every / (held.get(term, 0) + usual + 0.5)))
        return found
