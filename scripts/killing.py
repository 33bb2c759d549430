"""Kill servers and workers at random moments, then count: nothing may be lost or be there twice.

    python -m scripts.killing --kills 50        on a new SQLite file, and on a new PostgreSQL
                                                where its programs are found
    DATABASE_URL=… python -m scripts.killing --here     on that database, which must be new

Every other job is looked through first: servers, which are killed too, leave a document of it out
and have it looked through again, then put it back and have it all taken in.
Servers (processes that start jobs) and workers are forked from one process that has everything
loaded, so that most of a short life is work, and killed with SIGKILL, which no program can catch.
"""

import argparse
import io
import os
import random
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

#: Short, so that what a killed worker held is soon taken back; long for a busy machine.
LEASE = timedelta(seconds=3)
WORKERS = 2
#: Documents of one job: half of them in a zip, some of them given twice.
IN_A_JOB = 20
SERVER_SHARE = 5  # one kill in so many is of a server
LOOKED_SHARE = 2  # one job in so many is looked through first
END_SECONDS = 480


@dataclass(slots=True)
class Run:
    """What was done so far."""

    random: random.Random
    server_kills: int = 0
    worker_kills: int = 0
    jobs: list[str] = field(default_factory=list)
    workers: list[int] = field(default_factory=list)
    looked_again: set[int] = field(default_factory=set)
    decisions: int = 0
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--here", action="store_true", help="on the database of DATABASE_URL")
    given = parser.parse_args()
    if given.here:
        sys.exit(run_here(given.kills, given.seed))
    sys.exit(run_on_each(given.kills, given.seed))


def run_on_each(kills: int, seed: int) -> int:
    """Run in a process of its own on each database; the number that failed."""
    from scripts.postgres import find_binaries, throwaway_cluster

    failed = 0
    with tempfile.TemporaryDirectory(prefix="newsroom-killing-") as folder:
        failed += _run_with("", folder, kills, seed)
        if binaries := find_binaries():
            with throwaway_cluster(binaries) as url:
                failed += _run_with(url, folder, kills, seed)
        else:
            print("no PostgreSQL found: ran on SQLite only")
    return failed


def _run_with(url: str, folder: str, kills: int, seed: int) -> bool:
    command = [sys.executable, "-m", "scripts.killing", "--here"]
    command += ["--kills", str(kills), "--seed", str(seed)]
    own = os.environ | {"DATABASE_URL": url, "VAR_DIR": folder}
    return subprocess.run(command, env=own, check=False).returncode != 0


