"""What a page says about its article: where each fact may stand, and what is none."""

# ruff: noqa: E501 - tables of cases read better on one line

from __future__ import annotations

import json
from typing import Any

import pytest

from coverage.documents.opened import OpenedArticle
from coverage.documents.opening import open_html

HEADLINE = "Cracked girder keeps harbour bridge shut"
TEXT = "".join(
    f"<p>The old swing bridge over the harbour was closed on {day} after a crack was found in one of its girders, the council of Orle said in the evening.</p>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
)


def page(head: str = "", front: str = "", after: str = "", html: str = "", address: str = "", root: str = "") -> OpenedArticle:  # fmt: skip
    if not html:
        html = f"<html{root}><head><title>{HEADLINE}</title>{head}</head><body><article><h1>{HEADLINE}</h1>{front}{TEXT}</article>{after}</body></html>"
    return open_html(html, address=address)


def linked(*nodes: Any) -> str:
    return "".join(
        f'<script type="application/ld+json">{node if isinstance(node, str) else json.dumps(node)}</script>'
        for node in nodes
    )


def meta(**named: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">'
        for name, value in named.items()
    )


NODE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2023-05-04T08:30:00+02:00",
    "dateModified": "2023-05-05T10:00:00+02:00",
    "author": {"@type": "Person", "name": "Ana Kohl"},
    "publisher": {"@type": "Organization", "name": "Harbour Courier"},
}
BROKEN = json.dumps(NODE)
GRAPH = {
    "@graph": [
        {"@type": "WebSite", "@id": "#site", "name": "Harbour Courier"},
        {"@type": "Person", "@id": "#ana", "name": "Ana Kohl"},
        {"@type": "Organization", "@id": "#org", "name": "Harbour Courier"},
        {**NODE, "author": {"@id": "#ana"}, "publisher": {"@id": "#org"}},
        {"@type": "BreadcrumbList", "itemListElement": [{"name": "News"}]},
    ]
}
OTHER = {
    "@type": "NewsArticle",
    "headline": "Ferry is full again",
    "datePublished": "2020-01-01",
    "author": "Bo Lund",
}
MICRODATA = f"""<html itemscope itemtype="https://schema.org/NewsArticle"><head><title>Harbour Courier</title></head><body><article><h1 itemprop="headline">{HEADLINE}</h1>
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ana Kohl</span></span>
<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="Harbour Courier"></span>
<time itemprop="datePublished" datetime="2023-05-04T08:30:00+02:00">Thursday</time><time itemprop="dateModified" datetime="2023-05-05T10:00:00+02:00">Friday</time>
<div itemprop="articleBody">{TEXT}</div></article></body></html>"""
RDFA = f"""<html><head><title>Harbour Courier</title></head><body><article vocab="https://schema.org/" typeof="NewsArticle"><h1 property="headline">{HEADLINE}</h1>
<span property="author" typeof="Person"><span property="name">Ana Kohl</span></span>
<span property="publisher" typeof="Organization"><span property="name">Harbour Courier</span></span>
<span property="datePublished" content="2023-05-04T08:30:00+02:00">Thursday</span>{TEXT}</article></body></html>"""
HATOM = f"""<html><head><title>{HEADLINE} | Harbour Courier</title><meta property="og:site_name" content="Harbour Courier"></head><body><article class="hentry"><h1 class="entry-title">{HEADLINE}</h1>
<span class="vcard author"><a class="url fn n" rel="author" href="/ana">Ana Kohl</a></span><time class="entry-date published" datetime="2023-05-04T08:30:00+02:00">4 May</time><time class="updated" datetime="2023-05-05T10:00:00+02:00">5 May</time>{TEXT}</article></body></html>"""
GRAPHLESS = meta(
    og__title=HEADLINE,
    og__site_name="Harbour Courier",
    og__type="article",
    article__published_time="2023-05-04T08:30:00+02:00",
    article__modified_time="2023-05-05T10:00:00+02:00",
    article__author="Ana Kohl",
)

