"""What opening a document gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coverage.text.found import FoundPost, Passage


@dataclass(frozen=True, slots=True)
class OpenedArticle:
    """One article as a document holds it, before quotes and claims are read out.

    `published` keeps the precision the document has: a date, or a moment with its zone.
    """

    body: str
    passages: tuple[Passage, ...]
    posts: tuple[FoundPost, ...] = ()
    headline: str = ""
    headline_derived: bool = False  # verbatim first words with "…", not a headline of the outlet
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    outlet: str = ""  # "" where nothing in the document states it
    outlet_why: str = ""  # "its own address line news@…", "site name in its markup"
    language: str = ""  # ISO 639-1, "" where it cannot be told
    address: str = ""  # canonical, trackers dropped
    remark: str = ""  # what was stated of it and could not be used, for who brings it


class Unreadable(ValueError):
    """A document that cannot be opened; the message names the document and what would mend it."""
