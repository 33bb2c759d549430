"""What the tests of things that come in share: sources, and what is made of them."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections import Counter
from collections.abc import Mapping
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from coverage.documents.opened import OpenedArticle
from coverage.documents.opening import open_document
from coverage.documents.units import LIMITS, Coming, Limits, Link, Refusal, Unit, units

WORDS = (
    "The swing bridge over the harbour was closed on Thursday after a crack was found in a girder, "
    "the council said. Ferries will run every ten minutes until it has been replaced."
)
PAGE = f"<html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1><p>{WORDS}</p><p>{WORDS[::-1]}</p></article></body></html>"  # noqa: E501
RSS = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour Courier</title><item><title>Bridge closed</title><description>{WORDS}</description></item></channel></rss>"  # noqa: E501


class Pipe(io.RawIOBase):
    """A source that cannot be sought in and gives a few bytes at a time."""

    def __init__(self, content: bytes, most: int = 700) -> None:
        self.content = io.BytesIO(content)
        self.most = most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self.content.read(self.most if size < 0 else min(size, self.most))


def come(
    content: bytes,
    name: str = "box",
    content_type: str = "",
    limits: Limits = LIMITS,
    passed: Counter[str] | None = None,
) -> list[Coming]:
    """What is made of these bytes, with each key once."""
    coming = list(units(io.BytesIO(content), name, content_type, limits, passed))
    keys = [one.key for one in coming if not isinstance(one, Refusal)]
    assert len(set(keys)) == len(keys)
    assert all(keys)
    for one in coming:
        if isinstance(one, Refusal):
            assert one.why.startswith(one.name), "a refusal begins with what is refused"
            assert one.why.endswith("."), "and ends with a sentence that says what to do"
    return coming


def opened(unit: Coming) -> OpenedArticle:
    """The one article of a unit, opened by itself."""
    assert isinstance(unit, Unit)
    (article,) = open_document(unit.content, unit.name, unit.address, unit.content_type)
    return article


def said(coming: list[Coming]) -> list[str]:
    """One line for each that came: "unit …", "link …", "feed …" or "refusal …"."""
    lines = []
    for one in coming:
        if isinstance(one, Unit):
            lines.append(f"unit {one.key}")
        elif isinstance(one, Link):
            lines.append(f"{'feed' if one.kind == 'feed' else 'link'} {one.address}")
        else:
            lines.append(f"refusal {one.why}")
    return lines


def zipped(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files, in this order."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return box.getvalue()


def warc(*records: dict[str, Any], packed: bool = False) -> bytes:
    """A web archive; a record has kind, address, type, content and, where wanted, its HTTP head."""
    box = io.BytesIO()
    writer = WARCWriter(box, gzip=packed, warc_version="1.1")
    for record in records:
        add_record(writer, **record)
    return box.getvalue()


def add_record(
    writer: WARCWriter,
    content: bytes | str = PAGE,
    address: str = "https://courier.example/bridge",
    kind: str = "response",
    type: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    fields: tuple[tuple[str, str], ...] = (),
) -> None:
    payload = io.BytesIO(content.encode() if isinstance(content, str) else content)
    http = None
    own = {}
    if kind in ("response", "revisit"):
        http = StatusAndHeaders(status, [("Content-Type", type), *fields], protocol="HTTP/1.1")
    elif kind == "request":
        http = StatusAndHeaders(
            "GET / HTTP/1.1", [("Host", "courier.example")], is_http_request=True
        )
    else:
        own = {"warc_content_type": type}
    if kind == "revisit":
        earlier = ("sha1:x", "https://courier.example/earlier", "2023-05-04T10:00:00Z")
        record = writer.create_revisit_record(address, *earlier, http_headers=http)
    else:
        record = writer.create_warc_record(address, kind, payload=payload, http_headers=http, **own)
    writer.write_record(record)
    record.raw_stream.close()  # the writer leaves its temporary file open


def gzipped(content: bytes | str) -> bytes:
    return gzip.compress(content.encode() if isinstance(content, str) else content, mtime=0)
