"""Days and moments as markup writes them, with the precision that is there."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from coverage.text.figures.clocks import read_published

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T\s]+(?P<clock>\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?)\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.I,
)
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z)?$")
_SLASHED = re.compile(r"^(\d{4})/(\d{1,2})/(\d{1,2})")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_RFC = re.compile(r"^\w{3},? \d{1,2} \w{3} \d{4} \d\d:\d\d")
_EARLIEST = 1990


def read_moment(written: str) -> date | datetime | None:
    """The moment or day that `written` gives: a date, a naive or a zoned datetime; None for none."""
    text = written.strip()
    if not text:
        return None
    found = _iso(text) or _numbers(text)
    if found is None and _RFC.match(text):
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError):
            found = None
    if found is None:
        found = read_published(text)
    if found is None or found.year < _EARLIEST:
        return None
    return found


def _iso(text: str) -> date | datetime | None:
    match = _ISO.search(text)
    if match is None:
        return None
    try:
        day = date.fromisoformat(match["day"])
        if not match["clock"]:
            return day
        pieces = re.split(r"[:.,]", match["clock"])
        hour, minute = int(pieces[0]), int(pieces[1])
        second = int(pieces[2]) if len(pieces) > 2 else 0
        return datetime(
            day.year, day.month, day.day, hour, minute, second, tzinfo=_zone(match["zone"])
        )
    except ValueError:
        return None


def _zone(written: str | None) -> timezone | None:
    """The zone of "+02:00", "Z" or "GMT"; None where none is written."""
    if not written:
        return None
    if written[0] not in "+-":
        return UTC
    digits = written[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-offset if written[0] == "-" else offset)


def _numbers(text: str) -> date | datetime | None:
    """Days without separators, and seconds or milliseconds since 1970."""
    try:
        compact = _COMPACT.match(text)
        if compact:
            year, month, day = (int(part) for part in compact.groups()[:3])
            if compact[4]:
                zone = UTC if compact[7] else None
                return datetime(
                    year,
                    month,
                    day,
                    int(compact[4]),
                    int(compact[5]),
                    int(compact[6] or 0),
                    tzinfo=zone,
                )
            return date(year, month, day)
        slashed = _SLASHED.match(text)
        if slashed:
            return date(int(slashed[1]), int(slashed[2]), int(slashed[3]))
        if _EPOCH.match(text):
            seconds = int(text[:10])
            return datetime.fromtimestamp(seconds, tz=UTC)
    except (ValueError, OverflowError):
        return None
    return None
