"""What runs in the background, through Django's Tasks API."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec

from django.db import transaction

if find_spec("django.tasks"):  # from Django 6 on
    from django.tasks import task
else:
    from django_tasks import task  # type: ignore[no-redef]

from coverage.desk.jobs import Worker, end_job, work_on
from coverage.models import Job

#: Seconds on one job before the next one has its turn: a pasted text does not wait for a file of
#: 20,000 rows.
TURN = 20
#: Who works in this process; set by `manage.py work`, and a passing one elsewhere.
_at_work: list[Worker] = []


@task
def run_job(job_id: int) -> None:
    """Do the job's items for a turn, and have the rest done after what else waits."""
    is_left = work_on(job_id, _at_work[0] if _at_work else Worker(), seconds=TURN)
    if is_left and not (_at_work and _at_work[0].is_stopping):
        run_job.enqueue(job_id)


def enqueue(job: Job) -> None:
    """Have a waiting job run, once the transaction that made it is committed. A process that ends
    just between loses nothing: workers look for waiting jobs too."""
    transaction.on_commit(partial(run_job.enqueue, job.pk))


def begin(job: Job) -> None:
    """Have a new job run; it is at its end already where all that was given is refused."""
    if job.done_count == job.item_count:
        end_job(job.pk)
        job.refresh_from_db()
    else:
        enqueue(job)


def working_as(worker: Worker) -> None:
    """Have this process's tasks done by this worker, with its lease and its end."""
    _at_work[:] = [worker]
