"""Bringing the index of shared texts up to date: what came before there was one, what got lost."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from coverage.models import Article, Membership, SharedText

from .duplicates import link_by, read_and_place
from .locking import placing
from .sketching import told_texts, unsketched

#: Articles asked for at once.
BATCH = 200


def in_no_story() -> QuerySet[Article]:
    """Articles that stand nowhere, though they are no near-duplicates: what they were folded under
    was deleted."""
    folded = SharedText.objects.folded().values("article")
    placed = Membership.objects.filter(is_current=True).values("article")
    whole = Article.objects.exclude(current_version=None)
    return whole.exclude(pk__in=placed).exclude(pk__in=folded)


def mend_sketches() -> Iterator[int]:
    """The ids of the articles brought up to date, each in its own transaction, in the order in
    which they came. What stands is only linked with others, never folded: people may have worked
    on it. It can be broken off and run again."""
    for pk in list(in_no_story().order_by("pk").values_list("pk", flat=True)):
        with placing():
            if in_no_story().filter(pk=pk).exists():
                read_and_place(pk)
                yield pk
    last = 0
    while keys := list(
        unsketched().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        for pk in keys:
            with placing():
                _mend(pk)
            yield pk
        last = keys[-1]


def _mend(pk: int) -> None:
    article = Article.objects.select_related("outlet", "current_version").filter(pk=pk).first()
    if article is None or article.current_version is None:
        return
    link_by(article, article.current_version, told_texts([article])[pk])
