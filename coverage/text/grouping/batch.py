"""Grouping a whole set at once: pairs first, then average link, the likeliest first."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Callable, Sequence

from .similarity import Frequencies, Signature, Weighed
from .windows import WINDOW_DAYS, Index, telling, within

#: Two groups become one when their articles are on average at least this alike (0–1) and, where
#: both have several, at most so much less than the articles of the looser group are among
#: themselves: two close stories of one matter stay two.
LINK, SLACK = 0.18, 0.3

Pairs = dict[tuple[int, int], float]


def link_pairs(
    signatures: Sequence[Signature],
    stories: Sequence[str],
    alike: Callable[[Weighed, Weighed], float],
) -> tuple[list[Weighed], Pairs]:
    """The articles ready for comparing, and (earlier, later) → likeness for the pairs that share
    enough telling terms.

    Signatures stand in the order of their days, those without one first; `stories` (a first
    grouping) says which of them are one story when the stories that hold a word are counted.
    """
    known, index = Frequencies(), Index()
    for signature in signatures:
        known.add([term for term, _, _, _ in signature.terms])
    weighed, links = list[Weighed](), Pairs()
    coming = deque(enumerate(signatures))
    counted: deque[int] = deque()
    found: deque[tuple[int, tuple[str, ...]]] = deque()
    for number, signature in enumerate(signatures):
        day = signature.day
        while coming and (coming[0][1].day is None or _until(coming[0][1].day, day)):
            other, its = coming.popleft()
            known.nearby.add(stories[other], [term for term, _, _, _ in its.terms])
            if its.day is not None:
                counted.append(other)
        while day is not None and counted and not within(signatures[counted[0]].day, day):
            other = counted.popleft()
            known.nearby.remove(stories[other], [term for term, *_ in signatures[other].terms])
        while day is not None and found and not within(signatures[found[0][0]].day, day):
            index.remove(*found.popleft())
        article = Weighed(signature, known)
        terms = telling(article)
        for other in index.nearest(article, terms, close=True):
            links[(other, number)] = alike(article, weighed[other])
        article.forget_nearby()
        weighed.append(article)
        index.add(number, article, terms)
        if day is not None:
            found.append((number, terms))
    return weighed, links


def _until(day: int, today: int | None) -> bool:
    return today is not None and day <= today + WINDOW_DAYS


class _Clusters:
    """Groups of articles with the sums of the links inside each and between each two."""

    def __init__(self, days: Sequence[int | None], links: Pairs, slack: float) -> None:
        count, self.slack = len(days), slack
        self.members = {n: [n] for n in range(count)}
        self.days = {n: {day} if (day := days[n]) is not None else set() for n in range(count)}
        self.inside = dict.fromkeys(range(count), 0.0)
        self.between: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for (a, b), value in links.items():
            self.between[a][b] = self.between[b][a] = value

    def link(self, a: int, b: int) -> float:
        """How alike two groups are on average; a pair never compared is not alike at all."""
        return self.between[a][b] / (len(self.members[a]) * len(self.members[b]))

    def may_join(self, a: int, b: int) -> bool:
        """Whether their days allow it, and the two are nearly as alike as each is within."""
        if self.days[a] and self.days[b]:
            if not any(within(x, y) for x in self.days[a] for y in self.days[b]):
                return False
        if len(self.members[a]) == 1 or len(self.members[b]) == 1:
            return True
        return self.link(a, b) >= min(self._cohesion(a), self._cohesion(b)) - self.slack

    def _cohesion(self, a: int) -> float:
        size = len(self.members[a])
        return self.inside[a] / (size * (size - 1) / 2)

    def join(self, a: int, b: int) -> None:
        """Put the second group into the first."""
        self.inside[a] += self.inside.pop(b) + self.between[a][b]
        self.days[a] |= self.days.pop(b)
        self.members[a] = sorted(self.members[a] + self.members.pop(b))
        for other, value in self.between.pop(b).items():
            del self.between[other][b]
            if other != a:
                total = self.between[a].get(other, 0.0) + value
                self.between[a][other] = self.between[other][a] = total


def clusters(
    days: Sequence[int | None], links: Pairs, slack: float = SLACK
) -> dict[int, list[int]]:
    """Article → the members of its group, in order.

    Groups whose dated articles are nowhere within the window of each other stay apart, and those
    of several that are more than `slack` less alike than the looser of them is within itself.
    """
    kept = _Clusters(days, links, slack)
    members = kept.members
    queue = [(-value, a, b, 1, 1) for (a, b), value in links.items() if value >= LINK]
    heapq.heapify(queue)
    while queue:
        _, a, b, size_a, size_b = heapq.heappop(queue)
        if len(members.get(a, ())) != size_a or len(members.get(b, ())) != size_b:
            continue
        if not kept.may_join(a, b):
            continue
        kept.join(a, b)
        for other in kept.between[a]:
            mean = kept.link(a, other)
            if mean >= LINK:
                one, two = min(a, other), max(a, other)
                heapq.heappush(queue, (-mean, one, two, len(members[one]), len(members[two])))
    return {n: group for group in members.values() for n in group}
