"""`make dev`: a server, and beside it a worker that begins anew with the code."""

import os
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from scripts import develop

STAY = "import os, sys, time; open(f'{sys.argv[1]}/{os.getpid()}', 'w').close(); time.sleep(60)"
UNTIL = "import os, sys, time\nwhile not os.path.exists(sys.argv[1]): time.sleep(0.02)"


def wait_for(folder: Path, number: int) -> list[int]:
    until = time.monotonic() + 50
    while len(found := [int(file.name) for file in folder.iterdir()]) < number:
        assert time.monotonic() < until
        time.sleep(0.02)
    return found


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_begins_anew_when_code_changes_and_ends_with_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(develop, "LOOK_SECONDS", 0.05)
    code, begun, over = tmp_path / "code", tmp_path / "begun", tmp_path / "over"
    code.mkdir()
    begun.mkdir()
    (code / "desk.py").write_text("a = 1\n")
    answers: list[int] = []
    server = [sys.executable, "-c", UNTIL, str(over)]
    worker = [sys.executable, "-c", STAY, str(begun)]
    going = Thread(target=lambda: answers.append(develop.serve_and_work(server, worker, [code])))
    going.start()
    try:
        (first,) = wait_for(begun, 1)
        (code / "desk.py").write_text("a = 20\n")
        (second,) = set(wait_for(begun, 2)) - {first}
        assert not is_running(first)
        assert is_running(second)
    finally:
        over.touch()
        going.join(50)
    assert answers == [0]
    assert not is_running(second)
