"""Starting the job of what a program sent: once, however often it is sent under one key."""

from __future__ import annotations

from collections.abc import Callable

from django.db import IntegrityError, transaction

from coverage.models import Job, Sending, Token


class KeyInUse(ValueError):
    """Something else was sent under this key before."""


def start_once(token: Token, key: str, sha256: str, start: Callable[[], Job]) -> tuple[Job, bool]:
    """(the job, whether it began just now); `start` makes the job, `sha256` is of what was sent.

    Without a key it begins at each call. Two requests at the same moment begin one job. Raises
    KeyInUse.
    """
    if not key:
        return start(), True
    sendings = Sending.objects.filter(token=token, key=key).select_related("job")
    before = sendings.first()
    if before is None:
        try:
            with transaction.atomic():
                job = start()
                Sending.objects.create(token=token, key=key, sha256=sha256, job=job)
            return job, True
        except IntegrityError:  # the same was sent at the same moment, and this one ends unmade
            if (before := sendings.first()) is None:
                raise
    if before.sha256 != sha256:
        raise KeyInUse(key)
    return before.job, False
