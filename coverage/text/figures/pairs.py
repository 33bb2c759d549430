"""Two numbers that make one quantity: shares and ranges; scores in `scores.py`."""

from __future__ import annotations

from decimal import Decimal

from ..found import FoundQuantity
from ..lexicon.measures import MEASURES, OWNERS, STOPS
from .amounts import Measure
from .bare import AGED
from .numbers import Number, read_number
from .numerals import LETTERS, SCALES
from .scores import Scoring
from .tokens import DASHES, Tokens, is_joined, past_hyphen, word_at
from .units import counted_noun, past_old, singular
from .unmeasured import is_year

#: What can stand between the two.
_LINKS = DASHES | {"in", "out", "votes", "to", "and", "or"}
#: What stands before the "from" of a range: "aged from 7 to 12", "tickets cost from £25 to £140".
_RANGING = frozenset("anywhere anything aged ages varying vary varies cost costs priced".split())
#: What shares are said of: "three in 12", not "three in 17".
_ROUND = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100))


class Pairing(Scoring):
    """Reads what two numbers say together."""

    def read_pair(self, measure: Measure) -> tuple[FoundQuantity, int] | None:
        """The share, score or range that begins with this number; None for most numbers."""
        lowers, j = self.tokens.lowers, measure.after
        if lowers[j] in _LINKS:
            share = self.read_share(measure)
            return share or self.read_score(measure) or self.read_range(measure)
        if measure.number.value == 1 and lowers[j + 1] == "in":
            return self.read_share(measure)
        return None

    def read_share(self, measure: Measure) -> tuple[FoundQuantity, int] | None:
        """ "one in five children", "two out of three voters", "4 in 10", "one adult in 11"."""
        tokens, j = self.tokens, measure.after
        if measure.unit or measure.number.scaled or measure.number.kind != "exact":
            return None
        between = ""
        if measure.number.value == 1 and word_at(tokens, j + 1) == "in" and _may_be_one(tokens, j):
            between, j = tokens.lowers[j], j + 1
        k = self.whole_at(j)
        whole = read_number(tokens, k) if k > 0 else None
        if whole is None or whole.kind != "exact" or whole.value <= measure.number.value:
            return None
        if whole.value < 2 or (not whole.spelled and is_year(tokens, k)):
            return None
        spoken_in = word_at(tokens, j) == "in"
        if spoken_in and whole.value not in _ROUND and measure.number.value != 1:
            return None
        noun = counted_noun(tokens, whole.after, None)
        if noun and spoken_in and (between or singular(noun[1]) in MEASURES):
            return None  # "three in five years"
        noun = noun or self.whole_of(whole.after)
        after, unit = noun or (whole.after, between or self.shared_before(measure, whole.after))
        share = measure.number.value / whole.value
        return self.bounded(measure.first, after, share, share, "exact", unit)

    def whole_at(self, j: int) -> int:
        """The token of the number behind "in", "out of" or "-in-" at `j`; -1 where none is."""
        tokens, k = self.tokens, -1
        word = word_at(tokens, j)
        if word == "in":
            k = j + 1
        elif word == "out" and word_at(tokens, j + 1) == "of":
            k = j + 2
        elif (joined := past_hyphen(tokens, j)) > 0 and word_at(tokens, joined) == "in":
            k = past_hyphen(tokens, joined + 1)
        return k + 1 if k > 0 and word_at(tokens, k) == "every" else k

    def whole_of(self, k: int) -> tuple[int, str] | None:
        """The noun behind "three in four of the", which stands at `k`."""
        if word_at(self.tokens, k) != "of" or word_at(self.tokens, k + 1) not in OWNERS:
            return None
        return counted_noun(self.tokens, k + 2, None)

    def shared_before(self, measure: Measure, after: int) -> str:
        """The noun of a share without one: "2m people, or one in three", "nine in 10 of those"."""
        if word_at(self.tokens, after) == "of" and word_at(self.tokens, after + 1) == "those":
            return "person"
        return self.unit_of_sentence(measure.first) if self.unit_before else ""

    def read_range(self, measure: Measure) -> tuple[FoundQuantity, int] | None:
        """ "between 10 and 20 students", "25 to 30 acres", "€20-€30", "two or three days"."""
        tokens, j = self.tokens, measure.after
        if measure.number.kind != "exact":
            return None
        link = word_at(tokens, j)
        before = word_at(tokens, measure.first - 1)
        k = j + 1
        if link in DASHES and is_joined(tokens, j) != is_joined(tokens, j + 1):
            if word_at(tokens, k) != "to":
                return None  # "17- and 18-year-olds"
            link, k = "to", k + 1  # "18- to 24-year-olds"
        if link == "and":
            if before != "between":
                return None
        elif link in ("to", "or"):
            pass
        elif link not in DASHES or not (is_joined(tokens, j) or measure.unit):
            return None
        while word_at(tokens, k) in ("$", "£", "€", "¥", "₹", "us", "rs"):
            k += 1
        other = self.measure(k) if k < len(tokens) else None
        if other is None or other.number.kind != "exact":
            return None
        if measure.unit and other.unit != measure.unit:
            if other.unit or measure.unit == "percent" or self.noun_after(other):
                return None  # "fell 2 percent to 4,212 points"
        low, high = measure.number.value, other.number.value
        if other.number.scaled and not measure.number.scaled and low < 1000:
            factor = _scale_of(tokens, other.number)
            low = low * factor if low * factor < high else low
        if not low < high or (link != "-" and is_year(tokens, k) and is_year(tokens, j - 1)):
            return None
        if link == "to" and before == "from" and not self.ranges(measure.first - 1):
            return None  # a change, "from 600 to 750 euros": two quantities
        if link == "or" and not (measure.number.spelled or high - low <= low):
            return None
        unit = other.unit or measure.unit
        after = other.after
        if not unit:
            # "10 to 20 students": the noun stands after the second number
            noun = self.noun_after(other)
            after, unit = noun or (after, self.unit_of_ends(measure, after))
            after = past_old(tokens, after) if noun and unit in MEASURES else after
        first = measure.first
        if before in ("between", "from") and first - 1 >= self.done and link != "or":
            first -= 1 if before == "between" else 0
        self.remember(measure.first, unit)
        return self.quantity(first, after, low, high, "range", unit), after

    def unit_of_ends(self, measure: Measure, after: int) -> str:
        """What two numbers without a noun count: years in "aged between 19 and 24"."""
        first = measure.first
        if word_at(self.tokens, first - 1) in ("between", "from"):
            if word_at(self.tokens, first - 2) in AGED:
                return "year"
        return self.unit_without_noun(measure, after)

    def ranges(self, i: int) -> bool:
        """True when "from" at `i` opens a range, not a change: "ranging from", "aged from"."""
        before = word_at(self.tokens, i - 1)
        return before.startswith("rang") or before in _RANGING


def _may_be_one(tokens: Tokens, j: int) -> bool:
    """True where the word at `j` can be what one is counted of: "one adult in 11"."""
    word = word_at(tokens, j)
    return word.isalpha() and word not in STOPS


def _scale_of(tokens: Tokens, number: Number) -> Decimal:
    """How much the scale words of `number` multiply: 1,000,000 in "10 million"."""
    word = tokens.lowers[number.after - 1]
    return SCALES.get(word) or LETTERS.get(word) or Decimal(1)
