"""A progress bar for documents, on a terminal only."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_PAUSE = 0.1  # seconds between two drawings
_WIDTH = 25


class Bar:
    """How far documents came in; nothing is drawn where the stream is no terminal.

    `total` is what all inputs weigh, 0 where that cannot be known: then counts and pace alone.
    """

    def __init__(self, total: int = 0, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.total = total
        self.is_shown = bool(getattr(self.stream, "isatty", lambda: False)())
        self.documents = 0
        self._began = time.monotonic()
        self._drawn = 0.0
        self._done = 0.0

    def step(self, done: float) -> None:
        """One document more; `done` of the total is behind us."""
        self.documents += 1
        self._done = max(done, self._done)
        if self.is_shown and time.monotonic() - self._drawn >= _PAUSE:
            self.say("")

    def say(self, what: str) -> None:
        """Draw it now, with what else goes on."""
        if self.is_shown:
            self._drawn = time.monotonic()
            self.stream.write(f"\r\033[K{self.line()}{f'  {what}' if what else ''}")
            self.stream.flush()

    def line(self) -> str:
        """ "[█████      ]  40 %  1,234 documents, 56 a second, 2 min left" """
        seconds = max(time.monotonic() - self._began, 0.001)
        pace = self.documents / seconds
        counted = f"{self.documents:,} document{'s' * (self.documents != 1)}, {pace:,.0f} a second"
        if pace < 2:
            counted = counted.replace(f"{pace:,.0f} a second", f"{pace * 60:,.0f} a minute")
        if not self.total:
            return counted
        share = min(1.0, self._done / self.total)
        bar = f"[{'█' * int(share * _WIDTH):<{_WIDTH}}] {share:4.0%}  {counted}"
        left = seconds / share - seconds if share > 0.01 and seconds > 2 else 0.0
        return f"{bar}, {_in_words(left)} left" if left >= 1 else bar

    def clear(self) -> None:
        """Leave the line to what is printed next."""
        if self.is_shown and self._drawn:
            self.stream.write("\r\033[K")
            self.stream.flush()


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
