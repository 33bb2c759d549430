"""Agreement of two figures for one thing, as intervals with bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .collated import FigureRelation

#: The unit of an interval of days; `low` and `high` are proleptic ordinals.
DAY = "day of the calendar"
#: From this place on a number is taken for round though nothing says "about": 43,000.
ROUND = 1000
#: So near a figure is the other rounded; nearer where the words promise less.
NEAR, HEDGED = Decimal("0.02"), Decimal("0.05")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Interval:
    """`low` to `high`, None where open; `name` stands for a day nobody can count from;
    of quantities it tells apart bounds that the number itself may be."""

    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: str
    name: str

    @property
    def is_closed(self) -> bool:
        """True where both ends are known and the text does not hedge."""
        return self.low is not None and self.high is not None and self.bound in ("exact", "range")

    @property
    def middle(self) -> Decimal | None:
        """The number the text prints, or the middle of its two."""
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high


def relation(a: Interval, b: Interval) -> FigureRelation:
    """same, rounded, compatible or conflict; nothing here looks at scope or time.

    Two exact numbers are rounded when the rounder one is the other at its own precision
    ("$43,000" of "$43,350"), and a conflict when both are printed as precisely.
    """
    if a.unit == DAY:
        return _relation_of_days(a, b)
    if a.middle == b.middle and a.bound != b.bound:
        # "more than $200,000" beside "$200,000": the second leaves off the odd amount
        return "rounded" if "exact" in (a.bound, b.bound) and _is_hedged(a, b) else "compatible"
    if (a.low, a.high) == (b.low, b.high):
        return "same" if a.name == b.name else "compatible"  # "at least 12", "more than 12"
    if a.bound == b.bound == "exact":
        return "rounded" if _is_rounded(a, b) else "conflict"
    return _relation_of_bounds(a, b)


def _is_hedged(a: Interval, b: Interval) -> bool:
    return bool({a.bound, b.bound} & {"over", "under", "nearly"})


def _relation_of_days(a: Interval, b: Interval) -> FigureRelation:
    if a.low is None or b.low is None or a.high is None or b.high is None:
        return "same" if a.name == b.name else "conflict"
    if (a.low, a.high) == (b.low, b.high):
        return "same"
    return "compatible" if a.low <= b.high and b.low <= a.high else "conflict"


def _relation_of_bounds(a: Interval, b: Interval) -> FigureRelation:
    """At least one of the two is not an exact number."""
    low = max((x for x in (a.low, b.low) if x is not None), default=None)
    high = min((x for x in (a.high, b.high) if x is not None), default=None)
    if low is None or high is None or low <= high:
        hedged = HEDGED if {"nearly", "about"} & {a.bound, b.bound} else NEAR
        near = a.middle is not None and b.middle is not None and _near(a.middle, b.middle, hedged)
        if near and "exact" in (a.bound, b.bound) and "vague" not in (a.bound, b.bound):
            return "rounded" if a.middle != b.middle else "compatible"
        open_ended = None in (a.low, a.high, b.low, b.high)
        return "rounded" if near and not open_ended and a.bound != b.bound else "compatible"
    one, other = a.middle, b.middle
    if one is not None and other is not None:
        if "about" in (a.bound, b.bound) and _near(one, other, Decimal("0.1")):
            return "rounded"
        if one == other:  # "more than 12" beside "12": the same count, hedged
            return "rounded"
    return "conflict"


def _near(one: Decimal, other: Decimal, share: Decimal = NEAR) -> bool:
    return abs(one - other) <= share * max(abs(one), abs(other))


def _is_rounded(a: Interval, b: Interval) -> bool:
    """True when one exact number is the other, given to fewer places."""
    one, other = a.low, b.low
    if one is None or other is None or not one or not other:
        return False
    coarse, fine = sorted((one, other), key=_step, reverse=True)
    step = _step(coarse)
    if step == _step(fine):
        return False
    # rounded to the nearest or cut off; without a word that says so only thousands are taken for
    # round, as "30" beside "31" may as well be another count
    apart = abs(coarse - fine)
    return apart < step and apart <= abs(fine) / (20 if step >= ROUND else 100)


def _step(value: Decimal) -> Decimal:
    """The place of the last digit that is not nought: 1000 for 43,000; 0.01 for 5,687.75."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(1)


def difference(intervals: Sequence[Interval]) -> str:
    """How far apart the figures lie ("100", "3 days"), where all are closed; else ""."""
    if not all(i.is_closed for i in intervals):
        return ""
    middles = [m for i in intervals if (m := i.middle) is not None]
    if not middles or any(i.low != i.high for i in intervals):
        return ""
    apart = max(middles) - min(middles)
    if intervals[0].unit == DAY:
        return f"{int(apart)} day{'s' if apart != 1 else ''}"
    if apart == apart.to_integral_value() and all(m == m.to_integral_value() for m in middles):
        return f"{apart.quantize(Decimal(1)):,f}"
    return f"{apart.quantize(Decimal('0.01')):,f}" if apart >= CENT else f"{apart.normalize():,f}"
