"""Web archives (WARC 1.0 and 1.1): the pages and feeds in their response and resource records.

Where a record begins and ends is found here, because a reader that follows lengths alone ends at
the first wrong one; what a record's head and its HTTP message say is read by warcio.
Format: ISO 28500:2017.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator

from .coming import Broken, Coming, Place, Refusal, Tally, Unit, in_mb
from .httpbodies import Answer, read_answer
from .opening import sniff
from .streams import CHUNK, Drawn, Gunzipped, buffered

_BEGIN = b"WARC/"
_HEAD = 256 * 1024  # bytes of a record's head
_INSIDE = re.compile(rb"\r?\n\r?\n(?=WARC/[01]\.\d+\r?\nWARC-)")
_OTHER_KINDS = frozenset("request revisit metadata warcinfo conversion continuation".split())
_HTML = frozenset(("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"))
_FEEDS = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/x-rss+xml",
    )
)
_MAYBE = frozenset(
    (
        "",
        "text/xml",
        "application/xml",
        "application/json",
        "application/octet-stream",
        "application/http",
        "unknown/unknown",
    )
)
_FOR_MACHINES = re.compile(r"/(?:robots|ads|app-ads|humans|security|llms)\.txt$", re.I)
_WEB = re.compile(r"https?://", re.I)


def warc_units(
    stream: io.BufferedReader, place: Place, tally: Tally, packed: Gunzipped | None = None
) -> Iterator[Coming]:
    """The pages of a web archive; a broken record is refused and the next one found.

    `packed` is the gzip stream that `stream` reads from: behind damage it is searched for the next
    record. Records of other kinds are passed over and counted.
    """
    numbers = itertools.count(1)
    reader = _Reader(stream)
    while True:
        try:
            yield from _records(reader, place, tally, numbers)
            return
        except Broken as why:
            yield place.at(f"record {next(numbers)}").refuse(why)
        if packed is None or not packed.find_member(_BEGIN):
            return
        # A buffer closes what it reads from when it is let go, and there may be more damage.
        reader = _Reader(buffered(Drawn(packed)))


def _records(
    reader: _Reader, place: Place, tally: Tally, numbers: Iterator[int]
) -> Iterator[Coming]:
    while True:
        head = reader.head()
        if head is None:
            return
        tally.count_row()
        number = next(numbers)
        if not head.startswith(_BEGIN):
            yield place.at(f"record {number}").refuse(
                "does not begin as a WARC record does. What stands before the next record is left "
                "out; get the archive again."
            )
            reader.find_record()
            continue
        coming = _record(reader, head, place, tally, number)
        if coming is not None:
            yield coming


def _record(
    reader: _Reader, head: bytes, place: Place, tally: Tally, number: int
) -> Unit | Refusal | None:
    """What one record brings; None for one that is passed over."""
    fields = _fields(head)
    here = place.at(f"record {number}", fields.get("warc-record-id", ""))
    length = fields.get("content-length", "")
    if not re.fullmatch(r"\d{1,15}", length) or "warc-type" not in fields:
        reader.find_record()
        return here.refuse("has no type or no length in its head. Get the archive again.")
    size, kind = int(length), fields["warc-type"].lower()
    taken = kind in ("response", "resource")
    if not taken or size > tally.limits.document:
        whole = reader.skip(size)
        if not whole:
            return here.refuse("is cut off or has a wrong length. Get the archive again.")
        if not taken:
            tally.pass_over(f"{kind if kind in _OTHER_KINDS else 'unknown'} records")
            return None
        return here.refuse(
            f"has {in_mb(size)} and the limit is {in_mb(tally.limits.document)}. "
            "Raise UPLOAD_LIMIT_MB."
        )
    block = reader.block(size)
    if block is None:
        return here.refuse("is cut off or has a wrong length. Get the archive again.")
    address = fields.get("warc-target-uri", "").strip("<> ")
    try:
        if kind == "resource":
            answer = Answer(200, fields.get("content-type", ""), block)
        elif "http" in fields.get("content-type", "http").lower() and _WEB.match(address):
            answer = read_answer(block, tally.limits.document)
        else:
            tally.pass_over("answers that are not of the web")
            return None
    except Broken as why:
        return here.refuse(why)
    why_not = _not_a_page(answer, address)
    if why_not:
        tally.pass_over(why_not)
        return None
    return Unit(
        content=answer.content,
        name=here.name,
        address=address if _WEB.match(address) else "",
        content_type=answer.content_type[:100],
        key=here.key,
    )


def _not_a_page(answer: Answer, address: str) -> str:
    """What an answer is that is no page, text or feed, as it is counted; "" for one that is."""
    if answer.status != 200:
        return f"answers with status {answer.status}"
    if not answer.content.strip(b"\x00 \t\r\n"):
        return "empty answers"
    kind = answer.content_type.split(";")[0].strip().lower()
    if kind == "text/plain" and _FOR_MACHINES.search(address.split("?")[0]):
        return "texts for machines (robots.txt and the like)"
    if b"\x00" in answer.content[:512] and not answer.content.startswith(
        (b"\xff\xfe", b"\xfe\xff")
    ):
        return "answers that are no text"
    if kind in _HTML or kind in _FEEDS or kind == "text/plain":
        return ""
    if kind in _MAYBE:
        head = answer.content[:4000].decode("latin-1")
        found = sniff(head.removeprefix("\xef\xbb\xbf"))
        if found == "feed" or (found == "html" and not re.match(r"\s*[{\[]", head)):
            return ""
    shown = kind if len(kind) < 60 and re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind) else "another type"
    return f"answers that are no page ({shown if kind else 'of no type'})"


def _fields(head: bytes) -> dict[str, str]:
    """The fields of a record's head, names in small letters; the first of a name counts."""
    from warcio.statusandheaders import StatusAndHeadersParser

    parsed = StatusAndHeadersParser([], verify=False).parse(io.BytesIO(head))
    fields: dict[str, str] = {}
    for name, value in parsed.headers:
        fields.setdefault(name.strip().lower(), value.strip())
    return fields


