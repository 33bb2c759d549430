"""The boundary-tolerant percent: which units of two coders are the same, give or take k words.

Units are matched one to one, as many as can be. Two may be matched when they share a word, begin
at most k words apart and end at most k words apart. Of two coders with n₁ and n₂ units, of which M
are matched, the percent is 100 · 2M / (n₁ + n₂): the share of all units that the other coder has,
too. Of more coders the sums are taken over all pairs. It is not corrected for chance.
"""

from __future__ import annotations

from collections.abc import Sequence

from .units import Stretch


def count_matched(one: Sequence[Stretch], other: Sequence[Stretch], tolerance: int) -> int:
    """The most units that can be matched; each is in order and without overlaps.

    Two matches never cross: of units in order, what shares a word with a later one lies behind
    what shares a word with an earlier one. So the first that may be matched may be taken at once,
    and of two that may not, the one that ends first has no other partner.
    """
    matched = here = there = 0
    while here < len(one) and there < len(other):
        (start, end), (its_start, its_end) = one[here], other[there]
        shares = start < its_end and its_start < end
        if shares and abs(start - its_start) <= tolerance and abs(end - its_end) <= tolerance:
            matched, here, there = matched + 1, here + 1, there + 1
        elif end <= its_end:
            here += 1
        else:
            there += 1
    return matched


def percent_of(matched: int, units: int) -> float | None:
    """100 · 2M / (n₁ + n₂); None where nobody marked anything."""
    return 200 * matched / units if units else None
