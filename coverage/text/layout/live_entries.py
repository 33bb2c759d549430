"""Entries of a live blog: a clock, and a line that says as a headline does what happened.

`10:30 Trains stop at noon: operator`, or the clock on a line of its own and the line under it. The
line has no full stop: behind one it is a sentence like any other.
"""

from __future__ import annotations

import re

from ..frames.frames import Frame, make_frame

_CLOCK = re.compile(
    r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?)"
    r"(?: (?:GMT|UTC|[A-Z]{1,3}ST|[A-Z]{1,3}T|ET|PT|local time))?"
    r"(?:[ \t]*[:–—-](?=\s))?(?:\s+|\Z)",
    re.IGNORECASE,
)
_LONGEST = 200  # code points of a line that is an entry's head
_CLOSED = ".;,…"


def entry_head(body: str, frame: Frame, before: Frame | None) -> Frame | None:
    """The head of the entry that begins here as a frame, without its clock; None for none."""
    start = frame.start
    if body[start : start + 1].isdigit():
        clock = _CLOCK.match(body, start, frame.end)
        if clock is None:
            return None
        start = clock.end()
    elif before is None or not _is_clock(body, before):
        return None
    stop = body.find("\n", start, frame.end)
    stop = frame.end if stop < 0 else stop
    line = body[start:stop].rstrip()
    if not line or len(line) > _LONGEST or line[-1] in _CLOSED or not line[0].isupper():
        return None
    return make_frame(body, start, start + len(line), ())


def is_entry_head(body: str, frame: Frame, before: Frame | None) -> bool:
    """True where a line with words in marks is an entry's head: `10:30 “Stay in”: fire chief`."""
    start = frame.start
    if body[start : start + 1].isdigit():
        clock = _CLOCK.match(body, start, frame.end)
    else:
        clock = None
    if clock is None and (before is None or not _is_clock(body, before)):
        return False
    line = body[frame.start : frame.end].rstrip()
    return len(line) <= _LONGEST and line[-1:] not in _CLOSED and "\n" not in line


def _is_clock(body: str, frame: Frame) -> bool:
    """True for a passage that is nothing but a time of day."""
    if not body[frame.start : frame.start + 1].isdigit() or frame.end - frame.start > 24:
        return False
    return _CLOCK.fullmatch(body, frame.start, frame.end) is not None
