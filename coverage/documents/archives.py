"""Zip files, file by file: nothing is written to disk, and one bad file does not end the rest."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from .coming import Broken, Place, Refusal, Tally
from .streams import Unzipped

_HIDDEN = re.compile(
    r"(?:^|/)(?:\.(?!\.?(?:/|$))[^/]*|__MACOSX|Thumbs\.db|desktop\.ini)(?:/|$)", re.I
)
#: What a browser saves beside a page; not one of these can hold an article.
_BESIDE_A_PAGE = re.compile(
    r"\.(?:css|m?js|map|png|jpe?g|gif|svg|webp|avif|ico|bmp|woff2?|ttf|otf|eot|mp[34]|m4[av]|webm|ogg|wav)$",
    re.I,
)
_ENCRYPTED, _IN_UTF_8 = 0x1, 0x800
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LEAST_ENTRY = 160  # bytes of directory a file takes, with a name of ordinary length
#: What Python's reader raises for directories and heads that were cut, overwritten or made up.
_DAMAGE = (
    zipfile.BadZipFile,
    struct.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    LookupError,
)
_OFFICE = (
    ("xl/workbook.xml", "a spreadsheet"),
    ("[Content_Types].xml", "an office file"),
    ("META-INF/container.xml", "an e-book"),
    ("content.xml", "an office file"),
    ("AndroidManifest.xml", "a program"),
    ("META-INF/MANIFEST.MF", "a program"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an archive, to be read before the next one is asked for."""

    stream: Unzipped
    place: Place


def zip_parts(file: IO[bytes], place: Place, tally: Tally) -> Iterator[Part | Refusal]:
    """The files of a zip in its order, and a refusal for each that is not taken.

    Folders, hidden files and what browsers save beside a page are passed over and counted. `file`
    can be sought in. Raises `Broken` for a zip that cannot be taken as a whole.
    """
    try:
        archive = zipfile.ZipFile(_Guarded(file, tally.limits.entries * _LEAST_ENTRY))
    except _DAMAGE:
        raise Broken("is no whole zip. Pack it again, or get it again.") from None
    with archive:
        entries = [one for one in archive.infolist() if not one.filename.endswith("/")]
        _judge_whole(entries, tally)
        for number, entry in enumerate(entries, 1):
            if _HIDDEN.search(entry.filename.replace("\\", "/")):
                tally.pass_over("hidden files")
                continue
            if _BESIDE_A_PAGE.search(entry.filename):
                tally.pass_over("pictures, styles and scripts beside pages")
                continue
            inside = place.inside(_name_of(entry), number)
            why = refusal_of(entry)
            if why:
                yield inside.refuse(why)
                continue
            try:
                member = archive.open(entry)
            except _DAMAGE:
                yield inside.refuse("is damaged in its zip. Pack it again from the original.")
                continue
            with member:
                yield Part(Unzipped(member, entry.compress_size, tally), inside)


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The file's name, never empty; many programs write UTF-8 without saying so."""
    if not entry.filename.strip():
        return "a file without a name"
    if entry.flag_bits & _IN_UTF_8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def refusal_of(entry: zipfile.ZipInfo) -> str:
    """Why a zip's file is not taken, with what would mend it; "" when it is taken."""
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "has an absolute path, as no honest zip has. Pack it again from its folder."
    if ".." in name.split("/"):
        return "has a path that leads out of its folder. Pack it again from its folder."
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        return "is a link or a device, not a file. Pack the file itself."
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted. Pack it again without a password."
    if entry.compress_type not in _METHODS:
        return "is packed in an unusual way. Pack it again as an ordinary zip (deflate)."
    return ""


def _judge_whole(entries: list[zipfile.ZipInfo], tally: Tally) -> None:
    """Raise `Broken` for a zip with too many files, one whose files overlap, one that is a document
    of another kind."""
    if len(entries) > tally.limits.entries:
        raise Broken(
            f"holds {len(entries):,} files and the limit is {tally.limits.entries:,}. Split it."
        )
    names = {entry.filename for entry in entries}
    for name, what in _OFFICE:
        if name in names and (name != "content.xml" or "mimetype" in names):
            mend = "CSV" if what == "a spreadsheet" else "plain text or HTML"
            raise Broken(f"is {what}, not an archive of articles. Save it as {mend}.")
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise Broken("is made so that its files overlap. Pack it again from the originals.")
        end = entry.header_offset + entry.compress_size


class _Guarded(io.RawIOBase):
    """A zip's file in which no directory of boundless length is read at once."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self.file = file
        self.most = max(most, 1024 * 1024)
        self.start = file.tell()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_SET:
            return self.file.seek(self.start + offset) - self.start
        return self.file.seek(offset, whence) - self.start

    def tell(self) -> int:
        return self.file.tell() - self.start

    def read(self, size: int = -1) -> bytes:
        if size > self.most:
            raise zipfile.BadZipFile("its directory is too long")
        return self.file.read(size)
