"""The form for adding coverage: what a person gave in one go, as the inputs of a job."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any, Literal

from django import forms
from django.core.files.uploadedfile import UploadedFile

from coverage.desk.jobs import Given, Link, Refusal, Unit
from coverage.desk.jobs.sentfiles import name_of
from coverage.desk.jobs.uploads import upload_of
from coverage.documents.lists import addresses_of
from coverage.documents.opening import sniff
from coverage.documents.units import units

#: Pasted text of up to so many bytes is taken in at once, without a job.
AT_ONCE = 128 * 1024
PASTED = "pasted text"


class AsTyped(forms.Field):
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


class AddressesField(forms.CharField):
    """Addresses, one a line, as links; a line that is none is a refusal. With nothing but such
    lines, the form says so."""

    widget = forms.Textarea

    def __init__(self, called: str, is_feeds: bool = False, **named: Any) -> None:
        super().__init__(required=False, **named)
        self.called, self.is_feeds = called, is_feeds

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        links = links_of(typed, self.called, self.is_feeds)
        if links and all(isinstance(link, Refusal) for link in links):
            raise forms.ValidationError(
                "There is no address of the web here. Give one a line, each beginning with https://"
            )
        return links


class AddForm(forms.Form):
    text = AsTyped(required=False, label="Text or HTML of one article")
    documents = FilesField(required=False, label="Files")
    folder = FilesField(required=False, label="Or a folder, with the folders in it")
    addresses = AddressesField("Addresses", label="Addresses of pages, one a line")
    feeds = AddressesField("Feeds", is_feeds=True, label="Addresses of feeds, one a line")
    outlet = forms.CharField(required=False, max_length=200, label="Outlet")
    address = forms.URLField(
        required=False,
        max_length=2000,
        label="Address of the article",
        assume_scheme="https",
        error_messages={
            "invalid": "This is no address of the web. Write one like https://example.org/article, "
            "or leave it out."
        },
    )
    keeps_near_duplicates = forms.BooleanField(
        required=False, label="Keep near-duplicates as articles of their own"
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        shown = [file for file in given["folder"] if not _is_hidden(file)]
        given["documents"] = [*given["documents"], *shown]
        has_text, files = bool(given["text"].strip()), len(given["documents"])
        if not (has_text or files or given["addresses"] or given["feeds"]):
            raise forms.ValidationError(
                "Paste the text of an article, choose files, or give addresses."
            )
        if given["address"] and not has_text and files != 1:
            raise forms.ValidationError(
                "An address of the article belongs to one pasted text or one file. Leave it out, "
                "or add that document by itself; addresses to fetch have a field of their own."
            )
        return given


def _is_hidden(file: UploadedFile) -> bool:
    return any(part.startswith(".") for part in name_of(file).split("/"))


def links_of(typed: str, called: str, is_feeds: bool = False) -> list[Given]:
    """A link for each line, a refusal for each that is no address; [] for no lines."""
    if not typed.strip():
        return []
    found = units(io.BytesIO(typed.encode("utf-8", "replace")), called, told="list")
    kind: Literal["feed", "page"] = "feed" if is_feeds else "page"
    return [  # a line's address is called by itself
        replace(one, kind=kind, name="") if isinstance(one, Link) else one for one in found
    ]


def is_small_text_alone(given: dict[str, Any]) -> bool:
    """Whether the person waits for nothing but one pasted article: it is shown right away."""
    text = given["text"]
    others = given["documents"] or given["addresses"] or given["feeds"]
    return not others and len(text) <= AT_ONCE and not addresses_of(text)


def pasted_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def pasted_type(text: str) -> str:
    """The content type to open pasted text as: words stay words, whatever they look like, but for
    markup and feeds."""
    return {"html": "text/html", "feed": ""}.get(sniff(text), "text/plain")


def inputs_of(given: dict[str, Any]) -> list[Given]:
    """What a valid form holds, in the form's order."""
    text, files, address = given["text"], given["documents"], given["address"]
    inputs: list[Given] = []
    if addresses_of(text):  # pasted into the field for text: meant all the same
        inputs += links_of(text, PASTED)
    elif text.strip():
        inputs.append(Unit(pasted_bytes(text), PASTED, address, pasted_type(text), PASTED))
    alone = len(files) == 1 and not text.strip()
    inputs += [upload_of(file, address if alone else "") for file in files]
    return [*inputs, *given["addresses"], *given["feeds"]]


def purpose_of(given: dict[str, Any]) -> str:
    """What a list of jobs calls this one: "pages.zip", "3 files, 12 addresses"."""
    files, pasted = given["documents"], addresses_of(given["text"])
    told = [PASTED] if given["text"].strip() and not pasted else []
    if len(files) == 1:
        told.append((files[0].name or "a file without a name")[:120])
    elif files:
        told.append(f"{len(files):,} files")
    if number := len(pasted) + len(given["addresses"]):
        told.append(f"{number:,} {'address' if number == 1 else 'addresses'}")
    if number := len(given["feeds"]):
        told.append(f"{number:,} {'feed' if number == 1 else 'feeds'}")
    return ", ".join(told)
