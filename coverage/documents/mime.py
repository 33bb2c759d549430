"""Pages saved as one file (MHTML, .mht) and letters (.eml): the page or text inside their parts.

Both are MIME: header lines, then parts. A saved page names its parts by Content-Location, and its
frames by Content-ID; a letter holds its text once as HTML and once as plain text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from .encodings import decode
from .opened import Unreadable

_HEADERS = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_TELLING = re.compile(rb"^(?:MIME-Version:|Content-Type:\s*(?:multipart/|text/))", re.I | re.M)
_KNOWN = re.compile(
    rb"^(from|to|date|subject|message-id|received|return-path|delivered-to|reply-to|sender|mime-version|content-type|content-transfer-encoding|snapshot-content-location):",
    re.I | re.M,
)
_MOST_PARTS = 2000
#: Parts that hold parts, however deep: every line is held against the boundaries of all around it.
_MOST_HOLDERS = 20
_HOLDER = re.compile(rb"(?:\A|[\r\n])content-type:\s*multipart/", re.I)
#: Characters of a header: Python's reader of letters takes time with the square of them.
_LONGEST_HEADER = 20_000
_LONGEST_SENDER = 400  # characters
_LONGEST_PLACE = 2000  # characters of a frame's address
#: What Python's reader of letters raises for broken ones.
_BROKEN = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)
_LONGEST_HEAD = 64 * 1024


class _Bounded(policy.Compat32):
    """Python's oldest policy, which no letter breaks, with headers of a length that can be read."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


_POLICY = _Bounded()


@dataclass(frozen=True, slots=True)
class Unfolded:
    """What a MIME document holds: its page or text, and what its headers say.

    `subject`, `sender` and `sent` are a letter's; a saved page has none, its headers tell of the
    saving.
    """

    text: str
    is_html: bool
    address: str = ""
    subject: str = ""
    sender: str = ""
    sent: datetime | None = None


def is_mime(content: bytes) -> bool:
    """Whether a document begins with the header lines of MIME."""
    if content[:1] == b"<" or b":" not in content[:200]:
        return False
    head = _HEADERS.match(content[:_LONGEST_HEAD])
    if head is None or _TELLING.search(head[0]) is None:
        return False
    return len(set(map(bytes.lower, _KNOWN.findall(head[0])))) >= 2


def unfold(content: bytes, label: str) -> Unfolded:
    """The page of a saved file or the text of a letter; raises `Unreadable` where there is none."""
    if sum(1 for _ in _HOLDER.finditer(content)) > _MOST_HOLDERS:
        raise Unreadable(
            f"{label} has more than {_MOST_HOLDERS} parts that hold parts. "
            "Save the page as HTML, or paste its text."
        )
    try:
        return _unfold(content, label)
    except Unreadable:
        raise
    except _BROKEN:
        raise _unreadable(label) from None


def _unfold(content: bytes, label: str) -> Unfolded:
    whole = BytesParser(policy=_POLICY).parsebytes(content.lstrip())
    parts = [part for _, part in zip(range(_MOST_PARTS), whole.walk(), strict=False)]
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    texts = [part for part in parts if part.get_content_type() == "text/plain"]
    if not pages and not texts:
        raise _unreadable(label)
    main = pages[0] if pages else texts[0]
    text = _text(main, label)
    saved_from = _header(main, "Content-Location") or _header(whole, "Snapshot-Content-Location")
    if saved_from.startswith(("http://", "https://")):
        return Unfolded(_with_frames(text, parts), bool(pages), saved_from)
    sender, address = _sender(_header(whole, "From"))
    return Unfolded(
        text,
        bool(pages),
        subject=_header(whole, "Subject"),
        sender=sender if sender != address else "",
        sent=_moment(_header(whole, "Date")),
    )


_PAGES = frozenset(("text/html", "application/xhtml+xml"))


def _unreadable(label: str) -> Unreadable:
    return Unreadable(
        f"{label} is a letter or saved page without text in it. "
        "Save the page as HTML, or paste its text."
    )


def _text(part: Message, label: str) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    return decode(
        content, f"{part.get_content_type()}; charset={part.get_content_charset() or ''}", label
    )


def _header(part: Message, name: str) -> str:
    """A header's words, decoded; "" where it is missing or broken."""
    written = part.get(name)
    if written is None:
        return ""
    try:
        found = str(make_header(decode_header(str(written))))
    except _BROKEN:
        found = str(written)
    return " ".join(found.split())


def _sender(written: str) -> tuple[str, str]:
    """The name and the address of a letter's sender; "" for what is missing or broken."""
    try:
        return parseaddr(written[:_LONGEST_SENDER])
    except _BROKEN:
        return "", ""


def _moment(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written) if written else None
    except _BROKEN:
        return None


def _with_frames(page: str, parts: list[Message]) -> str:
    """The page with the address of each frame in place of its number in the file."""
    places = dict(_places(parts))
    if not places:
        return page
    return re.sub(
        r"cid:([^\s\"'<>]{3,200})",
        lambda found: html.escape(places.get(html.unescape(found[1]), found[0])),
        page,
        count=_MOST_PARTS,
    )


def _places(parts: list[Message]) -> Iterator[tuple[str, str]]:
    for part in parts:
        number, place = _header(part, "Content-ID"), _header(part, "Content-Location")
        if number and place.startswith(("http://", "https://")) and len(place) <= _LONGEST_PLACE:
            yield number.strip("<>"), place
