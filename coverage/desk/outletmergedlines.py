"""The lines that two outlets repeat, when the two become one and when they are parted again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count

from coverage.models import Article, LineInArticle, Outlet, OutletLine

from .outletlines import label, label_lines

BATCH = 500
#: What a merge changes of a line that both outlets had.
_KEPT = ("text", "articles", "is_repeated", "is_ordinary", "decided_by_id")


def join_lines(gone: Outlet, to: Outlet) -> dict[str, Any]:
    """Give the lines of `gone` to `to`; what moved, for `part_lines`.

    A line that both have becomes one: repeated where either repeated it, ordinary where a person
    said so of the leading outlet, else of the other.
    """
    theirs = {line.key: line for line in OutletLine.objects.filter(outlet=gone)}
    ours = {line.key: line for line in OutletLine.objects.filter(outlet=to, key__in=list(theirs))}
    before = {line.pk: {name: getattr(line, name) for name in _KEPT} for line in ours.values()}
    news = _repeated_elsewhere(gone, to)
    for key, line in ours.items():
        _join(line, theirs[key])
    alone = sorted(line.pk for key, line in theirs.items() if key not in ours)
    _bulk(OutletLine.objects.filter(outlet=gone), alone, outlet=to)
    LineInArticle.objects.filter(outlet=gone).update(outlet=to)
    count_lines(to, [*theirs, *news])
    return {"moved": alone, "before": before, "labelled": _label(to, news)}


def _join(ours: OutletLine, theirs: OutletLine) -> None:
    ours.is_repeated = ours.is_repeated or theirs.is_repeated
    if ours.decided_by_id is None and theirs.is_ordinary:
        ours.is_ordinary, ours.decided_by_id = True, theirs.decided_by_id
    _save(ours)


def _save(line: OutletLine) -> None:
    OutletLine.objects.filter(pk=line.pk).update(**{name: getattr(line, name) for name in _KEPT})


def _repeated_elsewhere(one: Outlet, other: Outlet) -> dict[int, set[int]]:
    """Line key → articles of either outlet that have a line which only the other one repeats."""
    found: dict[int, set[int]] = {}
    for here, there in ((one, other), (other, one)):
        repeated = OutletLine.objects.filter(outlet=here, is_repeated=True).values("key")
        known = OutletLine.objects.filter(outlet=there, is_repeated=True).values("key")
        rows = LineInArticle.objects.filter(outlet=there, key__in=repeated).exclude(key__in=known)
        for key, article in rows.values_list("key", "article"):
            found.setdefault(key, set()).add(article)
    return found


def _label(outlet: Outlet, news: dict[int, set[int]]) -> list[int]:
    """Label the lines in articles where they were none so far; ids of articles that changed."""
    rows = OutletLine.objects.filter(
        outlet=outlet, key__in=list(news), is_repeated=True, is_ordinary=False
    )
    lines = {line.key: line for line in rows}
    wanted: dict[int, dict[int, OutletLine]] = {}
    for key in lines:
        for article in news[key]:
            wanted.setdefault(article, {})[key] = lines[key]
    changed = []
    for holder in Article.objects.filter(pk__in=list(wanted)).select_related("current_version"):
        version = holder.current_version
        if version and label(version, wanted[holder.pk], outlet.name):
            changed.append(holder.pk)
    return sorted(changed)


def part_lines(gone: Outlet, to: Outlet, moved: dict[str, Any], articles: Sequence[int]) -> None:
    """Take `join_lines` back for the articles (by id) that returned to `gone`."""
    _bulk(OutletLine.objects.filter(outlet=to), moved["moved"], outlet=gone)
    for key, before in moved["before"].items():
        OutletLine.objects.filter(pk=int(key), outlet=to).update(**before)
    for at in range(0, len(articles), BATCH):
        rows = LineInArticle.objects.filter(article__in=articles[at : at + BATCH], outlet=to)
        rows.update(outlet=gone)
    theirs = LineInArticle.objects.filter(outlet=gone).values("key")
    for outlet in (gone, to):
        known = OutletLine.objects.filter(outlet=outlet, key__in=theirs)
        count_lines(outlet, list(known.values_list("key", flat=True)))
    for article in Article.objects.filter(pk__in=moved["labelled"]).select_related(
        "outlet", "current_version"
    ):
        label_lines(article)


def count_lines(outlet: Outlet, keys: Sequence[int]) -> None:
    """Set the numbers of articles of the outlet's lines to what is kept."""
    for at in range(0, len(keys), BATCH):
        batch = keys[at : at + BATCH]
        held = LineInArticle.objects.filter(outlet=outlet, key__in=batch).order_by()
        counted = dict(held.values("key").annotate(n=Count("pk")).values_list("key", "n"))
        for line in OutletLine.objects.filter(outlet=outlet, key__in=batch):
            if line.articles != counted.get(line.key, 0):
                line.articles = counted.get(line.key, 0)
                _save(line)


def _bulk(rows: Any, keys: Sequence[int], **fields: Any) -> None:
    for at in range(0, len(keys), BATCH):
        rows.filter(pk__in=keys[at : at + BATCH]).update(**fields)
