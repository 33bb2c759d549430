"""What two rows have in common, in order: of paragraphs, and of the words inside them.

Rows are matched at what stands once in each (patience), recursively; what is left is small enough
for the longest common subsequence itself. After Bram Cohen's patience diff, with weights, so that
of two things that changed places the longer one stays. Cost: about n log n for ordinary text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

Pair = tuple[int, int]
#: (place in one row, place in the other, how many stand side by side in both).
Run = tuple[int, int, int]
Weigh = Callable[[Hashable], float]
#: Cells of a table of two stretches that is worked out in full.
MOST_CELLS = 900
#: So deep what stands once is looked for again inside the gaps it leaves.
DEEPEST = 24
#: Things in two stretches together that are matched though none of them stands once in both: what
#: repeats itself for longer says nothing, and working it out takes minutes.
MOST_REPEATED = 20_000


def common_order(a: Sequence[Hashable], b: Sequence[Hashable], weigh: Weigh) -> list[Run]:
    """Runs of equal things, rising in both; what `weigh` gives 0 joins two stretches only where it
    stands beside something that is matched."""
    runs: list[Run] = []
    todo = [(0, len(a), 0, len(b), 0)]
    while todo:
        left, right, low, high, depth = todo.pop()
        same = _same_at_start(a, b, left, right, low, high)
        if same:
            runs.append((left, low, same))
            left, low = left + same, low + same
        same = _same_at_end(a, b, left, right, low, high)
        if same:
            right, high = right - same, high - same
            runs.append((right, high, same))
        if left == right or low == high or _share_nothing(a[left:right], b[low:high]):
            continue
        if (right - left) * (high - low) <= MOST_CELLS:
            runs += [(i, j, 1) for i, j in _longest(a, b, (left, right, low, high), weigh)]
            continue
        anchors = _anchors(a, b, (left, right, low, high), weigh, depth < DEEPEST)
        runs += [(i, j, 1) for i, j in anchors]
        if depth >= DEEPEST or not anchors:
            continue
        edges = [(left - 1, low - 1), *anchors, (right, high)]
        for (i, j), (to_i, to_j) in zip(edges, edges[1:], strict=False):
            if i + 1 < to_i and j + 1 < to_j:
                todo.append((i + 1, to_i, j + 1, to_j, depth + 1))
    return _joined(sorted(runs))


def _same_at_start(
    a: Sequence[Hashable], b: Sequence[Hashable], left: int, right: int, low: int, high: int
) -> int:
    room, n = min(right - left, high - low), 0
    while n < room and a[left + n] == b[low + n]:
        n += 1
    return n


def _same_at_end(
    a: Sequence[Hashable], b: Sequence[Hashable], left: int, right: int, low: int, high: int
) -> int:
    room, n = min(right - left, high - low), 0
    while n < room and a[right - n - 1] == b[high - n - 1]:
        n += 1
    return n


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for i, j, length in runs:
        if joined:
            at_i, at_j, before = joined[-1]
            if at_i + before == i and at_j + before == j:
                joined[-1] = (at_i, at_j, before + length)
                continue
        joined.append((i, j, length))
    return joined


def _share_nothing(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> bool:
    if len(ours) == 1:
        return ours[0] not in theirs
    return set(ours).isdisjoint(theirs)


def _anchors(
    a: Sequence[Hashable],
    b: Sequence[Hashable],
    bounds: tuple[int, int, int, int],
    weigh: Weigh,
    is_choosy: bool,
) -> list[Pair]:
    """Pairs of what stands once in both; where nothing does (or not `is_choosy`), each thing's
    first with its first, second with its second and so on; none of very many."""
    left, right, low, high = bounds
    ours = Counter(a[left:right])
    theirs = Counter(b[low:high])
    once = {key for key, n in ours.items() if n == 1 == theirs.get(key, 0) and weigh(key) > 0}
    if not (once and is_choosy) and right - left + high - low > MOST_REPEATED:
        return []
    places: dict[Hashable, list[int]] = defaultdict(list)
    for j in range(low, high):
        if not once or not is_choosy or b[j] in once:
            places[b[j]].append(j)
    seen: Counter[Hashable] = Counter()
    candidates = []
    for i in range(left, right):
        if there := places.get(a[i]):
            nth = seen[a[i]]
            seen[a[i]] += 1
            if nth < len(there) and weigh(a[i]) > 0:
                candidates.append((i, there[nth], weigh(a[i])))
    return heaviest_rise(candidates)


def heaviest_rise(
    candidates: Iterable[tuple[int, int, float]], is_strict: bool = True
) -> list[Pair]:
    """Of (place, place, weight) the chain of greatest weight that rises in both places; not
    `is_strict`, one of the two may stay where it is."""
    rows = sorted(candidates, key=lambda row: (row[0], -row[1] if is_strict else row[1]))
    if all(one[0] < two[0] and one[1] < two[1] for one, two in zip(rows, rows[1:], strict=False)):
        return [(i, j) for i, j, _ in rows]
    columns = sorted({row[1] for row in rows})
    size = len(columns)
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)  # a Fenwick tree of prefix maxima
    before = [-1] * len(rows)
    top, last = 0.0, -1
    for n, (_i, j, weight) in enumerate(rows):
        at = bisect_left(columns, j) + (0 if is_strict else 1)
        total, came_from = 0.0, -1
        while at > 0:
            if best[at][0] > total:
                total, came_from = best[at]
            at -= at & -at
        before[n] = came_from
        total += weight
        if total > top:
            top, last = total, n
        at = bisect_left(columns, j) + 1
        while at <= size:
            if total > best[at][0]:
                best[at] = (total, n)
            at += at & -at
    chain = []
    while last >= 0:
        chain.append((rows[last][0], rows[last][1]))
        last = before[last]
    return chain[::-1]


def _longest(
    a: Sequence[Hashable],
    b: Sequence[Hashable],
    bounds: tuple[int, int, int, int],
    weigh: Weigh,
) -> list[Pair]:
    """The common subsequence of greatest weight, by the whole table."""
    left, right, low, high = bounds
    height, width = right - left, high - low
    table = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        row, below, ours = table[i], table[i + 1], a[left + i]
        worth = weigh(ours) + 0.01
        for j in range(width - 1, -1, -1):
            if ours == b[low + j]:
                row[j] = below[j + 1] + worth
            else:
                row[j] = below[j] if below[j] >= row[j + 1] else row[j + 1]
    pairs, i, j = [], 0, 0
    while i < height and j < width:
        if a[left + i] == b[low + j]:
            pairs.append((left + i, low + j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
