"""Citing an article's words in plain text: words, outlet, headline, date, address."""

from __future__ import annotations

from coverage.models import Article

from .bench import day_of
from .phrases import in_marks


def citation(article: Article, words: str) -> str:
    """One paragraph: “words” — Outlet, “Headline”, 3 Mar 2026, https://… What nobody stated is
    said to be missing, never made up."""
    outlet = article.outlet_name or "outlet not stated"
    headline = in_marks(article.headline) if article.headline else "no headline"
    if article.headline_derived:
        headline += " (its first words)"
    day = day_of(article) or "no date in its text"
    address = article.address or "no address stated"
    return f"{in_marks(words)} — {outlet}, {headline}, {day}, {address}"
