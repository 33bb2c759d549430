"""Runs of the suite: begun one beside the other, each with its output kept whole, and counted."""

import os
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PYTHON = sys.executable
MEASURED = "coverage,newsroom"
#: What a run has time for, told to end, to put away its databases, browsers and folders.
END_SECONDS = 20
PROGRESS_SECONDS = 30
#: How a line begins that names what failed.
FAILED = "FAILED: "
_PERCENT = re.compile(r"\[ *(\d+)%\]")


@dataclass(frozen=True, slots=True)
class Run:
    """What pytest is to run: on which database, which tests, and whether lines are counted.

    `program` runs instead of pytest; what it names in lines that begin with `FAILED` failed.
    """

    database: str
    url: str = ""
    chosen: Sequence[str] = ()
    marks: Sequence[str] = ()
    is_measured: bool = False
    program: Sequence[str] = ()

    @property
    def name(self) -> str:
        if self.program:
            return self.database
        return f"tests on {self.database}" + (", counting the lines run" * self.is_measured)


@dataclass(frozen=True, slots=True)
class Suite:
    """What a run came to: what pytest counted, and the names of what failed."""

    name: str
    passed: int
    failed: int
    skipped: int
    is_green: bool
    failing: Sequence[str] = ()


@dataclass(slots=True)
class Begun:
    """A run that has begun; all it says goes to `log`."""

    run: Run
    folder: Path
    process: subprocess.Popen[bytes]
    started: float = field(default_factory=time.monotonic)
    is_asked: bool = False

    @property
    def log(self) -> Path:
        return self.folder / f"{self.run.database}.log"

    @property
    def report(self) -> Path:
        return self.folder / f"{self.run.database}.xml"

    def ask_to_end(self) -> None:
        """Ask once, as Ctrl-C does: a second time would cut short what it puts away."""
        if not self.is_asked and self.process.poll() is None:
            self.is_asked = True
            self.process.send_signal(signal.SIGINT)

    def progress(self) -> str:
        """How far it is, as pytest wrote it last: "41 %"; a program goes from 0 % to its end."""
        percents = _PERCENT.findall(self.log.read_text(errors="replace")[-4000:])
        return f"{percents[-1] if percents else 0} %"


def run_beside(folder: Path, runs: Sequence[Run]) -> list[Suite]:
    """Run them at the same time; each is printed whole when it ends, how far they are meanwhile.

    They share nothing: each makes a folder (`tests/early.py`), a database and a browser of its own,
    and servers take free ports. Whatever ends this process ends them.
    """
    suites: list[Suite] = []
    with ExitStack() as ending:
        for run in runs:
            print(f"== {run.name}: begun", flush=True)
        going = [ending.enter_context(begin(folder, run)) for run in runs]
        for begun in going:
            ending.callback(begun.ask_to_end)  # called first: all are asked before one is awaited
        told = time.monotonic()
        while going:
            time.sleep(0.2)
            for begun in [one for one in going if one.process.poll() is not None]:
                going.remove(begun)
                suites.append(told_whole(begun))
            if going and time.monotonic() - told > PROGRESS_SECONDS:
                told = time.monotonic()
                far = ", ".join(f"{one.run.database} {one.progress()}" for one in going)
                print(f"   … {far}", flush=True)
    return suites


@contextmanager
def begin(folder: Path, run: Run) -> Iterator[Begun]:
    """Begin a run; leaving before its end ends it, as Ctrl-C would, and waits until it is gone."""
    begun = Begun(run, folder, _start(folder, run))
    try:
        yield begun
    finally:
        begun.ask_to_end()
        try:
            begun.process.wait(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            begun.process.kill()
            begun.process.wait()


def _start(folder: Path, run: Run) -> subprocess.Popen[bytes]:
    measuring = [
        *("-m", "slipcover", "--dont-wrap-pytest", "--branch", "--source", MEASURED),
        "--immediate",  # a line once run is watched no more: an eighth of a run's time
        *("--json", "--out", str(folder / f"{run.database}.lines.json")),
    ]
    command = [PYTHON, *(measuring if run.is_measured else []), "-m", "pytest"]
    command.append(f"--junitxml={folder / run.database}.xml")
    command += ["-m", " and ".join(run.marks)] if run.marks else []
    command += run.chosen
    with (folder / f"{run.database}.log").open("wb") as log:
        return subprocess.Popen(
            run.program or command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=os.environ | {"TEST_DATABASE_URL": run.url, "PYTHONUNBUFFERED": "1"},
            # A Ctrl-C comes to this process alone, which then asks each run to end, once.
            start_new_session=True,
        )


def told_whole(begun: Begun) -> Suite:
    """Print what an ended run said, and read what it counted from its report."""
    code = begun.process.returncode
    print(f"== {begun.run.name}", flush=True)
    said = begun.log.read_text(errors="replace")
    print(said, end="", flush=True)
    took = time.monotonic() - begun.started
    print(f"   {'ok' if code == 0 else f'exit code {code}'}, {took:.1f} s", flush=True)
    if begun.run.program:
        failing = [
            line.removeprefix(FAILED) for line in said.splitlines() if line.startswith(FAILED)
        ]
        return Suite(begun.run.name, 0, 0, 0, is_green=code == 0, failing=failing)
    if not begun.report.exists():
        return Suite(begun.run.name, passed=0, failed=1, skipped=0, is_green=False)
    return counted(begun.run.name, begun.report, is_green=code == 0)


def counted(name: str, report: Path, *, is_green: bool) -> Suite:
    """Read what pytest counted in its JUnit report."""
    suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - pytest wrote it just now
    assert suite is not None
    total, failures, errors, skipped = (
        int(suite.get(key, "0")) for key in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    failing = [
        f"{case.get('classname')}.{case.get('name')}"
        for case in suite.iter("testcase")
        if case.find("failure") is not None or case.find("error") is not None
    ]
    return Suite(name, total - failed - skipped, failed, skipped, is_green, failing)


def lines_run(folder: Path) -> Path:
    """Give the report of which lines and branches all measured runs in `folder` ran together."""
    whole = folder / "lines.json"
    command = [PYTHON, "-m", "slipcover", "--branch", "--json", "--out", str(whole), "--merge"]
    parts = sorted(map(str, folder.glob("*.lines.json")))
    if parts:
        subprocess.run([*command, *parts], stdout=subprocess.DEVNULL, check=True)
    return whole
