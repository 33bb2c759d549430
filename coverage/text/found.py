"""What the readers find: one frozen record for each kind of thing a body holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from .records import quickly_made
from .spans import Span

PassageKind = Literal[
    "headline",
    "standfirst",
    "paragraph",
    "heading",
    "list",
    "blockquote",
    "caption",
    "post",
    "residue",
    "boilerplate",
    "metadata",
]
#: Passages in which the outlet itself speaks; quotes and claims are read out of these.
OWN_WORDS: frozenset[str] = frozenset(
    {"headline", "standfirst", "paragraph", "heading", "list", "blockquote", "caption"}
)
QuoteKind = Literal["direct", "mixed", "indirect"]
MarkedKind = Literal["title", "nickname", "term", "scare"]
Platform = Literal[
    "x",
    "youtube",
    "instagram",
    "tiktok",
    "facebook",
    "telegram",
    "reddit",
    "bluesky",
    "mastodon",
    "threads",
]
How = Literal["embedded", "linked", "quoted", "credited", "residue"]
Bound = Literal["exact", "over", "under", "nearly", "about", "range", "vague"]


@quickly_made
@dataclass(frozen=True, slots=True)
class Passage:
    """A unit of the body. Passages stand in order, do not overlap, and hold every letter."""

    span: Span
    kind: PassageKind
    reason: str = ""  # why it is boilerplate, residue or metadata, in words


@quickly_made
@dataclass(frozen=True, slots=True)
class Mention:
    """The span that names a speaker here, and the name it stands for in this article."""

    span: Span
    name: str  # resolved inside the article: "he" → "Mark Dunn"; else the span's own text
    role: str = ""  # what the article calls them, in its words: "mayor", "spokesman for the port"
    names: tuple[str, ...] = ()  # of two who speak together, each of them where both are known


@quickly_made
@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Reported words; `span` is inside the marks, `outer` takes the marks in."""

    span: Span
    outer: Span
    kind: QuoteKind
    speaker: Mention | None = None
    cue: Span | None = None
    via: Span | None = None  # through whom it was heard ("the Lamp" of "as translated by the Lamp")
    via_how: str = ""  # "translation", "told", "statement", "post", … or ""
    confidence: float = 0.5
    is_turn: bool = False  # a transcript's turn: direct, though it stands in no marks


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words in quotation marks with which nobody is quoted; `span` is inside the marks.

    A title (of a work), a nickname, a term (words spoken of as words), or a scare quote.
    """

    span: Span
    outer: Span
    kind: MarkedKind


@dataclass(frozen=True, slots=True)
class FoundPost:
    """A social post as a text has it: shown, linked, quoted, credited, or lost but for a line.

    `offset` is its place in the body; `span` the words that stand there for it (text and
    attribution line), if any. Empty strings where the text does not say. A residue has platform "".
    """

    offset: int
    how: How
    platform: Platform | Literal[""] = ""
    post_id: str = ""
    url: str = ""
    handle: str = ""  # without "@"
    author: str = ""  # display name
    text: str = ""  # the post's own words, without attribution line and media link
    posted: date | None = None
    span: Span | None = None
    text_span: Span | None = None  # where in the body the post's own words stand, if they do


@quickly_made
@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A measured thing as an interval: `low`/`high` None where open, `unit` a singular noun,
    an ISO currency code, or "percent"."""

    span: Span
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: str


@quickly_made
@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A checkable statement (a sentence or clause); `checkworthiness` 0–1 orders, never hides."""

    span: Span
    checkworthiness: float
    claimant: Mention | None = None
    quantities: tuple[FoundQuantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one body by one reader version."""

    body: str
    passages: tuple[Passage, ...]
    quotes: tuple[FoundQuote, ...] = ()
    posts: tuple[FoundPost, ...] = ()
    claims: tuple[FoundClaim, ...] = ()
    quantities: tuple[FoundQuantity, ...] = ()
    marked: tuple[MarkedWords, ...] = ()
    not_read: tuple[str, ...] = field(default=())  # what was not tried, and why, in words
