"""Quantities: measured things as intervals, with the words that bound them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ..found import OWN_WORDS, Bound, FoundQuantity, Passage
from ..lexicon.measures import MEASURES
from .amounts import Measure, clocked_stretches
from .numbers import CHANGED, MORE
from .numberwords import NONE_OF, may_hold_number_words, parted
from .openings import TELLING, beginnings
from .pairs import Pairing
from .tokens import is_joined, past_hyphen, tokenise, word_at
from .uncounted import says_no_amount
from .units import counted_noun, past_old
from .unmeasured import is_number_of_a_name, is_year, stands_for_time, unmeasured_stretches

#: What a share of something can be: "three-quarters full".
_LEVELS = frozenset("full empty complete finished done".split())
#: What one does to more of what was counted: "took 14 seats and lost two".
_GETTING = frozenset(
    """won lost took gained scored conceded missed captured freed sold bought added found""".split()
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
    worded = may_hold_number_words(body, plain, words, start, end)
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


class _Scan(Pairing):
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
        return self.read_pair(measure) or self.read_single(measure)

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
                    after = past_old(tokens, after)
            elif hyphen > 0 and not number.spelled and number.kind == "exact":
                return None  # "F-16", "9-to-5"
        elif number.kind == "exact" and not number.spelled:
            after = past_old(tokens, after)  # "3ft-long"
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
        """True for "fell by a third", "fell a third", "a third higher": a share of what was there
        before; and for "fewer than half of …", whatever it is of."""
        if measure.number.kind != "fraction":
            return False
        start, bound = self.bound_before(measure.first)
        before, following = word_at(self.tokens, start - 1), word_at(self.tokens, measure.after)
        if before == "by" or before in CHANGED or following in MORE:
            return True
        if following in _LEVELS or before == "only":
            return True
        return bool(bound) and following == "of"

    def goes_on_counting(self, measure: Measure, after: int) -> bool:
        """True for "took 14 seats and lost two": more of what the sentence counted."""
        if word_at(self.tokens, measure.first - 1) not in _GETTING:
            return False
        if word_at(self.tokens, after) not in ("", ".", ",", ";"):
            return False
        return self.unit_before != "" and self.unit_of_sentence(measure.first) != ""

    def is_unmeasured(self, measure: Measure, after: int, unit: str) -> bool:
        """True for years, numbers of names and other figures that measure nothing."""
        tokens, number, i = self.tokens, measure.number, measure.number.first
        if measure.unit:
            return False
        if number.spelled:
            if not unit and self.is_age(measure.first, after):
                return False
            if not unit and self.goes_on_counting(measure, after):
                return False
            return says_no_amount(tokens, number, unit)
        start, bound = self.bound_before(measure.first)
        if bound and number.value < 100_000:
            # "built around 1640"
            return not unit and bound == "about" and is_year(tokens, i) and start == i - 1
        if is_year(tokens, i) and not (unit in MEASURES or unit in ("person",)):
            return True
        if is_number_of_a_name(tokens, i, unit):
            return True
        return not unit and stands_for_time(tokens, i)
