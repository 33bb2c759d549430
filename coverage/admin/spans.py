"""Machine-read rows with a span: shown in context, decided in bulk, changed without conflict."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest, Substr
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coverage.desk.editing import CannotMove, check_place, edit_row, move_span
from coverage.desk.review import decide_many
from coverage.desk.revisions import Conflict
from coverage.models import Article, ArticleVersion, SpanRow, State

from .base import HistoryAdmin, person_of
from .filters import OutletOfRow, StoryOfRow, Text

#: Characters shown before and after the words.
AROUND = 60
STATE_SHAPES = {"suggested": "◌", "confirmed": "●", "rejected": "×"}


def with_context(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Each row with `before` and `after`, cut out by the database: bodies stay where they are."""
    return rows.annotate(
        before=Substr(
            "version__body",
            Greatest(F("start") - (AROUND - 1), Value(1)),
            F("start") - Greatest(F("start") - AROUND, Value(0)),
        ),
        after=Substr("version__body", F("end") + 1, AROUND),
    )


def in_context(before: str, words: str, after: str) -> SafeString:
    """The words marked between what stands around them; everything escaped."""
    shown = words if len(words) <= 400 else f"{words[:280]} … {words[-100:]}"
    return format_html(
        '<span class="context" dir="auto"><span class="around">{}{}</span><mark>{}</mark>'
        '<span class="around">{}{}</span></span>',
        "…" if len(before) == AROUND else "",
        before,
        shown or "▮",
        after,
        "…" if len(after) == AROUND else "",
    )


def state_badge(row: Any) -> SafeString:
    """The state in a word and a shape; never by colour alone."""
    return format_html(
        '<span class="state state-{}">{} {}</span>',
        row.state,
        STATE_SHAPES[row.state],
        row.get_state_display(),
    )


def conflict_error(conflict: Conflict, box: str = "keep_mine") -> ValidationError:
    """Both versions, who and when, and a box to tick that keeps mine."""
    lines = format_html_join(
        "", "<li><b>{}</b>: yours “{}”, stored “{}”</li>", conflict.differences()
    )
    when = date_format(conflict.when, "j F Y, H:i") if conflict.when else "in the meantime"
    message = format_html(
        "{} changed this on {}, after you opened it. Nothing of yours is saved yet.<ul>{}</ul>"
        '<label><input type="checkbox" name="{}" value="{}"> Keep mine: save it over that '
        'change</label> · <a href="">Keep theirs: open it again</a>',
        conflict.who or "Somebody",
        when,
        lines or format_html("<li>{}</li>", "No field you see here differs."),
        box,
        conflict.theirs.revision,  # type: ignore[attr-defined]
    )
    return ValidationError(message, code="conflict")


class SeenForm(forms.ModelForm):
    """A form that knows the revision it was opened at, and refuses to save over a newer one."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = getattr(self.instance, "revision", 1)

    @property
    def revision(self) -> int:
        """The revision that this save may replace."""
        return int(self.cleaned_data.get("seen") or self.instance.revision)

    def changed_fields(self) -> dict[str, Any]:
        """Model field → new value, of the fields that differ from what is stored."""
        own = {field.name for field in self._meta.model._meta.fields}
        return {n: self.cleaned_data[n] for n in self.changed_data if n in own}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = cleaned.get("seen")
        if not self.instance.pk or seen is None:
            return cleaned
        stored = type(self.instance)._base_manager.get(pk=self.instance.pk)
        if stored.revision == seen:
            return cleaned
        box = self.add_prefix("keep_mine")
        if self.data.get(box) == str(stored.revision):
            cleaned["seen"] = stored.revision
            return cleaned
        raise conflict_error(Conflict(stored, self.mine(cleaned)), box)

    def mine(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """What this form would have written."""
        own = {field.name for field in self._meta.model._meta.fields}
        return {name: value for name, value in cleaned.items() if name in own}


class SpanForm(SeenForm):
    """Fields of a row; a moved span is checked before anything is saved."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"start", "end"} & set(self.changed_data) and "start" in cleaned and "end" in cleaned:
            try:
                check_place(
                    self.instance, cleaned["start"], cleaned["end"], self.instance.version.body
                )
            except CannotMove as wrong:
                self.add_error("start", str(wrong))
        return cleaned


