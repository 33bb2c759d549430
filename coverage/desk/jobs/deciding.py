"""Saying of a job that was looked through what shall become of it: take it in, leave some of it
out, look again; and letting go of what nobody says anything of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.utils import timezone

from coverage.models import ItemBytes, Job, JobItem

from .looking import forget_foreseen
from .outcomes import COUNTS
from .running import end_job

#: How long documents wait for a person who looked them through, or who cancelled their job.
KEPT = timedelta(days=14)
NOT_DECIDED = f"nobody had it taken in within {KEPT.days} days: add it again"
BY_A_PERSON = "a person left it out after looking"
#: Documents let go of in one transaction.
_AT_ONCE = 100


def take_in(job: Job, keeps_near_duplicates: bool = False) -> bool:
    """Have what was looked through taken in, but for what was left out; whether it is to be run
    now, which `coverage.tasks.enqueue` has done. The second of two who press at once changes
    nothing, nor does anybody before the look is over."""
    return _go_on(job, looks=False, keeps_near_duplicates=keeps_near_duplicates)


def look_again(job: Job) -> bool:
    """Look a job through once more, without what was left out, which stays as it is: what that
    changes of the others is seen then, and what came into the archive since. Whether it is to be
    run now; nothing happens to one not looked through.

    What was foreseen of it is let go of by the worker that looks: of 20,000 documents that takes
    seconds, in which no person waits and nobody else is kept from writing.
    """
    return _go_on(job, looks=True)


def _go_on(job: Job, *, looks: bool, keeps_near_duplicates: bool = False) -> bool:
    with transaction.atomic():
        locked = Job.objects.select_for_update().get(pk=job.pk)
        is_ours = locked.state == Job.State.LOOKED
        if is_ours:
            items = JobItem.objects.filter(job=job).looked()
            if not looks:
                _let_go(locked, items.filter(is_left_out=True), BY_A_PERSON)
            items.filter(is_left_out=False).update(state=JobItem.State.WAITING)
            locked.state, locked.is_looking = Job.State.WAITING, looks
            locked.looked_count = items.count()
            locked.finished_at = locked.started_at = None
            locked.keeps_near_duplicates |= keeps_near_duplicates
            locked.save()
    end_job(job.pk)
    job.refresh_from_db()
    if job.state == Job.State.DONE:  # all of it was left out
        forget_foreseen(job.pk)
    return is_ours and job.state == Job.State.WAITING


def leave_out(job: Job, positions: Collection[int], is_left_out: bool = True) -> int:
    """Have documents of a job that was looked through left out when it is taken in, or not; how
    many were changed."""
    with transaction.atomic():
        locked = Job.objects.select_for_update().get(pk=job.pk)
        if locked.state != Job.State.LOOKED:
            return 0
        items = JobItem.objects.filter(job=job, position__in=positions).looked()
        return items.exclude(is_left_out=is_left_out).update(is_left_out=is_left_out)


def _let_go(job: Job, items: QuerySet[JobItem], why: str) -> int:
    """Items are done, left out, and their bytes gone; the caller holds and saves the job."""
    ItemBytes.objects.filter(item__in=items.values("pk")).delete()
    number = items.update(
        state=JobItem.State.DONE,
        outcome=JobItem.Outcome.LEFT_OUT,
        why=why,
        done_at=timezone.now(),
        leased_until=None,
    )
    job.left_out_count += number
    return number


def kept_until(job: Job) -> datetime | None:
    """When the documents of an undecided job are let go of; None where none wait."""
    is_waiting = job.state in _UNDECIDED and job.done_count < job.item_count
    return job.finished_at + KEPT if is_waiting and job.finished_at else None


_UNDECIDED = (Job.State.LOOKED, Job.State.CANCELLED)


def tidy_undecided() -> int:
    """How many documents were let go of that waited for longer than KEPT for a person's word."""
    past = Job.objects.filter(state__in=_UNDECIDED, finished_at__lt=timezone.now() - KEPT)
    done = sum((F(field) for field in COUNTS.values()), Value(0))
    count = 0
    for job in past.filter(item_count__gt=done):
        while number := _tidy_some(job.pk):
            count += number
        job.refresh_from_db()
        if job.done_count == job.item_count:
            forget_foreseen(job.pk)
    return count


def _tidy_some(job_id: int) -> int:
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job_id)
        if job.state not in _UNDECIDED or not job.finished_at or kept_until(job) is None:
            return 0
        open_items = JobItem.objects.filter(job=job).exclude(state=JobItem.State.DONE)
        chosen = list(open_items.order_by("position").values_list("pk", flat=True)[:_AT_ONCE])
        number = _let_go(job, JobItem.objects.filter(pk__in=chosen), NOT_DECIDED)
        job.state, job.looked_count = Job.State.CANCELLED, 0
        job.save()
        return number
