"""When a feed is looked at next."""

from __future__ import annotations

from datetime import datetime, timedelta

#: One that fails is left alone twice as long each time, but not longer than this.
LONGEST_PAUSE = timedelta(days=1)
#: As long as a server may ask not to be asked.
LONGEST_WAIT = timedelta(days=7)


def next_look(now: datetime, pause: int, failures: int = 0, wait: float = 0.0) -> datetime:
    """After `pause` minutes; doubled for each failure in a row up to a day, and not before the
    seconds are over that its server asked for."""
    usual = timedelta(minutes=pause)
    backed_off = min(usual * 2 ** min(failures, 16), max(usual, LONGEST_PAUSE))
    return now + max(backed_off, min(timedelta(seconds=wait), LONGEST_WAIT))