@admin.action(description="Confirm", permissions=["change"])
def confirm(model_admin: Any, request: HttpRequest, rows: QuerySet[Any]) -> None:
    _decide(model_admin, request, rows, State.CONFIRMED)


@admin.action(description="Reject", permissions=["change"])
def reject(model_admin: Any, request: HttpRequest, rows: QuerySet[Any]) -> None:
    _decide(model_admin, request, rows, State.REJECTED)


@admin.action(description="Unsure", permissions=["change"])
def unsure(model_admin: Any, request: HttpRequest, rows: QuerySet[Any]) -> None:
    _decide(model_admin, request, rows, State.SUGGESTED)


def _decide(model_admin: Any, request: HttpRequest, rows: QuerySet[Any], state: State) -> None:
    chosen = rows.count()
    changed = decide_many(rows, state, person_of(request))
    same = f"; {chosen - changed} already were" if chosen > changed else ""
    model_admin.message_user(request, f"{changed} {state.label}{same}.", messages.SUCCESS)


class SpanRowAdmin(HistoryAdmin):
    """A list of words in context with their state; one row's form with everything it points to."""

    form = SpanForm
    actions: Any = (confirm, reject, unsure)
    list_filter: ClassVar[Any] = ("state", "made_by", Text, StoryOfRow, OutletOfRow)
    search_fields: ClassVar[Any] = ("text", "version__article__headline")
    search_help_text = "words of the row, or of its article's headline"
    list_select_related: ClassVar[Any] = ("version__article__outlet",)
    autocomplete_fields: ClassVar[Any] = ()
    #: Fields a person may correct, beside state and span.
    corrected: ClassVar[tuple[str, ...]] = ()
    #: Fields shown and owned by the machine.
    shown: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("version__article__outlet")
        return with_context(rows).defer("version__body", "version__article__signature")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return (
            (None, {"fields": ("words", "article", "state", *self.corrected, "seen")}),
            (
                "Where it stands",
                {"fields": (("start", "end"),), "description": "Code points of the body."},
            ),
            (
                "What the machine knows",
                {
                    "classes": ("collapse",),
                    "fields": (
                        *self.shown,
                        "made_by",
                        "reader_version",
                        "revision",
                        "fingerprint",
                        "decided_by",
                        "decided_at",
                    ),
                },
            ),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = ("words", "article", *self.shown, "made_by", "reader_version", "revision")
        before = super().get_readonly_fields(request, obj)
        return (*before, *fixed, "fingerprint", "decided_by", "decided_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Quotes, posts and claims are marked in the text, where a span cannot be mistyped."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is thrown away: what is wrong is rejected, and stays found again as rejected."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        changes, revision = form.changed_fields(), form.revision
        moved = {name: changes.pop(name) for name in ("start", "end") if name in changes}
        row = type(obj)._base_manager.get(pk=obj.pk)
        if moved:
            at = moved.get("start", row.start), moved.get("end", row.end)
            move_span(row, *at, person_of(request), revision)
            revision = row.revision
        if changes:
            edit_row(row, changes, person_of(request), revision)

    @admin.display(description="words in their place")
    def words(self, row: Any) -> SafeString:
        return in_context(row.before, row.text, row.after)

    @admin.display(description="article", ordering="version__article__headline")
    def article(self, row: SpanRow) -> SafeString:
        return article_link(row.version.article, row.version)

    @admin.display(description="state", ordering="state")
    def state_shown(self, row: Any) -> SafeString:
        return state_badge(row)


def article_link(article: Article, version: ArticleVersion | None = None) -> SafeString:
    """The article's page in the admin, called as the pages call it; an older version is named."""
    is_old = version is not None and version.pk != article.current_version_id
    old = format_html(" <small>version {}</small>", version.number) if version and is_old else ""
    return format_html(
        '<a href="{}"><bdi>{}</bdi></a>{}',
        reverse("admin:coverage_article_change", args=[article.pk]),
        article.called,
        old,
    )
