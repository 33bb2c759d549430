"""Adding coverage: pasted text and uploaded files, with a report of what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from coverage.desk.ingest import Received, changed, receive
from coverage.desk.recomparing import compare_again

from .editors import for_editors, signed_in

MB = 1024 * 1024


class PastedText(forms.Field):
    """Text exactly as it was sent: nothing is stripped, no line end changed."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return value or ""


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; an empty file is for the desk to refuse with its reason."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [file for file in files if isinstance(file, UploadedFile)]


class AddForm(forms.Form):
    text = PastedText(required=False, label="Text of one article")
    outlet = forms.CharField(required=False, max_length=200, label="Outlet")
    address = forms.URLField(
        required=False, max_length=2000, label="Address of the article", assume_scheme="https"
    )
    documents = FilesField(required=False, label="Files")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("text", "").strip() and not given.get("documents") and not self.errors:
            raise forms.ValidationError("Paste the text of an article, or choose files.")
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def add(request: HttpRequest) -> HttpResponse:
    """The form; after sending it the report, with what was refused still in the form."""
    if request.method != "POST":
        return _page(request, AddForm())
    form = AddForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    answers = receive_all(form.cleaned_data, signed_in(request))
    if all(answer.outcome != "refused" for answer in answers):
        return _page(request, AddForm(), answers)
    is_pasted = bool(form.cleaned_data["text"].strip())
    if is_pasted and answers[0].outcome != "refused":  # kept: only files are still to add
        form = AddForm(initial={"outlet": form.cleaned_data["outlet"]})
    return _page(request, form, answers)


def receive_all(given: dict[str, Any], person: User) -> list[Received]:
    """Take in the pasted text and every file; their stories are compared once, at the end."""
    answers: list[Received] = []
    if given["text"].strip():
        answers += receive(
            given["text"].encode("utf-8", "surrogatepass"),
            address=given["address"],
            outlet=given["outlet"],
            content_type="text/plain",
            person=person,
            comparing=False,
        )
    alone = len(given["documents"]) == 1 and not answers
    for file in given["documents"]:
        answers += _receive_file(file, given, given["address"] if alone else "", person)
    compare_again(changed(answers))
    return answers


def _receive_file(
    file: UploadedFile, given: dict[str, Any], address: str, person: User
) -> list[Received]:
    name, size = file.name or "a file without a name", file.size or 0
    if size > settings.UPLOAD_LIMIT_MB * MB:
        why = (
            f"it has {size / MB:.1f} MB and the limit is {settings.UPLOAD_LIMIT_MB} MB: "
            "split it, or raise UPLOAD_LIMIT_MB"
        )
        return [Received(name, "refused", why=why)]
    return receive(
        file.read(),
        name=name,
        address=address,
        outlet=given["outlet"],
        content_type=file.content_type or "",
        person=person,
        comparing=False,
    )


def _page(
    request: HttpRequest, form: AddForm, answers: Iterable[Received] = (), status: int = 200
) -> HttpResponse:
    context = {"form": form, "answers": list(answers), "limit": settings.UPLOAD_LIMIT_MB}
    return render(request, "add/add.html", context, status=status)
