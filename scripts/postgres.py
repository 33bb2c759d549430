"""A PostgreSQL of the tests' own: made in a temporary folder, ended whatever happens."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict
from urllib.parse import quote, urlsplit

import psycopg

FOLDERS = (
    "usr/lib/postgresql/*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
    "Library/PostgreSQL/*/bin",
    "usr/pgsql-*/bin",
)
START_SECONDS = 60
# What is lost at a power cut does not matter here; the rest is as PostgreSQL comes.
SERVER_OPTIONS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
)


class User(TypedDict, total=False):
    """Whom to run a program as, in subprocess's words; empty for whoever runs this."""

    user: int
    group: int


def find_binaries() -> Path | None:
    """Give the folder of the newest initdb and postgres on this computer."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    for pattern in FOLDERS:
        found += sorted(Path("/").glob(pattern), key=_version, reverse=True)
    for folder in found:
        if os.access(folder / "initdb", os.X_OK) and os.access(folder / "postgres", os.X_OK):
            return folder
    return None


def _version(folder: Path) -> int:
    digits = "".join(letter for letter in folder.parent.name if letter.isdigit())
    return int(digits or 0)


@contextmanager
def throwaway_cluster(binaries: Path) -> Iterator[str]:
    """Give the DATABASE_URL of a new server that only this computer's socket reaches.

    PostgreSQL refuses to run as root; then it runs as the postgres user, or as nobody.
    """
    # A socket's path may have about 100 letters, which macOS's own temporary folder uses up.
    folder = Path(tempfile.mkdtemp(prefix="newsroom-pg-", dir="/tmp"))
    as_ordinary = _ordinary_user()
    server: subprocess.Popen[bytes] | None = None
    try:
        if as_ordinary:
            os.chown(folder, as_ordinary["user"], as_ordinary["group"])
        initdb = [str(binaries / "initdb"), "--pgdata", str(folder / "data")]
        initdb += ["--username", "newsroom", "--auth", "trust"]
        initdb += ["--encoding", "UTF8", "--locale", "C", "--no-sync"]
        postgres = [str(binaries / "postgres"), "-D", str(folder / "data"), "-k", str(folder)]
        postgres += [part for option in SERVER_OPTIONS for part in ("-c", option)]
        subprocess.run(
            initdb,
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **as_ordinary,
        )
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                postgres,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=folder,
                # A Ctrl-C is for the tests; the server is ended below, after them.
                start_new_session=True,
                **as_ordinary,
            )
        _wait_until_up(server, binaries, folder)
        yield f"postgresql://newsroom@{quote(str(folder), safe='')}/postgres"
    finally:
        if server:
            _end(server)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def migrated_once(url: str) -> Iterator[str]:
    """Give the name of a database on the server of `url` that has all tables and no row.

    Test databases are copied from it: each would have to run every migration otherwise. It is
    dropped at the end, as the server may be somebody's own.
    """
    name = f"newsroom_tables_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'create database "{name}"')
        try:
            of_tables = urlsplit(url)._replace(path=f"/{name}").geturl()
            subprocess.run(
                [sys.executable, "manage.py", "migrate", "-v0"],
                env=os.environ | {"DATABASE_URL": of_tables},
                check=True,
            )
            yield name
        finally:
            server.execute(f'drop database "{name}" with (force)')


def _ordinary_user() -> User:
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid}
    raise RuntimeError("PostgreSQL does not run as root, and there is no user postgres or nobody.")


def _wait_until_up(server: subprocess.Popen[bytes], binaries: Path, folder: Path) -> None:
    socket = folder / ".s.PGSQL.5432"
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        status = folder / "data" / "postmaster.pid"
        # The eighth line says "ready" once connections are taken.
        if socket.exists() and status.exists() and "ready" in status.read_text():
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL in {binaries} did not start: {(folder / 'log').read_text()}")


def _end(server: subprocess.Popen[bytes]) -> None:
    # SIGINT ends the sessions and stops; SIGQUIT stops at once.
    for ask in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        server.send_signal(ask)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            continue
