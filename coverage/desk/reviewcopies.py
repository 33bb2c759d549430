"""Marks of the same words in copies of one text: the queue asks about them once.

Copies are articles that share text (`SharedText`), wire copy and reprints; and the article itself,
where it has a sentence twice. Two marks are equal where words and reading are: the same quote of
the same speaker, the same claim of the same claimant, the same kind of marked words, the same post.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from coverage.models import (
    ClaimAppearance,
    MarkedWords,
    PostAppearance,
    Quote,
    SharedText,
    State,
)
from coverage.text.names import name_key

from .queue import BANDS, KINDS, RANKS, Asked, Kind, Place, Scope

#: Links between articles that are followed for one page, and equal marks that are looked at.
MOST_LINKS, MOST_EQUAL = 2000, 5000


@dataclass(frozen=True, slots=True)
class Equal:
    """A mark equal to one that is asked about."""

    place: Place
    article: int
    version: int
    outlet: int | None
    state: str
    is_open: bool
    by: str  # who decided it, "" for nobody


@dataclass(frozen=True, slots=True)
class Copies:
    """The marks equal to one: those nobody answered, and those somebody did."""

    open: tuple[Equal, ...] = ()
    decided: tuple[Equal, ...] = ()

    @property
    def articles(self) -> int:
        return len({one.article for one in self.open})


def copies_of(rows: Sequence[tuple[Kind, Any]]) -> dict[Place, Copies]:
    """Place → the copies of each of the rows (with `sure` and their `version`); two queries for any
    number of rows, and one for each model among them."""
    linked = linked_articles({row.version.article_id for _, row in rows})
    found: dict[Place, Copies] = {}
    by_model: defaultdict[Any, list[tuple[Kind, Any]]] = defaultdict(list)
    for kind, row in rows:
        if kind.name != "residue":  # those of one outlet that read the same have a way of their own
            by_model[kind.model].append((kind, row))
    for model, asked in by_model.items():
        equals = _equals(model, asked, linked)
        for kind, row in asked:
            own = place_of(kind, row)
            there = linked[row.version.article_id]
            same = [e for e in equals.get(reading_of(row), ()) if e.article in there]
            others = [one for one in same if one.place != own]
            found[own] = Copies(
                tuple(sorted((e for e in others if e.is_open), key=lambda e: e.place)),
                tuple(e for e in others if not e.is_open),
            )
    return found


def place_of(kind: Kind, row: Any) -> Place:
    return Place(row.sure, RANKS[kind.name], row.pk)


def is_asked_elsewhere(place: Place, copies: Copies, asked: Asked, scope: Scope) -> bool:
    """Whether one of the copies stands before the mark in the same list: that one is asked."""
    first = next((one for one in copies.open if _is_listed(one, asked, scope)), None)
    return first is not None and first.place < place


def _is_listed(one: Equal, asked: Asked, scope: Scope) -> bool:
    low, below = BANDS[asked.sure] if asked.sure else (0.0, 2.0)
    in_band = low <= one.place.sure < below
    return (
        in_band
        and one.article not in scope.hidden
        and (not asked.until or one.place <= asked.until)
        and scope.holds(one.version, one.outlet)
    )


def linked_articles(articles: Iterable[int]) -> dict[int, set[int]]:
    """Article → the articles that share its text, itself among them; two queries."""
    wanted = set(articles)
    stands = SharedText.objects.exclude(state=State.REJECTED).order_by()
    near = list(
        stands.filter(Q(article__in=wanted) | Q(first__in=wanted)).values_list("article", "first")[
            :MOST_LINKS
        ]
    )
    firsts = {first for _, first in near} - wanted
    far = stands.filter(first__in=firsts).values_list("article", "first")[:MOST_LINKS]
    members: defaultdict[int, set[int]] = defaultdict(set)
    heads: defaultdict[int, set[int]] = defaultdict(set)
    for article, first in {*near, *(far if firsts else ())}:
        members[first].add(article)
        heads[article].add(first)
    linked = {}
    for article in wanted:
        hubs = {article, *heads[article]}
        linked[article] = hubs.union(*(members[hub] for hub in hubs))
    return linked


def _equals(
    model: Any, asked: Sequence[tuple[Kind, Any]], linked: dict[int, set[int]]
) -> dict[Any, list[Equal]]:
    """Reading → all marks so read in the articles' copies, as their texts stand now."""
    articles = set().union(*(linked[row.version.article_id] for _, row in asked))
    kinds = {kind.name: kind for kind in KINDS.values() if kind.model is model}
    rows = (
        model.objects.filter(
            version__article__in=articles,
            version=F("version__article__current_version"),
            text__in={row.text for _, row in asked},
        )
        .annotate(sure=next(iter(kinds.values())).sure, outlet=F("version__article__outlet"))
        .select_related("decided_by")
        .annotate(article=F("version__article"))
        .order_by("pk")
    )
    found: defaultdict[Any, list[Equal]] = defaultdict(list)
    for row in rows[:MOST_EQUAL]:
        kind = _kind_of(row)
        found[reading_of(row)].append(
            Equal(
                place=Place(row.sure, RANKS[kind], row.pk),
                article=row.article,
                version=row.version_id,
                outlet=row.outlet,
                state=row.state,
                is_open=not row.is_decided,
                by=row.decided_by.get_username() if row.decided_by else "",
            )
        )
    return found


def _kind_of(row: Any) -> str:
    if isinstance(row, Quote):
        return "report" if row.is_reported else "quote"
    if isinstance(row, PostAppearance):
        return "residue" if row.how == PostAppearance.How.RESIDUE else "post"
    return "marked" if isinstance(row, MarkedWords) else "claim"


def reading_of(row: Any) -> tuple[Any, ...]:
    """What makes two marks of one model equal: their words, and as what they were read."""
    if isinstance(row, Quote):
        who = row.speaker_id or name_key(row.speaker_name)
        return ("quote", row.text, row.kind, who)
    if isinstance(row, ClaimAppearance):
        return ("claim", row.text, name_key(row.claimant))
    if isinstance(row, MarkedWords):
        return ("marked", row.text, row.kind)
    return ("post", row.text, row.post_id, row.how)
