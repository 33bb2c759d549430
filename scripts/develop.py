"""Serve with reload, and beside it a worker that begins anew when the code changes.

Run by `make dev`, which sets DEBUG and makes the tables. Both end with it.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: What a worker runs.
CODE = (ROOT / "coverage", ROOT / "newsroom")
LOOK_SECONDS = 1.0
#: For the document that a worker is at.
END_SECONDS = 25


def main() -> None:
    """Serve at BIND and PORT until Ctrl-C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    address = f"{os.environ.get('BIND') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
    manage = [sys.executable, str(ROOT / "manage.py")]
    try:
        sys.exit(
            serve_and_work(
                [*manage, "runserver", address],
                [*manage, "work", "--parent", str(os.getpid())],
                CODE,
            )
        )
    except KeyboardInterrupt:
        sys.exit(130)


def serve_and_work(server: Sequence[str], worker: Sequence[str], folders: Sequence[Path]) -> int:
    """The exit code of the server, which reloads by itself; the worker is started again whenever
    a file of Python in the folders changed. A worker that ends by itself waits for that."""
    serving = subprocess.Popen(server)
    working: subprocess.Popen[bytes] | None = None
    seen: dict[Path, int] = {}
    try:
        while serving.poll() is None:
            now = times_of(folders)
            if now != seen:
                seen = now
                end(working)
                # A Ctrl-C at the terminal is for the server; the worker ends below.
                working = subprocess.Popen(worker, start_new_session=True)
            time.sleep(LOOK_SECONDS)
        return serving.returncode
    finally:
        end(working)
        end(serving)


def times_of(folders: Sequence[Path]) -> dict[Path, int]:
    """When each file of Python was changed; one that is just being replaced is left out."""
    times = {}
    for file in (file for folder in folders for file in folder.rglob("*.py")):
        try:
            times[file] = file.stat().st_mtime_ns
        except FileNotFoundError:
            continue
    return times


def end(process: subprocess.Popen[bytes] | None) -> None:
    """Ask it to end, and wait; one that does not is killed."""
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(timeout=END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()
