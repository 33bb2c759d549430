"""Scopes: what narrows a figure in its sentence, and when two figures are narrowed differently.

Narrowings are of a kind: the platform ("on TikTok"), how wide a place ("in the city",
"nationwide"), the time it adds up over ("since January", "in the past week"), the rate ("a year"),
what is counted of people ("killed or wounded"), and of whom ("children"). Where something happened
narrows no count, nor does the day on which it did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from ..figures.numerals import SMALL
from ..lexicons import words
from ..spans import Span

Kind = Literal["platform", "place", "time", "rate", "counted", "group"]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One thing that narrows a figure: `value` to compare by, `words` as the article has them."""

    kind: Kind
    value: str
    words: str
    days: tuple[int, int] = (0, 0)  # of a time: first and last, as ordinals
    adds_up: bool = False  # of a time: counted from its first day on


#: A preposition and a place where people post; where something happened narrows no count.
_PLATFORM = re.compile(
    r"\b(?:[Oo]n|[Aa]cross|[Vv]ia)\s+(?:"
    + "|".join(
        sorted(rf"{name[0].upper()}(?i:{re.escape(name[1:])})" for name in words("platforms"))
    )
    + r")\b"
)
#: How wide a place is, by its noun.
_WIDTH = {
    **dict.fromkeys(("city", "town", "village", "borough"), "town"),
    "county": "county",
    **dict.fromkeys(("state", "province"), "state"),
    **dict.fromkeys(("country", "nation"), "country"),
    "continent": "continent",
    **dict.fromkeys(("world", "globe"), "world"),
}
_PLACE = re.compile(
    rf"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout|[Aa]round)\s+(?:the|this)\s+(?:whole\s+|entire\s+)?"
    rf"(?P<noun>{'|'.join(_WIDTH)})\b(?!['’-])"
    r"|\b(?P<wide>[Cc]ity|[Tt]own|[Cc]ounty|[Ss]tate|[Cc]ountry|[Nn]ation|[Ww]orld)-?wide\b"
    r"|\b(?P<way>[Nn]ationally|[Gg]lobally)\b"
    r"|\b(?:[Aa]cross|[Tt]hroughout|[Ii]n\s+all\s+of)\s+(?P<name>[A-Z]\w+(?:\s[A-Z]\w+)?)"
)
_WAYS = {"nationally": "country", "globally": "world"}
_UNITS = {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}
_ROLLING = re.compile(
    r"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin)\s+(?:just\s+)?the\s+(?:past|last|previous)\s+"
    rf"(?:(?P<many>\d{{1,3}}|{'|'.join(SMALL)})\s+)?(?P<unit>{'|'.join(_UNITS)})s?\b"
)
_SO_FAR = re.compile(r"\bso\s+far\b|\balone\b")
_RATE = re.compile(
    r"\s*(?:[\w'’-]+\s+){0,4}?(?P<words>(?:an?|per|each|every)\s+"
    r"(?P<unit>second|minute|hour|day|night|week|month|year)\b"
    r"(?!\s+(?:later|after|before|earlier|ago|old|or|and|of|in|when)\b)"
    r"|(?P<ly>hourly|daily|weekly|monthly|annually|yearly)\b)"
)
_TOTAL = re.compile(
    rf"\s*(?:[\w'’-]+\s+){{0,4}}?(?P<words>over\s+(?P<many>\d{{1,3}}|{'|'.join(SMALL)})\s+"
    r"(?P<unit>day|week|month|year)s)\b"
)
_LY = {"daily": "day", "annually": "year", "yearly": "year"}
_TOLL = (
    r"(?:killed|dead|died|deaths|slain)",
    r"(?:wounded|injured|hurt|missing|injuries|kidnapped|captured)",
)
_BOTH = re.compile(
    rf"\b(?:{_TOLL[0]},?\s+(?:and|or|and/or)\s+(?:\w+\s)?{_TOLL[1]}"
    rf"|{_TOLL[1]}\s+(?:and|or)\s+(?:\w+\s)?{_TOLL[0]}|casualties)\b"
)
#: Farther away, or behind another number or a mark, words narrow something else.
FAR, CLOSE = 80, 25
LONGEST = 60  # characters of what narrows a figure
_PARTING = re.compile(r"[;:—()“”]|\d")
_COMMA = re.compile(r",(?!\d)")


def find_platform(body: str, sentence: Span, figure: Span) -> str:
    """The nearest "on Platform" of the figure's sentence, in the article's words, or ""."""
    nearest, best = "", len(body)
    for match in _PLATFORM.finditer(body, sentence.start, sentence.end):
        distance = max(match.start() - figure.end, figure.start - match.end(), 0)
        if distance < best:
            nearest, best = match.group(), distance
    return nearest


def find_narrowings(
    body: str,
    sentence: Span,
    figure: Span,
    days: Sequence[tuple[Span, Decimal, Decimal]],
    published: date | datetime | None,
) -> tuple[Narrowing, ...]:
    """What narrows the figure besides a platform, at most one of a kind, the nearest.

    `days` are the stretches of days that the sentence names, with their first and last day.
    """
    near = _Near(body, sentence, figure)
    found = [near.place(), near.time(days, published), near.rate(), near.counted()]
    return tuple(narrowing for narrowing in found if narrowing)


