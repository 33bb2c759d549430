"""Lists of addresses and of feeds."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import pytest

from .incoming import WORDS, come, said

LISTS = [
    ("one address", "https://a.example/x", ["link https://a.example/x"]),
    ("several", "https://a.example/x\nhttp://a.example/y?a=1&b=2\n", ["link https://a.example/x", "link http://a.example/y?a=1&b=2"]),
    ("with blanks, comments and Windows' line ends", "# mine\r\n\r\n  https://a.example/x \r\n\r\n# end", ["link https://a.example/x"]),
    ("in angle brackets, with commas", "<https://a.example/x>,\nhttps://a.example/y,\n", ["link https://a.example/x", "link https://a.example/y"]),
    ("under a header", "URL\nhttps://a.example/x\n", ["link https://a.example/x"]),
    ("with a mark of byte order", "\ufeffhttps://a.example/x\n", ["link https://a.example/x"]),
    ("a text with an address", f"https://a.example/x\n\n{WORDS}\n", ["unit document"]),
    ("a text that ends with one", f"{WORDS}\n\nhttps://a.example/x\n", ["unit document"]),
    ("two addresses on a line", "https://a.example/x https://a.example/y\n", ["unit document"]),
    ("an address of another kind", "https://a.example/x\nftp://a.example/y\n", ["unit document"]),
    ("no address", "# nothing here\n", ["unit document"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(*c[1:], id=c[0]) for c in LISTS])
def test_a_text_of_nothing_but_addresses_is_links(text: str, wanted: list[str]) -> None:
    assert said(come(text.encode())) == wanted
    assert said(come(text.encode("utf-16"))) == wanted


def opml(body: str, head: str = "") -> bytes:
    return f"<?xml version='1.0'?>{head}<opml version='2.0'><head><title>Mine</title></head><body>{body}</body></opml>".encode()


FEED = "<outline type='rss' text='Courier' xmlUrl='https://a.example/feed' htmlUrl='https://a.example/'/>"
OPML = [
    ("one feed", opml(FEED), ["feed https://a.example/feed"]),
    ("nested folders", opml(f"<outline text='News'><outline text='Port'>{FEED}</outline></outline>"), ["feed https://a.example/feed"]),
    ("a feed in two folders", opml(f"<outline text='a'>{FEED}</outline><outline text='b'>{FEED}</outline>"), ["feed https://a.example/feed"]),
    ("a name in small letters", opml(FEED.replace("xmlUrl", "xmlurl")), ["feed https://a.example/feed"]),
    ("feed:", opml(FEED.replace("https://a.example/feed", "feed://a.example/feed")), ["feed http://a.example/feed"]),
    ("feed:https:", opml(FEED.replace("https://a.example/feed", "feed:https://a.example/feed")), ["feed https://a.example/feed"]),
    ("a page", opml("<outline type='link' text='x' url='https://a.example/page'/>"), ["link https://a.example/page"]),
    ("an address of another kind", opml(FEED + "<outline xmlUrl='file:///etc/passwd'/>"), ["feed https://a.example/feed", "refusal a.opml names a feed (“file:///etc/passwd”) whose address is none. Follow it by an address that begins with https://."]),
    ("nothing but words", opml("<outline xmlUrl='the Gull'/>"), ["refusal a.opml names a feed (“the Gull”) whose address is none. Follow it by an address that begins with https://."]),
    ("cut off", opml(FEED)[:-20], ["feed https://a.example/feed"]),
    ("a bare ampersand", opml(FEED.replace("Courier", "Port & Tide")), ["feed https://a.example/feed"]),
    ("an entity from a file", opml(FEED, "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"), ["feed https://a.example/feed"]),
    ("no feed", opml("<outline text='News'/>"), ["refusal a.opml is an OPML file without a feed's address. Export the feeds again."]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "wanted"), [pytest.param(*o[1:], id=o[0]) for o in OPML])
def test_opml_brings_its_feeds(content: bytes, wanted: list[str]) -> None:
    assert said(come(content, "a.opml")) == wanted


def test_a_feed_is_called_by_its_title() -> None:
    (link,) = come(opml(FEED))
    assert link.name == "Courier"


def test_opml_nested_without_end_and_of_many_entities_does_no_harm() -> None:
    deep = opml("<outline text='a'>" * 100_000 + FEED)
    assert len(come(deep, "a.opml")) == 1
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    head = f"<!DOCTYPE opml [<!ENTITY l0 'ha'>{laughs}]>"
    assert (
        said(come(opml(f"{FEED}<outline text='&l11;'/>", head), "a.opml"))[0]
        == "feed https://a.example/feed"
    )
