"""Likewise: whom a wider word means than the article called them: the lawmaker, of a senator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..lexicons import lines
from .people import Person

#: A word for somebody → the narrower words it may stand for; each row names its wider words first.
_NARROWER: dict[str, tuple[str, ...]] = {}
for _row in lines("wider_callings"):
    _at = _row.index("=")
    for _wider in _row[:_at]:
        _NARROWER[_wider] = (*_NARROWER.get(_wider, ()), *_row[:_at], *_row[_at + 1 :])


def called_likewise(
    head: str, called: Mapping[str, Sequence[Person]], before: float
) -> list[Person]:
    """Everybody named before this place whom the article calls something narrower than `head`."""
    found: list[Person] = []
    for narrow in _NARROWER.get(head, ()):
        for person in called.get(narrow, ()):
            if person.first_seen < before and narrow in person.described and person not in found:
                found.append(person)
    return found
