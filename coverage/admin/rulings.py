"""What people ruled on rows, quotes, figures and absences: looked at here, undone on the pages."""

from __future__ import annotations

from django.contrib import admin

from coverage.models import RuledPlace, Ruling

from .base import LookAdmin, resource


class PlaceLines(admin.TabularInline):
    """The words that a ruling is about."""

    model = RuledPlace
    extra = 0
    can_delete = False
    fields = readonly_fields = ("article", "text", "is_theirs", "version", "now_version", "how")

    def get_queryset(self, request):  # type: ignore[no-untyped-def]
        places = super().get_queryset(request)
        return places.select_related("article__outlet", "version", "now_version")


@admin.register(Ruling)
class RulingAdmin(LookAdmin):
    list_display = ("what", "kind", "stance", "person", "made_at", "undone_by", "undone_at")
    list_display_links = ("what",)
    list_filter = ("kind", "made_at")
    list_select_related = ("person", "undone_by")
    search_fields = ("what",)
    search_help_text = "words of the row, utterance or figure"
    fields = readonly_fields = (
        *("what", "kind", "stance", "before", "story", "person", "made_at"),
        *("undone_by", "undone_at"),
    )
    inlines = (PlaceLines,)
    resource_classes = [
        resource(
            Ruling,
            *("id", "what", "kind", "stance", "before", "story__id", "person__username"),
            *("made_at", "undone_by__username", "undone_at"),
        )
    ]
