"""Quantities: measured things as intervals, with the words that bound them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from .found import OWN_WORDS, Bound, FoundQuantity, Passage
from .lexicon.bounds import AFTER, BEFORE, BETWEEN, LONGEST_BEFORE
from .lexicon.measures import (
    CURRENCY_NOUNS,
    HARMED,
    LINKS,
    MEASURED,
    MEASURES,
    NO_UNIT,
    OWNERS,
    STATES,
    STOPS,
    SYMBOLS,
)
from .numbers import LETTERS, SCALES, Number, Token, is_joined, past_hyphen, read_number, tokenise, word_at
from .spans import Span
from .unmeasured import (
    is_number_of_a_name,
    is_year,
    runs_on,
    stands_for_time,
    sticks_to_a_word,
    unmeasured_stretches,
)
from .units import (
    counted_noun,
    currency_before,
    currency_word,
    is_percent,
    is_plural,
    short_unit,
    singular,
)

#: A passage without any of these holds no quantity and is not tokenised.
_TRIGGER = re.compile(
    r"[0-9½¼¾⅓⅔]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|"
    r"hundreds?|thousands?|millions?|billions?|trillions?|dozens?|scores|half|third|quarter|fifth|"
    r"tenth|tens|couple|pair|zero|no|nobody|lakhs?|crores?)\b",
    re.IGNORECASE,
)
_CLOCKED = re.compile(r"(\d{1,3}):(\d{2})-(second|minute|hour)s?\b", re.IGNORECASE)
_HYPHENS = frozenset("-‐‑–—")
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
_NONE_OF = frozenset(
    """casualties deaths injuries fatalities survivors arrests victims people passengers children
    civilians survivors cases""".split()
)
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
_AGED = frozenset("aged age ages turned turning turns".split())
_PEOPLE = frozenset(
    "people those anyone children adults everyone women men boys girls kids".split()
)
_HAPPENED = frozenset(
    """were was are have had died drowned survived remain remained escaped suffered perished""".split()
)


@dataclass(frozen=True, slots=True)
class _Measure:
    """A number with what stands close around it, as token indices `first` … `after`."""

    first: int
    after: int
    number: Number
    unit: str = ""  # "" until a noun is found
    joined_unit: bool = False  # "16-year-old", "2,000-strong"


#: What "one" counts when it counts at all: "one person was killed", not "one reason".
_COUNTED_ONES = MEASURES - {"day", "night", "second", "minute", "point"} | frozenset(
    """person man woman child boy girl officer soldier policeman civilian worker student passenger
    driver suspect victim death case vote seat goal house home building vehicle car ship aircraft
    plane helicopter missile drone bullet shot bomb dose patient injury arrest member""".split()
)


def find_quantities(body: str, passages: Sequence[Passage]) -> tuple[FoundQuantity, ...]:
    """Every quantity in the outlet's own words and its quotes, in order, without overlaps.

    `low` and `high` are both closed for exact and about, `high` open for over and vague, `low` open
    for under and nearly. A score keeps its figures in their order ("52-48"). Years, dates, clock
    times, ordinals and names with digits are not quantities. Words in no known unit keep unit "".
    """
    found: list[FoundQuantity] = []
    for passage in passages:
        if passage.kind in OWN_WORDS:
            found.extend(_in_passage(body, passage.span.start, passage.span.end))
    return tuple(found)


def _in_passage(body: str, start: int, end: int) -> Iterator[FoundQuantity]:
    if not _TRIGGER.search(body, start, end):
        return
    yield from _Scan(body, tokenise(body, start, end), start, end).quantities()


class _Scan:
    """Walks the tokens of one passage from left to right."""

    def __init__(self, body: str, tokens: list[Token], start: int, end: int) -> None:
        self.body, self.tokens, self.start, self.end = body, tokens, start, end
        self.blocked = unmeasured_stretches(body, start, end)
        self.clocked = {m.start(): m for m in _CLOCKED.finditer(body, start, end)}
        self.unit_before = ""  # the last counted noun, for "12 people died and 40 were hurt"
        self.unit_sentence = -1
        self.done = 0  # first token no quantity has taken yet

    def quantities(self) -> Iterator[FoundQuantity]:
        i = 0
        while i < len(self.tokens):
            found = self.read(i)
            if found is None:
                i += 1
                continue
            quantity, after = found
            yield quantity
            self.done = i = max(after, i + 1)

    def read(self, i: int) -> tuple[FoundQuantity, int] | None:
        """The quantity whose number begins at token `i`, and the token after it."""
        token = self.tokens[i]
        if token.start in self.clocked:
            return self.read_clocked(i)
        if token.lower in ("no", "nobody"):
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

    # One number with its currency, percent sign or short unit

    def measure(self, i: int) -> _Measure | None:
        """The number at `i` with currency or unit signs close to it; None where it measures not."""
        tokens = self.tokens
        number = read_number(tokens, i)
        if number is None or self.is_blocked(i):
            return None
        money = currency_before(tokens, i)
        first = i
        if money and money[0] >= self.done:
            first, unit = money
            return _Measure(first, number.after, number, unit)
        digits = not number.spelled
        if digits and sticks_to_a_word(self.body, tokens, i):
            return None
        if (
            word_at(tokens, i - 1) in "-−–"
            and not is_joined(tokens, i - 1)
            and is_joined(tokens, i)
        ):
            if digits:  # a minus sign: " -5C"
                number = number._replace(value=-number.value)
                first = i - 1
        after = number.after
        percent = is_percent(tokens, past if (past := past_hyphen(tokens, after)) > 0 else after)
        if percent > 0:
            return _Measure(first, percent, number, "percent")
        if digits and number.scaled and tokens[i + 1].lower == "m" and after == i + 2:
            # "1.2m followers" are millions, "100m wide" are metres
            if "." not in tokens[i].text and not self.counts_at(after):
                metres = number._replace(value=number.value / 10**6, scaled=False)
                return _Measure(first, after, metres, "metre")
        if digits and not number.scaled:
            short = short_unit(tokens, after)
            if short:
                return _Measure(first, short[0], number, short[1])
            if runs_on(tokens, after):
                return None
        worded = currency_word(tokens, past if past > 0 else after, self.sentence(i))
        if worded:
            return _Measure(first, worded[0], number, worded[1])
        return _Measure(first, after, number)

    def counts_at(self, j: int) -> bool:
        found = counted_noun(self.tokens, j, None)
        return found is not None or word_at(self.tokens, j) == "of"

    def is_blocked(self, i: int) -> bool:
        at = self.tokens[i].start
        k = bisect_right(self.blocked, (at, self.end)) - 1
        return k >= 0 and self.blocked[k][0] <= at < self.blocked[k][1]

    def sentence(self, i: int) -> str:
        """The text around token `i` up to the next end marks, at most 200 characters each way."""
        at = self.tokens[i].start
        low, high = max(self.start, at - 200), min(self.end, at + 200)
        begin = max(self.body.rfind(mark, low, at) for mark in (". ", "! ", "? ", "\n"))
        stops = [self.body.find(mark, at, high) for mark in (". ", "! ", "? ", "\n")]
        finish = min((stop for stop in stops if stop >= 0), default=high)
        return self.body[max(begin + 1, low) : finish]

    def sentence_start(self, i: int) -> int:
        at = self.tokens[i].start
        low = max(self.start, at - 400)
        return max(self.body.rfind(mark, low, at) for mark in (". ", "! ", "? ", "\n"))

    # The kinds of quantity

    def read_clocked(self, i: int) -> tuple[FoundQuantity, int] | None:
        """ "1:42-second": minutes and seconds, whatever the word; "2:30-hour": hours."""
        match = self.clocked[self.tokens[i].start]
        large, small, unit = int(match[1]), int(match[2]), match[3].lower()
        value = Decimal(60 * large + small) if unit == "second" else large + Decimal(small) / 60
        after = i
        while after < len(self.tokens) and self.tokens[after].start < match.end():
            after += 1
        return self.quantity(i, after, value, value, "exact", unit), after

    def read_none(self, i: int) -> tuple[FoundQuantity, int] | None:
        zero = Decimal(0)
        if self.tokens[i].lower == "nobody":
            return self.quantity(i, i + 1, zero, zero, "exact", "person"), i + 1
        following = word_at(self.tokens, i + 1)
        if following == "one" and not is_joined(self.tokens, i + 1):
            return self.quantity(i, i + 2, zero, zero, "exact", "person"), i + 2
        noun = counted_noun(self.tokens, i + 1, None)
        if noun and self.tokens[noun[0] - 1].lower in _NONE_OF:
            return self.quantity(i, noun[0], zero, zero, "exact", noun[1]), noun[0]
        return None

    def read_share(self, measure: _Measure) -> tuple[FoundQuantity, int] | None:
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

    def read_score(self, measure: _Measure) -> tuple[FoundQuantity, int] | None:
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
        sentence = self.sentence(measure.first)
        votes, plays = _VOTING.search(sentence), _PLAYING.search(sentence)
        falling = number.value >= other.value
        if spoken and not (votes and word_at(tokens, measure.first - 1) in ("voted", "by", "vote")):
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

    def read_range(self, measure: _Measure) -> tuple[FoundQuantity, int] | None:
        """ "between 10 and 20 students", "25 to 30 acres", "€20-€30", "two or three days"."""
        tokens, j = self.tokens, measure.after
        if measure.number.kind != "exact":
            return None
        link = word_at(tokens, j)
        before = word_at(tokens, measure.first - 1)
        k = j + 1
        if link in _HYPHENS and not is_joined(tokens, j) == is_joined(tokens, j + 1):
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
        if link == "or" and not (measure.number.spelled or high - low <= max(low, 1)):
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

    def read_single(self, measure: _Measure) -> tuple[FoundQuantity, int] | None:
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
            if number.spelled and not unit:
                return None
        else:
            self.remember(measure.first, unit)
        if number.kind == "vague":
            return self.bounded(measure.first, after, value, None, "vague", unit)
        kind: Bound = "about" if number.kind == "about" else "exact"
        return self.bounded(measure.first, after, value, value, kind, unit)

    # What is counted

    def noun_after(self, measure: _Measure) -> tuple[int, str] | None:
        """(token after, singular noun) that follows the number, through "of" where it may."""
        tokens, number, j = self.tokens, measure.number, measure.after
        hyphen = past_hyphen(tokens, j)
        if hyphen > 0:
            return self.joined_noun(hyphen)
        j = self.past_suffix(j)
        if word_at(tokens, j) == "-" and word_at(tokens, j + 1) == "strong":
            return j + 2, self.head_after(j + 2)
        if number.kind in ("fraction", "vague", "about") or (
            word_at(tokens, j) == "of" and (number.scaled or number.spelled or number.value > 1)
        ):
            return self.noun_of(measure, j)
        if word_at(tokens, number.first) in ("a", "an") and number.value == 2:
            return self.noun_of(measure, j)
        if word_at(tokens, j) == "of":
            return None
        value = None if number.scaled else number.value
        return counted_noun(tokens, j, value)

    def noun_of(self, measure: _Measure, j: int) -> tuple[int, str] | None:
        """ "A third of voters", "thousands of likes", "two of his brothers"."""
        tokens, fraction = self.tokens, measure.number.kind == "fraction"
        k = j
        if word_at(tokens, k) in ("of", "the"):
            k += 1
            while word_at(tokens, k) in OWNERS:
                k += 1
            if read_number(tokens, k):  # "two of the three officers": the noun stands there
                return None
        found = counted_noun(tokens, k, None)
        if found and found[1] in CURRENCY_NOUNS:
            return found[0], CURRENCY_NOUNS[found[1]]
        if found:
            return found
        if fraction and k < len(tokens) and word_at(tokens, k)[:1].isalpha():
            end = k
            while end < min(k + 3, len(tokens)) and _may_head(tokens, end):
                end += 1
            if end > k and k > j:
                return end, singular(tokens[end - 1].text)
        if k == j and not fraction:
            return counted_noun(tokens, k, None)
        return None

    def joined_noun(self, k: int) -> tuple[int, str] | None:
        """ "16-year-old", "10-day strike", "2,000-strong crowd", "7.1-magnitude quake"."""
        word = word_at(self.tokens, k)
        if word == "strong":
            return k + 1, self.head_after(k + 1)
        if word in ("plus", "odd", "ish"):
            return counted_noun(self.tokens, k + 1, None)
        if not word.isalpha() or word in NO_UNIT:
            return None
        if word in ("square", "cubic") and past_hyphen(self.tokens, k + 1) > 0:
            return k + 3, f"{word} {singular(word_at(self.tokens, k + 2))}"
        return k + 1, singular(self.tokens[k].text)

    def head_after(self, k: int) -> str:
        """The noun a "2,000-strong" stands before."""
        word = word_at(self.tokens, k)
        return singular(word) if word.isalpha() and word not in STOPS else ""

    def unit_without_noun(self, measure: _Measure, after: int) -> str:
        """What a bare number counts: an age, "magnitude of 7.1", a toll, or the noun before."""
        tokens, first = self.tokens, measure.first
        before, earlier = word_at(tokens, first - 1), word_at(tokens, first - 2)
        following = word_at(tokens, after)
        plain = not measure.number.scaled and measure.number.value % 1 == 0
        if plain and 0 < measure.number.value < 120 and self.is_age(first, after):
            return "year"
        if following == "of":
            noun = self.noun_beyond(after + 1)
            if noun:
                return noun
        if following in ("to", "and") and after + 1 < len(tokens):
            other = self.measure(after + 1)  # "from 600 to 750 euros"
            shared = other and (other.unit or (self.noun_after(other) or (0, ""))[1])
            if shared and following == "to":
                return shared
        if before == "of" and earlier.isalpha() and earlier not in STOPS:
            return MEASURED.get(earlier, earlier if not is_plural(earlier) else "")
        if before in ("magnitude", "score"):
            return before
        window = {word_at(tokens, m) for m in range(max(0, first - 7), first)}
        for word, unit in MEASURED.items():
            if word in window and before in LINKS:
                return unit
        if self.unit_before and self.unit_sentence == self.sentence_start(first):
            return self.unit_before
        if before in HARMED or following in _HAPPENED or following in STATES:
            return "person"
        if measure.number.kind == "vague":
            return "person"
        return ""

    def noun_beyond(self, k: int) -> str:
        while word_at(self.tokens, k) in OWNERS:
            k += 1
        number = read_number(self.tokens, k)
        noun = counted_noun(self.tokens, number.after if number else k, None)
        return noun[1] if noun else ""

    def is_age(self, first: int, after: int) -> bool:
        """ "The suspect, 34, was", "aged 34", "turned 34"."""
        tokens = self.tokens
        before, following = word_at(tokens, first - 1), word_at(tokens, after)
        if before in _AGED or (before in ("at", "of") and word_at(tokens, first - 2) in _AGED):
            return True
        if before == "at" and word_at(tokens, first - 2) in ("died", "dies", "dead", "retired"):
            return True
        if before == "under" or before == "over":
            return word_at(tokens, first - 2) in _PEOPLE
        if before in ("is", "was", "am") and word_at(tokens, first - 2) in (
            "he",
            "she",
            "i",
            "who",
        ):
            return following in (".", ",", "and", "when", "at", "now")
        if before in (",", "(") and following in (",", ".", ")", ";", ""):
            named = word_at(tokens, first - 2)
            return named[:1].isalpha() and named not in STOPS
        return False

    # Bounds and compounds

    def past_suffix(self, j: int) -> int:
        """Past "or so", "or more", "-odd", "+" when they stand before the noun."""
        for size in (3, 2, 1):
            words = tuple(word_at(self.tokens, j + n) for n in range(size))
            if words in AFTER and not self.goes_on(j + size):
                return j + size
        return j

    def goes_on(self, k: int) -> bool:
        """True when a new number begins at `k`: "streams and over 30,000 comments"."""
        return read_number(self.tokens, k) is not None or word_at(self.tokens, k) in SYMBOLS

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
        low: Decimal,
        high: Decimal | None,
        bound: Bound,
        unit: str,
    ) -> tuple[FoundQuantity, int]:
        """The quantity with the bound words that stand before or after it."""
        start, told = self.bound_before(first)
        if not told:
            start = first
            for size in (3, 2, 1):
                words = tuple(word_at(self.tokens, after + n) for n in range(size))
                if words in AFTER and not self.goes_on(after + size):
                    told, after = AFTER[words], after + size
                    break
                inside = self.inner_bound(first, after)
                if inside:
                    told = inside
                    break
        if told:
            low, high, bound = _bind(low, high, bound, told)
        return self.quantity(start, after, low, high, bound, unit), after

    def inner_bound(self, first: int, after: int) -> str:
        """The bound of "100+ people", "50-odd guests", "10 or more deaths": inside the span."""
        for k in range(first, after):
            word = self.tokens[k].lower
            if word in ("or", "+", "plus", "odd"):
                for size in (3, 2, 1):
                    words = tuple(word_at(self.tokens, k + n) for n in range(size))
                    if words in AFTER and not self.goes_on(k + size):
                        return AFTER[words]
        return ""

    def bound_before(self, first: int) -> tuple[int, str]:
        at = first
        if word_at(self.tokens, at - 1) in BETWEEN:
            at -= 1
        elif word_at(self.tokens, at - 1) == "of" and word_at(self.tokens, at - 2) == "total":
            at -= 3
        for size in range(LONGEST_BEFORE, 0, -1):
            if at - size < self.done:
                continue
            words = tuple(word_at(self.tokens, at - size + n) for n in range(size))
            if words in BEFORE:
                return at - size, BEFORE[words]
        return first, ""

    def is_unmeasured(self, measure: _Measure, after: int, unit: str) -> bool:
        """True for years, numbers of names and other figures that measure nothing."""
        tokens, number, i = self.tokens, measure.number, measure.number.first
        if measure.unit:
            return False
        if number.spelled:
            return _says_no_amount(tokens, number, after, unit)
        if self.bound_before(measure.first)[1] and number.value < 100_000:
            return False
        if is_year(tokens, i) and not (unit in MEASURES or unit in ("person",)):
            return True
        if is_number_of_a_name(tokens, i, unit):
            return True
        return not unit and stands_for_time(tokens, i)

    def remember(self, i: int, unit: str) -> None:
        if unit and unit not in MEASURES and unit != "percent" and not unit.isupper():
            self.unit_before, self.unit_sentence = unit, self.sentence_start(i)

    def quantity(
        self,
        first: int,
        after: int,
        low: Decimal | None,
        high: Decimal | None,
        bound: Bound,
        unit: str,
    ) -> FoundQuantity:
        span = Span.of(self.body, self.tokens[first].start, self.tokens[after - 1].end)
        return FoundQuantity(span, low, high, bound, unit)


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


def _scale_of(tokens: Sequence[Token], number: Number) -> Decimal:
    """How much the scale words of `number` multiply: 1,000,000 in "10 million"."""
    word = tokens[number.after - 1].lower
    return SCALES.get(word) or LETTERS.get(word) or Decimal(1)


def _past_old(tokens: Sequence[Token], after: int) -> int:
    """Past "-old" or "-olds" of "16-year-old"."""
    k = past_hyphen(tokens, after)
    if k > 0 and word_at(tokens, k) in ("old", "olds", "long", "plus"):
        return k + 1
    return after


def _may_head(tokens: Sequence[Token], k: int) -> bool:
    """True when the word can belong to a noun group in the singular."""
    word = tokens[k].lower
    return word.isalpha() and word not in STOPS and not word.endswith(("ed", "ly"))


def _says_no_amount(tokens: Sequence[Token], number: Number, after: int, unit: str) -> bool:
    """True for number words that count nothing: "one day", "this one", "no one", "the two agreed"."""
    i = number.first
    before, following = word_at(tokens, i - 1), word_at(tokens, number.after)
    if number.kind != "exact" or number.scaled:
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
        if following in ("of", "another", "can", "in") or not unit:
            return following not in STATES
        return unit not in _COUNTED_ONES and past_hyphen(tokens, number.after) < 0
    if not unit:
        if following == "of":
            return word_at(tokens, number.after + 1) not in OWNERS
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
        ) or (
            following not in _HAPPENED
            and following not in STATES
            and before not in HARMED
            and word_at(tokens, i - 1) not in ("than", "least", "about", "nearly", "to", "from")
        )
    return False
