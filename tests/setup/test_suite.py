"""The runs of `make test`: beside each other, each told whole, green only when all of them are."""

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from scripts.suite import Run, lines_run, run_beside
from scripts.test import ON_ONE_DATABASE, WITHOUT_DATABASE, failure_of

ROOT = Path(__file__).parents[2]
GREEN = "def test_of_the_ferry(): print('the ferry left')"
RED = "def test_of_the_ferry(): assert 'the ferry' == 'the weir'"
SLOW = "import time\ndef test_of_the_ferry(): time.sleep(60)"


@pytest.mark.parametrize("place", [*WITHOUT_DATABASE, *ON_ONE_DATABASE])
def test_what_runs_on_one_database_is_there_and_asks_for_none_where_it_knows_none(place):
    file, _, begins = place.partition("::")
    found = ROOT / file
    files = found.rglob("*.py") if found.is_dir() else [found]
    asked = re.compile(r"\bdjango_db\b|\blive_server\b|def \w+\([^)]*\b(?:db|transactional_db)\b")
    assert found.exists()
    assert not begins or f"def {begins}" in found.read_text()
    if place in WITHOUT_DATABASE and place != "tests/setup/test_suite.py":
        assert [file.name for file in files if asked.search(file.read_text())] == []


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Give a run of one test of its own, away from this suite and its settings."""

    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # none is needed here

    def made(database: str, code: str, *chosen: str) -> Run:
        place = tmp_path / database
        place.mkdir()
        (place / "pytest.ini").write_text("[pytest]\n")
        (place / "test_one.py").write_text(code)
        return Run(database, f"url of {database}", (str(place), f"--rootdir={place}", *chosen))

    return made


def test_runs_go_on_at_the_same_time_each_on_its_database_and_told_whole(run, tmp_path, capfd):
    meet = textwrap.dedent(
        f"""
        import time
        from pathlib import Path
        import os
        def test_meets_the_other():
            assert os.environ["TEST_DATABASE_URL"] == "url of NAME"
            (Path({str(tmp_path)!r}) / "here-NAME").touch()
            until = time.monotonic() + 50
            while not (Path({str(tmp_path)!r}) / "here-OTHER").exists():
                assert time.monotonic() < until
                time.sleep(.01)
        """
    )
    one = run("one", meet.replace("NAME", "one").replace("OTHER", "two"))
    two = run("two", meet.replace("NAME", "two").replace("OTHER", "one"))
    suites = run_beside(tmp_path, [one, two])
    assert [(suite.passed, suite.failed, suite.is_green) for suite in suites] == [(1, 0, True)] * 2
    said = capfd.readouterr().out
    for name in ("one", "two"):
        whole = said.split(f"== tests on {name}\n")[1].split("== tests on")[0]
        assert "test session starts" in whole
        assert "1 passed" in whole


@pytest.mark.parametrize("red", [0, 1])
def test_a_test_that_fails_in_either_run_is_named(run, tmp_path, capfd, red):
    codes = [GREEN, GREEN]
    codes[red] = RED
    suites = run_beside(tmp_path, [run("SQLite", codes[0]), run("PostgreSQL", codes[1])])
    failing = {suite.name: suite.failing for suite in suites if not suite.is_green}
    name = f"tests on {('SQLite', 'PostgreSQL')[red]}"
    assert list(failing) == [name]
    (bad,) = [suite for suite in suites if not suite.is_green]
    assert (bad.passed, bad.failed) == (0, 1)
    assert failure_of(bad).startswith(f"{name}: ")
    assert failure_of(bad).endswith("test_of_the_ferry")
    assert "assert 'the ferry' == 'the weir'" in capfd.readouterr().out


def test_a_run_that_never_came_to_its_tests_is_red(run, tmp_path, capfd):
    (suite,) = run_beside(tmp_path, [run("SQLite", GREEN, "--no-such-option")])
    assert (suite.failed, suite.is_green) == (1, False)
    assert "no-such-option" in capfd.readouterr().out


def test_checks_run_beside_the_suite_and_their_failures_are_named(run, tmp_path, capfd):
    said = "print('== types'); print('FAILED: types'); print('FAILED: lint'); raise SystemExit(1)"
    checks = Run("checks", program=(sys.executable, "-c", said))
    suites = run_beside(tmp_path, [run("SQLite", GREEN), checks])
    (bad,) = [suite for suite in suites if not suite.is_green]
    assert failure_of(bad) == "checks: types, lint"
    assert (bad.passed, bad.failed) == (0, 0), "no test of the suite"
    assert "== types" in capfd.readouterr().out


def test_told_to_end_it_ends_every_run(run, tmp_path):
    slow = SLOW.replace("time.sleep", f"open({str(tmp_path)!r} + f'/{{__import__(\"os\").getpid()}}"
                        ".pid', 'w').close(); time.sleep")  # fmt: skip
    runs = [run("one", slow), run("two", slow)]
    program = (
        "import signal, sys; from pathlib import Path; from scripts.suite import Run, run_beside\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))\n"
        f"run_beside(Path({str(tmp_path)!r}), {runs!r})"
    )
    whole = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL)  # fmt: skip
    until = time.monotonic() + 50
    while len(pids := [int(path.stem) for path in tmp_path.glob("*.pid")]) < 2:
        assert time.monotonic() < until
        time.sleep(0.05)
    whole.send_signal(signal.SIGTERM)
    whole.communicate(timeout=50)
    assert whole.returncode == 143
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_what_runs_counted_apart_is_put_together(tmp_path):
    counted = tmp_path / "weir.py"
    counted.write_text("import sys\nif sys.argv[1] == 'left':\n    a = 1\nelse:\n    b = 2\n")
    for side in ("left", "right"):
        report = tmp_path / f"{side}.lines.json"
        slipcover = [sys.executable, "-m", "slipcover", "--branch", "--json", "--out", str(report)]
        subprocess.run([*slipcover, str(counted), side], check=True, cwd=tmp_path)
    (file,) = json.loads(lines_run(tmp_path).read_text())["files"].values()
    assert (file["executed_lines"], file["missing_lines"]) == ([1, 2, 3, 5], [])
