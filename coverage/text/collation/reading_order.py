"""Reading order: rows in an order that reads naturally in every column."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import fsum

from .rows import Group
from .telling import Sentence

#: Times the rows are gone through for a better order; two are nearly always enough.
PASSES = 4
#: So many sentences back one counts as just before.
NEAR = 3
#: What stands at the top of an article, or beside it, tells again what its text tells in its place.
BESIDE_THE_TEXT: frozenset[str] = frozenset({"headline", "standfirst", "caption"})


def in_reading_order(groups: Sequence[Group], keys: Sequence[str]) -> list[Group]:
    """The groups in an order that reads naturally in every column: rows that several articles
    have stand where the articles put them on average, unless that turns an article's order round;
    what one article has alone follows what it stands after there, or comes just before the first
    row it shares. An article that shares none stands at the end."""
    place = {key: n for n, key in enumerate(keys)}
    shared = [g for g in groups if len({s.key for s in g.sentences}) > 1]
    ordered = _merge(sorted(shared, key=lambda g: (_mean_place(g), _first(g, place))))
    rank: dict[tuple[str, int], int] = {
        (s.key, s.number): n
        for n, g in enumerate(ordered, 1)
        for s in g.sentences
        if s == _standing(g)[s.key] or s.kind not in BESIDE_THE_TEXT
    }
    spines = _spines(rank)
    lone: dict[tuple[int, bool], list[Group]] = defaultdict(list)
    for group in groups:
        if len({s.key for s in group.sentences}) == 1:
            first = group.sentences[0]
            row = _rank_before(first, rank, spines.get(first.key, ([], [])))
            opening = spines[first.key][1][0] - 1 if first.key in spines else len(ordered)
            lone[(row, False) if row else (opening, True)].append(group)
    result: list[Group] = []
    for n in range(len(ordered) + 1):
        result += [ordered[n - 1]] if n else []
        for is_before_next in (False, True):
            result += sorted(lone[n, is_before_next], key=lambda g: _first(g, place))
    return result


def _rank_before(
    sentence: Sentence, rank: Mapping[tuple[str, int], int], spine: tuple[list[int], list[int]]
) -> int:
    """The row after which a sentence stands that its article alone has: that of the sentence of
    the chain before it, or of one just before it where that comes later and before the chain's
    next; 0 where nothing stands before it."""
    numbers, ranks = spine
    at = bisect_left(numbers, sentence.number)
    following = ranks[at] if at < len(ranks) else len(rank) + 1
    near = (rank.get((sentence.key, sentence.number - n), 0) for n in range(1, NEAR + 1))
    return max([ranks[at - 1] if at else 0, *(row for row in near if row < following)])


def _spines(rank: Mapping[tuple[str, int], int]) -> dict[str, tuple[list[int], list[int]]]:
    """Article → the sentences (numbers, and the ranks of their rows) that stand in the rows in
    their own order: the longest such chain. What one article has alone goes with its chain."""
    of: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (key, number), row in sorted(rank.items()):
        of[key].append((number, row))
    return {key: longest_chain(pairs) for key, pairs in of.items()}


def longest_chain(pairs: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The longest run of pairs, in order of their first parts, whose second parts never fall
    (patience sorting): its first parts, and its second."""
    tops: list[int] = []  # the smallest last rank of a chain of each length
    ends: list[int] = []  # and the pair it ends with
    before: list[int] = []
    for n, (_, row) in enumerate(pairs):
        at = bisect_right(tops, row)
        before.append(ends[at - 1] if at else -1)
        tops[at : at + 1] = [row]
        ends[at : at + 1] = [n]
    chain: list[int] = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chain.append(n)
        n = before[n]
    chain.reverse()
    return [pairs[n][0] for n in chain], [pairs[n][1] for n in chain]


def _standing(group: Group) -> dict[str, Sentence]:
    """Article → the sentence of the group by which it stands there: the first of its text, or of
    its headline, standfirst and captions where its text has none."""
    standing: dict[str, Sentence] = {}
    for s in sorted(group.sentences, key=lambda s: (s.kind in BESIDE_THE_TEXT, s.number)):
        standing.setdefault(s.key, s)
    return standing


def _mean_place(group: Group) -> float:
    """Mean over the articles of where each first reports it, 0 top to 1 end."""
    places = [s.place for s in _standing(group).values()]
    return fsum(places) / len(places)


def _first(group: Group, place: Mapping[str, int]) -> tuple[int, int]:
    return min((place[s.key], s.number) for s in group.sentences)


def _merge(groups: Sequence[Group]) -> list[Group]:
    """The groups, already in order of their mean place, each moved to where the fewest articles
    find theirs turned round; after Kemeny's median order, by local search."""
    firsts = [{key: s.number for key, s in _standing(group).items()} for group in groups]

    def favour(one: int, other: int) -> int:
        """How many more articles have `one` before `other` than the other way round."""
        ours, theirs = firsts[one], firsts[other]
        return sum(
            (number < theirs[key]) - (number > theirs[key])
            for key, number in ours.items()
            if key in theirs
        )

    order = list(range(len(groups)))
    for _ in range(PASSES):
        moved = False
        for n in range(len(order)):
            gain, best, to = 0, 0, n
            for at in range(n - 1, -1, -1):
                gain += favour(order[n], order[at])
                if gain > best:
                    best, to = gain, at
            gain = 0
            for at in range(n + 1, len(order)):
                gain += favour(order[at], order[n])
                if gain > best:
                    best, to = gain, at
            if to != n:
                order.insert(to, order.pop(n))
                moved = True
        if not moved:
            break
    return [groups[n] for n in order]
