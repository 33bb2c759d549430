"""Numbers that addresses and forms bring: anything may be written there."""

from __future__ import annotations

#: No id, page or place in a text has more digits; what has more fits no column.
_MOST_DIGITS = 17


def number_or_none(written: str) -> int | None:
    """The whole number that plain digits write; None for everything else."""
    is_number = written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS
    return int(written) if is_number else None


def number_of(written: str) -> int:
    """The same, and 0 where there is none: no row has it as its id."""
    return number_or_none(written) or 0
