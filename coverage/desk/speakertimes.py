"""How often a speaker is quoted over time, by the dates of the articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from django.db.models import Q
from django.utils.dateformat import format as date_format

from coverage.models import Speaker, SpeakerInArticle

#: A span of so many days at most is shown by day, or by month; a longer one by year.
BY_DAY, BY_MONTH = 45, 4 * 366
#: The picture's measures, in its own units.
BAR, GAP, HEIGHT, LEAST_WIDTH = 14, 4, 64, 220
MOST_PERIODS = 150


@dataclass(frozen=True, slots=True)
class Period:
    """A day, month or year; the rest places its bar in the picture."""

    begins: date
    words: str  # "3 Mar 2022", "Mar 2022", "2022"
    quotes: int
    reported: int
    x: int
    top: int  # of the words in marks
    high: int
    told_top: int  # of the reported speech, which stands on them
    told_high: int


@dataclass(frozen=True, slots=True)
class Times:
    """Every period from the first to the last, the empty ones too."""

    unit: str  # day | month | year
    periods: tuple[Period, ...]
    most: int  # quotes and reports in one of them
    undated: int  # articles without a date
    line: int = HEIGHT  # on which the bars stand

    @property
    def width(self) -> int:
        """The bars', and never less than both dates need."""
        return max(LEAST_WIDTH, len(self.periods) * (BAR + GAP))

    @property
    def first(self) -> Period:
        return self.periods[0]

    @property
    def last(self) -> Period:
        return self.periods[-1]

    @property
    def told(self) -> tuple[Period, ...]:
        """The periods in which something was said."""
        return tuple(period for period in self.periods if period.quotes or period.reported)


_STANDS = Q(quotes__gt=0) | Q(reported__gt=0)


def speaker_times(speaker: Speaker) -> Times | None:
    """The periods; None where the dates make one or none of them, or too many to draw. One
    query."""
    rows = SpeakerInArticle.objects.filter(_STANDS, speaker=speaker)
    said = list(rows.values_list("published_at", "quotes", "reported"))
    days = [published.astimezone(UTC).date() for published, _, _ in said if published]
    if not days:
        return None
    span = (max(days) - min(days)).days
    unit = "day" if span <= BY_DAY else "month" if span <= BY_MONTH else "year"
    counted: dict[date, tuple[int, int]] = {}
    for published, quotes, reported in said:
        if published:
            begins = _begin(published.astimezone(UTC).date(), unit)
            before = counted.get(begins, (0, 0))
            counted[begins] = (before[0] + quotes, before[1] + reported)
    every = list(_every(min(counted), max(counted), unit))
    if not 2 <= len(every) <= MOST_PERIODS:
        return None
    most = max(map(sum, counted.values()))
    periods = (
        _period(number, begins, unit, counted.get(begins, (0, 0)), most)
        for number, begins in enumerate(every)
    )
    return Times(unit, tuple(periods), most, len(said) - len(days))


def _begin(day: date, unit: str) -> date:
    """The first day of the day's period."""
    return {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[unit]


def _every(first: date, last: date, unit: str) -> Iterable[date]:
    now = first
    while now <= last and now.year < 9999:
        yield now
        if unit == "day":
            now += timedelta(days=1)
        elif unit == "month":
            now = date(now.year + now.month // 12, now.month % 12 + 1, 1)
        else:
            now = date(now.year + 1, 1, 1)


def _period(number: int, begins: date, unit: str, counts: tuple[int, int], most: int) -> Period:
    quotes, reported = counts
    high, told = (_height(count, most) for count in counts)
    words = date_format(begins, {"day": "j M Y", "month": "M Y", "year": "Y"}[unit])
    return Period(
        begins,
        words,
        quotes,
        reported,
        number * (BAR + GAP),
        HEIGHT - high,
        high,
        HEIGHT - high - told,
        told,
    )


def _height(count: int, most: int) -> int:
    """A count's share of the height; what is there is seen."""
    return max(2, round(HEIGHT * count / most)) if count else 0
