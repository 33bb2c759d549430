"""Between what the reader finds and the rows that keep it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from coverage.models import (
    Claim,
    ClaimAppearance,
    EmbeddedPost,
    MarkedWords,
    Outlet,
    Passage,
    PostAppearance,
    Quantity,
    Quote,
)
from coverage.text.found import FoundPost, Reading
from coverage.text.posts.residue import told_residue

from .heard import link_vias
from .speakernames import is_label, key_of, speakers_called

#: Quantities are stored with 40 digits, 8 of them after the point.
MOST = Decimal(10) ** 32


def passage_rows(reading: Reading) -> list[Passage]:
    """Unsaved passages, numbered from 1."""
    return [
        Passage(
            number=number,
            kind=passage.kind,
            start=passage.span.start,
            end=passage.span.end,
            reason=passage.reason[:200],
        )
        for number, passage in enumerate(reading.passages, 1)
    ]


def quote_rows(
    reading: Reading, posts: Mapping[str, EmbeddedPost], own: Outlet | None = None
) -> list[Quote]:
    """Unsaved quotes, linked to speakers by proper name and to whom they were heard through.

    `posts` are the stored posts of the reading, as `stored_posts` gives them; `own` is the outlet
    that published it.
    """
    speakers = speakers_called(
        name
        for quote in reading.quotes
        if quote.speaker and not is_label(quote.speaker.name, quote.cue.text if quote.cue else "")
        for name in (quote.speaker.name, *quote.speaker.names)
    )
    rows: dict[tuple[int, int, str], Quote] = {}
    for quote in reading.quotes:
        row = Quote(
            kind=quote.kind,
            start=quote.span.start,
            end=quote.span.end,
            outer_start=quote.outer.start,
            outer_end=quote.outer.end,
            via_how=quote.via_how[:20],
            confidence=min(1.0, max(0.0, quote.confidence)),
        )
        if quote.speaker:
            mention = quote.speaker.span
            row.mention_start, row.mention_end = mention.start, mention.end
            row.mention = mention.text[:1000]
            row.speaker_name = quote.speaker.name[:300]
            row.speaker_role = quote.speaker.role[:300]
            row.speaker = speakers.get(key_of(quote.speaker.name))
        if quote.cue:
            row.cue_start, row.cue_end, row.cue = (
                quote.cue.start,
                quote.cue.end,
                quote.cue.text[:400],
            )
        if quote.via:
            row.via_start, row.via_end, row.via = (
                quote.via.start,
                quote.via.end,
                quote.via.text[:400],
            )
        rows.setdefault((row.start, row.end, row.kind), row)
    made = list(rows.values())
    link_vias(made, posts.values(), own)
    return made


def marked_rows(reading: Reading) -> list[MarkedWords]:
    """Unsaved words in marks that quote nobody."""
    rows = {
        (marked.span.start, marked.span.end): MarkedWords(
            kind=marked.kind,
            start=marked.span.start,
            end=marked.span.end,
            outer_start=marked.outer.start,
            outer_end=marked.outer.end,
        )
        for marked in reading.marked
    }
    return list(rows.values())


def post_rows(
    reading: Reading, posts: Mapping[str, EmbeddedPost], outlet: int | None
) -> list[PostAppearance]:
    """Unsaved appearances, linked to the stored copy of their post; `outlet` is the article's."""
    rows = []
    for post in reading.posts:
        row = PostAppearance(
            how=post.how,
            start=post.span.start if post.span else post.offset,
            end=post.span.end if post.span else post.offset,
            post=posts.get(_key_of(post)),
        )
        if post.how == "residue":
            row.line_kind = told_residue(post.span.text if post.span else "").kind
            row.line_outlet_id = outlet
        if post.text_span:
            row.text_start, row.text_end = post.text_span.start, post.text_span.end
        rows.append(row)
    return rows


def claim_rows(reading: Reading) -> list[ClaimAppearance]:
    """Unsaved appearances, linked to their claims (made where they are new)."""
    texts = {Claim.key_of(claim.span.text): claim.span.text for claim in reading.claims}
    claims = Claim.objects.in_bulk(texts, field_name="key")
    missing = [Claim(key=key, text=text) for key, text in texts.items() if key not in claims]
    if missing:
        Claim.objects.bulk_create(missing, ignore_conflicts=True, batch_size=500)
        claims = Claim.objects.in_bulk(texts, field_name="key")
    rows: dict[tuple[int, int], ClaimAppearance] = {}
    for claim in reading.claims:
        row = ClaimAppearance(
            claim=claims[Claim.key_of(claim.span.text)],
            start=claim.span.start,
            end=claim.span.end,
            checkworthiness=claim.checkworthiness,
        )
        if claim.claimant:
            row.claimant = claim.claimant.name[:300]
            row.claimant_start = claim.claimant.span.start
            row.claimant_end = claim.claimant.span.end
        rows.setdefault((row.start, row.end), row)
    return list(rows.values())


def quantity_rows(reading: Reading, appearances: Sequence[ClaimAppearance]) -> list[Quantity]:
    """Unsaved quantities, each linked to the saved claim it stands in, if any. Numbers of more
    digits than the table holds (nothing anybody measures) are left out."""
    return [
        Quantity(
            start=quantity.span.start,
            end=quantity.span.end,
            low=quantity.low,
            high=quantity.high,
            bound=quantity.bound,
            unit=quantity.unit[:100],
            appearance=next(
                (
                    claim
                    for claim in appearances
                    if claim.start <= quantity.span.start and quantity.span.end <= claim.end
                ),
                None,
            ),
        )
        for quantity in reading.quantities
        if all(abs(value) < MOST for value in (quantity.low, quantity.high) if value)
    ]


def stored_posts(posts: Iterable[FoundPost]) -> dict[str, EmbeddedPost]:
    """Key → stored post. What an earlier copy lacked (its words, author, date) is filled in;
    what it has is left as it is."""
    wanted = {_key_of(post): post for post in posts if post.platform}
    kept = EmbeddedPost.objects.in_bulk(wanted, field_name="key")
    missing = [
        EmbeddedPost(
            key=key,
            platform=post.platform,
            post_id=post.post_id[:300],
            address=post.url,
            handle=post.handle[:200],
            author=post.author[:300],
            text=post.text,
            posted_on=post.posted,
        )
        for key, post in wanted.items()
        if key not in kept
    ]
    if missing:
        EmbeddedPost.objects.bulk_create(missing, ignore_conflicts=True)
        kept = EmbeddedPost.objects.in_bulk(wanted, field_name="key")
    _fill_in(kept, wanted)
    return kept


def _fill_in(kept: dict[str, EmbeddedPost], wanted: dict[str, FoundPost]) -> None:
    fuller = []
    for key, row in kept.items():
        post = wanted[key]
        lacked = {
            "address": post.url,
            "handle": post.handle[:200],
            "author": post.author[:300],
            "text": post.text,
            "posted_on": post.posted,
        }
        new = {name: value for name, value in lacked.items() if value and not getattr(row, name)}
        if new:
            for name, value in new.items():
                setattr(row, name, value)
            fuller.append(row)
    if fuller:
        EmbeddedPost.objects.bulk_update(
            fuller, ["address", "handle", "author", "text", "posted_on"]
        )


def _key_of(post: FoundPost) -> str:
    return EmbeddedPost.key_of(post.platform, post.post_id, post.handle, post.posted, post.text)
