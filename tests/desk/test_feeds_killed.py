"""Workers killed with SIGKILL while they look at a feed and fetch its pages: nothing is lost, and
nothing is there twice."""

import os
import random
import secrets
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection
from django.utils import timezone

from coverage.models import Article, Feed, FeedEntry, Job, JobItem

from .feed_sites import MillPost, answer, entry, followed, whole_entry

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = 4
END_SECONDS = 60
#: Loads everything once, and has a worker of its own process for each line it is told.
NURSERY = """
import os, signal, sys
from datetime import timedelta
import django
django.setup()
from django.db import connections
from django.utils import timezone
from coverage.desk.feeds import look_at_due, looking
from coverage.desk.ingest import Arrival, prepare
from coverage.desk.jobs import Worker, job_to_work_on, leases, sweep, work_on
from coverage.documents.fetching import Fetcher, FetchLimits, Policy, Turns
connections.databases["default"]["NAME"] = sys.argv[1]
# Here no feed and no page is to blame for its worker's end.
looking.MOST_BEGUN = leases.MOST_ATTEMPTS = 1_000_000
second = timedelta(seconds=1)
prepare(Arrival(b"Loaded before the first fork.", name="a.txt"))
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
print("ready", flush=True)
for line in sys.stdin:
    if pid := os.fork():
        print(pid, flush=True)
        continue
    policy = Policy(also=frozenset({("127.0.0.1", int(sys.argv[2]))}))
    fetcher = Fetcher(policy, lambda *_: ["127.0.0.1"], FetchLimits(pause=0.0), turns=Turns())
    with Worker(lease=second, fetcher=fetcher) as worker:
        while True:
            list(look_at_due(worker, timezone.now, second))
            if (job := job_to_work_on()) is not None:
                work_on(job, worker)
            sweep(worker)
"""


def test_a_worker_killed_in_the_middle_of_a_look_loses_nothing_and_takes_nothing_twice():
    seed = secrets.randbelow(1_000_000)
    chance = random.Random(seed)
    site = MillPost(*map(some_entry, range(4)))
    feed = followed(site, due_at=timezone.now())
    name, port = str(connection.settings_dict["NAME"]), str(site.port)
    command = [sys.executable, "-c", NURSERY, name, port]
    nursery = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
    )
    workers = []
    try:
        assert nursery.stdout.readline() == "ready\n"
        for number in range(KILLS):
            workers.append(begun(nursery))
            time.sleep(chance.uniform(0.0, 0.35))
            os.kill(workers.pop(), signal.SIGKILL)
            site.pages["/feed"] = answer(map(some_entry, range(4 + 2 * number + 2)))
            Feed.objects.update(due_at=timezone.now())
        listed = 4 + 2 * KILLS
        workers.append(begun(nursery))
        until = time.monotonic() + END_SECONDS
        while not is_done(listed) and time.monotonic() < until:
            time.sleep(0.1)
    finally:
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        nursery.stdin.close()
        nursery.stdout.close()
        nursery.wait(timeout=30)
        site.close()
    assert is_done(listed), f"seed {seed}: {Feed.objects.get().last_outcome}"
    assert Article.objects.count() == listed, f"seed {seed}"
    assert set(FeedEntry.objects.values_list("taken", flat=True)) == {1}, f"seed {seed}"
    assert JobItem.objects.count() == listed, f"seed {seed}: each entry is in one job"
    assert JobItem.objects.filter(outcome="added").count() == listed, f"seed {seed}"
    assert JobItem.objects.values("key").distinct().count() == listed
    feed.refresh_from_db()
    assert feed.failures == 0


def some_entry(number: int) -> str:
    return whole_entry(number) if number % 2 else entry(number)


def begun(nursery: "subprocess.Popen[str]") -> int:
    """The id of a worker that begins now."""
    nursery.stdin.write("\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())


def is_done(listed: int) -> bool:
    """Whether a look of all that is listed was the last one, and its jobs are at their end."""
    entries = FeedEntry.objects.count()
    return entries == listed and not Job.objects.exclude(state=Job.State.DONE).exists()
