"""Codebooks, tags, codings and notes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget

from coverage.desk.codebooks import keep_order
from coverage.desk.revisions import write
from coverage.models import Codebook, Coding, Note, Tag
from coverage.text.names import name_key

from .base import HistoryAdmin, NamedAdmin, NamedResource, count_of, person_of, resource
from .filters import StoryOfRow, Text
from .listediting import EditedInList, ListForm
from .spans import SeenForm, article_link, in_context, with_context


class CodebookResource(NamedResource):
    class Meta:
        model = Codebook
        fields = export_order = ("name", "definition")
        import_id_fields = ("name",)
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True


class TagResource(NamedResource):
    """A tag is known by its codebook and its name."""

    codebook = Field("codebook", "codebook", ForeignKeyWidget(Codebook, "name"))

    class Meta:
        model = Tag
        fields = export_order = (
            "codebook",
            "name",
            "code",
            "colour",
            "definition",
            "example",
            "order",
            "archived",
        )
        import_id_fields = ("codebook", "name")
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True

    def get_instance(self, instance_loader: Any, row: Any) -> Any:
        name, codebook = str(row.get("name") or ""), str(row.get("codebook") or "")
        return Tag.objects.filter(
            name_key=name_key(name), codebook__name_key=name_key(codebook)
        ).first()


class TagInline(admin.TabularInline):
    model = Tag
    fields = ("name", "code", "colour", "definition", "order", "archived")
    extra = 1
    show_change_link = True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Archived instead: codings may hang on it."""
        return False


class RevisedAdmin(NamedAdmin):
    """Codebooks and tags: a save over a newer revision shows both, as on their own pages."""

    form = SeenForm

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            obj.revision = form.revision + 1
        super().save_model(request, obj, form, change)


@admin.register(Codebook)
class CodebookAdmin(RevisedAdmin):
    list_display = ("name", "definition", "tag_count")
    search_fields = ("name", "name_key", "definition")
    ordering = ("name_key",)
    fields = ("name", "definition", "seen")
    inlines = (TagInline,)
    resource_classes = [CodebookResource]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(tags_in_it=Count("tags"))

    def why_kept(self, row: Model) -> list[str]:
        count = Tag.objects.filter(codebook=row.pk).count()
        return [f"{count_of(count, 'tag')} in it"] if count else []

    @admin.display(description="tags", ordering="tags_in_it")
    def tag_count(self, codebook: Any) -> int:
        return codebook.tags_in_it


@admin.register(Tag)
class TagAdmin(EditedInList, RevisedAdmin):
    list_display = (
        "shown",
        "code",
        "colour",
        "order",
        "codebook",
        "definition",
        "coding_count",
        "is_archived",
    )
    list_editable = ("code", "colour", "order")
    list_filter = ("codebook", "archived")
    list_select_related = ("codebook",)
    search_fields = ("name", "name_key", "code", "definition")
    autocomplete_fields = ("codebook", "parent")
    ordering = ("codebook__name_key", "order", "name_key")
    fields = (
        ("codebook", "name", "code"),
        ("colour", "order", "archived"),
        "parent",
        "definition",
        "example",
        "seen",
    )
    resource_classes = [TagResource]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("codebook")
        return rows.annotate(used=Count("codings"))

    def save_model(self, request: HttpRequest, obj: Tag, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if {"order", "parent", "codebook"} & set(form.changed_data):
            keep_order(obj.codebook)

    def why_kept(self, row: Model) -> list[str]:
        count = Coding.objects.filter(tag=row.pk).count()
        return [f"{count_of(count, 'coding')} with it; archive it instead"] if count else []

    @admin.display(description="tag", ordering="name_key")
    def shown(self, tag: Tag) -> SafeString:
        return format_html('<span class="tag tag-{}">{}</span>', tag.colour, tag.name)

    @admin.display(description="in use", ordering="archived")
    def is_archived(self, tag: Tag) -> str:
        return "archived" if tag.archived else "yes"

    @admin.display(description="codings", ordering="used")
    def coding_count(self, tag: Any) -> int:
        return tag.used


class MarkAdmin(HistoryAdmin):
    """What a person marked on words; made where articles are read, taken away here."""

    list_select_related: ClassVar[Any] = ("person", "version__article__outlet")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("person", "version__article__outlet")
        return with_context(rows).defer("version__body", "version__article__signature")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="on these words")
    def on(self, row: Any) -> SafeString:
        return in_context(row.before, row.text, row.after)

    @admin.display(description="article")
    def article(self, row: Any) -> SafeString:
        return article_link(row.version.article, row.version)


@admin.register(Coding)
class CodingAdmin(MarkAdmin):
    list_display = ("tag", "on", "person", "made_at", "article")
    list_filter = (
        ("tag", admin.RelatedOnlyFieldListFilter),
        ("person", admin.RelatedOnlyFieldListFilter),
        "made_at",
        Text,
        StoryOfRow,
    )
    search_fields = ("tag__name", "text", "person__username")
    fields = readonly_fields = ("tag", "on", "quote", "person", "made_at", "article")
    resource_classes = [
        resource(
            Coding,
            *("id", "tag__codebook__name", "tag__name", "person__username", "made_at", "quote__id"),
            *("version__article__id", "start", "end", "text"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("tag", "quote")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Note)
class NoteAdmin(EditedInList, MarkAdmin):
    list_display = ("on", "words", "person", "made_at", "article")
    list_filter = (("person", admin.RelatedOnlyFieldListFilter), "made_at", Text, StoryOfRow)
    search_fields = ("words", "text", "person__username")
    list_editable = ("words",)
    form = SeenForm
    fields = ("words", "on", "person", "made_at", "article", "seen")
    readonly_fields = ("on", "person", "made_at", "article")
    resource_classes = [
        resource(
            Note,
            *("id", "words", "person__username", "made_at", "version__article__id", "start"),
            *("end", "text"),
        )
    ]

    def save_model(self, request: HttpRequest, obj: Note, form: Any, change: bool) -> None:
        if isinstance(form, ListForm):
            super().save_model(request, obj, form, change)
            return
        if changes := form.changed_fields():
            row = Note.objects.get(pk=obj.pk)
            write(row, changes, person_of(request), form.revision, "edited")
