"""Fetching a document from the public web, and nothing from anywhere else.

Every address, each redirect's too, is read strictly (`targets`), resolved here, judged by the
policy over all its IP addresses (`addresses_public`), and connected to by a checked IP address
only (`connecting`). docs/decisions/fetching.md says what is refused and why.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

import httpcore
import httpx

from . import answers
from .addresses_public import STRICT, Policy
from .connecting import (
    Allowance,
    LimitReached,
    PinnedBackend,
    PinnedTransport,
    Resolver,
    resolve,
    system_resolver,
)
from .decoding import ACCEPTED, decoded
from .refused import Refused
from .robots import CLOSED, LONGEST_ROBOTS, OPEN, PRODUCT, Robots, read_robots
from .targets import Target, follow, read_target
from .turns import TURNS, NoTurn, Turns

__all__ = [
    "STRICT",
    "FetchLimits",
    "Fetched",
    "Fetcher",
    "Policy",
    "Refused",
    "Resolver",
    "Turns",
    "read_target",
    "system_resolver",
]

_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/feed+json, application/xml;q=0.9, text/plain;q=0.9, */*;q=0.5"
)
_MOVED = (301, 302, 303, 307, 308)
_SITES_KEPT = 5000
_PUBLIC_MEND = "give the address of a page on the public web"


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one fetch may take. Sizes in bytes, times in seconds."""

    size: int = 25 * 2**20  # received, and also unpacked
    ratio: int = 200  # unpacked to received …
    ratio_from: int = 2**20  # … once it is over this
    head: int = 64 * 1024
    seconds: float = 60.0  # everything but waiting for a turn
    quiet: float = 15.0  # without a byte
    connect: float = 8.0  # to one address
    redirects: int = 5
    pause: float = 1.0  # after the last request to a host
    patience: float = 180.0  # waiting for a turn
    robots_seconds: float = 20.0
    robots_kept: float = 24 * 60 * 60.0
    robots_kept_unread: float = 10 * 60.0  # where it could not be read


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back.

    `address` is the one that answered, after redirects; `etag` and `modified` are for the next
    time; with `is_unchanged` (304) there is no content.
    """

    content: bytes
    content_type: str
    address: str
    status: int
    etag: str = ""
    modified: str = ""
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Site:
    """What a site's robots.txt said, until when that holds, and why it could not be read."""

    robots: Robots
    until: float
    unread: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request of a fetch: what is asked for, and how."""

    etag: str = ""
    modified: str = ""
    size: int = 0
    is_cut: bool = False


class Fetcher:
    """Fetches documents; one may serve many threads.

    `policy` and `resolver` decide what may be reached and are given here or nowhere. `contact`
    (an address a site can write to) stands in the user agent.
    """

    def __init__(
        self,
        policy: Policy = STRICT,
        resolver: Resolver = system_resolver,
        limits: FetchLimits = FetchLimits(),
        contact: str = "",
        tls: ssl.SSLContext | None = None,
        turns: Turns = TURNS,
    ) -> None:
        self.user_agent = user_agent(contact)
        self._policy = policy
        self._resolver = resolver
        self._limits = limits
        self._tls = tls or _default_tls()
        self._turns = turns
        self._sites: dict[str, _Site] = {}
        self._lock = Lock()

    def fetch(
        self, address: str, etag: str = "", modified: str = "", obey_robots: bool = True
    ) -> Fetched:
        """The document at `address`; `etag` and `modified` are what it came with the last time.

        `obey_robots` is left on for feeds and lists; a page that a person asks for by its address
        is read for that person, as a browser would. Raises `Refused`.
        """
        asked = _Asked(_header_value(etag), _header_value(modified), self._limits.size)
        allowance = self._allowance(self._limits.seconds)
        target, seen, pause = read_target(address), set[str](), self._limits.pause
        while True:
            seen.add(target.address)
            with self._in_words(target):
                addresses = self._checked_addresses(target, allowance)
            if obey_robots:
                pause = self._obey(target, addresses, allowance, pause)
            with self._answer(target, addresses, allowance, pause, asked) as response:
                if response.status_code not in _MOVED:
                    return self._read(target, response, allowance, asked)
                place = answers.place(target.address, response)
            target = self._next(target, place, seen)
            # It goes on at once to where it was sent: the pause lies between documents.
            allowance, pause = allowance.continued(), 0.0

    def _next(self, target: Target, place: str, seen: set[str]) -> Target:
        """Where a redirect leads; the address is read as strictly as the first one."""
        following = follow(target, place)
        if following.address in seen:
            raise Refused(
                target.address,
                "leads round in a circle",
                "open it in a browser and give the address where it ends",
            )
        if len(seen) > self._limits.redirects:
            raise Refused(
                target.address,
                f"is the end of {self._limits.redirects} redirects and leads on",
                "open it in a browser and give the address where it ends",
            )
        if target.scheme == "https" and following.scheme == "http":
            raise Refused(
                target.address,
                "leads from https to http, where anybody on the way can change the text",
                "give the http address itself if that is what you want",
            )
        return following

    def _checked_addresses(self, target: Target, allowance: Allowance) -> tuple[str, ...]:
        """All IP addresses of the host, when the policy lets every one of them through."""
        if not self._policy.allows_port(target.port):
            raise Refused(
                target.address,
                f"asks for port {target.port}, and only 80 and 443 are used",
                "give an address without a port",
            )
        if target.is_ip:
            addresses: tuple[str, ...] = (target.host,)
        else:
            seconds = min(allowance.left(), self._limits.quiet)
            try:
                addresses = resolve(self._resolver, target.host, target.port, seconds)
            except OSError as error:
                raise answers.unknown_host(target.address, target.host, error) from None
        for ip in addresses:
            why = self._policy.why_not(ip, target.port)
            if why:
                raise Refused(target.address, f"leads to {why}", _PUBLIC_MEND)
        return addresses

    def _obey(
        self, target: Target, addresses: tuple[str, ...], allowance: Allowance, pause: float
    ) -> float:
        """Raise `Refused` where the site's robots.txt keeps programs out; else the pause due."""
        site, is_fresh = self._site(target, addresses, allowance, pause)
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
        return 0.0 if is_fresh else max(pause, site.robots.delay if pause else 0.0)

    def _site(
        self, target: Target, addresses: tuple[str, ...], allowance: Allowance, pause: float
    ) -> tuple[_Site, bool]:
        """What is kept of the site's robots.txt, and whether it was asked for just now."""
        with self._lock:
            site = self._sites.get(target.origin)
        if site is not None and site.until > time.monotonic():
            return site, False
        own = self._allowance(self._limits.robots_seconds)
        try:
            robots = self._fetch_robots(replace(target, path="/robots.txt"), addresses, own, pause)
            site = _Site(robots, time.monotonic() + self._limits.robots_kept)
        except Refused as refusal:
            until = time.monotonic() + self._limits.robots_kept_unread
            site = _Site(CLOSED, until, unread=f"it {refusal.why}")
        allowance.ends += own.seconds - max(0.0, own.ends - time.monotonic())
        with self._lock:
            while len(self._sites) >= _SITES_KEPT:
                del self._sites[next(iter(self._sites))]
            self._sites[target.origin] = site
        return site, True

    def _fetch_robots(
        self, target: Target, addresses: tuple[str, ...], allowance: Allowance, pause: float
    ) -> Robots:
        """The site's rules; none where it answers 4xx (RFC 9309, 2.3.1.3)."""
        asked = _Asked(size=LONGEST_ROBOTS, is_cut=True)
        seen: set[str] = set()
        while True:
            seen.add(target.address)
            with self._answer(target, addresses, allowance, pause, asked) as response:
                if 400 <= response.status_code < 500:
                    return OPEN
                if response.status_code not in _MOVED:
                    return read_robots(self._read(target, response, allowance, asked).content)
                place = answers.place(target.address, response)
            target = self._next(target, place, seen)
            with self._in_words(target):
                addresses = self._checked_addresses(target, allowance)
            allowance, pause = allowance.continued(), 0.0

    def _read(
        self, target: Target, response: httpx.Response, allowance: Allowance, asked: _Asked
    ) -> Fetched:
        """The document in an answer that is no redirect."""
        headers, status = response.headers, response.status_code
        fetched = Fetched(
            content=b"",
            content_type=headers.get("content-type", "")[:200].strip(),
            address=target.address,
            status=status,
            etag=_header_value(headers.get("etag", "")),
            modified=_header_value(headers.get("last-modified", "")),
        )
        if status == 304 and (asked.etag or asked.modified):
            return replace(
                fetched,
                etag=fetched.etag or asked.etag,
                modified=fetched.modified or asked.modified,
                is_unchanged=True,
            )
        answers.refuse_unless_document(target.address, response, asked.size, asked.is_cut)

        def pieces() -> Iterator[bytes]:
            for piece in response.iter_raw():
                allowance.left()
                yield piece

        limits = self._limits
        coding = headers.get("content-encoding", "")
        content = decoded(
            pieces(), coding, asked.size, limits.ratio, limits.ratio_from, asked.is_cut
        )
        return replace(fetched, content=content)

    @contextmanager
    def _answer(
        self,
        target: Target,
        addresses: tuple[str, ...],
        allowance: Allowance,
        pause: float,
        asked: _Asked,
    ) -> Iterator[httpx.Response]:
        """One request in its turn; whatever goes wrong, also while it is read, is a `Refused`."""
        limits = self._limits
        with (
            self._in_words(target),
            self._turns.turn(target.host, pause, limits.patience) as waited,
        ):
            allowance.ends += waited
            backend = PinnedBackend(target.host, target.port, addresses, allowance, limits.connect)
            transport = PinnedTransport(backend, allowance, self._tls)
            headers = {
                "User-Agent": self.user_agent,
                "Accept": _ACCEPT,
                "Accept-Encoding": ACCEPTED,
                "Connection": "close",
                **({"If-None-Match": asked.etag} if asked.etag else {}),
                **({"If-Modified-Since": asked.modified} if asked.modified else {}),
            }
            # A client for each request: no cookie of one answer goes into the next question.
            with httpx.Client(transport=transport, trust_env=False) as client:
                request = httpx.Request("GET", target.address, headers=headers)
                response = client.send(request, stream=True, follow_redirects=False)
                try:
                    yield response
                finally:
                    response.close()

    @contextmanager
    def _in_words(self, target: Target) -> Iterator[None]:
        """Turn what goes wrong on the way into a `Refused` that names the address."""
        try:
            yield
        except LimitReached as limit:
            raise Refused(target.address, limit.why, limit.mend, may_pass=limit.may_pass) from None
        except NoTurn:
            raise Refused(
                target.address,
                "waited too long for others who fetch from its host",
                "try again later",
                may_pass=True,
            ) from None
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise answers.failure(target.address, error) from None
        except (httpx.InvalidURL, httpcore.UnsupportedProtocol):
            raise Refused(
                target.address, "is an address that cannot be asked for", _PUBLIC_MEND
            ) from None

    def _allowance(self, seconds: float) -> Allowance:
        limits = self._limits
        return Allowance.starting_now(seconds, limits.quiet, limits.head, limits.size)


@cache
def _default_tls() -> ssl.SSLContext:
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


def _header_value(value: str) -> str:
    """`value` where it can stand in a header as it is, else "": it is sent back word for word."""
    return value if value.isascii() and value.isprintable() and len(value) <= 1000 else ""
