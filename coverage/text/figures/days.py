"""Days: what an article says of when, as an interval of dates counted from its own day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..spans import Span

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_WHOLE_MONTH = "|".join(m.capitalize() for m in _MONTHS)
_MONTH = _WHOLE_MONTH + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
#: A day and month without a year lies no more days ahead than these.
SOON = 92
#: Feasts that fall on the same day each year.
_FEASTS = {
    "Christmas[ ]Day": (12, 25),
    "Christmas[ ]Eve": (12, 24),
    "Boxing[ ]Day": (12, 26),
    "New[ ]Year['’]s[ ]Eve": (12, 31),
    "New[ ]Year['’]s[ ]Day": (1, 1),
    "Valentine['’]s[ ]Day": (2, 14),
    "Fourth[ ]of[ ]July": (7, 4),
    "Halloween": (10, 31),
}
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 2),
}
_FEW = "one two three four five six".split()
_PART = r"(?:[ ](?:morning|afternoon|evening|night))?"
_DAY = re.compile(
    rf"""
    (?P<lead>\b(?:[Oo]n|[Ii]n|[Ss]ince|[Bb]y|[Ll]ate[ ]on|[Ee]arly[ ]on|[Ll]ate|[Ee]arly|[Ee]arlier
      |[Dd]uring|[Oo]ver)[ ])?
    (?:
      \b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he[ ]following|[Tt]he[ ]previous)[ ]
        (?P<unit>{"|".join(d.capitalize() for d in _WEEKDAYS)}|weekend|week|month|year
          |spring|summer|autumn|fall|winter)\b{_PART}
    | \b(?P<weekday>{"|".join(d.capitalize() for d in _WEEKDAYS)})\b{_PART}
        (?:[ ]?,?[ ]?\(?(?P<wd_day>\d{{1,2}})[ ](?P<wd_month>{_MONTH})\)?
          |,?[ ](?P<wd_month2>{_MONTH})[ ](?P<wd_mday>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)
            (?:,[ ](?P<wd_year>(?:19|20)\d\d)\b)?)?
    | \b(?P<which2>[Ll]ast|[Nn]ext|[Tt]his)[ ](?P<which_month>{_WHOLE_MONTH})\b
    | \b(?P<from>(?:19|20)\d\d)(?:[ ]?[-–][ ]?|[ ](?:to|and|until|through)[ ])
        (?P<till>(?:19|20)\d\d)\b
    | \b(?P<month>{_MONTH})[ ](?P<mday>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)
        (?:,?[ ](?P<year>(?:19|20)\d\d)\b)?
    | \b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<month2>{_MONTH})\b
        (?:,?[ ](?P<year2>(?:19|20)\d\d)\b)?
    | \b(?P<month3>{_MONTH})(?:,?[ ](?P<year3>(?:19|20)\d\d))?(?![\w-])
    | \b(?P<decade>(?:19|20)\d0)s\b
    | \b(?P<ago>[Aa]|an|one|two|three|four|five|six)[ ](?P<ago_unit>day|week|month)s?[ ]ago\b
    | \b(?P<feast>{"|".join(_FEASTS)})\b
    | \b(?P<year4>(?:19|20)\d\d)\b(?![.,%]\d|[ ](?:percent|people|miles|dollars))
    | \b(?P<same>(?:[Tt]hat|[Tt]he[ ]same)[ ](?:day|night|evening|afternoon|morning)
        |(?:[Ll]ater|[Ee]arlier)[ ](?:in[ ]the|that|the[ ]same)[ ](?:day|night|evening|afternoon))\b
    | \b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Tt]he[ ]weekend)\b{_PART}
    )
    """,
    re.VERBOSE,
)
_BEFORE_YEAR = frozenset(
    """the of year and a an his her their its our from to until till between for early late
    mid""".split()
)
_AHEAD = re.compile(
    r"\b(?:as\s+(?:soon|early)\s+as|will|plans?|planned|scheduled|expected|due|set|going|would|to\s+be|ahead|upcoming)\b"
)


#: The parts of the pattern with which a day is the same whoever says it.
_WHOLE = (
    "wd_year",
    "year",
    "year2",
    "year3",
    "year4",
    "mday",
    "day2",
    "month3",
    "decade",
    "feast",
    "from",
)


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A stretch that says when, first to last day; None where nobody can count from a day."""

    span: Span
    first: date | None
    last: date | None
    name: str  # folded words without lead-in, for comparing where days are not known
    is_whole: bool = False  # says the year, or the month: the same whoever says it when
    is_same: bool = False  # "later that day": the day that was named before


