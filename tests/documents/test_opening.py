"""What a document is, in which encoding, and what is refused."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from coverage.documents.opened import Unreadable
from coverage.documents.opening import open_document
from coverage.documents.plaintext import open_text

TEXT = "Brücke gesperrt\n\nDie Brücke über den Hafen wurde am Dienstag gesperrt, weil ein Riss gefunden wurde. Das sagte die Behörde, und sie bittet um Geduld."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"]
)
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    (article,) = open_document(TEXT.encode(encoding), name="a.txt")
    assert article.body == TEXT
    assert article.language == "de"


def test_a_declared_encoding_is_believed_where_utf_8_does_not_fit() -> None:
    html = f'<html><head><meta charset="windows-1251"><title>Мост</title></head><body><p>{"Мост закрыт, сказал мэр. " * 9}</p></body></html>'
    (article,) = open_document(html.encode("cp1251"), name="a.html")
    assert "Мост закрыт" in article.body


REFUSED = [
    (b"", "is empty"),
    (b" \n\t", "is empty"),
    (b"%PDF-1.7 ...", "is a PDF"),
    (b"\x89PNG\r\n\x1a\n0000", "is a picture"),
    (b"PK\x03\x04rest", "is a zip"),
    (bytes(range(32)) * 40, "not a text"),
    (b"--- *** ---", "holds no words"),
    (
        b"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>",
        "without any text",
    ),
]


@pytest.mark.parametrize(("content", "why"), REFUSED)
def test_a_refusal_names_the_document_and_the_mend(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refusal:
        open_document(content, name="box/thing.bin")
    assert str(refusal.value).startswith("box/thing.bin")
    assert str(refusal.value).endswith(".")


def test_line_breaks_become_lf_and_nothing_else_changes() -> None:
    article = open_text(" One line.\r\nTwo\u00a0lines. \r\rThree\x00 \ud800e\u0301 🇩🇰 \n")
    assert article.body == " One line.\nTwo\u00a0lines. \n\nThree\ufffd \ufffde\u0301 🇩🇰 \n"


LEDE = "The bridge over the harbour was closed on Thursday (4 May) after a crack was found in it."
PUBLISHED = [
    (f" date 2023-05-04 {LEDE}", date(2023, 5, 4)),
    (f"Bridge closed\n\nPublished: 4 May 2023\n\n{LEDE}", date(2023, 5, 4)),
    (f"Bridge closed\n\nAna Kohl4 May 2023\n\n{LEDE}", date(2023, 5, 4)),
    (f"Bridge closed\n\nUpdated: 4 May 2023\n\n{LEDE}", None),
    (f"OSLO, May 4, 2023 (AP) — {LEDE}", None),
    (LEDE, None),
    (f"{LEDE}\n\nDate 2023-05-04 was a Thursday, and so was the day of the crash.", None),
]


@pytest.mark.parametrize(("text", "day"), PUBLISHED)
def test_only_metadata_gives_the_day_of_publication(text: str, day: date | None) -> None:
    assert open_text(text).published == day


MOMENTS = [
    ("Published: 4 May 2023, 15:37", "2023-05-04T15:37:00"),
    ("Published: 15:37, 4 May 2023", "2023-05-04T15:37:00"),
    ("Thursday 4 May 2023, 3.37pm", "2023-05-04T15:37:00"),
    ("May 4, 2023, 12:05 AM", "2023-05-04T00:05:00"),
    ("May 4, 2023 (12:05 p.m.)", "2023-05-04T12:05:00"),
    ("12:05 PM, Thursday 4 May 2023", "2023-05-04T12:05:00"),
    ("9pm on Thursday 4 May 2023", "2023-05-04T21:00:00"),
    ("First published on Thu 4 May 2023 15.37 BST", "2023-05-04T15:37:00+01:00"),
    ("May 4, 2023 at 3:37 p.m. EST", "2023-05-04T15:37:00-05:00"),
    ("May 4, 2023 3:37 p.m. ET", "2023-05-04T15:37:00-04:00"),
    ("January 4, 2023 3:37 p.m. ET", "2023-01-04T15:37:00-05:00"),
    ("4 May 2023 | 0540 GMT", "2023-05-04T05:40:00+00:00"),
    ("2023-05-04T05:40:09+02:00", "2023-05-04T05:40:09+02:00"),
    ("Stand: 04.05.2023, 18:20 Uhr", "2023-05-04T18:20:00"),
    ("Publié le 4 mai 2023 à 10h05 et mis à jour le 5 mai 2023", "2023-05-04T10:05:00"),
    ("L’Avis du Port, 4 mai 2023, 22 h 10", "2023-05-04T22:10:00"),
    ("Harbour · Politics · By Ana Kohl · 4 May 2023, 11:00", "2023-05-04T11:00:00"),
    ("Published 4 May 2023 11:00 Updated 5 May 2023 12:00", "2023-05-04T11:00:00"),
    ("May 4, 2023, 25:10", "2023-05-04"),
    ("May 4, 2023, 3 min read", "2023-05-04"),
    ("Last updated: 4 May 2023, 15:37", ""),
]


@pytest.mark.parametrize(("line", "moment"), MOMENTS)
def test_a_metadata_line_gives_the_moment_it_prints(line: str, moment: str) -> None:
    article = open_text(f"Bridge closed for good\n\n{line}\n\n{LEDE}")
    assert (article.published.isoformat() if article.published else "") == moment
    assert {one.span.text: one.kind for one in article.passages}[line] == "metadata"


FRONTS = [
    (
        ["headline Bridge closed for good", "metadata Harbour Courier", "metadata 4 May 2023"],
        "Harbour Courier",
    ),
    (["metadata Harbour Courier", "headline Bridge closed for good"], "Harbour Courier"),
    (["headline Bridge closed for good", "metadata Ana Kohl · 4 May 2023"], ""),
    (["headline Bridge closed for good", "metadata Harbour Desk, 4 May 2023"], ""),
    (
        ["headline Bridge closed for good", "metadata The Bay Tribune, 4 May 2023"],
        "The Bay Tribune",
    ),
    (["headline Bridge closed for good", "metadata By Ana Kohl, Kyo News"], ""),
    (
        [
            "headline Bridge closed for good",
            "metadata By Ana Kohl",
            "metadata From staff and wire services",
        ],
        "",
    ),
    (
        [
            "heading WHAT A CRACK-UP",
            "headline Bridge closed for good after girder splits",
            "metadata By Ana Kohl",
        ],
        "",
    ),
    (
        [
            "headline Bridge closed for good",
            "standfirst Two girders have split and nobody knows why",
            "metadata By Ana Kohl",
        ],
        "",
    ),
]


@pytest.mark.parametrize(("front", "outlet"), FRONTS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_lines_before_the_text_are_told_apart(front: list[str], outlet: str, gap: str) -> None:
    if gap == "\n\n" and front[0].startswith("heading"):
        gap = "\n"  # a kicker stands right over its headline
    text = gap.join(line.split(" ", 1)[1] for line in front)
    article = open_text(f"{text}{gap}{LEDE}{gap}{LEDE}")
    found = [f"{one.kind} {one.span.text}" for one in article.passages]
    assert found[: len(front)] == front
    assert not article.headline_derived
    assert article.outlet == outlet


AUTHORS = [
    ("Harbour · Politics · By Ana Kohl · 4 May 2023", ("Ana Kohl",)),
    ("Ana Kohl · 4 May 2023", ("Ana Kohl",)),
    ("By Ana Kohl, 4 May 2023", ("Ana Kohl",)),
    ("World News · 4 May 2023", ()),
    ("The Bay Tribune, 4 May 2023", ()),
    ("Port of Oslo, 4 May 2023", ()),
]


@pytest.mark.parametrize(("line", "authors"), AUTHORS)
def test_a_line_of_several_parts_gives_its_people(line: str, authors: tuple[str, ...]) -> None:
    assert open_text(f"Bridge closed for good\n\n{line}\n\n{LEDE}").authors == authors


OUTLETS = [
    ("Got a story? Get in touch via email at news@theharbourpost.example.", "TheHarbourPost"),
    ("Got a tip? Email us at tips@qzxcourier.example", "qzxcourier"),
    ("Have photos? Email us at desk@north-coast.co.uk.", "North Coast"),
    ("Got a story? Email us at ourpaper@gmail.com.", ""),
    ("The mayor can be reached at office@harbourcity.example, he said.", ""),
]


@pytest.mark.parametrize(("line", "outlet"), OUTLETS)
def test_an_outlet_is_suggested_only_by_its_own_address_line(line: str, outlet: str) -> None:
    article = open_text(f"{LEDE}\n\n{line}")
    assert article.outlet == outlet
    assert bool(article.outlet_why) == bool(outlet)


def test_an_outlet_is_spelled_as_the_text_spells_it() -> None:
    article = open_text(
        f"{LEDE}\n\nReaders of the Nord-Kurier wept.\n\nGot a story? Email us at tips@nordkurier.example"
    )
    assert article.outlet == "Nord-Kurier"


def test_a_byline_gives_people() -> None:
    article = open_text(f"Bridge closed\n\nBy Ana Kohl and Bo Lund, Harbour Press\n\n{LEDE}")
    assert article.authors == ("Ana Kohl", "Bo Lund")


def test_a_headline_is_derived_and_marked_where_there_is_none() -> None:
    article = open_text(f"date 2023-05-04 {LEDE}")
    assert article.headline_derived
    assert LEDE.startswith(article.headline.removesuffix("…"))


RSS = """<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Courier</title><language>en-gb</language>
<item><title>Ferry &amp; tug collide</title><link>https://courier.example/a?utm_source=rss</link><dc:creator>Ana Kohl</dc:creator>
<pubDate>Thu, 04 May 2023 10:00:00 +0100</pubDate><content:encoded><![CDATA[<p>Nobody was hurt in Malm\u00f6.</p>
<blockquote class="twitter-tweet"><p>Loud bang</p>&mdash; Bo (@bo_1) <a href="https://twitter.com/bo_1/status/1654000000000000001">May 4, 2023</a></blockquote>
<p>End.</p>]]></content:encoded></item><item><title>Empty</title></item></channel></rss>"""


def test_a_feed_gives_an_article_for_each_entry_with_text() -> None:
    (article,) = open_document(RSS.encode("iso-8859-1"), name="feed.xml")
    assert (article.headline, article.outlet, article.authors) == (
        "Ferry & tug collide",
        "Harbour Courier",
        ("Ana Kohl",),
    )
    assert article.published == datetime(2023, 5, 4, 10, tzinfo=timezone(timedelta(hours=1)))
    assert article.address == "https://courier.example/a"
    assert [one.kind for one in article.passages] == ["headline", "paragraph", "post", "paragraph"]
    assert [(post.handle, post.text) for post in article.posts] == [("bo_1", "Loud bang")]
    assert "Malmö" in article.body


def test_a_json_feed_is_a_feed() -> None:
    feed = '{"version":"https://jsonfeed.org/version/1.1","title":"Courier","items":[{"id":"1","title":"Tug","content_text":"One.\\n\\nTwo.","date_published":"2023-05-04"}]}'
    (article,) = open_document(feed.encode(), name="feed.json")
    assert (article.headline, article.outlet, article.published) == (
        "Tug",
        "Courier",
        date(2023, 5, 4),
    )
