"""What the pages print: one record for each page, and the records they are made of.

Views hand these to templates, which loop and print; nothing here asks the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from coverage.text.pieces import Piece

from .attributed import Attributed, Heard, SaidBy
from .rulingnotes import Note

Sign = Literal["≠", "∥", "⇄", "=", "◐", "❝", ""]


@dataclass(frozen=True, slots=True)
class AlsoAt:
    """A near-duplicate of a column's article, shown under it."""

    href: str
    words: str  # the host of its address, else its first words in quote marks


@dataclass(frozen=True, slots=True)
class Column:
    """One article at the head of its column."""

    article: int
    called: str  # the outlet's name, or its own first words in quote marks
    outlet: str  # "" where nobody stated it
    outlet_id: int | None
    outlet_state: str  # suggested | confirmed
    outlet_why: str
    headline: str
    headline_derived: bool
    published: datetime | None
    day_only: bool
    own_words: int
    post_words: int
    quotes: int  # words in marks
    residue: int
    reader_failed: str = ""
    href: str = ""
    reported: int = 0  # times it reports speech in its own words
    also_at: tuple[AlsoAt, ...] = ()
    language: str = ""  # ISO 639-1
    address: str = ""
    cut: str = ""  # why what is kept is not its whole text: "its text breaks off at a paywall"


@dataclass(frozen=True, slots=True)
class PostCard:
    """A social post shown from the stored copy."""

    platform: str  # "X"
    handle: str
    author: str
    text: str
    posted: date | None
    how: str
    address: str
    key: int = 0  # the appearance, 0 where the collation has none
    href: str = ""
    spot: str = ""  # words that its row's own address names, "" where it stands in no row


@dataclass(frozen=True, slots=True)
class CellPart:
    """One sentence (or run of sentences of one passage) in a cell."""

    kind: str  # passage kind
    passage: int  # ¶ number
    pieces: tuple[Piece, ...]
    post: PostCard | None = None
    skipped_before: bool = False  # text stands between this part and the one before: print "…"
    reason: str = ""
    said: tuple[Attributed, ...] = ()  # whose the quotes in it are, in the order of the text


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a row and an article meet."""

    column: Column
    parts: tuple[CellPart, ...] = ()
    notes: tuple[str, ...] = ()  # "on TikTok", "8 of the post’s 31 words"
    state: str = ""  # suggested | confirmed, of the quotes in it
    reason: str = ""  # why nothing was found, where there is a reason beyond the text
    is_unknown: bool = False  # nothing can be told, for that reason
    same_as: str = ""  # the column whose identical wording stands already: "= 4 outlets"
    short: str = ""  # for the matrix: "at least 12", "9/14", "embedded"
    checked: Note | None = None  # a person looked: it is not in its text
    at: int = -1  # where its text tells it (an offset); -1 where only its headline does, or nothing
    moved: str = ""  # "earlier" or "later": its text has it elsewhere than the rows stand

    @property
    def found(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class RowView:
    """What corresponds, across the columns."""

    number: int  # 1-based, the permalink is #r<number>
    label: str  # the row's own words in quote marks
    relation: str  # shared | differs | only | scope
    sign: Sign
    badge: str  # "differs: words, speaker", "only in one", "different scope: Twitter / TikTok"
    found_in: int
    of: int
    cells: tuple[Cell, ...]  # one for each column, in the columns' order
    why: str = ""
    utterance: int = 0  # the number printed on its quotes, 0 for none
    folded: bool = False  # residue, boilerplate and metadata fold away
    spot: str = ""  # words that the row's own address names, which no new comparison changes
    rulings: tuple[Note, ...] = ()  # what people said of it
    seen: str = ""  # changes with what stands in it


@dataclass(frozen=True, slots=True)
class FindingLine:
    called: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Possible:
    """Another story to which an article, or all of this one, might belong, and why."""

    story: int
    headline: str
    why: str
    articles: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A box on top of the comparison."""

    kind: Literal["accounts", "wordings", "post", "only"]
    sign: Sign
    title: str  # "Accounts differ"
    about: str  # the articles' own words, in quote marks
    lines: tuple[FindingLine, ...]
    href: str  # the row it is about
    more: int = 0  # other findings of this kind


