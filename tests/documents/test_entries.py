"""What a feed lists: keys, addresses, dates, whole articles, and feeds that are broken."""

import gzip
import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.documents.alternates import NamedFeed, feeds_named
from coverage.documents.coming import LIMITS, Place, Tally
from coverage.documents.entries import DAY, MOST_ENTRIES, is_whole, read_entries
from coverage.documents.lists import feed_links
from coverage.documents.opened import Unreadable
from coverage.documents.opening import open_document
from coverage.documents.opml import write_opml

HERE = "https://gull.example/feeds/news.xml"
LONG = "<p>" + " ".join(f"Warden {n} said the bridge is open." for n in range(40)) + "</p>"


def rss(*items: str, head: str = "<title>The Gull</title>", end: str = "</channel></rss>") -> bytes:
    return (
        "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/"
        "content/' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
        f"{head}{''.join(items)}{end}"
    ).encode()


def item(inner: str) -> str:
    return f"<item>{inner}</item>"


def atom(inner: str) -> bytes:
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/a/'>"
        f"<title>Gull</title>{inner}</feed>"
    ).encode()


ONE = "<title>One &amp; all</title><link>https://gull.example/1</link><guid>tag:1</guid>"


@pytest.mark.parametrize(
    ("feed", "address", "title", "updated"),
    [
        (rss(item(ONE)), "https://gull.example/1", "One & all", ""),
        (rss(item("<title>a</title><link>/2?utm_source=x</link>")),
         "https://gull.example/2?utm_source=x", "a", ""),
        (rss(item("<guid>https://gull.example/3</guid>")), "https://gull.example/3", "", ""),
        (rss(item("<guid isPermaLink='false'>https://gull.example/3</guid>")), "", "", ""),
        (rss(item("<link>javascript:alert(1)</link>")), "", "", ""),
        (rss(item("<title>a</title><pubDate>Mon, 02 May 2022 10:00:00 +0200</pubDate>")),
         "", "a", "2022-05-02T08:00:00+00:00"),
        (rss(item("<dc:date>2022-05-03</dc:date>")), "", "", "2022-05-03T00:00:00+00:00"),
        (rss(item("<pubDate>soon</pubDate>")), "", "", ""),
        (atom("<entry><id>x</id><title type='html'>&lt;b&gt;B&lt;/b&gt;ridge</title>"
              "<link rel='self' href='self'/><link href='b1'/>"
              "<published>2022-05-02T10:00:00Z</published>"
              "<updated>2022-05-04T10:00:00+02:00</updated></entry>"),
         "https://gull.example/a/b1", "B ridge", "2022-05-04T08:00:00+00:00"),
        (b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
         b"xmlns='http://purl.org/rss/1.0/'><channel rdf:about='c'><title>Gull</title></channel>"
         b"<item rdf:about='i'><title>R</title><link>https://gull.example/r</link></item></rdf:RDF>",
         "https://gull.example/r", "R", ""),
        (json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Gull", "items": [
            {"id": 7, "url": "/j", "title": "J", "date_modified": "2022-05-02T10:00:00Z"}]}
         ).encode(),
         "https://gull.example/j", "J", "2022-05-02T10:00:00+00:00"),
    ],
)  # fmt: skip
def test_an_entry_has_its_address_title_and_date(feed, address, title, updated):
    [entry] = read_entries(feed, address=HERE).entries
    assert (entry.address, entry.title, entry.updated) == (address, title, updated)


def test_an_entry_is_known_again_by_its_id_whatever_else_changes():
    before, after, other = (
        read_entries(rss(item(inner)), address=HERE).entries[0].key
        for inner in (ONE, ONE.replace("One", "Two").replace("/1", "/one"), ONE.replace(":1", ":2"))
    )
    assert before == after != other
    by_link = [
        read_entries(rss(item(f"<link>https://gull.example/1{mark}</link>"))).entries[0].key
        for mark in ("", "?utm_source=feed")
    ]
    assert by_link[0] == by_link[1]


def test_one_key_is_one_entry():
    assert len(read_entries(rss(item(ONE), item(ONE))).entries) == 1


@pytest.mark.parametrize(
    ("markup", "is_content", "has_address", "whole"),
    [
        (LONG, True, True, True),
        (LONG[:500], True, True, False),
        (LONG, False, True, True),
        (LONG[:1000], False, True, False),
        ("short", True, False, True),
        ("", True, False, False),
        (LONG.replace("</p>", " […]</p>"), True, True, False),
        (LONG.replace("</p>", " …</p>"), True, True, False),
        (LONG + "<p><a href='x'>Continue reading “The bridge”</a></p>", True, True, False),
        (LONG + "<p>Weiterlesen »</p>", True, True, False),
        (LONG + "<p>The post The bridge appeared first on The Gull.</p>", True, True, True),
        (LONG + "… <p>The post The bridge appeared first on The Gull.</p>", True, True, False),
    ],
)
def test_what_is_broken_off_or_short_is_not_the_whole_article(
    markup, is_content, has_address, whole
):
    assert is_whole(markup, is_content, has_address) == whole


