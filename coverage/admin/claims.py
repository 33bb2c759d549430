"""Claims, where they stand, and the quantities in them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from coverage.models import Claim, ClaimAppearance, Quantity

from .base import LookAdmin, resource
from .filters import OutletOfRow, Text
from .listediting import EditedInList
from .spans import SpanRowAdmin, article_link, in_context, state_badge, with_context


class QuantityInline(admin.TabularInline):
    model = Quantity
    fields = readonly_fields = ("text", "bound", "low", "high", "unit")
    extra = 0
    can_delete = False
    template = "admin/coverage/rows.html"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ClaimAppearance)
class ClaimAppearanceAdmin(EditedInList, SpanRowAdmin):
    list_display = ("words", "state_shown", "claimant", "checkworthiness", "article")
    list_editable = ("claimant",)
    search_fields = ("text", "claimant", "version__article__headline")
    search_help_text = "words of the claim, who makes it, or its article's headline"
    ordering = ("-checkworthiness", "id")
    corrected = ("claimant",)
    shown = ("checkworthiness", "claim")
    inlines = (QuantityInline,)
    resource_classes = [
        resource(
            ClaimAppearance,
            *("id", "version__article__id", "version__article__outlet__name", "start", "end"),
            *("text", "claimant", "checkworthiness", "state", "made_by", "reader_version"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("claim")


class ClaimAppearanceInline(admin.TabularInline):
    model = ClaimAppearance
    fields = readonly_fields = ("words", "state_shown", "article")
    extra = 0
    can_delete = False
    show_change_link = True
    verbose_name_plural = "where it stands"
    template = "admin/coverage/rows.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("version__article__outlet")
        return with_context(rows).defer("version__body", "version__article__signature")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="words in their place")
    def words(self, row: Any) -> SafeString:
        return in_context(row.before, row.text, row.after)

    @admin.display(description="state")
    def state_shown(self, row: Any) -> SafeString:
        return state_badge(row)

    @admin.display(description="article")
    def article(self, row: Any) -> SafeString:
        return article_link(row.version.article, row.version)


@admin.register(Claim)
class ClaimAdmin(LookAdmin):
    """The same words wherever they stand; decided at each appearance."""

    list_display = ("text", "article_count")
    search_fields = ("text",)
    fields = ("text",)
    ordering = ("-id",)
    inlines = (ClaimAppearanceInline,)
    resource_classes = [resource(Claim, "id", "text")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.annotate(articles=Count("appearances__version__article", distinct=True))

    @admin.display(description="articles", ordering="articles")
    def article_count(self, claim: Any) -> int:
        return claim.articles


@admin.register(Quantity)
class QuantityAdmin(LookAdmin):
    list_display = ("words", "bound", "low", "high", "unit", "article")
    list_filter = ("bound", Text, OutletOfRow)
    list_select_related = ("version__article__outlet",)
    search_fields = ("text", "unit", "version__article__headline")
    fields = ("words", "bound", "low", "high", "unit", "appearance", "article", "reader_version")
    resource_classes = [
        resource(
            Quantity,
            *("id", "version__article__id", "start", "end", "text", "low", "high", "bound"),
            *("unit", "reader_version"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        rows = rows.select_related("version__article__outlet", "appearance")
        return with_context(rows).defer("version__body", "version__article__signature")

    @admin.display(description="words in their place")
    def words(self, row: Any) -> SafeString:
        return in_context(row.before, row.text, row.after)

    @admin.display(description="article")
    def article(self, row: Any) -> SafeString:
        return article_link(row.version.article, row.version)
