"""Rows opened by themselves: what a row states stands over what is read from its html."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from coverage.documents.columns import stated_moment
from coverage.documents.opened import OpenedArticle, Unreadable
from coverage.documents.opening import open_document
from coverage.documents.rows import open_given

from .incoming import PAGE, WORDS

FULL_PAGE = f"""<html lang="en"><head><title>Page's own headline</title><meta property="og:site_name" content="Page's Own Outlet">
<meta name="author" content="Pia Page"><meta property="article:published_time" content="2020-01-02T03:04:05Z">
<link rel="canonical" href="https://page.example/own"></head><body><article><h1>Page's own headline</h1><p>{WORDS}</p><p>{WORDS[:90]}</p></article></body></html>"""
EAST = timezone(timedelta(hours=2))


def row(**fields: Any) -> OpenedArticle:
    (article,) = open_document(json.dumps(fields).encode(), "a.jsonl, line 1")
    return article


def test_what_the_row_states_stands_over_its_page() -> None:
    article = row(
        html=FULL_PAGE,
        headline="Row's headline",
        outlet="Row's Outlet",
        authors=["Rita Row", "Rob Row"],
        published="2023-05-04T10:00:00+02:00",
        url="https://row.example/a?utm_source=x",
        language="fr",
    )
    assert article.headline == "Row's headline"
    assert (article.outlet, article.outlet_why) == ("Row's Outlet", "its row's column outlet")
    assert article.authors == ("Rita Row", "Rob Row")
    assert article.published == datetime(2023, 5, 4, 10, tzinfo=EAST)
    assert (article.address, article.language) == ("https://row.example/a", "fr")
    assert WORDS in article.body


@pytest.mark.parametrize("nothing", ["", " ", None, "nan", "NULL", "N/A", [], {}])
def test_an_empty_field_states_nothing(nothing: object) -> None:
    fields = ("text", "headline", "outlet", "authors", "published", "url", "language")
    article = row(html=FULL_PAGE, **dict.fromkeys(fields, nothing))
    assert article.headline == "Page's own headline"
    assert (article.outlet, article.outlet_why) == ("Page's Own Outlet", "site name in its markup")
    assert article.authors == ("Pia Page",)
    assert article.published == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (article.address, article.language) == ("https://page.example/own", "en")


NAMES = [
    ("headline", ["headline", "title", "Title", "article_title"], "Bridge closed"),
    ("outlet", ["outlet", "source", "media_name", "publisher", "Outlet Name", "site_name"], "Harbour Courier"),
    ("address", ["url", "address", "link", "URL", "article_url"], "https://a.example/x"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "names", "value"), NAMES)
@pytest.mark.parametrize("text", ["text", "Text", "full_text", "body", "content", "html"])
def test_columns_are_known_by_their_names(
    field: str, names: list[str], value: str, text: str
) -> None:
    for name in names:
        assert getattr(row(**{text: WORDS, name: value}), field) == value


AUTHORS: list[tuple[object, tuple[str, ...]]] = [
    ("Ana Kohl", ("Ana Kohl",)),
    ("By Ana Kohl and Bo Lund", ("Ana Kohl", "Bo Lund")),
    ("Ana Kohl; Bo Lund", ("Ana Kohl", "Bo Lund")),
    ("Ana Kohl|Bo Lund", ("Ana Kohl", "Bo Lund")),
    (["Ana Kohl", "Bo Lund"], ("Ana Kohl", "Bo Lund")),
    ([{"name": "Ana Kohl", "url": "https://a.example"}], ("Ana Kohl",)),
    ({"name": "Ana Kohl"}, ("Ana Kohl",)),
    ("['Ana Kohl', \"Bo O'Lund\"]", ("Ana Kohl", "Bo O'Lund")),
    ('["Ana Kohl", "Bo Lund"]', ("Ana Kohl", "Bo Lund")),
    ("Harbour Courier", ()),
    ("News Desk", ()),
    (7, ()),
    ([None, 3, {}], ()),
]


@pytest.mark.parametrize(("written", "names"), AUTHORS)
@pytest.mark.parametrize("column", ["authors", "author", "byline"])
def test_authors_are_people_in_any_form(
    column: str, written: object, names: tuple[str, ...]
) -> None:
    assert row(**{"text": WORDS, "outlet": "Harbour Courier", column: written}).authors == names


