"""What the reading view of one article prints: its text in blocks, and a card for each mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from coverage.text.pieces import Piece

from .attributed import Heard, SaidBy
from .pages import PostCard
from .sharedtexts import SharedTexts


@dataclass(frozen=True, slots=True)
class TagChip:
    """A tag on a quote or a claim. `coding` is the reader's own coding of it, 0 where others put it
    on."""

    name: str
    colour: int  # 1–12, a class of the palette
    coding: int
    people: tuple[str, ...]
    code: str = ""  # two letters
    definition: str = ""


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """How a mark made in an earlier text was found in this one."""

    how: str  # "found again by its surroundings"
    percent: int  # how sure; 0 where a person placed it
    was: str  # the words it had, "" where they are the same
    version: int  # in which it was made


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands: `[start, end)` in code points of that version's body."""

    version: int  # its id
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Decided:
    """State and who decided it, the same for quotes, claims and posts."""

    state: str  # suggested | confirmed | rejected
    revision: int
    by: str = ""  # the person's name
    by_reader: bool = False  # the person is who is reading the page
    at: datetime | None = None
    is_turned: bool = False  # a quote made of words that quote nobody, or such words of a quote
    found: FoundAgain | None = None
    place: Place | None = None
    may_take_off: bool = False  # people marked it, and the reader may take it off

    @property
    def is_changed(self) -> bool:
        """There is a change to undo: a mark that a person made is taken off instead."""
        return self.revision > 1 or self.is_turned or not self.may_take_off


@dataclass(frozen=True, slots=True)
class QuoteCard:
    key: int
    decided: Decided
    text: str
    kind: str  # direct | mixed | reported speech
    is_reported: bool  # the words are the outlet's; no quotation marks stand around them
    by: SaidBy
    heard: Heard
    tags: tuple[TagChip, ...]
    article: int
    href: str  # its mark in the text
    others: int = 0  # other quotes of these words in the story
    post_of: str = ""  # whose post has these words too
    utterance_href: str = ""


@dataclass(frozen=True, slots=True)
class MarkedCard:
    """Words in marks that quote nobody."""

    key: int
    decided: Decided
    text: str
    kind: str  # title | nickname | a term | scare quote
    article: int
    href: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    key: int
    decided: Decided
    text: str
    claimant: str
    quantities: tuple[str, ...]
    article: int
    href: str
    tags: tuple[TagChip, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteCard:
    """What a person wrote beside words."""

    key: int
    decided: Decided
    text: str  # the words of the article
    words: str  # the note
    by: str
    by_reader: bool
    at: datetime
    article: int
    href: str
    file: ClassVar[str] = "articles/_note_card.html"


@dataclass(frozen=True, slots=True)
class CodingCard:
    """A person's tag on words that are no quote and no claim."""

    key: int
    decided: Decided
    text: str
    tag: TagChip
    by: str
    by_reader: bool
    at: datetime
    article: int
    href: str
    file: ClassVar[str] = "articles/_coding_card.html"


@dataclass(frozen=True, slots=True)
class AppearanceCard:
    """Where the article shows, links or credits a post; a residue has no `post`."""

    key: int
    decided: Decided
    text: str
    how: str
    post: PostCard | None
    article: int
    href: str
    after: str = ""  # the words before it, to tell one lost line from another


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One passage of the text; a post that takes several passages is one block."""

    number: int
    kind: str
    start: int
    pieces: tuple[Piece, ...]
    reason: str = ""
    posts: tuple[PostCard, ...] = ()
    as_it_stands: tuple[tuple[int, tuple[Piece, ...]], ...] = ()  # a post's own lines
    key: int = 0  # the passage's id
    is_repeated: bool = False  # boilerplate because its outlet repeats the line


@dataclass(frozen=True, slots=True)
class TextRun:
    """Blocks in a row; `folded` for a long run of boilerplate and metadata."""

    blocks: tuple[TextBlock, ...]
    folded: str = ""  # "6 lines of boilerplate and metadata"


@dataclass(frozen=True, slots=True)
class StoryLink:
    href: str
    headline: str
    articles: int
    is_sample: bool


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article in the reading view."""

    article: int
    headline: str
    headline_derived: bool
    headline_block: TextBlock | None  # the passage that is the headline: printed as the title
    outlet: str
    outlet_href: str
    outlet_state: str
    outlet_why: str
    authors: tuple[str, ...]
    published: datetime | date | None
    day_only: bool
    own_words: int
    post_words: int
    language: str
    address: str
    version: int  # its number
    version_id: int
    versions: int
    changes: int | None  # since the version before; None where nobody counted
    orphans: int  # marks that have no place in it
    has_original: bool
    is_page: bool  # that document was a web page, by its name or type
    reader_version: str
    reader_failed: str
    not_read: tuple[str, ...]
    story: StoryLink | None
    runs: tuple[TextRun, ...]
    quotes: tuple[QuoteCard, ...]  # and reported speech where it is shown, as the text has them
    reported_count: int
    shows_reported: bool
    marked: tuple[MarkedCard, ...]
    claims: tuple[ClaimCard, ...]
    notes: tuple[NoteCard | CodingCard, ...]  # and tagged words, as the text has them
    posts: tuple[AppearanceCard, ...]
    residues: tuple[AppearanceCard, ...]
    rejected_quotes: tuple[QuoteCard, ...]
    rejected_marked: tuple[MarkedCard, ...]
    rejected_claims: tuple[ClaimCard, ...]
    rejected_posts: tuple[AppearanceCard, ...]
    shared: SharedTexts

    @property
    def quote_count(self) -> int:
        """Words in marks; reported speech counts apart."""
        return sum(not card.is_reported for card in self.quotes)

    @property
    def to_settle(self) -> int:
        """Residues nobody has decided yet."""
        return sum(card.decided.state == "suggested" for card in self.residues)
