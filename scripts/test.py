"""All the checks: format, lint, types, Django's checks, and the suite on each database.

Run by `make test`. With --lint it stops before the suite. REQUIRE_POSTGRES=1 and
REQUIRE_CHROMIUM=1 make a missing one a failure; TEST_POSTGRES_URL names a server to use instead of
a throwaway one; words after -- go to pytest.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from scripts.chromium import find_chromium
from scripts.postgres import find_binaries, migrated_once, throwaway_cluster
from scripts.suite import FAILED, PYTHON, Run, Suite, lines_run, run_beside

_SETUP = (
    "architecture develop environment first_run postgres repository samples settings start suite"
)
#: Rooms and tests that know no database, or start programs on a SQLite file of their own: what they
#: do on SQLite they do on any.
WITHOUT_DATABASE = (
    *("tests/text", "tests/documents", "tests/benchmarks"),
    *(f"tests/setup/test_{subject}.py" for subject in _SETUP.split()),
    *(f"tests/commands/test_{pipe}.py" for pipe in "collate group jsonl pipes read".split()),
)
#: Looks and keys of pages whose queries run on each database in tests/web and, for an editor, in
#: test_every_page; and programs of their own that keep what they take in on SQLite.
ON_ONE_DATABASE = (
    *(f"tests/browser/test_{page}.py" for page in ("admin", "article", "keys", "long_names")),
    *(f"tests/browser/test_{page}.py" for page in ("feeds", "speakers", "stored_pages", "story")),
    *(f"tests/browser/test_{page}.py" for page in ("tagging", "typefaces", "versions")),
    "tests/browser/test_editing.py",
    "tests/browser/test_words_in_marks.py",
    "tests/browser/test_every_page.py::test_a_page_is_sound_for_a_stranger",
    "tests/commands/test_ingest_ending.py",
    "tests/setup/test_workers.py::test_a_worker",
)
#: Parts of runs of their own: equally long ones leave no processor idle at the end.
BROWSER = "tests/browser"
#: A minute on the clock, most of which it waits: beside all others, it costs them little.
SOAK = "tests/browser/test_soak.py"
DESK = ("tests/desk", "tests/models")
TEXT = "tests/text"
NO_BROWSER = "not browser"
FLOOR = 90
MOST_NAMED = 10  # failed tests that the last lines name
TRUE_WORDS = ("1", "true", "yes", "on")


def main() -> None:
    """Run everything, say at the end what failed, and exit 1 when something did."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))
    folder = Path(tempfile.mkdtemp(prefix="newsroom-check-"))
    try:
        failures, suites = run_all(folder, sys.argv[1:])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for failure in failures:
        print(f"{FAILED}{failure}")
    if suites:
        passed, failed, skipped = (
            sum(getattr(suite, name) for suite in suites)
            for name in ("passed", "failed", "skipped")
        )
        # Failures outside the suite count too: the last line never looks better than the run.
        failed = max(failed, len(failures))
        print(f"{passed} passed, {failed} failed, {skipped} skipped")
    elif not failures:
        print("All checks passed.")
    sys.exit(1 if failures else 0)


def run_all(folder: Path, arguments: Sequence[str]) -> tuple[list[str], list[Suite]]:
    """Give the names of what failed, and the passes of the suite."""
    chosen = list(arguments[arguments.index("--") + 1 :]) if "--" in arguments else []
    if "--lint" in arguments:
        return run_checks(folder), []
    failures, left_out = [], []
    chromium = find_chromium()
    if chromium:
        os.environ["CHROMIUM"] = chromium
    else:
        print("== no Chromium found: the browser tests are left out", flush=True)
        left_out.append(NO_BROWSER)
        if is_required("REQUIRE_CHROMIUM"):
            failures.append("REQUIRE_CHROMIUM is set and no Chromium is found")
    with ExitStack() as ending:
        url = os.environ.get("TEST_POSTGRES_URL", "")
        if not url and (binaries := find_binaries()):
            url = ending.enter_context(throwaway_cluster(binaries))
        if not url:
            print("== no PostgreSQL found: the suite runs on SQLite only", flush=True)
            if is_required("REQUIRE_POSTGRES"):
                failures.append("REQUIRE_POSTGRES is set and no PostgreSQL is found")
        try:
            make_tables(folder, url, ending)
        except subprocess.CalledProcessError:
            return [*failures, "tables"], []
        suites = run_suite(folder, url, chosen, left_out)
    if not chosen and not is_test_coverage_enough(lines_run(folder)):
        failures.append(f"test coverage is under {FLOOR} %")
    failures += [failure_of(suite) for suite in suites if not suite.is_green]
    return failures, suites


