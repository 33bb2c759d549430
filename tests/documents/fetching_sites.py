"""Real servers on 127.0.0.1 for the tests of fetching, well-behaved and hostile ones."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from typing import Any

from coverage.documents.fetching import Fetched, Fetcher, FetchLimits, Policy, Turns

#: What a path answers: bytes as they go over the wire, or a function that is given the connection.
Answer = bytes | Callable[[socket.socket], None]


class Site:
    """Answers by path, over plain TCP or TLS, and keeps every request it got."""

    def __init__(
        self,
        pages: Mapping[str, Answer],
        tls: ssl.SSLContext | None = None,
        ip: str = "127.0.0.1",
        port: int = 0,
        greeting: bytes = b"",
    ) -> None:
        self.pages = dict(pages)
        self.requests: list[str] = []
        self._tls = tls
        self._greeting = greeting
        self._listener = socket.create_server((ip, port))
        self.ip, self.port = self._listener.getsockname()[:2]
        self._threads: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def address(self, path: str = "/", host: str = "", scheme: str = "") -> str:
        scheme = scheme or ("https" if self._tls else "http")
        return f"{scheme}://{host or self.ip}:{self.port}{path}"

    def asked(self) -> list[str]:
        """The paths asked for, in order."""
        return [request.split(" ")[1] for request in self.requests]

    def headers(self, number: int = -1) -> dict[str, str]:
        """The headers of a request, names in small letters."""
        lines = self.requests[number].split("\r\n")[1:]
        pairs = (line.partition(":") for line in lines if line)
        return {name.lower(): value.strip() for name, _, value in pairs}

    def close(self) -> None:
        # On some systems closing alone does not wake who waits for a connection.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        for thread in self._threads:
            thread.join()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            self._answer(connection)
        except OSError:
            pass  # whoever asked has hung up, as some tests want
        finally:
            connection.close()

    def _answer(self, connection: socket.socket) -> None:
        connection.sendall(self._greeting)
        received = b""
        while b"\r\n\r\n" not in received:
            piece = connection.recv(4096)
            if not piece:
                return
            received += piece
        request = received.decode("latin-1")
        self.requests.append(request)
        path = request.split(" ")[1]
        answer = self.pages.get(path, self.pages.get("*", http(b"not here", "404 Not Found")))
        if callable(answer):
            answer(connection)
        else:
            connection.sendall(answer)


def http(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """An answer with its length; `content_type="text/html"` becomes a header of that name."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    named.setdefault("Content-Length", str(len(body)))
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


def moved(place: str, status: str = "302 Found") -> bytes:
    return http(status=status, location=place)


def loopback(host: str, port: int) -> list[str]:
    """A resolver: every name lives on this computer."""
    return ["127.0.0.1"]


def fetcher_of(*sites: Site, **settings: Any) -> Fetcher:
    """A fetcher that may reach these sites and otherwise is as strict as any; no pause."""
    limits = {"pause": 0.0, "seconds": 10.0, **settings.pop("limits", {})}
    policy = Policy(also=frozenset((site.ip, site.port) for site in sites))
    settings = {"policy": policy, "resolver": loopback, "turns": Turns(), **settings}
    return Fetcher(limits=FetchLimits(**limits), **settings)


def fetch(site: Site, path: str = "/", **settings: Any) -> Fetched:
    """What one page of the site gives, robots.txt left aside."""
    return fetcher_of(site, **settings).fetch(site.address(path), obey_robots=False)
