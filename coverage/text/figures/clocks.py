"""Times of day beside a date, as outlets print them: "5:40 AM", "7.25pm BST", "22 h 10", "0540 GMT".

A time is read only where it touches a whole date; its zone only where one is written.
"""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from ..patterns import late
from .calendars import DATE_PATTERN, read_date

#: Zones as news writes them, in minutes from UTC. Only those that mean one thing in a date line:
#: "IST" is India's there; "ET", "CT" and the like are settled by the day (see `_american`).
_ZONES = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "wet": 0,
    "bst": 60,
    "cet": 60,
    "mez": 60,
    "west": 60,
    "cest": 120,
    "mesz": 120,
    "eet": 120,
    "sast": 120,
    "eest": 180,
    "msk": 180,
    "ist": 330,
    "wib": 420,
    "sgt": 480,
    "hkt": 480,
    "awst": 480,
    "jst": 540,
    "kst": 540,
    "acst": 570,
    "aest": 600,
    "aedt": 660,
    "nzst": 720,
    "nzdt": 780,
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "akst": -540,
    "hst": -600,
}
_AMERICAN = {"et": -300, "ct": -360, "mt": -420, "pt": -480}
_ZONE = (
    rf"(?:(?:GMT|UTC)?[+−-]\d{{1,2}}(?::?\d\d)?(?!\d)|(?-i:{'|'.join([*_ZONES, *_AMERICAN]).upper()})(?![A-Za-z])|"
    r"(?:Uhr|hrs|hours|local time|o['’]clock)(?![A-Za-z]))"
)
_AT = r"(?:(?:at|um|à|a las|alle(?: ore)?|ore|às|kl\.?|klockan|klo|om|o|godz\.?|v)\s)?"
#: One time of day with its zone; what stands in it is read by `_as_clock`.
CLOCK_PATTERN = (
    rf"(?:\d{{1,2}}(?:\s?[h:]\s?|\.)\d\d(?:[:.]\d\d)?(?:\.\d{{1,6}})?(?:\s?[ap]\.?m\b\.?)?|\d{{1,2}}\s?[ap]\.?m\b\.?|\d{{1,2}}\s?h\b|"
    rf"(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:GMT|UTC|hrs|[A-Z]{{2,4}}T\b)))(?:\s?\(?{_ZONE}\)?){{0,2}}"
)
#: What may stand between a date and its time, on either side.
_GAP = r"(?:T|[\s,|·•(–-]{1,4}|\s?/\s?)"
CLOCK_AFTER = rf"(?:{_GAP}{_AT}{CLOCK_PATTERN}\)?)?"
CLOCK_BEFORE = rf"(?:{_AT}{CLOCK_PATTERN}[\s,|·•–-]{{1,4}}(?:on |am |le |el |il |den |\w{{3,10}}\.?,? ){{0,2}})?"

_DATE = late(rf"(?<!\d){DATE_PATTERN}", re.I)
_AFTER = late(rf"{_GAP}{_AT}(?P<clock>{CLOCK_PATTERN})", re.I)
_BEFORE = late(
    rf"(?<![\d:.])(?P<clock>{CLOCK_PATTERN})(?=[\s,|·•–-]{{1,4}}(?:\w{{2,10}}\.?,? ){{0,2}}$)", re.I
)
_PARTS = late(
    rf"(?P<hour>\d{{1,2}})(?:(?:\s?[h:.]\s?)?(?P<minute>\d\d))?(?:[:.](?P<second>\d\d))?(?:\.\d+)?\s?(?:h\b)?(?P<half>[ap]\.?m\b\.?)?\s?\(?(?P<zone>{_ZONE})?(?:\s?\(?(?P<zone2>{_ZONE}))?",
    re.I,
)
_OFFSET = late(r"(?:GMT|UTC)?(?P<sign>[+−-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?$", re.I)


def read_published(text: str, *, day_first: bool | None = None) -> date | datetime | None:
    """The first whole date in `text` with the time that touches it; a date where there is none.

    The moment has a zone only where one is written; else it is the outlet's own local time.
    """
    day = read_date(text, day_first=day_first)
    if day is None:
        return None
    for match in _DATE.finditer(text):
        if read_date(match.group(), day_first=day_first) != day:
            continue
        after = _AFTER.match(text, match.end())
        before = None if after else _BEFORE.search(text[max(0, match.start() - 60) : match.start()])
        clock = after or before
        return (_as_moment(day, clock["clock"]) if clock else None) or day
    return day


def _as_moment(day: date, written: str) -> datetime | None:
    """The day at the written time; None where the numbers are no time of day."""
    parts = _PARTS.match(written)
    if parts is None:
        return None
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    half = (parts["half"] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        moment = datetime.combine(day, time(hour, minute, second))
    except ValueError:
        return None
    zone = _zone(parts["zone"] or "", moment) or _zone(parts["zone2"] or "", moment)
    return moment.replace(tzinfo=zone) if zone else moment


def _zone(written: str, moment: datetime) -> timezone | None:
    """The zone of "GMT", "+02:00", "UTC+1", "ET"; None for "Uhr", "local time" and nothing."""
    name = written.lower()
    if name in _ZONES:
        return timezone(timedelta(minutes=_ZONES[name])) if _ZONES[name] else UTC
    if name in _AMERICAN:
        return timezone(timedelta(minutes=_AMERICAN[name] + 60 * _is_american_summer(moment)))
    offset = _OFFSET.match(written)
    if offset is None:
        return None
    minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
    if minutes > 14 * 60:
        return None
    return timezone(timedelta(minutes=minutes if offset["sign"] == "+" else -minutes))


def _is_american_summer(moment: datetime) -> bool:
    """True from 2 am on the second Sunday of March to 2 am on the first Sunday of November."""
    march = moment.replace(month=3, day=8, hour=2, minute=0, second=0)
    november = moment.replace(month=11, day=1, hour=2, minute=0, second=0)
    begins = march + timedelta(days=6 - march.weekday())
    ends = november + timedelta(days=6 - november.weekday())
    return begins <= moment < ends
