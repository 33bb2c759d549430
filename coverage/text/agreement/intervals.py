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
DRAWS = 1000
SEED = 1995
#: So many draws must have a value: a tag found in one article is missing from a third of them.
LEAST_DRAWN = 0.9
_BYTES = 8


def drawn_sums(rows: Sequence[Sequence[int]], draws: int, seed: int) -> Iterator[Sequence[int]]:
    """For each draw the sums, place by place, of as many rows as there are. Numbers are whole, not
    negative, and add up to less than 2⁶³."""
    packed = [int.from_bytes(array("Q", row).tobytes(), sys.byteorder) for row in rows]
    length = _BYTES * len(rows[0]) if rows else 0
    chance = random.Random(seed)  # noqa: S311 - draws, not secrets
    for _ in range(draws):
        total = sum(chance.choices(packed, k=len(packed)))
        sums = array("Q")
        sums.frombytes(total.to_bytes(length, sys.byteorder))
        yield sums


def middle(values: Sequence[float | None]) -> tuple[float, float] | None:
    """The middle 95 % of what was drawn; None where too many draws had no value."""
    drawn = sorted(value for value in values if value is not None)
    if not drawn or len(drawn) < LEAST_DRAWN * len(values):
        return None
    last = len(drawn) - 1
    return drawn[round(0.025 * last)], drawn[round(0.975 * last)]
