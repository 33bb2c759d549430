"""Intervals by drawing articles anew: the percentile bootstrap, clustered by article.

B. Efron, R. Tibshirani: An introduction to the bootstrap (1993), chapter 13. As many articles are
drawn, with replacement, as there are; all figures are taken of them; and that is done B times. The
interval holds the middle 95 % of what came. Articles are drawn whole because words of one article
are not independent of one another. The draws are seeded: the same codings give the same interval.

All figures are made of sums over articles. The numbers of an article are laid end to end into one
long integer, 64 bits each, so that one addition adds thousands of them.
"""

from __future__ import annotations

import random
import sys
from array import array
from collections.abc import Iterator, Sequence

#: With fewer articles no interval is given: it would be too narrow (docs/agreement.md has figures).
LEAST_ARTICLES = 10
MOST_DRAWS, LEAST_DRAWS = 1000, 200
SEED = 1995
#: Nor for a tag that stands in fewer: draws of a few places say little of others.
LEAST_WITH_TAG = 5
_BYTES = 8


def draws_for(articles: int, groups: int, tags: int) -> int:
    """B: a thousand, and fewer where that would take more than about a second."""
    work = max(1, articles * groups * tags)
    return min(MOST_DRAWS, max(LEAST_DRAWS, 60_000_000 // work))


def drawn_sums(rows: Sequence[Sequence[int]], draws: int, seed: int) -> Iterator[list[int]]:
    """For each draw the sums, place by place, of as many rows as there are. Numbers are whole, not
    negative, and add up to less than 2⁶³."""
    packed = [int.from_bytes(array("Q", row).tobytes(), sys.byteorder) for row in rows]
    length = _BYTES * len(rows[0]) if rows else 0
    chance, count = random.Random(seed), len(packed)  # noqa: S311 - draws, not secrets
    for _ in range(draws):
        # One of 2³² for each: of some rows the chance is greater by a part of millions.
        picked = array("I", chance.randbytes(4 * count))
        total = sum(packed[number % count] for number in picked)
        sums = array("Q", total.to_bytes(length, sys.byteorder))
        yield sums.tolist()


def middle(values: Sequence[float | None]) -> tuple[float, float] | None:
    """The middle 95 % of the draws that had a value; None where none had."""
    drawn = sorted(value for value in values if value is not None)
    if not drawn:
        return None
    last = len(drawn) - 1
    return drawn[round(0.025 * last)], drawn[round(0.975 * last)]
