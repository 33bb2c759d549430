"""Grouping: which articles tell of the same event.

Online average link: an article joins the story whose articles it is on average most like, when that
is likely enough, and begins its own otherwise; a batch links pairs of stories the same way, the
likeliest first. A false split is better than a false merge. Pure: candidates come from outside
(`place`) or from an inverted index of its own (`group`); windows run on the dates given, on the
order of arrival where there are none, never on today's date.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .similarity import Frequencies, Signature, Weighed, likeness, sign

__all__ = [
    "GROUPER_VERSION",
    "Candidate",
    "Placement",
    "Signature",
    "group",
    "index_terms",
    "place",
    "sign",
]

#: Goes up with any change that can change a grouping; every membership records it.
GROUPER_VERSION = "1"
#: An article joins a story it is at least this like (0–1): with no archive, with a large one.
JOIN = (0.55, 0.38)
#: Two stories of a batch become one when their articles are on average at least this alike.
LINK = (0.6, 0.18)
#: Days within which articles tell of one event; articles of arrival where there are no dates.
WINDOW_DAYS = 7
WINDOW_ARRIVALS = 2000
INDEX_TERMS = 24
#: Articles compared in full with one that arrives, and members of a story that speak for it.
_CANDIDATES = 12
_MEMBERS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story of the window, by the key its keeper knows it by."""

    key: str
    members: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article belongs; `story` None means it begins its own. `reasons` are sentences."""

    story: str | None
    confidence: float  # 0–1 that the placement is right
    reasons: tuple[str, ...]


def index_terms(signature: Signature, frequencies: Frequencies | None = None) -> tuple[str, ...]:
    """The most telling terms, rarest first, at most 24: an index over them finds candidates."""
    known = frequencies or Frequencies()
    weighed = [
        (known.rarity(term) * (1.5 if in_title else 1.0), term)
        for term, in_title, _, _ in signature.terms
    ]
    return tuple(term for _, term in heapq.nlargest(INDEX_TERMS, weighed))


def place(
    signature: Signature,
    candidates: Iterable[Candidate],
    frequencies: Frequencies | None = None,
) -> Placement:
    """Where the article belongs among the candidates, by average link; keeps no state.

    `frequencies`, where the keeper has them, say how many of its articles hold each term.
    """
    known = frequencies or Frequencies()
    arrived = Weighed(signature, known)
    best_key: str | None = None
    best, best_members = 0.0, list[Signature]()
    for candidate in candidates:
        near = _near(signature, candidate.members)[-_MEMBERS:]
        if not near:
            continue
        link = average([likeness(arrived, Weighed(m, known)) for m in near])
        if link > best:
            best_key, best, best_members = candidate.key, link, near
    if best_key is None or best < needed(JOIN, known):
        return Placement(None, 1 - best, ())
    return Placement(best_key, best, reasons(arrived, [Weighed(m, known) for m in best_members]))


def group(
    articles: Iterable[tuple[str, Signature]], batch: bool = False
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(key, story, reasons) of every article; a story goes by the key of its first article.

    Online, each answer comes before the next article is asked for, and never changes. A batch
    reads all articles first and groups the whole set.
    """
    return _in_batch(articles) if batch else _online(articles)


def _near(signature: Signature, members: Sequence[Signature]) -> list[Signature]:
    """The members an article may join: those within days of it and, if any of these has a date,
    those without one; a story whose dates are all too far away has none."""
    dated = [m for m in members if m.day is not None]
    if signature.day is not None and dated and not any(within(signature.day, m.day) for m in dated):
        return []
    return [m for m in members if within(signature.day, m.day)]


def within(one: int | None, other: int | None) -> bool:
    """True when two days lie in one window, or one of them is not known."""
    return one is None or other is None or abs(one - other) <= WINDOW_DAYS


def average(links: Sequence[float]) -> float:
    """How well an article fits a story: midway between its mean and its least likeness to it.

    The least is in it because one article that tells of something else is a reason to stay apart.
    """
    return (sum(links) / len(links) + min(links)) / 2 if links else 0.0


