"""Speakers with their other names, merged here too; and what people said of who is who."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coverage.desk.speakermerging import merge
from coverage.desk.speakermoves import CannotMove
from coverage.models import (
    Naming,
    Quote,
    Speaker,
    SpeakerChange,
    SpeakerDecision,
    SpeakerName,
)

from .base import KeptAdmin, LookAdmin, NamedAdmin, NamedResource, count_of, person_of, resource

#: Speakers that one merge takes; more than these were hardly looked at one by one.
MOST_MERGED = 20


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


class LeadingName(forms.Form):
    """Whose name and address stand."""

    leading = forms.ModelChoiceField(
        Speaker.objects.none(),
        label="whose name stands",
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, rows: QuerySet[Speaker], *args: Any) -> None:
        super().__init__(*args)
        choice: Any = self.fields["leading"]
        choice.queryset = rows
        choice.label_from_instance = lambda row: f"{row} ({count_of(row.quote_count, 'quote')})"


@admin.action(description="Merge into one…", permissions=["change"])
def merge_chosen(
    model_admin: Any, request: HttpRequest, rows: QuerySet[Speaker]
) -> TemplateResponse | None:
    """Ask whose name stands, then merge the others into that speaker."""
    rows = rows.filter(merged_into=None).order_by("-quote_count", "name_key")
    count = rows.count()
    if not 2 <= count <= MOST_MERGED:
        said = f"Choose from 2 to {MOST_MERGED} speakers that stand alone."
        model_admin.message_user(request, said, messages.ERROR)
        return None
    form = LeadingName(rows, request.POST if "apply" in request.POST else None)
    if form.is_valid():
        leading = form.cleaned_data["leading"]
        try:
            changes = [
                merge(leading, other, person_of(request)) for other in rows.exclude(pk=leading.pk)
            ]
        except CannotMove as wrong:
            model_admin.message_user(request, f"Not merged: {wrong}", messages.ERROR)
            return None
        moved = count_of(sum(change.quote_count for change in changes), "quote")
        undo = reverse("speaker-history", args=[leading.pk])
        said = format_html(
            '{} merged into “{}”, {} moved. <a href="{}">Undo is in its history</a>.',
            count_of(len(changes), "speaker"), leading, moved, undo,
        )  # fmt: skip
        model_admin.message_user(request, said, messages.SUCCESS)
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Merge speakers",
        "opts": model_admin.opts,
        "form": form,
        "rows": rows,
        "chosen": [row.pk for row in rows],
        "checkbox": ACTION_CHECKBOX_NAME,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/coverage/speaker/merge.html", context)


@admin.register(Speaker)
class SpeakerAdmin(NamedAdmin):
    list_display = ("name", "about", "quote_count", "reported_count", "leads_to")
    list_select_related = ("merged_into",)
    search_fields = ("name", "name_key", "names__name")
    search_help_text = "name or other name"
    ordering = ("name_key",)
    fields: ClassVar[Any] = ("name", "about", "leads_to", "merged_here")
    readonly_fields: ClassVar[Any] = ("leads_to", "merged_here")
    inlines = (SpeakerNameInline,)
    actions: Any = (merge_chosen,)
    resource_classes = [SpeakerResource]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *self.readonly_fields)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """A merged speaker is no choice for a quote."""
        found, may_double = super().get_search_results(request, queryset, search_term)
        if request.path == reverse("admin:autocomplete"):
            found = found.filter(merged_into=None)
        return found, may_double

    def why_kept(self, row: Model) -> list[str]:
        quotes = Quote.objects.filter(speaker=row.pk).count()
        merged = Speaker.objects.filter(merged_into=row.pk).count()
        said = [f"the speaker of {count_of(quotes, 'quote')}"] if quotes else []
        if merged:
            said.append(f"{count_of(merged, 'speaker')} merged into it")
        if getattr(row, "merged_into_id", None):
            said.append("its address and its names lead to another speaker")
        return said

    @admin.display(description="merged into", ordering="merged_into__name_key")
    def leads_to(self, speaker: Any) -> SafeString | str:
        lead = speaker.merged_into
        if lead is None:
            return "–"
        address = reverse("admin:coverage_speaker_change", args=[lead.pk])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address, lead)

    @admin.display(description="merged into it")
    def merged_here(self, speaker: Any) -> str:
        names = speaker.merged.order_by("name_key").values_list("name", flat=True)
        return ", ".join(names) or "–"


@admin.register(SpeakerName)
class SpeakerNameAdmin(KeptAdmin):
    list_display = ("name", "speaker")
    list_select_related = ("speaker",)
    search_fields = ("name", "speaker__name")
    autocomplete_fields = ("speaker",)
    fields = ("speaker", "name")
    resource_classes = [resource(SpeakerName, "speaker__name", "name")]


@admin.register(SpeakerChange)
class SpeakerChangeAdmin(LookAdmin):
    """Merges and splits; made and undone on the speakers' pages."""

    list_display = ("__str__", "kind", "quote_count", "person", "made_at", "undone_at")
    list_filter = ("kind", "made_at")
    list_select_related = ("speaker", "to", "person")
    search_fields = ("speaker__name", "to__name", "person__username")
    fields = (
        ("kind", "speaker", "to"), "quote_count", ("person", "made_at"), ("undone_by", "undone_at"),
    )  # fmt: skip
    resource_classes = [
        resource(
            SpeakerChange,
            *("id", "kind", "speaker__name", "to__name", "quote_count", "person__username"),
            *("made_at", "undone_by__username", "undone_at"),
        )
    ]


@admin.register(SpeakerDecision)
class SpeakerDecisionAdmin(KeptAdmin):
    """Answers to "may be the same". Deleting one has the question asked again."""

    list_display = ("__str__", "verdict", "article", "person", "made_at")
    list_filter = ("verdict",)
    list_select_related = ("one", "other", "article", "person")
    search_fields = ("one__name", "other__name", "name_key")
    fields = readonly_fields = (
        "one", "other", "article", "name_key", "verdict", "person", "made_at",
    )  # fmt: skip
    resource_classes = [
        resource(
            SpeakerDecision,
            *("id", "one__name", "other__name", "article__id", "name_key", "verdict"),
            *("person__username", "made_at"),
        )
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Naming)
class NamingAdmin(LookAdmin):
    """Whom people said an article quotes; undone with the change that said it."""

    list_display = ("__str__", "speaker", "article")
    list_select_related = ("speaker", "article")
    search_fields = ("name", "words", "speaker__name")
    fields = ("article", "speaker", "name", "words", "change")
    resource_classes = [
        resource(Naming, "id", "article__id", "speaker__name", "name", "words", "fingerprint")
    ]