MOMENTS = [
    ("2023-05-04", "2023-05-04"),
    ("2023-05-04 10:11:12", "2023-05-04T10:11:12"),
    ("2023-05-04T10:11:12Z", "2023-05-04T10:11:12+00:00"),
    ("2023-05-04T10:11:12.123456+02:00", "2023-05-04T10:11:12+02:00"),
    ("2023-05-04 10:11:12 UTC", "2023-05-04T10:11:12+00:00"),
    ("2023-05-04 10:11:12+0200", "2023-05-04T10:11:12+02:00"),
    ("2023/05/04", "2023-05-04"),
    ("2023/5/4 10:11", "2023-05-04T10:11:00"),
    ("Thu, 04 May 2023 10:11:12 GMT", "2023-05-04T10:11:12+00:00"),
    ("Thu, 04 May 2023 10:11:12 +0200", "2023-05-04T10:11:12+02:00"),
    ("Thu May  4 10:11:12 2023", "2023-05-04T10:11:12"),
    ("Thu May 04 10:11:12 +0000 2023", "2023-05-04T10:11:12+00:00"),
    ("Thu May 04 10:11:12 EST 2023", "2023-05-04T10:11:12-05:00"),
    ("May 4, 2023", "2023-05-04"),
    ("May 4, 2023 3:37 PM EST", "2023-05-04T15:37:00-05:00"),
    ("4 May 2023, 15:37", "2023-05-04T15:37:00"),
    ("04-May-2023", "2023-05-04"),
    ("04.05.2023", "2023-05-04"),
    ("04.05.2023 10:11", "2023-05-04T10:11:00"),
    ("25/05/2023", "2023-05-25"),
    ("05/25/2023", "2023-05-25"),
    ("20230504", "2023-05-04"),
    ("20230504T101112Z", "2023-05-04T10:11:12+00:00"),
    ("4 mai 2023", "2023-05-04"),
    ("1683195072", "2023-05-04T10:11:12+00:00"),
    ("1683195072.5", "2023-05-04T10:11:12+00:00"),
    (1683195072, "2023-05-04T10:11:12+00:00"),
    (1683195072000, "2023-05-04T10:11:12+00:00"),
    (1683195072.9, "2023-05-04T10:11:12+00:00"),
    ({"$date": "2023-05-04T10:11:12Z"}, "2023-05-04T10:11:12+00:00"),
    ("04/05/2023", ""),
    ("31/02/2022", ""),
    ("2023", ""),
    ("yesterday", ""),
    ("99999999999999999999", ""),
    (float("inf"), ""),
    (True, ""),
    (["2023-05-04"], "2023-05-04"),
    ({}, ""),
    (-5, ""),
]


@pytest.mark.parametrize(("written", "moment"), MOMENTS)
def test_a_date_is_read_in_any_common_form(written: object, moment: str) -> None:
    found = stated_moment(written)
    assert (found.isoformat() if found else "") == moment


