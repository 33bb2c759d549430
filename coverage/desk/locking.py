"""One at a time where two would make a double."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from django.db import connection, transaction

from coverage.models import Article

#: Any numbers that nothing else in the database uses for an advisory lock.
_PLACING = 4_021_977
_SPEAKERS = 4_021_978
#: The first of two numbers, which are apart from the single ones; the second is the host's.
_HOSTS = 4_021_979
#: The same with a tag's id.
_TAGS = 4_021_980


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


def take_host(host: str) -> bool:
    """Whether this transaction alone may now give something of the host to a worker, a feed or a
    page; False while another one does. Look again, after True, whether the host is free: what
    another committed a moment ago is seen only now.

    SQLite: the transaction is IMMEDIATE and so alone. PostgreSQL: an advisory lock that ends with
    the transaction; nobody waits for it. Two hosts with one number wait for each other, no more.
    """
    if connection.vendor != "postgresql" or not host:
        return True
    number = crc32(host.encode()) - 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_HOSTS, number])
        [is_ours] = cursor.fetchone()
    return bool(is_ours)


def hold_article(article: int) -> Article:
    """The article (by its id) with its newest text, which stays the newest until the transaction
    ends. Who only refers to the article does not wait, nor is waited for.

    Held first and read after: PostgreSQL joins a row it had to wait for with the text that was the
    newest before, and finds none.
    """
    Article.objects.select_for_update(no_key=True).values_list("pk").get(pk=article)
    return Article.objects.select_related("current_version").get(pk=article)


def hold_tag(tag: int, *, alone: bool = False) -> None:
    """Until the transaction ends nobody merges the tag (its id) away; with `alone` nobody puts it
    on words either. Read the tag after, not before.

    SQLite: the transaction is IMMEDIATE and so alone. PostgreSQL: an advisory lock, which those who
    put the tag on share; their rows themselves are locked only when they commit.
    """
    if connection.vendor != "postgresql":
        return
    taken = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {taken}(%s, %s)", [_TAGS, tag % 2**31])


@contextmanager
def _alone(lock: int) -> Iterator[None]:
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
        yield