def find_days(
    body: str, start: int, end: int, published: date | datetime | None
) -> tuple[FoundDay, ...]:
    """What `body[start:end]` (one sentence) says of when; weekdays are those nearest to the day
    of publication, before it unless the words before them look ahead."""
    told_on = published.date() if isinstance(published, datetime) else published
    found = []
    for match in _DAY.finditer(body, start, end):
        if match["month3"] and not _is_month(body, match):
            continue
        if match["year4"] and not match["lead"]:
            before = body[max(start, match.start() - 16) : match.start()].split()
            if not before or not (
                before[-1].lower() in _BEFORE_YEAR or before[-1].endswith((",", "'s", "’s", "("))
            ):
                continue
        span = Span.of(body, match.start(), match.end())
        if _is_programme(body, start, match):
            continue
        ahead = bool(_AHEAD.search(body, max(start, match.start() - 60), match.start()))
        days = _resolve(match, told_on, ahead)
        name = re.sub(
            r"^(?:on|in|by|since|late on|late|early|earlier|over|during) ", "", span.text.lower()
        )
        first, last = days or (None, None)
        whole = any(match[g] for g in _WHOLE)
        found.append(FoundDay(span, first, last, name, whole, bool(match["same"])))
    return tuple(found)


def _is_programme(body: str, start: int, match: re.Match[str]) -> bool:
    """True for a weekday that ends a name in marks: “Talk of the Town Sunday”."""
    if not match["weekday"] or match["lead"] or body[match.end() : match.end() + 2][:1] == "":
        return False
    closes = body[match.end() : match.end() + 2].lstrip(".,")[:1] in ("”", '"')
    before = body[max(start, match.start() - 30) : match.start()].split()
    return closes and bool(before) and before[-1].lstrip('“"')[:1].isupper()


def _is_month(body: str, match: re.Match[str]) -> bool:
    """Bare "May" and "March" are verbs and names more often than months."""
    return bool(match["lead"]) or bool(match["year3"]) or match["month3"] not in ("May", "March")


def _resolve(match: re.Match[str], told_on: date | None, ahead: bool) -> tuple[date, date] | None:
    """First and last day of what was matched, or None."""
    try:
        if match["wd_day"]:
            return _dated(match["wd_month"], match["wd_day"], None, told_on, ahead)
        if match["wd_mday"]:
            return _dated(match["wd_month2"], match["wd_mday"], match["wd_year"], told_on, ahead)
        if match["mday"]:
            return _dated(match["month"], match["mday"], match["year"], told_on, ahead)
        if match["day2"]:
            return _dated(match["month2"], match["day2"], match["year2"], told_on, ahead)
        if match["month3"]:
            return _whole_month(match["month3"], match["year3"], told_on, ahead)
        if match["from"]:
            first, last = date(int(match["from"]), 1, 1), date(int(match["till"]), 12, 31)
            return (first, last) if first < last else None
        if match["decade"]:
            return date(int(match["decade"]), 1, 1), date(int(match["decade"]) + 9, 12, 31)
        if match["feast"] and told_on:
            return _feast(match["feast"], told_on, ahead)
        if match["year4"]:
            return date(int(match["year4"]), 1, 1), date(int(match["year4"]), 12, 31)
    except ValueError:  # the 31st of June
        return None
    if told_on is None or match["same"]:
        return None
    if match["weekday"]:
        return _weekday(_WEEKDAYS.index(match["weekday"].lower()), told_on, 1 if ahead else 0)
    if match["which2"]:
        return _that_month(match["which_month"], match["which2"].lower(), told_on)
    if match["ago"]:
        return _ago(match["ago"], match["ago_unit"], told_on)
    if match["word"]:
        return _word(match["word"].lower(), told_on)
    which, unit = match["which"].lower(), match["unit"].lower()
    step = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(which, 0)
    if unit in _WEEKDAYS:
        return _weekday(_WEEKDAYS.index(unit), told_on, max(step, 0))
    if unit in _SEASONS:
        return _season(unit, told_on, step)
    if unit == "year":
        return date(told_on.year + step, 1, 1), date(told_on.year + step, 12, 31)
    if unit == "month":
        months = told_on.year * 12 + told_on.month - 1 + step
        year, month = divmod(months, 12)
        return _span_of_month(year, month + 1)
    if told_on.weekday() == 6 and step < 0:  # on a Sunday the week that is just over
        step = 0
    monday = told_on - timedelta(days=told_on.weekday())
    if unit == "weekend":
        return _weekend(told_on, step)
    return monday + timedelta(weeks=step), monday + timedelta(weeks=step, days=6)


