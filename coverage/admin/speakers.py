"""Speakers and their other names."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest

from coverage.models import Quote, Speaker, SpeakerName

from .base import KeptAdmin, NamedAdmin, NamedResource, count_of, resource


class SpeakerResource(NamedResource):
    class Meta:
        model = Speaker
        fields = export_order = ("name", "about")
        import_id_fields = ("name",)
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True


class SpeakerNameInline(admin.TabularInline):
    model = SpeakerName
    fields = ("name",)
    extra = 1
    verbose_name_plural = "other names"


@admin.register(Speaker)
class SpeakerAdmin(NamedAdmin):
    list_display = ("name", "about", "quote_count")
    search_fields = ("name", "name_key", "names__name")
    search_help_text = "name or other name"
    ordering = ("name_key",)
    fields = ("name", "about")
    inlines = (SpeakerNameInline,)
    resource_classes = [SpeakerResource]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        standing = Count("quotes", filter=~Q(quotes__state="rejected"))
        return super().get_queryset(request).annotate(said=standing)

    def why_kept(self, row: Model) -> list[str]:
        count = Quote.objects.filter(speaker=row.pk).count()
        return [f"the speaker of {count_of(count, 'quote')}"] if count else []

    @admin.display(description="quotes", ordering="said")
    def quote_count(self, speaker: Any) -> int:
        return speaker.said


@admin.register(SpeakerName)
class SpeakerNameAdmin(KeptAdmin):
    list_display = ("name", "speaker")
    list_select_related = ("speaker",)
    search_fields = ("name", "speaker__name")
    autocomplete_fields = ("speaker",)
    fields = ("speaker", "name")
    resource_classes = [resource(SpeakerName, "speaker__name", "name")]
