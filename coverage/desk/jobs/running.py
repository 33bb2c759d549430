"""Working through a job, ending it, stopping it and going on with it."""

from __future__ import annotations

import logging
import time

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from coverage.desk.recomparing import compare_again, leave_alone
from coverage.models import Job, JobItem

from .doing import do_item, refuse
from .leases import MOST_ATTEMPTS, LeaseLost, put_back, requeue_expired, take_item
from .looking import forget_foreseen
from .outcomes import COUNTS
from .workers import Worker

#: Stories compared at once, so that a worker that is told to end does so soon.
MOST_COMPARED = 200
logger = logging.getLogger(__name__)


def work_on(job_id: int, worker: Worker, seconds: float | None = None) -> bool:
    """Do the job's items one by one, then compare the stories they changed.

    A job that is only looked through has its items looked at instead, and then stands as that.
    Ends when there is nothing to take, the seconds are over or the worker is stopping; cancelling
    is noticed between items. True while something is left to take; an address that is to be tried
    again later is not, and its job stays open.
    """
    until = None if seconds is None else time.monotonic() + seconds
    _begin(job_id)
    is_looking = Job.objects.filter(pk=job_id, is_looking=True).exists()
    forget_foreseen(job_id, stays_looked=is_looking)
    # Asked behind an item: every turn but an empty one does one, or a slow database would hand the
    # job from turn to turn for ever.
    has_time = seconds is None or seconds > 0
    while has_time and not worker.is_stopping:
        item = take_item(worker.owner, job_id, worker.lease)
        if item is None:
            break
        _attempt(item, worker)
        has_time = until is None or time.monotonic() < until
    compare_due(Q(job=job_id, owner=worker.owner), worker)
    end_job(job_id)
    return JobItem.objects.takeable().filter(job=job_id).exists()


def _begin(job_id: int) -> None:
    waiting = Job.objects.filter(pk=job_id, state=Job.State.WAITING, cancel_asked_at=None)
    done = sum((F(field) for field in COUNTS.values()), F("looked_count"))
    waiting.update(state=Job.State.RUNNING, started_at=timezone.now(), done_before=done)


def _attempt(item: JobItem, worker: Worker) -> None:
    """Do the item; whatever happens, the next one can be taken."""
    worker.begin(item)
    try:
        do_item(item, worker.fetcher, worker.step)
    except LeaseLost as lost:
        logger.warning("%s", lost)
    except (OperationalError, InterfaceError) as error:
        logger.exception("%s: the database failed", item)
        if not connection.in_atomic_block:
            connection.close()
        put_back(item, str(error))
    except Exception as error:  # a fault of ours must not end the job
        logger.exception("%s could not be taken in", item)
        try:
            refuse(item, f"{item} could not be taken in: {error}. Please report it.")
        except LeaseLost as lost:
            logger.warning("%s", lost)
    finally:
        worker.end()


def compare_due(which: Q, worker: Worker) -> int:
    """How many articles' stories were compared again, among the items named. Which are still to
    be compared stands with the items, so that no crash between leaves a story as it was.

    After a first attempt that did not come to its end they are compared one by one; a story that
    ends its worker MOST_ATTEMPTS times is left as it is, and its page says so.
    """
    count = 0
    while True:
        due = JobItem.objects.filter(which, compare_due=True).order_by("compare_attempts", "pk")
        rows = list(due[:MOST_COMPARED])
        if not rows:
            return count
        if rows[0].compare_attempts:
            rows = rows[:1]
        else:
            rows = [row for row in rows if not row.compare_attempts]
        same = JobItem.objects.filter(pk__in=[row.pk for row in rows])
        if rows[0].compare_attempts >= MOST_ATTEMPTS:
            logger.error("the story of article %s ends who compares it", rows[0].article_id)
            if rows[0].article_id is not None:
                leave_alone(rows[0].article_id, timezone.now())
        else:
            same.update(compare_attempts=F("compare_attempts") + 1)
            worker.step()
            _compare({row.article_id for row in rows if row.article_id is not None})
            worker.end()
        same.update(compare_due=False)
        count += len(rows)


def _compare(articles: set[int]) -> None:
    try:
        compare_again(articles)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # `manage.py doctor` finds the story; the job must come to its end
        logger.exception("stories of %d articles could not be compared", len(articles))


def end_job(job_id: int) -> None:
    """Close the job when nothing of it is being worked on and nothing is left, or it was
    cancelled; one that was only looked through waits for a person then."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job_id)
        if job.is_ended or (job.state == Job.State.LOOKED and not job.cancel_asked_at):
            return
        items = JobItem.objects.filter(job=OuterRef("pk"))
        compared = items.filter(compare_due=True)
        # In one question: between two an item could go from waiting to leased, and be in neither.
        standing = [Exists(rows) for rows in (items.leased(), compared, items.waiting())]
        row = Job.objects.filter(pk=job_id).values_list(*standing, Exists(items.looked()))
        is_leased, is_due, is_waiting, is_looked = row.get()
        if is_leased or is_due:
            return
        if job.cancel_asked_at:
            job.state = Job.State.CANCELLED
        elif not is_waiting:
            is_undecided = job.is_looking and is_looked
            job.state = Job.State.LOOKED if is_undecided else Job.State.DONE
        else:
            return
        job.finished_at = timezone.now()
        job.save(update_fields=["state", "finished_at"])


def cancel_job(job: Job) -> Job:
    """Take up no further item; what came in so far stays. The job as it is then: cancelled, or
    still running while a worker is at an item. Nothing happens to one that has ended."""
    open_jobs = Job.objects.filter(pk=job.pk, state__in=(*_OPEN, Job.State.LOOKED))
    with transaction.atomic():  # nothing would end one that was looked through, if we do not
        open_jobs.filter(cancel_asked_at=None).update(cancel_asked_at=timezone.now())
        end_job(job.pk)
    job.refresh_from_db()
    return job


def resume_job(job: Job) -> bool:
    """Go on with what a cancelled job left; whether it is to be run now, which
    `coverage.tasks.enqueue` has done. Nothing happens to one that was not cancelled."""
    with transaction.atomic():
        cancelled = Job.objects.filter(pk=job.pk, state=Job.State.CANCELLED)
        cancelling = Job.objects.filter(pk=job.pk, state__in=_OPEN).exclude(cancel_asked_at=None)
        is_resumed = cancelling.update(cancel_asked_at=None) or cancelled.update(
            state=Job.State.WAITING, cancel_asked_at=None, finished_at=None
        )
    end_job(job.pk)  # one that was looked through to its end stands as that again
    job.refresh_from_db()
    return bool(is_resumed) and job.state in _OPEN


_OPEN = (Job.State.WAITING, Job.State.RUNNING)


def job_to_work_on() -> int | None:
    """The oldest job in which there is something to take, or that nobody began."""
    takeable = JobItem.objects.takeable().filter(job=OuterRef("pk"))
    waiting = Q(state=Job.State.WAITING, cancel_asked_at=None)
    jobs = Job.objects.filter(waiting | Q(Exists(takeable), state=Job.State.RUNNING))
    return jobs.order_by("made_at", "pk").values_list("pk", flat=True).first()


def sweep(worker: Worker) -> None:
    """Mend what workers left that ended without a word: their items are taken back, what they had
    to compare is compared, and jobs in which nothing is left are closed."""
    requeue_expired()
    compare_due(Q(done_at__lt=timezone.now() - worker.lease), worker)
    for job_id in Job.objects.filter(state__in=_OPEN).values_list("pk", flat=True):
        end_job(job_id)
