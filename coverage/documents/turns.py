"""Taking turns: one request at a time to a host from this process, with a pause in between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

_HOSTS_KEPT = 1000
_KEPT_SECONDS = 120.0


class NoTurn(Exception):
    """Others were busy with the host for longer than one was ready to wait."""


@dataclass(slots=True)
class _Host:
    lock: Lock = field(default_factory=Lock)
    ended: float = float("-inf")  # when the last request ended
    users: int = 0  # who holds or waits for the lock: while there is one, the record stays


class Turns:
    """Who may ask which host when."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, host: str, pause: float, patience: float) -> Iterator[float]:
        """Hold the host alone, `pause` seconds after its last request; gives the seconds waited.

        Raises `NoTurn` when that takes longer than `patience` seconds.
        """
        started = time.monotonic()
        record = self._join(host)
        try:
            if not record.lock.acquire(timeout=patience):
                raise NoTurn(host)
            try:
                rest = record.ended + pause - time.monotonic()
                if rest > started + patience - time.monotonic():
                    raise NoTurn(host)
                if rest > 0:
                    time.sleep(rest)
                try:
                    yield time.monotonic() - started
                finally:
                    record.ended = time.monotonic()
            finally:
                record.lock.release()
        finally:
            self._leave(record)

    def _join(self, host: str) -> _Host:
        with self._lock:
            if len(self._hosts) >= _HOSTS_KEPT:
                old = time.monotonic() - _KEPT_SECONDS
                self._hosts = {
                    name: record
                    for name, record in self._hosts.items()
                    if record.users or record.ended > old
                }
            record = self._hosts.setdefault(host, _Host())
            record.users += 1
            return record

    def _leave(self, record: _Host) -> None:
        with self._lock:
            record.users -= 1


#: The turns of this process: every fetcher takes them unless it is given others.
TURNS = Turns()
