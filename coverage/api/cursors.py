"""Where a list goes on: opaque to who asks, the key of the last row to us."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

from .problems import Problem

_NUMBER = re.compile(rb"after ([0-9]{1,17})")


def cursor_after(number: int) -> str:
    return urlsafe_b64encode(b"after %d" % number).decode().rstrip("=")


def number_of(cursor: str) -> int:
    """The number the cursor was made of; raises Problem 404, as there is no such page."""
    try:
        written = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
    except ValueError:
        written = b""
    match = _NUMBER.fullmatch(written)
    if match is None:
        raise Problem(404, "The cursor is none of this list. Begin again without it.")
    return int(match.group(1))
