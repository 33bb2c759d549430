"""Measured: each quantity or day of an article with the words that say what it measures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from ..figures.days import find_days
from ..found import FoundQuantity
from ..lexicon.measures import MEASURES
from ..lexicons import lines
from ..spans import Span
from ..words import is_common, stem
from .agreement import DAY, Interval
from .clauses import Clauses, before_figure, clause_of, find_clauses, noun_after
from .figure_units import PEOPLE, fold_unit
from .one_claim import is_negated
from .scopes import Narrowing, find_narrowings, find_platform
from .telling import Rarity, Sentence, Telling

#: What happens to people: its words by the first of their line.
STATES = {form: forms[0] for forms in lines("states") for form in forms}
#: Words either side of a figure among which stands what happens to the people counted.
BESIDE = 7
#: And among which stand the verb and the nouns of what is done.
TOLD = 16
#: Bounds that the number itself may be: "at least 12", "up to 12", not "more than 12".
_REACHED = re.compile(
    r"^(?:at (?:least|most)|(?:no|not) (?:fewer|less|more)|up to|as (?:many|much)|a m[ai]\w+)\b"
    r"|\bor (?:more|fewer|less)\b",
    re.IGNORECASE,
)
#: Told in so many words at most, a line of names and a date is a byline or a credit.
BYLINE = 14


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure of one article with the words that say what it measures."""

    key: str
    span: Span
    interval: Interval
    sentence: Sentence
    clause: dict[str, float]  # stems near the figure and how much each says of it
    weight: float  # of the clause
    told: frozenset[str]  # stems of verbs and common nouns near it: no names
    scope: str
    published: date | datetime | None
    state: str = ""  # of people: "injured", whatever word the article has for it
    noun: str = ""  # of a bare year: the stem of what it stands before
    is_denied: bool = False  # its clause says that it was not so
    is_quoted: bool = False  # it stands in somebody's own words
    some: str = ""  # of people: "passenger" where only some are counted
    narrowed: tuple[Narrowing, ...] = ()  # what else narrows it: place, time, rate, whom

    @property
    def place(self) -> tuple[str, int]:
        """Its article and where it stands there, whatever the articles' order."""
        return self.key, self.span.start


class _Cut:
    """The clauses of sentences, each cut once."""

    def __init__(self) -> None:
        self._found: dict[int, Clauses] = {}

    def clauses_of(self, sentence: Sentence) -> Clauses:
        if sentence.number not in self._found:
            self._found[sentence.number] = find_clauses(sentence)
        return self._found[sentence.number]


def find_measured(telling: Telling, rarity: Rarity) -> list[Measured]:
    """The days and quantities of the sentences in which the outlet itself speaks, days first."""
    quoted = [quote.span for quote in telling.told.reading.quotes if quote.kind != "indirect"]
    cut = _Cut()
    days = list(_days(telling, rarity, quoted, cut))
    return [*(day for day in days if day.told), *_quantities(telling, rarity, quoted, cut, days)]


def _days(
    telling: Telling, rarity: Rarity, quoted: Sequence[Span], cut: _Cut
) -> Iterator[Measured]:
    told = telling.told
    latest: tuple[Decimal, Decimal] | None = None
    for sentence in telling.sentences:
        if not sentence.is_told or _is_byline(sentence):
            continue
        start = sentence.span.start + _dateline(sentence.span.text)
        for day in find_days(told.reading.body, start, sentence.span.end, told.published):
            if day.name.startswith(("tomorrow", "tonight")):
                continue  # what is ahead is nobody's record
            if not day.is_whole and any(quote.holds(day.span) for quote in quoted):
                continue  # counted from the day of the speech, which nobody states
            low = Decimal(day.first.toordinal()) if day.first else None
            high = Decimal(day.last.toordinal()) if day.last else None
            if day.is_same and latest:
                low, high = latest
            elif day.is_same:
                continue
            if low is not None and high is not None and low == high:
                latest = low, high
            interval = Interval(low, high, "exact" if low == high else "range", DAY, day.name)
            yield _one(telling, day.span, interval, cut.clauses_of(sentence), rarity)


