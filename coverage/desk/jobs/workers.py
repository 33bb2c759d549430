"""Who works: one worker of a process, the lease it holds, and the clock it is held to."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
from datetime import timedelta
from typing import Self

from django.db import DatabaseError, connection

from coverage.documents.fetching import Fetcher
from coverage.models import JobItem

from .leases import LEASE, renew

#: Seconds in which a worker process must finish an item, or store a part of it.
LONGEST = 300
logger = logging.getLogger(__name__)


class Worker:
    """Within `with`, a thread renews the lease of the item at hand. With `is_bounded`, which is
    for a process that is started again, an item that takes longer than LONGEST ends the process:
    by the alarm, which no endless loop in a reader can keep from ringing."""

    def __init__(
        self,
        *,
        lease: timedelta = LEASE,
        fetcher: Fetcher | None = None,
        is_bounded: bool = False,
    ) -> None:
        self.owner = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.lease = lease
        self.fetcher = fetcher
        self.is_stopping = False
        self._is_bounded = is_bounded and hasattr(signal, "alarm")
        self._item: JobItem | None = None
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._renew_until_ended, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._thread:
            self._thread.join(timeout=5)

    def stop(self) -> None:
        """Have it end after the item at hand."""
        self.is_stopping = True

    def begin(self, item: JobItem) -> None:
        self._item = item
        self.step()

    def step(self) -> bool:
        """Something of the item is stored: it has its full time again. False when the worker is
        to end."""
        if self._is_bounded:
            signal.alarm(LONGEST)
        return not self.is_stopping

    def end(self) -> None:
        self._item = None
        if self._is_bounded:
            signal.alarm(0)

    def _renew_until_ended(self) -> None:
        try:
            while not self._ended.wait(self.lease.total_seconds() / 4):
                if (item := self._item) is not None:
                    self._renew(item)
        finally:
            connection.close()

    def _renew(self, item: JobItem) -> None:
        try:
            renew(item, self.lease)
        except DatabaseError as error:  # the next turn tries again, well before the lease ends
            logger.warning("%s: the lease was not renewed: %s", item, error)
            connection.close()
