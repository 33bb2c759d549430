"""The feeds that a page names for programs: `<link rel="alternate" type="application/rss+xml">`."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from coverage.text.spans import as_body

from .canonical import web_address
from .encodings import decode
from .opened import Unreadable
from .trees import attribute, elements, parse_page, squeeze

_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/json+feed",
)
_MOST = 50


@dataclass(frozen=True, slots=True)
class NamedFeed:
    """A feed that a page or a list names; `title` may be ""."""

    address: str
    title: str


def feeds_named(content: bytes, content_type: str, address: str) -> list[NamedFeed]:
    """The feeds that the page got at `address` names, in its order, each once; [] for none, and
    for what is no page. WordPress's own JSON (`/wp-json/`) is none, and comments come last."""
    try:
        root = parse_page(decode(content, content_type))
    except Unreadable:
        return []
    if root is None:
        return []
    base = next((attribute(e, "href") for e in elements(root, "base")), "")
    found: dict[str, NamedFeed] = {}
    for link in elements(root, "link"):
        kinds = attribute(link, "rel").lower().split()
        kind = attribute(link, "type").lower().partition(";")[0].strip()
        if "alternate" not in kinds or kind not in _TYPES or len(found) >= _MOST:
            continue
        try:
            place = web_address(urljoin(urljoin(address, base), attribute(link, "href")))
        except ValueError:
            continue
        if place:
            title = as_body(squeeze(attribute(link, "title")))[:300]
            found.setdefault(place, NamedFeed(place, title))
    return sorted(found.values(), key=lambda feed: "/comments/" in feed.address)
