"""Uploaded files as inputs of a job, held to the limits of the installation."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from coverage.documents.kinds import holds_many
from coverage.documents.streams import CHUNK
from coverage.documents.units import Refusal

from .inputs import Upload
from .sentfiles import name_of

MB = 1024 * 1024


def upload_of(file: UploadedFile, address: str = "") -> Upload | Refusal:
    """The file to be taken in, or the refusal of one that is too large: a file that holds many
    documents may be larger than one that is a document."""
    name, size = name_of(file), file.size or 0
    setting, what = "UPLOAD_LIMIT_MB", "a document"
    if size > settings.UPLOAD_LIMIT_MB * MB and _holds_many(file, name):
        setting, what = "ARCHIVE_LIMIT_MB", "a file with many documents"
    limit = max(getattr(settings, setting), settings.UPLOAD_LIMIT_MB)
    if size > limit * MB:
        why = (
            f"{name} has {size / MB:.1f} MB and the limit of {what} is {limit} MB: "
            f"split it, or raise {setting}"
        )
        return Refusal(name, why, name)
    return Upload(file, name, file.content_type or "", address)  # type: ignore[arg-type]


def _holds_many(file: UploadedFile, name: str) -> bool:
    head = file.read(CHUNK)
    file.seek(0)
    return holds_many(head, name, file.content_type or "")
