"""Authors and days that a page prints: behind their names, beside each other, linked."""

# ruff: noqa: E501 - tables of cases read better on one line

from __future__ import annotations

import re

import pytest

from coverage.documents.opened import OpenedArticle
from coverage.documents.opening import open_html
from coverage.documents.printed import front_authors

TEXT = "".join(
    f"<p>The old swing bridge over the harbour was closed to traffic in the week of the {day} fair after a crack was found in a girder, the council said.</p>"
    for day in ("spring", "summer", "autumn")
)


def page(before: str = "", after: str = "", head: str = "") -> OpenedArticle:
    return open_html(
        f"<html><head><title>Bridge shut</title>{head}</head><body><article><h1>Bridge shut</h1>{before}{TEXT}</article>{after}</body></html>"
    )


LABELLED = [
    (
        "<ul><li><strong>Date</strong> 28.04.2023</li><li><strong>Author</strong> Ada Holm</li></ul>",
        "2023-04-28",
        ("Ada Holm",),
    ),
    (
        "<ul><li><strong>Datum:</strong> 28.04.2023</li><li><strong>Autorin/Autor:</strong> Ada Holm und Ben Ruud</li></ul>",
        "2023-04-28",
        ("Ada Holm", "Ben Ruud"),
    ),
    (
        "<dl><dt>Published</dt><dd>4 May 2023</dd><dt>Written by</dt><dd>Ada Holm</dd></dl>",
        "2023-05-04",
        ("Ada Holm",),
    ),
    (
        "<table><tr><th>Fecha</th><td>2023-05-04</td></tr><tr><th>Autora</th><td>Ada Holm</td></tr></table>",
        "2023-05-04",
        ("Ada Holm",),
    ),
    # The words also stand in the text, where they say nothing of the page.
    ("<p>The <b>author</b> of the report, a woman whom nobody had asked, has left.</p>", None, ()),
]


@pytest.mark.parametrize(("after", "day", "authors"), LABELLED)
def test_what_a_label_names_is_read(after: str, day: str | None, authors: tuple[str, ...]) -> None:
    article = page(after=after)
    assert article.authors == authors
    published = article.published.isoformat() if article.published else None
    assert published == day


FRONTS = [
    ("Ada Holm | 04.05.2023 - updated: 05.05.2023", ("Ada Holm",)),
    ("Ada Holm • 4 May 2023", ("Ada Holm",)),
    ("Ada Holm\n4 May 2023, 10:12", ("Ada Holm",)),
    ("By Ada Holm", ("Ada Holm",)),
    ("Harbour | 04.05.2023", ()),
    ("Courier Staff | 04.05.2023", ()),
    ("Ada Holm | Harbour", ()),
    ("Read more | 12 comments", ()),
    ("", ()),
]


@pytest.mark.parametrize(("line", "names"), FRONTS)
def test_a_name_beside_a_date_is_the_author(line: str, names: tuple[str, ...]) -> None:
    assert front_authors([line] if line else []) == names


def test_a_name_between_headline_and_text_is_found_in_the_page() -> None:
    row = "<div class='row'><span>Ada Holm &nbsp;|</span> <span class='when'>04.05.2023 - updated 05.05.2023</span></div>"
    assert page(before=row).authors == ("Ada Holm",)


def test_a_name_and_date_below_the_text_are_another_storys() -> None:
    row = "<div class='row'><span>Ada Holm |</span> <span>04.05.2023</span></div>"
    assert page(after=row).authors == ()


