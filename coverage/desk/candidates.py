"""Stories an article may belong to: those that share telling words with it, near its day.

What this costs is bounded by the article's own words (24 at most) and by what is read for each:
the nearest in time, however many there are and however large the archive is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from math import log
from typing import Any

from django.db import connection

from coverage.models import Article, ArticleTerm, Membership, State
from coverage.text.grouping.grouping import Candidate, Signature

#: Days before and after an article in which its story may lie.
WINDOW = timedelta(days=7)
#: An undated article is looked for among as many that arrived last.
ARRIVALS = 3000
#: Articles that share the most telling words; more than these never decide.
MOST_CANDIDATES = 30
#: Of its telling words an article shares at least so many with one whose story it may join: one is
#: shared with more articles the fuller the archive is, and never was enough.
LEAST_SHARED = 2
#: Articles that hold one word which are read, those nearest in time; a word of more is not telling.
MOST_HOLDING = 100
#: Articles of a story that are looked at, the newest, and stories whose articles are in memory.
MOST_SPEAKING, MOST_AT_ONCE = 12, 10


def candidates(article: Article, terms: tuple[str, ...], is_sample: bool) -> Iterator[Candidate]:
    """Stories in the window whose articles share most terms, with the signatures that speak for
    them; few are in memory at a time."""
    sharing = sharing_most(article, terms)
    refused = Membership.objects.filter(article=article, state=State.REJECTED).values("story")
    stories = (
        Membership.objects.filter(article__in=sharing, is_current=True, story__is_sample=is_sample)
        .exclude(story__in=refused)
        .values_list("story", flat=True)
        .distinct()
    )
    members = speaking(day_of(article), list(stories))
    order = sorted(members)
    for at in range(0, len(order), MOST_AT_ONCE):
        some = order[at : at + MOST_AT_ONCE]
        signed = signatures([pk for story in some for pk in members[story]])
        for story in some:
            if kept := tuple(signed[pk] for pk in members[story] if pk in signed):
                yield Candidate(str(story), kept)


def signatures(articles: Sequence[int]) -> dict[int, Signature]:
    """Article (by id) → its signature, for those that have one."""
    kept = Article.objects.filter(pk__in=articles).exclude(signature__isnull=True)
    return {pk: Signature.from_json(one or {}) for pk, one in kept.values_list("pk", "signature")}


def sharing_most(
    article: Article, terms: Sequence[str], before: timedelta = WINDOW, after: timedelta = WINDOW
) -> list[int]:
    """Articles (by id) near the article's day that share the most of the terms, weighed by how
    few hold each; one query."""
    ranges = _ranges(article, before, after)
    return _best(_holding(sorted(set(terms)), ranges), min(LEAST_SHARED, len(terms)), article.pk)


def holding_most(terms: Sequence[str], least: int = 1) -> list[int]:
    """Articles (by id) of any day that hold the most of the terms; of those that hold one, the
    newest are read. One query."""
    ranges: list[tuple[str, list[Any]]] = [("article_id > %s ORDER BY article_id DESC", [0])]
    return _best(_holding(sorted(set(terms)), ranges), least)


def _best(rows: Iterable[tuple[str, int]], least: int, but: int = 0) -> list[int]:
    """The articles with the most weight of terms, rare ones weighing more."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for term, other in rows:
        if other != but:
            holding[term].append(other)
    shared: defaultdict[int, int] = defaultdict(int)
    weight: defaultdict[int, float] = defaultdict(float)
    for others in holding.values():
        rarity = 1 + log(MOST_HOLDING / min(MOST_HOLDING, len(others)))
        for other in set(others):
            shared[other] += 1
            weight[other] += rarity
    near = [other for other, number in shared.items() if number >= least]
    return sorted(near, key=lambda other: (-weight[other], -other))[:MOST_CANDIDATES]


def _ranges(article: Article, before: timedelta, after: timedelta) -> list[tuple[str, list[Any]]]:
    """Where articles lie that are near in time, each as what SQL asks and its values: past days,
    coming days, and arrivals without a date, from the nearest on."""
    day, arrived = day_of(article), article.pk - ARRIVALS
    if day is None:
        return [("article_id >= %s ORDER BY article_id DESC", [arrived])]
    past = "day BETWEEN %s AND %s ORDER BY day DESC, article_id DESC"
    coming = "day BETWEEN %s AND %s ORDER BY day, article_id"
    undated = "day IS NULL AND article_id >= %s ORDER BY article_id DESC"
    return [
        (past, [day - before, day]),
        (coming, [day + timedelta(days=1), day + after]),
        (undated, [arrived]),
    ]


def _holding(terms: Sequence[str], ranges: list[tuple[str, list[Any]]]) -> list[tuple[str, int]]:
    """(term, article) for the articles of each range that hold each term.

    Each range is read along one index, from the nearest on, and no further than so many rows: an
    OR, or a count over all of them, reads what the archive holds.
    """
    if not terms:
        return []
    one = [(f"{where} LIMIT {MOST_HOLDING}", given) for where, given in ranges]
    if connection.vendor == "postgresql":
        return _laterally(terms, one)
    return _in_parts(terms, one)


def _laterally(terms: Sequence[str], ranges: list[tuple[str, list[Any]]]) -> list[tuple[str, int]]:
    """PostgreSQL plans each range once and reads it for every term."""
    table = ArticleTerm._meta.db_table
    parts = [
        f"SELECT asked.term, found.article_id FROM asked CROSS JOIN LATERAL "  # noqa: S608
        f"(SELECT article_id FROM {table} WHERE term = asked.term AND {where}) found"
        for where, _ in ranges
    ]
    given = [list(terms), *(value for _, values in ranges for value in values)]
    sql = "WITH asked AS (SELECT unnest(%s::text[]) AS term) " + " UNION ALL ".join(parts)
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def _in_parts(terms: Sequence[str], ranges: list[tuple[str, list[Any]]]) -> list[tuple[str, int]]:
    """SQLite knows no LATERAL: a part for each term and range."""
    table = ArticleTerm._meta.db_table
    parts, given = [], []
    for term in terms:
        for where, values in ranges:
            parts.append(
                f"SELECT * FROM (SELECT term, article_id FROM {table} "  # noqa: S608
                f"WHERE term = %s AND {where})"
            )
            given += [term, *(v.isoformat() if isinstance(v, date) else v for v in values)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        return list(cursor.fetchall())


def speaking(day: date | None, stories: list[int]) -> dict[int, list[int]]:
    """Story → its newest articles (by id) that lie in the window of the day; none for a story
    whose dates are all too far away. A day more is let through: signatures decide."""
    found: dict[int, list[tuple[int, date | None]]] = {}
    rows = Membership.objects.filter(story__in=stories, is_current=True)
    for story, member, moment in rows.order_by("story_id", "article_id").values_list(
        "story", "article", "article__published_at"
    ):
        found.setdefault(story, []).append((member, moment.date() if moment else None))
    wide = WINDOW + timedelta(days=1)
    speaking = {}
    for story, members in found.items():
        days = [other for _, other in members if other]
        if day and days and not any(abs(other - day) <= wide for other in days):
            continue
        near = [pk for pk, other in members if not (day and other) or abs(other - day) <= wide]
        speaking[story] = near[-MOST_SPEAKING:]
    return speaking


def day_of(article: Article) -> date | None:
    """The day the article was published, None without a date."""
    return article.published_at.date() if article.published_at else None
