"""The articles that one which comes may still belong with: an index over their telling words, and
a window that moves with the days."""

from __future__ import annotations

import heapq
from bisect import insort
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .similarity import Frequencies, Signature, Weighed

#: Days within which articles tell of one event; articles of arrival where there are no dates.
WINDOW_DAYS = 7
WINDOW_ARRIVALS = 2000
INDEX_TERMS = 24
#: Articles compared in full with one that arrives, and members of a story that speak for it.
CANDIDATES = 12
MEMBERS = 8
#: In a batch an article is compared with more than those if they share so much weight: the many
#: articles of an event that everybody covers must all be known to be alike.
CLOSE, CLOSE_WEIGHT = 40, 0.2


def within(one: int | None, other: int | None) -> bool:
    """True when two days lie in one window, or one of them is not known."""
    return one is None or other is None or abs(one - other) <= WINDOW_DAYS


def index_terms(signature: Signature, frequencies: Frequencies | None = None) -> tuple[str, ...]:
    """The most telling terms, rarest first, at most 24: an index over them finds candidates."""
    known = frequencies or Frequencies()
    return _most_telling(signature, known.rarities([term for term, _, _, _ in signature.terms]))


def telling(article: Weighed) -> tuple[str, ...]:
    """The same of an article whose terms are weighed already."""
    return _most_telling(article.signature, article.rarity)


def _most_telling(signature: Signature, rarity: dict[str, float]) -> tuple[str, ...]:
    weighed = [
        (rarity[term] * (1.5 if in_title else 1.0), term)
        for term, in_title, _, _ in signature.terms
    ]
    weighed.sort(reverse=True)
    return tuple(term for _, term in weighed[:INDEX_TERMS])


class Index:
    """Articles by their numbers, found by the telling terms they share."""

    def __init__(self) -> None:
        self.articles: dict[int, Weighed] = {}
        self._days: dict[int, int | None] = {}
        self._holding: defaultdict[str, dict[int, float]] = defaultdict(dict)

    def add(self, number: int, article: Weighed, terms: Sequence[str]) -> None:
        self.articles[number] = article
        self._days[number] = article.signature.day
        for term in terms:
            self._holding[term][number] = article.text.get(term, 0.0)

    def remove(self, number: int, terms: Sequence[str]) -> None:
        del self.articles[number], self._days[number]
        for term in terms:
            del self._holding[term][number]
            if not self._holding[term]:
                del self._holding[term]

    def nearest(self, article: Weighed, terms: Sequence[str], close: bool = False) -> list[int]:
        """The articles within days that share the most weight of telling terms, likeliest first;
        with `close` also more of those that share much."""
        scores: defaultdict[int, float] = defaultdict(float)
        for term in terms:
            weight = article.text.get(term, 0.0)
            for number, other in self._holding.get(term, {}).items():
                scores[number] += weight * other
        day, days = article.signature.day, self._days
        near = [
            (score, number)
            for number, score in scores.items()
            if day is None or (its := days[number]) is None or abs(its - day) <= WINDOW_DAYS
        ]
        if not close:
            return [number for _, number in heapq.nlargest(CANDIDATES, near)]
        best = heapq.nlargest(CLOSE, near)
        return [n for at, (score, n) in enumerate(best) if at < CANDIDATES or score > CLOSE_WEIGHT]


@dataclass(frozen=True, slots=True)
class Left:
    """An article that left the window: its number, its story, why it is in it, and whether it was
    the last article of the story there."""

    number: int
    story: int
    reasons: tuple[str, ...]
    is_last: bool


