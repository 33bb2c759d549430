"""Web archives: which records bring a page, how its body is unpacked, and broken records."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import io
import zlib
from collections import Counter
from typing import Any

import pytest
from warcio.warcwriter import WARCWriter

from coverage.documents.coming import Limits
from coverage.documents.units import Refusal, Unit

from .incoming import PAGE, RSS, WORDS, add_record, come, gzipped, opened, warc

JSON_FEED = '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"One bridge."}]}'
GZIP = (("Content-Encoding", "gzip"),)
CHUNKED = (("Transfer-Encoding", "chunked"),)


def chunked(content: str) -> bytes:
    raw = content.encode()
    pieces = [raw[at : at + 50] for at in range(0, len(raw), 50)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def deflated(content: str, window: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    return packer.compress(content.encode()) + packer.flush()


TAKEN: list[tuple[str, dict[str, Any], str]] = [
    ("a page", {}, PAGE),
    ("XHTML", {"type": "application/xhtml+xml"}, PAGE),
    ("a text", {"type": "text/plain", "content": WORDS}, WORDS),
    ("an RSS feed", {"type": "application/rss+xml", "content": RSS}, RSS),
    ("a feed as XML", {"type": "text/xml", "content": RSS}, RSS),
    ("a JSON feed", {"type": "application/json", "content": JSON_FEED}, JSON_FEED),
    ("a page of no type", {"type": ""}, PAGE),
    ("a page as bytes", {"type": "application/octet-stream"}, PAGE),
    ("a resource", {"kind": "resource"}, PAGE),
    ("gzip", {"content": gzipped(PAGE), "fields": GZIP}, PAGE),
    (
        "gzip in two members",
        {"content": gzipped(PAGE[:50]) + gzipped(PAGE[50:]), "fields": GZIP},
        PAGE,
    ),
    ("gzip in name only", {"content": PAGE, "fields": GZIP}, PAGE),
    ("Brotli in name only", {"content": PAGE, "fields": (("Content-Encoding", "br"),)}, PAGE),
    (
        "deflate",
        {"content": deflated(PAGE, 15), "fields": (("Content-Encoding", "deflate"),)},
        PAGE,
    ),
    (
        "bare deflate",
        {"content": deflated(PAGE, -15), "fields": (("Content-Encoding", "deflate"),)},
        PAGE,
    ),
    ("deflate in name only", {"content": PAGE, "fields": (("Content-Encoding", "deflate"),)}, PAGE),
    ("identity", {"content": PAGE, "fields": (("Content-Encoding", "identity"),)}, PAGE),
    ("chunks", {"content": chunked(PAGE), "fields": CHUNKED}, PAGE),
    ("chunks in name only", {"content": PAGE, "fields": CHUNKED}, PAGE),
]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize(("record", "content"), [pytest.param(*t[1:], id=t[0]) for t in TAKEN])
def test_a_record_of_a_page_is_a_unit(record: dict[str, Any], content: str, packed: bool) -> None:
    (unit,) = come(warc({"kind": "request"}, record, packed=packed), "crawl.warc")
    assert isinstance(unit, Unit)
    assert unit.content.decode() == content
    assert (unit.name, unit.address) == ("crawl.warc, record 2", "https://courier.example/bridge")
    assert unit.content_type == record.get("type", "text/html; charset=utf-8")
    assert unit.key.startswith("record 2 <urn:uuid:")
    opened(unit)


def test_the_charset_of_the_http_head_counts() -> None:
    page = PAGE.replace("harbour", "мост").encode("cp1251")
    (unit,) = come(warc({"content": page, "type": "text/html; charset=windows-1251"}))
    assert "мост" in opened(unit).body


PASSED: list[tuple[dict[str, Any], str]] = [
    ({"kind": "request", "content": ""}, "request records"),
    ({"kind": "metadata", "type": "application/warc-fields"}, "metadata records"),
    ({"kind": "revisit"}, "revisit records"),
    ({"kind": "conversion", "type": "text/plain"}, "conversion records"),
    ({"status": "404 Not Found"}, "answers with status 404"),
    ({"status": "301 Moved"}, "answers with status 301"),
    ({"type": "image/png", "content": b"\x89PNG\r\n"}, "answers that are no page (image/png)"),
    ({"type": "text/css", "content": "p {}"}, "answers that are no page (text/css)"),
    ({"type": "application/json", "content": "{}"}, "answers that are no page (application/json)"),
    ({"type": "", "content": "%PDF-1.7"}, "answers that are no page (of no type)"),
    ({"type": "text/html", "content": b"\x00\x01\x02\x03" * 9}, "answers that are no text"),
    ({"content": " \n"}, "empty answers"),
    ({"type": "text/plain", "content": WORDS, "address": "https://courier.example/robots.txt"}, "texts for machines (robots.txt and the like)"),
    ({"address": "dns:courier.example", "kind": "resource", "type": "text/dns"}, "answers that are no page (text/dns)"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "what"), PASSED)
def test_what_is_no_page_is_passed_over_and_counted(record: dict[str, Any], what: str) -> None:
    passed: Counter[str] = Counter()
    (unit,) = come(warc(record, {}), passed=passed)
    assert isinstance(unit, Unit)
    assert passed == {what: 1}


def record_bytes(**fields: Any) -> bytes:
    return warc(fields)


GOOD = record_bytes()
OTHER = record_bytes(address="https://courier.example/other")


def with_length(record: bytes, change: int) -> bytes:
    """The record with a length that is off by `change`."""
    head, _, rest = record.partition(b"\r\n\r\n")
    lines = [
        b"Content-Length: %d" % (int(line.split(b":")[1]) + change)
        if line.startswith(b"Content-Length:")
        else line
        for line in head.split(b"\r\n")
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n" + rest


BROKEN = [
    ("rubbish between", b"rubbish\r\nmore of it\r\n\r\n", "does not begin as a WARC record does"),
    ("a length too short", with_length(OTHER, -20), "is cut off or has a wrong length"),
    ("a length too long", with_length(OTHER, 200), "is cut off or has a wrong length"),
    ("a length far too long", with_length(OTHER, 10**9), "is cut off or has a wrong length"),
    ("a request's length too long", with_length(record_bytes(kind="request"), 99), "is cut off or has a wrong length"),
    ("no length", OTHER.replace(b"Content-Length:", b"Content-Size:"), "has no type or no length"),
    ("a length that is none", OTHER.replace(b"Content-Length: ", b"Content-Length: -"), "has no type or no length"),
    ("no type", OTHER.replace(b"WARC-Type:", b"WARC-Kind:"), "has no type or no length"),
    ("no HTTP answer", OTHER.replace(b"HTTP/1.1 200", b"SMTP/1.1 200"), "holds no HTTP answer"),
    ("no HTTP status", OTHER.replace(b"HTTP/1.1 200", b"HTTP/1.1 abc"), "has an HTTP answer without a status"),
    ("a damaged gzip", record_bytes(content=gzipped(PAGE)[:-8] + b"\x00" * 8, fields=GZIP), "has content that is damaged in its packing"),
    ("a gzip cut off", record_bytes(content=gzipped(PAGE)[:-30], fields=GZIP), "has content that is cut off"),
    ("Brotli", record_bytes(content=b"\x0b\x02\x80\x81\x82\x03", fields=(("Content-Encoding", "br"),)), "is packed as br, which is not read here"),
    ("a gzip bomb", record_bytes(content=gzipped("0" * 2_000_000), fields=GZIP), "unpacks to more than 100,000 bytes, the limit"),
    ("too long", record_bytes(content="0" * 200_000), "and the limit is 100,000 bytes"),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "why"), [pytest.param(*b[1:], id=b[0]) for b in BROKEN])
def test_a_broken_record_is_refused_and_the_next_one_found(broken: bytes, why: str) -> None:
    coming = come(GOOD + broken + GOOD, "crawl.warc", limits=Limits(document=100_000))
    assert isinstance(coming[0], Unit)
    refusals = [one for one in coming if isinstance(one, Refusal)]
    assert [why in one.why for one in refusals] == [True]
    assert refusals[0].why.startswith("crawl.warc, record 2 ")
    assert isinstance(coming[-1], Unit)
    assert len(coming) == 3


def test_an_archive_that_ends_inside_a_record_says_so() -> None:
    for cut in (30, 200, len(GOOD) - 50):
        first, refusal = come(GOOD + OTHER[:-cut], "crawl.warc")
        assert isinstance(first, Unit)
        assert isinstance(refusal, Refusal)


def damaged_in_the_middle(count: int, every: int = 10**6) -> bytes:
    """A packed archive of `count` records, the second and each `every` behind it damaged."""
    pieces = [warc({"address": f"https://courier.example/{n}"}, packed=True) for n in range(count)]
    for number in range(1, count, every):
        record = bytearray(pieces[number])
        record[len(record) // 2 : len(record) // 2 + 40] = b"\xff" * 40
        pieces[number] = bytes(record)
    return b"".join(pieces)


@pytest.mark.parametrize("count", [3, 300])
def test_behind_damage_in_a_packed_archive_the_next_record_is_found(count: int) -> None:
    coming = come(damaged_in_the_middle(count), "crawl.warc.gz")
    units = [one for one in coming if isinstance(one, Unit)]
    refusals = [one for one in coming if isinstance(one, Refusal)]
    assert [one.address for one in units[-count + 2 :]] == [f"https://courier.example/{n}" for n in range(2, count)]  # fmt: skip
    assert len(refusals) == 1
    assert "is damaged in its gzip" in refusals[0].why


def test_damage_in_many_places_costs_the_damaged_records_only() -> None:
    coming = come(damaged_in_the_middle(60, every=7), "crawl.warc.gz")
    assert [type(one) for one in coming].count(Refusal) == 9
    found = {one.address for one in coming if isinstance(one, Unit)}
    assert found >= {f"https://courier.example/{n}" for n in range(2, 60) if n % 7 != 1}


def test_damage_in_one_long_gzip_ends_with_a_word() -> None:
    whole = bytearray(gzipped(GOOD * 40))
    whole[-8:-4] = b"\xff" * 4
    coming = come(bytes(whole), "crawl.warc.gz")
    assert isinstance(coming[-1], Refusal)
    assert "is damaged in its gzip" in coming[-1].why


def test_records_without_lines_between_them_are_read() -> None:
    assert len(come(GOOD.rstrip() + b"\r\n" + GOOD.rstrip() + b"\n\n" + GOOD)) == 3


def test_a_head_without_an_end_is_refused() -> None:
    (refusal,) = come(b"WARC/1.0\r\n" + b"X: " + b"a" * 300_000, "a.warc")
    assert "has a head without an end" in refusal.why


def test_two_records_of_one_id_have_two_keys() -> None:
    first, second = come(GOOD + GOOD)
    assert first.key != second.key


def test_an_archive_without_pages_says_so() -> None:
    (refusal,) = come(warc({"kind": "request"}), "a.warc")
    assert refusal.why == "a.warc holds no page, text, feed or address. Give one that does."


def test_warc_1_0_and_its_addresses_in_brackets() -> None:
    box = io.BytesIO()
    writer = WARCWriter(box, gzip=False, warc_version="1.0")
    add_record(writer)
    content = box.getvalue().replace(
        b"https://courier.example/bridge", b"<https://courier.example/bridge>"
    )
    (unit,) = come(content)
    assert unit.address == "https://courier.example/bridge"
