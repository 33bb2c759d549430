"""The reading view of one article, from what is stored; the same queries for any length."""

from __future__ import annotations

from collections.abc import Sequence

from coverage.documents.harmless import is_called_page
from coverage.models import Article, ClaimAppearance, Membership, State

from .articlecards import (
    appearance_card,
    claim_card,
    decided,
    marked_card,
    quote_card,
    shared_words,
)
from .articlerecords import ArticlePage, CodingCard, NoteCard, StoryLink
from .articlerows import ArticleRows, article_rows
from .articletext import is_title, text_blocks, text_runs
from .foundagain import with_found
from .notecards import coding_card, note_card
from .orphanpage import asked_about


def article_page(
    article: Article,
    person: int | None = None,
    *,
    shows_reported: bool = False,
    shared_with: int = 0,
) -> ArticlePage:
    """What the page prints for the person (their id; None for a stranger). Reported speech is
    counted, and printed where `shows_reported`; words that stand in the article `shared_with` (its
    id) too are marked.

    `article` comes with outlet and current version. Queries: its rows, membership with story, the
    newest comparison, versions.
    """
    rows = article_rows(article, person, shows_reported=shows_reported, shared_with=shared_with)
    version, shares = rows.version, rows.shares
    membership = (
        Membership.objects.filter(article=article, is_current=True).select_related("story").first()
    )
    blocks = text_blocks(version.body, rows.passages, rows.posts, rows.marks)
    title = next((b for b in blocks if is_title(b, rows.passages, article.headline)), None)
    shared = shared_words(membership)
    posts = {
        row.post_id: row.pk for row in rows.posts if row.post_id and row.state != State.REJECTED
    }
    quote_cards = with_found(
        [quote_card(row, article.pk, person, shared, posts, rows.marked) for row in rows.quotes],
        "quote",
        version,
    )
    marked_cards = with_found(
        [marked_card(row, article.pk, person, rows.said) for row in rows.marked], "marked", version
    )
    claim_cards = with_found(
        [
            claim_card(row, article.pk, person, rows.on_claims.get((row.start, row.end), ()))
            for row in _most_telling(rows.claims)
        ],
        "claim",
        version,
    )
    post_cards = with_found(
        [appearance_card(row, article.pk, person, version.body) for row in rows.posts],
        "post",
        version,
    )
    kept = article.versions.order_by("-number").values_list(
        "document", "document__name", "document__content_type"
    )
    original = next((row for row in kept if row[0]), None)
    return ArticlePage(
        article=article.pk,
        headline=article.headline,
        headline_derived=article.headline_derived,
        headline_block=title,
        outlet=article.outlet_name,
        outlet_href=article.outlet.get_absolute_url() if article.outlet else "",
        outlet_state=article.outlet_state,
        outlet_why=article.outlet_why,
        authors=tuple(article.authors),
        published=article.published_at,
        day_only=article.published_precision == Article.Precision.DAY,
        own_words=version.own_words,
        post_words=version.post_words,
        language=article.language,
        address=article.address,
        version=version.number,
        version_id=version.pk,
        versions=len(kept),
        changes=version.changed["changes"] if version.changed else None,
        orphans=asked_about(person).filter(article=article).count() if len(kept) > 1 else 0,
        has_original=original is not None,
        is_page=is_called_page(*original[1:]) if original else False,
        reader_version=version.reader_version,
        reader_failed=version.reader_failed,
        not_read=tuple(version.not_read),
        story=_story(membership),
        runs=text_runs([block for block in blocks if block is not title]),
        quotes=tuple(c for c in quote_cards if c.decided.state != State.REJECTED),
        reported_count=rows.reported,
        shows_reported=shows_reported,
        marked=tuple(c for c in marked_cards if c.decided.state != State.REJECTED),
        claims=tuple(c for c in claim_cards if c.decided.state != State.REJECTED),
        notes=_beside(rows, article.pk, person),
        posts=tuple(c for c in post_cards if c.post and c.decided.state != State.REJECTED),
        residues=tuple(c for c in post_cards if not c.post and c.decided.state != State.REJECTED),
        rejected_quotes=tuple(c for c in quote_cards if c.decided.state == State.REJECTED),
        rejected_marked=tuple(c for c in marked_cards if c.decided.state == State.REJECTED),
        rejected_claims=tuple(c for c in claim_cards if c.decided.state == State.REJECTED),
        rejected_posts=tuple(c for c in post_cards if c.decided.state == State.REJECTED),
        shared=shares,
    )


def _beside(
    rows: ArticleRows, article: int, person: int | None
) -> tuple[NoteCard | CodingCard, ...]:
    """Notes and tagged words, as the text has them."""
    notes = [note_card(row, article, person, decided(row, person)) for row in rows.notes]
    tagged = [coding_card(row, article, person, decided(row, person)) for row in rows.codings]
    cards: list[NoteCard | CodingCard] = [
        *with_found(notes, "note", rows.version),
        *with_found(tagged, "coding", rows.version),
    ]
    return tuple(sorted(cards, key=_where))


def _where(card: NoteCard | CodingCard) -> tuple[int, int]:
    place = card.decided.place
    return (place.start, place.end) if place else (0, 0)


def _most_telling(claims: Sequence[ClaimAppearance]) -> list[ClaimAppearance]:
    """Check-worthiness orders and hides nothing."""
    return sorted(claims, key=lambda row: (-row.checkworthiness, row.start))


def _story(membership: Membership | None) -> StoryLink | None:
    if membership is None:
        return None
    story = membership.story
    return StoryLink(story.get_absolute_url(), story.headline, story.article_count, story.is_sample)