class Window:
    """The articles of the last days, the stories they are in, and how common their words are.

    `arrive` comes first for each article, then `settle`; `left` and, at the end, `close` give back
    those that nothing moves any more, in order of arrival. Numbers go up with every arrival; a
    story has the number of the article that began it, or one that `begin` gives.
    """

    def __init__(self) -> None:
        self.known = Frequencies()
        self.index = Index()
        self.story_of: dict[int, int] = {}
        self.reasons: dict[int, tuple[str, ...]] = {}
        self._stories: defaultdict[int, list[int]] = defaultdict(list)
        self._days: dict[int, int | None] = {}
        self._links: dict[int, dict[int, float]] = {}
        self._order: deque[tuple[int, tuple[str, ...]]] = deque()
        self._counted: deque[int] = deque()
        self._left: list[Left] = []
        self._newest: int | None = None
        self._begun = 0

    def arrive(self, number: int, signature: Signature) -> Weighed:
        """The article ready for comparing. What is out of the window by its day (without one, by
        the newest so far) is forgotten: too many days before, or too many arrivals ago."""
        if signature.day is not None:
            self._newest = max(self._newest or signature.day, signature.day)
        self._days[number] = self._newest if signature.day is None else signature.day
        while self._counted and self._is_out(self._counted[0], len(self._counted), WINDOW_DAYS):
            self._count_no_longer(self._counted.popleft())
        while self._order and self._is_out(self._order[0][0], len(self._order), 2 * WINDOW_DAYS):
            self._forget(*self._order.popleft())
        terms = [term for term, _, _, _ in signature.terms]
        self.known.add(terms)
        self.known.nearby.add(number, terms)
        arrived = Weighed(signature, self.known)
        arrived.rarity_nearby  # noqa: B018  as it is now, not as it will be
        return arrived

    def settle(
        self,
        number: int,
        article: Weighed,
        terms: tuple[str, ...],
        story: int,
        links: dict[int, float],
    ) -> None:
        """Put the article into a story (its own number begins one), with how alike it is to those
        it was compared with."""
        article.forget_nearby()
        self._stories[number].append(number)
        self.story_of[number] = number
        self._links[number] = links
        self._order.append((number, terms))
        self._counted.append(number)
        self.index.add(number, article, terms)
        self.move(number, story)

    def move(self, number: int, story: int) -> None:
        """Put an article of the window into another story."""
        old = self.story_of[number]
        if old == story:
            return
        if self._counted and number >= self._counted[0]:
            terms = self.index.articles[number].rarity
            self.known.nearby.remove(old, terms)
            self.known.nearby.add(story, terms)
        self._take_out(number, old)
        insort(self._stories[story], number)
        self.story_of[number] = story

    def begin(self) -> int:
        """The number of a story that no article began."""
        self._begun -= 1
        return self._begun

    def all_of(self, story: int) -> list[int]:
        """The articles of the window that are in a story, in order of arrival."""
        return list(self._stories.get(story, ()))

    def members(self, story: int, number: int) -> list[int]:
        """The newest articles of a story that the article `number` may join by their days."""
        day = self._days[number]
        return [n for n in self._stories[story] if within(day, self._days[n])][-MEMBERS:]

    def links_among(self, numbers: Sequence[int]) -> dict[tuple[int, int], float]:
        """(earlier, later) → how alike two of these articles are, by their places among them, which
        are in order of arrival; those never compared are left out."""
        found = {}
        for at, later in enumerate(numbers):
            links = self._links[later]
            for place, earlier in enumerate(numbers[:at]):
                if earlier in links:
                    found[place, at] = links[earlier]
        return found

    def cohesion(self, members: Sequence[int]) -> float:
        """How alike the members of a story are on average; 0 for one alone."""
        links = self.links_among(members).values()
        return sum(links) / len(links) if links else 0.0

    def left(self) -> Iterator[Left]:
        """What left the window since the last time."""
        left, self._left = self._left, []
        yield from left

    def close(self) -> Iterator[Left]:
        """Everything that is left in the window, which is empty then."""
        while self._order:
            self._forget(*self._order.popleft())
        yield from self.left()

    def _is_out(self, number: int, count: int, days: int) -> bool:
        day, newest = self._days[number], self._newest
        old = newest is not None and day is not None and newest - day > days
        return old or count > WINDOW_ARRIVALS

    def _count_no_longer(self, number: int) -> None:
        self.known.nearby.remove(self.story_of[number], self.index.articles[number].rarity)

    def _forget(self, number: int, terms: tuple[str, ...]) -> None:
        self.index.remove(number, terms)
        del self._days[number], self._links[number]
        story = self.story_of.pop(number)
        self._take_out(number, story)
        is_last = story not in self._stories
        self._left.append(Left(number, story, self.reasons.pop(number, ()), is_last))

    def _take_out(self, number: int, story: int) -> None:
        self._stories[story].remove(number)
        if not self._stories[story]:
            del self._stories[story]
