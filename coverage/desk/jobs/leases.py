"""One worker at a time on an item: taken for a while, renewed while it works, taken back after.

Times are of the worker's own clock: hosts that share a queue must agree to within a few seconds,
which the lease of a minute leaves room for.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from coverage.desk.ingest import Received
from coverage.desk.locking import take_host
from coverage.models import JobItem
from coverage.models.jobs import JobItemQuerySet

from .outcomes import settle_item

#: How long a worker that is never heard of again keeps an item to itself.
LEASE = timedelta(seconds=60)
#: An item whose worker ended so often while at it is refused.
MOST_ATTEMPTS = 3
#: Two workers may want addresses of one host in the same moment; the second looks for others.
_TURNS = 5
logger = logging.getLogger(__name__)


class LeaseLost(Exception):
    """The item is another worker's now, or done: nothing of this one's work may be stored."""


class _HostTaken(Exception):
    """Another worker is just given something of the host."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


def take_item(owner: str, job_id: int | None = None, lease: timedelta = LEASE) -> JobItem | None:
    """The next waiting item of a running job (of the one named, else of the oldest), now leased
    to the owner; None when there is none to take."""
    takeable = JobItem.objects.takeable()
    if job_id is not None:
        takeable = takeable.filter(job=job_id)
    else:
        takeable = takeable.order_by("job_id", *takeable.query.order_by)
    for _ in range(_TURNS):
        try:
            with transaction.atomic():
                return _lease_first(takeable, owner, lease)
        except _HostTaken as taken:
            takeable = takeable.exclude(host=taken.host)
        except IntegrityError:
            continue
    return None


def _lease_first(takeable: JobItemQuerySet, owner: str, lease: timedelta) -> JobItem | None:
    """SQLite: the transaction is IMMEDIATE, so nobody else is between reading and writing.
    PostgreSQL: rows that another worker is just taking are skipped."""
    rows = takeable.select_for_update(skip_locked=True, of=("self",))
    item = rows.select_related("job__person").first()
    if item is None:
        return None
    if item.host and not (take_host(item.host) and takeable.filter(pk=item.pk).exists()):
        raise _HostTaken(item.host)
    now = timezone.now()
    item.state, item.owner, item.attempts = JobItem.State.LEASED, owner, item.attempts + 1
    item.heartbeat_at, item.leased_until = now, now + lease
    item.save(update_fields=["state", "owner", "attempts", "heartbeat_at", "leased_until"])
    return item


def _held(item: JobItem) -> Q:
    """The very lease under which the item was taken: a later one has another number of attempts."""
    return Q(pk=item.pk, state=JobItem.State.LEASED, owner=item.owner, attempts=item.attempts)


def hold(item: JobItem) -> JobItem:
    """The item's row, locked until the transaction ends; LeaseLost when it is not ours any more."""
    row = JobItem.objects.select_for_update(of=("self",)).filter(_held(item)).first()
    if row is None:
        raise LeaseLost(f"{item} is not leased to {item.owner} any more")
    return row


def renew(item: JobItem, lease: timedelta = LEASE) -> bool:
    """Say that the worker is still at it; False when the item is not its own any more."""
    now = timezone.now()
    rows = JobItem.objects.filter(_held(item))
    return bool(rows.update(heartbeat_at=now, leased_until=now + lease))


def requeue_expired() -> int:
    """How many items were taken back from workers that were not heard of until their lease's end.

    One that has cost its worker's life MOST_ATTEMPTS times is refused instead.
    """
    expired = JobItem.objects.leased().filter(leased_until__lt=timezone.now())
    if not expired.exists():
        return 0
    with transaction.atomic():
        rows = list(expired.select_for_update(skip_locked=True).order_by("pk"))
        for item in rows:
            logger.warning(
                "%s: its worker %s was lost (attempt %d)", item, item.owner, item.attempts
            )
            times = "once" if item.attempts == 1 else f"{item.attempts} times"
            _release(
                item,
                f"{item} ended the worker that read it, {times}: report it with the document, "
                "and leave it out meanwhile",
            )
    return len(rows)


def put_back(item: JobItem, why: str) -> None:
    """Let another attempt be made at an item that the database failed on; refused with the reason
    when it was the last."""
    with transaction.atomic():
        try:
            row = hold(item)
        except LeaseLost:
            return
        _release(row, f"{item} was not taken by the database: {why}. Add it again")


def give_back(item: JobItem) -> None:
    """Leave an item for later that nothing went wrong with. Raises LeaseLost."""
    with transaction.atomic():
        row = hold(item)
        row.state, row.leased_until, row.attempts = JobItem.State.WAITING, None, row.attempts - 1
        row.save(update_fields=["state", "leased_until", "attempts"])


def try_later(item: JobItem, why: str, seconds: float) -> None:
    """Have an address that may be had later fetched again, not before so many seconds; refused
    with the reason when this was the last attempt. Raises LeaseLost."""
    with transaction.atomic():
        row = hold(item)
        row.not_before = timezone.now() + timedelta(seconds=seconds)
        _release(row, why)


def _release(item: JobItem, why: str) -> None:
    if item.attempts >= MOST_ATTEMPTS:
        settle_item(item, [Received(str(item), "refused", why=why)])
        return
    item.state, item.leased_until, item.why = JobItem.State.WAITING, None, why
    item.save(update_fields=["state", "leased_until", "why", "not_before"])
