"""What a feed lists, entry by entry: how each is known again, where it is, whether it is whole.

`feed.py` opens what a feed holds as articles; here a feed is read to find out what is new in it.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urljoin

from coverage.text.patterns import late
from coverage.text.spans import as_body

from .canonical import plain_address, web_address
from .encodings import decode
from .moments import read_moment
from .opened import Unreadable
from .refused import shown
from .trees import squeeze

#: Entries that are read of one feed; what stands below is left out, and said.
MOST_ENTRIES = 10_000
#: A day: whatever a feed says, it is looked at that often.
DAY = 24 * 60
#: Words from which on an entry's content, or its description, may be the whole article.
WHOLE_CONTENT, WHOLE_DESCRIPTION = 120, 250
_TITLE = 300
_TAGS = re.compile(r"<[^<>]*>")
#: What blogs add below every entry.
_ADDED = late(
    r"\s*The post .{0,300} (?:first appeared on|appeared first on) .{0,200}$", re.I | re.S
)
#: Where a text is broken off for the reader to go on elsewhere.
_BROKEN_OFF = late(
    r"(?:…|\.\.\.|\[…\]|\b(?:continue reading|read (?:more|on|the rest|the full)|keep reading|"
    r"full (?:story|article)|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|"
    r"leggi tutto|continua a leggere|lees verder|läs mer|leia mais)\b.{0,80})\W*$",
    re.I,
)
#: Where a feed begins, and how much may stand in front.
_BEGINS = re.compile(r"<\?xml\s|<(?:[\w-]+:)?(?:rss|feed|RDF)[\s>]")
_IN_FRONT = 4000
_LARGEST = 25 * 2**20
_PERIODS = {"hourly": 60, "daily": DAY, "weekly": 7 * DAY, "monthly": 30 * DAY, "yearly": 365 * DAY}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `key` is the same at each look; `updated` is a moment in UTC as ISO 8601, "" where
    the feed gives none; `content` is a feed with this entry alone where it holds the whole article,
    else b"" and the article stands at `address`; `digest` tells one content from another."""

    key: str
    address: str
    title: str
    updated: str = ""
    content: bytes = b""
    content_type: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class FeedRead:
    """What a feed says now, its newest entries first as a rule."""

    title: str
    entries: tuple[Entry, ...]
    pause: int = 0  # minutes it asks to be left alone between two looks; 0 for no wish
    is_cut: bool = False  # it ends in the middle: what is whole of it is here
    is_ended: bool = False  # it says that nothing more comes
    left_out: int = 0  # entries beyond MOST_ENTRIES
    wrong: str = ""  # what is broken in its XML, so that entries may be missing


def read_entries(
    content: bytes, content_type: str = "", address: str = "", called: str = ""
) -> FeedRead:
    """The entries of an RSS, Atom or JSON feed got at `address`, each key once; nothing is fetched.

    Raises `Unreadable`, which names the feed as it is `called`, else by its address, and says what
    would mend it.
    """
    try:
        return _read(content, content_type, address)
    except Unreadable as unreadable:
        name = called or (shown(address) if address else "The feed")
        raise Unreadable(f"{name} {unreadable}") from None


def _read(content: bytes, content_type: str, address: str) -> FeedRead:
    """As `read_entries`; what is raised here goes on from the feed's name."""
    from . import entryjson, entryxml

    if not content.strip(b"\x00 \t\r\n"):
        raise Unreadable("answers with nothing: open it in a browser and see whether it is there.")
    content = _unpacked(content)
    try:
        text = decode(content, content_type)
    except Unreadable:
        raise Unreadable("is not a text: give the feed's own address.") from None
    start = text[:4000].lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return entryjson.read(text, address)
    if re.search(r"<(?:!doctype\s+html|html)[\s>]", start, re.I) and "<rss" not in start:
        raise Unreadable("answers with a web page, not a feed: give the feed's own address.")
    # What a server's own program printed in front of it, as warnings are, is no part of it.
    begins = _BEGINS.search(text[:_IN_FRONT])
    return entryxml.read(text[begins.start() :] if begins else text, address)


def _unpacked(content: bytes) -> bytes:
    """The feed out of a gzip file that is served as it lies, without being called packed."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    unpacking = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacking.decompress(content, _LARGEST)
    except zlib.error:
        raise Unreadable("is packed and broken: it may be mended at the next look.") from None
    if unpacking.unconsumed_tail:
        raise Unreadable(f"holds more than {_LARGEST >> 20} MB unpacked: give a shorter feed.")
    return unpacked


def key_of(said: str, address: str, title: str, words: str) -> str:
    """What an entry is known by: its id, else its address, else its title and first words."""
    mark = squeeze(said) or plain_address(address) or f"{title}\0{words[:500]}"
    return hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest()


def digest_of(title: str, markup: str) -> str:
    """The same for the same words, however they are marked up."""
    words = f"{title}\0{' '.join(_plain(markup).split())}"
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def shown_title(title: str) -> str:
    """A title without markup, as one line that can be stored."""
    return as_body(squeeze(_plain(title)))[:_TITLE]


def absolute(bases: Sequence[str], link: str) -> str:
    """The link as an address of the web, read against each base after the other; "" for none."""
    address = ""
    try:
        for base in bases:
            address = urljoin(address, base.strip())
        return web_address(urljoin(address, link.strip())) if link.strip() else ""
    except ValueError:
        return ""


def newest_moment(written: Sequence[str]) -> str:
    """The latest of what is written as a moment in UTC, ISO 8601; "" where none can be read."""
    moments = []
    for value in written:
        moment = read_moment(value[:100]) if value else None
        if moment is None:
            continue
        if not isinstance(moment, datetime):
            moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
        try:
            moments.append(moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
        except (OverflowError, ValueError):
            continue
    return max(moments).isoformat(timespec="seconds") if moments else ""


def is_whole(markup: str, is_content: bool, has_address: bool) -> bool:
    """Whether the markup is the whole article: long enough, and not broken off to go on elsewhere.

    Without an address there is nothing else to be had. A description is a summary unless it is
    long: then the feed has no other place for its text.
    """
    words = _plain(markup).strip()
    if not words or not has_address:
        return bool(words)
    least = WHOLE_CONTENT if is_content else WHOLE_DESCRIPTION
    end = _ADDED.sub("", words[-800:])[-200:]
    return len(words.split()) >= least and not _BROKEN_OFF.search(end)


def pause_of(ttl: str, period: str = "", frequency: str = "") -> int:
    """Minutes from RSS's ttl and from the syndication module, the longer of both, a day at most."""
    minutes = int(ttl.strip()[:6]) if re.fullmatch(r"\s*[0-9]{1,6}\s*", ttl) else 0
    often = int(frequency.strip()) if re.fullmatch(r"\s*[0-9]{1,4}\s*", frequency) else 1
    asked = _PERIODS.get(period.strip().lower(), 0) // max(1, often)
    return min(DAY, max(minutes, asked))


def _plain(markup: str) -> str:
    """The words of some markup, well enough to count and to compare them."""
    return unescape(_TAGS.sub(" ", markup)) if "<" in markup or "&" in markup else markup
