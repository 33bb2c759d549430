"""The entries of a JSON Feed (jsonfeed.org, versions 1 and 1.1)."""

from __future__ import annotations

import json
from typing import Any

from .entries import (
    MOST_ENTRIES,
    Entry,
    FeedRead,
    absolute,
    digest_of,
    is_whole,
    key_of,
    newest_moment,
    shown_title,
)
from .opened import Unreadable

#: What of the feed's head goes with each entry.
_HEAD = ("version", "title", "home_page_url", "language", "authors", "author")


def read(text: str, address: str) -> FeedRead:
    """As `read_entries`; what is no JSON Feed is `Unreadable`, which goes on from its name."""
    try:
        feed: Any = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(
            f"is no whole JSON{where}: it may be mended at the next look, else ask its site."
        ) from None
    entries = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(entries, list):
        raise Unreadable("is JSON, but no feed: give the address of an RSS, Atom or JSON feed.")
    head = {name: feed[name] for name in _HEAD if name in feed}
    head.setdefault("version", "https://jsonfeed.org/version/1.1")
    found: dict[str, Entry] = {}
    for entry in entries[:MOST_ENTRIES]:
        if isinstance(entry, dict):
            one = _entry(entry, head, address)
            found.setdefault(one.key, one)
    return FeedRead(
        title=shown_title(_text(feed, "title")),
        entries=tuple(found.values()),
        is_ended=feed.get("expired") is True,
        left_out=max(0, len(entries) - MOST_ENTRIES),
    )


def _entry(entry: dict[str, Any], head: dict[str, Any], address: str) -> Entry:
    link = absolute([address], _text(entry, "url") or _text(entry, "external_url"))
    title = _text(entry, "title")
    markup = _text(entry, "content_html") or _text(entry, "content_text")
    words = markup or _text(entry, "summary")
    content = b""
    if is_whole(words, bool(markup), bool(link)):
        alone = {**head, "items": [{**entry, "url": link} if link else entry]}
        content = json.dumps(alone, ensure_ascii=False).encode("utf-8", "replace")
    moments = [_text(entry, "date_modified"), _text(entry, "date_published")]
    return Entry(
        key=key_of(_text(entry, "id"), link, title, words),
        address=link,
        title=shown_title(title),
        updated=newest_moment(moments),
        content=content,
        content_type="application/feed+json",
        digest=digest_of(title, words),
    )


def _text(record: dict[str, Any], name: str) -> str:
    """The value as text: ids may be numbers, and anything may be something else."""
    value = record.get(name)
    return str(value) if isinstance(value, str | int | float) else ""
