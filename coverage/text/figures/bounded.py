"""The interval: bound words before and after, and smaller units that follow larger ones."""

from __future__ import annotations

from decimal import Decimal

from ..found import Bound, FoundQuantity
from ..lexicon.bounds import AFTER, BEFORE, BETWEEN, LONGEST_BEFORE
from ..lexicon.measures import MEASURES
from .counted import FIRST_OF_AFTER, Counting
from .numbers import Number, read_number, word_at
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
_LAST_OF_BEFORE = {phrase[-1] for phrase in BEFORE}


class Bounding(Counting):
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
        if not told:
            start = first
            told, after = self.bound_after(first, after)
        if told:
            low, high, bound = _bind(low, high, bound, told)
        return self.quantity(start, after, low, high, bound, unit), after

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

    def bound_before(self, first: int) -> tuple[int, str]:
        at = first
        if word_at(self.tokens, at - 1) in BETWEEN:
            at -= 1
        elif word_at(self.tokens, at - 1) == "of" and word_at(self.tokens, at - 2) == "total":
            at -= 3
        if word_at(self.tokens, at - 1) not in _LAST_OF_BEFORE:
            return first, ""
        for size in range(LONGEST_BEFORE, 0, -1):
            if at - size < self.done:
                continue
            words = tuple(word_at(self.tokens, at - size + n) for n in range(size))
            if words in BEFORE:
                return at - size, BEFORE[words]
        return first, ""


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
