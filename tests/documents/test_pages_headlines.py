"""Which of a page's titles is its headline."""

# ruff: noqa: E501 - tables of cases read better on one line

from __future__ import annotations

import pytest

from coverage.documents.headline import choose_headline
from coverage.documents.opening import open_html

TEXT = "".join(
    f"<p>The old swing bridge over the harbour was closed on {day} after a crack was found in one of its girders, the council of Orle said.</p>"
    for day in ("Monday", "Tuesday", "Wednesday")
)
OWN = "Cracked girder keeps harbour bridge shut"
SEARCH = "Bridge closed in Orle: what drivers need to know"
TRAIL = f"<nav><ul><li><a href='/'>Home</a></li><li><h1>{SEARCH}</h1></li></ul></nav>"
GROUP = f"<hgroup><p>Harbour</p><h2>{OWN}</h2></hgroup>"

#: h1, JSON-LD, og:title, title, outlet, the headline
CHOICES = [
    ([OWN], OWN, f"{OWN} | The Orle Courier", f"{OWN} | The Orle Courier", "The Orle Courier", OWN),
    ([f"Harbour: {OWN}"], f"Harbour: {OWN}", OWN, f"Harbour: {OWN} - Courier", "Courier", OWN),
    ([f"Crossings: {OWN}"], "", OWN, f"Crossings: {OWN}", "", OWN),
    # A colon inside the headline is no topic before it.
    (
        ["Bridge shut: " + "x" * 40],
        "",
        "Bridge shut: " + "x" * 40,
        "",
        "",
        "Bridge shut: " + "x" * 40,
    ),
    # What stands before the colon is as long as a sentence: no topic.
    (
        [f"{'The council of the harbour town said on Friday'}: {OWN}"],
        "",
        "Bridge",
        "",
        "",
        "Bridge",
    ),
    # Words put into the headline for those who search; a title of its own for others to show.
    ([OWN], OWN, "Cracked girder in Orle keeps old harbour bridge shut", "", "", OWN),
    ([OWN], OWN, SEARCH, "", "", SEARCH),
    # Worded anew behind one topic: what the page itself shows stands.
    (
        ["Old bridge of Orle: What drivers need to know"],
        "Old bridge of Orle: What drivers need to know",
        "Old bridge of Orle: All the detours and a ferry that nobody knows",
        "Old bridge of Orle: What drivers need to know",
        "",
        "Old bridge of Orle: What drivers need to know",
    ),
    (["The Orle Courier"], "", OWN, "The Orle Courier", "The Orle Courier", OWN),
]


@pytest.mark.parametrize(("headings", "stated", "shared", "window", "outlet", "wanted"), CHOICES)
def test_the_headline_stands_without_its_topic_and_its_site(
    headings: list[str], stated: str, shared: str, window: str, outlet: str, wanted: str
) -> None:
    assert choose_headline(headings, stated, shared, window, outlet) == wanted


def page(body: str, stated: str, shared: str) -> str:
    linked = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{stated}", "datePublished": "2023-05-04"}}</script>'
    return f"<html><head><title>{shared}</title><meta property='og:title' content='{shared}'>{linked}</head><body>{body}{TEXT}</body></html>"


TRAILS = [
    # The trail repeats what was made for search engines; the page shows another heading.
    (TRAIL + GROUP, OWN, SEARCH, OWN),
    (
        TRAIL + GROUP,
        "Harbour bridge stays shut for weeks",
        SEARCH,
        "Harbour bridge stays shut for weeks",
    ),
    # Without another heading on the page nothing speaks against it.
    (TRAIL, OWN, SEARCH, SEARCH),
    # The trail repeats JSON-LD's: og:title is the outlet's own.
    (TRAIL, SEARCH, OWN, OWN),
    # An h1 of the article is its heading, also in a list or a header.
    (f"<header><h1>{SEARCH}</h1></header>", OWN, SEARCH, SEARCH),
    (f"<ul><li><h1>{SEARCH}</h1></li></ul>", OWN, SEARCH, SEARCH),
]


@pytest.mark.parametrize(("body", "stated", "shared", "wanted"), TRAILS)
def test_the_end_of_a_breadcrumb_trail_is_no_heading(
    body: str, stated: str, shared: str, wanted: str
) -> None:
    assert open_html(page(body, stated, shared)).headline == wanted


UNDER = "Detours of twelve miles, and nobody on the council will say for how long"
STANDFIRSTS = [
    (f"<header><h1>{OWN}</h1><p class='standfirst'>{UNDER}</p></header>{TEXT}", "standfirst"),
    (f"<h1>{OWN}</h1><h2 class='subdeck'>{UNDER}</h2>{TEXT}", "standfirst"),
    (f"<h1>{OWN}</h1><h2 class='article__dek'>{UNDER}</h2>{TEXT}", "standfirst"),
    # A class that says so further down, or a plain heading, says nothing.
    (f"<h1>{OWN}</h1>{TEXT}<h2 class='subdeck'>{UNDER}</h2>{TEXT}", "heading"),
    (f"<h1>{OWN}</h1><h2>{UNDER}</h2>{TEXT}", "heading"),
]


@pytest.mark.parametrize(("inside", "kind"), STANDFIRSTS)
def test_what_a_page_marks_under_its_headline_is_the_standfirst(inside: str, kind: str) -> None:
    page = f"<html><head><title>{OWN}</title></head><body><article>{inside}</article></body></html>"
    article = open_html(page)
    assert [p.kind for p in article.passages if p.span.text == UNDER] == [kind]
