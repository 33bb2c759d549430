"""Quantities: measured things as intervals, with the words that bound them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ..found import OWN_WORDS, Bound, FoundQuantity, Passage
from ..lexicon.measures import GROUPS, HARMED, MEASURES, MENTIONED, OWNERS, PARENTS, STATES
from .amounts import Measure, clocked_stretches
from .bounded import Bounding
from .counted import HAPPENED
from .numbers import (
    TELLING,
    Number,
    Tokens,
    beginnings,
    is_joined,
    past_hyphen,
    read_number,
    tokenise,
    word_at,
)
from .numberwords import NONE_OF, may_hold_number_words, parted
from .numerals import LETTERS, SCALES
from .units import counted_noun, is_percent, singular
from .unmeasured import is_number_of_a_name, is_year, runs_on, stands_for_time, unmeasured_stretches

_HYPHENS = frozenset("-‐‑–—")
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


#: What "one" counts when it counts at all: "one person was killed", not "one reason".
_COUNTED_ONES = MEASURES - {"day", "night", "second", "minute", "point"} | frozenset(
    """person man woman child boy girl officer soldier policeman civilian worker student passenger
    driver suspect victim death case vote seat goal house home building vehicle car ship aircraft
    plane helicopter missile drone bullet shot bomb dose patient injury arrest member""".split()
)


#: A passage of more numbers than this, standing closer than this, is a table that lost its lines.
_MOST_NUMBERS, _LEAST_APART = 5_000, 16


def find_quantities(body: str, passages: Sequence[Passage]) -> tuple[FoundQuantity, ...]:
    """Every quantity in the outlet's own words and its quotes, in order, without overlaps.

    `low` and `high` are both closed for exact and about, `high` open for over and vague, `low` open
    for under and nearly. A score keeps its figures in their order ("52-48"). Years, dates, clock
    times, ordinals and names with digits are not quantities. Words in no known unit keep unit "".
    A passage that is thousands of numbers and little else is not read.
    """
    found: list[FoundQuantity] = []
    plain = parted(body)
    for passage in passages:
        if passage.kind in OWN_WORDS:
            found.extend(_in_passage(body, plain, passage.span.start, passage.span.end))
    return tuple(found)


def _in_passage(body: str, plain: str, start: int, end: int) -> Iterable[FoundQuantity]:
    """The quantities of `body[start:end]`; most passages are passed over before they are read."""
    words = plain[start:end].split()
    worded = may_hold_number_words(plain, words, start, end)
    digits = plain.count("\t", start, end)
    if not worded and not digits:
        return ()
    blocked = unmeasured_stretches(body, plain, start, end, words)
    clocked = clocked_stretches(body, start, end)
    if (
        blocked
        and not (worded or clocked or plain.find("_", start, end) >= 0)
        and TELLING.isdisjoint(words)
        and digits == sum(plain.count("\t", at, after) for at, after in blocked)
    ):
        return ()
    tokens = tokenise(body, start, end)
    numbers = beginnings(tokens)
    if len(numbers) > _MOST_NUMBERS and end - start < _LEAST_APART * len(numbers):
        return ()
    return _Scan(body, tokens, start, end, blocked, clocked).quantities(numbers)


class _Scan(Bounding):
    """Walks the tokens of one passage from left to right."""

    def quantities(self, numbers: Iterable[int]) -> Iterator[FoundQuantity]:
        """Those whose number begins at one of these tokens."""
        for i in numbers:
            found = self.read(i) if i >= self.done else None
            if found:
                quantity, after = found
                yield quantity
                self.done, self.unit_done = max(after, i + 1), quantity.unit

    def read(self, i: int) -> tuple[FoundQuantity, int] | None:
        """The quantity whose number begins at token `i`, and the token after it."""
        if self.clocked and self.tokens.starts[i] in self.clocked:
            return self.read_clocked(i)
        if self.tokens.lowers[i] in ("no", "nobody"):
            return self.read_none(i)
        measure = self.measure(i)
        if measure is None:
            return None
        return (
            self.read_share(measure)
            or self.read_score(measure)
            or self.read_range(measure)
            or self.read_single(measure)
        )

    def read_clocked(self, i: int) -> tuple[FoundQuantity, int] | None:
        """ "1:42-second": minutes and seconds, whatever the word; "2:30-hour": hours."""
        match = self.clocked[self.tokens.starts[i]]
        large, small, unit = int(match[1]), int(match[2]), match[3].lower()
        value = Decimal(60 * large + small) if unit == "second" else large + Decimal(small) / 60
        after = i
        while after < len(self.tokens) and self.tokens.starts[after] < match.end():
            after += 1
        return self.quantity(i, after, value, value, "exact", unit), after

    def read_none(self, i: int) -> tuple[FoundQuantity, int] | None:
        zero = Decimal(0)
        if self.tokens.lowers[i] == "nobody":
            return self.quantity(i, i + 1, zero, zero, "exact", "person"), i + 1
        following = word_at(self.tokens, i + 1)
        if following == "one" and not is_joined(self.tokens, i + 1):
            return self.quantity(i, i + 2, zero, zero, "exact", "person"), i + 2
        noun = counted_noun(self.tokens, i + 1, None)
        if noun and self.tokens.lowers[noun[0] - 1] in NONE_OF:
            return self.quantity(i, noun[0], zero, zero, "exact", noun[1]), noun[0]
        return None

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

    def read_single(self, measure: Measure) -> tuple[FoundQuantity, int] | None:
        tokens, number = self.tokens, measure.number
        unit, after, joined = measure.unit, measure.after, False
        value = number.value
        if not unit:
            hyphen = past_hyphen(tokens, after)
            noun = self.noun_after(measure)
            if noun:
                after, unit = noun
                joined = hyphen > 0
                if unit in ("year", "month", "week", "day") and joined:
                    after = _past_old(tokens, after)
            elif hyphen > 0 and not number.spelled and number.kind == "exact":
                return None  # "F-16", "9-to-5"
        bare = not unit
        if self.is_unmeasured(measure, after, unit):
            return None
        value, after, unit = self.with_smaller(value, after, unit, number)
        if bare:
            unit = self.unit_without_noun(measure, after)
            if number.spelled and not unit and not self.is_change(measure):
                return None
        else:
            self.remember(measure.first, unit)
        if number.kind == "vague":
            return self.bounded(measure.first, after, value, None, "vague", unit)
        kind: Bound = "about" if number.kind == "about" else "exact"
        return self.bounded(measure.first, after, value, value, kind, unit)

    def is_change(self, measure: Measure) -> bool:
        """True for "fell by a third": a share of what was there before."""
        is_share = measure.number.kind == "fraction"
        return is_share and word_at(self.tokens, self.bound_before(measure.first)[0] - 1) == "by"

    def is_unmeasured(self, measure: Measure, after: int, unit: str) -> bool:
        """True for years, numbers of names and other figures that measure nothing."""
        tokens, number, i = self.tokens, measure.number, measure.number.first
        if measure.unit:
            return False
        if number.spelled:
            if not unit and self.is_age(measure.first, after):
                return False
            return _says_no_amount(tokens, number, after, unit)
        if self.bound_before(measure.first)[1] and number.value < 100_000:
            return False
        if is_year(tokens, i) and not (unit in MEASURES or unit in ("person",)):
            return True
        if is_number_of_a_name(tokens, i, unit):
            return True
        return not unit and stands_for_time(tokens, i)


def _scale_of(tokens: Tokens, number: Number) -> Decimal:
    """How much the scale words of `number` multiply: 1,000,000 in "10 million"."""
    word = tokens.lowers[number.after - 1]
    return SCALES.get(word) or LETTERS.get(word) or Decimal(1)


def _past_old(tokens: Tokens, after: int) -> int:
    """Past "-old" or "-olds" of "16-year-old"."""
    k = past_hyphen(tokens, after)
    if k > 0 and word_at(tokens, k) in ("old", "olds", "long", "plus"):
        return k + 1
    return after


def _says_no_amount(tokens: Tokens, number: Number, after: int, unit: str) -> bool:
    """True for number words that count nothing: "one day", "this one", "the two agreed"."""
    i = number.first
    before, following = word_at(tokens, i - 1), word_at(tokens, number.after)
    if number.kind != "exact" or number.scaled or tokens.lowers[i] in ("a", "an"):
        return False
    if is_joined(tokens, i) and before in _HYPHENS:
        return True
    if number.value == 1:
        if before in (
            "no",
            "every",
            "any",
            "some",
            "this",
            "that",
            "each",
            "which",
            "the",
            "another",
        ):
            return True
        if following == "of" and before != "not" and read_number(tokens, number.after + 2):
            return word_at(tokens, number.after + 1) not in OWNERS  # "one of the nine judges"
        if following in ("of", "another", "can", "in") or not unit:
            return following not in STATES
        return unit not in _COUNTED_ONES and past_hyphen(tokens, number.after) < 0
    if not unit:
        if following == "of":
            return word_at(tokens, number.after + 1) not in OWNERS | MENTIONED
        if before == "of" and word_at(tokens, i - 2) in GROUPS | PARENTS:
            return False
        return before in (
            "the",
            "these",
            "those",
            "all",
            "his",
            "her",
            "their",
            "or",
            "by",
            "one",
            "first",
            "last",
            "next",
        ) or (
            following not in HAPPENED
            and following not in STATES
            and before not in HARMED
            and word_at(tokens, i - 1) not in ("than", "least", "about", "nearly", "to", "from")
        )
    return False