LANGUAGES = [("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("eng", "en"), ("English", "en"), ("nb-NO", "no"), ("deu", "de"), ("Klingon", "en"), ("1", "en")]  # fmt: skip


@pytest.mark.parametrize(("written", "code"), LANGUAGES)
def test_a_language_is_a_code_or_a_name_of_one(written: str, code: str) -> None:
    """One that is not known states nothing: the text, here English, tells."""
    assert row(text=WORDS * 3, language=written).language == code


OUTLETS: list[tuple[dict[str, Any], str]] = [
    ({"source": {"id": "hc", "name": "Harbour Courier"}}, "Harbour Courier"),
    ({"source": {"id": "hc", "name": None}}, ""),
    ({"source": "courier.example"}, "courier.example"),
    ({"source": "https://courier.example/"}, ""),
    ({"source": "Wire", "outlet": "Harbour Courier"}, "Harbour Courier"),
    ({"media_name": "Harbour Courier", "source": "collector"}, "Harbour Courier"),
    ({"media_url": "https://courier.example", "media_id": 3}, ""),
    ({"url": "https://courier.example/a"}, ""),
    ({"source": 3}, ""),
]


@pytest.mark.parametrize(("fields", "outlet"), OUTLETS)
def test_an_outlet_is_stated_or_there_is_none(fields: dict[str, Any], outlet: str) -> None:
    article = row(text=WORDS, **fields)
    assert article.outlet == outlet
    assert bool(article.outlet_why) == bool(outlet)


def kinds(article: OpenedArticle) -> list[str]:
    for passage in article.passages:
        assert article.body[passage.span.start : passage.span.end] == passage.span.text
    return [passage.kind for passage in article.passages]


def test_a_stated_headline_leads_the_body() -> None:
    article = row(text=f"{WORDS}\n\n{WORDS}", title="Swing bridge is shut")
    assert article.body == f"Swing bridge is shut\n\n{WORDS}\n\n{WORDS}"
    assert kinds(article) == ["headline", "paragraph", "paragraph"]
    assert not article.headline_derived


def test_a_headline_the_text_begins_with_is_not_doubled() -> None:
    text = f"Swing bridge is shut\n\n{WORDS}"
    article = row(text=text, title="Swing Bridge Is Shut!")
    assert article.body == text
    assert article.headline == "Swing Bridge Is Shut!"


def test_another_line_in_front_of_the_text_is_no_second_headline() -> None:
    article = row(
        text=f"What the council found\n\nBy Ana Kohl\n\n{WORDS}", title="Swing bridge is shut"
    )
    assert kinds(article).count("headline") == 1
    assert article.passages[0].span.text == "Swing bridge is shut"


def test_a_text_without_a_headline_is_the_body_as_it_is() -> None:
    assert row(text=f" {WORDS}\r\nEnd.").body == f" {WORDS}\nEnd."


def test_markup_keeps_its_posts_and_the_order_of_its_paragraphs() -> None:
    post = "<blockquote class='twitter-tweet'><p>Loud bang</p>&mdash; Bo (@bo_1) <a href='https://twitter.com/bo_1/status/1654000000000000001'>May 4, 2023</a></blockquote>"
    for column in ("html", "content", "text"):
        article = row(
            **{column: f"<p>{WORDS}</p>{post}<p>End of it all.</p>", "title": "Bridge closed"}
        )
        assert kinds(article) == ["headline", "paragraph", "post", "paragraph"]
        assert [found.handle for found in article.posts] == ["bo_1"]


def test_html_stands_over_text_and_text_stands_in_where_html_holds_nothing() -> None:
    assert WORDS in row(html=PAGE, text="Something else entirely.").body
    assert row(html="<div><img src='a.png'></div>", text=WORDS).body == WORDS
    assert row(html="<html><body></body></html>", text=WORDS).body == WORDS


def test_what_wordpress_gives_is_read() -> None:
    article = row(
        link="https://a.example/x",
        title={"rendered": "Bridge &amp; ferry"},
        content={"rendered": f"<p>{WORDS}</p>"},
        date="2023-05-04T10:11:12",
    )
    assert (article.headline, article.address) == ("Bridge & ferry", "https://a.example/x")
    assert kinds(article) == ["headline", "paragraph"]


def test_paragraphs_in_a_list_are_one_text() -> None:
    assert row(text=["One bridge.", "Two ferries."]).body == "One bridge.\n\nTwo ferries."


REFUSED = [
    ('{"text": "..."}', "application/json", "holds no words"),
    ('{"html": "<p></p>"}', "application/json", "holds no words"),
    ('{"url": "https://a.example/x"}', "application/json", "has an address but no text"),
    ("url,text\nhttps://a.example/x,\n", "text/csv", "has an address but no text"),
    (f'[{{"text": "{WORDS}"}}, {{"a": 1}}]', "application/json", "row 2, has neither text nor an address"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "content_type", "why"), REFUSED)
def test_a_row_without_words_is_refused(content: str, content_type: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refusal:
        open_document(content.encode(), "row 7", content_type=content_type)
    assert str(refusal.value).startswith("row 7")


def test_several_rows_given_as_one_document_are_several_articles() -> None:
    table = f"title;text\nBridge closed;{WORDS}\nFerry late;{WORDS}\n"
    lines = "\n".join(
        json.dumps({"title": one, "text": WORDS}) for one in ("Bridge closed", "Ferry late")
    )
    for content in (table, lines, f"[{','.join(lines.splitlines())}]"):
        articles = open_document(content.encode())
        assert [article.headline for article in articles] == ["Bridge closed", "Ferry late"]


STILL_TEXTS = ["{The bridge} is closed.", '{"a": 1} is closed.', '{"a": 1}', "[Update] The bridge is closed.", "[1, 2]", "Text, and title, and url.\n\nMore.", "link;text\n"]  # fmt: skip


@pytest.mark.parametrize("text", STILL_TEXTS)
def test_a_text_that_looks_like_rows_stays_a_text(text: str) -> None:
    (article,) = open_document(text.encode(), "a.txt")
    assert article.body == text


def test_where_a_row_was_got_is_its_address_only_where_it_states_none() -> None:
    content = json.dumps({"text": WORDS}).encode()
    (article,) = open_document(content, address="https://a.example/x")
    assert article.address == "https://a.example/x"


def test_a_fetched_page_takes_over_what_its_row_states() -> None:
    fetched = open_document(FULL_PAGE.encode(), address="https://page.example/own")
    given = b"title,url,media_name\nRow's headline,https://page.example/own,Row's Outlet\n"
    (article,) = open_given(fetched, given, "text/csv; charset=utf-8; header=present")
    assert (article.headline, article.outlet) == ("Row's headline", "Row's Outlet")
    assert article.authors == ("Pia Page",)
    assert open_given(fetched, b"", "") == fetched
