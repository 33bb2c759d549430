"""What stands otherwise on an article's page after a mark was made, moved or taken off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coverage.models import (
    Article,
    ClaimAppearance,
    Coding,
    MarkedWords,
    Note,
    PostAppearance,
    Quote,
    SpanRow,
    State,
)

from .articlerecords import TextBlock
from .articlerows import ArticleRows, article_rows, is_drawn
from .articletext import blocks_over, is_title

#: A stretch of the body, `[start, end)`.
Stretch = tuple[int, int]
KINDS: dict[type[SpanRow], str] = {
    Quote: "quote",
    MarkedWords: "marked",
    ClaimAppearance: "claim",
    Note: "note",
    Coding: "coding",
    PostAppearance: "post",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers on the tabs of an article's cards."""

    quotes: int
    reported: int
    claims: int
    notes: int


@dataclass(frozen=True, slots=True)
class Redrawn:
    """The blocks of text that hold a changed mark, the one printed as the title apart, and the
    counts."""

    blocks: tuple[TextBlock, ...]
    title: TextBlock | None
    counts: Counts


def redrawn(
    article: Article,
    places: Sequence[Stretch],
    person: int | None,
    *,
    shows_reported: bool = False,
    shared_with: int = 0,
) -> Redrawn:
    """The article's page where the places lie, for the person; the queries of `article_rows`."""
    rows = article_rows(article, person, shows_reported=shows_reported, shared_with=shared_with)
    over = blocks_over(rows.version.body, rows.passages, rows.posts, rows.marks, places)
    title = next((one for one in over if is_title(one, rows.passages, article.headline)), None)
    blocks = tuple(one for one in over if one is not title)
    return Redrawn(blocks, title, counts_of(rows))


def counts_of(rows: ArticleRows) -> Counts:
    """What stands: nothing that was rejected counts."""
    return Counts(
        quotes=sum(not row.is_reported and is_drawn(row) for row in rows.quotes),
        reported=rows.reported,
        claims=sum(map(is_drawn, rows.claims)),
        notes=len(rows.notes) + len(rows.codings),
    )


def kind_of(row: SpanRow) -> str:
    """What addresses call the kind of the mark."""
    return KINDS[type(row)]


def card_of(row: SpanRow) -> tuple[str, int]:
    """(kind, key) of the card that shows the mark: a tag on a quote or a claim stands on theirs."""
    if isinstance(row, Coding):
        if row.quote_id:
            return "quote", row.quote_id
        claims = ClaimAppearance.objects.exclude(state=State.REJECTED)
        place = {"version": row.version_id, "start": row.start, "end": row.end}
        if claim := claims.filter(**place).values_list("pk", flat=True).first():
            return "claim", claim
    return kind_of(row), row.pk or 0


def stretches_of(row: Any) -> list[Stretch]:
    """Where the mark is drawn: a quote with its quotation marks, and its speaker's name."""
    if not isinstance(row, Quote | MarkedWords):
        return [(row.start, row.end)]
    stretches = [(row.outer_start, row.outer_end)]
    mention = getattr(row, "mention_start", None), getattr(row, "mention_end", None)
    if mention[0] is not None and mention[1] is not None:
        stretches.append((mention[0], mention[1]))
    return stretches