def stated(name: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Bridge shut", "author": {{"@type": "Person", "name": "{name}"}}}}</script>'


LINKED = [
    (
        "<a rel='author' href='/a'>Ada Holm</a> <a rel='author' href='/b'>Ben Ruud</a>",
        ("Ada Holm", "Ben Ruud"),
    ),
    ("<a rel='author' href='/a'><span>Ada</span> <span>Holm</span></a>", ("Ada Holm",)),
    # Links that leave the stated author out are of other stories.
    (
        "<a rel='author' href='/c'>Cai Dunn</a> <a rel='author' href='/b'>Ben Ruud</a>",
        ("Ada Holm",),
    ),
]


@pytest.mark.parametrize(("links", "authors"), LINKED)
def test_a_second_author_linked_beside_the_stated_one_counts(
    links: str, authors: tuple[str, ...]
) -> None:
    assert page(before=f"<div>{links}</div>", head=stated("Ada Holm")).authors == authors


@pytest.mark.parametrize(
    "name",
    [
        "Northern Wave (www.wave.example)",
        "Northern Wave (wave.example)",
        "Northern Wave (https://wave.example/)",
    ],
)
def test_a_name_with_the_sites_address_is_the_site(name: str) -> None:
    assert page(head=f"<meta name='author' content='{name}'>").authors == ()


OUTLET_ALONE = '<meta name="author" content="The Orle Gull"><meta property="og:site_name" content="The Orle Gull">'
IN_ONE_BLOCK = [
    ("By Ada Holm and Ben Ruud<br>March 3, 2022", ("Ada Holm", "Ben Ruud"), "2022-03-03"),
    ("By Ada Holm and Ben Ruud\nMarch 3, 2022", ("Ada Holm", "Ben Ruud"), "2022-03-03"),
    ("By Ada Holm, Ben Ruud and Cato Lie\n3 March 2022", ("Ada Holm", "Ben Ruud", "Cato Lie"), "2022-03-03"),
    ("By Ada Holm\nUpdated 4 March 2022, 9:30", ("Ada Holm",), None),
    ("By Ada Holm\nPublished 3 March 2022", ("Ada Holm",), "2022-03-03"),
    ("Von Ada Holm und Ben Ruud\n3. März 2022", ("Ada Holm", "Ben Ruud"), "2022-03-03"),
    ("By Ada Holm<br>Staff writer<br>March 3, 2022", ("Ada Holm",), "2022-03-03"),
    ("By Ada Holm<br>Senior political editor, The Orle Gull<br>March 3, 2022", ("Ada Holm",), "2022-03-03"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "authors", "day"), IN_ONE_BLOCK)
def test_a_byline_and_its_date_in_one_block_are_metadata(
    block: str, authors: tuple[str, ...], day: str | None
) -> None:
    opened = page(f"<p>{block}</p>", head=OUTLET_ALONE)
    assert opened.authors == authors
    assert (str(opened.published)[:10] if opened.published else None) == day
    front = opened.passages[1]
    assert front.kind == "metadata"
    assert opened.body[front.span.start : front.span.end].endswith(block[-4:])


PROSE = [
    "By Sunday March 3, 2022",
    "By Christmas Day and Easter Sunday 3 April 2022",
    "By March 3, 2022 the harbour office was empty",
    "By Ada Holm<br>The pier was shut on Monday by the council.",
    "By the bridge<br>Staff writer<br>March 3, 2022",
]


@pytest.mark.parametrize("block", PROSE)
def test_what_only_begins_like_a_byline_is_text(block: str) -> None:
    opened = page(f"<p>{block}</p>", head=OUTLET_ALONE)
    assert opened.passages[1].kind == "paragraph"


CREDITS = [
    ('<p class="credit">The Orle Gull · 3 March 2022, 9:30</p>', "metadata"),
    ('<div class="article-credit">Orle Gazette | Thursday 3 March 2022, 09:30 GMT</div>', "metadata"),
    ('<p class="credit">By Ada Holm</p>', "metadata"),
    # Of a picture all the same.
    ('<figure><img src="a.jpg"><p class="credit">Ada Holm · 3 March 2022</p></figure>', "caption"),
    ('<figure><img src="a.jpg"><figcaption>Orle, 3 March 2022</figcaption></figure>', "caption"),
    ('<div><img src="a.jpg"></div><p class="credit">Ada Holm · 3 March 2022</p>', "caption"),
    ('<p class="credit">Ada Holm/Reuters</p>', "caption"),
    ('<p class="photo-credit">The pier at Orle, seen from the ferry</p>', "caption"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "kind"), CREDITS)
def test_a_line_called_credit_is_a_picture_or_the_outlet_and_its_day(line: str, kind: str) -> None:
    article = page(before=line)
    said = re.sub(r"<[^>]+>", "", line)
    assert [p.kind for p in article.passages if p.span.text == said] == [kind]
