"""What people said of a mark holds for the copies that come later: nobody is asked again."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from coverage.models import (
    Article,
    ClaimAppearance,
    MadeBy,
    MarkedWords,
    PostAppearance,
    Quote,
    State,
)

from .reviewcopies import linked_articles, reading_of
from .revisions import keep_before, record

#: What history says of such a mark.
FOLLOWS = "as in a copy of this text"
_MODELS: tuple[Any, ...] = (Quote, MarkedWords, PostAppearance, ClaimAppearance)


def follow_copies(article: Article) -> int:
    """Answer the marks of an article that came, or has another text now, as people answered the
    equal ones of its copies; how many. Where answers differ nobody is followed. Two queries where
    it is no copy."""
    others = linked_articles([article.pk])[article.pk] - {article.pk}
    if not others or article.current_version_id is None:
        return 0
    return sum(_follow(model, article, others) for model in _MODELS)


def _follow(model: Any, article: Article, others: set[int]) -> int:
    fresh = list(
        model.objects.filter(
            version=article.current_version_id,
            state=State.SUGGESTED,
            decided_at=None,
            made_by=MadeBy.READER,
        )
    )
    texts = {row.text for row in fresh}
    if not texts:
        return 0
    current = Article.objects.filter(pk__in=others).values_list("current_version", flat=True)
    said: defaultdict[Any, list[Any]] = defaultdict(list)
    decided = model.objects.filter(version__in=list(current), decided_at__isnull=False)
    for row in decided.filter(text__in=texts).select_related("decided_by"):
        said[reading_of(row)].append(row)
    by_person: defaultdict[Any, list[Any]] = defaultdict(list)
    for row in fresh:
        answers = said.get(reading_of(row), [])
        if len({one.state for one in answers}) == 1 and not _is_residue(row):
            first = min(answers, key=lambda one: (one.decided_at, one.pk))
            row.state, row.decided_at = first.state, first.decided_at
            row.decided_by = first.decided_by
            by_person[first.decided_by].append(row)
    for person, rows in by_person.items():
        _write(model, rows, person)
    return sum(map(len, by_person.values()))


def _is_residue(row: Any) -> bool:
    return isinstance(row, PostAppearance) and row.how == PostAppearance.How.RESIDUE


def _write(model: Any, rows: list[Any], person: Any) -> None:
    keep_before(list(model.objects.filter(pk__in=[row.pk for row in rows])))
    for row in rows:
        row.revision += 1
    fields = ["state", "decided_by", "decided_at", "revision"]
    model.objects.bulk_update(rows, fields, batch_size=500)
    record(rows, person, FOLLOWS)
