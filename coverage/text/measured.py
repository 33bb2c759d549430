"""Measured: each quantity or day of an article with the words that say what it measures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from .agreement import DAY, Interval
from .days import find_days
from .scopes import find_scope
from .spans import Span
from .telling import Rarity, Sentence, Telling
from .words import is_common, is_number, stem

#: Units that a story uses for one and the same thing.
_SAME_UNIT = {
    "time": "view",
    "play": "view",
    "watch": "view",
    "person": "people",
    "man": "people",
    "woman": "people",
    "life": "people",
    "soldier": "people",
    "passenger": "people",
    "resident": "people",
    "victim": "people",
    "tweet": "post",
}
#: Words either side of a figure that say what it measures.
NEAR = 9


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure of one article with the words that say what it measures."""

    key: str
    span: Span
    interval: Interval
    sentence: Sentence
    clause: dict[str, float]  # stems near the figure and how much each says of it
    scope: str
    published: date | None


def find_measured(telling: Telling, rarity: Rarity) -> list[Measured]:
    """The days and quantities of the sentences in which the outlet itself speaks, days first."""
    told = telling.told
    published = told.published.date() if isinstance(told.published, datetime) else told.published
    found: list[Measured] = []
    taken: list[Span] = []
    quoted = [quote.span for quote in told.reading.quotes if quote.kind != "indirect"]
    for sentence in telling.sentences:
        if not sentence.is_told:
            continue
        body = told.reading.body
        for day in find_days(body, sentence.span.start, sentence.span.end, told.published):
            if any(quote.holds(day.span) for quote in quoted):
                continue  # counted from the day of the speech, which nobody states
            low = Decimal(day.first.toordinal()) if day.first else None
            high = Decimal(day.last.toordinal()) if day.last else None
            interval = Interval(low, high, "exact" if low == high else "range", DAY, day.name)
            found.append(_one(telling, day.span, interval, sentence, rarity, published))
            taken.append(day.span)
    for quantity in told.reading.quantities:
        at = telling.sentence_at(quantity.span.start)
        if at is None or not at.is_told or any(quantity.span.overlaps(span) for span in taken):
            continue
        unit = _SAME_UNIT.get(quantity.unit, quantity.unit)
        interval = Interval(quantity.low, quantity.high, quantity.bound, unit, "")
        found.append(_one(telling, quantity.span, interval, at, rarity, published))
    return found


def _one(
    telling: Telling,
    span: Span,
    interval: Interval,
    sentence: Sentence,
    rarity: Rarity,
    published: date | None,
) -> Measured:
    body = telling.told.reading.body
    scope = "" if interval.unit == DAY else find_scope(body, sentence.span, span)
    clause = _clause(sentence, span, rarity)
    return Measured(telling.key, span, interval, sentence, clause, scope, published)


def _clause(sentence: Sentence, span: Span, rarity: Rarity) -> dict[str, float]:
    """The stems near the figure; those further off say less of it, numbers nothing."""
    inside = [n for n, w in enumerate(sentence.words) if span.start <= w.start < span.end]
    if not inside:
        return {}
    clause: dict[str, float] = {}
    for n, word in enumerate(sentence.words):
        distance = max(inside[0] - n, n - inside[-1], 0)
        if is_common(word.norm) or is_number(word.norm) or (distance == 0 and len(inside) == 1):
            continue
        a_stem = stem(word.norm)
        nearness = max(0.25, 1 - distance / (NEAR * 1.5))
        clause[a_stem] = max(clause.get(a_stem, 0.0), nearness * (0.2 + rarity.of(a_stem)))
    return clause
