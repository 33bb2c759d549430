"""The stored comparison of a story: computed once a change, read in a fixed number of queries."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from coverage.models import (
    Article,
    Comparison,
    Quote,
    Story,
    Utterance,
)
from coverage.text.collation.collated import Collation, SharedUtterance, Told
from coverage.text.collation.collation import COLLATION_VERSION, collate
from coverage.text.names import name_key

from .cards import summarise
from .ruledplaces import rulings_on
from .telling import Kept, kept_reading
from .utterancejson import as_stored, pairs

#: How often a comparison is made anew because others of the same story were stored meanwhile.
MOST_TURNS = 6


def compare(story: Story) -> Comparison | None:
    """Collate the story's articles anew and keep the result; None for a story without articles.

    Rejected rows take no part; what people added, changed or ruled does. Utterances whose words
    stay keep their row, and with it their address. When another comparison of the story was stored
    meanwhile, what that one or this one had read may be older: it is made again.
    """
    comparison = None
    for turn in range(MOST_TURNS):
        newest = _newest(story)
        articles = list(
            Article.objects.filter(memberships__story=story, memberships__is_current=True)
            .exclude(current_version=None)
            .for_comparison()
        )
        kept = kept_reading(articles)
        told = [_told(article, kept[article.pk]) for article in articles]
        collation = collate(told, rulings_on(articles))
        with transaction.atomic():
            stored = Story.objects.select_for_update().get(pk=story.pk)
            if _newest(stored) == newest or turn == MOST_TURNS - 1:
                comparison = _store(stored, articles, collation, kept)
                break
    story.refresh_from_db()
    return comparison


def _newest(story: Story) -> int:
    """The number of the story's newest comparison, 0 for none."""
    return story.comparisons.aggregate(number=Max("number"))["number"] or 0


def _store(
    story: Story, articles: list[Article], collation: Collation, kept: dict[int, Kept]
) -> Comparison | None:
    """The comparison and the story's card, in place of the earlier ones."""
    utterances = _store_utterances(story, collation, kept)
    result = as_result(collation, kept, utterances)
    comparison = None
    if articles:
        newest = _newest(story)
        comparison = Comparison.objects.create(
            story=story,
            number=newest + 1,
            collation_version=COLLATION_VERSION,
            made_from={str(a.pk): a.current_version_id for a in articles},
            result=result,
        )
        story.comparisons.filter(number__lte=newest).delete()
    summarise(story, articles, result)
    return comparison


def _told(article: Article, kept: Kept) -> Told:
    published: Any = article.published_at
    if published and article.published_precision == Article.Precision.DAY:
        published = published.date()
    return Told(
        key=str(article.pk),
        outlet=article.outlet_name,
        published=published,
        headline="" if article.headline_derived else article.headline,
        reading=kept.reading,
        reported=kept.reported_speech,
    )


def _store_utterances(story: Story, collation: Collation, kept: dict[int, Kept]) -> list[Utterance]:
    """One row for each shared utterance, found again by its base's words; quotes point to it."""
    keys = [_utterance_key(shared) for shared in collation.utterances]
    known = {u.key: u for u in Utterance.objects.filter(story=story, key__in=keys)}
    rows = []
    for shared, key in zip(collation.utterances, keys, strict=True):
        if key not in known:
            known[key] = Utterance.objects.create(story=story, key=key, text=shared.text)
        rows.append(known[key])
    linked: dict[int, Utterance] = {}
    for shared, row in zip(collation.utterances, rows, strict=True):
        for wording in shared.wordings:
            for index in wording.quotes:
                linked[kept[int(wording.key)].quotes[index].pk] = row
    versions = [k.version for k in kept.values()]
    Quote.objects.filter(version__in=versions, utterance__isnull=False).exclude(
        pk__in=linked
    ).update(utterance=None)
    by_row: dict[int, list[int]] = {}
    for quote, row in linked.items():
        by_row.setdefault(row.pk, []).append(quote)
    for utterance, quotes in by_row.items():
        Quote.objects.filter(pk__in=quotes).exclude(utterance=utterance).update(utterance=utterance)
    return rows


def _utterance_key(shared: SharedUtterance) -> str:
    return hashlib.sha256(name_key(shared.text).encode()).hexdigest()


def as_result(
    collation: Collation, kept: dict[int, Kept], utterances: list[Utterance]
) -> dict[str, Any]:
    """The collation as JSON: spans as [start, end], indices of a reading as ids of its rows."""

    def quote(key: str, index: int) -> int:
        return kept[int(key)].quotes[index].pk

    def post(key: str, index: int | None) -> int:
        return kept[int(key)].posts[index].pk if index is not None and index >= 0 else 0

    return {
        "articles": [int(key) for key in collation.keys],
        "rows": [
            {
                "cells": {key: pairs(spans) for key, spans in row.cells.items() if spans},
                "label": row.label,
                "relation": row.relation,
                "why": row.why,
                "apart": list(row.apart),
            }
            for row in collation.rows
        ],
        "utterances": [
            as_stored(shared, row.pk, kept)
            for shared, row in zip(collation.utterances, utterances, strict=True)
        ],
        "figures": [
            {
                "what": figure.what,
                "relation": figure.relation,
                "difference": figure.difference,
                "members": [
                    {
                        "article": int(member.key),
                        "span": [member.span.start, member.span.end],
                        "low": _number(member.low),
                        "high": _number(member.high),
                        "bound": member.bound,
                        "unit": member.unit,
                        "scope": member.scope,
                    }
                    for member in figure.members
                ],
            }
            for figure in collation.figures
        ],
        "posts": [
            {
                "platform": shared.platform,
                "post_id": shared.post_id,
                "handle": shared.handle,
                "text": shared.text,
                "words": shared.words,
                "members": [
                    {
                        "article": int(member.key),
                        "offset": member.offset,
                        "how": member.how,
                        "post": post(member.key, member.post),
                        "quote": quote(member.key, member.quote) if member.quote >= 0 else 0,
                        "words": member.words,
                    }
                    for member in shared.members
                ],
            }
            for shared in collation.posts
        ],
        "only": [
            {
                "article": int(only.key),
                "span": [only.claim.span.start, only.claim.span.end],
                "checkworthiness": round(only.claim.checkworthiness, 3),
            }
            for only in collation.only
        ],
        "accounts": [
            {
                "what": account.what,
                "members": [
                    {
                        "article": int(member.key),
                        "span": [member.span.start, member.span.end],
                    }
                    for member in account.members
                ],
            }
            for account in collation.accounts
        ],
        "copies": [
            {"articles": [int(key) for key in copy.keys], "share": round(copy.share, 3)}
            for copy in collation.copies
        ],
        "fates": dict(collation.fates),
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")
