"""Who did what to an article, and when: its versions, and the decisions of people in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from coverage.documents.encodings import decode
from coverage.documents.harmless import LONGEST, harmless
from coverage.documents.mime import is_mime, unfold
from coverage.documents.opened import Unreadable
from coverage.documents.opening import sniff
from coverage.models import (
    Article,
    ArticleVersion,
    ClaimAppearance,
    Coding,
    Document,
    MarkedWords,
    Orphan,
    PostAppearance,
    Quote,
)

#: What was decided of a mark without a place.
SETTLED = {"placed": "placed in the newest text", "gone": "gone from the text"}
#: Decisions shown, newest first.
MOST = 200


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
class DecisionLine:
    at: datetime
    person: str
    what: str  # "quote confirmed", "tag eyewitness put on"
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class ArticleHistory:
    article: Article
    versions: tuple[VersionLine, ...]
    decisions: tuple[DecisionLine, ...]


def article_history(article: Article) -> ArticleHistory:
    """Everything kept of who changed what; eight queries."""
    lines = [
        line
        for model, letter, name in (
            (Quote, "q", "quote"),
            (MarkedWords, "w", "words in marks"),
            (ClaimAppearance, "c", "claim"),
            (PostAppearance, "post", "post"),
        )
        for line in _decisions(article, model, letter, name)
    ]
    lines += _codings(article) + _orphans(article)
    return ArticleHistory(
        article=article,
        versions=tuple(_versions(article)),
        decisions=tuple(sorted(lines, key=lambda line: line.at, reverse=True)[:MOST]),
    )


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


def _versions(article: Article) -> list[VersionLine]:
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


def _decisions(article: Article, model: type, letter: str, name: str) -> list[DecisionLine]:
    rows = (
        model.history.filter(version__article=article, history_user__isnull=False)  # type: ignore[attr-defined]
        .select_related("history_user")
        .order_by("-history_date", "-history_id")[:MOST]
    )
    lines = []
    for row in rows:
        is_undone = row.history_change_reason == "undo" or row.history_type == "-"
        what = "undone: " if is_undone else ""
        asked = "?reported=1" if getattr(row, "kind", "") == Quote.Kind.INDIRECT else ""
        lines.append(
            DecisionLine(
                row.history_date,
                row.history_user.get_username(),
                f"{what}{name} {row.state}",
                " ".join(row.text.split())[:140],
                f"{article.get_absolute_url()}{asked}#{letter}{row.id}",
            )
        )
    return lines


def _orphans(article: Article) -> list[DecisionLine]:
    """Marks that people gave a place in a changed text, or said are gone from it."""
    rows = (
        Orphan.history.filter(article=article, history_user__isnull=False)
        .select_related("history_user")
        .order_by("-history_date", "-history_id")[:MOST]
    )
    page = reverse("article-orphans", args=[article.pk])
    lines = []
    for row in rows:
        what = SETTLED.get(row.state, "without a place again")
        anchor = "s" if row.state in SETTLED else "o"
        lines.append(
            DecisionLine(
                row.history_date,
                row.history_user.get_username(),
                f"{row.kind}: {what}",
                " ".join(row.words.split())[:140],
                f"{page}#{anchor}{row.id}",
            )
        )
    return lines


def _codings(article: Article) -> list[DecisionLine]:
    rows = (
        Coding.history.filter(version__article=article, history_user__isnull=False)
        .select_related("history_user", "tag")
        .order_by("-history_date", "-history_id")[:MOST]
    )
    return [
        DecisionLine(
            row.history_date,
            row.history_user.get_username(),
            f"tag {row.tag.name} {'taken off' if row.history_type == '-' else 'put on'}",
            " ".join(row.text.split())[:140],
            f"{article.get_absolute_url()}#q{row.quote_id}",
        )
        for row in rows
    ]
