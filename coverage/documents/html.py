"""Opening a saved page."""

from __future__ import annotations

from .opened import OpenedArticle, Unreadable


def open_html(html: str | bytes, address: str = "", name: str = "") -> OpenedArticle:
    """Not built yet in this step."""
    raise Unreadable(f"{name or 'The page'} is HTML, which cannot be opened yet. Give its text.")
