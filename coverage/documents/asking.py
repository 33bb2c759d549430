"""One request of a fetch after another: checked, in its turn, within its limits, in words."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import httpcore
import httpx

from . import answers
from .addresses_public import Policy
from .connecting import (
    Allowance,
    LimitReached,
    PinnedBackend,
    PinnedTransport,
    Resolver,
    resolve,
)
from .decoding import ACCEPTED, decoded
from .refused import Refused
from .targets import Target, follow
from .turns import NoTurn, Turns

_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/feed+json, application/xml;q=0.9, text/plain;q=0.9, */*;q=0.5"
)
_MOVED = (301, 302, 303, 307, 308)
_MOVED_FOR_GOOD = (301, 308)
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


USUAL = FetchLimits()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back.

    `address` is the one that answered, after redirects; with `is_moved` they all said that it is
    there for good. `etag` and `modified` are for the next time; with `is_unchanged` (304) there is
    no content. For `fresh_for` seconds its server says that nothing changes.
    """

    content: bytes
    content_type: str
    address: str
    status: int
    etag: str = ""
    modified: str = ""
    is_unchanged: bool = False
    is_moved: bool = False
    fresh_for: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: with which marks of the last time, and how long it may be.

    With `is_cut` what is longer is cut there and not refused.
    """

    size: int
    etag: str = ""
    modified: str = ""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks for documents under one policy."""

    policy: Policy
    resolver: Resolver
    limits: FetchLimits
    user_agent: str
    tls: ssl.SSLContext
    turns: Turns

    def ask(
        self,
        target: Target,
        wanted: Wanted,
        seconds: float,
        pause_before: Callable[[Target], float],
    ) -> Fetched:
        """What `target`, or the address its redirects lead to, answers.

        `pause_before` is called with every address once it has passed the policy, before it is
        asked: it gives the seconds to leave since the host's last answer, or raises `Refused`.
        """
        allowance = Allowance.starting_now(
            seconds, self.limits.quiet, self.limits.head, self.limits.size
        )
        first, seen, hosts, is_for_good = target, set[str](), set[str](), True
        while True:
            seen.add(target.address)
            try:
                addresses = self._checked_addresses(target, allowance)
                with allowance.stopped():
                    pause = pause_before(target)
                # At one host it goes on at once to where it was sent: the pause lies between
                # documents.
                pause = 0.0 if target.host in hosts else pause
                hosts.add(target.host)
                with self._answer(target, addresses, allowance, pause, wanted) as response:
                    if response.status_code not in _MOVED:
                        fetched = self._read(target, response, allowance, wanted)
                        return replace(fetched, is_moved=is_for_good and target is not first)
                    place = answers.place(target.address, response)
                    is_for_good = is_for_good and response.status_code in _MOVED_FOR_GOOD
                target = self._next(target, place, seen)
            except Refused as refusal:
                # Whoever gave an address must find it in the sentence.
                raise refusal.on_the_way_from(first.address) from None
            allowance.start_anew()

    def _next(self, target: Target, place: str, seen: set[str]) -> Target:
        """Where a redirect leads; the address is read as strictly as the first one."""
        following = follow(target, place)
        if following.address in seen:
            raise Refused(
                target.address,
                "leads round in a circle",
                "open it in a browser and give the address where it ends",
            )
        if len(seen) > self.limits.redirects:
            raise Refused(
                target.address,
                f"is the end of {self.limits.redirects} redirects and leads on",
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
        refuse_as_written(self.policy, target)
        if target.is_ip:
            return (target.host,)
        with _in_words(target):
            seconds = min(allowance.left(), self.limits.quiet)
        try:
            addresses = resolve(self.resolver, target.host, target.port, seconds)
        except OSError as error:
            raise answers.unknown_host(target.address, target.host, error) from None
        for ip in addresses:
            _refuse_ip(self.policy, target, ip)
        return addresses

    def _read(
        self, target: Target, response: httpx.Response, allowance: Allowance, wanted: Wanted
    ) -> Fetched:
        """The document in an answer that is no redirect."""
        headers, status = response.headers, response.status_code
        fetched = Fetched(
            content=b"",
            content_type=headers.get("content-type", "")[:200].strip(),
            address=target.address,
            status=status,
            etag=header_value(headers.get("etag", "")),
            modified=header_value(headers.get("last-modified", "")),
            fresh_for=answers.fresh_for(headers.get("cache-control", "")),
        )
        if status == 304 and (wanted.etag or wanted.modified):
            return replace(
                fetched,
                etag=fetched.etag or wanted.etag,
                modified=fetched.modified or wanted.modified,
                is_unchanged=True,
            )
        answers.refuse_unless_document(target.address, response, wanted.size, wanted.is_cut)

        def pieces() -> Iterator[bytes]:
            for piece in response.iter_raw():
                allowance.left()
                yield piece

        limits = self.limits
        coding = headers.get("content-encoding", "")
        content = decoded(
            pieces(), coding, wanted.size, limits.ratio, limits.ratio_from, wanted.is_cut
        )
        return replace(fetched, content=content)

    @contextmanager
    def _answer(
        self,
        target: Target,
        addresses: tuple[str, ...],
        allowance: Allowance,
        pause: float,
        wanted: Wanted,
    ) -> Iterator[httpx.Response]:
        """One request in its turn; whatever goes wrong, also while it is read, is a `Refused`."""
        limits = self.limits
        with (
            _in_words(target),
            self.turns.turn(target.host, pause, limits.patience) as waited,
        ):
            allowance.ends += waited
            backend = PinnedBackend(target.host, target.port, addresses, allowance, limits.connect)
            transport = PinnedTransport(backend, allowance, self.tls)
            headers = {
                "User-Agent": self.user_agent,
                "Accept": _ACCEPT,
                "Accept-Encoding": ACCEPTED,
                "Connection": "close",
                **({"If-None-Match": wanted.etag} if wanted.etag else {}),
                **({"If-Modified-Since": wanted.modified} if wanted.modified else {}),
            }
            # No httpx.Client: it would keep cookies and read the Location header its own way.
            request = httpx.Request("GET", target.address, headers=headers)
            response = transport.handle_request(request)
            try:
                yield response
            finally:
                response.close()


def refuse_as_written(policy: Policy, target: Target) -> None:
    """Raise `Refused` for what the policy keeps out whatever a name would lead to: another port,
    and a host that is written as an IP address. Nothing is resolved and nobody asked."""
    if target.is_ip:  # first: another port would not mend it
        _refuse_ip(policy, target, target.host)
    if not policy.allows_port(target.port):
        raise Refused(
            target.address,
            f"asks for port {target.port}, and only 80 and 443 are used",
            "give an address without a port",
        )


def _refuse_ip(policy: Policy, target: Target, ip: str) -> None:
    why = policy.why_not(ip, target.port)
    if why:
        raise Refused(target.address, f"leads to {why}", _PUBLIC_MEND)


@contextmanager
def _in_words(target: Target) -> Iterator[None]:
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


def header_value(value: str) -> str:
    """`value` where it can stand in a header as it is, else "": it is sent back word for word."""
    return value if value.isascii() and value.isprintable() and len(value) <= 1000 else ""
