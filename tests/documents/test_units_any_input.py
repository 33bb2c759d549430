"""Whatever comes in, nothing is raised: any bytes, and anything broken anywhere."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coverage.documents.coming import Limits
from coverage.documents.opened import Unreadable
from coverage.documents.opening import open_document
from coverage.documents.units import Refusal, Unit

from .incoming import PAGE, RSS, WORDS, come, gzipped, warc, zipped

LIMITS = Limits(
    document=60_000, row=4_000, total=400_000, ratio_from=30_000, rows=500, refusals=50, entries=50
)
ROW = {"text": WORDS, "title": "Bridge", "authors": ["Ana Kohl"], "url": "https://a.example/x"}
TABLE = (
    'id,title,text,url,publish_date\n1,"Bridge, shut","{}",https://a.example/x,2023-05-04\n'.format(
        WORDS.replace(",", ",\n")
    )
)
LINES = "\n".join([json.dumps(ROW)] * 3 + [json.dumps({"html": PAGE, "source": {"name": "A"}})])
WARC = warc({"kind": "request"}, {}, {"content": gzipped(PAGE), "fields": (("Content-Encoding", "gzip"),)}, {"content": RSS, "type": "text/xml"})  # fmt: skip  # noqa: E501
OPML = (
    "<opml><body><outline text='a'><outline xmlUrl='https://a.example/f'/></outline></body></opml>"
)
SOUND = {
    "box.zip": zipped({"a.html": PAGE, "b.csv": TABLE, "c.zip": zipped({"d.jsonl": LINES})}),
    "stored.zip": zipped({"a.txt": WORDS, "b.warc": WARC}, zipfile.ZIP_STORED),
    "a.warc": WARC,
    "a.warc.gz": b"".join(gzipped(piece) for piece in (WARC[:900], WARC[900:])),
    "b.warc.gz": warc({}, {"kind": "metadata"}, {}, packed=True),
    "a.csv": (TABLE * 3).encode(),
    "a.tsv": TABLE.replace(",", "\t").encode("utf-16"),
    "a.jsonl": LINES.encode(),
    "a.json": json.dumps([ROW, ROW], indent=1).encode(),
    "a.jsonl.gz": gzipped(LINES),
    "a.opml": OPML.encode(),
    "a.xml": RSS.encode(),
    "links.txt": b"https://a.example/x\nhttps://a.example/y\n",
}
NAMES = ["", "a", *SOUND, "a.gz", "a.html", "a.txt", "\x00\ud800/..\n"]
TYPES = ["", "text/html", "text/csv", "application/json; charset=nonsense", "application/warc", "x"]
TELLING = [b"\r\n", b'"', b"\x00", b"{", b"]", b",", b"WARC/1.0\r\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xff\xfe", b"9999999999", b"-1", b"\xe2\x80", b"<", b"\r\n\r\n"]  # fmt: skip  # noqa: E501
CALM = settings(deadline=None, suppress_health_check=list(HealthCheck))


def taken(content: bytes, name: str = "a", content_type: str = "") -> None:
    """Take it apart and open what comes: an exception other than `Unreadable` is a fault."""
    coming = come(content, name, content_type, LIMITS)
    assert coming, "nobody is left without an answer"
    refused = sum(isinstance(one, Refusal) for one in coming)
    assert refused <= LIMITS.refusals + 1
    for one in coming:
        if isinstance(one, Unit):
            assert 0 < len(one.content) <= LIMITS.document
            try:
                articles = open_document(one.content, one.name, one.address, one.content_type)
            except Unreadable:
                continue
            assert articles


@given(st.binary(max_size=400), st.sampled_from(NAMES), st.sampled_from(TYPES))
@example(b"", "a.csv", "text/csv")
@example(b"\x1f\x8b\x08", "a.gz", "")
@example(b"PK\x03\x04", "a.zip", "")
@example(b"WARC/1.0\r\n", "a.warc", "")
@example(b"WARC/1.0\r\nContent-Length: 0\r\nWARC-Type: response\r\n\r\n", "a.warc", "")
@settings(CALM, max_examples=300)
def test_any_bytes(content: bytes, name: str, content_type: str) -> None:
    taken(content, name, content_type)


@given(
    st.sampled_from(
        ["{", "[", "[{", '{"text":', "title,text\n", "sep=;\n", "WARC/1.0\r\n", "<opml"]
    ),
    st.text(max_size=200),
    st.sampled_from(NAMES),
)
@settings(CALM, max_examples=300)
def test_any_text_behind_a_telling_beginning(start: str, text: str, name: str) -> None:
    taken((start + text).encode("utf-8", "surrogatepass"), name)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
columns = st.sampled_from(
    ["text", "html", "title", "url", "source", "published", "authors", "language", "x"]
)


@given(st.lists(st.dictionaries(columns, values, max_size=6), min_size=1, max_size=3))
@settings(CALM, max_examples=300)
def test_any_values_under_known_names(rows: list[dict[str, object]]) -> None:
    taken("\n".join(map(json.dumps, rows)).encode(), "a.jsonl")
    taken(json.dumps(rows).encode(), "a.json")


def broken(sound: bytes, changes: list[tuple[float, int, int, bytes]]) -> bytes:
    """`sound` with bytes put in, left out, written over or doubled at these places."""
    content = bytearray(sound)
    for place, size, kind, piece in changes:
        at = int(place * len(content))
        if kind == 0:
            content[at : at + len(piece)] = piece
        elif kind == 1:
            content[at:at] = piece
        elif kind == 2:
            del content[at : at + size]
        else:
            content[at:at] = content[at : at + size]
    return bytes(content)


changes = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(1, 400),
        st.integers(0, 3),
        st.binary(min_size=1, max_size=6) | st.sampled_from(TELLING),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("name", SOUND)
@given(made=changes)
@settings(CALM, max_examples=60)
def test_anything_broken_anywhere(name: str, made: list[tuple[float, int, int, bytes]]) -> None:
    taken(broken(SOUND[name], made), name)


def every_cut(content: bytes, pieces: int) -> Iterator[bytes]:
    for number in range(1, pieces):
        yield content[: len(content) * number // pieces]


@pytest.mark.parametrize("name", SOUND)
def test_anything_cut_off_anywhere(name: str) -> None:
    for content in every_cut(SOUND[name], 12):
        taken(content, name)
