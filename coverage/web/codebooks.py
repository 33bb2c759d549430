"""Codebooks and their tags: looked at, made, edited, ordered, archived, written as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coverage.desk.codebookfiles import as_csv, as_json
from coverage.desk.codebookpage import codebook_list, codebook_page
from coverage.desk.codebooks import CannotChange, archive, move_tag, place_tag
from coverage.models import Codebook, Tag

from .cardsagain import Undoable
from .codebook_forms import CodebookForm, TagForm, answered, edited
from .doneline import leave, take
from .editors import back, signed_in
from .numbers import number_of
from .showing import show, wants_fragment

STEPS = {"up": -1, "down": 1}
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@require_http_methods(["GET", "HEAD", "POST"])
def codebooks(request: HttpRequest) -> HttpResponse:
    """All codebooks; what is sent makes a new one."""
    form = CodebookForm(request.POST or None)
    if request.method == "POST":
        made = answered(form, None, request)
        if isinstance(made, Codebook):
            leave(request, Undoable(f"Made the codebook “{made}”. Now give it tags."))
            return redirect(made)
    context = {"lines": codebook_list(), "form": form, "done": take(request)}
    return show(request, "codebooks/codebooks", context, status=422 if form.errors else 200)


@require_safe
def codebook(request: HttpRequest, codebook_id: int) -> HttpResponse:
    """One codebook with its tags as a tree."""
    found = get_object_or_404(Codebook, pk=codebook_id)
    return _tree(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_codebook(request: HttpRequest, codebook_id: int) -> HttpResponse:
    """Its name and definition."""
    found = get_object_or_404(Codebook, pk=codebook_id)
    return edited(request, CodebookForm, found, "codebooks/edit")


@require_POST
def archive_codebook(request: HttpRequest, codebook_id: int) -> HttpResponse:
    """Take it out of use, or bring it back; its tags stay where they were put."""
    return _archive(request, get_object_or_404(Codebook, pk=codebook_id), "archive-codebook")


@require_safe
def codebook_file(request: HttpRequest, codebook_id: int, kind: str) -> HttpResponse:
    """The codebook as a file that can be taken in again, here or elsewhere."""
    found = get_object_or_404(Codebook, pk=codebook_id)
    if kind not in TYPES:
        raise Http404
    text = "\ufeff" + as_csv(found) if kind == "csv" else as_json(found)
    name = f"codebook-{found.pk}.{kind}"
    said = f'attachment; filename="{name}"'
    return HttpResponse(text, content_type=TYPES[kind], headers={"Content-Disposition": said})


@require_http_methods(["GET", "HEAD", "POST"])
def add_tag(request: HttpRequest, codebook_id: int) -> HttpResponse:
    """A new tag, at the end of the codebook."""
    found = get_object_or_404(Codebook, pk=codebook_id)
    return edited(request, TagForm, None, "codebooks/tag_edit", codebook=found)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_tag(request: HttpRequest, tag_id: int) -> HttpResponse:
    """Everything that is said of a tag."""
    tag = get_object_or_404(Tag.objects.select_related("codebook"), pk=tag_id)
    return edited(request, TagForm, tag, "codebooks/tag_edit", codebook=tag.codebook)


@require_POST
def archive_tag(request: HttpRequest, tag_id: int) -> HttpResponse:
    """Take it out of use, or bring it back; the passages it was put on keep it."""
    tag = get_object_or_404(Tag.objects.select_related("codebook", "merged_into"), pk=tag_id)
    return _archive(request, tag, "archive-tag", tag.codebook.get_absolute_url())


@require_POST
def order_tag(request: HttpRequest, tag_id: int) -> HttpResponse:
    """One place up or down, or beside another tag (`beside`, `after`) where it was dropped."""
    tag = get_object_or_404(Tag.objects.select_related("codebook"), pk=tag_id)
    asked, person = request.POST, signed_in(request)
    said = f"Moved “{tag}”."
    try:
        if asked.get("to") in STEPS:
            move_tag(tag, STEPS[asked["to"]], person)
        else:
            beside = get_object_or_404(Tag, pk=number_of(asked.get("beside", "")))
            place_tag(tag, beside, person, is_after=asked.get("after") == "1")
    except CannotChange as refused:
        said = f"Not moved: {refused}"
    if wants_fragment(request):
        return _tree(request, tag.codebook, said, "codebooks/_tags.html")
    leave(request, Undoable(said))
    return redirect(f"{tag.codebook.get_absolute_url()}#t{tag.pk}")


def _tree(request: HttpRequest, found: Codebook, said: str = "", only: str = "") -> HttpResponse:
    context = {
        "page": codebook_page(found, request.user.pk),
        "done": None if only else take(request),
        "said": said,
    }
    return render(request, only, context) if only else show(request, "codebooks/codebook", context)


def _archive(
    request: HttpRequest, row: Codebook | Tag, name: str, otherwise: str = ""
) -> HttpResponse:
    to_archive = request.POST.get("archived") != "0"
    try:
        archive(row, signed_in(request), archived=to_archive)
    except CannotChange as refused:
        leave(request, Undoable(f"Nothing is changed: {refused}"))
    else:
        said = f"Archived “{row}”." if to_archive else f"Brought “{row}” back."
        back_again = (("archived", "0" if to_archive else "1"),)
        leave(request, Undoable(said, reverse(name, args=[row.pk]), fields=back_again))
    return redirect(back(request, otherwise or row.get_absolute_url()))
