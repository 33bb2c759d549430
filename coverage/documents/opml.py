"""A list of feeds as OPML 2.0 (opml.org), which readers of feeds take; `lists.py` reads it."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from .alternates import NamedFeed


def write_opml(feeds: Iterable[NamedFeed], title: str) -> bytes:
    """The feeds in their order, as UTF-8."""
    root = etree.Element("opml", {"version": "2.0"})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for feed in feeds:
        called = feed.title or feed.address
        outline = {"type": "rss", "text": called, "title": called, "xmlUrl": feed.address}
        etree.SubElement(body, "outline", outline)
    written = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return bytes(written)
