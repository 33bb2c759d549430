"""Who sees whose tags, and whether the machine's marks, while articles are coded."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from coverage.models import (
    Adjudication,
    ArticleVersion,
    AssignedArticle,
    CodedArticle,
    Coding,
    Note,
)
from coverage.models.assignments import coded_apart


def codings_seen(person: int | None, article: int) -> QuerySet[Coding]:
    """The codings in any version of the article that the person (their id; None for a stranger)
    may see; one query.

    A coder of an open independent assignment sees only their own in its articles, until they have
    finished the article. A stranger, who may be a coder that has not signed in, sees there none of
    its coders' until the assignment is closed.
    """
    return seen_by(Coding.objects.filter(version__article=article), person)


def seen_by(codings: QuerySet[Coding], person: int | None) -> QuerySet[Coding]:
    """Those of the codings, of any articles, that the person may see."""
    here = AssignedArticle.objects.filter(
        article=OuterRef("version__article"),
        assignment__closed_at=None,
        assignment__is_independent=True,
    )
    if person is None:
        return codings.exclude(coded_apart())
    return codings.filter(Q(person=person) | ~Exists(_unfinished(here, person)))


def orphans_seen(orphans: QuerySet[Any], person: int) -> QuerySet[Any]:
    """Those of the marks without a place, or of their history, that the person may see: where they
    code apart from others and have not finished, no tag and note of somebody else, and no decision
    on a disagreement."""
    of_others = Q(kind=Adjudication.fingerprint_kind)
    for model in (Coding, Note):
        own: Any = model._base_manager.filter(person=person)
        of_others |= Q(kind=model.fingerprint_kind) & ~Q(row__in=own.values("pk"))
    here = AssignedArticle.objects.filter(
        article=OuterRef("article"),
        assignment__closed_at=None,
        assignment__is_independent=True,
    )
    return orphans.exclude(of_others & Q(Exists(_unfinished(here, person))))


def hidden_by_tag(person: int | None) -> dict[int, int]:
    """Tag's id → how many of its codings the person may not see; one query, mostly of nothing."""
    apart = AssignedArticle.objects.filter(
        assignment__closed_at=None, assignment__is_independent=True
    )
    if person is not None:
        apart = _unfinished(apart, person)
    # From the few articles to their codings: from all codings it would be a long way.
    versions = ArticleVersion.objects.filter(article__in=apart.values("article")).values("pk")
    rows = Coding.objects.filter(version__in=versions)
    rows = rows.filter(coded_apart()) if person is None else rows.exclude(person=person)
    return dict(Counter(rows.order_by().values_list("tag", flat=True)))


def machine_seen(person: int | None, article: int) -> bool:
    """False while the person codes the article in an open assignment that hides what the reader
    read; one query, none for a stranger."""
    if person is None:
        return True
    hidden = AssignedArticle.objects.filter(
        article=article, assignment__closed_at=None, assignment__shows_machine=False
    )
    return not _unfinished(hidden, person).exists()


def without_machine(person: int) -> list[int]:
    """The articles (ids) of which the person is not to see now what the reader read; one query."""
    hidden = AssignedArticle.objects.filter(
        assignment__closed_at=None, assignment__shows_machine=False
    )
    return list(_unfinished(hidden, person).values_list("article", flat=True))


def _unfinished(assigned: QuerySet[AssignedArticle], person: int) -> QuerySet[AssignedArticle]:
    """Those given to the person that they have not finished."""
    finished = CodedArticle.objects.filter(
        assigned=OuterRef("pk"), coder__person=person, finished_at__isnull=False
    )
    return assigned.filter(~Exists(finished), assignment__coders__person=person)
