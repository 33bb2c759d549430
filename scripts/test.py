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
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from scripts.chromium import find_chromium
from scripts.postgres import find_binaries, throwaway_cluster

PYTHON = sys.executable
#: Rooms that know no database: what they do on SQLite they do on any.
WITHOUT_DATABASE = ("tests/text", "tests/documents", "tests/benchmarks")
#: Looks and keys of pages whose queries run on each database in tests/web and test_every_page, and
#: programs of their own that keep what they take in on SQLite.
ON_ONE_DATABASE = (
    *(f"tests/browser/test_{page}.py" for page in ("admin", "article", "keys", "long_names")),
    *(f"tests/browser/test_{page}.py" for page in ("feeds", "speakers", "words_in_marks")),
    "tests/commands/test_ingest_ending.py",
)
FLOOR = 90
MEASURED = "coverage,newsroom"
TRUE_WORDS = ("1", "true", "yes", "on")


@dataclass(frozen=True, slots=True)
class Suite:
    """One pass of the suite: the database it ran on and what pytest counted."""

    database: str
    passed: int
    failed: int
    skipped: int
    is_green: bool


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
        print(f"FAILED: {failure}")
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
    failures = run_checks(folder)
    if "--lint" in arguments:
        return failures, []
    left_out = []
    chromium = find_chromium()
    if chromium:
        os.environ["CHROMIUM"] = chromium
    else:
        print("== no Chromium found: the browser tests are left out", flush=True)
        left_out.append("not browser")
        if is_required("REQUIRE_CHROMIUM"):
            failures.append("REQUIRE_CHROMIUM is set and no Chromium is found")
    if chosen:
        suites = [run_suite(folder, "SQLite", "", chosen, left_out)]
    else:
        # Counting lines slows Python down: tests that hold a clock run once, by themselves.
        suites = [
            run_suite(folder, "SQLite", "", [], [*left_out, "not timed"], is_measured=True),
            run_suite(folder, "SQLite, against the clock", "", [], [*left_out, "timed"]),
        ]
        left_out.append("not timed")
        if not is_test_coverage_enough(folder / "test-coverage.json"):
            failures.append(f"test coverage is under {FLOOR} %")
    given, binaries = os.environ.get("TEST_POSTGRES_URL", ""), find_binaries()
    if given or binaries:
        with throwaway_cluster(binaries) if binaries and not given else nullcontext(given) as url:
            wanted = chosen or [
                f"--ignore={room}" for room in (*WITHOUT_DATABASE, *ON_ONE_DATABASE)
            ]
            suites.append(run_suite(folder, "PostgreSQL", url, wanted, left_out))
    else:
        print("== no PostgreSQL found: the suite ran on SQLite only", flush=True)
        if is_required("REQUIRE_POSTGRES"):
            failures.append("REQUIRE_POSTGRES is set and no PostgreSQL is found")
    failures += [f"tests on {suite.database}" for suite in suites if not suite.is_green]
    return failures, suites


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
    folder: Path,
    database: str,
    url: str,
    chosen: Sequence[str],
    marks: Sequence[str],
    is_measured: bool = False,
) -> Suite:
    """Run pytest on one database and read what it counted from its report."""
    report = folder / f"{database}.xml"
    measuring = [
        *("-m", "slipcover", "--dont-wrap-pytest", "--branch", "--source", MEASURED),
        *("--json", "--out", str(folder / "test-coverage.json")),
    ]
    command = [PYTHON, *(measuring if is_measured else []), "-m", "pytest", f"--junitxml={report}"]
    command += ["-m", " and ".join(marks)] if marks else []
    name = f"tests on {database}" + (", counting the lines run" if is_measured else "")
    is_green = succeeds(name, [*command, *chosen], {"TEST_DATABASE_URL": url})
    if not report.exists():
        return Suite(database, passed=0, failed=1, skipped=0, is_green=False)
    counts = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - written by pytest just now
    assert counts is not None
    total, failures, errors, skipped = (
        int(counts.get(key, "0")) for key in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return Suite(database, total - failed - skipped, failed, skipped, is_green)


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
