"""What of a page is the story, and what stands in, beside or below it."""

# ruff: noqa: E501 - tables of cases read better on one line

from __future__ import annotations

import pytest

from coverage.documents.opened import OpenedArticle
from coverage.documents.opening import open_html

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
STORY = [
    f"The old swing bridge over the harbour was closed on {day} after a crack was found in one of its girders, the council of Orle said in the evening."
    for day in DAYS
]
OTHER = [
    f"A choir from the hills sang on {day} before a full hall in the new theatre, which had been built with money that nobody in town had expected to see."
    for day in DAYS
]


def paragraphs(words: list[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in words)


def page(body: str) -> OpenedArticle:
    return open_html(
        f"<html><head><title>Bridge shut for a month</title></head><body><main>{body}</main></body></html>"
    )


def kinds(article: OpenedArticle) -> dict[str, str]:
    return {one.span.text: one.kind for one in article.passages}


def test_a_second_story_below_the_first_is_left_out() -> None:
    first = f"<article><h1>Bridge shut for a month</h1>{paragraphs(STORY)}</article>"
    second = f"<article><h1>Choir fills theatre</h1>{paragraphs(OTHER)}</article>"
    body = page(first + second).body
    assert all(one in body for one in STORY)
    assert not any(one in body for one in OTHER)


def test_entries_of_a_live_blog_stay() -> None:
    entries = "".join(
        f"<article><h2>Update {number}</h2><p>{one}</p></article>"
        for number, one in enumerate(OTHER)
    )
    article = page(
        f"<article><h1>Bridge shut for a month</h1>{paragraphs(STORY)}{entries}</article>"
    )
    assert all(one in article.body for one in (*STORY, *OTHER))


RAILS = [
    "<div class='related-stories'><h3>More to read</h3><p>{0}</p></div>",
    "<section class='box newsletter'><h3>Letters</h3><p>{0}</p></section>",
    "<div class='c-recommended'><p>{0}</p></div>",
    "<div class='wp-block cta left'><div><p>{0}</p></div></div>",
]


@pytest.mark.parametrize("rail", RAILS)
def test_a_rail_in_the_article_is_boilerplate(rail: str) -> None:
    inside = rail.format(OTHER[0])
    article = page(
        f"<article><h1>Bridge shut for a month</h1>{paragraphs(STORY[:3])}{inside}{paragraphs(STORY[3:])}</article>"
    )
    found = kinds(article)
    assert found.get(OTHER[0], "boilerplate") == "boilerplate"
    assert all(found[one] == "paragraph" for one in STORY)


@pytest.mark.parametrize("name", ["related", "newsletter", "promo story", "cta"])
def test_an_article_that_stands_in_such_an_element_is_no_rail(name: str) -> None:
    article = page(
        f"<div class='{name}'><article><h1>Bridge shut for a month</h1>{paragraphs(STORY)}</article></div>"
    )
    assert [one.kind for one in article.passages].count("paragraph") == len(STORY)


LISTS = [
    (
        "<ul><li>Choir: <a href='/1'>Theatre is full again</a></li><li>Fair: <a href='/2'>Ducks stay away</a></li></ul>",
        "boilerplate",
    ),
    (
        "<ul><li>The bridge is <a href='/1'>shut</a> for a month</li><li>Ferries run every ten minutes</li></ul>",
        "list",
    ),
    ("<ul><li>The girder cracked</li><li>The council was told</li></ul>", "list"),
]


@pytest.mark.parametrize(("markup", "kind"), LISTS)
def test_a_list_of_links_is_told_from_a_list(markup: str, kind: str) -> None:
    article = page(
        f"<article><h1>Bridge shut for a month</h1>{paragraphs(STORY[:3])}{markup}{paragraphs(STORY[3:])}</article>"
    )
    inside = [one.kind for one in article.passages if one.kind in ("list", "boilerplate")]
    assert set(inside) == {kind}


@pytest.mark.parametrize(
    "name", ["sr-only", "visually-hidden", "u-visuallyhidden", "screen-reader-text", "site-vh"]
)
def test_what_is_only_spoken_is_no_part_of_the_text(name: str) -> None:
    link = f"<a href='/girder'>girders<span class='{name}'> (opens in a new window)</span></a>"
    text = [STORY[0].replace("girders", link), *STORY[1:]]
    article = page(f"<article><h1>Bridge shut for a month</h1>{paragraphs(text)}</article>")
    assert STORY[0] in article.body
    assert "new window" not in article.body


WRAPS = [
    "<div class='body text'>{0}</div><div class='ad'>Advertisement</div><div class='body text wide'>{1}</div>",
    "<div class='story'><div class='body'>{0}</div></div><div class='story'><div class='body'>{1}</div></div>",
]


@pytest.mark.parametrize("wrap", WRAPS)
def test_a_text_in_several_containers_is_taken_whole(wrap: str) -> None:
    article = page(
        "<h1>Bridge shut for a month</h1>"
        + wrap.format(paragraphs(STORY[:5]), paragraphs(STORY[5:]))
    )
    assert all(one in article.body for one in STORY)


def test_paragraphs_that_each_have_a_wrapper_are_all_paragraphs() -> None:
    wrapped = "".join(f"<div><div><p>{one}</p></div></div>" for one in STORY)
    article = page(f"<div class='text'><h1>Bridge shut for a month</h1>{wrapped}</div>")
    found = kinds(article)
    assert [found.get(one) for one in STORY] == ["paragraph"] * len(STORY)


def test_the_line_that_introduces_a_post_is_kept_before_it() -> None:
    intro = "To see for yourself what the divers found below the bridge on that day, play the film."
    frame = "<iframe src='https://www.youtube.com/embed/AbCdEfGhIjK'></iframe>"
    article = page(
        f"<div class='film'><h1>Bridge shut for a month</h1><p>{intro}</p><div>{frame}</div></div><div class='text'>{paragraphs(STORY)}</div>"
    )
    (post,) = article.posts
    assert article.body[: post.offset].rstrip().endswith(intro)
