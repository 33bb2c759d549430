"""Lists of addresses: one a line, or the feeds of an OPML file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from .canonical import web_address
from .columns import ROLES, column_key
from .coming import Broken, Coming, Link, Place, Refusal, Tally
from .encodings import as_xml, decode
from .refused import shown
from .trees import squeeze

_LINE = re.compile(r"<?(https?://[^\s<>\"]+)>?[,;]?", re.I)
_FEED_SCHEME = re.compile(r"^feed:(?://)?(?=https?:)|^feed(?=://)", re.I)
_MOST_FEEDS = 100_000
_ADDRESS = "Give one that begins with https://."
_FEED = "Follow it by an address that begins with https://."


def addresses_of(text: str) -> list[tuple[int, str]]:
    """(line number, address) of a text that is nothing but addresses, one a line; [] for another.

    Empty lines, lines that begin with "#", and a first line that only says "url" are passed over.
    """
    found: list[tuple[int, str]] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            if not found and number == 1 and ROLES.get(column_key(line)) == "address":
                continue
            return []
        found.append((number, match.group(1).rstrip(",;")))
    return found


def address_links(found: list[tuple[int, str]], place: Place, tally: Tally) -> Iterator[Link]:
    """A link for each line's address."""
    for number, address in found:
        tally.count_row()
        here = place.at(f"line {number}")
        yield Link(address, here.name, key=here.key)


def told_links(text: str, place: Place, tally: Tally) -> Iterator[Coming]:
    """A link for each line of a text that a person says is a list, a refusal for a line that is no
    address."""
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        tally.count_row()
        here = place.at(f"line {number}")
        if match := _LINE.fullmatch(line):
            yield Link(match.group(1).rstrip(",;"), here.name, key=here.key)
        elif number > 1 or ROLES.get(column_key(line)) != "address":
            yield here.refuse(f"(“{shown(line)}”) is no address of the web. {_ADDRESS}")


def feed_links(content: bytes, place: Place, tally: Tally) -> Iterator[Link | Refusal]:
    """The feeds of an OPML file in its order, those of nested outlines too; a feed that stands in
    several folders once, and a refusal for each whose address is none. Raises `Broken` for a file
    without any feed.

    Format: OPML 2.0 (opml.org). No entity is resolved and nothing is fetched.
    """
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(as_xml(decode(content, "", place.name)), parser)
    except (etree.XMLSyntaxError, ValueError):  # Unreadable is one
        root = None
    seen: set[str] = set()
    has_refused = False
    for outline in root.iter("{*}outline") if root is not None else ():
        fields = {name.lower(): value for name, value in outline.attrib.items()}
        address = written = fields.get("xmlurl", "").strip()
        kind = (fields.get("type") or "").lower()
        is_page = not address and kind == "link"
        if is_page:
            address = fields.get("url", "").strip()
        address = web_address(_FEED_SCHEME.sub(_of_the_web, address, count=1))
        if not (address or written) or address in seen or len(seen) >= _MOST_FEEDS:
            continue
        tally.count_row()
        if not address:
            has_refused = True
            yield place.refuse(f"names a feed (“{shown(written)}”) whose address is none. {_FEED}")
            continue
        seen.add(address)
        here = place.at(f"feed {len(seen)}")
        title = squeeze(fields.get("title") or fields.get("text") or "")[:200]
        yield Link(address, title or here.name, "page" if is_page else "feed", key=here.key)
    if not (seen or has_refused):
        raise Broken("is an OPML file without a feed's address. Export the feeds again.")


def _of_the_web(match: re.Match[str]) -> str:
    """ "feed:https://…" and "feed://…" as the web's addresses."""
    return "http" if match.group().lower() == "feed" else ""
