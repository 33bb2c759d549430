"""The reading view of one article, from what is stored; the same queries for any length."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from coverage.documents.harmless import is_called_page
from coverage.models import (
    Article,
    ClaimAppearance,
    MadeBy,
    MarkedWords,
    Membership,
    Passage,
    PostAppearance,
    Quote,
    State,
)
from coverage.text.pieces import Mark, Piece, cut

from .articlecards import (
    appearance_card,
    claim_card,
    claims_for_cards,
    marked_card,
    marked_for_cards,
    posts_for_cards,
    quote_card,
    quotes_for_cards,
    shared_words,
)
from .articlerecords import ArticlePage, StoryLink, TextBlock, TextRun
from .bench import count, post_card, quote_marks
from .foundagain import with_found
from .orphanpage import asked_about
from .sharedtexts import shared_texts
from .telling import outside_repeated

#: Passages that stand apart from the article's own words.
APART = frozenset({"boilerplate", "metadata"})
#: A run of as many such lines folds away; fewer stay in sight, labelled.
LINES_THAT_FOLD = 4


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

    `article` comes with outlet and current version. Queries: membership with story, passages,
    quotes, codings, words in marks, posts, claims, quantities, the newest comparison, versions.
    """
    version = article.current_version
    assert version is not None
    membership = (
        Membership.objects.filter(article=article, is_current=True).select_related("story").first()
    )
    passages = list(Passage.objects.filter(version=version).standing())
    said = list(quotes_for_cards().filter(version=version))
    quotes = [row for row in said if shows_reported or not row.is_reported]
    reported = [row for row in said if row.is_reported and row.state != State.REJECTED]
    marked = list(marked_for_cards().filter(version=version))
    posts = list(posts_for_cards().filter(version=version))
    claims = list(filter(outside_repeated(passages), claims_for_cards().filter(version=version)))
    shares = shared_texts(article, shared_with)
    marks = [*text_marks(quotes, posts, claims, marked), *shares.marks]
    blocks = text_blocks(version.body, passages, posts, marks)
    title = next((b for b in blocks if b.kind == "headline"), None)
    if title and _words(title.pieces) != article.headline.strip():
        title = None
    shared = shared_words(membership)
    shown = {row.post_id: row.pk for row in posts if row.post_id and row.state != State.REJECTED}
    quote_cards = [quote_card(row, article.pk, person, shared, shown, marked) for row in quotes]
    marked_cards = [marked_card(row, article.pk, person, said) for row in marked]
    claim_cards = [claim_card(row, article.pk, person) for row in _most_telling(claims)]
    post_cards = [appearance_card(row, article.pk, person, version.body) for row in posts]
    quote_cards = with_found(quote_cards, "quote", version)
    marked_cards = with_found(marked_cards, "marked", version)
    claim_cards = with_found(claim_cards, "claim", version)
    post_cards = with_found(post_cards, "post", version)
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
        orphans=asked_about().filter(article=article).count() if len(kept) > 1 else 0,
        has_original=original is not None,
        is_page=is_called_page(*original[1:]) if original else False,
        reader_version=version.reader_version,
        reader_failed=version.reader_failed,
        not_read=tuple(version.not_read),
        story=_story(membership),
        runs=text_runs([block for block in blocks if block is not title]),
        quotes=tuple(c for c in quote_cards if c.decided.state != State.REJECTED),
        reported_count=len(reported),
        shows_reported=shows_reported,
        marked=tuple(c for c in marked_cards if c.decided.state != State.REJECTED),
        claims=tuple(c for c in claim_cards if c.decided.state != State.REJECTED),
        posts=tuple(c for c in post_cards if c.post and c.decided.state != State.REJECTED),
        residues=tuple(c for c in post_cards if not c.post and c.decided.state != State.REJECTED),
        rejected_quotes=tuple(c for c in quote_cards if c.decided.state == State.REJECTED),
        rejected_marked=tuple(c for c in marked_cards if c.decided.state == State.REJECTED),
        rejected_claims=tuple(c for c in claim_cards if c.decided.state == State.REJECTED),
        rejected_posts=tuple(c for c in post_cards if c.decided.state == State.REJECTED),
        shared=shares,
    )


