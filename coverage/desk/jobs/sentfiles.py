"""The files of one request: bounded all together, and each with its path in the folder it came in.

Django holds each field and the number of files to a limit, but not what they are together, and
keeps no more of a file's path than its last part.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict

MB = 1024 * 1024


def most_at_once() -> int:
    """Megabytes that a request may have: what a single file may have fits in it."""
    limits = (settings.REQUEST_LIMIT_MB, settings.ARCHIVE_LIMIT_MB, settings.UPLOAD_LIMIT_MB)
    return max(limits)


class SentFiles(FileUploadHandler):
    """Stands first among the upload handlers and reads the request for the others.

    One over a limit is read to its end, so that who sent it gets an answer, and keeps its fields
    but none of its files: nothing of them is written anywhere.
    """

    too_much = ""  # what is wrong with the size of the request, and what would mend it

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[Any, Any]:
        most = most_at_once()
        if content_length > (most + 1) * MB:  # one more for the fields and what lies between
            self.too_much = (
                f"What was sent at once has {content_length / MB:,.0f} MB, and the limit is "
                f"{most:,} MB: nothing of it was taken in. Send it in parts, or raise "
                "REQUEST_LIMIT_MB."
            )
        request = cast("HttpRequest", self.request)
        others = [one for one in request.upload_handlers if one is not self]
        parser = _Parser(META, input_data, others, encoding or "", is_dropped=bool(self.too_much))
        try:
            return parser.parse()
        except TooManyFilesSent:
            number = settings.DATA_UPLOAD_MAX_NUMBER_FILES
            self.too_much = self.too_much or (
                f"More than {number:,} files were sent at once, the limit: nothing of it was taken "
                "in. Send them in parts, or as a zip."
            )
            while input_data.read(64 * 1024):
                pass
            return parser.fields, MultiValueDict()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class _Parser(MultiPartParser):
    """Notes the path of the file that comes next, which the handlers are not told."""

    def __init__(
        self,
        META: dict[str, Any],
        input_data: Any,
        handlers: Sequence[FileUploadHandler],
        encoding: str,
        *,
        is_dropped: bool,
    ) -> None:
        self.path = ""
        first = _NextFile(self, is_dropped=is_dropped)
        super().__init__(META, input_data, [first, *handlers], encoding)

    @property
    def fields(self) -> QueryDict:
        """Those read so far: what says who sent the form stands in it first."""
        fields: QueryDict = self._post  # type: ignore[attr-defined]
        fields._mutable = False
        return fields

    def sanitize_file_name(self, file_name: str) -> str | None:
        self.path = path_in_folder(html.unescape(file_name))
        return super().sanitize_file_name(file_name)


class _NextFile(FileUploadHandler):
    """Leaves the path with the file, or has none of the files kept."""

    def __init__(self, parser: _Parser, *, is_dropped: bool) -> None:
        super().__init__()
        self._parser, self._is_dropped = parser, is_dropped

    def new_file(self, *args: Any, **named: Any) -> None:
        if self._is_dropped:
            raise SkipFile
        super().new_file(*args, **named)
        if self.content_type_extra is not None:  # the very dict that the file is given
            self.content_type_extra["path"] = self._parser.path.encode("utf-8", "replace")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def path_in_folder(written: str) -> str:
    """ "pages/one/a.html" of what a browser sent of a file in a folder; "" for a file by itself.

    Only a name to be read: nothing is ever opened by it.
    """
    parts = [part for part in written.split("/") if part not in ("", ".", "..")]
    return "/".join(parts) if len(parts) > 1 and "\\" not in written else ""


def name_of(file: UploadedFile) -> str:
    """What a report calls an uploaded file: with the folders it came in."""
    path = (file.content_type_extra or {}).get("path", b"")
    return path.decode() or file.name or "a file without a name"


def too_much_in(request: HttpRequest) -> str:
    """What is wrong with the size or number of what was sent; "" where nothing is."""
    request.POST  # noqa: B018  (reads it, where nobody has yet)
    found = (one for one in request.upload_handlers if isinstance(one, SentFiles))
    return next((one.too_much for one in found), "")
