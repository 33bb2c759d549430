"""manage.py ingest as a process of its own: signals, a terminal, a folder that is followed."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coverage.management.bars import Bar
from coverage.management.ending import Ending
from tests.documents.incoming import PAGE, zipped

from .taking import words

ROOT = Path(__file__).parents[2]


class Run:
    """`manage.py ingest` over a new installation; what it prints is read while it runs."""

    def __init__(self, var: Path, *options: str, stdin: int | None = None) -> None:
        self.output = var / "output.txt"
        self.errors = var / "errors.txt"
        with self.output.open("w") as out, self.errors.open("w") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "ingest", *options],
                cwd=ROOT,
                env=os.environ | {"VAR_DIR": str(var), "DATABASE_URL": "", "PYTHONUNBUFFERED": "1"},
                stdin=stdin,
                stdout=out,
                stderr=errors,
            )

    def said(self) -> str:
        return self.output.read_text()

    def wait_for(self, wanted: Callable[[str], object], seconds: float = 60) -> str:
        until = time.monotonic() + seconds
        while not wanted(self.said()):
            assert self.process.poll() is None, self.said() + self.errors.read_text()
            assert time.monotonic() < until, self.said() + self.errors.read_text()
            time.sleep(0.05)
        return self.said()

    def end(self, number: int = signal.SIGINT, seconds: float = 60) -> int:
        self.process.send_signal(number)
        return self.process.wait(seconds)


@pytest.fixture
def var(tmp_path: Path, installed: bytes) -> Path:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "newsroom.sqlite3").write_bytes(installed)
    return tmp_path / "var"


@pytest.fixture
def run(var: Path) -> Iterator[Callable[..., Run]]:
    runs: list[Run] = []

    def start(*options: str, stdin: int | None = None) -> Run:
        runs.append(Run(var, *options, stdin=stdin))
        return runs[-1]

    yield start
    for one in runs:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "coverage").mkdir()
    return tmp_path / "coverage"


def rows_of(said: str, outcome: str) -> int:
    return sum(line.startswith(outcome) for line in said.splitlines())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_after_the_document_and_the_next_run_goes_on(
    run: Callable[..., Run], folder: Path, number: int
) -> None:
    many = 20  # seconds of work: the signal comes long before its end
    (folder / "rows.csv").write_text(
        "text\n" + "".join(f'"{words(n).replace(chr(34), "")}"\n' for n in range(many))
    )
    first = run(str(folder))
    first.wait_for(lambda said: rows_of(said, "added") >= 3)
    assert first.end(number) == 128 + number
    done = rows_of(first.said(), "added")
    assert 3 <= done < many
    assert f"\n{done} added\n" in first.said()
    assert first.said().endswith("run the same line again to go on.\n")
    assert not first.errors.read_text()
    second = run(str(folder))
    assert second.process.wait(120) == 0
    assert second.said().endswith(f"\n{many - done} added, {done} unchanged\n")


def test_a_signal_ends_it_while_it_waits_for_its_input(
    run: Callable[..., Run], folder: Path
) -> None:
    (folder / "a.txt").write_text(words(1))
    reading, writing = os.pipe()
    waiting = run(str(folder / "a.txt"), "-", stdin=reading)
    os.close(reading)
    os.write(writing, b'{"text": "The bridge was shut on Monday, the council said."}\n{"te')
    waiting.wait_for(lambda said: rows_of(said, "added"))
    assert waiting.end() == 130
    assert "\n1 added\n" in waiting.said()
    os.close(writing)


def test_a_followed_folder_is_taken_in_as_it_fills(run: Callable[..., Run], folder: Path) -> None:
    (folder / "early.txt").write_text(words(1))
    os.utime(folder / "early.txt", (1, 1))
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 of a scan")
    following = run(str(folder), "--follow", "--report", str(folder / "report.csv"))
    following.wait_for(lambda said: "early.txt" in said and "bad.pdf" in said)
    packed = zipped({f"{n}.html": PAGE.replace("Bridge", f"Bridge {n}") for n in range(3)})
    with (folder / "pages.zip").open("wb") as file:  # written in pieces, slower than it is looked
        for start in range(0, len(packed), len(packed) // 4 + 1):
            file.write(packed[start : start + len(packed) // 4 + 1])
            file.flush()
            os.fsync(file.fileno())
            time.sleep(0.7)
    (folder / "whole.txt.part").write_text(words(2))
    said = following.wait_for(lambda said: said.count("pages.zip: ") == 3)
    assert rows_of(said, "refused") == 1, "nothing of the half written zip was read"
    (folder / "whole.txt.part").rename(folder / "whole.txt")
    following.wait_for(lambda said: "whole.txt" in said)
    (folder / "early.txt").write_text(words(3))
    following.wait_for(lambda said: said.count("early.txt") == 2)
    assert following.process.poll() is None
    assert following.end(signal.SIGTERM) == 1, "one was refused"
    # The three pages of the zip differ in one number of their headlines.
    assert following.said().endswith("\n4 added, 2 near-duplicate, 1 refused\n")
    assert "report.csv" not in following.said()
    assert (folder / "report.csv").read_text().count("\n") == 8


def test_a_reader_that_goes_away_ends_it(var: Path, folder: Path) -> None:
    (folder / "rows.csv").write_text("text\n" + "A bridge was shut on Monday.\n" * 3000)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "ingest", str(folder)],
        cwd=ROOT,
        env=os.environ | {"VAR_DIR": str(var), "DATABASE_URL": "", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline().startswith(b"added")
    process.stdout.close()
    assert process.wait(60) == 1
    assert process.stderr.read() == b""
    process.stderr.close()


def test_a_terminal_shows_a_bar(var: Path, folder: Path) -> None:
    for number in range(3):
        (folder / f"{number}.txt").write_text(words(number))
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "manage.py", "ingest", str(folder)],
        cwd=ROOT,
        env=os.environ | {"VAR_DIR": str(var), "DATABASE_URL": ""},
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
        text=True,
    )
    os.close(theirs)
    drawn = os.read(ours, 65536).decode()
    os.close(ours)
    assert "█" in drawn
    assert "documents" in drawn
    assert "\x1b" not in done.stdout, "what goes to a file or pipe is the report alone"


def test_a_bar_says_what_is_known() -> None:
    bar = Bar(200)
    bar.documents = 49
    bar.step(100)
    assert bar.line().startswith(f"[{'█' * 12:<25}]  50%  50 documents, ")
    bar.step(50)  # a source that is read in another order does not go back
    assert " 50%  51 documents, " in bar.line()
    assert not Bar().line().startswith("[")
    assert not bar.is_shown, "no terminal, no bar"


def test_a_second_signal_does_not_wait() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with Ending() as ending:
        os.kill(os.getpid(), signal.SIGINT)
        assert ending.is_asked()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    # What is started behind a shell's & ignores SIGINT; it does so again.
    assert signal.signal(signal.SIGINT, before) is signal.default_int_handler


def test_what_waits_ends_at_once() -> None:
    with Ending() as ending, pytest.raises(KeyboardInterrupt), ending.waiting():
        os.kill(os.getpid(), signal.SIGTERM)
    assert ending.number == signal.SIGTERM