def run_here(kills: int, seed: int) -> int:
    """Kill, let it come to its end, and print what is there: 0 when it is what was given."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from coverage.desk.ingest import Arrival, prepare
    from coverage.desk.jobs import leases, running
    from coverage.models import Job

    call_command("migrate", verbosity=0, interactive=False)
    if Job.objects.exists():
        sys.exit("there are jobs in this database already: give a new one")
    # Here no document and no story is to blame for its worker's end: each is tried as often as it
    # takes.
    leases.MOST_ATTEMPTS = running.MOST_ATTEMPTS = 1_000_000
    prepare(Arrival(paper(0), name="loaded before the first fork"))
    run = Run(random.Random(seed))  # noqa: S311  (no secret: the seed is printed)
    started = time.monotonic()
    try:
        kill_servers(run, max(1, kills // SERVER_SHARE))
        kill_workers(run, kills - run.server_kills)
        is_ended = wait_for_end(run)
    finally:
        codes = [end(pid) for pid in run.workers]
    seconds = time.monotonic() - started
    wrong = [] if is_ended else [f"not at its end after {END_SECONDS} s"]
    wrong += [f"a worker told to end did so with {code}" for code in codes if code]
    wrong += [*run.wrong, *count(run)]
    print(
        f"{connection.vendor:<11} seed {seed}: {run.server_kills} servers and {run.worker_kills} "
        f"workers killed, {len(run.jobs)} jobs of {IN_A_JOB} documents, {run.decisions} of them "
        f"looked through first, twice, {retried()} documents "
        f"begun again, {seconds:.0f} s: {'; '.join(wrong) or 'nothing lost, nothing twice'}",
        flush=True,
    )
    return len(wrong)


def fork(work: Callable[[], None]) -> int:
    """The id of a process that does the work and nothing else of this one."""
    from django.db import connections

    connections.close_all()
    if pid := os.fork():
        return pid
    code = 1
    try:
        work()
        code = 0
    finally:
        connections.close_all()
        os._exit(code)


def kill(pid: int) -> bool:
    """Whether the kill came before its end."""
    os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def end(pid: int) -> int:
    """Tell a worker to end after its document; its exit code."""
    os.kill(pid, signal.SIGTERM)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


# --- servers ----------------------------------------------------------------------------------


def paper(number: int) -> bytes:
    """An article of its own for each number; ten of them tell of one event."""
    return (
        f"The bridge of Orle{number // 10} opens again\n\n"
        f"The bridge of Orle{number // 10} was opened on Monday after {number + 2} weeks.\n\n"
        f"“We counted {number + 3} visitors by noon,” said Ada Voss, the warden.\n"
    ).encode()


def inputs(first: int) -> list[object]:
    """Half of the papers as they are, of which a few come twice, and half in a zip."""
    from coverage.desk.jobs import Unit, Upload

    middle, last = first + IN_A_JOB // 2, first + IN_A_JOB
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(middle, last):
            archive.writestr(f"{number}.txt", paper(number))
    packed.seek(0)
    alone = [Unit(paper(n), f"{n}.txt", content_type="text/plain") for n in range(first, middle)]
    again = [
        Unit(paper(n), f"{n} again.txt", content_type="text/plain") for n in range(first, first + 3)
    ]
    return [*alone, Upload(packed, "papers.zip"), *again]


def serve(name: str, first: int) -> None:
    """What the page does when somebody adds coverage."""
    from coverage.desk.jobs import start_job
    from coverage.tasks import enqueue

    looks_first = first // IN_A_JOB % LOOKED_SHARE == 1
    job = start_job(None, inputs(first), purpose=name, looks_first=looks_first)  # type: ignore[arg-type]
    enqueue(job)


def start_further_job(run: Run, seconds: float | None) -> None:
    """Have a server start a job; kill it after the seconds, then look: all of it or nothing."""
    from coverage.models import Job

    name, first = f"job {len(run.jobs)}", len(run.jobs) * IN_A_JOB
    pid = fork(lambda: serve(name, first))
    if seconds is None:
        os.waitpid(pid, 0)
    else:
        time.sleep(seconds)
        run.server_kills += kill(pid)
    if not Job.objects.filter(purpose=name).exists():
        serve(name, first)  # the person sees that it failed, and tries again
    run.jobs.append(name)


def decide(run: Run, is_killed: bool) -> None:
    """Have servers decide what stands as looked through, of which nothing may be in before: first
    another look, then taking in. One may be killed meanwhile, and then another one is asked."""
    from coverage.models import Foreseen, Job, JobItem

    for job in Job.objects.filter(state=Job.State.LOOKED):
        items = JobItem.objects.filter(job=job)
        found = (items.looked().count(), job.looked_count, Foreseen.objects.filter(job=job).count())
        if found != (IN_A_JOB + 3,) * 3 or items.exclude(article=None).exists():
            run.wrong.append(f"{job} is looked through with {found} items, counted and foreseen")
        press = _take_in if job.pk in run.looked_again else _look_again
        pid = fork(lambda number=job.pk, press=press: press(number))  # type: ignore[misc]
        if is_killed:
            time.sleep(run.random.uniform(0, 0.03))
            run.server_kills += kill(pid)
        else:
            os.waitpid(pid, 0)
        if press is _take_in:
            run.decisions += not Job.objects.filter(pk=job.pk, is_looking=True).exists()
        elif not Job.objects.filter(pk=job.pk, started_at=job.started_at).exists():
            run.looked_again.add(job.pk)


def _look_again(number: int) -> None:
    from coverage.desk.jobs import leave_out, look_again
    from coverage.models import Job
    from coverage.tasks import enqueue

    job = Job.objects.get(pk=number)
    leave_out(job, [1])
    if look_again(job):
        enqueue(job)


def _take_in(number: int) -> None:
    from coverage.desk.jobs import leave_out, take_in
    from coverage.models import Job
    from coverage.tasks import enqueue

    job = Job.objects.get(pk=number)
    leave_out(job, [1], is_left_out=False)
    if take_in(job):
        enqueue(job)


def kill_servers(run: Run, kills: int) -> None:
    """Kill so many, each while it starts a job of its own."""
    start_further_job(run, None)
    started = time.monotonic()
    start_further_job(run, None)  # the first one had more to load
    usual = time.monotonic() - started
    while run.server_kills < kills:
        start_further_job(run, run.random.uniform(0, usual))


# --- workers ----------------------------------------------------------------------------------


def work() -> None:
    from coverage.desk.jobs import Worker
    from coverage.management.worker import run_worker

    worker = Worker(lease=LEASE)
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    with worker:
        run_worker(worker)


def kill_workers(run: Run, kills: int) -> None:
    """Keep workers at it and kill one after another, giving them more to do where it runs out."""
    from coverage.models import JobItem

    run.workers = [fork(work) for _ in range(WORKERS)]
    while run.worker_kills < kills:
        time.sleep(run.random.uniform(0.01, 0.6))
        chosen = run.random.randrange(WORKERS)
        run.worker_kills += kill(run.workers[chosen])
        if JobItem.objects.waiting().count() < IN_A_JOB:
            start_further_job(run, None)
        run.workers[chosen] = fork(work)
        decide(run, is_killed=run.random.random() < 0.5)


def wait_for_end(run: Run) -> bool:
    from coverage.models import Job

    until = time.monotonic() + END_SECONDS
    while time.monotonic() < until:
        if not Job.objects.exclude(state=Job.State.DONE).exists():
            return True
        decide(run, is_killed=False)
        time.sleep(0.2)
    return False


# --- counting ---------------------------------------------------------------------------------


def count(run: Run) -> list[str]:
    """Everything that is not as it would be had nobody been killed."""
    from django.db.models import Count

    from coverage.models import (
        Article,
        ArticleVersion,
        Document,
        Foreseen,
        ItemBytes,
        Job,
        JobItem,
        Membership,
        Story,
    )

    distinct, again = len(run.jobs) * IN_A_JOB, len(run.jobs) * 3
    wanted: list[tuple[str, int, int]] = [
        ("jobs", Job.objects.count(), len(run.jobs)),
        ("jobs done", Job.objects.filter(state=Job.State.DONE).count(), len(run.jobs)),
        ("documents", Document.objects.count(), distinct),
        ("articles", Article.objects.count(), distinct),
        ("versions", ArticleVersion.objects.count(), distinct),
        ("places in a story", Membership.objects.filter(is_current=True).count(), distinct),
        ("added", JobItem.objects.filter(outcome="added").count(), distinct),
        ("unchanged", JobItem.objects.filter(outcome="unchanged").count(), again),
        ("other outcomes", JobItem.objects.exclude(
            outcome__in=("added", "unchanged", "unpacked")).count(), 0),
        ("articles added twice", JobItem.objects.filter(outcome="added").values("article")
            .annotate(times=Count("pk")).filter(times__gt=1).count(), 0),
        ("bytes left", ItemBytes.objects.count(), 0),
        ("foreseen left", Foreseen.objects.count(), 0),
        ("looked through first", run.decisions, len(run.jobs) // LOOKED_SHARE),
    ]  # fmt: skip
    for job in Job.objects.all():
        wanted.append((f"{job}: documents", job.item_count, IN_A_JOB + 3))
        wanted.append((f"{job}: done", job.done_count, IN_A_JOB + 3))
    stale = 0
    for story in Story.objects.filter(memberships__is_current=True).distinct():
        told = Article.objects.filter(memberships__story=story, memberships__is_current=True)
        now = {str(a): v for a, v in told.values_list("pk", "current_version")}
        newest = story.comparisons.order_by("-number").first()
        stale += newest is None or newest.made_from != now
    wanted.append(("stories not compared", stale, 0))
    return [f"{found} {what} instead of {due}" for what, found, due in wanted if found != due]


def retried() -> int:
    from coverage.models import JobItem

    return JobItem.objects.filter(attempts__gt=1).count()


if __name__ == "__main__":
    main()
