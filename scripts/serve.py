"""Start Newsroom: database, static files, sample coverage on the first start, then the server and
beside it the workers, which end with it.

Run by `make run`, from the clone's folder. Whatever stops it is said in one line.
"""

import errno
import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_WORKERS = 4
END_SECONDS = 25


class Stopped(Exception):
    """Something a person can mend; the message says how."""


def main() -> None:
    """Prepare and serve until Ctrl-C; end with one line and exit code 1 where that fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        from newsroom import environment

        port = environment.whole_number("PORT", 8000, least=1, most=65535)
        workers = environment.whole_number(
            "WEB_WORKERS", min(os.cpu_count() or 1, MOST_WORKERS), least=1, most=64
        )
        threads = environment.whole_number("WEB_THREADS", 8, least=1, most=256)
        background = environment.whole_number("WORKERS", 1, least=0, most=64)
        samples = environment.flag("SAMPLES", default=True)
        check_writable(settings.VAR_DIR)
        check_port(settings.BIND, port)
        django.setup()
        prepare_database(samples)
        load_samples_once()
        keep_an_admin()
        collect_static_files()
    except (CommandError, ImproperlyConfigured, Stopped) as problem:
        sys.exit(f"Newsroom: {problem}")
    # Worker processes open connections of their own.
    connections.close_all()
    Server(settings.BIND, port, workers, threads, background).run()


def check_writable(folder: Path) -> None:
    """Stop when this user may not write in the folder."""
    effective = os.access in os.supports_effective_ids
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=effective):
        raise Stopped(
            f"the folder {folder} is not writable for this user: run as its owner, "
            "or set VAR_DIR to a folder of your own."
        )


def check_port(bind: str, port: int) -> None:
    """Stop when the address cannot be listened on, before anything is made."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind.strip("[]"), port))
        except PermissionError:
            raise Stopped(
                f"port {port} is reserved for root: PORT=8000 make run takes another."
            ) from None
        except OSError as refused:
            if refused.errno == errno.EADDRINUSE:
                raise Stopped(
                    f"port {port} is in use by another program: stop that one, "
                    f"or take another port: PORT={port + 1 if port < 65535 else 8000} make run"
                ) from None
            raise Stopped(
                f"cannot listen on BIND={bind} ({refused.strerror}): "
                "leave BIND unset for this computer only, or give an address of this computer."
            ) from None


def prepare_database(samples: bool) -> None:
    """Make or upgrade the tables; note that a database found empty wants the sample coverage."""
    try:
        if samples and not connection.introspection.table_names():
            (settings.VAR_DIR / "samples-wanted").touch(mode=0o600)
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as refused:
        reason = str(refused).strip().splitlines()[0] if str(refused).strip() else repr(refused)
        raise Stopped(
            f"the database cannot be used ({reason}): see that DATABASE_URL is right and its "
            "server runs."
        ) from refused


def load_samples_once() -> None:
    """Load the sample coverage into a new database; again only when that was interrupted."""
    wanted = settings.VAR_DIR / "samples-wanted"
    if wanted.exists():
        call_command("seed")
        wanted.unlink()
    elif (settings.VAR_DIR / "first-login.txt").exists():
        print(f"The sample editor's login is in {settings.VAR_DIR / 'first-login.txt'}")


def keep_an_admin() -> None:
    """Have the one editor of an installation from before there were admins be one."""
    from coverage.desk import personchanges

    if made := personchanges.keep_an_admin():
        print(f"{made} is an admin now, as nobody was: admins invite others and change roles.")


def collect_static_files() -> None:
    """Hash and compress the static files, when one has changed since the last time."""
    if settings.DEBUG:
        return
    stamp = settings.VAR_DIR / "static-collected"
    state = static_files_state()
    if stamp.exists() and stamp.read_text() == state and settings.STATIC_ROOT.is_dir():
        return
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state)


def static_files_state() -> str:
    """Give a digest of the name, size and time of every static file of every app."""
    from django.contrib.staticfiles.finders import get_finders

    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            seen.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


class Worker(ThreadWorker):
    """Gunicorn's, ended by Ctrl-C as by SIGTERM: after what is being answered."""

    def handle_quit(self, number: int, frame: FrameType | None) -> None:
        """Gunicorn's own shuts its pool of threads down here, for which it waits for a lock; the
        line that the signal came into may hold it, and the process hangs until it is killed."""
        self.handle_exit(number, frame)


class Server(BaseApplication):
    """Gunicorn with threads, set up here instead of by its command line."""

    def __init__(self, bind: str, port: int, workers: int, threads: int, background: int) -> None:
        host = f"[{bind.strip('[]')}]" if ":" in bind else bind
        self.options: dict[str, Any] = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": Worker,
            # The application is loaded once, before the workers are made from it; macOS ends
            # processes made so from one that already has threads.
            "preload_app": sys.platform != "darwin",
            "loglevel": "warning",
            "when_ready": self.begin,
            "on_exit": self.end,
        }
        self.address = f"http://{host}:{port}/"
        self.background = background
        self.keeper: subprocess.Popen[bytes] | None = None
        super().__init__()

    def begin(self, _arbiter: object) -> None:
        """Once it listens: start the workers beside it and say where it is."""
        if self.background:
            self.keeper = subprocess.Popen(
                [sys.executable, "-m", "scripts.workers", str(self.background), str(os.getpid())],
                start_new_session=True,
            )
        shown = settings.BASE_URL or self.address
        print(f"Newsroom is at {shown} (Ctrl-C ends it)", flush=True)

    def end(self, _arbiter: object) -> None:
        """Have the workers end, each after the document at hand."""
        if self.keeper:
            self.keeper.terminate()
            try:
                self.keeper.wait(timeout=END_SECONDS)
            except subprocess.TimeoutExpired:
                self.keeper.kill()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        from newsroom.wsgi import application

        return application


if __name__ == "__main__":
    main()
