"""The feeds that a file lists."""

from __future__ import annotations

import io

from coverage.documents.alternates import NamedFeed
from coverage.documents.units import Link, Refusal, units


def feeds_listed(content: bytes, name: str) -> tuple[list[NamedFeed], list[str]]:
    """The feeds that an OPML file or a list of addresses names, in its order, and a sentence for
    each line of it that is refused."""
    found: dict[str, NamedFeed] = {}
    refused: list[str] = []
    for one in units(io.BytesIO(content), name):
        if isinstance(one, Link):
            title = "" if one.name.startswith(f"{name}, ") else one.name
            found.setdefault(one.address, NamedFeed(one.address, title))
        elif isinstance(one, Refusal):
            refused.append(one.why)
    return list(found.values()), refused
