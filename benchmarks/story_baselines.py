"""Plain ways of grouping articles, to measure ours against.

Each takes rows {"title", "text", "date"} and gives a group for each, online (an article joins the
group it is on average most like) or in a batch (average link).
What is enough likeness was chosen for the best B-cubed F1 on the dev half of AllSides, which
flatters them there.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from math import log, sqrt
from typing import Any

from coverage.text.words import find_words, matter

WINDOW_DAYS = 7
JACCARD = {"online": 0.14, "batch": 0.12}
TF_IDF = {"online": 0.16, "batch": 0.18}

Vector = dict[str, float]
Alike = Callable[[Vector, Vector], float]


def each_alone(rows: Sequence[Any], how: str) -> list[int]:
    """Every article in a group of its own."""
    return list(range(len(rows)))


def title_jaccard(rows: Sequence[Any], how: str) -> list[int]:
    """By the share of the words of two titles (or first twelve words) that both have."""
    sets = [
        dict.fromkeys(words(row["title"]) or words(row["text"][:200])[:12], 1.0) for row in rows
    ]
    return _grouped(rows, sets, _jaccard, how, JACCARD[how])


def tf_idf(rows: Sequence[Any], how: str) -> list[int]:
    """By the cosine of TF-IDF over the title, counted twice, and the first 100 words; online, what
    is rare is counted from the articles so far."""
    counts = [Counter(words(row["title"]) * 2 + words(row["text"][:1200])[:100]) for row in rows]
    held: Counter[str] = Counter()
    total = 0
    if how == "batch":
        for count in counts:
            held.update(count.keys())
        total = len(counts)
    vectors = []
    for count in counts:
        if how == "online":
            held.update(count.keys())
            total += 1
        weights = {w: (1 + log(n)) * log((total + 1) / held[w]) for w, n in count.items()}
        norm = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({word: weight / norm for word, weight in weights.items()})
    return _grouped(rows, vectors, _cosine, how, TF_IDF[how])


def words(text: str) -> list[str]:
    """The stems of a text's words, without those that carry grammar only."""
    return matter(find_words(text))


def _jaccard(a: Vector, b: Vector) -> float:
    shared = len(a.keys() & b.keys())
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def _cosine(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum([weight * b[word] for word, weight in a.items() if word in b])


def _grouped(
    rows: Sequence[Any], vectors: Sequence[Vector], alike: Alike, how: str, least: float
) -> list[int]:
    days = [
        date.fromisoformat(row["date"][:10]).toordinal() if row["date"] else None for row in rows
    ]
    pairs = _pairs(days, vectors, alike)
    return _joined(len(rows), pairs, least) if how == "online" else _linked(len(rows), pairs, least)


def _pairs(
    days: Sequence[int | None], vectors: Sequence[Vector], alike: Alike
) -> list[tuple[float, int, int]]:
    """(likeness, later, earlier) of those that share a word within the window."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    pairs = []
    for n, vector in enumerate(vectors):
        near: set[int] = set()
        for word in vector:
            near.update(holding[word])
            holding[word].append(n)
        for other in sorted(near):
            one, two = days[n], days[other]
            if one is None or two is None or abs(one - two) <= WINDOW_DAYS:
                pairs.append((alike(vector, vectors[other]), n, other))
    return pairs


def _joined(count: int, pairs: Iterable[tuple[float, int, int]], least: float) -> list[int]:
    """Each article joins the group it is on average most like, of those begun before it."""
    near: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for value, later, earlier in pairs:
        near[later][earlier] = value
    group: list[int] = []
    members: defaultdict[int, list[int]] = defaultdict(list)
    for n in range(count):
        groups = sorted({group[other] for other in near[n]})
        links = [
            (sum(near[n].get(m, 0.0) for m in members[one]) / len(members[one]), -one)
            for one in groups
        ]
        best, one = max(links, default=(0.0, 0))
        group.append(-one if best >= least else n)
        members[group[n]].append(n)
    return group


def _linked(count: int, pairs: Iterable[tuple[float, int, int]], least: float) -> list[int]:
    """Average link; a pair that shares no word is not alike at all."""
    members = {n: [n] for n in range(count)}
    sums: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for value, a, b in pairs:
        sums[a][b] = sums[b][a] = value
    queue = [(-sums[a][b], a, b, 1, 1) for a in sums for b in sums[a] if a < b]
    queue = [entry for entry in queue if -entry[0] >= least]
    heapq.heapify(queue)
    while queue:
        _, a, b, size_a, size_b = heapq.heappop(queue)
        if len(members.get(a, ())) != size_a or len(members.get(b, ())) != size_b:
            continue
        members[a] += members.pop(b)
        for other, value in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + value
        for other, total in sums[a].items():
            mean = total / (len(members[a]) * len(members[other]))
            if mean >= least:
                heapq.heappush(queue, (-mean, a, other, len(members[a]), len(members[other])))
    group = [0] * count
    for first, inside in members.items():
        for n in inside:
            group[n] = first
    return group