class _Reader:
    """A stream of records that what was read too far can be given back to."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.stream = stream
        self.back = io.BytesIO()

    def line(self, most: int = CHUNK) -> bytes:
        """The next line with its end; a longer one in pieces."""
        line = self.back.readline(most)
        if line.endswith(b"\n") or len(line) == most:
            return line
        return line + self.stream.readline(most - len(line))

    def take(self, size: int) -> bytes:
        """`size` bytes, fewer only at the end."""
        taken = self.back.read(size)
        return taken if len(taken) == size else taken + self.stream.read(size - len(taken))

    def give_back(self, read: bytes) -> None:
        self.back = io.BytesIO(read + self.back.read())

    def head(self) -> bytes | None:
        """A record's head with the empty line behind it, or a line that begins no record; None at
        the end."""
        line = self.line()
        while line in (b"\r\n", b"\n"):
            line = self.line()
        if not line:
            return None
        if not line.startswith(_BEGIN):
            return line
        pieces = [line]
        size = len(line)
        while line not in (b"\r\n", b"\n", b""):
            line = self.line()
            pieces.append(line)
            size += len(line)
            if size > _HEAD:
                raise Broken("has a head without an end. Get the archive again.")
        return b"".join(pieces)

    def block(self, size: int) -> bytes | None:
        """A record's content; None where its length is wrong, then with the next record ahead."""
        block = self.take(size)
        if len(block) == size and self._is_ended():
            return block
        begun = _INSIDE.search(block)
        if begun:
            self.give_back(block[begun.end() :])
        else:
            self.find_record()
        return None

    def skip(self, size: int) -> bool:
        """Pass over a record's content; False where its length is wrong, as `block` does."""
        tail = b""
        while size > 0:
            chunk = self.take(min(size, CHUNK))
            if not chunk:
                return False
            size -= len(chunk)
            tail += chunk
            begun = _INSIDE.search(tail)
            if begun:
                self.give_back(tail[begun.end() :])
                return False
            tail = tail[-64:]
        if self._is_ended():
            return True
        self.find_record()
        return False

    def _is_ended(self) -> bool:
        """Whether two line ends or the end follow, or the next record without them."""
        behind = self.take(4)
        if behind in (b"\r\n\r\n", b""):
            return True
        self.give_back(behind)
        stripped = behind.lstrip(b"\r\n")
        return not stripped or _BEGIN.startswith(stripped)

    def find_record(self) -> None:
        """Go on to the next line that begins a record, or to the end."""
        while True:
            line = self.line()
            if not line:
                return
            if re.match(rb"WARC/[01]\.\d+\r?\n", line):
                self.give_back(line)
                return
