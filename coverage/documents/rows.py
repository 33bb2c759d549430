"""Opening one row of a table or one object of JSON: what it states stands over what is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from coverage.text.found import Passage
from coverage.text.spans import Span, as_body

from .columns import Roles, Stated, address_in, find_roles, has_text, read_stated
from .delimited import TABLE_NAMES, TABLE_TYPES, is_table, read_table
from .metadata import PageFacts
from .opened import OpenedArticle, Unreadable
from .plaintext import open_text

_PAGE = re.compile(r"<(?:!doctype|html|head|body)[\s>]", re.I)
_NO_DATE = "its date “{}” is none for certain: give year, month and day (as 2024-05-31)"
_MARKUP = re.compile(
    r"</(?:p|div|article|section|h[1-6]|ul|ol|li|blockquote|figure)>|<br\s*/?>", re.I
)


def open_rows(text: str, name: str, address: str, content_type: str) -> tuple[OpenedArticle, ...]:
    """The articles of JSON or a table, one for each object or row; () for a text of another kind.

    Raises `Unreadable` where one of several rows is none: a document is opened as a whole.
    """
    label = name or address or "The document"
    rows = list(_rows_of(text, name, content_type))
    if not rows:
        return ()
    if not has_text(rows[0]) and _kind(content_type) not in (*TABLE_TYPES, "application/json"):
        return ()
    for number, roles in enumerate(rows, 1):
        if not has_text(roles):
            has = "an address but no text" if address_in(roles) else "neither text nor an address"
            which = f", row {number}," if len(rows) > 1 else ""
            raise Unreadable(f"{label}{which} has {has}. Give it a column called text or html.")
    return tuple(open_stated(read_stated(roles), label, address) for roles in rows)


def open_stated(stated: Stated, name: str = "", address: str = "") -> OpenedArticle:
    """The article of one row; `address` is where the row was got, if it states none of its own.

    Raises `Unreadable` when neither its html nor its text holds words.
    """
    address = stated.address or address
    html = stated.html
    if not html and _MARKUP.search(stated.text):
        html = stated.text
    if html:
        try:
            return state_over(_open_markup(html, stated, address, name), stated)
        except Unreadable:
            if not stated.text or html is stated.text:
                raise
    return state_over(_open_words(stated, address, name), stated)


def open_given(
    articles: Iterable[OpenedArticle], given: bytes, content_type: str
) -> tuple[OpenedArticle, ...]:
    """The articles fetched for a link, with what the row that brought the link states over them.

    Only a page's own article takes it over: a feed's several entries stay as they are.
    """
    from .encodings import decode

    opened = tuple(articles)
    rows = list(_rows_of(decode(given, content_type), "", content_type)) if given else []
    if len(opened) != 1 or len(rows) != 1:
        return opened
    return (state_over(opened[0], read_stated(rows[0])),)


def state_over(article: OpenedArticle, stated: Stated) -> OpenedArticle:
    """`article` with each field that the row fills as the row has it."""
    return replace(
        article,
        headline=stated.headline or article.headline,
        headline_derived=article.headline_derived and not stated.headline,
        authors=stated.authors or article.authors,
        published=stated.published or article.published,
        remark=_NO_DATE.format(stated.no_date) if stated.no_date else article.remark,
        outlet=stated.outlet or article.outlet,
        outlet_why=(
            f"its row's column {stated.outlet_column}" if stated.outlet else article.outlet_why
        ),
        language=stated.language or article.language,
        address=stated.address or article.address,
    )


def _open_markup(html: str, stated: Stated, address: str, name: str) -> OpenedArticle:
    """A whole page as pages are opened; a piece of markup as the article's whole text."""
    from .html import open_fragment, open_html

    if _PAGE.search(html[:20_000]):
        return open_html(html, address=address, name=name)
    facts = PageFacts(
        headline=stated.headline,
        authors=stated.authors,
        published=stated.published,
        outlet=stated.outlet,
        language=stated.language,
        address=address,
    )
    article = open_fragment(html, facts)
    if not any(passage.kind != "headline" for passage in article.passages):
        raise Unreadable(f"{name or 'The row'} holds no words in its html. Give its text.")
    return article


def _open_words(stated: Stated, address: str, name: str) -> OpenedArticle:
    """A text under its headline, which leads the body as on a page, unless the text has it."""
    headline = as_body(stated.headline)
    text = as_body(stated.text)
    if not any(letter.isalnum() for letter in text):
        raise Unreadable(f"{name or 'The row'} holds no words. Give its text.")
    if not headline or _letters(text[: 2 * len(headline) + 40]).startswith(_letters(headline)):
        return open_text(text, name=name, address=address)
    front = f"{headline}\n\n"
    article = open_text(front + text, name=name, address=address)
    return replace(article, passages=_under_headline(article, headline))


def _under_headline(article: OpenedArticle, headline: str) -> tuple[Passage, ...]:
    """The passages with the stated headline as the only headline."""
    first = Passage(Span.of(article.body, 0, len(headline)), "headline", "")
    others = (
        replace(one, kind="heading") if one.kind == "headline" else one
        for one in article.passages
        if one.span.start >= len(headline)
    )
    return (first, *others)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _kind(content_type: str) -> str:
    return content_type.split(";")[0].strip().lower()


def _rows_of(text: str, name: str, content_type: str) -> Iterable[Roles]:
    """What each object or row of the text fills; nothing for a text of another kind."""
    start = text[:200].lstrip("\ufeff \t\r\n")[:1]
    if start and start in "{[":
        return [find_roles(row.items()) for row in _objects(text)]
    named = _kind(content_type) in TABLE_TYPES or name.lower().endswith(TABLE_NAMES)
    if is_table(text[:64_000], named=named, whole=len(text) <= 64_000):
        return [find_roles(row) for row in read_table(text)]
    return ()


def _objects(text: str) -> list[dict[str, Any]]:
    """The objects of a JSON text, of its list or of its lines; [] when it is not whole JSON."""
    text = text.lstrip("\ufeff")
    try:
        value = json.loads(text, strict=False)
        values = value if isinstance(value, list) else [value]
    except (ValueError, RecursionError):
        values = []
        for line in text.split("\n"):
            if line.strip():
                try:
                    values.append(json.loads(line, strict=False))
                except (ValueError, RecursionError):
                    return []
    return values if all(isinstance(one, dict) for one in values) else []
