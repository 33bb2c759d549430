"""Parts of a web address, as articles state them: what is no address has none."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from .spans import as_body

LONGEST_HOST = 253


def host_of(address: str) -> str:
    """The host an address names, small letters; "" where it names none."""
    try:
        return as_body((urlsplit(address).hostname or "").lower())[:LONGEST_HOST]
    except ValueError:  # "http://[half"
        return ""


def path_of(address: str) -> tuple[str, ...]:
    """The parts of its path: ("news", "ferry-on-fire"); () where it has none."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ()
    return tuple(part for part in unquote(path).split("/") if part)
