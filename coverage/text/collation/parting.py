"""Parting: which renderings, joined by links, are prints of one utterance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush

from .renderings import Rendering

#: What two renderings of different articles without a link speak against being one utterance,
#: where a link speaks for it with 1. A long segment holds several sayings that others print one
#: by one, and those have no words in common: so it is little. But chains over several long
#: segments, each of which holds another part of a speech, break where few links cross.
UNLINKED = 0.15


def part(
    renderings: Sequence[Rendering], links: Iterable[tuple[int, int]]
) -> list[list[Rendering]]:
    """The renderings as utterances, those that stand alone among them; `links` are pairs of
    positions. The order of the renderings changes nothing but the order of what comes back.

    Agglomeration by mean gain, after correlation clustering (Bansal, Blum and Chawla 2004).
    """
    beside: dict[int, set[int]] = {n: set() for n in range(len(renderings))}
    for a, b in links:
        beside[a].add(b)
        beside[b].add(a)
    groups: list[list[int]] = []
    for chained in _chains(beside):
        groups += _agglomerate(renderings, chained, beside)
    return [[renderings[n] for n in sorted(group)] for group in groups]


def _chains(beside: dict[int, set[int]]) -> Iterator[list[int]]:
    """Renderings joined by links, directly or through others."""
    seen: set[int] = set()
    for start in beside:
        if start in seen:
            continue
        chained, waiting = [], [start]
        seen.add(start)
        while waiting:
            n = waiting.pop()
            chained.append(n)
            new = beside[n] - seen
            seen |= new
            waiting += new
        yield chained


def _agglomerate(
    renderings: Sequence[Rendering], chained: list[int], beside: dict[int, set[int]]
) -> list[list[int]]:
    """One chain as utterances: the two groups that gain most by it join, while any do."""
    if _is_complete(renderings, chained, beside):
        return [chained]
    # The longest first and its words, never its place: the order of the outlets changes nothing.
    ranked = sorted(
        chained,
        key=lambda n: (
            not renderings[n].is_post,
            -len(renderings[n].norms),
            renderings[n].norms,
            renderings[n].key,
            renderings[n].span,
            renderings[n].is_marked,
        ),
    )
    at = {n: place for place, n in enumerate(ranked)}
    groups = {at[n]: [n] for n in ranked}
    keys = {at[n]: Counter((renderings[n].key,)) for n in ranked}
    links: dict[int, Counter[int]] = {at[n]: Counter({at[m]: 1 for m in beside[n]}) for n in ranked}

    def gain(ours: int, theirs: int) -> float:
        pairs = len(groups[ours]) * len(groups[theirs])
        small, large = sorted((keys[ours], keys[theirs]), key=len)
        apart = pairs - sum(count * large[key] for key, count in small.items())
        linked = links[ours][theirs]
        return float((linked - UNLINKED * max(apart - linked, 0)) / pairs**0.5)

    heap = [(-gain(a, b), a, b) for a in groups for b in links[a] if a < b]
    heapify(heap)
    while heap:
        worth, a, b = heappop(heap)
        if worth >= 0:
            break
        if a not in groups or b not in groups or -gain(a, b) != worth:
            continue
        groups[a] += groups.pop(b)
        keys[a].update(keys.pop(b))
        for other, count in links.pop(b).items():
            del links[other][b]
            if other != a:
                links[a][other] += count
                links[other][a] += count
        for other in links[a]:
            one, two = min(a, other), max(a, other)
            heappush(heap, (-gain(one, two), one, two))
    return list(groups.values())


def _is_complete(
    renderings: Sequence[Rendering], chained: list[int], beside: dict[int, set[int]]
) -> bool:
    """True when each is linked to every other of another article."""
    held = Counter(renderings[n].key for n in chained)
    return all(len(beside[n]) == len(chained) - held[renderings[n].key] for n in chained)
