"""Who did what to an article, and when: its versions, and the decisions of people in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from coverage.documents.encodings import decode
from coverage.documents.harmless import LONGEST, harmless
from coverage.documents.mime import is_mime, unfold
from coverage.documents.opened import Unreadable
from coverage.documents.opening import sniff
from coverage.models import Article, ArticleVersion, Document

from .assignments import seen_by
from .historylines import Entry, Reader, article_of, lines_of
from .historysources import (
    MODELS,
    PERSONAL,
    Cursor,
    Wanted,
    of_article,
    of_mark,
    page_of_history,
    people_in,
)


@dataclass(frozen=True, slots=True)
class VersionLine:
    number: int
    made_at: datetime
    person: str
    reader_version: str
    document: str
    own_words: int
    lost: int  # marks of people that were not found again


@dataclass(frozen=True, slots=True)
class HistoryAsked:
    """What of a history is asked for."""

    kind: str = ""  # "" for all
    person: int = 0  # 0 for everybody
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of who did what, newest first."""

    entries: tuple[Entry, ...]
    asked: HistoryAsked
    people: tuple[tuple[int, str], ...]  # who is in it: id, name
    next: str  # where the page after this one begins, "" at the end


def article_history(article: Article, asked: HistoryAsked, reader: Reader) -> HistoryPage:
    """Everything that people did in the article, and with it."""
    return _page(of_article(article.pk), asked, reader)


def mark_history(kind: str, key: int, asked: HistoryAsked, reader: Reader) -> HistoryPage:
    """Everything that people did with one mark, also one that is taken off."""
    return _page(of_mark(kind, key), asked, reader)


def _page(everything: Wanted, asked: HistoryAsked, reader: Reader) -> HistoryPage:
    """Three queries, and those of the lines."""
    people = User.objects.filter(pk__in=people_in(everything, reader.key)).order_by("username")
    kinds = [asked.kind] if asked.kind in everything else list(everything)
    wanted = {kind: everything[kind] for kind in kinds}
    found, is_more = page_of_history(
        wanted, reader.key, after=asked.after, person=asked.person or None
    )
    entries = lines_of(found, reader)
    last = Cursor(entries[-1].at, entries[-1].kind, entries[-1].entry) if entries else ""
    return HistoryPage(
        entries=entries,
        asked=asked,
        people=tuple((person.pk, person.get_username()) for person in people),
        next=str(last) if is_more else "",
    )


def mark_told(kind: str, key: int, reader: Reader) -> tuple[int, str, bool] | None:
    """(the article's id, the mark's words, whether it stands) of a mark that is there or was; None
    for one that never was, and for one that who reads is not to see. Three queries."""
    model: Any = MODELS[kind]
    rows, entries = model._base_manager.filter(pk=key), model.history.filter(id=key)
    if kind in PERSONAL:
        rows, entries = seen_by(rows, reader.key), seen_by(entries, reader.key)
    row = rows.first()
    kept = row or entries.order_by("-history_date", "-history_id").first()
    if kept is None:
        return None
    return article_of(kind, kept), kept.text, row is not None


def original_document(article_id: int) -> Document | None:
    """The document its newest text was read out of; None where there is none."""
    version = (
        ArticleVersion.objects.filter(article=article_id, document__isnull=False)
        .select_related("document")
        .defer("body")
        .order_by("-number")
        .first()
    )
    return version.document if version else None


@dataclass(frozen=True, slots=True)
class PageWords:
    """A saved page's words as markup that does nothing; `is_cut` where it is too long for that."""

    markup: str
    is_cut: bool


def words_of_page(document: Document) -> PageWords | None:
    """None for a document that is no page."""
    try:
        text, is_html = _inside(document)
    except Unreadable:
        return None
    return PageWords(harmless(text), len(text) > LONGEST) if is_html else None


def _inside(document: Document) -> tuple[str, bool]:
    """A document's text, and whether that is HTML: of a page saved as one file, its page's."""
    if is_mime(document.content):
        inside = unfold(document.content, str(document))
        return inside.text, inside.is_html
    text = decode(document.content, document.content_type, str(document))
    return text, sniff(text, document.name, document.content_type) == "html"


def versions_of(article: Article) -> list[VersionLine]:
    """The article's texts, newest first; one query."""
    rows = (
        article.versions.select_related("person", "document")
        .defer("body", "document__packed")
        .order_by("-number")
    )
    return [
        VersionLine(
            row.number,
            row.made_at,
            row.person.get_username() if row.person else "",
            row.reader_version,
            str(row.document) if row.document else "",
            row.own_words,
            len(row.orphans),
        )
        for row in rows
    ]
