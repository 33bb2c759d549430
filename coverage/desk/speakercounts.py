"""How often each speaker is quoted, kept on rows: pages with 100,000 speakers count nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Q, Sum

from coverage.models import Article, Quote, Speaker, SpeakerInArticle

from .locking import settling_speakers

BATCH = 500
_STANDS = Q(quotes__gt=0) | Q(reported__gt=0)
_NUMBERS = ["quote_count", "reported_count", "article_count", "newest_at"]


def count_speakers(articles: Iterable[int]) -> int:
    """Count anew whom the articles (by id) quote now; how many speakers' numbers were brought up to
    date. Call it after anything that changes which quotes stand in them.

    The cost depends on these articles and their speakers, not on the archive.
    """
    keys = sorted(set(articles))
    changed: set[int] = set()
    for at in range(0, len(keys), BATCH):
        with settling_speakers():
            changed |= _count(keys[at : at + BATCH])
    return len(changed)


def _count(keys: Sequence[int]) -> set[int]:
    published = dict(Article.objects.filter(pk__in=keys).values_list("pk", "published_at"))
    now = _counted(published)
    before = {
        (row.speaker_id, row.article_id): row
        for row in SpeakerInArticle.objects.filter(article__in=keys)
    }
    numbers = ("quotes", "reported", "rejected", "published_at")
    gone = [row for pair, row in before.items() if pair not in now]
    new, other = [], []
    for pair, row in now.items():
        old = before.get(pair)
        if old is None:
            new.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in numbers):
            row.pk = old.pk
            other.append(row)
    SpeakerInArticle.objects.filter(pk__in=[row.pk for row in gone]).delete()
    SpeakerInArticle.objects.bulk_create(new, batch_size=BATCH)
    SpeakerInArticle.objects.bulk_update(other, numbers, batch_size=BATCH)
    touched = {row.speaker_id for row in (*gone, *new, *other)}
    _sum_up(touched)
    return touched


def _counted(published: dict[int, datetime | None]) -> dict[tuple[int, int], SpeakerInArticle]:
    """(speaker, article) → what the current texts of the articles hold."""
    rows = (
        Quote.objects.filter(
            version__article__in=published,
            version=F("version__article__current_version"),
            speaker__isnull=False,
        )
        .order_by()
        .values("speaker", "version__article")
        .annotate(
            rejected_ones=Count("pk", filter=Q(state="rejected")),
            in_marks=Count("pk", filter=~Q(state="rejected") & ~Q(kind="indirect")),
            told=Count("pk", filter=~Q(state="rejected") & Q(kind="indirect")),
        )
    )
    return {
        (row["speaker"], row["version__article"]): SpeakerInArticle(
            speaker_id=row["speaker"],
            article_id=row["version__article"],
            quotes=row["in_marks"],
            reported=row["told"],
            rejected=row["rejected_ones"],
            published_at=published[row["version__article"]],
        )
        for row in rows
    }


def take_numbers(gone: Speaker, to: Speaker) -> list[int]:
    """Give the kept numbers of one speaker to another, inside `settling_speakers()`; the ids of
    articles that quote both, which want counting anew."""
    theirs = SpeakerInArticle.objects.filter(speaker=to).values("article")
    both = SpeakerInArticle.objects.filter(speaker=gone, article__in=theirs)
    shared = list(both.values_list("article", flat=True))
    SpeakerInArticle.objects.filter(speaker=gone).exclude(article__in=theirs).update(speaker=to)
    _sum_up([gone.pk, to.pk])
    return shared


def quoted_in(articles: Iterable[int]) -> set[int]:
    """Ids of the speakers whom the articles (by id) are kept to quote; ask before deleting them."""
    rows = SpeakerInArticle.objects.filter(article__in=list(articles))
    return set(rows.values_list("speaker", flat=True))


def sum_up(speakers: Iterable[int]) -> None:
    """Bring the speakers' numbers (by id) up to date after articles were deleted."""
    with settling_speakers():
        _sum_up(speakers)


def _sum_up(speakers: Iterable[int]) -> None:
    """Set the numbers on the speakers' rows (by id) from the kept numbers of their articles;
    inside `settling_speakers()`."""
    keys = sorted(speakers)
    for at in range(0, len(keys), BATCH):
        rows = list(Speaker.objects.filter(pk__in=keys[at : at + BATCH]))
        sums: dict[int, Any] = {
            row["speaker"]: row
            for row in SpeakerInArticle.objects.filter(speaker__in=[row.pk for row in rows])
            .order_by()
            .values("speaker")
            .annotate(
                said=Sum("quotes"),
                told=Sum("reported"),
                places=Count("pk", filter=_STANDS),
                newest=Max("published_at", filter=_STANDS),
            )
        }
        for row in rows:
            found: dict[str, Any] = sums.get(row.pk) or {
                "said": 0,
                "told": 0,
                "places": 0,
                "newest": None,
            }
            row.quote_count, row.reported_count = found["said"], found["told"]
            row.article_count, row.newest_at = found["places"], found["newest"]
        Speaker.objects.bulk_update(rows, _NUMBERS)
