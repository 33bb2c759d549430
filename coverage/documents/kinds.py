"""What a stream is, told by its beginning, then its name, then the type it is declared as."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from .coming import Broken, Told
from .delimited import TABLE_NAMES, TABLE_TYPES, is_table
from .encodings import declared_encoding, decode, likeliest_encoding, wide_encoding
from .jsonrows import holds_lines
from .lists import addresses_of
from .opened import Unreadable
from .opening import sniff
from .streams import CHUNK, GZIP

Kind = Literal[
    "zip", "gzip", "warc", "lines", "list", "object", "table", "opml", "text", "document", "other"
]
_LINE_NAMES = (".jsonl", ".ndjson", ".jsonlines", ".jl")
_LINE_TYPES = (
    "application/jsonl",
    "application/x-ndjson",
    "application/x-jsonlines",
    "application/json-lines",
)
#: A list that is JSON, not "[Update] The bridge …".
_LIST = re.compile(r"\[\s*(?:\{\s*[\"}]|\"https?://|\]\s*$)")
_OPML = re.compile(r"<opml[\s>]", re.I)
_PACKED = (
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file"),
    (b"Rar!\x1a\x07", "a RAR file"),
    (b"MSCF", "a cabinet file"),
    (b"\x1f\x9d", "a compress file"),
)
_MEND = "Unpack it, and add what it holds or a zip of it."


@dataclass(frozen=True, slots=True)
class Found:
    """What a stream is; `wide` and `charset` are the encodings of lines and tables."""

    kind: Kind
    why: str = ""  # of "other": why it is not taken and what would mend it
    wide: str = ""
    charset: str = ""


def find_kind(head: bytes, name: str = "", content_type: str = "") -> Found:
    """What begins with `head` (its first 64 kB, or all of it). Content comes first: a page called
    a.csv is a page."""
    lowered = name.lower().removesuffix(".gz")
    declared = content_type.split(";")[0].strip().lower()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Found("zip")
    if head.startswith(GZIP):
        return Found("gzip")
    if re.match(rb"\s*WARC/[01]\.\d", head):
        return Found("warc")
    for magic, what in _PACKED:
        if head.startswith(magic):
            return Found("other", f"is {what}, which is not unpacked here. {_MEND}")
    if head[257:262] == b"ustar":
        return Found("other", f"is a tar archive, which is not unpacked here. {_MEND}")
    if lowered.endswith(".warc") or declared == "application/warc":
        return Found("warc")
    markup = head[:4000].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").decode("latin-1")
    if _is_markup(markup):
        return _markup(markup)
    wide = wide_encoding(head)
    try:
        text = decode(head, content_type)
    except Unreadable:
        return Found("document")  # opening it says what it is
    start = text[:4000].lstrip("\ufeff \t\r\n")
    if _is_markup(start):
        return _markup(start)
    by_line = lowered.endswith(_LINE_NAMES) or declared in _LINE_TYPES
    is_cut = len(head) >= CHUNK
    if start.startswith("{") and sniff(text) != "feed":
        one_long_line = is_cut and "\n" not in text
        is_lines = by_line or one_long_line or holds_lines(text)
        return Found("lines" if is_lines else "object", wide=wide)
    if _LIST.match(start) or (start.startswith("[") and _is_json(lowered, declared)):
        return Found("list", wide=wide)
    if by_line:
        return Found("lines", wide=wide)
    named = bool(start) and (lowered.endswith(TABLE_NAMES) or declared in TABLE_TYPES)
    if is_table(text, named=named, whole=not is_cut) or (named and not _is_list(text, is_cut)):
        return Found("table", wide=wide, charset="" if wide else _charset(head, content_type))
    return Found("text")


#: What holds documents in any number, taken apart piece by piece; nothing of it is held whole.
_MANY = frozenset(("zip", "gzip", "warc", "lines", "list", "table"))


def holds_many(head: bytes, name: str = "", content_type: str = "") -> bool:
    """Whether what begins with `head` is an archive, a table or lines of documents."""
    return find_kind(head, name, content_type).kind in _MANY


#: How what a person says it is, is opened.
TOLD_TYPES: dict[Told, str] = {
    "text": "text/plain",
    "html": "text/html",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "warc": "application/warc",
    "feed": "application/xml",
    "list": "text/plain",
}


def as_told(found: Found, told: Told, head: bytes, content_type: str) -> Found:
    """What it is when a person says so; what is packed is unpacked first. Raises `Broken` where it
    cannot be that."""
    if found.kind in ("zip", "gzip", "other"):
        return found
    if told == "zip":
        raise Broken("is no zip. Leave the format away, and its content tells what it is.")
    if told == "feed":
        if found.kind != "opml" and not _is_feed(head, content_type):
            raise Broken("is no feed. Leave the format away, and its content tells what it is.")
        return found if found.kind == "opml" else Found("document")
    if told == "jsonl":
        is_json = found.kind in ("list", "object")
        return found if is_json else Found("lines", wide=wide_encoding(head))
    if told == "csv":
        wide = wide_encoding(head)
        return Found("table", wide=wide, charset="" if wide else _charset(head, content_type))
    if told in ("warc", "list"):
        return Found("warc" if told == "warc" else "text")
    return replace(found, kind="document")


def _is_feed(head: bytes, content_type: str) -> bool:
    try:
        return sniff(decode(head, content_type)) == "feed"
    except Unreadable:
        return False


def _is_markup(start: str) -> bool:
    return start.startswith("<") and not start.lower().startswith(("<http:", "<https:"))


def _markup(start: str) -> Found:
    return Found("opml" if _OPML.search(start) and sniff(start) != "feed" else "document")


def _is_json(name: str, declared: str) -> bool:
    return name.endswith(".json") or declared == "application/json"


def _is_list(text: str, is_cut: bool) -> bool:
    """Whether a text begins with nothing but addresses."""
    return bool(addresses_of(text.rpartition("\n")[0] if is_cut else text))


def _charset(head: bytes, content_type: str) -> str:
    """The encoding of a table's lines that are not UTF-8; "" where the beginning is all UTF-8."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as wrong:
        if wrong.start < len(head) - 4:
            return declared_encoding(b"", content_type) or likeliest_encoding(head)
    return declared_encoding(b"", content_type)