def make_tables(folder: Path, url: str, ending: ExitStack) -> None:
    """Run all migrations once on each database, at the same time, for test databases to copy."""
    print("== tables", flush=True)
    started = time.monotonic()
    made = {"VAR_DIR": str(folder / "tables"), "DATABASE_URL": "", "DEBUG": "0"}
    command = [PYTHON, "manage.py", "migrate", "-v0"]
    on_sqlite = subprocess.Popen(command, env=os.environ | made)
    ending.callback(on_sqlite.kill)
    os.environ["TEST_TABLES"] = str(folder / "tables" / "newsroom.sqlite3")
    if url:
        os.environ["TEST_TEMPLATE"] = ending.enter_context(migrated_once(url))
    if on_sqlite.wait():
        raise subprocess.CalledProcessError(on_sqlite.returncode, command)
    print(f"   ok, {time.monotonic() - started:.1f} s", flush=True)


def is_required(name: str) -> bool:
    """Say whether a missing program is a failure."""
    return os.environ.get(name, "").lower() in TRUE_WORDS


def run_checks(folder: Path) -> list[str]:
    """Run the checks that need no database server; give the names of those that failed."""
    served = {
        "VAR_DIR": str(folder),
        "BASE_URL": "https://newsroom.example",
        "DEBUG": "0",
        "DATABASE_URL": "",
    }
    manage = [PYTHON, "manage.py"]
    checks: list[tuple[str, list[str]]] = [
        ("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        ("lint", [PYTHON, "-m", "ruff", "check", "."]),
        ("types", [PYTHON, "-m", "mypy"]),
        ("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"]),
        ("migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
    ]
    return [name for name, command in checks if not succeeds(name, command, served)]


def succeeds(name: str, command: Sequence[str], extra: dict[str, str]) -> bool:
    """Run one command with its output shown, and say how long it took."""
    print(f"== {name}", flush=True)
    started = time.monotonic()
    code = subprocess.run(command, env=os.environ | extra, check=False).returncode
    print(
        f"   {'ok' if code == 0 else f'exit code {code}'}, {time.monotonic() - started:.1f} s",
        flush=True,
    )
    return code == 0


def run_suite(
    folder: Path, url: str, chosen: Sequence[str], left_out: Sequence[str]
) -> list[Suite]:
    """Run the checks and, beside them, the suite on SQLite and on the PostgreSQL of `url`, if there
    is one, each with its browser tests for themselves, and what needs neither.

    Counting lines and a busy machine slow Python down: tests that hold a clock run once, behind
    the others, no more of them at a time than a machine has processors at least; what somebody
    chose, with them in it, runs on one database at a time.
    """
    checks = Run("checks", program=(PYTHON, "-m", "scripts.test", "--lint"))
    if chosen:
        runs = [checks, Run("SQLite", "", chosen, left_out)]
        runs += [Run("PostgreSQL", url, chosen, left_out)] if url else []
        return [suite for run in runs for suite in run_beside(folder, [run])]
    marks = [*left_out, "not timed"]
    kept = [f"--ignore={place}" for place in (*WITHOUT_DATABASE, BROWSER)]
    kept_on_each = [f"--deselect={place}" for place in ON_ONE_DATABASE]
    beside = [
        Run("SQLite", "", kept, marks, is_measured=True),
        Run("no database", "", WITHOUT_DATABASE, marks, is_measured=True),
    ]
    if url:
        desk = [f"--ignore={place}" for place in DESK]
        beside.append(Run("PostgreSQL, the desk", url, [*DESK, *kept_on_each], marks))
        beside.append(Run("PostgreSQL, pages", url, [*kept, *desk, *kept_on_each], marks))
    if NO_BROWSER not in left_out:
        beside.append(Run("SQLite, soaked", "", [SOAK], marks))
        pages = [BROWSER, f"--ignore={SOAK}"]
        beside.append(Run("SQLite in a browser", "", pages, marks))
        if url:
            in_browser = [*pages, *kept_on_each]
            beside.append(Run("PostgreSQL in a browser", url, in_browser, marks))
    timed = [*left_out, "timed"]
    clock = [
        Run("SQLite, text against the clock", "", [TEXT], timed),
        Run("SQLite, the rest against the clock", "", [f"--ignore={TEXT}"], timed),
    ]
    return [*run_beside(folder, [*beside, checks]), *run_beside(folder, clock)]


def failure_of(suite: Suite) -> str:
    """What the last lines say of a run that is not green: which, and the first of its tests."""
    named = ", ".join(suite.failing[:MOST_NAMED])
    more = len(suite.failing) - MOST_NAMED
    return f"{suite.name}" + (f": {named}" if named else "") + (f" and {more} more" * (more > 0))


def is_test_coverage_enough(report: Path) -> bool:
    """Print the share of lines and branches run, and the files below the floor."""
    if not report.exists():
        return False
    measured = json.loads(report.read_text())
    share = measured["summary"]["percent_covered"]
    print(f"== lines and branches run by the tests: {share:.1f} % (floor {FLOOR} %)")
    for name, file in sorted(measured["files"].items()):
        if file["summary"]["percent_covered"] < FLOOR:
            missing = ", ".join(map(str, file["missing_lines"][:12]))
            print(f"   {file['summary']['percent_covered']:5.1f} %  {name}  not run: {missing}")
    return bool(share >= FLOOR)


if __name__ == "__main__":
    main()
