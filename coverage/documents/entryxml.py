"""The entries of a feed in XML: RSS 0.9 to 2.0, RDF and Atom, also of a broken one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from html.entities import html5

from lxml import etree

from .encodings import as_xml
from .entries import (
    MOST_ENTRIES,
    Entry,
    FeedRead,
    absolute,
    digest_of,
    is_whole,
    key_of,
    newest_moment,
    pause_of,
    shown_title,
)
from .opened import Unreadable
from .trees import Element, squeeze

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
#: What of the feed's head goes with each entry.
_HEAD = ("title", "link", "language", "author", "id")
_MOMENTS = ("updated", "modified", "pubDate", "published", "issued", "date", "created")
#: A stretch that is taken as it stands, or an "&" with what it names.
_ENTITY = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|([A-Za-z][A-Za-z0-9]{1,31});)?",
    re.S,
)
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_END = re.compile(r"</(?:[\w-]+:)?(?:rss|feed|RDF)\s*>\s*\Z")


def read(text: str, address: str) -> FeedRead:
    """As `read_entries`; what is no feed, or broken beyond reading, is `Unreadable`, in words that
    go on from its name."""
    root, wrong = _parsed(text)
    if root is None or _name(root) not in ("rss", "feed", "RDF"):
        raise Unreadable(
            f"is no XML that can be read ({wrong}): it may be mended at the next look, else ask "
            "its site."
            if wrong
            else "is XML, but no feed: give the address of an RSS, Atom or JSON feed."
        )
    head = next((child for child in root if _name(child) == "channel"), root)
    entries = [e for parent in dict.fromkeys((head, root)) for e in parent if _is_entry(e)]
    is_cut = not _END.search(_COMMENT.sub("", text[-2000:]))
    if is_cut and entries:
        entries = entries[:-1]  # it may be cut as well
    if not entries and wrong:
        raise Unreadable(
            f"is broken XML without a whole entry ({wrong}): it may be mended at the next look, "
            "else ask its site."
        )
    found: dict[str, Entry] = {}
    bases = [address, root.get(_BASE) or "", head.get(_BASE) or ""]
    for element in entries[:MOST_ENTRIES]:
        one = _entry(element, root, head, bases)
        found.setdefault(one.key, one)
    return FeedRead(
        title=shown_title(_said(head, "title")),
        entries=tuple(found.values()),
        pause=pause_of(
            _said(head, "ttl"), _said(head, "updatePeriod"), _said(head, "updateFrequency")
        ),
        is_cut=is_cut,
        left_out=max(0, len(entries) - MOST_ENTRIES),
        wrong="" if is_cut else wrong,
    )


def _parsed(text: str) -> tuple[Element | None, str]:
    """The root, None where there is none, and what is wrong with the XML, "" where nothing is.

    HTML's entities, which XML does not know, become their characters, and an "&" that names none
    stays one; nothing else is resolved, and nothing is fetched.
    """
    body = _UNSTORABLE.sub(" ", _ENTITY.sub(_character, text))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(as_xml(body), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, str(error)[:200] or "nothing in it is XML"
    fatal = [e for e in parser.error_log if e.level_name in ("ERROR", "FATAL")]
    return root, f"line {fatal[0].line}: {squeeze(fatal[0].message)[:200]}" if fatal else ""


def _character(found: re.Match[str]) -> str:
    """The characters as numbers, which a parser reads also where it had to mend something."""
    if found[0].startswith(("<", "&#")):
        return found[0]
    meant = html5.get(f"{found[1]};") if found[1] else None
    if meant is None:
        return f"&#38;{found[0][1:]}"
    return "".join(f"&#{ord(character)};" for character in meant)


def _entry(element: Element, root: Element, head: Element, bases: list[str]) -> Entry:
    link = absolute([*bases, element.get(_BASE) or ""], _link(element))
    title = _said(element, "title")
    content, description = _markup(element)
    markup = max(content, description, key=len)
    alone = b""
    if is_whole(markup, bool(content) and len(content) >= len(description), bool(link)):
        alone = _alone(element, root, head, link)
    is_atom = _name(root) == "feed"
    return Entry(
        key=key_of(
            _said(element, "guid", "id") or element.get(_RDF_ABOUT, ""), link, title, markup
        ),
        address=link,
        title=shown_title(title),
        updated=newest_moment([_text(child) for child in _children(element, *_MOMENTS)]),
        content=alone,
        content_type="application/atom+xml" if is_atom else "application/rss+xml",
        digest=digest_of(title, markup),
    )


def _link(element: Element) -> str:
    """Where the entry's article is: its link, or the id that RSS calls a permanent address."""
    for child in _children(element, "link"):
        if (child.get("rel") or "alternate") == "alternate":
            if link := (child.get("href") or _text(child)).strip():
                return link
    for child in _children(element, "guid"):
        permanent = (child.get("isPermaLink") or "true").strip().lower() != "false"
        if permanent and re.match(r"https?://", _text(child).strip(), re.I):
            return _text(child).strip()
    return ""


def _markup(element: Element) -> tuple[str, str]:
    """The longest content and the longest description of an entry."""
    contents = [""]
    for child in _children(element, "encoded", "content"):
        if child.tag in (f"{{{_CONTENT}}}encoded", f"{{{_ATOM}}}content") and not child.get("src"):
            contents.append(_text(child))
    descriptions = [_text(child) for child in _children(element, "description", "summary")]
    return max(contents, key=len), max(["", *descriptions], key=len)


def _alone(element: Element, root: Element, head: Element, link: str) -> bytes:
    """A feed with the head and this one entry, as UTF-8; what stands between entries is left out,
    and an address that only holds beside the feed's is written in full.

    b"" where a parser mended names that nobody can write: the page has to do then.
    """
    try:
        return _written(element, root, head, link)
    except ValueError:
        return b""


def _written(element: Element, root: Element, head: Element, link: str) -> bytes:
    nsmap = dict(root.nsmap)
    if _name(root) == "feed" and etree.QName(root).namespace == _ATOM:
        nsmap = {prefix: place for prefix, place in nsmap.items() if place != _ATOM}
        nsmap[None] = _ATOM
    feed = etree.Element(root.tag, _named(root), nsmap=nsmap)
    place = feed if head is root else etree.SubElement(feed, head.tag, _named(head))
    for child in head:
        if isinstance(child.tag, str) and _name(child) in _HEAD:
            place.append(_copy(child))
    entry = _copy(element)
    for child in _children(entry, "link"):
        if (child.get("rel") or "alternate") == "alternate":
            if child.get("href"):
                child.set("href", link)
            elif _text(child):
                child.text = link
    (place if element.getparent() is head else feed).append(entry)
    return bytes(etree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _named(element: Element) -> dict[str, str]:
    """The element's attributes, without those whose names a parser mended out of broken XML."""
    return {
        name: value for name, value in element.attrib.items() if ":" not in name.rpartition("}")[2]
    }


def _copy(element: Element) -> Element:
    copied = deepcopy(element)
    copied.tail = None
    return copied


def _is_entry(element: Element) -> bool:
    return isinstance(element.tag, str) and _name(element) in ("item", "entry")


def _name(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _children(element: Element, *names: str) -> Iterator[Element]:
    for child in element:
        if isinstance(child.tag, str) and _name(child) in names:
            yield child


def _said(element: Element, *names: str) -> str:
    """The text of the first child of one of these names that has any."""
    return next((text for child in _children(element, *names) if (text := _text(child))), "")


def _text(element: Element) -> str:
    """Everything written under the element; markup that stands there unescaped keeps its words."""
    return "".join(element.itertext()).strip()
