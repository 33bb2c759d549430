"""Whatever comes in, taken apart into documents, links and refusals, one at a time.

One rule set for every way in: uploads, commands, the API and jobs all call `units`, and open each
unit with `open_document`. What something is, is told by its content, then its name, then the type
it is declared as. Nothing that an input holds raises an exception here.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import IO, Any, BinaryIO

from .archives import zip_parts
from .coming import (
    LIMITS,
    MB,
    Broken,
    Coming,
    Limits,
    Link,
    Place,
    Refusal,
    Tally,
    Told,
    TooMuch,
    Unit,
    in_mb,
    shown_name,
)
from .encodings import decode
from .jsonrows import json_unit, line_units, list_units
from .kinds import TOLD_TYPES, Kind, as_told, find_kind
from .lists import address_links, addresses_of, feed_links, told_links
from .opened import Unreadable
from .streams import CHUNK, Drawn, Gunzipped, Recoded, buffered
from .tables import table_units
from .warcs import warc_units

__all__ = ["LIMITS", "Coming", "Limits", "Link", "Refusal", "Told", "Unit", "units"]


def units(
    source: BinaryIO,
    name: str,
    content_type: str = "",
    limits: Limits = LIMITS,
    passed: Counter[str] | None = None,
    told: Told | None = None,
) -> Iterator[Coming]:
    """What `source` holds, in its order: a document is one unit, an archive, table or list many.

    Reads on as it is asked, with memory for one document at a time; a zip that cannot be sought in
    goes to a temporary file. `passed` counts, in words, what is no article and is left out: hidden
    files, request records, pictures. `told` is what a person says it is, over what its content
    tells; the files of a zip tell for themselves.
    """
    tally = Tally(limits, passed)
    place = Place(shown_name(name) or "The document", content_type=content_type, told=told)
    count = refused = 0
    for coming in _guarded(source, place, tally):
        yield coming
        count += 1
        refused += isinstance(coming, Refusal)
        if refused >= limits.refusals:
            yield place.refuse(
                f"has had {refused:,} parts refused; the rest is not tried. Check what it is."
            )
            return
    if not count:
        yield place.refuse("holds no page, text, feed or address. Give one that does.")


def _guarded(source: BinaryIO, place: Place, tally: Tally) -> Iterator[Coming]:
    file = source if source.seekable() else None
    start = source.tell() if file else 0
    try:
        yield from _come_in(buffered(Drawn(source)), place, tally, file, start)
    except (Broken, TooMuch) as why:
        yield place.refuse(why)


def _come_in(
    stream: io.BufferedReader,
    place: Place,
    tally: Tally,
    file: IO[bytes] | None = None,
    start: int = 0,
) -> Iterator[Coming]:
    """What one stream holds; raises `Broken` where it cannot be read on, `TooMuch` at the end.

    `file` is what the stream reads from `start` on, where that can be sought in.
    """
    head = stream.peek(CHUNK)
    found = find_kind(head, place.name, place.content_type)
    if place.told:
        found = as_told(found, place.told, head, place.content_type)
        place = replace(place, content_type=TOLD_TYPES.get(place.told, ""))
    if found.kind == "other":
        raise Broken(found.why)
    if found.kind == "zip":
        if place.zips > 1:
            raise Broken("is a zip in a zip in a zip. Unpack it and add what it holds.")
        with _seekable(stream, tally.limits, file, start) as whole:
            yield from _zip_units(whole, place, tally)
    elif found.kind == "gzip":
        yield from _gzip_units(stream, place, tally)
    elif found.kind == "warc":
        yield from warc_units(stream, place, tally)
    elif found.kind in ("lines", "list", "table"):
        rows = buffered(Recoded(stream, found.wide)) if found.wide else stream
        if found.kind == "lines":
            yield from line_units(rows, place, tally)
        elif found.kind == "list":
            yield from list_units(rows, place, tally)
        else:
            yield from table_units(rows, place, tally, found.charset)
    else:
        yield from _whole(stream, found.kind, place, tally)


def _gzip_units(stream: io.BufferedReader, place: Place, tally: Tally) -> Iterator[Coming]:
    if place.in_gzip:
        raise Broken("is packed twice with gzip. Unpack it once and add it again.")
    packed = Gunzipped(stream, tally)
    unpacked = buffered(packed)
    inner = place.unzipped()
    if find_kind(unpacked.peek(CHUNK), inner.name).kind == "warc":
        yield from warc_units(unpacked, inner, tally, packed)
    else:
        yield from _come_in(unpacked, inner, tally)


def _zip_units(file: IO[bytes], place: Place, tally: Tally) -> Iterator[Coming]:
    """What each file of a zip holds; a broken one does not end the others."""
    for part in zip_parts(file, place, tally):
        if isinstance(part, Refusal):
            yield part
            continue
        try:
            yield from _come_in(buffered(part.stream), part.place, tally)
        except Broken as why:
            yield part.place.refuse(why)


def _whole(stream: io.BufferedReader, kind: Kind, place: Place, tally: Tally) -> Iterator[Coming]:
    """A document of its own, or a list of addresses: read at once, as each is kept at once."""
    most = tally.limits.document
    content = _read(stream, most + 1)
    if len(content) > most:
        raise Broken(
            f"has more than {in_mb(most)}, the limit of a document. Split it, or raise "
            "UPLOAD_LIMIT_MB."
        )
    if not content.strip(b"\x00 \t\r\n"):
        raise Broken("is empty. Give a document with text in it.")
    tally.count_row()
    here = place.document
    if kind == "opml":
        yield from feed_links(content, place, tally)
    elif kind == "object" and (value := _object(content)) is not None:
        yield json_unit(value, content, here)
    elif kind == "text" and place.told == "list":
        yield from told_links(_text(content, place), place, tally)
    elif kind == "text" and (found := addresses_of(_text(content, place))):
        yield from address_links(found, place, tally)
    else:
        yield Unit(content, here.name, content_type=place.content_type, key=here.key)


def _read(stream: io.BufferedReader, most: int) -> bytes:
    """At most `most` bytes, without room for all of them beforehand."""
    pieces = []
    while most > 0 and (piece := stream.read(min(most, CHUNK))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _object(content: bytes) -> dict[str, Any] | None:
    """The JSON object a document is, None where it is none (a text that begins with a brace)."""
    try:
        value = json.loads(decode(content), strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _text(content: bytes, place: Place) -> str:
    try:
        return decode(content, place.content_type)
    except Unreadable:
        return ""


@contextmanager
def _seekable(
    stream: io.BufferedReader, limits: Limits, file: IO[bytes] | None, start: int
) -> Iterator[IO[bytes]]:
    """`file` at its start; a temporary copy of `stream` where there is none to seek in."""
    if file is not None:
        file.seek(start)
        yield file
        return
    with tempfile.SpooledTemporaryFile(max_size=16 * MB) as copy:
        size = 0
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limits.total:
                raise TooMuch(f"has more than {in_mb(limits.total)}, the limit. Split it.")
            copy.write(chunk)
        copy.seek(0)
        yield copy