def _weekday(weekday: int, told_on: date, ahead: int) -> tuple[date, date]:
    """The nearest such day, before or on the day of publication, or on or after it."""
    back = (told_on.weekday() - weekday) % 7
    day = told_on - timedelta(days=back)
    if ahead and back:
        day += timedelta(days=7)
    return day, day


def _weekend(told_on: date, step: int) -> tuple[date, date]:
    back = (told_on.weekday() - 5) % 7
    saturday = told_on - timedelta(days=back)
    if step > 0:
        saturday += timedelta(days=7)
    return saturday - timedelta(days=1), saturday + timedelta(days=1)


def _word(word: str, told_on: date) -> tuple[date, date]:
    if word == "the weekend":
        return _weekend(told_on, 0)
    day = told_on + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
    return day, day


def _that_month(name: str, which: str, told_on: date) -> tuple[date, date]:
    """The month so called before the day of publication ("last March"), after it, or this year."""
    number = _month_number(name)
    year = told_on.year
    if which == "last" and number >= told_on.month:
        year -= 1
    if which == "next" and number <= told_on.month:
        year += 1
    return _span_of_month(year, number)


def _ago(number: str, unit: str, told_on: date) -> tuple[date, date]:
    """Some days ago is a day; weeks and months ago, the days around it."""
    many = _FEW.index(number) + 1 if number in _FEW else 1
    if unit == "month":
        year, month = divmod(told_on.year * 12 + told_on.month - 1 - many, 12)
        day = date(year, month + 1, min(told_on.day, monthrange(year, month + 1)[1]))
        return day - timedelta(days=15), day + timedelta(days=15)
    day = told_on - timedelta(days=many * (7 if unit == "week" else 1))
    around = timedelta(days=3 if unit == "week" else 0)
    return day - around, day + around


def _feast(name: str, told_on: date, ahead: bool) -> tuple[date, date]:
    month, day = next(
        when for shape, when in _FEASTS.items() if re.fullmatch(shape.replace("[ ]", " "), name)
    )
    exact = _nearest(told_on, month, day, ahead)
    return exact, exact


def _season(name: str, told_on: date, step: int) -> tuple[date, date]:
    """The season of the year told in, the one before where it has not begun, or the next."""
    first, last = _SEASONS[name]
    year = told_on.year
    if step < 0 and (year, first) >= (told_on.year, told_on.month):
        year -= 1
    if step > 0 and first <= told_on.month:
        year += 1
    begins = date(year, first, 1)
    ends = _span_of_month(year + (last < first), last)[1]
    return begins, ends


def _month_number(name: str) -> int:
    low = name.lower().rstrip(".")[:3]
    return [m[:3] for m in _MONTHS].index(low) + 1


def _dated(
    month: str, day: str, year: str | None, told_on: date | None, ahead: bool
) -> tuple[date, date] | None:
    if year:
        exact = date(int(year), _month_number(month), int(day))
        return exact, exact
    if told_on is None:
        return None
    exact = _nearest(told_on, _month_number(month), int(day), ahead)
    return exact, exact


def _nearest(told_on: date, month: int, day: int, ahead: bool) -> date:
    """The day of that name nearest to the day of publication; ValueError for June 31."""
    if day > monthrange(2000, month)[1]:
        raise ValueError("no such day")
    days = [
        date(told_on.year + n, month, min(day, monthrange(told_on.year + n, month)[1]))
        for n in (-1, 0, 1)
    ]
    if ahead:
        return min(d for d in days if d >= told_on.replace(day=1))
    nearest = min(days, key=lambda d: abs((d - told_on).days))
    # what is months ahead is told of with its year, or as planned
    return days[days.index(nearest) - 1] if (nearest - told_on).days > SOON else nearest


def _whole_month(
    month: str, year: str | None, told_on: date | None, ahead: bool
) -> tuple[date, date] | None:
    number = _month_number(month)
    if year:
        return _span_of_month(int(year), number)
    if told_on is None:
        return None
    return _span_of_month(_nearest(told_on, number, 15, ahead).year, number)


def _span_of_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
