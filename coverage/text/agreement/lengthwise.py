"""α_U, Krippendorff's first alpha for unitizing: units are compared by where they begin and end.

K. Krippendorff: On the reliability of unitizing continuous data. Sociological Methodology 25
(1995), 47–76; and Content Analysis (2nd edition, 2004), chapter 11.6, from which the worked
example in the tests is (page 254). For units g of coder i and h of coder j that share a position

    δ² = (b_g − b_h)² + (e_g − e_h)²,       b and e: where a unit begins and ends

for a unit g that lies wholly in a gap of the other coder δ² = (length of g)², and 0 otherwise. Of
m coders on a continuum of length L, N units of the tag with lengths ℓ, and gaps with lengths γ:

    D_o = 2 / (m (m−1) L²) · Σ_i<j Σ_g Σ_h δ²
    D_e = 2/L · Σ_g [ (N−1)/3 · (2ℓ³ − 3ℓ² + ℓ) + ℓ² Σ_γ≥ℓ (γ − ℓ + 1) ]
              / ( mL (mL − 1) − Σ_g ℓ (ℓ − 1) )
    α_U = 1 − D_o / D_e;   of several tags 1 − Σ D_o / Σ D_e

It tells one long unit from two short ones in its place, which ᵤα does not. Pages show ᵤα first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, combinations

from .units import Stretch


def difference(one: Stretch, other: Stretch) -> int:
    """δ² of two units of the same tag that share a position."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def observed(length: int, codings: Sequence[Sequence[Stretch]]) -> float:
    """D_o of one tag: for each coder the units, in order and without overlaps."""
    total = 0
    for one, other in combinations(codings, 2):
        together = list(_together(one, other))
        total += sum(difference(unit, its) for unit, its in together)
        shared = {unit for unit, _ in together}, {its for _, its in together}
        for units, met in zip((one, other), shared, strict=True):
            total += sum((unit[1] - unit[0]) ** 2 for unit in units if unit not in met)
    count = len(codings)
    return 2 * total / (count * (count - 1) * length * length)


def _together(
    one: Sequence[Stretch], other: Sequence[Stretch]
) -> Iterator[tuple[Stretch, Stretch]]:
    """Units of both that share a position."""
    here = there = 0
    while here < len(one) and there < len(other):
        unit, its = one[here], other[there]
        if unit[0] < its[1] and its[0] < unit[1]:
            yield unit, its
        if unit[1] <= its[1]:
            here += 1
        else:
            there += 1


def expected(length: int, codings: Sequence[Sequence[Stretch]]) -> float:
    """D_e of one tag."""
    lengths = [end - start for units in codings for start, end in units]
    gaps = sorted(gap for units in codings for gap in _gaps(length, units))
    sums = [0, *accumulate(gaps)]
    total = 0.0
    for each in lengths:
        first = bisect_left(gaps, each)
        fits = sums[-1] - sums[first] - (each - 1) * (len(gaps) - first)
        total += (len(lengths) - 1) * (2 * each**3 - 3 * each**2 + each) / 3 + each**2 * fits
    everything = len(codings) * length
    pairs = everything * (everything - 1) - sum(each * (each - 1) for each in lengths)
    return 2 * total / length / pairs if pairs else 0.0


def _gaps(length: int, units: Sequence[Stretch]) -> Iterable[int]:
    at = 0
    for start, end in units:
        if start > at:
            yield start - at
        at = end
    if length > at:
        yield length - at


def alpha(length: int, tags: Iterable[Sequence[Sequence[Stretch]]]) -> float | None:
    """α_U over the tags, each with the units of every coder; None where chance could bring nothing
    else, as where nobody marked anything."""
    coded = list(tags)
    if length == 0 or any(len(codings) < 2 for codings in coded):
        return None
    chance = sum(expected(length, codings) for codings in coded)
    return 1 - sum(observed(length, codings) for codings in coded) / chance if chance else None
