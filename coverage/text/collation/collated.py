"""What a collation is made from and what it gives: records only, no method."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from ..found import FoundClaim, FoundQuote, How, Platform, Reading
from ..spans import Span
from .one_claim import Apart

RowRelation = Literal["shared", "differs", "only"]
FigureRelation = Literal["same", "rounded", "compatible", "conflict", "update", "scope"]
ReportHow = Literal["reported", "document"]
Change = Literal[
    "cut at start",
    "cut in the middle",
    "cut at end",
    "longer at start",
    "longer in the middle",
    "longer at end",
    "another part",
    "split",
    "joined",
    "word",
    "number",
    "tense",
    "person",
    "translation",
    "paraphrase",
    "speaker",
    "via",
]


@dataclass(frozen=True, slots=True)
class Told:
    """One article of a story, as the collation sees it."""

    key: str
    outlet: str  # "" where nobody stated it
    published: date | datetime | None
    headline: str
    reading: Reading
    reported: tuple[FoundQuote, ...] = ()  # what it reports without marks


@dataclass(frozen=True, slots=True)
class Row:
    """What corresponds: for each article (by key) the sentences that stand in this row.

    An article without a cell is "not found in its text". `label` is made of the row's own words.
    """

    cells: dict[str, tuple[Span, ...]]
    label: str
    relation: RowRelation
    why: str = (
        ""  # what lined it up, in words: "same quote", "same figure", "shares 'engine-room fire'"
    )
    apart: tuple[Apart, ...] = ()  # what keeps its articles' claims from being the same


@dataclass(frozen=True, slots=True)
class Wording:
    """How one article prints an utterance: one or more quotes (spans), or a post's words."""

    key: str
    spans: tuple[Span, ...]
    quotes: tuple[int, ...]  # indices into that article's reading.quotes; () for a post
    post: int | None  # index into reading.posts when the wording is a post's
    speakers: tuple[str, ...]
    vias: tuple[str, ...]
    words: int  # words of the base that stand here
    changes: tuple[Change, ...]
    own: tuple[Span, ...] = ()  # words that the base does not print


@dataclass(frozen=True, slots=True)
class Report:
    """How an article that does not quote an utterance has it: reported in the outlet's own words
    and given to its speaker, or word for word without marks (a letter or a statement in full)."""

    key: str
    span: Span
    how: ReportHow
    reported: int  # index into that article's `Told.reported`; -1 for a document
    speaker: str
    shared: tuple[Span, ...]  # its words that the base prints too
    words: int  # words of the base that stand here
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SharedUtterance:
    """One thing said, of which several articles print words, or one does and others report it;
    `base` is the article (key) that the others are compared with."""

    text: str  # the base's words
    words: int  # words of the base
    base: str
    wordings: tuple[Wording, ...]  # in the articles' order; the base among them
    changes: tuple[Change, ...]  # of the wordings; () where all print the same
    reports: tuple[Report, ...] = ()  # of other articles, in their order

    @property
    def is_shared(self) -> bool:
        """True where two articles print it, in marks or as a post."""
        return len({wording.key for wording in self.wordings}) > 1


@dataclass(frozen=True, slots=True)
class FigureMember:
    key: str
    span: Span
    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: str
    scope: str = ""  # what narrows it, in the article's words: "on TikTok"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured thing that at least two articles put a quantity to."""

    what: str  # the articles' own word for what is measured: "views"
    members: tuple[FigureMember, ...]
    relation: FigureRelation
    difference: str = ""  # only for the same scope with closed bounds


@dataclass(frozen=True, slots=True)
class PostMember:
    key: str
    offset: int
    how: How
    post: int  # index into reading.posts, or -1 where a quote carries its words
    quote: int = -1
    words: int = 0  # of the post's words


@dataclass(frozen=True, slots=True)
class SharedPost:
    """One post, wherever it stands; `members` name every article and how."""

    platform: Platform | Literal[""]
    post_id: str
    handle: str
    text: str
    words: int
    members: tuple[PostMember, ...]


@dataclass(frozen=True, slots=True)
class OnlyIn:
    """A claim that stands in one article alone."""

    key: str
    claim: FoundClaim


@dataclass(frozen=True, slots=True)
class Copying:
    """Articles that share one text (wire copy, reprints)."""

    keys: tuple[str, ...]
    share: float  # 0–1 of the shorter text's words


@dataclass(frozen=True, slots=True)
class AccountMember:
    key: str
    span: Span  # the words that place the act: "prior to the clip"


@dataclass(frozen=True, slots=True)
class Account:
    """An act that articles place in time differently."""

    what: str  # the act, in the articles' own word: "surrenders"
    members: tuple[AccountMember, ...]  # an article may place it twice


@dataclass(frozen=True, slots=True)
class Collation:
    """A story laid side by side."""

    keys: tuple[str, ...]
    rows: tuple[Row, ...]
    utterances: tuple[SharedUtterance, ...]
    figures: tuple[Figure, ...]
    posts: tuple[SharedPost, ...]
    only: tuple[OnlyIn, ...]
    copies: tuple[Copying, ...]
    accounts: tuple[Account, ...] = ()
    fates: tuple[tuple[str, str], ...] = ()  # (name of a person's ruling, what became of it)
