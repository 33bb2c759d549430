"""Opening a document: bytes in, the articles it holds out, or a clear refusal."""

from __future__ import annotations

import re
from dataclasses import replace

from coverage.text.patterns import late
from coverage.text.spans import as_body

from .canonical import web_address
from .encodings import decode
from .opened import OpenedArticle, Unreadable
from .people import read_names
from .plaintext import open_text

_HTML = late(
    r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|article[\s>]|main[\s>]|section[\s>]|div[\s>]|p[\s>]|blockquote[\s>]|h[1-6][\s>]|meta\s|title>|span[\s>]|iframe\s)",
    re.I,
)
_FEED = late(r"<(?:rss[\s>]|feed[\s>]|rdf:RDF[\s>])", re.I)
#: A first line with several cells, one of them named as a column for texts or addresses is.
_TABLE_HEAD = re.compile(
    r"(?=[^\r\n]*[,;\t|])(?=[^\r\n]*(?:text|html|markup|body|content|url|link|address|href|uri))",
    re.I,
)
#: How letters and pages saved as one file begin; most texts do not.
_HEADER_LINE = re.compile(rb"\s*[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
_XHTML_NAMES = (".html", ".htm", ".xhtml")
_BINARY = (
    (b"%PDF", "a PDF", "Save its text as .txt, or save the page as HTML."),
    (b"PK\x03\x04", "a zip or office file", "Unpack it, or save it as plain text."),
    (b"\x89PNG", "a picture", "Give the text it shows."),
    (b"\xff\xd8\xff", "a picture", "Give the text it shows."),
    (b"GIF8", "a picture", "Give the text it shows."),
    (b"\x1f\x8b", "a gzip file", "Unpack it first."),
    (b"\xd0\xcf\x11\xe0", "an old office file", "Save it as plain text."),
    (b"SQLite format 3", "a database", "Export its texts."),
    (b"\x7fELF", "a program", "Give a text or a saved page."),
)


def open_document(
    content: bytes, name: str = "", address: str = "", content_type: str = ""
) -> tuple[OpenedArticle, ...]:
    """The articles of a document: one for a text or a page, one for each entry of a feed, row of a
    table or object of JSON.

    `name` (a file name) and `content_type` help to tell what it is; `address` is where it was got.
    Raises `Unreadable`, naming the document and what would mend it.
    """
    label = name or address or "The document"
    if not content.strip(b"\x00 \t\r\n"):
        raise Unreadable(f"{label} is empty. Give a document with text in it.")
    for start, what, mend in _BINARY:
        if content.startswith(start):
            raise Unreadable(f"{label} is {what}, not a text, a page or a feed. {mend}")
    if _HEADER_LINE.match(content):
        from .mime import is_mime

        if is_mime(content):
            return (_storable(_open_mime(content, label, address)),)
    text = decode(content, content_type, label)
    kind = sniff(text, name, content_type)
    if kind == "feed":
        from .feed import open_feed

        articles = open_feed(text, name=label, address=address)
    elif _may_be_rows(text, content_type) and (
        rows := _open_rows(text, name, address, content_type)
    ):
        articles = rows
    elif kind == "html":
        articles = (open_html(text, address=address, name=label),)
    else:
        articles = (open_text(text, name=label, address=address),)
    return tuple(_storable(article) for article in articles)


def _open_mime(content: bytes, label: str, address: str) -> OpenedArticle:
    """The article of a page saved as one file, or of a letter: its subject is the headline where
    its text has none, its sender the author, and it is published when it was sent."""
    from .mime import unfold

    inside = unfold(content, label)
    opened = open_html if inside.is_html else open_text
    article = opened(inside.text, address=address or inside.address, name=label)
    if inside.subject and article.headline_derived:
        article = replace(article, headline=inside.subject, headline_derived=False)
    return replace(
        article,
        authors=article.authors or read_names(inside.sender),
        published=article.published or inside.sent,
    )


def _may_be_rows(text: str, content_type: str) -> bool:
    """Whether a text begins as JSON, as a table, or is declared as one."""
    head = text[:5000].lstrip("\ufeff \t\r\n")
    return (
        head.startswith(("{", "["))
        or content_type.startswith(("text/csv", "text/tab-separated-values"))
        or _TABLE_HEAD.match(head) is not None
    )


def _open_rows(text: str, name: str, address: str, content_type: str) -> tuple[OpenedArticle, ...]:
    """The articles of JSON objects or of a table's rows; () for a text that is neither.

    Loaded when it is wanted, as the page reader is.
    """
    from .rows import open_rows

    return open_rows(text, name, address, content_type)


def _storable(article: OpenedArticle) -> OpenedArticle:
    """The article without what no database stores (JSON may escape NUL and half a pair of
    surrogates), and without addresses of a kind that a browser would run."""
    return replace(
        article,
        headline=as_body(article.headline),
        authors=tuple(as_body(author) for author in article.authors),
        outlet=as_body(article.outlet),
        outlet_why=as_body(article.outlet_why),
        address=web_address(article.address),
        posts=tuple(
            replace(
                post,
                post_id=as_body(post.post_id),
                url=web_address(post.url),
                handle=as_body(post.handle),
                author=as_body(post.author),
                text=as_body(post.text),
            )
            for post in article.posts
        ),
    )


def open_html(html: str | bytes, address: str = "", name: str = "") -> OpenedArticle:
    """The article of a saved page; raises `Unreadable` when it has no text.

    The page reader and its extractor are loaded on the first page, not before: they are slow to
    import and a plain text does not need them.
    """
    from . import html as pages

    return pages.open_html(html, address=address, name=name)


def sniff(text: str, name: str = "", content_type: str = "") -> str:
    """ "feed", "html" or "text": by the text itself first, then by its name and declared type."""
    head = text[:3000].lstrip("\ufeff \t\r\n")
    lowered = name.lower()
    if head.startswith(("<", "\ufeff<")) or head.startswith("<?xml"):
        if _FEED.search(head[:2000]) and not re.search(r"<html[\s>]", head[:2000], re.I):
            return "feed"
    if head.startswith("{") and "jsonfeed.org/version" in head:
        return "feed"
    is_plain = lowered.endswith(".txt") and "html" not in content_type
    if is_plain or content_type.startswith("text/plain"):
        return "html" if re.match(r"<!doctype html|<html[\s>]", head, re.I) else "text"
    if lowered.endswith(_XHTML_NAMES) or "html" in content_type:
        return "html"
    if head.startswith("<") and _HTML.search(head):
        return "html"
    if len(_HTML.findall(text[:20000])) >= 3:
        return "html"
    return "text"