@pytest.mark.parametrize(
    "feed",
    [
        rss(item(f"{ONE}<content:encoded><![CDATA[{LONG}]]></content:encoded>"),
            item("<title>other</title>")),
        atom("<entry><id>x</id><title>One &amp; all</title><link href='https://gull.example/1'/>"
             f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{LONG}</div></content>"
             "</entry><entry><title>other</title></entry>"),
        json.dumps({"version": "https://jsonfeed.org/version/1", "title": "The Gull", "items": [
            {"id": "x", "url": "https://gull.example/1", "title": "One & all",
             "content_html": LONG}, {"id": "y"}]}).encode(),
    ],
    ids=["rss", "atom", "json"],
)  # fmt: skip
def test_a_whole_article_is_a_feed_of_its_own(feed):
    entry = read_entries(feed, address=HERE).entries[0]
    [article] = open_document(entry.content, address=HERE, content_type=entry.content_type)
    assert (article.headline, article.address) == ("One & all", "https://gull.example/1")
    assert "Warden 39 said" in article.body
    assert article.outlet in ("The Gull", "Gull")
    assert b"other" not in entry.content


def test_a_relative_address_is_written_in_full_in_a_feed_of_its_own():
    body = f"<link>/9</link><content:encoded><![CDATA[{LONG}]]></content:encoded>"
    [entry] = read_entries(rss(item(body)), address=HERE).entries
    [article] = open_document(entry.content, address=HERE, content_type=entry.content_type)
    assert article.address == "https://gull.example/9"


@pytest.mark.parametrize(
    ("head", "pause"),
    [
        ("", 0),
        ("<ttl>90</ttl>", 90),
        ("<ttl>99999</ttl>", DAY),
        ("<ttl>soon</ttl>", 0),
        ("<sy:updatePeriod> hourly </sy:updatePeriod>", 60),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 360),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", DAY),
        ("<ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 90),
    ],
)
def test_a_feed_says_how_often_it_wants_to_be_looked_at(head, pause):
    assert read_entries(rss(item(ONE), head=head)).pause == pause


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "answers with nothing"),
        (b" \n", "answers with nothing"),
        (b"<!doctype html><html><body>Sign in</body></html>", "a web page, not a feed"),
        (b"<sitemap/>", "is XML, but no feed"),
        (b"Not found", "no XML that can be read (line 1"),
        (b"{}", "is JSON, but no feed"),
        (b'{"items": [', "no whole JSON (line 1)"),
        (rss("<item><title>a", end=""), "broken XML without a whole entry (line 1"),
    ],
)
def test_what_is_no_feed_is_said_in_words(content, words):
    with pytest.raises(Unreadable, match=words.replace("(", r"\(").replace(")", r"\)")):
        read_entries(content)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({}, "The feed answers with nothing: open it in a browser"),
        ({"address": HERE}, f"{HERE} answers with nothing"),
        ({"address": HERE, "called": "“Gull”"}, "“Gull” answers with nothing"),
    ],
)
def test_a_refusal_names_the_feed(named, said):
    with pytest.raises(Unreadable) as refusal:
        read_entries(b"", **named)
    assert str(refusal.value).startswith(said)


def test_what_is_whole_of_a_feed_that_breaks_off_is_read():
    read = read_entries(rss(item(ONE), "<item><title>Half of a ti", end=""))
    assert ([entry.title for entry in read.entries], read.is_cut) == (["One & all"], True)


def test_sloppy_xml_is_read_all_the_same():
    sloppy = (
        "<title>Fish & chips &nbsp; caf&eacute;</title><link>https://gull.example/?a=1&b=2</link>"
    )
    read = read_entries(rss(item(sloppy), item(ONE)))
    assert [entry.title for entry in read.entries] == ["Fish & chips café", "One & all"]
    assert read.entries[0].address == "https://gull.example/?a=1&b=2"
    assert (read.is_cut, read.wrong) == (False, "")


@pytest.mark.parametrize(
    "served",
    [
        b"\n <br />\n<b>Warning</b>: date() in feed.php on line 3<br />\n" + rss(item(ONE)),
        gzip.compress(rss(item(ONE))),
    ],
    ids=["behind a warning", "a packed file"],
)
def test_a_feed_is_found_in_what_its_server_sends(served):
    assert [entry.title for entry in read_entries(served).entries] == ["One & all"]


@pytest.mark.parametrize(
    ("served", "said"),
    [
        (gzip.compress(rss(item(ONE)))[:9] + b"\xff" * 40, "is packed and broken: "),
        (gzip.compress(b"<rss>" + b" " * (26 * 2**20)), "holds more than 25 MB unpacked: "),
    ],
)
def test_a_packed_file_that_is_no_feed_is_said_in_words(served, said):
    with pytest.raises(Unreadable, match=said):
        read_entries(served)


def test_xml_that_is_broken_inside_says_where():
    read = read_entries(rss(item(ONE), item("<title>a<b></title>")))
    assert [entry.title for entry in read.entries] == ["One & all", "a"]
    assert read.wrong.startswith("line 1: Opening and ending tag mismatch")