class _Near:
    """The words around one figure."""

    def __init__(self, body: str, sentence: Span, figure: Span) -> None:
        self.body, self.sentence, self.figure = body, sentence, figure

    def distance(self, start: int, end: int) -> int:
        """Characters between the figure and what narrows it; -1 where it does not reach it."""
        if start < self.figure.end and self.figure.start < end:
            return 0
        behind = start >= self.figure.end
        gap = self.body[self.figure.end : start] if behind else self.body[end : self.figure.start]
        opens = not behind and not self.body[self.sentence.start : start].strip(" “\"'‘")
        if len(gap) > FAR or _PARTING.search(gap) or (_COMMA.search(gap) and not opens):
            return -1
        return len(gap)

    def nearest(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        best: tuple[int, int] | None = None
        chosen = None
        low = max(self.sentence.start, self.figure.start - FAR - LONGEST)
        high = min(self.sentence.end, self.figure.end + FAR + LONGEST)
        for match in pattern.finditer(self.body, low, high):
            away = self.distance(*match.span())
            if away >= 0 and (best is None or (away, match.start()) < best):
                best, chosen = (away, match.start()), match
        return chosen

    def place(self) -> Narrowing | None:
        match = self.nearest(_PLACE)
        if match is None:
            return None
        if match["name"]:
            return Narrowing("place", f"={match['name'].casefold()}", match.group())
        noun = (match["noun"] or match["wide"] or "").casefold()
        value = _WIDTH[noun] if noun else _WAYS[match["way"].casefold()]
        return Narrowing("place", value, match.group())

    def time(
        self, days: Sequence[tuple[Span, Decimal, Decimal]], published: date | datetime | None
    ) -> Narrowing | None:
        if published is None:
            return None
        today = published.toordinal()
        rolling = self.nearest(_ROLLING)
        if rolling:
            many = _many(rolling["many"])
            first = today - max(1, int(many * _UNITS[rolling["unit"]]))
            return Narrowing("time", f"{first}", rolling.group(), (first, today), True)
        reached = [
            (away, span.start, span, int(low), int(high))
            for span, low, high in days
            if (away := self.distance(span.start, span.end)) >= 0
        ]
        if not reached:
            return None
        _, _, span, first, last = min(reached)
        after = self.body[span.end : min(span.end + 8, self.sentence.end)]
        before = self.body[max(self.sentence.start, span.start - 8) : span.start]
        adds_up = bool(
            span.text.lower().startswith("since ")
            or before.lower().endswith("since ")
            or _SO_FAR.search(before + " | " + after)
        )
        if adds_up:
            last = max(last, today)
        return Narrowing("time", f"{first}-{last}", span.text, (first, last), adds_up)

    def rate(self) -> Narrowing | None:
        match = _RATE.match(self.body, self.figure.end, self.sentence.end)
        if match:
            told = match["ly"]
            unit = match["unit"] or _LY.get(told) or told.removesuffix("ly")
            return Narrowing("rate", unit, match["words"])
        total = _TOTAL.match(self.body, self.figure.end, self.sentence.end)
        if total:
            days = _many(total["many"]) * _UNITS[total["unit"]]
            return Narrowing("rate", f"{days} days", total["words"])
        return None

    def counted(self) -> Narrowing | None:
        match = self.nearest(_BOTH)
        if match is None or self.distance(*match.span()) > CLOSE:
            return None
        return Narrowing("counted", "casualties", match.group())


def _many(written: str | None) -> Decimal:
    if not written:
        return Decimal(1)
    return SMALL[written] if written in SMALL else Decimal(written)


def apart(ours: Sequence[Narrowing], theirs: Sequence[Narrowing]) -> tuple[str, str] | None:
    """The words with which two figures are narrowed differently; None where they are not known to
    be: one that says nothing may mean the same."""
    for one in ours:
        for other in theirs:
            if one.kind == other.kind and _differ(one, other):
                return one.words, other.words
    return None


def _differ(one: Narrowing, other: Narrowing) -> bool:
    if one.kind == "time":
        return _differ_in_time(one, other)
    if one.kind == "counted":  # the killed and the injured are no scopes of one count
        return one.value != other.value and "casualties" in (one.value, other.value)
    if one.kind == "group":
        return one.value != other.value and "" in (one.value, other.value)
    if one.kind == "place" and one.value[0] != other.value[0] and "=" in one.value + other.value:
        return False  # "across Karrow", "in the city": nobody knows
    return one.value != other.value


def _differ_in_time(one: Narrowing, other: Narrowing) -> bool:
    """True where one of the two adds up, over a stretch that is not nearly the other's."""
    if not (one.adds_up or other.adds_up):
        return False
    short, long = sorted(last - first + 1 for first, last in (one.days, other.days))
    return long > 2 * short
