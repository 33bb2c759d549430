"""What the lines of an article itself print about it: its authors and when it was published."""

# ruff: noqa: E501 - patterns read better on one line

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from coverage.text.figures.clocks import read_published
from coverage.text.found import Passage
from coverage.text.layout.metadatalines import read_metadata_line, read_prefix
from coverage.text.lines import find_lines
from coverage.text.patterns import late

from .people import read_names

_FRONT = 12  # passages


def printed_moment(body: str, passages: Sequence[Passage]) -> date | datetime | None:
    """The day or moment of its metadata lines; a dateline or "on Thursday" is none.

    Naive where the line writes no zone: then it is the outlet's local time.
    """
    for passage in passages[:_FRONT]:
        if passage.kind != "metadata":
            continue
        for line in find_lines(body, passage.span.start, passage.span.end):
            for found in (read_prefix(body, line), read_metadata_line(line)):
                if found is not None and found.published is not None:
                    return _with_clock(found.published, line.text)
    return None


def _with_clock(published: date | datetime, line: str) -> date | datetime:
    """The day at the time that a rule parts from it: "May 4, 2023 | 8:30 AM EDT"."""
    whole = read_published(line) if not isinstance(published, datetime) else None
    is_of_day = isinstance(whole, datetime) and whole.date() == published
    return whole if whole is not None and is_of_day else published


_BESIDE_A_DATE = late(
    r"(?P<name>[^\d|·•\n]{4,60}?)\s*[|·•\n]\s*[^\d\n]{0,20}(?:\d{1,2}\s*[./ ]\s*\w{1,12}\.?\s*[./, ]\s*\d{4}|\d{4}-\d\d-\d\d)\b"
)


def front_authors(lines: Sequence[str], outlet: str = "") -> tuple[str, ...]:
    """The people whom the lines between a headline and its text name; () where none does.

    A line counts when it is a byline, or a name that stands beside a date.
    """
    for line in lines:
        found = read_metadata_line(find_lines(line)[0]) if "\n" not in line else None
        if found is not None and found.names:
            written = found.names
        else:
            beside = _BESIDE_A_DATE.match(line)
            written = beside["name"] if beside else ""
        names = read_names(written, outlet) if written else ()
        if names:
            return names
    return ()


def printed_authors(passages: Sequence[Passage]) -> tuple[str, ...]:
    """The people that a byline before the second paragraph names; () where none does."""
    paragraphs = 0
    for passage in passages:
        paragraphs += passage.kind == "paragraph"
        if paragraphs > 1:
            break
        if passage.kind != "metadata":
            continue
        for line in find_lines(passage.span.text):
            found = read_metadata_line(line)
            names = read_names(found.names) if found is not None and found.names else ()
            if names:
                return names
    return ()
