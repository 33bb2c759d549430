"""Which feeds stand behind an address that a person gave: it is one, or its page names some."""

from __future__ import annotations

from coverage.desk.asking import ask, is_feed
from coverage.documents.alternates import NamedFeed, feeds_named
from coverage.documents.entries import read_entries
from coverage.documents.fetching import Fetcher
from coverage.documents.opened import Unreadable
from coverage.documents.refused import Refused

from .following import feed_address


class NoFeed(ValueError):
    """There is no feed behind the address; the message says what would mend it. `may_pass`: its
    server may well answer later."""

    def __init__(self, why: str, may_pass: bool = False) -> None:
        super().__init__(why)
        self.may_pass = may_pass


def find_feeds(written: str, fetcher: Fetcher) -> list[NamedFeed]:
    """The feed at the address, or those that the page there names, in its order.

    Asked for once, as a person's browser would; a feed once more, as programs are to ask. Raises
    `NoFeed`.
    """
    try:
        address = feed_address(written)
        fetched = ask(fetcher, address, obey_robots=False)
    except Refused as refused:
        raise NoFeed(str(refused), refused.may_pass) from None
    if is_feed(fetched):
        try:
            read = read_entries(
                fetched.content, fetched.content_type, fetched.address, called=address
            )
        except Unreadable as unreadable:
            raise NoFeed(str(unreadable)) from None
        return [NamedFeed(fetched.address if fetched.is_moved else address, read.title)]
    named = feeds_named(fetched.content, fetched.content_type, fetched.address)
    if not named:
        raise NoFeed(
            f"{address} is no feed, and its page names none. Look for a link called RSS, Atom or "
            "Feed there, and give its address."
        )
    return named
