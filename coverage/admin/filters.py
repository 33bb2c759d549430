"""Filters that stay short however many outlets there are."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

from coverage.models import Outlet

#: Outlets a filter lists; the others are found by searching for their name.
LISTED = 30


class OutletOfArticle(admin.SimpleListFilter):
    title = "outlet"
    parameter_name = "outlet"
    path = "outlet"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        outlets = Outlet.objects.order_by("name_key").values_list("pk", "name")
        return [*((str(key), name) for key, name in outlets[:LISTED]), ("none", "not stated")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if chosen == "none":
            return queryset.filter(**{f"{self.path}__isnull": True})
        return queryset.filter(**{self.path: chosen}) if (chosen or "").isdigit() else queryset


class OutletOfRow(OutletOfArticle):
    path = "version__article__outlet"


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
