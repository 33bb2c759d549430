"""Asking for an address: as a person's browser would for that person, as programs for lists."""

from __future__ import annotations

from coverage.documents.encodings import decode
from coverage.documents.fetching import Fetched, Fetcher
from coverage.documents.opened import Unreadable
from coverage.documents.opening import sniff

#: So much of what came tells whether it is a feed.
_HEAD = 64_000


def ask(fetcher: Fetcher, address: str, obey_robots: bool = True) -> Fetched:
    """What is there; a feed that shows up where a page was asked for is asked for again, as
    programs are to read feeds. Raises `Refused`."""
    fetched = fetcher.fetch(address, obey_robots=obey_robots)
    if obey_robots or not is_feed(fetched):
        return fetched
    again = fetcher.fetch(fetched.address, fetched.etag, fetched.modified)
    return fetched if again.is_unchanged else again


def is_feed(fetched: Fetched) -> bool:
    try:
        head = decode(fetched.content[:_HEAD], fetched.content_type)
    except Unreadable:
        return False
    return sniff(head, "", fetched.content_type) == "feed"
