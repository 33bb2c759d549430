"""How common words are: in news at large, in the articles seen so far, in those of the days around.

A word that stands in many stories of one week ("evacuation", in the week of an evacuation) tells
little of which of them an article belongs to, however rare it is in the long run. Only a few
articles of each story are counted there: what thirty outlets cover is still one event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from math import log

from ..lexicons import lines
from ..words import stem

#: A background of so many articles stands behind what was seen, and behind the days around.
BACKGROUND = 400
BACKGROUND_NEARBY = 80
#: Articles of one story that count when those nearby are: what thirty outlets cover is one event.
MOST_OF_A_STORY = 3
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
    """The articles of the days around one, and how many of them hold each term; those of one story
    count for no more than a few."""

    def __init__(self) -> None:
        self.held: dict[str, int] = {}
        self.total = 0
        self._articles: dict[Hashable, int] = {}
        self._stories: dict[Hashable, dict[str, int]] = {}

    def add(self, story: Hashable, terms: Iterable[str]) -> None:
        """Count an article's terms (each named once) among those of its story."""
        of_story, held = self._stories.setdefault(story, {}), self.held
        before = self._articles.get(story, 0)
        self._articles[story] = before + 1
        self.total += before < MOST_OF_A_STORY
        for term in terms:
            before = of_story.get(term, 0)
            of_story[term] = before + 1
            if before < MOST_OF_A_STORY:
                held[term] = held.get(term, 0) + 1

    def remove(self, story: Hashable, terms: Iterable[str]) -> None:
        """Take back what `add` counted with the same arguments."""
        of_story, held = self._stories[story], self.held
        for term in terms:
            left = of_story[term] - 1
            if left:
                of_story[term] = left
            else:
                del of_story[term]
            if left < MOST_OF_A_STORY:
                if others := held[term] - 1:
                    held[term] = others
                else:
                    del held[term]
        left = self._articles[story] - 1
        self.total -= left < MOST_OF_A_STORY
        if left:
            self._articles[story] = left
        else:
            del self._articles[story], self._stories[story]


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
        found = {}
        for term in terms:
            held = BACKGROUND * expected.get(term, _UNSEEN) + seen.get(term, 0)
            one_in = every / (held + 0.5)
            found[term] = log(one_in) if one_in > 1 else 0.0
        return found

    def rarities_nearby(self, terms: Iterable[str]) -> dict[str, float]:
        """Term → log of one over the share of the articles of these days that hold it; where there
        are few of these, what is so in the long run counts for more."""
        expected, seen, held = _expected(), self.seen, self.nearby.held
        part = BACKGROUND_NEARBY / (BACKGROUND + self.total)
        every = BACKGROUND_NEARBY + self.nearby.total + 1
        found = {}
        for term in terms:
            usual = part * (BACKGROUND * expected.get(term, _UNSEEN) + seen.get(term, 0))
            one_in = every / (held.get(term, 0) + usual + 0.5)
            found[term] = log(one_in) if one_in > 1 else 0.0
        return found
