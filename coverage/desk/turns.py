"""One request at a time to a host over all processes that share the database: also where a
redirect leads from one host to another, which no lease of an item or a feed can foresee."""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from coverage.documents.turns import NoTurn, Turns
from coverage.models import HostTurn

#: An asker that is never heard of again keeps a host to itself so long: longer than any request.
HELD = timedelta(seconds=90)
#: Seconds between two looks whether the host is free.
_NAP = 0.2
#: Rows of hosts that nobody asked for so long are let go of.
_KEPT = timedelta(hours=1)


class SharedTurns(Turns):
    """In this process as `Turns`, and over processes by a row for each host. Not for use inside a
    transaction, which would keep the row from all others until its end."""

    def __init__(self, held: timedelta = HELD) -> None:
        super().__init__()
        self._held = held

    @contextmanager
    def turn(self, host: str, pause: float, patience: float) -> Iterator[float]:
        started = time.monotonic()
        asker = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        with super().turn(host, pause, patience):
            while not _take(host, asker, timedelta(seconds=pause), self._held):
                if time.monotonic() - started > patience:
                    raise NoTurn(host)
                time.sleep(_NAP)
            try:
                yield time.monotonic() - started
            finally:
                rows = HostTurn.objects.filter(host=host, asker=asker)
                rows.update(asker="", until=None, ended_at=timezone.now())


#: The turns of all that fetches here: one in a process, as its threads share it.
SHARED_TURNS = SharedTurns()


def _take(host: str, asker: str, pause: timedelta, held: timedelta) -> bool:
    """Whether the host is the asker's from now on."""
    now = timezone.now()
    row = HostTurn.objects.filter(host=host)
    is_free = Q(until=None) | Q(until__lte=now)
    has_rested = Q(ended_at=None) | Q(ended_at__lte=now - pause)
    if row.filter(is_free, has_rested).update(asker=asker, until=now + held):
        return True
    if row.exists():
        return False
    HostTurn.objects.filter(until=None, ended_at__lt=now - _KEPT).delete()
    try:
        with transaction.atomic():
            HostTurn.objects.create(host=host, asker=asker, until=now + held)
    except IntegrityError:  # another asker was just as quick
        return False
    return True
