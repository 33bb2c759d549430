"""The forms of codebooks and tags: what is refused stays in them, with the reason beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from coverage.desk.codebooks import CannotChange, TagFields, save_codebook, save_tag
from coverage.desk.revisions import Conflict
from coverage.desk.tagtree import below, tree_of
from coverage.models import Codebook, Tag

from .cardsagain import Undoable, seen_revision
from .doneline import leave
from .editors import signed_in
from .showing import show

AREA = forms.Textarea(attrs={"rows": 3})


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two people wrote differently."""

    what: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else's changes that mine would go over."""

    who: str
    when: Any
    revision: int
    lines: tuple[Difference, ...]


class CodebookForm(forms.Form):
    name = forms.CharField(required=False, max_length=1000, label="Name")
    definition = forms.CharField(required=False, label="What it is for", widget=AREA, strip=False)

    def save(self, row: Any, request: HttpRequest) -> Codebook:
        given = self.cleaned_data
        person, seen = signed_in(request), seen_revision(request)
        return save_codebook(row, given["name"], given["definition"], person, seen)


class TagForm(forms.Form):
    name = forms.CharField(required=False, max_length=1000, label="Name")
    code = forms.CharField(required=False, max_length=40, label="Code")
    colour = forms.TypedChoiceField(
        required=False,
        label="Colour",
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]
        choices=[("", "chosen for you"), *((n, str(n)) for n in range(1, 13))],
    )
    definition = forms.CharField(required=False, label="Definition", widget=AREA, strip=False)
    example = forms.CharField(required=False, label="Example", widget=AREA, strip=False)
    parent = forms.TypedChoiceField(
        required=False, label="Stands under", coerce=int, empty_value=None
    )
    reads = forms.ChoiceField(
        required=False,
        label="What the reader itself would put it on",
        choices=[("", "nothing"), *Tag.Reads.choices],
    )

    def __init__(self, *args: Any, codebook: Codebook, own: Tag | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.codebook = codebook
        tags = list(codebook.tags.filter(archived=False).order_by("order", "name_key"))
        out = below(own.pk, tags) | {own.pk} if own else set()
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            ("", "nothing: on top"),
            *(
                (one.tag.pk, "· " * one.depth + one.tag.name)
                for one in tree_of(tags)
                if one.tag.pk not in out
            ),
        ]

    def save(self, row: Any, request: HttpRequest) -> Tag:
        person, seen = signed_in(request), seen_revision(request)
        return save_tag(row, self.codebook, TagFields(**self.cleaned_data), person, seen)


def edited(
    request: HttpRequest, kind: type[forms.Form], row: Any, page: str, **more: Any
) -> HttpResponse:
    """The form of the row (a new one for None) as a page of its own; saved, it leads to the
    row's page."""
    own = {**more, "own": row} if more else {}
    form = kind(request.POST, **own) if request.method == "POST" else kind(**own, initial=_of(row))
    context: dict[str, Any] = {"form": form, "row": row, **more}
    status = 200
    if request.method == "POST":
        before = _of(row)
        found = answered(form, row, request)
        if isinstance(found, Clash):
            context["clash"], status = found, 409
        elif found is None:
            status = 422
        else:
            leave(request, saved(f"Saved “{found}”.", request.path, before, _of(found), found))
            return redirect(found)
    context["revision"] = context["clash"].revision if "clash" in context else _seen(request, row)
    return show(request, page, context, status=status)


def saved(
    words: str, action: str, before: dict[str, Any], after: dict[str, Any], row: Any
) -> Undoable:
    """What was saved; where something changed, the form that sends what stood there before, which
    is refused like any other where somebody has changed the row since."""
    if not before or before == after:
        return Undoable(words)
    fields = {**before, "revision": row.revision}
    kept = {name: value for name, value in fields.items() if value not in (None, False)}
    return Undoable(words, action, fields=tuple((name, str(v)) for name, v in kept.items()))


def answered(form: Any, row: Any, request: HttpRequest) -> Any:
    """The row as it is saved; a Clash over somebody else's changes; None where a field is wrong,
    which the form says then."""
    if not form.is_valid():
        return None
    try:
        return form.save(row, request)
    except CannotChange as refused:
        for name, why in refused.wrong.items():
            form.add_error(name if name in form.fields else None, why)
    except Conflict as clash:
        return _clash(form, clash)
    return None


def _seen(request: HttpRequest, row: Any) -> int:
    return seen_revision(request) or (row.revision if row else 0)


def _clash(form: Any, clash: Conflict) -> Clash:
    stored: Any = clash.theirs
    theirs = _of(stored)
    lines = [
        Difference(
            str(field.label), _told(form, name, form.cleaned_data[name]), _told(form, name, before)
        )
        for name, field in form.fields.items()
        if (before := theirs[name]) != form.cleaned_data[name]
    ]
    who = clash.who.get_username() if clash.who else ""
    return Clash(who, clash.when, stored.revision, tuple(lines))


def _told(form: Any, name: str, value: Any) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value) if value is not None else choices.get("", ""))


def _of(row: Any) -> dict[str, Any]:
    """The row's columns by the names of the fields."""
    if row is None:
        return {}
    if isinstance(row, Codebook):
        return {"name": row.name, "definition": row.definition}
    names = ("name", "code", "colour", "definition", "example", "reads")
    return {**{name: getattr(row, name) for name in names}, "parent": row.parent_id}
