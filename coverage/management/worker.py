"""The worker's loop: feeds that are due, tasks that are ready, items of any open job, mending."""

from __future__ import annotations

import logging
import os
import time
from datetime import timedelta

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from coverage.desk.audit import tidy_audit
from coverage.desk.feeds import look_at_due
from coverage.desk.feeds.tidying import tidy_jobs
from coverage.desk.jobs import Worker, job_to_work_on, sweep, tidy_undecided, work_on
from coverage.desk.recomparing import compare_stories_due
from coverage.desk.regrouping import regroup_when_due
from coverage.desk.related import relate_stories_due
from coverage.desk.sessions import tidy_sessions
from coverage.tasks import TURN, enqueue, working_as

#: Seconds between two looks for work, and how finely they are slept in, so that an end comes soon.
PAUSE = 1.0
_NAP = 0.1
#: Seconds after which feeds that are due let jobs have their turn.
LOOKING = 5.0
#: A task that runs longer than any turn can is one whose worker was killed.
LOST_AFTER = timedelta(minutes=15)
#: For how long it can be looked up which tasks ran.
KEPT = timedelta(days=14)
logger = logging.getLogger(__name__)


def run_worker(worker: Worker, until_idle: bool = False, parent: int | None = None) -> None:
    """Work until the worker is stopped, with `until_idle` until nothing is left to do, or until
    the parent, where one is named, is gone.

    A database that does not answer is asked again every few seconds.
    """
    working_as(worker)
    swept = 0.0
    while not worker.is_stopping and parent in (None, os.getppid()):
        close_old_connections()
        try:
            if time.monotonic() - swept > worker.lease.total_seconds() / 4:
                sweep(worker)
                _tidy_tasks()
                for tidy in (tidy_jobs, tidy_audit, tidy_sessions):
                    tidy(timezone.now())
                compare_stories_due(timezone.now())
                tidy_undecided()
                swept = time.monotonic()
            has_looked = _look(worker)
            is_busy = _run_a_task(worker) or _help(worker) or has_looked
            is_busy = is_busy or compare_stories_due(timezone.now()) > 0
            is_busy = is_busy or relate_stories_due(timezone.now()) > 0 or _group_again()
        except (OperationalError, InterfaceError) as error:
            logger.warning("the database did not answer: %s", error)
            connection.close()
            is_busy = False
        if is_busy:
            continue
        if until_idle:
            return
        _pause(worker)


def _look(worker: Worker) -> bool:
    """Look at feeds that are due, for a while; False when none is. What is new has its turn among
    the jobs."""
    until = time.monotonic() + LOOKING
    has_looked = False
    for look in look_at_due(worker):
        has_looked = True
        if look.job is not None:
            enqueue(look.job)
        if time.monotonic() > until:
            break
    return has_looked


def _run_a_task(worker: Worker) -> bool:
    """Run the task that has waited longest; False when none waits."""
    if not DBTaskResult.objects.ready().exists():  # asking takes no lock
        return False
    TaskRunner(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=worker.owner,
    ).run()
    return True


def _help(worker: Worker) -> bool:
    """Take a turn at a job that another worker is at, or was at when it was lost."""
    job_id = job_to_work_on()
    if job_id is None:
        return False
    work_on(job_id, worker, seconds=TURN)
    return True


def _group_again() -> bool:
    """Once a day, when nothing else waits: group the last days again. False when it is not due."""
    try:
        return regroup_when_due(timezone.now()) is not None
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # tomorrow is another day; jobs and feeds go on
        logger.exception("the last days could not be grouped again")
        return False


def _tidy_tasks() -> None:
    """A task stays marked as running when its worker is killed; its job goes on without it."""
    for lost in DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LOST_AFTER):
        lost.set_failed(RuntimeError("its worker was lost"))
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()


def _pause(worker: Worker) -> None:
    until = time.monotonic() + PAUSE
    while not worker.is_stopping and time.monotonic() < until:
        time.sleep(_NAP)