#: Every way to state the same four facts.
STATED = {
    "JSON-LD": page(linked(NODE)),
    "JSON-LD in a list": page(linked([{"@type": "WebPage"}, NODE])),
    "JSON-LD in a graph, by reference": page(linked(GRAPH)),
    "JSON-LD as the page's main entity": page(linked({"@type": "WebPage", "mainEntity": NODE})),
    "JSON-LD with two types": page(linked({**NODE, "@type": ["NewsArticle", "Article"]})),
    "JSON-LD with a type's whole address": page(linked({**NODE, "@type": "http://schema.org/NewsArticle"})),
    "several articles, the page's own with most said": page(linked(OTHER, NODE, OTHER)),
    "several articles, alike, the page's own by its headline": page(linked({**NODE, "headline": "Ferry is full again", "author": "Bo Lund", "datePublished": "2020-01-01"}, NODE)),
    "broken JSON-LD: a comma too many": page(linked(BROKEN[:-1] + ",}")),
    "broken JSON-LD: line breaks in words": page(linked(BROKEN.replace("Cracked ", "Cracked\\n").replace("\\\\n", "\n"))),
    "broken JSON-LD: in a comment": page(linked(f"<!-- {BROKEN} -->")),
    "broken JSON-LD: in CDATA": page(linked(f"//<![CDATA[\n{BROKEN}\n//]]>")),
    "broken JSON-LD: a semicolon behind": page(linked(BROKEN + ";")),
    "broken JSON-LD: two objects in a row": page(linked('{"@type": "WebSite", "name": "Harbour Courier"}' + BROKEN)),
    "broken JSON-LD: quotation marks not escaped": page(linked(BROKEN[:-1] + ', "description": "The "old" bridge is shut"}')),
    "broken JSON-LD: cut off": page(linked(BROKEN + "", BROKEN[:80])),
    "broken JSON-LD beside OpenGraph": page(linked(BROKEN[: len(BROKEN) // 2]) + GRAPHLESS),
    "OpenGraph alone": page(GRAPHLESS),
    "microdata": page(html=MICRODATA),
    "RDFa": page(html=RDFA),
    "hAtom": page(html=HATOM),
}  # fmt: skip


@pytest.mark.parametrize("way", STATED)
def test_the_same_facts_are_read_however_they_are_stated(way: str) -> None:
    article = STATED[way]
    assert article.headline == HEADLINE
    assert article.authors == ("Ana Kohl",)
    assert article.published is not None
    assert article.published.isoformat() == "2023-05-04T08:30:00+02:00"
    assert article.outlet == "Harbour Courier"


#: what the head and the front say, and when it was published
DATES = [
    (meta(article__published_time="2023-05-04T08:30:00Z"), "", "2023-05-04T08:30:00+00:00"),
    (meta(article__published_time="2023-05-04T08:30:00-0400"), "", "2023-05-04T08:30:00-04:00"),
    (meta(article__published_time="2023-05-04T08:30:00.123+05:30"), "", "2023-05-04T08:30:00+05:30"),
    (meta(article__published_time="2023-05-04T08:30"), "", "2023-05-04T08:30:00"),  # no zone: none is invented
    (meta(article__published_time="2023-05-04"), "", "2023-05-04"),  # a day stays a day
    (meta(article__published_time="20230504"), "", "2023-05-04"),
    (meta(article__published_time="1683189000"), "", "2023-05-04T08:30:00+00:00"),
    (meta(article__published_time="1683189000000"), "", "2023-05-04T08:30:00+00:00"),
    (meta(article__published_time="Thu, 04 May 2023 08:30:00 +0200"), "", "2023-05-04T08:30:00+02:00"),
    (meta(article__published_time="Thu, 04 May 2023 08:30:00 EST"), "", "2023-05-04T08:30:00-05:00"),
    (meta(article__published_time="yesterday"), "<time datetime='2023-05-04'>4 May</time>", "2023-05-04"),
    (meta(article__published_time="2023-13-44"), "<time datetime='2023-05-04'>4 May</time>", "2023-05-04"),
    (meta(article__published_time="0001-01-01T00:00:00Z"), "<time datetime='2023-05-04'>4 May</time>", "2023-05-04"),
    (meta(article__modified_time="2023-05-06") + meta(article__published_time="2023-05-04"), "", "2023-05-04"),
    ("", "<p>Updated <time class='updated' datetime='2023-05-06'>6 May</time></p><p>Published <time datetime='2023-05-04'>4 May</time></p>", "2023-05-04"),
    ("", "<p class='meta'>Published: 4 May 2023, 8:30 pm</p>", "2023-05-04T20:30:00"),
    ("", "<p class='meta'>Published: 4 May 2023 | Updated: 6 May 2023</p>", "2023-05-04"),
    ("", "<p class='meta'>Updated: 6 May 2023 | Published: 4 May 2023</p>", "2023-05-04"),
    ("", "<p class='byline'>By Ana Kohl | May 4, 2023 | 8:30 AM EDT</p>", "2023-05-04T08:30:00-04:00"),
    ("", "<p class='date'>04.05.2023 - 08:30 Uhr</p>", "2023-05-04T08:30:00"),
    ("", "<p class='date'>Publié le 4 mai 2023 à 8h30</p>", "2023-05-04T08:30:00"),
    (linked({**NODE, "datePublished": ["2023-05-04T08:30:00+02:00", "2023-05-05"]}), "", "2023-05-04T08:30:00+02:00"),
    (linked({**NODE, "datePublished": {"@type": "Date", "@value": "2023-05-04"}}), "", "2023-05-04"),
    (linked({**NODE, "datePublished": ""}) + meta(article__published_time="2023-05-04"), "", "2023-05-04"),
    ("", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "front", "moment"), DATES)
def test_the_moment_of_publication_keeps_what_is_stated(
    head: str, front: str, moment: str | None
) -> None:
    published = page(head, front).published
    assert (published.isoformat() if published else None) == moment


def test_an_hour_ago_is_no_date() -> None:
    assert (
        page("", "<time>2 hours ago</time><p class='date'>Yesterday at 8:30</p>").published is None
    )


#: what names the authors, and the people among them
AUTHORS = [
    (linked({**NODE, "author": ["Ana Kohl", "Bo Lund"]}), "", ("Ana Kohl", "Bo Lund")),
    (linked({**NODE, "author": [{"name": "Ana Kohl"}, {"name": "Bo Lund"}]}), "", ("Ana Kohl", "Bo Lund")),
    (linked({**NODE, "author": {"name": ["Ana Kohl", "Bo Lund"]}}), "", ("Ana Kohl", "Bo Lund")),
    (linked({**NODE, "author": "By Ana Kohl and Bo Lund"}), "", ("Ana Kohl", "Bo Lund")),
    (linked({**NODE, "author": "ana.kohl@courier.example"}), "<p class='byline'>By Bo Lund</p>", ("Bo Lund",)),
    (linked({**NODE, "author": "https://courier.example/ana"}), "<p class='byline'>By Bo Lund</p>", ("Bo Lund",)),
    (linked({**NODE, "author": {"name": "Harbour Courier"}}), "<p class='byline'>By Ana Kohl</p>", ("Ana Kohl",)),
    (linked({**NODE, "author": {"name": "News Desk"}}), "<p class='byline'>By Ana Kohl</p>", ("Ana Kohl",)),
    (linked({**NODE, "author": {"name": "admin"}}), "<p class='byline'>By Ana Kohl</p>", ("Ana Kohl",)),
    (meta(og__site_name="Harbour Courier") + "<meta name='author' content='Harbour Courier staff'>", "<p class='byline'>By Ana Kohl</p>", ("Ana Kohl",)),
    ("<meta name='author' content='@anakohl'>", "<p class='byline'>By Ana Kohl</p>", ("Ana Kohl",)),
    ("<meta name='twitter:creator' content='@anakohl'>", "", ()),
    (meta(article__author="https://www.facebook.com/ana.kohl"), "", ()),
    ("", "<p class='byline'>By <a rel='author' href='/ana'>Ana Kohl</a>, Environment correspondent</p>", ("Ana Kohl",)),
    ("", "<p class='byline'>By Ana Kohl in Orle and Bo Lund in Norhaven</p>", ("Ana Kohl", "Bo Lund")),
    ("", "<p class='byline'>Ana Kohl, Bo Lund &amp; Cy Dahl</p>", ("Ana Kohl", "Bo Lund", "Cy Dahl")),
    ("", "<p class='byline'>By Ana Kohl (@anakohl) | ana@courier.example</p>", ("Ana Kohl",)),
    ("", "<p class='byline'>Von Ana Kohl</p>", ("Ana Kohl",)),
    ("", "<p class='byline'>Par Ana Kohl</p>", ("Ana Kohl",)),
    ("", "<p>By Ana Kohl</p>", ("Ana Kohl",)),  # in prose, without a class
    ("", "<p>Ana Kohl reports from Orle</p>", ()),
    ("", "<p class='byline'>Words by Ana Kohl, pictures by Bo Lund</p>", ("Ana Kohl",)),
    ("", "<div class='comments'><span class='author'>Cy Dahl</span></div>", ()),
    ("", "<div class='related'><span class='byline'>By Cy Dahl</span></div>", ()),
]  # fmt: skip


@pytest.mark.parametrize(("head", "front", "authors"), AUTHORS)
def test_authors_are_people(head: str, front: str, authors: tuple[str, ...]) -> None:
    assert page(head, front).authors == authors


#: what the head says, where it was got, the outlet
OUTLETS = [
    (meta(og__site_name="Harbour Courier"), "", "Harbour Courier"),
    (meta(og__site_name="https://courier.example"), "", ""),
    (linked(NODE), "", "Harbour Courier"),
    ("<meta name='application-name' content='Harbour Courier'>", "", "Harbour Courier"),
    ("", "", ""),
    ("", "https://www.courier.example/bridge", ""),  # a domain is no name; the desk learns names by it
    ("<meta name='twitter:site' content='@courier'>", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("head", "address", "outlet"), OUTLETS)
def test_an_outlet_is_stated_never_invented(head: str, address: str, outlet: str) -> None:
    assert page(head, address=address).outlet == outlet


#: canonical link or og:url, where it was got, the address
ADDRESSES = [
    ("<link rel='canonical' href='https://courier.example/bridge?id=12&utm_source=x#top'>", "https://courier.example/amp/bridge", "https://courier.example/bridge?id=12"),
    ("<link rel='canonical' href='/news/bridge'>", "https://courier.example/amp/bridge?fbclid=1", "https://courier.example/news/bridge"),
    ("<link rel='Canonical' href='//courier.example/news/bridge'>", "https://courier.example/x", "https://courier.example/news/bridge"),
    ("<link rel='canonical' href='https://COURIER.example/Bridge'>", "", "https://courier.example/Bridge"),
    (meta(og__url="https://courier.example/bridge?at_medium=rss&id=12"), "", "https://courier.example/bridge?id=12"),
    ("", "https://courier.example/bridge?gclid=1&page=2&utm_campaign=a", "https://courier.example/bridge?page=2"),
    ("<link rel='canonical' href='javascript:alert(1)'>", "https://courier.example/bridge", "https://courier.example/bridge"),
    ("<link rel='canonical' href='https://courier.example/'>", "https://courier.example/2023/05/bridge", "https://courier.example/2023/05/bridge"),  # a template's mistake
]  # fmt: skip


@pytest.mark.parametrize(("head", "address", "wanted"), ADDRESSES)
def test_the_canonical_address_without_trackers(head: str, address: str, wanted: str) -> None:
    assert page(head, address=address).address == wanted


LANGUAGES = [
    (" lang='de'", "", "de"),
    (" lang='de-AT'", "", "de"),
    (" xml:lang='nb_NO'", "", "no"),
    ("", meta(og__locale="pt_BR"), "pt"),
    ("", "<meta http-equiv='content-language' content='fr'>", "fr"),
    ("", "", "en"),  # by its words
    (" lang='xx-unknown'", "", "en"),
    (" lang=''", "", "en"),
]


@pytest.mark.parametrize(("root", "head", "language"), LANGUAGES)
def test_the_language_is_the_declared_one_or_by_its_words(
    root: str, head: str, language: str
) -> None:
    assert page(head, root=root).language == language


#: the last lines of a page, and whether they say that the rest is for subscribers
NOTICES = [
    ("<div class='wall'><h3>Subscribe to continue reading</h3></div>", True),
    ("<p>Log in or register to read the full story.</p>", True),
    ("<p>This article is for subscribers only.</p>", True),
    ("<p>Cet article est réservé aux abonnés.</p>", True),
    ("<p>Il vous reste 74% de cet article à lire.</p>", True),
    ("<p>Jetzt weiterlesen mit Kurier plus</p>", True),
    ("<p>Contenido exclusivo para suscriptores</p>", True),
    ("<p>Sign up for our newsletter to keep in touch with the harbour.</p>", False),
    ("<p>Comments are open to members only.</p>", False),
    ("<p>Newsletters are for subscribers only</p>", False),
    ("<p>He told members to read the letter, and to see the girder for themselves.</p>", False),
    ("<footer><p>Subscribe to continue reading</p></footer>", False),
    (f"<p>Subscribe to continue reading without advertisements</p>{TEXT}", False),  # an offer
]


@pytest.mark.parametrize(("end", "is_cut"), NOTICES)
def test_a_page_that_breaks_off_for_subscribers_says_so(end: str, is_cut: bool) -> None:
    html = f"<body><article><h1>{HEADLINE}</h1>{TEXT}{end}</article></body>"
    last = page(html=html).passages[-1]
    assert (last.kind == "boilerplate" and "paywall" in last.reason) == is_cut


@pytest.mark.parametrize("entries", [1, 2, 3, 6])
def test_times_above_entries_are_kept_where_there_are_several(entries: int) -> None:
    feed = "".join(
        f"<div class='entry'><time datetime='2023-05-04T1{n}:30:00Z'>1{n}:30</time>{TEXT}</div>"
        for n in range(entries)
    )
    article = page(html=f"<body><article><h1>{HEADLINE}</h1>{feed}</article></body>")
    times = [one.span.text for one in article.passages if "entry" in one.reason]
    assert times == ([f"1{n}:30" for n in range(entries)] if entries > 2 else [])
