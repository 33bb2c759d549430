"""Texts that articles share: looked at here, and near-duplicates settled in bulk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coverage.desk.folding import confirm_folded, stand_alone
from coverage.desk.sharedtexts import shared_texts
from coverage.models import Article, SharedText

from .base import LookAdmin, count_of, person_of, resource
from .spans import article_link


@admin.action(description="Make near-duplicates articles of their own", permissions=["view"])
def make_own(model_admin: Any, request: HttpRequest, rows: QuerySet[SharedText]) -> None:
    _settle(model_admin, request, rows, stand_alone, "made articles of their own")


@admin.action(description="Confirm that they are near-duplicates", permissions=["view"])
def confirm(model_admin: Any, request: HttpRequest, rows: QuerySet[SharedText]) -> None:
    _settle(model_admin, request, rows, confirm_folded, "confirmed")


def _settle(
    model_admin: Any, request: HttpRequest, rows: QuerySet[SharedText], settle: Any, said: str
) -> None:
    if not request.user.has_perm("coverage.change_sharedtext"):
        model_admin.message_user(request, "You may not settle this.", messages.ERROR)
        return
    folded = rows.folded().select_related("article")  # type: ignore[attr-defined]
    done = sum(settle(row.article, person_of(request)) for row in folded)
    model_admin.message_user(request, f"{count_of(done, 'near-duplicate')} {said}.")


@admin.register(SharedText)
class SharedTextAdmin(LookAdmin):
    list_display = ("article_shown", "kind", "first_shown", "shared", "state", "person", "made_at")
    list_display_links = ("kind",)
    list_filter = ("kind", "state", "is_one_text", "made_at")
    list_select_related = ("article__outlet", "first__outlet", "person")
    search_fields = ("article__headline", "first__headline", "article__address")
    search_help_text = "words of a headline, or the address"
    actions = (make_own, confirm)
    fields = readonly_fields = (
        *("article_shown", "kind", "first_shown", "share", "share_of_first", "is_one_text"),
        *("state", "person", "decided_at", "method", "made_at"),
    )
    resource_classes = [
        resource(
            SharedText,
            *("id", "article__id", "article__address", "kind", "first__id", "first__address"),
            *("share", "share_of_first", "state", "person__username", "made_at"),
        )
    ]

    @admin.display(description="article", ordering="article")
    def article_shown(self, row: SharedText) -> SafeString:
        return _named(row.article)

    @admin.display(description="of", ordering="first")
    def first_shown(self, row: SharedText) -> SafeString:
        return _named(row.first)

    @admin.display(description="of its words", ordering="share")
    def shared(self, row: SharedText) -> str:
        return f"{int(row.share * 100)} %"


def _named(article: Article) -> SafeString:
    headline = article.headline if len(article.headline) <= 80 else article.headline[:79] + "…"
    return format_html("{} <small><bdi>“{}”</bdi></small>", article_link(article), headline)


def shared_lines(article: Article) -> SafeString | str:
    """Where else the article's text stands, for its page."""
    shared = shared_texts(article)
    told = [("near-duplicate of", shared.first)] if shared.first and shared.is_folded else []
    told += [("also at", line) for line in shared.copies]
    told += [("shares text with", line) for line in shared.others]
    if not told:
        return "no copying found"
    return format_html_join(
        "",
        "<div>{} {}</div>",
        (
            (
                said,
                format_html(
                    '<a href="{}"><bdi>“{}”</bdi></a> {}: {} of the words here',
                    *(line.href, line.headline, line.outlet or line.place, line.share),
                ),
            )
            for said, line in told
        ),
    )
