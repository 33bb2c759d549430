"""The interval: bound words before and after, and smaller units that follow larger ones."""

from __future__ import annotations

from decimal import Decimal

from ..found import Bound, FoundQuantity
from ..lexicon.bounds import AFTER
from ..lexicon.measures import MEASURES, STOPS
from .bare import Bare
from .counted import FIRST_OF_AFTER
from .numbers import Number, read_number
from .tokens import is_joined, word_at
from .units import counted_noun, short_unit

#: How many of the smaller unit make one of the larger: "3 hours 20 minutes" is 200 minutes.
_SMALLER = {
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("foot", "inch"): 12,
    ("pound", "ounce"): 16,
    ("stone", "pound"): 14,
}
_TIMES = frozenset("minute hour day week fortnight month quarter year decade century".split())
_LASTING = STOPS | frozenset("took takes spent ran sat waits lasts spans slept drove flew".split())
_SPREAD = frozenset("spread phased staggered paid payable period held".split())


class Bounding(Bare):
    """Puts the bounds to a number that has its unit."""

    def with_smaller(
        self, value: Decimal, after: int, unit: str, number: Number
    ) -> tuple[Decimal, int, str]:
        """ "3 hours 20 minutes", "5 feet 10 inches", "two years and six months": one quantity."""
        while number.kind == "exact" and not number.scaled:
            k = after
            if word_at(self.tokens, k) == "and":
                k += 1
            if unit and word_at(self.tokens, k) in ("a", "one") and unit in MEASURES:
                if word_at(self.tokens, k + 1) in ("half", "quarter") and k > after:
                    part = Decimal(2 if word_at(self.tokens, k + 1) == "half" else 4)
                    return value + 1 / part, k + 2, unit
            other = read_number(self.tokens, k)
            if other is None or other.kind != "exact" or other.scaled:
                break
            short = short_unit(self.tokens, other.after) if not other.spelled else None
            if unit == "foot" and not other.spelled and word_at(self.tokens, other.after) == "in":
                if is_joined(self.tokens, other.after):  # "6ft 2in"
                    short = other.after + 1, "inch"
            noun = short or counted_noun(self.tokens, other.after, other.value)
            if noun is None or (unit, noun[1]) not in _SMALLER:
                break
            value = value * _SMALLER[unit, noun[1]] + other.value
            after, unit = noun
        return value, after, unit

    def bounded(
        self,
        first: int,
        after: int,
        low: Decimal | None,
        high: Decimal | None,
        bound: Bound,
        unit: str,
    ) -> tuple[FoundQuantity, int]:
        """The quantity with the bound words that stand before or after it."""
        start, told = self.bound_before(first)
        if told == "over" and self.is_meanwhile(start, first, after, unit):
            start, told = first, ""
        elif not told:
            start = first
            told, after = self.bound_after(first, after)
        if told:
            low, high, bound = _bind(low, high, bound, told)
        return self.quantity(start, after, low, high, bound, unit), after

    def is_meanwhile(self, start: int, first: int, after: int, unit: str) -> bool:
        """True for the "over" of "$4m over three years" and "spread over two weeks": during."""
        if word_at(self.tokens, start) != "over" or unit not in _TIMES:
            return False
        if start + 1 != first or word_at(self.tokens, after) == "ago":
            return False
        before = word_at(self.tokens, start - 1)
        if self.done == start or before in _SPREAD:
            return True
        if self.tokens.lowers[after - 1].isdigit() or word_at(self.tokens, after) in ("old", "of"):
            return False  # an age: "anyone over 65", "trees over 90 years old"
        # "lasted over a year", "for over 40 years"; but "crossed the Channel over 18 months"
        return before.isalpha() and before not in _LASTING and not before.endswith(("ed", "ing"))

    def bound_after(self, first: int, after: int) -> tuple[str, int]:
        """The bound behind the number or inside of it ("" for none), and the token after it."""
        may_follow = word_at(self.tokens, after) in FIRST_OF_AFTER
        longest = self.words_of_bound(after, 3) if may_follow else ()
        if longest:
            return AFTER[longest], after + 3
        inside = self.inner_bound(first, after)
        if inside or not may_follow:
            return inside, after
        for size in (2, 1):
            words = self.words_of_bound(after, size)
            if words:
                return AFTER[words], after + size
        return "", after

    def inner_bound(self, first: int, after: int) -> str:
        """The bound of "100+ people", "50-odd guests", "10 or more deaths": inside the span."""
        for k in range(first, after):
            word = self.tokens.lowers[k]
            if word in ("or", "+", "plus", "odd"):
                for size in (3, 2, 1):
                    words = self.words_of_bound(k, size)
                    if words:
                        return AFTER[words]
        return ""


def _bind(
    low: Decimal | None, high: Decimal | None, bound: Bound, told: str
) -> tuple[Decimal | None, Decimal | None, Bound]:
    """The interval with the bound that was told in words; "about" hundreds stays vague."""
    figure = low if low is not None else high
    if told == "over":
        return figure, None, "over"
    if told == "under":
        return None, figure, "under"
    if told == "nearly":
        return None, figure, "nearly"
    return (low, high, bound) if bound == "vague" else (figure, figure, "about")
