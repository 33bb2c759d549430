"""The versions of an article's text, and the passages of each."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coverage.models import ArticleVersion, Passage

from .base import LookAdmin, resource
from .filters import OutletOfRow, StoryOfRow, Text
from .listediting import EditedInList
from .spans import SpanRowAdmin, article_link


def orphan_list(orphans: list[dict[str, Any]]) -> SafeString:
    return format_html(
        "<ul>{}</ul>",
        format_html_join(
            "",
            '<li>{} <q class="words">{}</q>, {} by {}: {}</li>',
            (
                (o["kind"], o["words"][:200], o["state"], o["person"] or "nobody", o["why"])
                for o in orphans
            ),
        ),
    )


@admin.register(ArticleVersion)
class ArticleVersionAdmin(LookAdmin):
    """A text as a document gave it or a person wrote it; never changed."""

    list_display = (
        "article_shown",
        "number",
        "made_at",
        "reader_version",
        "reader_failed",
        "person",
    )
    list_filter = ("reader_version", "made_at")
    search_fields = ("article__headline", "sha256")
    fields = (
        "article_shown",
        "number",
        "document",
        "person",
        "made_at",
        "sha256",
        "reader_version",
        "reader_failed",
        "own_words",
        "post_words",
        "lost",
        "compared",
        "text",
    )
    resource_classes = [
        resource(
            ArticleVersion,
            *("id", "article__id", "number", "sha256", "reader_version", "made_at", "body"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).defer("body", "article__signature")
        return rows.select_related("article__outlet", "person")

    @admin.display(description="article", ordering="article__headline")
    def article_shown(self, version: ArticleVersion) -> SafeString:
        return article_link(version.article)

    @admin.display(description="what changed")
    def compared(self, version: ArticleVersion) -> SafeString | str:
        """The page that lays it over the version before."""
        if version.number < 2:
            return "the first text"
        page = reverse("article-versions", args=[version.article_id])
        return format_html(
            '<a href="{}?from={}&amp;to={}">since version {}</a>',
            *(page, version.number - 1, version.number, version.number - 1),
        )

    @admin.display(description="not found again")
    def lost(self, version: ArticleVersion) -> SafeString | str:
        return orphan_list(version.orphans) if version.orphans else "nothing"

    @admin.display(description="body")
    def text(self, version: ArticleVersion) -> SafeString:
        return format_html('<pre class="body" dir="auto">{}</pre>', version.body)


@admin.register(Passage)
class PassageAdmin(EditedInList, SpanRowAdmin):
    """Units of the body; what kind a line is can be corrected."""

    list_display = ("words", "state_shown", "kind", "number", "reason", "article")
    list_editable = ("kind",)
    list_filter = ("state", "kind", "made_by", Text, StoryOfRow, OutletOfRow)
    corrected = ("kind",)
    shown = ("number", "reason")
    resource_classes = [
        resource(
            Passage,
            *("id", "version__article__id", "number", "start", "end", "text", "kind", "reason"),
            *("state", "made_by", "reader_version"),
        )
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without the span: passages hold every letter of the body in order."""
        return tuple(
            part for part in super().get_fieldsets(request, obj) if part[0] != "Where it stands"
        )