def test_an_entry_whose_names_cannot_be_written_again_is_fetched():
    feed = rss(item(f"{ONE}<content:encoded><![CDATA[{LONG}]]></content:encoded>"))
    [entry] = read_entries(feed.replace(b"syndication", b"<syndication>")).entries
    assert (entry.content, entry.address) == (b"", "https://gull.example/1")


def test_entities_that_grow_are_not_resolved():
    grows = b"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    [entry] = read_entries(grows + rss(item("<title>&b;</title>"))[21:]).entries
    assert len(entry.title) < 10


@pytest.mark.parametrize(
    "feed",
    [
        rss(*map(item, ("A", "B")), end="</channel></rss>" + "<!-- -->" * 200 + "x"),
        rss(item("<description><![CDATA[" + "<" * 300_000 + "]]></description>")),
        rss(item("<title><![CDATA[" + "<" * 300_000 + "]]></title>")),
        rss(item("<title>" + "\x1b$B" * 20_000 + "</title>")),
    ],
    ids=["comments behind the end", "open tags", "open tags in a title", "shifts of characters"],
)
def test_a_feed_made_to_take_long_takes_no_longer(feed):
    started = time.process_time()
    read_entries(feed)
    assert time.process_time() - started < 2


def test_comments_behind_its_end_do_not_cut_a_feed():
    end = "</channel></rss>\n<!-- made by a mill --> <!-- in 3 ms -->\n"
    assert not read_entries(rss(item("<guid>1</guid>"), end=end)).is_cut
    assert read_entries(rss(*map(item, ("A", "B")), end="<!-- </channel></rss>")).is_cut


def test_the_first_entries_of_a_feed_without_end_are_read():
    read = read_entries(rss(*(item(f"<guid>{n}</guid>") for n in range(MOST_ENTRIES + 7))))
    assert (len(read.entries), read.left_out) == (MOST_ENTRIES, 7)


def test_a_json_feed_may_say_that_nothing_more_comes():
    feed = {"version": "https://jsonfeed.org/version/1", "items": [], "expired": True}
    assert read_entries(json.dumps(feed).encode()).is_ended


def test_dates_compare_as_text():
    moments = [datetime(2022, 5, day, tzinfo=UTC) for day in (2, 10)]
    written = [
        read_entries(rss(item(f"<dc:date>{moment.isoformat()}</dc:date>"))).entries[0].updated
        for moment in moments
    ]
    assert written[0] < written[1]


# --- pages that name feeds, lists of feeds ----------------------------------------------------


def test_a_page_names_its_feeds_for_programs():
    page = (
        b'<html><head><base href="/news/"><link rel="alternate" type="application/rss+xml" '
        b'title="Comments" href="https://gull.example/comments/feed/">'
        b'<link rel="alternate" type="application/rss+xml" title="All  news" href="feed.xml">'
        b'<link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="atom.xml">'
        b'<link rel="alternate" type="application/rss+xml" href="feed.xml">'
        b'<link rel="alternate" type="application/json" href="/wp-json/1">'
        b'<link rel="alternate" hreflang="de" href="/de/">'
        b'<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">'
        b'<link rel="stylesheet" type="application/rss+xml" href="x.css"></head></html>'
    )
    assert feeds_named(page, "text/html", "https://gull.example/") == [
        NamedFeed("https://gull.example/news/feed.xml", "All news"),
        NamedFeed("https://gull.example/news/atom.xml", ""),
        NamedFeed("https://gull.example/comments/feed/", "Comments"),
    ]
    assert feeds_named(b"\xff\xd8\xff\xe0\x00\x10", "image/jpeg", HERE) == []


def test_a_list_of_feeds_is_read_as_it_was_written():
    feeds = [NamedFeed(HERE, 'The "Gull" & Co <b>'), NamedFeed("https://tern.example/?a=1&b=2", "")]
    written = write_opml(feeds, "Feeds")
    read = feed_links(written, Place("feeds.opml"), Tally(LIMITS))
    assert [(link.address, link.name) for link in read] == [
        (feeds[0].address, feeds[0].title),
        (feeds[1].address, feeds[1].address),
    ]


SEEDS = (
    rss(item(f"{ONE}<content:encoded><![CDATA[{LONG}]]></content:encoded>"), item(ONE)),
    atom(f"<entry><id>x</id><link href='b1'/><content type='html'>{LONG[:90]}</content></entry>"),
    json.dumps({"version": "1", "items": [{"id": 1, "url": "/j", "content_text": LONG}]}).encode(),
)


@given(
    st.sampled_from(SEEDS),
    st.lists(
        st.tuples(st.integers(0, 4000), st.integers(0, 40), st.binary(max_size=12)), max_size=6
    ),
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_feed_or_are_refused_in_words(feed, cuts):
    for place, length, new in cuts:
        feed = feed[:place] + new + feed[place + length :]
    try:
        read = read_entries(feed, address=HERE)
    except Unreadable:
        return
    for entry in read.entries:
        assert len(entry.key) == 64
        assert entry.address == "" or entry.address.startswith(("http://", "https://"))
        assert "\x00" not in entry.title
