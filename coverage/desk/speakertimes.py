"""How often a speaker is quoted over time, by the dates of the articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, Q, Sum
from django.db.models.functions import TruncDay, TruncMonth, TruncYear
from django.utils.dateformat import format as date_format

from coverage.models import Speaker, SpeakerInArticle

#: A span of so many days at most is shown by day, or by month; a longer one by year.
BY_DAY, BY_MONTH = 45, 4 * 366
#: The picture's measures, in its own units.
BAR, GAP, HEIGHT, LABELS, LEAST_WIDTH = 14, 4, 64, 20, 220
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
    height: int = HEIGHT + LABELS

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
    """The periods; None where the dates make one or none of them, or too many to draw. Two
    queries."""
    rows = SpeakerInArticle.objects.filter(_STANDS, speaker=speaker)
    ends = rows.aggregate(first=Min("published_at"), last=Max("published_at"))
    if ends["first"] is None:
        return None
    days = (ends["last"] - ends["first"]).days
    unit = "day" if days <= BY_DAY else "month" if days <= BY_MONTH else "year"
    truncate = {"day": TruncDay, "month": TruncMonth, "year": TruncYear}[unit]
    counted: dict[date | None, tuple[int, int]] = {}
    undated = 0
    for row in (
        rows.order_by()
        .values(begins=truncate("published_at"))
        .annotate(in_marks=Sum("quotes"), told=Sum("reported"), articles=Count("pk"))
    ):
        if row["begins"] is None:
            undated = row["articles"]
        else:
            counted[row["begins"].date()] = (row["in_marks"], row["told"])
    dated = sorted(begins for begins in counted if begins)
    every = list(_every(dated[0], dated[-1], unit))
    if not 2 <= len(every) <= MOST_PERIODS:
        return None
    most = max(map(sum, counted.values()))
    periods = (
        _period(number, begins, unit, counted.get(begins, (0, 0)), most)
        for number, begins in enumerate(every)
    )
    return Times(unit, tuple(periods), most, undated)


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
