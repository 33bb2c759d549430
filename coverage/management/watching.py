"""Watching folders: which files are new or changed, and written to their end.

Folders are looked through again and again: that works on every system and on network drives,
which tell nobody of their changes.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from .sources import Source, files_in

#: Seconds for which a file must have been as it is before it is read.
STILL = 2.0
#: How browsers and copying programs call what is not whole yet.
_PARTIAL = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart", "~")

Stamp = tuple[int, int, int]


class Watch:
    """The files of folders that are to be taken in, each once a change."""

    def __init__(
        self, folders: Iterable[Path], still: float = STILL, leave_out: Iterable[Path] = ()
    ) -> None:
        self.folders = list(folders)
        self.still = still
        self.leave_out = {path.absolute() for path in leave_out}
        self._taken: dict[Path, Stamp] = {}
        self._seen: dict[Path, tuple[Stamp, float]] = {}

    def ready(self) -> Iterator[Source]:
        """The files that are new or changed and still, and folders that cannot be looked into,
        each told once; look again after a moment. A file given counts as taken."""
        here: set[Path] = set()
        is_whole = True
        for source in self._sources():
            path = source.path
            if path is None or path.absolute() in self.leave_out:
                continue
            here.add(path)
            if source.why:
                is_whole = False
                if self._taken.get(path) != (0, 0, 0):
                    self._taken[path] = (0, 0, 0)
                    yield source
                continue
            stamp = stamp_of(path)
            if stamp is None or self._taken.get(path) == stamp or not self._is_still(path, stamp):
                continue
            self._taken[path] = stamp
            self._seen.pop(path, None)
            yield source
        for known in (self._taken, self._seen) if is_whole else ():
            for path in [path for path in known if path not in here]:
                del known[path]

    def is_as_taken(self, path: Path) -> bool:
        """Whether a file still is as it was when it was given; where it is not, it will be given
        again."""
        return self._taken.get(path) == stamp_of(path)

    def _sources(self) -> Iterator[Source]:
        for folder in self.folders:
            for source in files_in(folder):
                if not source.name.lower().endswith(_PARTIAL):
                    yield source

    def _is_still(self, path: Path, stamp: Stamp) -> bool:
        now = time.monotonic()
        known = self._seen.get(path)
        if known is None or known[0] != stamp:
            self._seen[path] = (stamp, now)
            # What was written before we came need not be waited for.
            return known is None and 0 <= stamp[1] / 1e9 < time.time() - self.still
        return now - known[1] >= self.still


def stamp_of(path: Path) -> Stamp | None:
    """What changes when a file does: its size, the time of its last change, and which file it is;
    None for one that is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino
