"""The commands for pipes start without settings, tables and pages."""

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
    "heavy = ('django.db.models', 'django.urls', 'coverage.models', 'newsroom.settings');"
    "atexit.register(lambda: sys.stderr.write(str([n for n in heavy if n in sys.modules])));"
    "manage.main()"
)


def _run(name: str, *before: str) -> "subprocess.CompletedProcess[str]":
    without = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, *before, name],
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
def test_a_pipe_loads_no_tables_and_no_pages(name):
    done = _run(name, "-c", PROBE)
    assert (done.returncode, done.stderr) == (0, "[]")


def test_a_pipe_says_how_it_is_used():
    done = subprocess.run(
        [sys.executable, "manage.py", "read", "--help"],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0
    assert "JSON lines" in done.stdout
