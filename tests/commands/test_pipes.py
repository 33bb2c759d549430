"""The commands for pipes start without Django, and Django knows them all the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = {
    "read": {"id": "a", "text": "“We stay here,” said Ada Holm, who runs the yard."},
    "group": {"id": "a", "outlet": "", "date": "", "title": "", "text": "The ferry stays in port."},
    "collate": {"story": "s", "articles": []},
}
#: Says on stderr, when the command is through, which of the heavy rooms were loaded for it.
PROBE = (
    "import atexit, sys, manage;"
    "heavy = ('django', 'asyncio', 'coverage.models', 'coverage.desk', 'newsroom.settings');"
    "atexit.register(lambda: sys.stderr.write(str([n for n in heavy if n in sys.modules])));"
    "sys.exit(manage.run_pipe(sys.argv[1], sys.argv[2:]))"
)


def _run(
    name: str, *before: str, options: tuple[str, ...] = ()
) -> "subprocess.CompletedProcess[str]":
    without = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, *before, name, *options],
        input=json.dumps(LINES[name]) + "\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**without, "DATABASE_URL": "nonsense://", "PYTHONUTF8": "1"},
    )


@pytest.mark.parametrize("name", LINES)
def test_a_pipe_needs_no_database_and_no_settings(name):
    done = _run(name, "manage.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1
    assert json.loads(done.stdout)


@pytest.mark.parametrize("name", LINES)
def test_a_pipe_loads_nothing_of_django(name):
    done = _run(name, "-c", PROBE)
    assert (done.returncode, done.stderr) == (0, "[]")


@pytest.mark.parametrize("name", LINES)
def test_a_pipe_says_how_it_is_used(name):
    done = _run(name, "manage.py", options=("--help",))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"usage: manage.py {name} [-h] [-o OUTPUT]" in done.stdout
    assert "JSON lines" in done.stdout


@pytest.mark.parametrize("name", LINES)
def test_a_pipe_takes_the_options_that_django_gives_every_command(name):
    plain, with_option = _run(name, "manage.py"), _run(name, "manage.py", options=("-v", "0"))
    assert (with_option.returncode, with_option.stderr) == (0, "")
    assert with_option.stdout == plain.stdout


def test_the_list_of_commands_holds_the_pipes():
    done = subprocess.run(
        [sys.executable, "manage.py", "help", "--commands"],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0
    assert set(LINES) <= set(done.stdout.split())


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("no.jsonl",), 1, "no.jsonl: No such file"),
        (("--nonsense",), 2, "unrecognized arguments: --nonsense"),
        (("one.jsonl", "two.jsonl"), 2, "unrecognized arguments: two.jsonl"),
        (("-o",), 2, "expected one argument"),
    ],
)
def test_what_a_pipe_cannot_do_is_told(options, code, told):
    done = _run("read", "manage.py", options=options)
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr


def test_a_pipe_nobody_reads_to_its_end_stops_quietly():
    lines = (json.dumps(LINES["read"]) + "\n").encode() * 2000
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "manage.py", "read"],
        input=lines, stdout=write, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_bad_line_ends_a_pipe_in_1(tmp_path):
    lines = tmp_path / "in.jsonl"
    lines.write_text("oops\n" + json.dumps(LINES["read"]))
    done = _run("read", "manage.py", options=(str(lines),))
    assert done.returncode == 1
    assert "line 1: not JSON" in done.stderr
    assert len(done.stdout.splitlines()) == 1
