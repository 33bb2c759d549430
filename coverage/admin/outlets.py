"""Outlets and their other names."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coverage.models import Article, Outlet, OutletName

from .base import KeptAdmin, NamedAdmin, NamedResource, count_of, resource


class OutletResource(NamedResource):
    class Meta:
        model = Outlet
        fields = export_order = ("name", "domain", "about")
        import_id_fields = ("name",)
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True


class OutletNameInline(admin.TabularInline):
    model = OutletName
    fields = ("name", "kind")
    extra = 1
    verbose_name_plural = "other names and domains"


@admin.register(Outlet)
class OutletAdmin(NamedAdmin):
    list_display = ("name", "domain", "article_count")
    search_fields = ("name", "name_key", "domain", "names__name")
    search_help_text = "name, other name or domain"
    ordering = ("name_key",)
    fields = ("name", "domain", "about")
    inlines = (OutletNameInline,)
    resource_classes = [OutletResource]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(articles_here=Count("articles"))

    def why_kept(self, row: Model) -> list[str]:
        count = Article.objects.filter(outlet=row.pk).count()
        return [f"the outlet of {count_of(count, 'article')}"] if count else []

    @admin.display(description="articles", ordering="articles_here")
    def article_count(self, outlet: Any) -> SafeString:
        """How many, leading to them."""
        address = reverse("admin:coverage_article_changelist")
        return format_html(
            '<a href="{}?outlet={}">{}</a>', address, outlet.pk, outlet.articles_here
        )


@admin.register(OutletName)
class OutletNameAdmin(KeptAdmin):
    list_display = ("name", "kind", "outlet")
    list_filter = ("kind",)
    list_select_related = ("outlet",)
    search_fields = ("name", "outlet__name")
    autocomplete_fields = ("outlet",)
    fields = ("outlet", "name", "kind")
    resource_classes = [resource(OutletName, "outlet__name", "name", "kind")]
