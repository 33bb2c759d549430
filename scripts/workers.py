"""Keep so many workers running, for as long as the server that started this one lives.

    python -m scripts.workers 2 SERVER

One that ends (killed, out of memory, at a document that would not end) is started again; on
SIGTERM, and when the server is gone, each ends after the document at hand.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from types import FrameType

LOOK_SECONDS = 0.25
#: A worker that ends as soon as it is started is not started at once again.
SHORT_LIFE = 10.0
LONGEST_WAIT = 60.0
#: Documents take seconds at most; what is killed after that is taken up by the next worker.
END_SECONDS = 20.0


@dataclass(slots=True)
class Place:
    """Where one worker works, and another after it."""

    worker: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = 0.0  # seconds before the next is started


def main() -> None:
    number, server = int(sys.argv[1]), int(sys.argv[2])
    places = [Place() for _ in range(number)]
    told: list[int] = []

    def tell(signal_number: int, _frame: FrameType | None) -> None:
        told.append(signal_number)

    signal.signal(signal.SIGTERM, tell)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the server, and that this one
    while not told and os.getppid() == server:
        for place in places:
            look_after(place)
        time.sleep(LOOK_SECONDS)
    end([place.worker for place in places if place.worker])


def look_after(place: Place) -> None:
    """Start a worker where there is none, after a while where the last one ended at once."""
    now = time.monotonic()
    if place.worker:
        code = place.worker.poll()
        if code is None:
            return
        is_short = now - place.started < SHORT_LIFE
        place.wait = min(LONGEST_WAIT, place.wait * 2 or 1.0) if is_short else 0.0
        place.worker = None
        print(f"A worker ended ({how(code)}); the next one goes on.", file=sys.stderr, flush=True)
        place.started = now
    if not place.started or now - place.started >= place.wait:
        place.started = now
        place.worker = subprocess.Popen(
            [sys.executable, "manage.py", "work", "--parent", str(os.getpid())],
            start_new_session=True,  # a Ctrl-C at the terminal is for the server
        )


def how(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def end(workers: list[subprocess.Popen[bytes]]) -> None:
    for worker in workers:
        worker.terminate()
    until = time.monotonic() + END_SECONDS
    for worker in workers:
        try:
            worker.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            worker.kill()


if __name__ == "__main__":
    main()
