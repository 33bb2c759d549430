"""What comes in, one document at a time, whatever it came in."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Unit:
    content: bytes
    name: str
    address: str = ""
    content_type: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Link:
    address: str
    name: str = ""
    kind: Literal["page", "feed"] = "page"
    given: bytes = b""


def units(source: BinaryIO, name: str, content_type: str = "") -> Iterator[Unit | Link | Refusal]:
    if not zipfile.is_zipfile(source):
        source.seek(0)
        yield Unit(source.read(), name, content_type=content_type, key="whole")
        return
    with zipfile.ZipFile(source) as archive:
        for page in archive.infolist():
            yield Unit(archive.read(page), page.filename, key=page.filename)


class Fetched(Protocol):
    content: bytes
    content_type: str
    address: str


class Fetches(Protocol):
    def fetch(self, address: str) -> Fetched: ...
