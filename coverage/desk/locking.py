"""One at a time where two would make a double."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

#: Any numbers that nothing else in the database uses for an advisory lock.
_PLACING = 4_021_977
_SPEAKERS = 4_021_978


@contextmanager
def placing() -> Iterator[None]:
    """A short transaction in which articles are stored and placed, one worker at a time.

    SQLite: every atomic block is IMMEDIATE and so the only writer. PostgreSQL: an advisory lock
    that ends with the transaction.
    """
    with _alone(_PLACING):
        yield


@contextmanager
def settling_speakers() -> Iterator[None]:
    """A short transaction in which speakers' rows and numbers change, one worker at a time. Where
    both are wanted, `placing()` comes first."""
    with _alone(_SPEAKERS):
        yield


@contextmanager
def _alone(lock: int) -> Iterator[None]:
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
        yield
