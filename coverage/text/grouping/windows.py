"""The articles that one which comes may still belong with: an index over their telling words, and
a window that moves with the days."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Sequence

from .similarity import Frequencies, Signature, Weighed

#: Days within which articles tell of one event; articles of arrival where there are no dates.
WINDOW_DAYS = 7
WINDOW_ARRIVALS = 2000
INDEX_TERMS = 24
#: Articles compared in full with one that arrives, and members of a story that speak for it.
CANDIDATES = 12
MEMBERS = 6
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
        self._holding: defaultdict[str, dict[int, float]] = defaultdict(dict)

    def add(self, number: int, article: Weighed, terms: Sequence[str]) -> None:
        self.articles[number] = article
        for term in terms:
            self._holding[term][number] = article.text.get(term, 0.0)

    def remove(self, number: int, terms: Sequence[str]) -> None:
        del self.articles[number]
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
        day = article.signature.day
        near = [
            (score, number)
            for number, score in scores.items()
            if within(day, self.articles[number].signature.day)
        ]
        if not close:
            return [number for _, number in heapq.nlargest(CANDIDATES, near)]
        best = heapq.nlargest(CLOSE, near)
        return [n for at, (score, n) in enumerate(best) if at < CANDIDATES or score > CLOSE_WEIGHT]


class Window:
    """The articles of the last days, the stories they are in, and how common their words are.

    `arrive` comes first for each article, then `settle`. Numbers go up with every arrival.
    """

    def __init__(self) -> None:
        self.known = Frequencies()
        self.index = Index()
        self.story_of: dict[int, int] = {}
        self._stories: defaultdict[int, deque[int]] = defaultdict(deque)
        self._days: dict[int, int | None] = {}
        self._links: dict[int, dict[int, float]] = {}
        self._order: deque[tuple[int, tuple[str, ...]]] = deque()
        self._counted: deque[int] = deque()
        self._newest: int | None = None

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
        of the story's articles it was compared with."""
        if story != number:
            self.known.nearby.remove(number, article.rarity)
            self.known.nearby.add(story, article.rarity)
        article.forget_nearby()
        self._stories[story].append(number)
        self.story_of[number] = story
        self._links[number] = links
        self._order.append((number, terms))
        self._counted.append(number)
        self.index.add(number, article, terms)

    def members(self, story: int, number: int) -> list[int]:
        """The newest articles of a story that the article `number` may join by their days."""
        day = self._days[number]
        return [n for n in self._stories[story] if within(day, self._days[n])][-MEMBERS:]

    def cohesion(self, members: Sequence[int]) -> float:
        """How alike the members of a story are on average; 0 for one alone."""
        links = [self._links[n][m] for n in members for m in members if m in self._links[n]]
        return sum(links) / len(links) if links else 0.0

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
        self._stories[story].remove(number)
        if not self._stories[story]:
            del self._stories[story]