def _quantities(
    telling: Telling, rarity: Rarity, quoted: Sequence[Span], cut: _Cut, days: Sequence[Measured]
) -> Iterator[Measured]:
    told = telling.told
    near: dict[int, list[Measured]] = defaultdict(list)
    for day in days:
        near[day.sentence.number].append(day)
    for quantity in told.reading.quantities:
        at = telling.sentence_at(quantity.span.start)
        if at is None or not at.is_told:
            continue
        if any(quantity.span.overlaps(day.span) for day in near[at.number]):
            continue
        unit, some = fold_unit(quantity)
        name = "or" if _REACHED.search(quantity.span.text) else ""
        interval = Interval(quantity.low, quantity.high, quantity.bound, unit, name)
        one = _one(telling, quantity.span, interval, cut.clauses_of(at), rarity)
        stretches = [
            (day.span, day.interval.low, day.interval.high)
            for day in near[at.number]
            if day.interval.low is not None and day.interval.high is not None
        ]
        narrowed = find_narrowings(
            told.reading.body, at.span, quantity.span, stretches, told.published
        )
        if unit == PEOPLE:
            state, word = _state(at, quantity.span)
            narrowed += _of_people(narrowed, state, word, some, quantity.span)
            one = replace(one, state=state, some=some)
        one = replace(one, narrowed=narrowed)
        if any(quote.holds(quantity.span) for quote in quoted):
            # "…," she wrote on X: that is where it was said
            one = replace(one, scope="", is_quoted=True)
        if not _is_word_only(quantity, bool(one.state)):
            yield one


def _is_word_only(quantity: FoundQuantity, is_count: bool) -> bool:
    """True for "nobody" and "no boats", and for "one passenger" unless one was hurt or killed:
    words that count nothing."""
    text = quantity.span.text
    if quantity.low != quantity.high or any(c.isdigit() for c in text):
        return False
    return quantity.low == 0 or (quantity.low == 1 and quantity.bound == "exact" and not is_count)


def _is_byline(sentence: Sentence) -> bool:
    """True for a short line in which every word is a name, a number or grammar: who and when."""
    at = sentence.span.start
    return len(sentence.words) <= BYLINE and all(
        is_common(w.norm) or not sentence.span.text[w.start - at].islower() for w in sentence.words
    )


def _dateline(text: str) -> int:
    """Where the report begins after "KARROW, Nov. 13 (Meridian) — "; 0 without a dateline."""
    match = _DATELINE.match(text)
    return match.end() if match else 0


_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,30},[^—–\n]{0,50}\s[—–]\s")


def _of_people(
    narrowed: Sequence[Narrowing], state: str, word: str, some: str, span: Span
) -> tuple[Narrowing, ...]:
    """What narrows a count of people besides: what happened to them, and whom it counts."""
    whom = span.text.rsplit(None, 1)[-1]
    group = Narrowing("group", some, whom)
    if some == "casualty" or not whom.isalpha():
        return ()
    if state and not any(one.kind == "counted" for one in narrowed):
        return Narrowing("counted", state, word), group
    return (group,)


def _state(sentence: Sentence, span: Span) -> tuple[str, str]:
    """What happens to the people a figure counts, and the article's word for it: the nearest."""
    inside = [n for n, w in enumerate(sentence.words) if span.start <= w.start < span.end]
    if not inside:
        return "", ""
    near = [
        (distance, n)
        for n, word in enumerate(sentence.words)
        if word.norm in STATES and (distance := max(inside[0] - n, n - inside[-1], 0)) <= BESIDE
    ]
    if not near:
        return "", ""
    word = sentence.words[min(near)[1]]
    return STATES[word.norm], word.norm


def _one(
    telling: Telling, span: Span, interval: Interval, clauses: Clauses, rarity: Rarity
) -> Measured:
    body, sentence = telling.told.reading.body, clauses.sentence
    scope = "" if interval.unit == DAY else find_platform(body, sentence.span, span)
    is_day, is_measure = interval.unit == DAY, interval.unit in MEASURES
    clause = clause_of(clauses, span, rarity, is_day=is_day, is_measure=is_measure)
    return Measured(
        key=telling.key,
        span=span,
        interval=interval,
        sentence=sentence,
        clause=clause,
        weight=sum(clause.values()),
        told=_told(sentence, span),
        scope=scope,
        is_denied=not is_day and is_negated(before_figure(clauses, span)),
        noun=noun_after(clauses, span) if is_day else "",
        published=telling.told.published,
    )


def _told(sentence: Sentence, span: Span) -> frozenset[str]:
    """Stems beside the figure that a verb or a common noun may have."""
    inside = [n for n, w in enumerate(sentence.words) if span.start <= w.start < span.end]
    at = sentence.span.start
    return frozenset(
        stem(word.norm)
        for n, word in enumerate(sentence.words)
        if inside
        and 0 < max(inside[0] - n, n - inside[-1]) <= TOLD
        and sentence.span.text[word.start - at].islower()
        and not is_common(word.norm)
    )
