"""Opening a feed: RSS, Atom or JSON Feed, one article for each entry that has text."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from .canonical import plain_address
from .encodings import as_xml
from .html import open_fragment
from .metadata import PageFacts
from .moments import read_moment
from .opened import OpenedArticle, Unreadable
from .people import read_names
from .trees import squeeze

_MEND = "Give a feed whose entries have a summary or content."


def open_feed(text: str, name: str = "", address: str = "") -> tuple[OpenedArticle, ...]:
    """The entries of a feed as articles, in the feed's order; nothing is fetched.

    Raises `Unreadable` when the feed has no entry with text.
    """
    label = name or address or "The feed"
    entries = (
        _json_entries(text, label)
        if text.lstrip("\ufeff \t\r\n").startswith("{")
        else _xml_entries(text, label)
    )
    articles = tuple(
        article
        for facts, markup in entries
        if markup.strip() and (article := open_fragment(markup, facts)).body.strip()
    )
    if not articles:
        raise Unreadable(f"{label} is a feed without any text. {_MEND}")
    return articles


def _xml_entries(text: str, label: str) -> Iterator[tuple[PageFacts, str]]:
    """Facts and markup of each entry of an RSS or Atom feed."""
    import feedparser

    try:
        parsed = feedparser.parse(
            io.BytesIO(as_xml(text)), sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError):
        # Its reader of broken XML fails on what no feed has; nothing of it is worth guessing.
        raise Unreadable(f"{label} is a broken feed that cannot be read. {_MEND}") from None
    feed = parsed.get("feed", {})
    outlet = squeeze(feed.get("title") or "")
    language = (feed.get("language") or "")[:2].lower()
    for entry in parsed.get("entries", ()):
        contents = [part.get("value") or "" for part in entry.get("content", ())]
        markup = max([*contents, entry.get("summary") or ""], key=len)
        people = [author.get("name") or "" for author in entry.get("authors", ()) if author]
        yield (
            PageFacts(
                headline=_plain(entry.get("title") or ""),
                authors=read_names(people or [entry.get("author") or ""], outlet),
                published=_first_moment(entry.get("published"), dict.get(entry, "updated")),
                outlet=outlet,
                outlet_why="the feed's title",
                language=language,
                address=plain_address(entry.get("link") or ""),
            ),
            markup,
        )


def _json_entries(text: str, label: str) -> Iterator[tuple[PageFacts, str]]:
    """Facts and markup of each entry of a JSON Feed."""
    try:
        feed: Any = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise Unreadable(f"{label} is not whole JSON. Get the feed again.") from None
    entries = feed.get("items") if isinstance(feed, dict) else None
    outlet = squeeze(str(feed.get("title") or "")) if isinstance(feed, dict) else ""
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        authors = entry.get("authors") or [entry.get("author")]
        people = [
            str(one.get("name") or "")
            for one in (authors if isinstance(authors, list) else ())
            if isinstance(one, dict)
        ]
        plain = "".join(
            f"<p>{_escaped(part)}</p>" for part in str(entry.get("content_text") or "").split("\n")
        )
        yield (
            PageFacts(
                headline=squeeze(str(entry.get("title") or "")),
                authors=read_names(people, outlet),
                published=_first_moment(entry.get("date_published"), entry.get("date_modified")),
                outlet=outlet,
                outlet_why="the feed's title",
                language=str(entry.get("language") or feed.get("language") or "")[:2].lower(),
                address=plain_address(str(entry.get("url") or "")),
            ),
            str(entry.get("content_html") or "")
            or (plain if entry.get("content_text") else str(entry.get("summary") or "")),
        )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _first_moment(*written: object) -> date | datetime | None:
    """The first of the values that is a moment."""
    for value in written:
        moment = read_moment(str(value)) if value else None
        if moment is not None:
            return moment
    return None


def _plain(markup: str) -> str:
    """A title without markup and entities."""
    from .trees import parse_fragment, words_of

    if "<" not in markup and "&" not in markup:
        return squeeze(markup)
    fragment = parse_fragment(markup)
    return squeeze(words_of(fragment)) if fragment is not None else squeeze(markup)
