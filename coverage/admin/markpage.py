"""An article's marks with the text in view: each corrected beside the words it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from coverage.desk.attributing import CannotAttribute
from coverage.desk.editing import CannotMove
from coverage.desk.revisions import Conflict
from coverage.models import (
    Article,
    ArticleVersion,
    Coding,
    Passage,
    Quote,
)
from coverage.text.pieces import Mark, cut

from .base import count_of, person_of
from .markforms import FORMS, MarkForm

#: Kinds of marks as the page calls them; it can show one kind alone.
NAMES = {
    "quote": "quotes",
    "claim": "claims",
    "marked": "words in marks",
    "note": "notes",
    "coding": "tags",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters of the text between two edges of marks."""

    text: str
    names: str
    begins: tuple[str, ...]  # keys of the marks that begin here
    ends: tuple[tuple[str, int], ...]  # key and number of those that end here


def edit_marks(model_admin: Any, request: HttpRequest, article_id: int) -> HttpResponse:
    """The page; sent, it saves what was changed, all of it or nothing."""
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=article_id)
    if not model_admin.has_change_permission(request, article):
        raise PermissionDenied
    version = _version(article, request.POST.get("version", ""))
    sent = request.POST if request.method == "POST" else None
    forms = forms_of(version, sent, request.GET.get("show", ""))
    if sent is not None:
        if version.pk != article.current_version_id:
            said = "The text has been changed since you opened it. What you typed is still here."
            messages.error(request, said)
        elif _are_valid(forms) and _save(forms, person_of(request), request):
            return HttpResponseRedirect(request.get_full_path())
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Marks in {article.called}",
        "opts": model_admin.opts,
        "original": article,
        "version": version,
        "forms": forms,
        "wrong": [form for form in forms if form.is_bound and form.errors],
        "paragraphs": paragraphs(version, forms),
        "shown": request.GET.get("show", ""),
        "kinds": NAMES,
        "media": model_admin.media,
        "page": reverse("article", args=[article.pk]),
    }
    for form in forms:
        context["media"] += form.media
    return TemplateResponse(request, "admin/coverage/article/marks.html", context)


def _are_valid(forms: list[MarkForm]) -> bool:
    """Each is asked, so that all that is wrong is said at once."""
    return not [form for form in forms if not form.is_valid()]


def _version(article: Article, sent: str) -> ArticleVersion:
    """The version that the form was printed for; else the one that stands."""
    key = int(sent) if sent.isdigit() else article.current_version_id
    return get_object_or_404(article.versions, pk=key)


def forms_of(version: ArticleVersion, sent: Any, kind: str = "") -> list[MarkForm]:
    """A form for each mark in the order of the text; of one kind where that is asked for."""
    rows: list[Any] = []
    for model in FORMS:
        rows += _rows(model, version)
    rows.sort(key=lambda row: (row.start, -row.end, row.pk))
    made = []
    for number, row in enumerate(rows, 1):
        row.version = version
        form = FORMS[type(row)](row, version.body, number, sent)
        if not kind or kind == form.kind_of_mark:
            made.append(form)
    return made


def _rows(model: Any, version: ArticleVersion) -> Iterable[Any]:
    rows = model._base_manager.filter(version=version)
    if model is Quote:
        return rows.select_related("speaker")
    return rows.select_related("tag", "person") if model in (Coding,) else rows


def _save(forms: list[MarkForm], person: User, request: HttpRequest) -> bool:
    """Store what was changed in one transaction; False, with the reason on its form, where a
    colleague was faster."""
    try:
        with transaction.atomic():
            count = 0
            for at, form in enumerate(forms):
                last = at
                count += form.save(person)
    except (Conflict, CannotMove, CannotAttribute) as wrong:
        forms[last].add_error(None, f"Nothing was saved: {wrong}")
        return False
    said = f"{count_of(count, 'mark')} changed." if count else "Nothing was changed."
    messages.success(request, said)
    return True


def paragraphs(version: ArticleVersion, forms: list[MarkForm]) -> list[list[Stretch]]:
    """The text in its lines, each cut where marks begin and end."""
    body = version.body
    marks = [
        Mark(form.row.start, form.row.end, form.kind_of_mark, form.row.pk, form.number)
        for form in forms
    ]
    places = Passage.objects.filter(version=version).order_by("start").values_list("start", "end")
    told = []
    for start, end in places or [(0, len(body))]:
        at, line = start, []
        for piece in cut(body, start, end, marks):
            begins = tuple(f"{m.name}{m.key}" for m in piece.marks if max(m.start, start) == at)
            ends = tuple((f"{m.name}{m.key}", m.number) for m in piece.ends)
            line.append(Stretch(piece.text, piece.names, begins, ends))
            at += len(piece.text)
        told.append(line)
    return told
