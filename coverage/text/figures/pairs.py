"""Two numbers that make one quantity: shares, scores and ranges."""

from __future__ import annotations

import re
from decimal import Decimal

from ..found import FoundQuantity
from ..lexicon.measures import MEASURES
from .amounts import Measure
from .bounded import Bounding
from .numbers import Number, read_number
from .numerals import LETTERS, SCALES
from .tokens import HYPHENS, Tokens, is_joined, past_hyphen, word_at
from .units import counted_noun, is_percent, singular
from .unmeasured import is_year, runs_on

_HYPHENS = HYPHENS | {"—"}
_VOTING = re.compile(
    r"\b(?:vot\w+|ballots?|rul(?:ed|ing)|majority|senate|justices|bench|board|council|committee|"
    r"decision|passed|approved|rejected)\b",
    re.IGNORECASE,
)
_PLAYING = re.compile(
    r"\b(?:beat|beaten|won|win|wins|lost|lose|loss|defeat(?:ed)?|victory|drew|draw|led|lead|trail\w*|"
    r"ahead|goals?|match|game|half-time|final|score[ds]?|thrash\w*|down|series|aggregate|edged|tie)\b",
    re.IGNORECASE,
)


class Pairing(Bounding):
    """Reads what two numbers say together."""

    def read_share(self, measure: Measure) -> tuple[FoundQuantity, int] | None:
        """ "one in five children", "two out of three voters", "4 in 10"."""
        tokens, j = self.tokens, measure.after
        if measure.unit or measure.number.scaled or measure.number.kind != "exact":
            return None
        k = j + 1 if word_at(tokens, j) == "in" else -1
        if word_at(tokens, j) == "out" and word_at(tokens, j + 1) == "of":
            k = j + 2
        joined = past_hyphen(tokens, j)
        if joined > 0 and word_at(tokens, joined) == "in":
            k = past_hyphen(tokens, joined + 1)
        if k < 0:
            return None
        if word_at(tokens, k) == "every":
            k += 1
        whole = read_number(tokens, k)
        if whole is None or whole.kind != "exact" or whole.value <= measure.number.value:
            return None
        if whole.value < 2 or (not whole.spelled and is_year(tokens, k)):
            return None
        if word_at(tokens, j) == "in" and whole.value not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 12):
            if measure.number.value != 1:
                return None
        noun = counted_noun(tokens, whole.after, None)
        if noun and singular(noun[1]) in MEASURES and word_at(tokens, j) == "in":
            return None  # "three in five years"
        after, unit = noun or (whole.after, "")
        share = measure.number.value / whole.value
        return self.bounded(measure.first, after, share, share, "exact", unit)

    def read_score(self, measure: Measure) -> tuple[FoundQuantity, int] | None:
        """ "52-48", "3-1", "12 votes to 3": both figures, in their order."""
        tokens, number = self.tokens, measure.number
        if number.scaled or number.spelled or measure.unit or number.value % 1:
            return None
        j = measure.after
        if word_at(tokens, j) == "votes" and word_at(tokens, j + 1) == "to":
            other = read_number(tokens, j + 2)
            if other and other.kind == "exact":
                span_end, low, high = other.after, number.value, other.value
                return self.quantity(measure.first, span_end, low, high, "exact", "vote"), span_end
        hyphen = past_hyphen(tokens, j)
        spoken = hyphen < 0 and word_at(tokens, j) == "to"
        k = hyphen if hyphen > 0 else j + 1 if spoken else -1
        if k < 0 or not word_at(tokens, k)[:1].isdigit():
            return None
        other = read_number(tokens, k)
        if other is None or other.scaled or other.value % 1 or runs_on(tokens, other.after):
            return None
        if is_percent(tokens, other.after) > 0 or past_hyphen(tokens, other.after) > 0:
            return None
        if word_at(tokens, j) in "–—" and number.value < other.value:
            if counted_noun(tokens, other.after, None):
                return None
        before = word_at(tokens, measure.first - 1)
        before = word_at(tokens, measure.first - 2) if before == "of" else before
        if spoken and before not in ("voted", "by", "vote", "margin", "majority"):
            return None
        sentence = self.sentence(measure.first)
        votes, plays = _VOTING.search(sentence), _PLAYING.search(sentence)
        falling = number.value >= other.value
        if spoken and not votes:
            return None
        if not falling and not (votes or plays):
            return None
        noun = counted_noun(tokens, other.after, None)
        if not falling and noun and noun[1] not in ("vote", "goal", "point"):
            return None
        if not (votes or plays) and not falling:
            return None
        biggest = max(number.value, other.value)
        unit = "vote" if votes else "goal" if biggest <= 12 else "point"
        if not votes and not plays and biggest > 200:
            return None
        return (
            self.quantity(measure.first, other.after, number.value, other.value, "exact", unit),
            other.after,
        )

    def read_range(self, measure: Measure) -> tuple[FoundQuantity, int] | None:
        """ "between 10 and 20 students", "25 to 30 acres", "€20-€30", "two or three days"."""
        tokens, j = self.tokens, measure.after
        if measure.number.kind != "exact":
            return None
        link = word_at(tokens, j)
        before = word_at(tokens, measure.first - 1)
        k = j + 1
        if link in _HYPHENS and is_joined(tokens, j) != is_joined(tokens, j + 1):
            # suspended: "17- and 18-year-olds"
            return None
        if link == "and":
            if before != "between":
                return None
        elif link in ("to", "or"):
            pass
        elif link not in _HYPHENS or not (is_joined(tokens, j) or measure.unit):
            return None
        while word_at(tokens, k) in ("$", "£", "€", "¥", "₹", "us", "rs"):
            k += 1
        other = self.measure(k) if k < len(tokens) else None
        if other is None or other.number.kind != "exact":
            return None
        if other.unit and measure.unit and other.unit != measure.unit:
            return None
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
            after, unit = noun if noun else (after, self.unit_without_noun(measure, after))
        first = measure.first
        if before in ("between", "from") and first - 1 >= self.done and link != "or":
            first -= 1 if before == "between" else 0
        self.remember(measure.first, unit)
        return self.quantity(first, after, low, high, "range", unit), after

    def ranges(self, i: int) -> bool:
        """True when "from" at `i` opens a range, not a change: "ranging from", "aged from"."""
        before = word_at(self.tokens, i - 1)
        return before.startswith("rang") or before in ("anywhere", "aged", "ages", "varying")


def _scale_of(tokens: Tokens, number: Number) -> Decimal:
    """How much the scale words of `number` multiply: 1,000,000 in "10 million"."""
    word = tokens.lowers[number.after - 1]
    return SCALES.get(word) or LETTERS.get(word) or Decimal(1)
