"""Storing what the reader found in one version of an article, and reading it back."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, Q

from coverage.models import (
    ArticleVersion,
    ClaimAppearance,
    MarkedWords,
    Passage,
    PostAppearance,
    Quantity,
    Quote,
    SharedText,
    SpanRow,
)
from coverage.text import found
from coverage.text.found import OWN_WORDS, Reading
from coverage.text.reader import READER_VERSION, read

from .rows import (
    claim_rows,
    marked_rows,
    passage_rows,
    post_rows,
    quantity_rows,
    quote_rows,
    stored_posts,
)
from .sameplace import ONE_AT_A_PLACE, answered_nearby
from .speakernames import name_as_decided

logger = logging.getLogger(__name__)

AnyRow = TypeVar("AnyRow", bound=SpanRow)


def read_version(
    body: str, passages: Sequence[found.Passage], posts: Sequence[found.FoundPost], language: str
) -> tuple[Reading, str]:
    """The reading, and why it failed ("" when it did not): the article must still be readable."""
    try:
        return read(body, passages, posts, language), ""
    except Exception as error:
        logger.exception("reader %s failed", READER_VERSION)
        why = f"{type(error).__name__}: {error}"[:500]
        return Reading(body=body, passages=tuple(passages), posts=tuple(posts)), why


@transaction.atomic
def store_reading(version: ArticleVersion, reading: Reading, failed: str = "") -> None:
    """Keep everything read out of `version.body` as suggested rows of the reader.

    Rows of an earlier reading of this version that nobody decided give way; those a person
    confirmed, rejected, wrote or tagged stand, and the reader's row for the same words is left
    out, so that nothing is asked twice. Machine rows are made in bulk and leave no history:
    history is of people. Of a near-duplicate only passages and posts are kept: what it says stands
    in the first already, and would count twice.
    """
    if SharedText.objects.folded().filter(article=version.article_id).exists():
        reading = replace(reading, quotes=(), claims=(), quantities=(), marked=())
    body = reading.body
    standing = _store_passages(version, body, reading)
    posts = stored_posts(reading.posts)
    quotes = quote_rows(reading, posts, version.article.outlet)
    _renew_words_in_marks(version, body, quotes, marked_rows(reading))
    name_as_decided(version)
    _renewed(PostAppearance, version, body, post_rows(reading, posts, version.article.outlet_id))
    appearances = _renewed(ClaimAppearance, version, body, claim_rows(reading))
    _renewed(Quantity, version, body, quantity_rows(reading, appearances))
    version.reader_version = READER_VERSION
    version.reader_failed = failed
    version.not_read = list(reading.not_read)
    version.own_words, version.post_words = count_words((p.kind, p.text) for p in standing)
    version.save(
        update_fields=["reader_version", "reader_failed", "not_read", "own_words", "post_words"]
    )


def count_words(passages: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """(the outlet's own words, words in posts) of passages given as (kind, text). Captions and
    credits, boilerplate, residue and metadata count in neither, nor does an address that stands
    for a post."""
    own = posts = 0
    for kind, text in passages:
        words = [word for word in text.split() if not word.startswith("http")]
        own += len(words) if kind in OWN_WORDS - {"caption"} else 0
        posts += len(words) if kind == "post" else 0
    return own, posts


def count_kept_words(versions: Iterable[int]) -> None:
    """Count the words of versions (by id) again, whose passages are of other kinds now."""
    kept: dict[int, list[tuple[str, str]]] = {key: [] for key in versions}
    rows = Passage.objects.filter(version__in=list(kept)).standing()
    for key, kind, text in rows.values_list("version", "kind", "text").iterator(chunk_size=2000):
        kept[key].append((kind, text))
    counted = [ArticleVersion(pk=key) for key in kept]
    for version in counted:
        version.own_words, version.post_words = count_words(kept[version.pk])
    ArticleVersion.objects.bulk_update(counted, ["own_words", "post_words"], batch_size=500)


def as_settled(
    version: ArticleVersion, passages: Sequence[found.Passage]
) -> tuple[found.Passage, ...]:
    """The passages as people settled them in this version: what they said is ordinary text is read
    like the rest."""
    rows = Passage.objects.filter(version=version).decided()
    kinds: dict[tuple[int, int], Any] = {(row.start, row.end): row.kind for row in rows}
    return tuple(
        replace(passage, kind=kinds.get((passage.span.start, passage.span.end), passage.kind))
        for passage in passages
    )


def _store_passages(version: ArticleVersion, body: str, reading: Reading) -> list[Passage]:
    """Passages tile the body, so those a person settled push aside what the reader has there; all
    are numbered anew in the order of the text, and given back in no order."""
    settled = list(Passage.objects.filter(version=version).decided())
    Passage.objects.filter(version=version).exclude(pk__in=[p.pk for p in settled]).delete()
    fresh = [
        row
        for row in passage_rows(reading)
        if not any(row.start < kept.end and kept.start < row.end for kept in settled)
    ]
    number_of = {(row.start, row.end): n for n, row in enumerate(_in_order(settled + fresh), 1)}
    if settled:  # out of the way first: numbers are unique within a version
        Passage.objects.filter(pk__in=[p.pk for p in settled]).update(
            number=F("number") + 1_000_000
        )
        for kept in settled:
            kept.number = number_of[kept.start, kept.end]
        Passage.objects.bulk_update(settled, ["number"])
    for row in fresh:
        row.number = number_of[row.start, row.end]
    return settled + _created(Passage, version, body, fresh)


def _in_order(passages: list[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda passage: (passage.start, passage.end))


def _renew_words_in_marks(
    version: ArticleVersion, body: str, quotes: list[Quote], marked: list[MarkedWords]
) -> None:
    """The same words are a quote or quote nobody, not both: what a person says of them stands."""
    rows = MarkedWords.objects.filter(version=version)
    decided = rows.decided().standing().values_list("start", "end")
    said = set(decided)
    _renewed(Quote, version, body, [q for q in quotes if (q.start, q.end) not in said])
    standing = Quote.objects.filter(version=version).standing()
    taken = set(standing.values_list("start", "end"))
    _renewed(MarkedWords, version, body, [m for m in marked if (m.start, m.end) not in taken])


def _renewed(
    model: type[AnyRow], version: ArticleVersion, body: str, rows: Iterable[AnyRow]
) -> list[AnyRow]:
    """Replace what nobody decided; gives the rows that stand now, decided ones among them."""
    earlier = model.objects.filter(version=version)
    kept: list[AnyRow] = []
    # Locked: no decision falls between the next two. A new version has none to ask for.
    if list(earlier.select_for_update().values_list("pk")):
        decided = earlier.decided()
        if model is Quote:
            decided = earlier.filter(Q(pk__in=decided) | Q(codings__isnull=False)).distinct()
        kept = list(decided)  # type: ignore[arg-type]
        earlier.exclude(pk__in=[row.pk for row in kept]).delete()
    places = {(row.start, row.end) for row in kept}
    prints = {row.fingerprint for row in kept}
    fresh = [row for row in _anchored(version, body, rows) if row.fingerprint not in prints]
    fresh = [row for row in fresh if (row.start, row.end) not in places]
    if kept and model in ONE_AT_A_PLACE:
        # A word more or less is no other mark: what was said of it stands.
        same = set(map(id, answered_nearby(fresh, kept)))
        fresh = [row for row in fresh if id(row) not in same]
    return kept + _created(model, version, body, fresh)


def _anchored(version: ArticleVersion, body: str, rows: Iterable[AnyRow]) -> list[AnyRow]:
    ready = []
    for row in rows:
        row.version = version
        row.reader_version = READER_VERSION
        row.anchor(body)
        ready.append(row)
    return ready


def _created(
    model: type[AnyRow], version: ArticleVersion, body: str, rows: Iterable[AnyRow]
) -> list[AnyRow]:
    ready = _anchored(version, body, rows)
    model.objects.bulk_create(ready, batch_size=500)
    return ready
