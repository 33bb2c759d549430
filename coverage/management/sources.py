"""What the PATHs of a command name: files, folders, globs, the standard input, addresses."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coverage.text.spans import as_body

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)


class NoSource(ValueError):
    """A PATH that names nothing; the message says which, and what would mend it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to take in: a file, an address, or with neither the standard input.

    `why` is set for a folder that could not be looked into, and says so.
    """

    path: Path | None = None
    address: str = ""
    why: str = ""

    @property
    def shown(self) -> str:
        """What a person calls it."""
        return self.address or (as_body(str(self.path)) if self.path else "standard input")

    @property
    def name(self) -> str:
        """The name a document out of it is kept under."""
        return self.path.name if self.path else self.shown

    @property
    def size(self) -> int:
        """Bytes, 0 where that cannot be known."""
        try:
            return self.path.stat().st_size if self.path else 0
        except OSError:
            return 0


def sources_at(path: str) -> Iterator[Source]:
    """What a PATH names, in order: folders with all that is in them, hidden files left out.

    Raises `NoSource` where it names nothing.
    """
    if path == "-":
        yield Source()
        return
    if _ADDRESS.match(path):
        yield Source(address=path)
        return
    count = 0
    for place in _places(path):
        for source in files_in(place) if place.is_dir() else (Source(place),):
            yield source
            count += 1
    if not count:
        raise NoSource(f"{path}: the folder is empty. Give one with documents in it.")


def _places(path: str) -> list[Path]:
    """The files and folders themselves that a PATH names."""
    place = Path(path)
    try:
        if place.exists():
            return [place]
        named = [Path(one) for one in sorted(glob.glob(path, recursive=True))]  # noqa: PTH207  (absolute globs too)
    except (OSError, ValueError) as error:
        raise NoSource(f"{as_body(path)}: {in_words(error)}") from None
    if not named:
        raise NoSource(
            f"{path}: no file there. Give a file, a folder, a quoted glob or an address."
        )
    return named


def files_in(folder: Path) -> Iterator[Source]:
    """The files of a folder and of the folders in it, by name; hidden ones left out, links to
    folders not followed."""
    shut: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=shut.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if not name.startswith(".") and path.is_file():
                yield Source(path)
        yield from _shut(shut)
    yield from _shut(shut)


def _shut(errors: list[OSError]) -> Iterator[Source]:
    while errors:
        error = errors.pop()
        yield Source(Path(error.filename), why=f"the folder {in_words(error)}")


def in_words(error: OSError | ValueError) -> str:
    """Why a file cannot be opened, and what would mend it; goes on from its name."""
    if isinstance(error, FileNotFoundError):
        return "is gone. Give one that is there."
    if isinstance(error, PermissionError):
        return "may not be read by you. Have its owner allow it, or run the command as its owner."
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror}. Copy it to a place from which it can."
    return f"cannot be read: {error}. Give another path."
