"""Amounts: a number with its currency, percent sign or short unit, in a stretch of tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from ..found import Bound, FoundQuantity
from ..lexicon.measures import MEASURES, SYMBOLS
from ..records import quickly_made
from ..spans import Span
from .numbers import Number, read_number
from .numerals import GLYPHS
from .tokens import Tokens, is_joined, past_hyphen, word_at
from .units import counted_noun, currency_before, currency_word, is_percent, short_unit
from .unmeasured import runs_on, sticks_to_a_word

CLOCKED = re.compile(r"(\d{1,3}):(\d{2})-(second|minute|hour)s?\b", re.IGNORECASE)
_MINUS = frozenset("-−–").union(["minus"])


@quickly_made
@dataclass(frozen=True, slots=True)
class Measure:
    """A number with what stands close around it, as token indices `first` … `after`."""

    first: int
    after: int
    number: Number
    unit: str = ""  # "" until a noun is found


def clocked_stretches(body: str, start: int, end: int) -> dict[int, re.Match[str]]:
    """Where "1:42-second" and the like begin in `body[start:end]`, and their parts."""
    if body.find(":", start, end) < 0:
        return {}
    return {match.start(): match for match in CLOCKED.finditer(body, start, end)}


class Stretch:
    """The tokens of one passage, and what reading them from left to right has to remember."""

    def __init__(
        self,
        body: str,
        tokens: Tokens,
        start: int,
        end: int,
        blocked: list[tuple[int, int]],
        clocked: dict[int, re.Match[str]],
    ) -> None:
        self.body, self.tokens, self.start, self.end = body, tokens, start, end
        self.blocked, self.clocked = blocked, clocked
        self.unit_before = ""  # the last counted noun, for "12 people died and 40 were hurt"
        self.unit_at = 0  # the token of the number that had it
        self.unit_done = ""  # the unit of the quantity before
        self.done = 0  # first token no quantity has taken yet

    def measure(self, i: int) -> Measure | None:
        """The number at `i` with currency or unit signs close to it; None where it measures not."""
        tokens = self.tokens
        if self.is_blocked(i) or _follows_in_a_column(tokens, i):
            return None
        number = read_number(tokens, i)
        if number is None:
            return None
        money = currency_before(tokens, i)
        first = i
        if money and money[0] >= self.done:
            first, unit = money
            return Measure(first, number.after, number, unit)
        digits = not number.spelled
        if digits and _opens_a_column(tokens, number.after):
            return None
        if digits and sticks_to_a_word(self.body, tokens, i):
            return None
        if tokens.lowers[i - 1] in _MINUS and i > self.done and _is_minus(tokens, i, digits):
            number = number._replace(value=-number.value)
            first = i - 1
        after = number.after
        percent = is_percent(tokens, past if (past := past_hyphen(tokens, after)) > 0 else after)
        if percent > 0:
            return Measure(first, percent, number, "percent")
        if digits:
            if number.scaled:
                length = self.length(i, number)
                if length:
                    return Measure(first, after, *length)
            short = short_unit(tokens, after)
            if short and not (number.scaled and is_joined(tokens, after)):
                return Measure(first, short[0], number, short[1])
            if not number.scaled and runs_on(tokens, after):
                return None
        worded = currency_word(tokens, past if past > 0 else after, lambda: self.sentence(i))
        if worded:
            return Measure(first, worded[0], number, worded[1])
        return Measure(first, after, number)

    def length(self, i: int, number: Number) -> tuple[Number, str] | None:
        """Metres and millimetres; their letters also mean millions: "1.2m fans", "100m wide"."""
        letter = self.tokens.lowers[i + 1]
        if number.after != i + 2 or letter not in ("m", "mm"):
            return None
        if letter == "m" and ("." in self.tokens.texts[i] or self.counts_at(number.after)):
            return None
        plain = number._replace(value=number.value / 10**6, scaled=False)
        return plain, "metre" if letter == "m" else "millimetre"

    def counts_at(self, j: int) -> bool:
        found = counted_noun(self.tokens, j, None)
        return found is not None or word_at(self.tokens, j) == "of"

    def is_blocked(self, i: int) -> bool:
        if not self.blocked:
            return False
        at = self.tokens.starts[i]
        k = bisect_right(self.blocked, (at, self.end)) - 1
        return k >= 0 and self.blocked[k][0] <= at < self.blocked[k][1]

    def sentence(self, i: int) -> str:
        """The text around token `i` up to the next end marks, at most 200 characters each way."""
        at = self.tokens.starts[i]
        low, high = max(self.start, at - 200), min(self.end, at + 200)
        begin = max(self.body.rfind(mark, low, at) for mark in (". ", "! ", "? ", "\n"))
        stops = [self.body.find(mark, at, high) for mark in (". ", "! ", "? ", "\n")]
        finish = min((stop for stop in stops if stop >= 0), default=high)
        return self.body[max(begin + 1, low) : finish]

    def sentence_start(self, i: int) -> int:
        at = self.tokens.starts[i]
        low = max(self.start, at - 400)
        return max(self.body.rfind(mark, low, at) for mark in (". ", "! ", "? ", "\n"))

    def quantity(
        self,
        first: int,
        after: int,
        low: Decimal | None,
        high: Decimal | None,
        bound: Bound,
        unit: str,
    ) -> FoundQuantity:
        span = Span.of(self.body, self.tokens.starts[first], self.tokens.end_of(after - 1))
        return FoundQuantity(span, low, high, bound, unit)

    def remember(self, i: int, unit: str) -> None:
        if unit and unit not in MEASURES and unit not in ("percent", "time") and not unit.isupper():
            self.unit_before, self.unit_at = unit, i

    def goes_on(self, k: int) -> bool:
        """True when a new number begins at `k`: "streams and over 30,000 comments"."""
        return read_number(self.tokens, k) is not None or word_at(self.tokens, k) in SYMBOLS


def _is_minus(tokens: Tokens, i: int, digits: bool) -> bool:
    """True behind the "-" of " -5C" and the "minus" of "minus 12C", not of "plus or minus 3"."""
    if tokens.lowers[i - 1] == "minus":
        return word_at(tokens, i - 2) != "or"
    return digits and not is_joined(tokens, i - 1) and is_joined(tokens, i)


def _follows_in_a_column(tokens: Tokens, i: int) -> bool:
    """True for digits apart behind other digits, as tables and codes have them."""
    return (
        tokens.lowers[i - 1][:1].isdigit()
        and ("0" <= tokens.lowers[i] < ":" or tokens.lowers[i] in GLYPHS)
        and not is_joined(tokens, i)
    )


def _opens_a_column(tokens: Tokens, after: int) -> bool:
    """True where other digits stand apart behind the digits."""
    return word_at(tokens, after)[:1].isdigit() and not is_joined(tokens, after)
