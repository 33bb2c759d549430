"""What comes in: documents, addresses to fetch and refusals, and how much of it is taken."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from coverage.text.spans import as_body

MB = 1024 * 1024
_KINDS = 200  # of what is passed over, counted apart
_NAME = 200  # characters of a file's name that a name or a key keeps


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken in one go. Sizes are bytes after unpacking."""

    document: int = 25 * MB  # one page, text or feed
    row: int = 16 * MB  # one line of JSON, one row of a table
    rows: int = 5_000_000  # lines, rows and records of one source, all its files together
    entries: int = 50_000  # files in one zip
    total: int = 8192 * MB  # everything that one source unpacks to
    ratio: int = 200  # how many times its packed size a file may unpack to …
    ratio_from: int = 8 * MB  # … once it is larger than this: a small one does no harm
    refusals: int = 10_000  # after so many, the source is not what its name says


LIMITS = Limits()

#: What a person may say that a source is; without it, its content tells.
Told = Literal["text", "html", "jsonl", "csv", "warc", "feed", "zip", "list"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One document that comes in; `open_document` opens it by itself.

    `content` is kept byte for byte; `key` is the same at each reading of the same source and no
    other unit, link or refusal of it has it.
    """

    content: bytes
    name: str
    address: str = ""
    content_type: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be taken: `why` names the input and what would mend it."""

    name: str
    why: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An address to fetch (or a feed to follow); `given` is the row that brought it, if one did."""

    address: str
    name: str = ""
    kind: Literal["page", "feed"] = "page"
    given: bytes = b""
    given_type: str = ""  # the content type that opens `given`
    key: str = ""


Coming = Unit | Link | Refusal


class Broken(ValueError):
    """A part of a source cannot be read on; the message goes on from its name: "is damaged. …"."""


class TooMuch(ValueError):
    """The whole source is over a limit and ends here; the message is as that of `Broken`."""


class Tally:
    """What a source has brought so far, held to its limits; `passed` counts what is no article."""

    def __init__(self, limits: Limits, passed: Counter[str] | None = None) -> None:
        self.limits = limits
        self.passed: Counter[str] = Counter() if passed is None else passed
        self.unpacked = 0
        self.rows = 0

    def pass_over(self, what: str) -> None:
        """Count one more of what is no article; only so many kinds are told apart."""
        self.passed[what if what in self.passed or len(self.passed) < _KINDS else "others"] += 1

    def unpack(self, size: int) -> None:
        """`size` bytes more were unpacked; raises `TooMuch`."""
        self.unpacked += size
        if self.unpacked > self.limits.total:
            raise TooMuch(
                f"unpacks to more than {in_mb(self.limits.total)}, the limit. "
                "Split it; what came before is taken."
            )

    def count_row(self) -> None:
        """One row, line or record more; raises `TooMuch`."""
        self.rows += 1
        if self.rows > self.limits.rows:
            raise TooMuch(
                f"holds more than {self.limits.rows:,} rows, the limit. "
                "Split it; what came before is taken."
            )


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source we are: what a person calls it, and its key."""

    name: str
    key: str = ""
    content_type: str = ""
    zips: int = 0  # zips around this place
    in_gzip: bool = False
    told: Told | None = None  # of what is here, also when it is packed with gzip

    def inside(self, name: str, number: int) -> Place:
        """The place of the file `name`, number `number` of this archive."""
        shown = shown_name(name)
        return Place(
            name=f"{self.name}: {shown}",
            key=self._key(f"file {number}: {shown}"),
            zips=self.zips + 1,
        )

    def unzipped(self) -> Place:
        """The place of what a gzip file holds."""
        return replace(self, content_type="", in_gzip=True)

    @property
    def document(self) -> Place:
        """The place of a document that is all there is here: called as it is when unpacked."""
        is_packed = self.in_gzip and self.name.lower().endswith(".gz")
        name = self.name[:-3] if is_packed else self.name
        return replace(self, name=name, key=self.key or "document")

    def at(self, what: str, beside: str = "") -> Place:
        """The place of "line 17" or "record 3"; `beside` is more to know it by, for the key."""
        key = f"{what} {shown_name(beside)}" if beside else what
        return replace(self, name=f"{self.name}, {what}", key=self._key(key))

    def refuse(self, why: object) -> Refusal:
        """The refusal of what stands here; `why` goes on from its name: "is empty. Give …"."""
        return Refusal(self.name, f"{self.name} {why}", self.key)

    def _key(self, part: str) -> str:
        return f"{self.key}, {part}" if self.key else part


def shown_name(name: str) -> str:
    """A file's name as one line that can be stored, its beginning cut off where it is very long."""
    line = " ".join(as_body(name).split())
    return line if len(line) <= _NAME else "…" + line[-_NAME + 1 :]


def in_mb(size: int) -> str:
    """A size in words: "25 MB", "900 bytes"."""
    return f"{size / MB:,.0f} MB" if size >= MB else f"{size:,} bytes"
