"""Assignments, what coders differ in and what was decided of it: looked at here, made on pages."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coverage.models import Adjudication, Assignment, AssignmentChange, ReviewAction, TagMerge

from .base import LookAdmin, LookHistoryAdmin, resource
from .filters import StoryOfRow
from .spans import article_link, in_context, with_context


@admin.register(Assignment)
class AssignmentAdmin(LookHistoryAdmin):
    """Sets of articles given to coders; given, changed and closed on their own pages."""

    list_display = ("name", "codebook", "how", "articles_in_it", "coders_in_it", "made_at", "state")
    list_filter = ("is_independent", "codebook", "made_at")
    list_select_related = ("codebook", "made_by")
    search_fields = ("name", "instructions", "codebook__name")
    search_help_text = "name, instructions or codebook"
    fields = (
        *("name", "codebook", "instructions", "how", "shows_machine", "chosen", "on_its_page"),
        *("made_by", "made_at", "closed_by", "closed_at"),
    )
    resource_classes = [
        resource(
            Assignment,
            *("id", "name", "codebook__name", "instructions", "is_independent", "shows_machine"),
            *("chosen", "made_by__username", "made_at", "closed_at"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        counted = {
            "given": Count("articles", distinct=True),
            "people": Count("coders", distinct=True),
        }
        return super().get_queryset(request).annotate(**counted)

    @admin.display(description="coded")
    def how(self, row: Assignment) -> str:
        return "each on their own" if row.is_independent else "together"

    @admin.display(description="articles", ordering="given")
    def articles_in_it(self, row: Assignment) -> int:
        return row.given  # type: ignore[attr-defined]

    @admin.display(description="coders", ordering="people")
    def coders_in_it(self, row: Assignment) -> int:
        return row.people  # type: ignore[attr-defined]

    @admin.display(description="now", ordering="closed_at")
    def state(self, row: Assignment) -> str:
        return "closed" if row.closed_at else "open"

    @admin.display(description="on the pages")
    def on_its_page(self, row: Assignment) -> SafeString | str:
        try:
            address = row.get_absolute_url()
        except NoReverseMatch:
            return "–"
        return format_html('<a href="{}">progress, coders and articles</a>', address)


@admin.register(Adjudication)
class AdjudicationAdmin(LookHistoryAdmin):
    """What was decided where coders differ; decided where the texts are laid side by side."""

    list_display = ("tag", "words", "took", "reason", "person", "made_at", "assignment")
    list_filter = ("took", ("tag", admin.RelatedOnlyFieldListFilter), StoryOfRow)
    search_fields = ("text", "reason", "tag__name", "assignment__name")
    search_help_text = "words, reason, tag or assignment"
    fields = ("assignment", "tag", "words", "took", "reason", "person", "made_at", "article")
    resource_classes = [
        resource(
            Adjudication,
            *("id", "assignment__name", "tag__name", "version__article__id", "start", "end"),
            *("text", "took", "reason", "area_start", "area_end", "person__username", "made_at"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Adjudication]:
        rows = super().get_queryset(request).select_related("tag", "person", "assignment")
        rows = rows.select_related("version__article__outlet")
        return with_context(rows).defer("version__body", "version__article__signature")

    @admin.display(description="words in their place")
    def words(self, row: Adjudication) -> SafeString:
        return in_context(row.before, row.text, row.after)  # type: ignore[attr-defined]

    @admin.display(description="article")
    def article(self, row: Adjudication) -> SafeString:
        return article_link(row.version.article, row.version)


class Undone(admin.SimpleListFilter):
    """Changes that stand, and those that were taken back."""

    title = "now"
    parameter_name = "now"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("stands", "stands"), ("undone", "undone")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[TagMerge]) -> QuerySet[TagMerge]:
        now = {"stands": Q(undone_at=None), "undone": Q(undone_at__isnull=False)}
        return queryset.filter(now.get(self.value() or "", Q()))


@admin.register(TagMerge)
class TagMergeAdmin(LookAdmin):
    """Merges of tags; made and undone on the codebooks' pages."""

    list_display = ("__str__", "coding_count", "person", "made_at", "undone_at")
    list_filter = (Undone, "made_at")
    list_select_related = ("tag", "to", "person")
    search_fields = ("tag__name", "to__name", "person__username")
    fields = (("tag", "to"), "coding_count", ("person", "made_at"), ("undone_by", "undone_at"))
    resource_classes = [
        resource(
            TagMerge,
            *("id", "tag__name", "to__name", "coding_count", "person__username", "made_at"),
            "undone_at",
        )
    ]


@admin.register(AssignmentChange)
class AssignmentChangeAdmin(LookAdmin):
    """Coders and articles given and taken away; done and undone on the assignments' pages."""

    list_display = ("__str__", "assignment", "kind", "person", "made_at", "undone_at")
    list_filter = (Undone, "kind", "made_at")
    list_select_related = ("assignment", "person")
    search_fields = ("assignment__name", "words", "person__username")
    fields = ("assignment", "kind", "words", ("person", "made_at"), ("undone_by", "undone_at"))
    resource_classes = [
        resource(
            AssignmentChange,
            *("id", "assignment__name", "kind", "words", "person__username", "made_at"),
            "undone_at",
        )
    ]


@admin.register(ReviewAction)
class ReviewActionAdmin(LookAdmin):
    """Answers given of many marks at once; given and taken back in the review queue."""

    list_display = ("told", "answer", "changed", "person", "made_at", "undone_at")
    list_filter = (Undone, "answer", "made_at")
    list_select_related = ("person",)
    search_fields = ("told", "person__username")
    fields = (
        *("told", "answer", ("wanted", "changed"), ("person", "made_at"), "finished_at"),
        ("undone_by", "undone_at"),
    )
    resource_classes = [
        resource(
            ReviewAction,
            *("id", "told", "answer", "wanted", "changed", "person__username", "made_at"),
            "undone_at",
        )
    ]
