"""What is stored of one article's newest text, as far as a person may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coverage.models import (
    Article,
    ArticleVersion,
    ClaimAppearance,
    Coding,
    MadeBy,
    MarkedWords,
    Note,
    Passage,
    PostAppearance,
    Quote,
    SpanRow,
    State,
)
from coverage.text.pieces import Mark

from .articlecards import claims_for_cards, marked_for_cards, posts_for_cards, quotes_for_cards
from .articletext import text_marks
from .assignments import machine_seen, seen_by
from .notecards import codings_for_cards, notes_for_cards
from .sharedtexts import SharedTexts, shared_texts
from .telling import outside_repeated

Words = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """`said` holds all quotes, `quotes` those that are shown; `codings` tags on words that are no
    quote, by the claim's words where they are one."""

    version: ArticleVersion
    passages: list[Passage]
    said: list[Quote]
    quotes: list[Quote]
    marked: list[MarkedWords]
    posts: list[PostAppearance]
    claims: list[ClaimAppearance]
    notes: list[Note]
    codings: list[Coding]
    on_claims: dict[Words, list[Coding]]
    shares: SharedTexts

    @property
    def marks(self) -> list[Mark]:
        """All that is drawn in the text."""
        rows = (self.quotes, self.posts, self.claims, self.marked, self.notes, self.codings)
        return [*text_marks(*rows), *self.shares.marks]

    @property
    def reported(self) -> int:
        """How much reported speech stands."""
        return sum(row.is_reported and is_drawn(row) for row in self.said)


def is_drawn(row: SpanRow) -> bool:
    """True for what nobody rejected."""
    return row.state != State.REJECTED


def article_rows(
    article: Article,
    person: int | None = None,
    *,
    shows_reported: bool = False,
    shared_with: int = 0,
) -> ArticleRows:
    """The rows for the person (their id; None for a stranger). Queries: whether the machine's marks
    are seen, passages, quotes, their codings, words in marks, posts, claims, their quantities,
    notes, codings on other words, texts that share its words.

    Reported speech that a person marked is shown in any case. Of others' tags and notes, and of the
    machine's quotes and claims, a coder sees what their assignment lets them see; posts are part of
    the text.
    """
    version = article.current_version
    assert version is not None
    sees_machine = machine_seen(person, article.pk)

    def is_seen(row: SpanRow) -> bool:
        return sees_machine or row.is_decided or row.made_by == MadeBy.PERSON

    passages = list(Passage.objects.filter(version=version).standing())
    said = list(filter(is_seen, quotes_for_cards(person).filter(version=version)))
    marked = list(filter(is_seen, marked_for_cards().filter(version=version)))
    found = list(filter(is_seen, claims_for_cards().filter(version=version)))
    claims = list(filter(outside_repeated(passages), found))
    codings = list(seen_by(codings_for_cards().filter(version=version, quote=None), person))
    written: Any = notes_for_cards().filter(version=version)
    notes: Any = seen_by(written, person)  # a note has a person and a text as a coding has
    stand = {(row.start, row.end) for row in claims if is_drawn(row)}
    on_claims: dict[Words, list[Coding]] = {}
    for coding in codings:
        if (coding.start, coding.end) in stand:
            on_claims.setdefault((coding.start, coding.end), []).append(coding)
    return ArticleRows(
        version=version,
        passages=passages,
        said=said,
        quotes=[
            row
            for row in said
            if shows_reported or not row.is_reported or row.made_by == MadeBy.PERSON
        ],
        marked=marked,
        posts=list(posts_for_cards().filter(version=version)),
        claims=claims,
        notes=list(notes),
        codings=[one for one in codings if (one.start, one.end) not in stand],
        on_claims=on_claims,
        shares=shared_texts(article, shared_with),
    )
