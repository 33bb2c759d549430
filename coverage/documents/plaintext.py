"""Opening a plain text: the body is the text itself; the rest is read out of its own lines."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

from coverage.text.found import FoundPost, Passage
from coverage.text.headlines import derive_headline
from coverage.text.languages import guess_language
from coverage.text.layout.passages import find_passages
from coverage.text.posts.posts import find_posts
from coverage.text.spans import as_body

from .opened import OpenedArticle, Unreadable
from .outlets import suggest_outlet
from .printed import printed_authors, printed_moment


def open_text(text: str, name: str = "", address: str = "") -> OpenedArticle:
    """The article a plain text holds; its body is the text, line breaks as LF, nothing else changed.

    A date or an outlet is given only where the text itself states one as metadata or in an address
    line of its own. Raises `Unreadable` for a text without a letter.
    """
    body = as_body(text)
    if not any(letter.isalnum() for letter in body):
        label = name or "The text"
        raise Unreadable(f"{label} holds no words. Give a text with at least one sentence.")
    posts = find_posts(body)
    passages = find_passages(body, posts)
    headline = next((one.span.text for one in passages if one.kind == "headline"), "")
    outlet, why = suggest_outlet(body, passages)
    return OpenedArticle(
        body=body,
        passages=passages,
        posts=posts,
        headline=headline or derive_headline(body, passages),
        headline_derived=not headline,
        authors=printed_authors(passages),
        published=printed_moment(body, passages),
        outlet=outlet,
        outlet_why=why,
        language=_language(body, passages, posts),
        address=address,
    )


def _language(body: str, passages: tuple[Passage, ...], posts: tuple[FoundPost, ...]) -> str:
    """The language of what the outlet wrote itself; of the whole text where that settles nothing."""
    del posts
    own = " ".join(one.span.text for one in passages if one.kind in ("headline", "paragraph"))
    return guess_language(own) or guess_language(body)
