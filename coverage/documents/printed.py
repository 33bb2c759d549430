"""What the lines of an article itself print about it: its authors and when it was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from coverage.text.found import Passage
from coverage.text.lines import find_lines
from coverage.text.metadatalines import read_metadata_line, read_prefix

from .people import read_names

_FRONT = 12  # passages


def printed_moment(body: str, passages: Sequence[Passage]) -> date | datetime | None:
    """The day or moment of its metadata lines; a dateline or "on Thursday" is none.

    Naive where the line writes no zone: then it is the outlet's local time.
    """
    for passage in passages[:_FRONT]:
        if passage.kind != "metadata":
            continue
        line = find_lines(body, passage.span.start, passage.span.end)[0]
        found = read_prefix(body, line) or read_metadata_line(line)
        if found is not None and found.published is not None:
            return found.published
    return None


def printed_authors(passages: Sequence[Passage]) -> tuple[str, ...]:
    """The people that a byline before the second paragraph names; () where none does."""
    paragraphs = 0
    for passage in passages:
        paragraphs += passage.kind == "paragraph"
        if paragraphs > 1:
            break
        if passage.kind != "metadata":
            continue
        found = read_metadata_line(find_lines(passage.span.text)[0])
        if found is not None and found.names:
            names = read_names(found.names)
            if names:
                return names
    return ()
