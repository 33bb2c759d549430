"""Pages of the review queue and their counts: the streams of all kinds merged in one order."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from coverage.models import ClaimAppearance, MadeBy, MarkedWords, PostAppearance, Quote

from .queue import BANDS, KINDS, RANKS, SHOWS, Asked, Kind, Place, Scope, behind, kinds_of, rows_of

#: Rows of a kind that one page walks past at most while it looks for those of one outlet.
WINDOW = 10_000
#: What is counted of a kind, and no further.
MOST_COUNTED = 1000
#: Marks of a kind among which outlets and stories are counted.
LOOKED_AT = 200


class Found(NamedTuple):
    """Places in their order; `end` is the last one that was looked at, None where there are no
    more behind them."""

    places: list[Place]
    end: Place | None


def places(asked: Asked, scope: Scope, after: Place | None, most: int) -> Found:
    """The first `most` places behind `after`; one query a kind, two where many are walked past."""
    streams, ends = [], []
    for kind in kinds_of(asked):
        rows = rows_of(kind, asked, scope)
        if after:
            rows = rows.filter(behind(kind, after))
        found, end = _first(kind, rows, scope, asked, after, most)
        streams.append(found)
        ends.append(end)
    merged = list(heapq.merge(*streams))
    # Behind the end of one stream nothing is known of it: the page ends there.
    nearest = min((end for end in ends if end), default=None)
    if nearest:
        merged = [place for place in merged if place <= nearest]
    if len(merged) > most:
        merged = merged[:most]
        return Found(merged, merged[-1])
    return Found(merged, nearest)


def _first(
    kind: Kind, rows: QuerySet[Any], scope: Scope, asked: Asked, after: Place | None, most: int
) -> tuple[list[Place], Place | None]:
    """The first of a kind, and the place up to which it was looked at (None: to its end)."""
    rank, end = RANKS[kind.name], None
    if scope.versions is not None:
        found = sorted(rows.order_by().values_list("sure", "pk"))
    else:
        if scope.is_walked:
            end = _end_of_window(kind, asked, scope, after)
            if end:
                rows = rows.exclude(behind(kind, end))
        found = list(rows.order_by(*kind.order).values_list("sure", "pk")[: most + 1])
    if len(found) > most:
        found = found[: most + 1]
        sure, row = found[most]
        end = Place(sure, rank, row)
    return [Place(sure, rank, row) for sure, row in found], end


def _end_of_window(kind: Kind, asked: Asked, scope: Scope, after: Place | None) -> Place | None:
    """Where the walk behind a place ends, looked up once a page."""
    key = (kind.name, after)
    if key not in scope.ends:
        scope.ends[key] = _look_up_end(kind, asked, after)
    return scope.ends[key]


def _look_up_end(kind: Kind, asked: Asked, after: Place | None) -> Place | None:
    rows = kind.model.objects.annotate(sure=kind.sure).filter(SHOWS[asked.show])
    if kind.model is not Quote:  # both kinds of quotes stand in one index
        rows = rows.filter(kind.which)
    if asked.sure:
        rows = rows.filter(sure__gte=BANDS[asked.sure][0])
    if after:
        rows = rows.filter(behind(kind, after))
    last = rows.order_by(*kind.order).values_list("sure", "pk")[WINDOW : WINDOW + 1]
    return next((Place(sure, RANKS[kind.name], row) for sure, row in last), None)


class Number(int):
    """A count that stops: written as "1,000+" where there are more, or may be."""

    is_more = False

    @classmethod
    def of(cls, number: int, is_more: bool = False) -> Number:
        counted = cls(number)
        counted.is_more = is_more
        return counted

    def __str__(self) -> str:
        return f"{int(self):,}{'+' if self.is_more else ''}"

    def __format__(self, _: str) -> str:
        return str(self)


def counts(asked: Asked, scope: Scope, most: int = MOST_COUNTED) -> dict[str, Number]:
    """Kind → how many the filters leave, whatever kind they name; `most` of each are counted."""
    found = {}
    for kind in KINDS.values():
        rows, is_more = rows_of(kind, asked, scope).order_by(), False
        if scope.is_walked and asked.show == "open":
            end = _end_of_window(kind, asked, scope, None)
            if end:
                rows, is_more = rows.exclude(behind(kind, end)).order_by(), True
        number = rows[: most + 1].count()
        found[kind.name] = Number.of(min(number, most), is_more or number > most)
    return found


def total(numbers: Iterable[Number]) -> Number:
    counted = list(numbers)
    return Number.of(sum(counted), any(number.is_more for number in counted))


def decided_places(asked: Asked, scope: Scope, after: str, most: int) -> tuple[list[Place], str]:
    """What was put off or settled, newest first; and what the address of those before says."""
    moment, _, rest = after.partition("~")
    kept: list[tuple[datetime, int, int, float]] = []
    for kind in kinds_of(asked):
        rank = RANKS[kind.name]
        rows = rows_of(kind, asked, scope)
        if at := _moment(moment):
            before = Q(decided_at__lt=at)
            if rest.partition("~")[2].isdigit() and rest.partition("~")[0] in RANKS:
                named, row = RANKS[rest.partition("~")[0]], int(rest.partition("~")[2])
                same = Q(decided_at=at) & (Q(pk__lt=row) if rank == named else Q())
                before |= same if rank <= named else Q(pk=None)
            rows = rows.filter(before, decided_at__lte=at)
        values = rows.order_by("-decided_at", "-pk").values_list("decided_at", "pk", "sure")
        kept += [(at, rank, row, sure) for at, row, sure in values[: most + 1]]
    kept.sort(reverse=True)
    shown = kept[:most]
    found = [Place(sure, rank, row) for _, rank, row, sure in shown]
    is_last = len(kept) <= most
    older = "" if is_last else f"{shown[-1][0].isoformat()}~{found[-1].kind}~{found[-1].row}"
    return found, older


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else None


def settled_since(moment: datetime, person: int) -> Number:
    """How many marks the person settled or put off since then."""
    number, is_more = 0, False
    for model in (Quote, MarkedWords, PostAppearance, ClaimAppearance):
        rows = model.objects.filter(
            decided_at__gte=moment, decided_by=person, made_by=MadeBy.READER
        ).order_by()
        found = rows[: MOST_COUNTED + 1].count()
        number, is_more = number + min(found, MOST_COUNTED), is_more or found > MOST_COUNTED
    return Number.of(number, is_more)


def first_articles(asked: Asked, scope: Scope) -> list[int]:
    """The article of each of the first `LOOKED_AT` marks of each kind that the filters leave, as
    often as it has some: what stands beside a filter is counted in these."""
    found: list[int] = []
    for kind in kinds_of(asked):
        rows = rows_of(kind, asked, scope).order_by(*(() if scope.versions else kind.order))
        found += rows.values_list("version__article", flat=True)[:LOOKED_AT]
    return found
