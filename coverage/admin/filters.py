"""Filters that stay short however many outlets and stories there are."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest

from coverage.models import Membership, Outlet, Story

#: Outlets and stories a filter lists; the others are found by searching for their name.
LISTED = 30
STORIES = 12
MOST_LETTERS = 48


class OutletOfArticle(admin.SimpleListFilter):
    title = "outlet"
    parameter_name = "outlet"
    path = "outlet"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        outlets = Outlet.objects.filter(merged_into=None).order_by("name_key")
        listed = [(str(key), name) for key, name in outlets.values_list("pk", "name")[:LISTED]]
        return [*listed, ("none", "not stated")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if chosen == "none":
            return queryset.filter(**{f"{self.path}__isnull": True})
        return queryset.filter(**{self.path: chosen}) if (chosen or "").isdigit() else queryset


class OutletOfRow(OutletOfArticle):
    path = "version__article__outlet"


class StoryOfArticle(admin.SimpleListFilter):
    """Rows of one story's articles: of the newest stories, or the one asked for."""

    title = "story"
    parameter_name = "story"
    article = "pk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        newest = Story.objects.order_by(F("last_at").desc(nulls_last=True), "-pk")
        asked = request.GET.get(self.parameter_name, "")
        rows = list(newest.values_list("pk", "headline")[:STORIES])
        if asked.isdigit() and int(asked) not in dict(rows):
            rows += Story.objects.filter(pk=asked).values_list("pk", "headline")
        return [*((str(key), _short(name)) for key, name in rows), ("none", "in no story")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        here = Membership.objects.filter(article=OuterRef(self.article), is_current=True)
        chosen = self.value() or ""
        if chosen == "none":
            return queryset.filter(~Exists(here))
        return (
            queryset.filter(Exists(here.filter(story=int(chosen))))
            if chosen.isdigit()
            else queryset
        )


class StoryOfRow(StoryOfArticle):
    article = "version__article"


class StoryOfOrphan(StoryOfArticle):
    article = "article"


def _short(name: str) -> str:
    return name if len(name) <= MOST_LETTERS else name[: MOST_LETTERS - 1].rstrip() + "…"


class Text(admin.SimpleListFilter):
    """Rows of the texts that stand now, unless older ones are asked for."""

    title = "text"
    parameter_name = "text"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("older", "older versions"), ("all", "all versions")]

    def choices(self, changelist: Any) -> Any:
        for number, choice in enumerate(super().choices(changelist)):
            yield choice | {"display": "current versions"} if number == 0 else choice

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        stands = Q(version=F("version__article__current_version"))
        return queryset.filter(~stands if self.value() == "older" else stands)
