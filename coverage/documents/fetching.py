"""Fetching a document from the public web, and nothing from anywhere else.

Every address, each redirect's too, is read strictly (`targets`), resolved here, judged by the
policy over all its IP addresses (`addresses_public`), and connected to by a checked IP address
only (`connecting`). docs/decisions/fetching.md says what is refused and why.
"""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

import httpx

from .addresses_public import STRICT, Policy
from .asking import (
    USUAL,
    Asker,
    Fetched,
    FetchLimits,
    Wanted,
    header_value,
    refuse_as_written,
)
from .connecting import Resolver, system_resolver
from .refused import Refused
from .robots import CLOSED, LONGEST_ROBOTS, OPEN, PRODUCT, Robots, read_robots
from .targets import Target, read_target
from .turns import TURNS, Turns

__all__ = [
    "STRICT",
    "FetchLimits",
    "Fetched",
    "Fetcher",
    "Policy",
    "Refused",
    "Resolver",
    "Turns",
    "default_tls",
    "read_target",
    "refuse_as_written",
    "system_resolver",
]

_SITES_KEPT = 5000


@dataclass(frozen=True, slots=True)
class _Site:
    """What a site's robots.txt said, until when that holds, and why it could not be read."""

    robots: Robots
    until: float
    unread: str = ""


class Fetcher:
    """Fetches documents; one may serve many threads.

    `policy` and `resolver` decide what may be reached and are given here or nowhere. `contact`
    (an address a site can write to) stands in the user agent.
    """

    def __init__(
        self,
        policy: Policy = STRICT,
        resolver: Resolver = system_resolver,
        limits: FetchLimits = USUAL,
        contact: str = "",
        tls: ssl.SSLContext | None = None,
        turns: Turns = TURNS,
    ) -> None:
        self._limits = limits
        self._asker = Asker(
            policy, resolver, limits, user_agent(contact), tls or default_tls(), turns
        )
        self._sites: dict[str, _Site] = {}
        self._lock = Lock()

    @property
    def policy(self) -> Policy:
        return self._asker.policy

    def fetch(
        self, address: str, etag: str = "", modified: str = "", obey_robots: bool = True
    ) -> Fetched:
        """The document at `address`; `etag` and `modified` are what it came with the last time.

        `obey_robots` is left on for feeds and lists; a page that a person asks for by its address
        is read for that person, as a browser would. Raises `Refused`.
        """
        wanted = Wanted(self._limits.size, header_value(etag), header_value(modified))
        pause_before = self._obey if obey_robots else self._usual_pause
        return self._asker.ask(read_target(address), wanted, self._limits.seconds, pause_before)

    def _usual_pause(self, target: Target) -> float:
        return self._limits.pause

    def _obey(self, target: Target) -> float:
        """The pause the site wants; raises `Refused` where its robots.txt keeps programs out."""
        with self._lock:
            site = self._sites.get(target.origin)
        is_fresh = site is None or site.until <= time.monotonic()
        if site is None or is_fresh:
            site = self._visit(target)
        if site.unread:
            raise Refused(
                target.address,
                f"is left alone because its robots.txt cannot be read ({site.unread})",
                "try again later, or save the page in a browser and add the file",
                may_pass=True,
            )
        if not site.robots.allows(target.path):
            raise Refused(
                target.address,
                "is closed to programs by its site's robots.txt",
                "save the page in a browser and add the file",
            )
        # robots.txt and the document after it are one visit.
        return 0.0 if is_fresh else max(self._limits.pause, site.robots.delay)

    def _visit(self, target: Target) -> _Site:
        """The site's robots.txt, asked for now and kept; none where it answers 4xx and closed
        where it answers otherwise or not at all (RFC 9309, 2.3.1)."""
        limits = self._limits
        place, kept, unread = replace(target, path="/robots.txt"), limits.robots_kept, ""
        wanted = Wanted(LONGEST_ROBOTS, is_cut=True)
        try:
            fetched = self._asker.ask(place, wanted, limits.robots_seconds, self._usual_pause)
            robots = read_robots(fetched.content)
        except Refused as refusal:
            robots = OPEN
            if not 400 <= refusal.status < 500:
                robots, kept, unread = CLOSED, limits.robots_kept_unread, f"it {refusal.why}"
        site = _Site(robots, time.monotonic() + kept, unread)
        with self._lock:
            while len(self._sites) >= _SITES_KEPT:
                del self._sites[next(iter(self._sites))]
            self._sites[target.origin] = site
        return site


@cache
def default_tls() -> ssl.SSLContext:
    """Certificates as they come with the client, not from a file that the environment names."""
    return httpx.create_ssl_context(trust_env=False)


def user_agent(contact: str) -> str:
    """What sites see: the product, what it is, and whom to write to.

    Raises ValueError for a contact that is no plain ASCII or too long for a header.
    """
    contact = contact.strip()
    if not (contact.isascii() and contact.isprintable() and len(contact) <= 200):
        raise ValueError("The contact for sites is one line of plain letters, such as an address.")
    return f"{PRODUCT} (reads news coverage side by side{f'; contact: {contact}' * bool(contact)})"