@dataclass(frozen=True, slots=True)
class WordingView:
    """How one article prints an utterance (the quotes tab)."""

    column: Column
    pieces: tuple[Piece, ...]  # marks: "missing" (base words not printed), "changed", "split"
    by: tuple[SaidBy, ...]
    vias: tuple[Heard, ...]
    words: int
    changes: tuple[str, ...]
    is_base: bool
    quotes: tuple[int, ...] = ()
    states: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    is_post: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class ReportView:
    """How an article has an utterance that it does not quote (the quotes tab)."""

    column: Column
    pieces: tuple[Piece, ...]  # mark "shared": words that the base prints, too
    by: SaidBy | None  # None where the words stand without marks and nobody is named
    heard: Heard | None
    words: int
    changes: tuple[str, ...]
    is_reported: bool  # in the outlet's own words; else word for word, without marks
    state: str
    in_article: str
    href: str


@dataclass(frozen=True, slots=True)
class UtteranceView:
    number: int
    text: str
    words: int
    articles: int
    quotes: int
    changes: tuple[str, ...]
    wordings: tuple[WordingView, ...]
    base_called: str
    key: int = 0  # the stored utterance
    elsewhere: tuple[str, ...] = ()  # the texts that have no wording of it, in words
    spot: str = ""
    rulings: tuple[Note, ...] = ()
    reports: tuple[ReportView, ...] = ()

    @property
    def reported(self) -> int:
        """In how many articles it stands that do not quote it."""
        return len({report.column.article for report in self.reports})


@dataclass(frozen=True, slots=True)
class LoneQuote:
    """A quote whose words no other article prints, or reported speech (the quotes tab)."""

    column: Column
    text: str
    by: SaidBy
    heard: Heard
    state: str
    tags: tuple[str, ...]
    href: str
    spot: str = ""
    rulings: tuple[Note, ...] = ()
    utterance: int = 0  # the number of the utterance that it reports, 0 for none


@dataclass(frozen=True, slots=True)
class ReportedIn:
    """What one article tells in its own words of what was said."""

    column: Column
    quotes: tuple[LoneQuote, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A measured thing in the claims tab."""

    what: str
    relation: str  # same | rounded | compatible | conflict | update | scope
    sign: Sign
    badge: str
    cells: tuple[Cell, ...]
    difference: str = ""
    spot: str = ""
    rulings: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """The line under the headline; each is a whole phrase with its count."""

    phrases: tuple[str, ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...] = ()  # called → why it is in this story
    suggested: int = 0  # memberships nobody confirmed


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story side by side."""

    story: int
    headline: str
    headline_of: str  # "headline of Meridian" or "first words of …"
    headline_derived: bool
    is_sample: bool
    facts: Facts
    columns: tuple[Column, ...]
    layout: Literal["reading", "columns", "compact", "matrix"]
    order: str  # "by publication; 2 undated last"
    waiting: int = 0  # articles not yet compared
    is_left: bool = False  # comparing it ended workers, so that they leave it alone
    is_due: bool = False  # workers compare it again, as lines of it were settled
    show: str = "all"
    rows_as: str = "collated"
    base: int = 0
    picked: tuple[int, ...] = ()
    hidden_rows: int = 0
    quote_count: int = 0
    ledger_count: int = 0  # posts on the posts tab
    has_claims: bool = False
    compared_at: datetime | None = None
    copies_once: bool = False  # articles that share one text count once
    has_copies: bool = False
    pair: tuple[int, ...] = ()  # the two that a narrow screen shows of four to six, none picked
    folded: tuple[tuple[Column, Column], ...] = ()  # a column left out, and what it copies
    findings: tuple[Finding, ...] = ()
    rows: tuple[RowView, ...] = ()
    utterances: tuple[UtteranceView, ...] = ()
    figures: tuple[FigureView, ...] = ()
    only: tuple[FindingLine, ...] = ()
    posts: tuple[tuple[PostCard, tuple[FindingLine, ...]], ...] = ()
    possible: tuple[Possible, ...] = field(default=())  # stories one article might belong to
    lone_quotes: tuple[LoneQuote, ...] = field(default=())
    reported: tuple[ReportedIn, ...] = field(default=())
    all_columns: tuple[Column, ...] = field(default=())  # also those not picked
