"""Ctrl-C and SIGTERM: what is being stored is finished first, what only waits ends at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Self

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Ending:
    """Within `with`, the first signal is noted; where somebody else is being waited for, it
    raises KeyboardInterrupt, as a second signal does anywhere."""

    def __init__(self) -> None:
        self.number = 0  # of the signal that asked
        self._is_waiting = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._ask) for number in _SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _ask(self, number: int, _frame: FrameType | None) -> None:
        is_second = self.is_asked()
        self.number = number
        if self._is_waiting or is_second:
            raise KeyboardInterrupt

    def is_asked(self) -> bool:
        """Whether a signal came."""
        return self.number != 0

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Nothing is being stored: an input, a server or a clock is waited for."""
        before, self._is_waiting = self._is_waiting, True
        try:
            if self.is_asked():
                raise KeyboardInterrupt
            yield
        finally:
            self._is_waiting = before
