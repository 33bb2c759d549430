"""The worker beside the server: there, started again when killed, gone with the server; and no
document lost or there twice when servers and workers are killed at random moments."""

import os
import re
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import psycopg
import pytest
from django.conf import settings

from .test_start import ROOT, START_SECONDS, serving, variables

Found = TypeVar("Found")
START_A_JOB = """
import django; django.setup()
from coverage.desk.jobs import Unit, start_job
from coverage.tasks import enqueue
from tests.desk.papers import paper_unit
enqueue(start_job(None, [paper_unit(NUMBER)], purpose="a test"))
"""


def run(folder: Path, *command: str, **others: str) -> subprocess.CompletedProcess[str]:
    own = variables(folder, DJANGO_SETTINGS_MODULE="newsroom.settings", **others)
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=own, capture_output=True, text=True, check=False
    )


def start_a_job(folder: Path, number: int) -> None:
    answer = run(folder, "-c", START_A_JOB.replace("NUMBER", str(number)))
    assert answer.returncode == 0, answer.stderr


def wait_for(look: Callable[[], Found | None]) -> Found:
    until = time.monotonic() + START_SECONDS
    while not (found := look()):
        assert time.monotonic() < until
        time.sleep(0.1)
    return found


def worker_of_job(folder: Path, number: int) -> int | None:
    """The id of the process that did the job's document; None while that is not done."""
    with closing(sqlite3.connect(folder / "newsroom.sqlite3", timeout=20)) as database:
        asked = "select owner from coverage_jobitem where job_id = ? and state = 'done'"
        row = database.execute(asked, [number]).fetchone()
    return int(row[0].split(":")[1]) if row else None


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux does")
def test_a_worker_is_there_is_started_again_and_ends_with_the_server(tmp_path, installed):
    (tmp_path / "newsroom.sqlite3").write_bytes(installed)
    with serving(tmp_path):
        start_a_job(tmp_path, 1)
        first = wait_for(lambda: worker_of_job(tmp_path, 1))
        os.kill(first, signal.SIGKILL)
        start_a_job(tmp_path, 2)
        second = wait_for(lambda: worker_of_job(tmp_path, 2))
        assert second != first
        assert is_running(second)
    assert not is_running(second)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux does")
def test_a_worker_ends_when_its_server_is_killed(tmp_path, installed):
    (tmp_path / "newsroom.sqlite3").write_bytes(installed)
    own = variables(tmp_path)
    server = subprocess.Popen([sys.executable, "-m", "scripts.serve"], cwd=ROOT, env=own)
    try:
        start_a_job(tmp_path, 1)
        worker = wait_for(lambda: worker_of_job(tmp_path, 1))
    finally:
        server.kill()
        server.wait()
    wait_for(lambda: not is_running(worker))


@contextmanager
def empty_database(folder: Path, installed: bytes) -> Iterator[str]:
    """The DATABASE_URL of a new database on the server that the tests run on."""
    given = settings.DATABASES["default"]
    if given["ENGINE"].endswith("sqlite3"):
        (folder / "killing.sqlite3").write_bytes(installed)
        yield f"sqlite:///{folder}/killing.sqlite3"
        return
    name = f"killing_{os.getpid()}"
    url = os.environ["TEST_DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"create database {name}")
        try:
            yield f"{url.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f"drop database {name} with (force)")


def test_nothing_is_lost_or_there_twice_when_servers_and_workers_are_killed(tmp_path, installed):
    """`python -m scripts.killing` does the same with fifty kills, on both databases."""
    seed = str(secrets.randbelow(1_000_000))
    with empty_database(tmp_path, installed) as url:
        answer = run(
            tmp_path, "-m", "scripts.killing", "--here", "--kills", "4", "--seed", seed,
            DATABASE_URL=url,
        )  # fmt: skip
    print(answer.stdout)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    killed = re.search(rf"seed {seed}: (\d+) servers and (\d+) workers killed", answer.stdout)
    assert killed is not None
    # A server may be killed once more, in the moment of Take in.
    assert int(killed[1]) >= 1
    assert sum(map(int, killed.groups())) >= 4
    assert "nothing lost, nothing twice" in answer.stdout