def _most_telling(claims: Sequence[ClaimAppearance]) -> list[ClaimAppearance]:
    """Check-worthiness orders and hides nothing."""
    return sorted(claims, key=lambda row: (-row.checkworthiness, row.start))


def _story(membership: Membership | None) -> StoryLink | None:
    if membership is None:
        return None
    story = membership.story
    return StoryLink(story.get_absolute_url(), story.headline, story.article_count, story.is_sample)


def text_marks(
    quotes: Sequence[Quote],
    posts: Sequence[PostAppearance],
    claims: Sequence[ClaimAppearance],
    marked: Sequence[MarkedWords],
) -> list[Mark]:
    """Everything a card points to. What was rejected keeps its place as "off": it can be found
    again, and is not drawn."""
    marks: list[Mark] = []
    for quote in quotes:
        if quote.state == State.REJECTED:
            marks.append(Mark(quote.outer_start, quote.outer_end, "off", quote.pk))
        else:
            marks += quote_marks(quote)
    for words in marked:
        if words.state != State.REJECTED:
            marks.append(Mark(words.outer_start, words.outer_end, words.kind, words.pk))
    marks += [Mark(claim.start, claim.end, "claim", claim.pk) for claim in claims]
    marks += [
        Mark(post.start, post.end, "post", post.pk) for post in posts if post.end > post.start
    ]
    return marks


def text_blocks(
    body: str,
    passages: Sequence[Passage],
    posts: Sequence[PostAppearance],
    marks: Sequence[Mark],
) -> list[TextBlock]:
    """Every passage in order, with every letter of it. A post stands as its card, and its own
    lines stay with it."""
    blocks: list[TextBlock] = []
    standing = [row for row in posts if row.state != State.REJECTED]
    for passage in passages:
        pieces = cut(body, passage.start, passage.end, marks)
        over = [r for r in standing if r.start < passage.end and passage.start < r.end]
        kind = _kind(passage, over, posts)
        shows = kind in (Passage.Kind.POST, Passage.Kind.RESIDUE)
        cards = [r for r in over if r.post and r.start >= passage.start] if shows else []
        before = blocks[-1] if blocks else None
        stands = ((passage.start, _without_posts(pieces)),)
        if kind == "post" and over and not cards and before and before.kind == "post":
            blocks[-1] = TextBlock(
                before.number,
                "post",
                before.start,
                before.pieces,
                before.reason,
                before.posts,
                (*before.as_it_stands, *stands),
            )
            continue
        blocks.append(
            TextBlock(
                number=passage.number,
                kind=kind,
                start=passage.start,
                pieces=pieces,
                reason=passage.reason,
                posts=tuple(card for row in cards if (card := post_card(row))),
                as_it_stands=stands if cards else (),
                key=passage.pk or 0,
                is_repeated=bool(passage.read_as),
            )
        )
    return blocks


def _without_posts(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """A post's own lines: its card is the mark."""
    return tuple(
        Piece(
            piece.text,
            tuple(mark for mark in piece.marks if mark.name != "post"),
            tuple(mark for mark in piece.ends if mark.name != "post"),
        )
        for piece in pieces
    )


def _kind(passage: Passage, over: Sequence[PostAppearance], posts: Sequence[PostAppearance]) -> str:
    """The passage's kind; a residue or post that a person rejected is ordinary text again."""
    if passage.kind not in (Passage.Kind.RESIDUE, Passage.Kind.POST) or over:
        return passage.kind
    rejected = [r for r in posts if r.start < passage.end and passage.start <= r.end]
    is_settled = passage.made_by == MadeBy.PERSON or passage.state == State.CONFIRMED
    return Passage.Kind.PARAGRAPH if rejected and not is_settled else passage.kind


def text_runs(blocks: Sequence[TextBlock]) -> tuple[TextRun, ...]:
    """The blocks in order; long runs of boilerplate and metadata fold."""
    runs = []
    for is_apart, group in groupby(blocks, key=lambda block: block.kind in APART):
        together = tuple(group)
        folded = ""
        if is_apart and len(together) >= LINES_THAT_FOLD:
            kinds = dict.fromkeys(block.kind for block in together)
            folded = f"{count(len(together), 'line')} of {' and '.join(kinds)}"
        runs.append(TextRun(together, folded))
    return tuple(runs)


def _words(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces).strip()
