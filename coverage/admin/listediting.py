"""Editing in the list: each row knows the revision it was shown at, and what it showed then."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.forms import BaseModelFormSet
from django.http import HttpRequest

from coverage.desk.editing import edit_row
from coverage.desk.revisions import Conflict, write
from coverage.models import SpanRow

from .base import person_of
from .spans import SeenForm


class ListForm(SeenForm):
    """A row of a list. A colleague's change of a row that this person left alone is no conflict:
    a field counts as changed when it differs from what the list showed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name != "seen":
                field.show_hidden_initial = True
                field.widget.attrs["aria-label"] = f"{field.label} of “{self.instance}”"

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {"seen"})

    def clean(self) -> dict[str, Any]:
        return super().clean() if self.has_changed() else self.cleaned_data


class KeyAndRevision(forms.HiddenInput):
    """The row's key, the one hidden field that the admin prints in its lists, and its revision."""

    def __init__(self, form: SeenForm) -> None:
        super().__init__()
        self.form = form

    def render(self, *args: Any, **kwargs: Any) -> Any:
        return super().render(*args, **kwargs) + str(self.form["seen"])


class ListFormSet(BaseModelFormSet[Any, Any]):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        key = form.fields["id"]
        key.widget = KeyAndRevision(form)


class EditedInList:
    """For lists whose rows have a revision; `list_editable` says what is edited in them."""

    list_editable: ClassVar[Any] = ()

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, **{**kwargs, "form": ListForm})  # type: ignore[misc]

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["formset"] = ListFormSet
        return super().get_changelist_formset(request, **kwargs)  # type: ignore[misc]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not isinstance(form, ListForm):
            super().save_model(request, obj, form, change)  # type: ignore[misc]
            return
        changes = form.changed_fields()
        if not changes:
            return
        row: Model = type(obj)._base_manager.get(pk=obj.pk)
        try:
            if isinstance(row, SpanRow) and "words" not in changes:
                edit_row(row, changes, person_of(request), form.revision)
            else:
                write(row, changes, person_of(request), form.revision, "edited in the list")
        except Conflict as conflict:
            messages.error(request, f"Not saved: {conflict}.")
