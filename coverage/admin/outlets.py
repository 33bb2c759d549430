"""Outlets and their other names."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coverage.models import Article, Outlet, OutletChange, OutletName

from .base import KeptAdmin, NamedAdmin, NamedResource, count_of, resource
from .outletmerging import merge_chosen


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


class Standing(admin.SimpleListFilter):
    """Outlets that stand, unless those that lead to another one are asked for."""

    title = "merged"
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "merged into another"), ("all", "all")]

    def choices(self, changelist: Any) -> Any:
        for number, choice in enumerate(super().choices(changelist)):
            yield choice | {"display": "no"} if number == 0 else choice

    def queryset(self, request: HttpRequest, queryset: QuerySet[Outlet]) -> QuerySet[Outlet]:
        if self.value() == "all":
            return queryset
        return queryset.filter(merged_into__isnull=self.value() != "yes")


@admin.register(Outlet)
class OutletAdmin(NamedAdmin):
    list_display = ("name", "domain", "article_count")
    list_filter = (Standing,)
    actions: Any = (merge_chosen,)
    search_fields = ("name", "name_key", "domain", "names__name")
    search_help_text = "name, other name or domain"
    ordering = ("name_key",)
    fields: ClassVar[Any] = ("name", "domain", "about", "leads_to", "merged_here")
    readonly_fields: ClassVar[Any] = ("leads_to", "merged_here")
    inlines = (OutletNameInline,)
    resource_classes = [OutletResource]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(articles_here=Count("articles"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *self.readonly_fields)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """A merged outlet is no choice for an article."""
        found, may_double = super().get_search_results(request, queryset, search_term)
        if request.path == reverse("admin:autocomplete"):
            found = found.filter(merged_into=None)
        return found, may_double

    def why_kept(self, row: Model) -> list[str]:
        count = Article.objects.filter(outlet=row.pk).count()
        merged = Outlet.objects.filter(merged_into=row.pk).count()
        said = [f"the outlet of {count_of(count, 'article')}: merge it instead"] if count else []
        if merged:
            said.append(f"{count_of(merged, 'outlet')} merged into it")
        if getattr(row, "merged_into_id", None):
            said.append("its address and its names lead to another outlet")
        return said

    @admin.display(description="merged into")
    def leads_to(self, outlet: Any) -> SafeString | str:
        lead = outlet.merged_into
        if lead is None:
            return "–"
        address = reverse("admin:coverage_outlet_change", args=[lead.pk])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address, lead)

    @admin.display(description="merged into it")
    def merged_here(self, outlet: Any) -> SafeString | str:
        """Each with the change that says what moved, where it is undone."""
        standing = OutletChange.objects.filter(to=outlet, undone_at=None).select_related("outlet")
        links = (
            (reverse("admin:coverage_outletchange_change", args=[change.pk]), change.outlet)
            for change in standing
        )
        return format_html_join(", ", '<a href="{}"><bdi>{}</bdi></a>', links) or "–"

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
