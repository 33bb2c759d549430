"""One request at a time to a host, over processes: a feed of it and a page of it are given to two
workers in the same moment."""

import multiprocessing
import os
import queue
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from coverage.desk.feeds import take_due
from coverage.desk.jobs import Link, start_job, take_item
from coverage.models import Feed, Job, JobItem

pytestmark = pytest.mark.django_db(transaction=True)
HOST = "gull.example"
#: How long the first worker's transaction stays open while the second one asks.
OPEN_SECONDS = 0.4


def take_feed(worker):
    return take_due(worker, timezone.now())


@pytest.mark.parametrize(
    ("first", "second"), [(take_feed, take_item), (take_item, take_feed)], ids=["feed", "page"]
)
def test_a_feed_and_a_page_of_a_host_are_not_given_out_in_one_moment(first, second):
    moment = timezone.now() - timedelta(minutes=1)
    Feed.objects.create(address=f"https://{HOST}/feed", host=HOST, due_at=moment)
    start_job(None, [Link(f"https://{HOST}/1")], purpose="a page")
    Job.objects.update(state="running")
    processes = multiprocessing.get_context("fork")
    has_begun, answer = processes.Event(), processes.Queue()
    connections.close_all()  # a connection is of one process
    other = processes.Process(target=ask_beside, args=(second, has_begun, answer))
    other.start()
    with transaction.atomic():
        assert first("one") is not None
        has_begun.set()
        # On PostgreSQL the other is answered at once; on SQLite it waits for the transaction.
        told = read(answer, OPEN_SECONDS)
    told = told or read(answer, 30)
    other.join(30)
    assert told == "nothing", "the host is one worker's"
    assert Feed.objects.exclude(looked_by="").count() + JobItem.objects.leased().count() == 1
    free_the_host()
    assert second("two") is not None, "and free after that"


def ask_beside(take, has_begun, answer):
    """In a process of its own: what a second worker gets while the first one's is not committed."""
    has_begun.wait(30)
    taken = take("two")
    connections.close_all()
    answer.put("nothing" if taken is None else "the host")
    answer.close()
    answer.join_thread()
    os._exit(0)


def read(answer, seconds):
    try:
        return answer.get(timeout=seconds)
    except queue.Empty:
        return ""


def free_the_host():
    Feed.objects.update(looked_by="", looked_until=None)
    JobItem.objects.leased().update(state="done", outcome="added", leased_until=None)
