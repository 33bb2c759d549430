"""What is kept of articles, read back as the pure records the collation works on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from coverage.models import (
    Article,
    ClaimAppearance,
    Passage,
    PostAppearance,
    Quantity,
    Quote,
    SpanRow,
)
from coverage.models.assignments import open_codings
from coverage.text import found
from coverage.text.found import Reading
from coverage.text.spans import Span


@dataclass(frozen=True, slots=True)
class Kept:
    """One article's current version: its reading, and the rows behind the reading's indices."""

    version: int
    reading: Reading
    passages: tuple[Passage, ...]
    quotes: tuple[Quote, ...]  # words in marks; the reading holds these and no others
    reported: tuple[Quote, ...]  # reported speech, in the outlet's words
    posts: tuple[PostAppearance, ...]

    @property
    def reported_speech(self) -> tuple[found.FoundQuote, ...]:
        """The reported speech as the reader's records."""
        return tuple(found_quote(self.reading.body, row) for row in self.reported)


def kept_reading(articles: Sequence[Article]) -> dict[int, Kept]:
    """Article id → what stands in its current version; at most eight queries for any number.

    The articles must come with `current_version`; rejected rows are left out.
    """
    versions = [a.current_version_id for a in articles]
    passages = _by_version(Passage.objects.filter(version__in=versions).standing())
    said = _by_version(
        Quote.objects.filter(version__in=versions)
        .standing()
        .select_related("speaker", "via_outlet", "via_speaker", "via_post")
        .prefetch_related(Prefetch("codings", open_codings().prefetch_related("tag")))
    )
    posts = _by_version(
        PostAppearance.objects.filter(version__in=versions).standing().select_related("post")
    )
    claims = _by_version(ClaimAppearance.objects.filter(version__in=versions).standing())
    quantities = _by_version(Quantity.objects.filter(version__in=versions).standing())
    kept = {}
    for article in articles:
        version = article.current_version
        assert version is not None
        of = version.pk
        quotes = tuple(row for row in said[of] if not row.is_reported)
        told = outside_repeated(passages[of])
        measured = [found_quantity(version.body, row) for row in quantities[of] if told(row)]
        kept[article.pk] = Kept(
            version=of,
            passages=tuple(passages[of]),
            quotes=quotes,
            reported=tuple(row for row in said[of] if row.is_reported),
            posts=tuple(posts[of]),
            reading=Reading(
                body=version.body,
                passages=tuple(
                    found.Passage(Span.of(version.body, p.start, p.end), p.kind, p.reason)
                    for p in passages[of]
                ),
                quotes=tuple(found_quote(version.body, row) for row in quotes),
                posts=tuple(found_post(version.body, row) for row in posts[of]),
                claims=tuple(
                    found_claim(version.body, row, measured) for row in claims[of] if told(row)
                ),
                quantities=tuple(measured),
            ),
        )
    return kept


def outside_repeated(passages: Iterable[Passage]) -> Callable[[SpanRow], bool]:
    """Whether a row stands in none of the lines that repetition made boilerplate, where nobody
    decided it: such a line claims nothing in this story."""
    places = [(passage.start, passage.end) for passage in passages if passage.read_as]
    return lambda row: row.is_decided or not any(s <= row.start < e for s, e in places)


def _by_version(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.version_id].append(row)
    return grouped


def _span(body: str, start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span.of(body, start, end)


def found_quote(body: str, row: Quote) -> found.FoundQuote:
    """The row as the reader's record."""
    mention = _span(body, row.mention_start, row.mention_end)
    named = row.speaker.name if row.speaker else row.speaker_name
    if mention is None and named:
        mention = Span.of(body, row.start, row.start)
    return found.FoundQuote(
        span=Span.of(body, row.start, row.end),
        outer=Span.of(body, row.outer_start, row.outer_end),
        kind=row.kind,  # type: ignore[arg-type]
        speaker=found.Mention(mention, row.speaker_name or mention.text, row.speaker_role)
        if mention
        else None,
        cue=_span(body, row.cue_start, row.cue_end),
        via=_span(body, row.via_start, row.via_end),
        via_how=row.via_how,
        confidence=row.confidence,
    )


def found_post(body: str, row: PostAppearance) -> found.FoundPost:
    """The row as the reader's record."""
    return post_at(
        row, Span.of(body, row.start, row.end), _span(body, row.text_start, row.text_end)
    )


def post_at(row: PostAppearance, span: Span, words: Span | None) -> found.FoundPost:
    """The row's post as the reader's record, at a place of the caller's."""
    post = row.post
    return found.FoundPost(
        offset=span.start,
        how=row.how,  # type: ignore[arg-type]
        platform=post.platform if post else "",  # type: ignore[arg-type]
        post_id=post.post_id if post else "",
        url=post.address if post else "",
        handle=post.handle if post else "",
        author=post.author if post else "",
        text=post.text if post else "",
        posted=post.posted_on if post else None,
        span=span if span.length else None,
        text_span=words,
    )


def found_quantity(body: str, row: Quantity) -> found.FoundQuantity:
    """The row as the reader's record."""
    return found.FoundQuantity(
        Span.of(body, row.start, row.end),
        row.low,
        row.high,
        row.bound,  # type: ignore[arg-type]
        row.unit,
    )


def found_claim(
    body: str, row: ClaimAppearance, quantities: Iterable[found.FoundQuantity]
) -> found.FoundClaim:
    """The row as the reader's record, with the quantities inside it."""
    span = Span.of(body, row.start, row.end)
    named = _span(body, row.claimant_start, row.claimant_end)
    return found.FoundClaim(
        span=span,
        checkworthiness=row.checkworthiness,
        claimant=found.Mention(named, row.claimant) if named else None,
        quantities=tuple(q for q in quantities if span.holds(q.span)),
    )
