"""Where the history of an article's marks is kept, and one page of it, newest first.

All kinds stand in one order: by moment, then by kind, then by number. A page begins behind the last
entry of the one before, so that the hundredth costs what the first does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Value

from coverage.models import (
    Article,
    ClaimAppearance,
    Coding,
    MarkedWords,
    Note,
    Orphan,
    Passage,
    PostAppearance,
    Quote,
)

from .assignments import orphans_seen, seen_by

#: What a kind is called in addresses → where its rows are, in the order in which entries of one
#: moment stand.
MODELS: dict[str, Any] = {
    "quote": Quote,
    "marked": MarkedWords,
    "claim": ClaimAppearance,
    "post": PostAppearance,
    "note": Note,
    "coding": Coding,
    "line": Passage,
    "orphan": Orphan,
    "article": Article,
}
#: Kinds that are one person's: a coder who is to code alone sees none of others.
PERSONAL = ("note", "coding")
RANK = {kind: rank for rank, kind in enumerate(MODELS)}
KIND_AT = list(MODELS)
#: What the desk writes of marks that only came along into another text.
_ALONG = ("carried from version", "placed from version")
#: Entries on one page.
PAGE = 50


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last entry of a page."""

    at: datetime
    kind: str
    entry: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.kind}~{self.entry}"

    @classmethod
    def read(cls, written: str) -> Cursor | None:
        """None for what is no cursor."""
        moment, _, rest = written.partition("~")
        kind, _, entry = rest.partition("~")
        try:
            at = datetime.fromisoformat(moment)
            at.astimezone(UTC)  # what has no moment there has none in the database
        except (ValueError, OverflowError):
            return None
        if at.tzinfo is None or kind not in MODELS or not entry.isdecimal() or len(entry) > 18:
            return None
        return cls(at, kind, int(entry))


@dataclass(frozen=True, slots=True)
class Found:
    """Where one entry is kept."""

    kind: str
    entry: int  # history_id


Wanted = Mapping[str, Q]


def of_article(article: int) -> Wanted:
    """All kinds of entries of the article (by id)."""
    wanted = dict.fromkeys(MODELS, Q(version__article=article))
    return {**wanted, "orphan": Q(article=article), "article": Q(id=article)}


def of_mark(kind: str, key: int) -> Wanted:
    """Entries of one mark; those of the tags on a quote stand with it."""
    wanted = {kind: Q(id=key)}
    return wanted | {"coding": Q(quote=key)} if kind == "quote" else wanted


def page_of_history(
    wanted: Wanted, reader: int, *, after: Cursor | None = None, person: int | None = None
) -> tuple[list[Found], bool]:
    """(the entries of a page, whether there are more); one query. `reader` is who reads: a coder
    who is to code alone sees no tags and notes of others. `person` keeps theirs alone."""
    parts = [
        _keyed(kind, _behind(_rows(kind, where, reader, person), kind, after))
        for kind, where in wanted.items()
    ]
    rows: Any = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    found = [
        Found(KIND_AT[rank], entry)
        for _, rank, entry in rows.order_by("-moment", "rank", "-entry")[: PAGE + 1]
    ]
    return found[:PAGE], len(found) > PAGE


def people_in(wanted: Wanted, reader: int) -> set[int]:
    """Ids of the persons whose entries are there; one query."""
    parts = [
        _rows(kind, where, reader, None).order_by().values_list("history_user_id").distinct()
        for kind, where in wanted.items()
    ]
    rows = parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]
    return {key for (key,) in rows}


def all_of(found: Iterable[Found]) -> dict[tuple[str, int], list[Any]]:
    """(kind, mark) → everything that history has of the mark, oldest first, for the marks of the
    entries; two queries for each kind among them."""
    entries: dict[str, list[int]] = {}
    for one in found:
        entries.setdefault(one.kind, []).append(one.entry)
    kept: dict[tuple[str, int], list[Any]] = {}
    for kind, numbers in entries.items():
        history = MODELS[kind].history
        keys = set(history.filter(history_id__in=numbers).values_list("id", flat=True))
        rows = history.filter(id__in=keys).select_related("history_user")
        for row in rows.order_by("history_date", "history_id"):
            kept.setdefault((kind, row.id), []).append(row)
    return kept


def _rows(kind: str, where: Q, reader: int, person: int | None) -> QuerySet[Any]:
    rows: QuerySet[Any] = MODELS[kind].history.filter(where, history_user__isnull=False)
    for along in _ALONG:
        rows = rows.exclude(history_change_reason__startswith=along)
    if kind in PERSONAL:
        rows = seen_by(rows, reader)
    elif kind == "orphan":
        rows = orphans_seen(rows, reader)
    return rows.filter(history_user=person) if person else rows


def _behind(rows: QuerySet[Any], kind: str, after: Cursor | None) -> QuerySet[Any]:
    if after is None:
        return rows
    if RANK[kind] > RANK[after.kind]:
        return rows.filter(history_date__lte=after.at)
    if RANK[kind] < RANK[after.kind]:
        return rows.filter(history_date__lt=after.at)
    same = Q(history_date=after.at, history_id__lt=after.entry)
    return rows.filter(Q(history_date__lt=after.at) | same)


def _keyed(kind: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    return (
        rows.order_by()
        .annotate(
            moment=F("history_date"),
            rank=Value(RANK[kind], IntegerField()),
            entry=F("history_id"),
        )
        .values_list("moment", "rank", "entry")
    )
