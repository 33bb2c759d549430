"""Quotes, with their tags; utterances."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from coverage.desk.attributed import heard
from coverage.desk.tagging import CannotTag, find_or_make_tag, tag_quotes
from coverage.models import Coding, MarkedWords, Quote, Tag, Utterance

from .base import LookAdmin, count_of, person_of, resource
from .filters import OutletOfRow, StoryOfRow, Text
from .listediting import EditedInList
from .spans import SpanRowAdmin, confirm, reject, unsure


class TagChoice(forms.Form):
    """Which tag: one of the codebook, or a new name."""

    tag = forms.ModelChoiceField(
        Tag.objects.filter(archived=False).select_related("codebook"),
        required=False,
        empty_label="– choose a tag –",
    )
    name = forms.CharField(max_length=100, required=False, label="or a new tag")

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or self.cleaned_data
        if bool(chosen.get("tag")) == bool(chosen.get("name")):
            raise forms.ValidationError("Choose a tag or type the name of a new one, not both.")
        return chosen


@admin.action(description="Tag…", permissions=["change"])
def tag(model_admin: Any, request: HttpRequest, rows: QuerySet[Quote]) -> TemplateResponse | None:
    """Ask which tag, then put it on all chosen quotes."""
    form = TagChoice(request.POST if "apply" in request.POST else None)
    if form.is_valid():
        person = person_of(request)
        try:
            chosen = form.cleaned_data["tag"] or find_or_make_tag(form.cleaned_data["name"], person)
        except CannotTag as wrong:
            form.add_error("name", str(wrong))
        else:
            new = tag_quotes(rows, chosen, person)
            word = count_of(new, "quote")
            model_admin.message_user(request, f"{word} tagged “{chosen}”.", messages.SUCCESS)
            return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Tag quotes",
        "opts": model_admin.opts,
        "form": form,
        "rows": rows[:20],
        "count": rows.count(),
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "checkbox": ACTION_CHECKBOX_NAME,
        "select_across": request.POST.get("select_across", "0"),
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/coverage/quote/tag.html", context)


class CodingInline(admin.TabularInline):
    """The tags on a quote, and who put them there; taken off and put on where quotes are read."""

    model = Coding
    fields = readonly_fields = ("tag", "person", "made_at")
    extra = 0
    can_delete = False
    verbose_name_plural = "tags on it"
    template = "admin/coverage/rows.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("tag", "person").defer("version__body")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class KindOfQuote(admin.SimpleListFilter):
    """Words in marks, unless reported speech is asked for: it would drown what is to review."""

    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            *(("direct", "direct"), ("mixed", "mixed"), ("indirect", "reported speech")),
            ("all", "any"),
        ]

    def choices(self, changelist: Any) -> Any:
        for number, choice in enumerate(super().choices(changelist)):
            yield choice | {"display": "words in marks"} if number == 0 else choice

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        kind = Q(kind=self.value()) if self.value() else ~Q(kind=Quote.Kind.INDIRECT)
        return queryset.filter(kind)


@admin.register(Quote)
class QuoteAdmin(SpanRowAdmin):
    list_display = ("words", "state_shown", "who", "kind_shown", "heard", "tags", "article")
    list_filter = (
        "state",
        KindOfQuote,
        "made_by",
        Text,
        ("codings__tag", admin.RelatedOnlyFieldListFilter),
        StoryOfRow,
        OutletOfRow,
    )
    search_fields = ("text", "mention", "speaker_name", "speaker__name", "via")
    search_help_text = "words of the quote, its speaker, or through whom it was heard"
    autocomplete_fields = ("speaker", "via_outlet", "via_speaker", "via_post")
    actions: Any = (confirm, reject, unsure, tag)
    inlines = (CodingInline,)
    corrected = (
        *("kind", "speaker", "speaker_name", "mention", "speaker_role", "cue", "via"),
        *("via_outlet", "via_speaker", "via_post"),
    )
    shown = ("confidence", "utterance")
    resource_classes = [
        resource(
            Quote,
            *("id", "version__article__id", "version__article__outlet__name", "start", "end"),
            *("text", "kind", "state", "speaker__name", "speaker_name", "mention", "cue", "via"),
            *("via_how", "via_outlet__name", "via_speaker__name", "via_post__id"),
            *("confidence", "made_by", "reader_version", "decided_at"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("speaker", "utterance")
        linked = rows.select_related("via_outlet", "via_speaker", "via_post")
        return linked.prefetch_related("codings__tag")

    @admin.display(description="speaker", ordering="speaker_name")
    def who(self, quote: Quote) -> str:
        return quote.who

    @admin.display(description="kind", ordering="kind")
    def kind_shown(self, quote: Quote) -> str:
        return quote.kind_told

    @admin.display(description="via", ordering="via")
    def heard(self, quote: Quote) -> str:
        return str(heard(quote))

    @admin.display(description="tags")
    def tags(self, quote: Quote) -> SafeString:
        put_on = {coding.tag for coding in quote.codings.all()}
        return format_html_join(
            " ",
            '<span class="tag tag-{}">{}</span>',
            ((tag.colour, tag.name) for tag in sorted(put_on, key=lambda tag: tag.name_key)),
        )


@admin.register(MarkedWords)
class MarkedWordsAdmin(EditedInList, SpanRowAdmin):
    """Titles, nicknames, terms and scare quotes: words in marks that quote nobody."""

    list_display = ("words", "state_shown", "kind", "article")
    list_editable = ("kind",)
    list_filter = ("state", "kind", "made_by", Text, StoryOfRow, OutletOfRow)
    search_help_text = "the words, or their article's headline"
    corrected = ("kind",)
    resource_classes = [
        resource(
            MarkedWords,
            *("id", "version__article__id", "version__article__outlet__name", "start", "end"),
            *("text", "kind", "state", "made_by", "reader_version", "decided_at"),
        )
    ]


@admin.register(Utterance)
class UtteranceAdmin(LookAdmin):
    """One thing said; made by the comparison of a story."""

    list_display = ("__str__", "story", "quote_count")
    list_select_related = ("story",)
    search_fields = ("text", "story__headline")
    ordering = ("-story", "id")
    fields = ("text", "story")
    resource_classes = [resource(Utterance, "id", "story__id", "text")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("story")
        return rows.annotate(quote_count=Count("quotes"))

    @admin.display(description="quotes", ordering="quote_count")
    def quote_count(self, utterance: Any) -> int:
        return utterance.quote_count
