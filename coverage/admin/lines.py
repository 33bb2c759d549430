"""Lines that outlets repeat: looked at here, settled on the articles' pages."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from coverage.models import OutletLine

from .base import HistoryAdmin, resource


@admin.register(OutletLine)
class OutletLineAdmin(HistoryAdmin):
    list_display = ("__str__", "outlet", "articles", "is_repeated", "is_ordinary", "decided_by")
    list_filter = ("is_repeated", "is_ordinary", "outlet")
    search_fields = ("text", "outlet__name")
    search_help_text = "words of the line, or its outlet"
    fields = (
        "outlet",
        "text",
        "articles",
        "is_repeated",
        "is_ordinary",
        "decided_by",
        "decided_at",
    )
    readonly_fields = fields
    resource_classes = [
        resource(
            OutletLine,
            *("id", "outlet__name", "text", "articles", "is_repeated", "is_ordinary"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutletLine]:
        return super().get_queryset(request).select_related("outlet", "decided_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
