"""Articles as JSON, one a line or in a list: what is taken, linked and refused."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import json

import pytest

from coverage.documents.coming import Limits
from coverage.documents.units import Link, Refusal, Unit

from .incoming import WORDS, come, gzipped, opened, said

ROW = {"text": WORDS, "title": "Bridge closed", "url": "https://courier.example/a"}


def lines(*rows: object) -> bytes:
    return "\n".join(one if isinstance(one, str) else json.dumps(one) for one in rows).encode()


CASES = [
    ("two articles", lines(ROW, {"body": WORDS}), ["unit line 1", "unit line 2"]),
    ("empty lines are passed over", lines(ROW, "", "  ", {"html": f"<p>{WORDS}</p>"}), ["unit line 1", "unit line 4"]),
    ("a mark of byte order", b"\xef\xbb\xbf" + lines(ROW, ROW), ["unit line 1", "unit line 2"]),
    ("lines that end as on Windows", lines(ROW, ROW).replace(b"\n", b"\r\n"), ["unit line 1", "unit line 2"]),
    ("an address alone is a link", lines(ROW, {"url": "https://a.example/x"}), ["unit line 1", "link https://a.example/x"]),
    ("a line that is a bare address", lines(ROW, '"https://a.example/x"'), ["unit line 1", "link https://a.example/x"]),
    ("neither text nor address", lines(ROW, {"id": 7}), ["unit line 1", "refusal box, line 2 has neither a text nor an address. Name its text 'text', 'html' or 'url'."]),
    ("empty fields are none", lines(ROW, {"text": " ", "url": ""}, {"text": None, "html": "nan"}), ["unit line 1", *(f"refusal box, line {n} has neither a text nor an address. Name its text 'text', 'html' or 'url'." for n in (2, 3))]),
    ("a broken line", lines(ROW, '{"text": "cut', ROW), ["unit line 1", "refusal box, line 2 is not JSON: Unterminated string starting at at character 10. Mend the line.", "unit line 3"]),
    ("a line that is a list", lines(ROW, "[1]"), ["unit line 1", "refusal box, line 2 is no JSON object. Give an object with a text and what is known of it."]),
    ("a line nested without end", lines(ROW, "[" * 100_000), ["unit line 1", "refusal box, line 2 is not JSON that can be read (nested too deeply). Mend the line."]),
    ("an address that a browser would run", lines(ROW, {"url": "javascript:alert(1)"}), ["unit line 1", "refusal box, line 2 has neither a text nor an address. Name its text 'text', 'html' or 'url'."]),
    ("a list", json.dumps([ROW, {"url": "https://a.example/x"}, 3]).encode(), ["unit article 1", "link https://a.example/x", "refusal box, article 3 is no JSON object. Give an object with a text and what is known of it."]),
    ("a list over many lines", json.dumps([ROW, ROW], indent=2).encode(), ["unit article 1", "unit article 2"]),
    ("a list of addresses", b'["https://a.example/x", "https://a.example/y"]', ["link https://a.example/x", "link https://a.example/y"]),
    ("a list that is cut off", json.dumps([ROW, ROW]).encode()[:-30], ["unit article 1", "refusal box, article 2 is not JSON: Expecting value. Mend it; what stands before it is taken, nothing behind it."]),
    ("a list without its end", json.dumps([ROW, ROW]).encode()[:-1], ["unit article 1", "unit article 2", "refusal box ends before its list does. Get it again; what came before is taken."]),
    ("one object over many lines", json.dumps(ROW, indent=2).encode(), ["unit document"]),
    ("an empty list", b"[]", ["refusal box holds no page, text, feed or address. Give one that does."]),
    ("a text in braces", b"{The bridge} is closed, said the mayor.", ["unit document"]),
    ("a text that begins with a bracket", b"[Update] The bridge is closed, said the mayor.", ["unit document"]),
    ("a JSON feed is one document", b'{"version":"https://jsonfeed.org/version/1.1","items":[]}', ["unit document"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "wanted"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
def test_json_brings_a_unit_for_each_object(content: bytes, wanted: list[str]) -> None:
    assert said(come(content)) == wanted


def test_lines_come_out_of_gzip_and_in_utf_16_as_they_are() -> None:
    content = lines(ROW, {"text": "Größe: " + WORDS})
    for packed in (gzipped(content), content.decode().encode("utf-16")):
        first, second = come(packed, "a.jsonl")
        assert [opened(one).headline_derived for one in (first, second)] == [False, True]
        assert opened(second).body.startswith("Größe")


def test_a_unit_of_a_line_is_that_line() -> None:
    row = json.dumps(ROW, indent=None, separators=(" ,", " : "))
    first, _ = come(lines(row, ROW), "a.jsonl")
    assert isinstance(first, Unit)
    assert first.content == row.encode()
    assert (first.name, first.address) == ("a.jsonl, line 1", "https://courier.example/a")
    assert opened(first).headline == "Bridge closed"


def test_a_link_carries_its_row() -> None:
    row = {"url": "https://a.example/x", "title": "Tug & tow", "media_name": "Courier"}
    _, link = come(lines(ROW, row))
    assert isinstance(link, Link)
    assert (link.name, link.given, link.kind) == ("Tug & tow", json.dumps(row).encode(), "page")


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt"])
def test_a_line_over_the_limit_is_refused_alone(name: str) -> None:
    long = {"text": WORDS * 40}
    coming = come(lines(ROW, long, ROW), name, limits=Limits(row=2000))
    assert [type(one) for one in coming] == [Unit, Refusal, Unit]
    assert (
        coming[1].why
        == f"{name}, line 2 has more than 2,000 bytes, the limit of a line. Shorten it."
    )


def test_an_article_of_a_list_over_the_limit_ends_it() -> None:
    content = json.dumps([ROW, {"text": WORDS * 2000}, ROW]).encode()
    coming = come(content, limits=Limits(row=100_000))
    assert said(coming)[1:] == [
        "refusal box, article 2 has more than 100,000 bytes, the limit. Shorten it. "
        "Mend it; what stands before it is taken, nothing behind it."
    ]


def test_a_list_that_goes_on_behind_the_first_look_is_read_to_its_end() -> None:
    content = json.dumps([{"text": f"{number}. {WORDS * 50}"} for number in range(40)]).encode()
    coming = come(content)
    assert [opened(one).body[:3] for one in coming] == [f"{n}. "[:3] for n in range(40)]


def test_too_many_rows_and_refusals_end_a_source_with_a_word() -> None:
    assert said(come(lines(ROW, ROW, ROW), limits=Limits(rows=2)))[2:] == [
        "refusal box holds more than 2 rows, the limit. Split it; what came before is taken."
    ]
    assert said(come(lines(ROW, *["{"] * 9), "a.jsonl", limits=Limits(refusals=3)))[4:] == [
        "refusal a.jsonl has had 3 parts refused; the rest is not tried. Check what it is."
    ]