def needed(bounds: tuple[float, float], frequencies: Frequencies) -> float:
    """The likeness asked for: more while little is known of which words are common."""
    alone, archived = bounds
    return alone + frequencies.trust * (archived - alone)


class _Window:
    """The articles that may still be joined, with an inverted index over their telling terms."""

    def __init__(self) -> None:
        self.articles: dict[int, Weighed] = {}
        self.index: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self.order: deque[tuple[int, tuple[str, ...]]] = deque()
        self.days: dict[int, int | None] = {}
        self.newest: int | None = None
        self.stories: defaultdict[str, deque[int]] = defaultdict(deque)
        self.story_of: dict[int, str] = {}

    def add(self, number: int, article: Weighed, terms: tuple[str, ...]) -> None:
        self.articles[number] = article
        for term in terms:
            self.index[term][number] = article.text.get(term, 0.0)
        self.order.append((number, terms))

    def arrive(self, number: int, signature: Signature) -> None:
        """Note an article's day (without one, the newest so far) and forget what is out of the
        window: too many arrivals ago, or too many days before."""
        if signature.day is not None:
            self.newest = max(self.newest or signature.day, signature.day)
        self.days[number] = self.newest if signature.day is None else signature.day
        while self.order:
            number, terms = self.order[0]
            day, newest = self.days[number], self.newest
            old = newest is not None and day is not None and newest - day > 2 * WINDOW_DAYS
            if not old and len(self.order) <= WINDOW_ARRIVALS:
                return
            self.order.popleft()
            del self.articles[number], self.days[number]
            story = self.story_of.pop(number, None)
            if story is not None:
                self.stories[story].popleft()
                if not self.stories[story]:
                    del self.stories[story]
            for term in terms:
                del self.index[term][number]
                if not self.index[term]:
                    del self.index[term]

    def members(self, story: str, number: int) -> list[Weighed]:
        """The newest articles of a story that the article `number` may join by their days."""
        day = self.days[number]
        kept = [n for n in self.stories[story] if within(day, self.days[n])]
        return [self.articles[n] for n in kept[-_MEMBERS:]]

    def nearest(self, article: Weighed, terms: Sequence[str]) -> list[int]:
        """The articles that share the most weight of telling terms, likeliest first."""
        scores: defaultdict[int, float] = defaultdict(float)
        for term in terms:
            weight = article.text.get(term, 0.0)
            for number, other in self.index.get(term, {}).items():
                scores[number] += weight * other
        day = article.signature.day
        near = [
            (score, number)
            for number, score in scores.items()
            if within(day, self.articles[number].signature.day)
        ]
        return [number for _, number in heapq.nlargest(_CANDIDATES, near)]


