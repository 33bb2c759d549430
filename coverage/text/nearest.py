"""Where words stand in a body that are nearest to a place in it."""

from __future__ import annotations

import re

from .spans import Span

#: A longer stretch is no name, no cue and no go-between.
LONGEST = 400


def find_nearest(body: str, words: str, near: Span) -> Span | None:
    """The words' place nearest to `near`, outside it where there is one; None where they stand
    nowhere.

    Whole words alone, blanks and line breaks alike; as they are typed, else in any case.
    """
    parts = words.split()
    if not parts or len(words) > LONGEST:
        return None
    pattern = r"\s+".join(map(re.escape, parts))
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    behind = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    for flags in (0, re.IGNORECASE):
        found = re.finditer(before + pattern + behind, body, flags)
        spans = [Span.of(body, match.start(), match.end()) for match in found]
        if spans:
            return min(spans, key=lambda span: _distance(span, near))
    return None


def _distance(span: Span, near: Span) -> tuple[bool, int]:
    """Inside counts as farther than any place outside."""
    if span.overlaps(near):
        return True, 0
    gap = near.start - span.end if span.end <= near.start else span.start - near.end
    return False, gap
