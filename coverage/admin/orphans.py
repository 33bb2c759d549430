"""Marks without a place: looked at; they are placed on the article's own page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coverage.models import Orphan

from .base import LookAdmin, resource
from .filters import StoryOfOrphan
from .spans import article_link


@admin.register(Orphan)
class OrphanAdmin(LookAdmin):
    list_display = ("__str__", "state", "article_shown", "marked_by", "why", "decided_by")
    list_filter = ("state", "kind", "made_at", StoryOfOrphan)
    search_fields = ("words", "article__headline", "marked_by__username")
    search_help_text = "words, headline or person"
    fields = (
        *("article_shown", "kind", "words", "mark_state", "marked_by", "why", "state"),
        *("decided_by", "decided_at", "made_at", "placing"),
    )
    resource_classes = [
        resource(
            Orphan,
            *("id", "article__id", "kind", "row", "words", "mark_state", "marked_by__username"),
            *("why", "state", "decided_by__username", "decided_at", "made_at"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related("article__outlet", "marked_by", "decided_by")

    @admin.display(description="article", ordering="article__headline")
    def article_shown(self, orphan: Orphan) -> SafeString:
        return article_link(orphan.article)

    @admin.display(description="on the pages")
    def placing(self, orphan: Orphan) -> SafeString:
        return format_html('<a href="{}">beside the text</a>', orphan.get_absolute_url())