def _online(
    articles: Iterable[tuple[str, Signature]],
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    known, window = Frequencies(), _Window()
    for number, (key, signature) in enumerate(articles):
        known.add(signature)
        arrived = Weighed(signature, known)
        window.arrive(number, signature)
        terms = index_terms(signature, known)
        best, best_story, best_members = 0.0, "", list[Weighed]()
        for story in dict.fromkeys(window.story_of[n] for n in window.nearest(arrived, terms)):
            near = window.members(story, number)
            link = average([likeness(arrived, other) for other in near])
            if link > best:
                best, best_story, best_members = link, story, near
        story, why = key, tuple[str, ...]()
        if best_story and best >= needed(JOIN, known):
            story, why = best_story, reasons(arrived, best_members)
        window.stories[story].append(number)
        window.story_of[number] = story
        window.add(number, arrived, terms)
        yield key, story, why


def _in_batch(
    articles: Iterable[tuple[str, Signature]],
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    kept = list(articles)
    known = Frequencies()
    for _, signature in kept:
        known.add(signature)
    weighed = [Weighed(signature, known) for _, signature in kept]
    links = _pair_links(weighed, known)
    clusters = _average_link([s.day for _, s in kept], links, needed(LINK, known))
    for number, (key, _) in enumerate(kept):
        members = clusters[number]
        others = [weighed[n] for n in members if n != number][:_MEMBERS]
        yield key, kept[members[0]][0], reasons(weighed[number], others) if others else ()


def _pair_links(weighed: Sequence[Weighed], known: Frequencies) -> dict[tuple[int, int], float]:
    """(earlier, later) → likeness, for the pairs that share enough telling terms."""
    window = _Window()
    links: dict[tuple[int, int], float] = {}
    order = sorted(range(len(weighed)), key=lambda n: (weighed[n].signature.day or 0, n))
    for number in order:
        article = weighed[number]
        window.arrive(number, article.signature)
        terms = index_terms(article.signature, known)
        for other in window.nearest(article, terms):
            pair = (min(number, other), max(number, other))
            links[pair] = likeness(article, window.articles[other])
        window.add(number, article, terms)
    return links


def _average_link(
    days: Sequence[int | None], links: dict[tuple[int, int], float], least: float
) -> dict[int, list[int]]:
    """Article → members of its cluster; pairs without a link count as not alike at all.

    Clusters whose dated articles are nowhere within the window of each other stay apart.
    """
    count = len(days)
    members = {n: [n] for n in range(count)}
    known = {n: {day} if (day := days[n]) is not None else set() for n in range(count)}
    at = list(range(count))
    sums: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), value in links.items():
        sums[a][b] = sums[b][a] = value
    queue = [(-value, a, b, 1, 1) for (a, b), value in links.items() if value >= least]
    heapq.heapify(queue)
    while queue:
        _, a, b, size_a, size_b = heapq.heappop(queue)
        if len(members.get(a, ())) != size_a or len(members.get(b, ())) != size_b:
            continue
        if known[a] and known[b] and not any(within(x, y) for x in known[a] for y in known[b]):
            continue
        known[a] |= known[b]
        members[a] = sorted(members[a] + members.pop(b))
        for other, value in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                total = sums[a].get(other, 0.0) + value
                sums[a][other] = sums[other][a] = total
        for n in members[a]:
            at[n] = a
        for other, total in sums[a].items():
            mean = total / (len(members[a]) * len(members[other]))
            if mean >= least:
                pair = (a, other) if a < other else (other, a)
                sizes = (len(members[pair[0]]), len(members[pair[1]]))
                heapq.heappush(queue, (-mean, *pair, *sizes))
    return {n: members[at[n]] for n in range(count)}


def reasons(article: Weighed, others: Sequence[Weighed]) -> tuple[str, ...]:
    """Why the article stands with the others, in sentences a person can check in the texts."""
    if not others:
        return ()
    faces = {term: face for term, _, _, face in article.signature.terms}
    shared: defaultdict[str, float] = defaultdict(float)
    for other in others:
        for term, weight in article.text.items():
            if term in other.text:
                shared[term] += weight * other.text[term]
    telling = sorted(shared, key=lambda term: -shared[term])
    names = [t for t in telling if t in article.names and any(t in o.names for o in others)]
    figures = [t for t in telling if t in article.numbers]
    plain = [t for t in telling if t not in article.names and t not in article.numbers]
    told = []
    if names:
        told.append("same names: " + ", ".join(faces[t] for t in names[:4]))
    if figures:
        told.append("same figures: " + ", ".join(faces[t] for t in figures[:3]))
    if plain:
        told.append("shares the words " + ", ".join(f"“{faces[t]}”" for t in plain[:5]))
    told.append(_days_apart(article.signature, [other.signature for other in others]))
    return tuple(told)


def _days_apart(signature: Signature, others: Sequence[Signature]) -> str:
    if signature.day is None:
        return "no date in its text"
    gaps = [abs(signature.day - other.day) for other in others if other.day is not None]
    if not gaps:
        return "no date in the texts it stands with"
    nearest = min(gaps)
    return "same day" if not nearest else f"{nearest} day{'s' if nearest > 1 else ''} apart"
