"""Starting an installation: it serves, and what stops it is said in one line."""

import gzip
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

from gunicorn.workers.gthread import PollableMethodQueue

from scripts.serve import Worker

ROOT = Path(__file__).parents[2]
START_SECONDS = 90
#: It waits up to 30 s for what is being answered, then 25 for the document a worker is at.
END_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def variables(folder: Path, **others: str) -> dict[str, str]:
    path = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder)}
    return path | {"SAMPLES": "0", "WEB_WORKERS": "1", "PORT": str(free_port())} | others


def serve_refused(folder: Path, **others: str) -> str:
    """Start, expect it to end by itself, and give what it said."""
    answer = subprocess.run(
        [sys.executable, "-m", "scripts.serve"],
        cwd=ROOT,
        env=variables(folder, **others),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stdout == ""
    return answer.stderr


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Give the address of a server that answers; end it with Ctrl-C and expect a clean end."""
    own = variables(folder)
    server = subprocess.Popen([sys.executable, "-m", "scripts.serve"], cwd=ROOT, env=own)
    try:
        address = f"http://127.0.0.1:{own['PORT']}"
        until = time.monotonic() + START_SECONDS
        while True:
            assert server.poll() is None
            assert time.monotonic() < until
            try:
                with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
                    assert answer.status == 200
                break
            except urllib.error.HTTPError:
                raise
            except OSError:
                time.sleep(0.05)
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            raise
    assert server.returncode == 0


def test_it_serves_hashed_compressed_files_and_starts_again_quickly(tmp_path, installed):
    folder = tmp_path / "var"
    folder.mkdir()
    (folder / "newsroom.sqlite3").write_bytes(installed)
    with closing(sqlite3.connect(folder / "newsroom.sqlite3")) as database:
        database.execute("drop table django_session")  # as before an upgrade: one table to make
        database.execute("delete from django_migrations where app = 'sessions'")
        database.commit()
    with serving(folder) as address:
        with closing(sqlite3.connect(folder / "newsroom.sqlite3")) as database:
            assert database.execute("select count(*) from django_session").fetchone() == (0,)
        hashed = json.loads((folder / "static" / "staticfiles.json").read_text())["paths"]
        asked = urllib.request.Request(
            f"{address}/static/{hashed['css/fonts.css']}", headers={"Accept-Encoding": "gzip"}
        )
        with urllib.request.urlopen(asked, timeout=5) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert "immutable" in answer.headers["Cache-Control"]
            assert b"@font-face" in gzip.decompress(answer.read())
    kept = (folder / "secret-key").read_text()
    collected = (folder / "static" / "staticfiles.json").stat().st_mtime_ns
    started = time.monotonic()
    with serving(folder):
        taken = time.monotonic() - started
    assert (folder / "secret-key").read_text() == kept
    assert (folder / "static" / "staticfiles.json").stat().st_mtime_ns == collected
    # Under 3 s alone on a computer; a test has company.
    assert taken < 10


def test_ctrl_c_ends_a_worker_that_gives_a_request_to_a_thread_at_that_moment():
    worker = Worker.__new__(Worker)
    worker.alive, worker.tpool = True, ThreadPoolExecutor(1)
    worker.method_queue = PollableMethodQueue()
    worker.method_queue.init()
    told = Thread(target=worker.handle_quit, args=(signal.SIGINT, None), daemon=True)
    with worker.tpool._shutdown_lock:  # as `submit` holds it, in the thread that signals come to
        told.start()
        told.join(10)
        assert not told.is_alive()
    assert not worker.alive
    worker.method_queue.close()


def test_a_busy_port_names_another(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = serve_refused(tmp_path, PORT=str(port))
    assert said.startswith(f"Newsroom: port {port} is in use by another program: stop that one")
    assert said.count("\n") == 1


def test_an_address_of_another_computer_cannot_be_listened_on(tmp_path):
    said = serve_refused(tmp_path, BIND="192.0.2.1")
    assert said.startswith("Newsroom: cannot listen on BIND=192.0.2.1")
    assert said.count("\n") == 1


def test_a_database_that_does_not_answer_is_named(tmp_path):
    url = f"postgresql://ed@127.0.0.1:{free_port()}/news"
    said = serve_refused(tmp_path, DATABASE_URL=url)
    assert said.startswith("Newsroom: the database cannot be used (connection")
    assert said.count("\n") == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("here")
    said = serve_refused(tmp_path / "file" / "var")
    assert said.startswith("Newsroom: Cannot make the folder")
    assert said.count("\n") == 1


def test_a_folder_that_is_not_writable_is_named(tmp_path):
    """Root may write everywhere, and is nobody here for a moment."""
    check = (
        "import os, sys; from pathlib import Path; from scripts import serve\n"
        "if os.geteuid() == 0: os.setegid(65534); os.seteuid(65534)\n"
        "try: serve.check_writable(Path(sys.argv[1]))\n"
        "except serve.Stopped as said: print(said)"
    )
    tmp_path.chmod(0o555)
    answer = subprocess.run(
        [sys.executable, "-c", check, str(tmp_path)],
        cwd=ROOT,
        env=variables(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.startswith(f"the folder {tmp_path} is not writable for this user")


def install(folder: Path, **others: str) -> subprocess.CompletedProcess[str]:
    """Run the installation in a folder that holds only what it needs, with no uv in reach."""
    (folder / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/install.sh", folder / "scripts")
    shutil.copy(ROOT / "requirements.txt", folder)
    programs = folder / "programs"
    programs.mkdir()
    for name in ("sh", "cat", "cksum", "dirname", "id", "rm"):
        found = shutil.which(name)
        assert found
        (programs / name).symlink_to(found)
    (programs / "python3").symlink_to(sys.executable)
    return subprocess.run(
        [str(programs / "sh"), "scripts/install.sh", "run"],
        cwd=folder,
        env={"PATH": str(programs)} | others,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_python_without_venv_says_what_to_install(tmp_path):
    """Debian ships Python so, with ensurepip in the package python3-venv."""
    (tmp_path / "debian").mkdir()
    (tmp_path / "debian" / "ensurepip.py").write_text("raise ImportError('not installed')\n")
    answer = install(tmp_path, PYTHONPATH=str(tmp_path / "debian"))
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert "run `sudo apt install python3-venv`" in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert not (tmp_path / ".venv").exists()


def test_a_python_that_is_not_there_is_named(tmp_path):
    answer = install(tmp_path, PYTHON="python3.99")
    assert answer.returncode == 1
    assert answer.stderr.startswith("Newsroom: there is no python3.99")


def test_a_python_that_is_too_old_is_named(tmp_path):
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 && exit 0\nexit 1\n')
    old.chmod(0o755)
    answer = install(tmp_path, PYTHON=str(old))
    assert answer.returncode == 1
    assert answer.stderr.startswith("Newsroom: Python 3.9.2 is too old")
    assert answer.stderr.count("\n") == 1
