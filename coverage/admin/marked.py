"""What stands marked in an article's current version: rows on the article's page, decided there.

The rows belong to a version, not to the article itself, so that the formset finds them by the
article's current version instead of by a foreign key.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.checks import InlineModelAdminChecks
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from coverage.desk.review import decide
from coverage.models import Article, ClaimAppearance, MarkedWords, PostAppearance, Quote

from .spans import AROUND, SeenForm, in_context


class StateForm(SeenForm):
    """The state of one row; its select is named after the row for those who do not see the line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            words = self.instance.excerpt(60)
            self.fields["state"].widget.attrs["aria-label"] = f"State of “{words}”"


class OfCurrentVersion(forms.BaseModelFormSet):
    """The rows of one model in the current version of an article, in the order of the text."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        instance: Article | None = None,
        save_as_new: bool = False,
        prefix: str | None = None,
        queryset: QuerySet[Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.version = instance.current_version if instance else None
        assert queryset is not None, "the admin gives the rows of the inline"
        rows = queryset.filter(version=self.version).order_by("start", "end", "pk")
        super().__init__(data, files, prefix=prefix, queryset=rows, **kwargs)

    @classmethod
    def get_default_prefix(cls) -> str:
        return str(cls.model._meta.model_name)  # type: ignore[union-attr]

    def get_queryset(self) -> Any:
        """Rows with the one version that is loaded already: its body is needed for the context."""
        rows = super().get_queryset()
        for row in rows:
            row.version = self.version
        return rows


def save_decisions(formset: Any, person: User) -> None:
    """Decide the rows whose state was changed on the article's page; raises as `decide` does."""
    formset.new_objects, formset.deleted_objects, formset.changed_objects = [], [], []
    for form in formset.initial_forms:
        if "state" in form.changed_data:
            row = type(form.instance)._base_manager.get(pk=form.instance.pk)
            decide(row, form.cleaned_data["state"], person, form.revision)
            formset.changed_objects.append((row, ["state"]))


class _ChecksWithoutForeignKey(InlineModelAdminChecks):
    """The usual checks, but for the foreign key to the article, which is on the version."""

    def _check_exclude_of_parent_model(self, obj: Any, parent_model: Any) -> list[Any]:
        return []

    def _check_relation(self, obj: Any, parent_model: Any) -> list[Any]:
        return []


class RowsHere(admin.TabularInline):
    """Rows of the current version; the state is the one thing decided here."""

    form = StateForm
    formset = OfCurrentVersion  # type: ignore[assignment]
    checks_class = _ChecksWithoutForeignKey
    extra = 0
    can_delete = False
    show_change_link = True
    template = "admin/coverage/rows.html"

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return forms.modelformset_factory(
            self.model,
            form=self.form,
            formset=self.formset,
            fields=("state",),
            extra=0,
            can_delete=False,
        )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="words in their place")
    def words(self, row: Any) -> SafeString:
        body = row.version.body
        before = body[max(0, row.start - AROUND) : row.start]
        return in_context(before, row.text, body[row.end : row.end + AROUND])


class QuotesHere(RowsHere):
    """Words in marks; reported speech is decided in the list of quotes, where it is asked for."""

    model = Quote
    fields = ("words", "who", "kind", "via", "state", "seen")
    readonly_fields = ("words", "who", "kind", "via")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).exclude(kind=Quote.Kind.INDIRECT)

    @admin.display(description="speaker")
    def who(self, quote: Quote) -> str:
        return quote.who or "–"


class MarkedHere(RowsHere):
    model = MarkedWords
    fields = ("words", "kind", "state", "seen")
    readonly_fields = ("words", "kind")


class PostsHere(RowsHere):
    model = PostAppearance
    fields = ("words", "post_shown", "how", "state", "seen")
    readonly_fields = ("words", "post_shown", "how")
    verbose_name_plural = "posts"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("post")

    @admin.display(description="post")
    def post_shown(self, row: PostAppearance) -> str:
        return str(row.post) if row.post else "not known"


class ClaimsHere(RowsHere):
    model = ClaimAppearance
    fields = ("words", "claimant", "checkworthiness", "state", "seen")
    readonly_fields = ("words", "claimant", "checkworthiness")
    verbose_name_plural = "claims"
