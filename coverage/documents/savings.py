"""Where a saved page was got: what the Wayback Machine and browsers write into it."""

from __future__ import annotations

import re

from .trees import Element

#: "https://web.archive.org/web/20310601120000if_/" before the address that was archived.
_ARCHIVED = re.compile(
    r"(?:(?:https?:)?(?:\\?/){2}web\.archive\.org)?\\?/web\\?/\d{4,14}(?:[a-z]{2}_)?\\?/(?=(?:https?:)?\\?/\\?/)",
    re.I,
)
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]{4,2000})",
    re.I,
)
_HEAD = 6000  # characters
_BARS = ("wm-ipp-base", "wm-ipp", "donato", "wm-toolbar", "FOOTER_ARCHIVE")


def without_archive(page: str) -> str:
    """The page with the addresses it had before the Wayback Machine rewrote them."""
    return _ARCHIVED.sub("", page) if "web.archive.org/web/" in page else page


def without_bars(root: Element) -> None:
    """Take the Wayback Machine's own bar out of a page's tree."""
    for element in list(root.iter("div")):
        if element.get("id") in _BARS and element.getparent() is not None:
            element.drop_tree()


def saved_from(page: str) -> str:
    """The address that a browser says it saved the page from; "" where none does."""
    found = _SAVED.search(page[:_HEAD])
    return found[1] if found else ""
