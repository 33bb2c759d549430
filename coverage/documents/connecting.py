"""Connecting only to addresses that were checked, within a time and a number of bytes.

`PinnedBackend` is the only place that opens a connection. It is given the IP addresses that the
policy let through and never asks a name server, so what a name answers a moment later (DNS
rebinding) changes nothing. The name itself stays in the Host header and in TLS (SNI, certificate).
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpcore
import httpx

#: The IP addresses (all of A and AAAA) of a host name; raises OSError when it has none.
Resolver = Callable[[str, int], Sequence[str]]


class LimitReached(Exception):
    """A limit was reached: `why` and `mend` as parts of the sentence that says so."""

    def __init__(self, why: str, mend: str, *, may_pass: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.mend = mend
        self.may_pass = may_pass


def system_resolver(host: str, port: int) -> list[str]:
    """What the computer's own resolver answers for A and AAAA, in its order."""
    import socket

    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(slots=True)
class Allowance:
    """What one request may still take: time until `ends` (monotonic) and bytes off the wire."""

    ends: float
    seconds: float
    quiet: float  # seconds without a single byte
    head: int  # bytes of status line and headers, interim answers included
    size: int  # bytes received in all, framing included
    received: int = field(default=0)
    is_head: bool = field(default=True)

    @classmethod
    def starting_now(cls, seconds: float, quiet: float, head: int, size: int) -> Allowance:
        return cls(time.monotonic() + seconds, seconds, quiet, head, size + head)

    def start_anew(self) -> None:
        """The same deadline for the next request, whose bytes are counted anew."""
        self.received, self.is_head = 0, True

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """What is done meanwhile takes no time off this deadline."""
        started = time.monotonic()
        yield
        self.ends += time.monotonic() - started

    def left(self) -> float:
        """The seconds left; raises `LimitReached` when there are none."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise LimitReached(
                f"took longer than {self.seconds:g} seconds",
                "try again later, or save the page in a browser and add the file",
                may_pass=True,
            )
        return left

    def wait(self, longest: float | None) -> float:
        """How long one wait may take."""
        return min(self.left(), self.quiet, longest or self.quiet)

    @contextmanager
    def telling_which_end(self) -> Iterator[None]:
        """Tell a wait that ended with the deadline from one in which nothing came."""
        try:
            yield
        except httpcore.TimeoutException:
            self.left()
            raise

    def may_read(self, wanted: int) -> int:
        """How many bytes the next read may take: never past the end of what headers may be.

        Raises `LimitReached` when the headers are as long as they may be and still go on.
        """
        if not self.is_head:
            return wanted
        if self.received >= self.head:
            raise LimitReached(
                f"answers with more than {kilobytes(self.head)} of headers",
                "save the page in a browser and add the file",
            )
        return min(wanted, self.head - self.received)

    def count(self, length: int) -> None:
        self.received += length
        if self.received > self.size:
            raise too_long(self.size - self.head)


def too_long(size: int) -> LimitReached:
    return LimitReached(
        f"is longer than {kilobytes(size)}",
        "give the address of the article itself, or save its text and add the file",
    )


def kilobytes(size: int) -> str:
    """ "25 MB", "64 kB" or "900 bytes"."""
    if size >= 2**20:
        return f"{size / 2**20:.3g} MB"
    return f"{size / 1024:.3g} kB" if size >= 1024 else f"{size} bytes"


def resolve(resolver: Resolver, host: str, port: int, seconds: float) -> tuple[str, ...]:
    """The addresses the resolver answers, in its order, each once.

    Raises OSError where it has none, and TimeoutError (one of them) after `seconds`: the system's
    resolver knows no deadline, so it runs in a thread that is left to its own end.
    """
    answered: list[Sequence[str]] = []
    failed: list[BaseException] = []

    def ask() -> None:
        try:
            answered.append(resolver(host, port))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=ask, name=f"resolving {host}", daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0] if isinstance(failed[0], OSError) else OSError(str(failed[0]))
    if not answered:
        raise TimeoutError(host)
    if not answered[0]:
        raise OSError(f"{host} has no address")
    return tuple(dict.fromkeys(answered[0]))


class _CountedStream(httpcore.NetworkStream):
    """A connection whose every read is counted and ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        most = self._allowance.may_read(max_bytes)
        with self._allowance.telling_which_end():
            content = self._stream.read(most, timeout=self._allowance.wait(timeout))
        self._allowance.count(len(content))
        return content

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self._allowance.telling_which_end():
            self._stream.write(buffer, timeout=self._allowance.wait(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        # Python holds a whole handshake to its timeout, not each read of it.
        try:
            wait = self._allowance.wait(timeout)
            with self._allowance.telling_which_end():
                stream = self._stream.start_tls(ssl_context, server_hostname, timeout=wait)
        except BaseException:
            self._stream.close()
            raise
        return _CountedStream(stream, self._allowance)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class PinnedBackend(httpcore.NetworkBackend):
    """Opens connections for one host and port, to the checked addresses only."""

    def __init__(
        self, host: str, port: int, addresses: Sequence[str], allowance: Allowance, connect: float
    ) -> None:
        self._host = host
        self._port = port
        self._addresses = addresses
        self._allowance = allowance
        self._connect = connect
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        if (host, port) != (self._host, self._port):
            raise httpcore.ConnectError(f"{host}:{port} is not what was checked")
        failure: Exception = httpcore.ConnectError("no address to connect to")
        for address in self._addresses:
            wait = self._allowance.wait(self._connect)
            try:
                stream = self._backend.connect_tcp(address, port, timeout=wait)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _CountedStream(stream, self._allowance)
        raise failure


class _Body(httpx.SyncByteStream):
    """The body of an answer, as it comes."""

    def __init__(self, response: httpcore.Response, pool: httpcore.ConnectionPool) -> None:
        self._response = response
        self._pool = pool

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
        self._pool.close()


class PinnedTransport(httpx.BaseTransport):
    """One HTTP/1.1 request over a connection of its own: no proxy, nothing from the environment.

    Errors are httpcore's, and `LimitReached`.
    """

    def __init__(self, backend: PinnedBackend, allowance: Allowance, tls: ssl.SSLContext) -> None:
        self._backend = backend
        self._allowance = allowance
        self._tls = tls

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        pool = httpcore.ConnectionPool(
            ssl_context=self._tls,
            max_connections=1,
            max_keepalive_connections=0,
            http1=True,
            http2=False,
            network_backend=self._backend,
        )
        try:
            response = pool.handle_request(
                httpcore.Request(
                    request.method,
                    httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                )
            )
        except BaseException:
            pool.close()
            raise
        self._allowance.is_head = False
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response, pool)
        )
