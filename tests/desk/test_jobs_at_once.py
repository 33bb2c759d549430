"""Several workers on one job, and what holds a lease while a document is read."""

import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from coverage.desk.jobs import Link, Worker, requeue_expired, start_job, take_item, work_on
from coverage.desk.jobs.running import end_job
from coverage.models import Article, Comparison, Job, JobItem, Story
from tests.documents.fetching_sites import Site, fetcher_of, http

from .papers import paper, paper_unit
from .test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def started(*inputs):
    job = start_job(None, inputs, purpose="at once")
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)
    return job


def test_four_workers_never_do_one_item_twice():
    job = started(*map(paper_unit, range(16)))
    workers = [Worker() for _ in range(4)]
    errors = at_once([lambda worker=worker: work_on(job.pk, worker) for worker in workers])
    assert errors == []
    job.refresh_from_db()
    assert (job.state, job.added_count) == ("done", 16)
    assert Article.objects.count() == 16
    assert set(JobItem.objects.values_list("attempts", flat=True)) == {1}
    told = Story.objects.filter(memberships__is_current=True).distinct()
    assert Comparison.objects.count() == told.count()


def test_eight_workers_that_take_at_once_get_eight_items():
    started(*map(paper_unit, range(8)))
    taken = []
    errors = at_once([lambda n=n: taken.append(take_item(f"worker {n}")) for n in range(8)])
    assert errors == []
    assert len({item.pk for item in taken}) == 8


def test_workers_that_take_at_once_get_one_address_of_a_host():
    started(*(Link(f"https://gull.example/{n}") for n in range(6)))
    taken = []
    errors = at_once([lambda n=n: taken.append(take_item(f"worker {n}")) for n in range(4)])
    assert errors == []
    assert len([item for item in taken if item]) == 1


def test_three_workers_ask_a_host_for_one_page_at_a_time():
    busy, seen = [], []

    def slow(connection):
        busy.append(1)
        seen.append(len(busy))
        time.sleep(0.1)
        connection.sendall(http(paper(len(seen)), content_type="text/plain"))
        busy.pop()

    site = Site({f"/{n}": slow for n in range(6)})
    try:
        job = started(*(Link(site.address(f"/{n}")) for n in range(6)))
        workers = [Worker(fetcher=fetcher_of(site)) for _ in range(3)]
        jobs = [lambda worker=worker: work_on(job.pk, worker) for worker in workers]
        assert at_once(jobs) == []
    finally:
        site.close()
    job.refresh_from_db()
    assert (job.state, job.added_count) == ("done", 6)
    assert max(seen) == 1


def test_a_worker_that_is_at_it_keeps_its_lease_and_one_that_has_ended_does_not():
    started(paper_unit(1))
    lease = timedelta(seconds=1)
    with Worker(lease=lease) as worker:
        item = take_item(worker.owner, lease=lease)
        worker.begin(item)
        time.sleep(2)
        assert requeue_expired() == 0
        item.refresh_from_db()
        assert item.heartbeat_at > item.job.made_at + lease
    time.sleep(1.5)
    assert requeue_expired() == 1
    connections.close_all()


ENDLESS = """
import re, django
django.setup()
from coverage.desk.jobs import workers
from coverage.models import JobItem
workers.LONGEST = 1
workers.Worker(is_bounded=True).begin(JobItem())
re.match("(a+)+$", "a" * 60 + "b")
"""


def test_a_document_that_would_not_end_ends_its_worker():
    """Even where the reader never lets another thread run."""
    answer = subprocess.run([sys.executable, "-c", ENDLESS], timeout=60, check=False)
    assert answer.returncode == -14  # SIGALRM


def test_whether_a_job_has_ended_is_asked_of_one_moment():
    """An item that another worker takes between two questions would be in the answer to neither."""
    job = start_job(None, [paper_unit(1)], purpose="a text", looks_first=True)
    with CaptureQueriesContext(connections["default"]) as asked:
        end_job(job.pk)
    items = [one["sql"] for one in asked if "coverage_jobitem" in one["sql"]]
    assert len(items) == 1
    job.refresh_from_db()
    assert job.state == "waiting"
