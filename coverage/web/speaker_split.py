"""The page on which quotes are chosen for another speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict

from coverage.models import Quote, Speaker

from .numbers import number_of
from .paging import ListPage, page_of

#: Quotes on a page.
PAGE = 100
MOST_GROUPS = 30


@dataclass(frozen=True, slots=True)
class Group:
    """Quotes chosen at once: all of an outlet, or all that name the speaker so."""

    value: str
    words: str
    quotes: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SplitList:
    page: ListPage
    outlets: tuple[Group, ...]
    mentions: tuple[Group, ...]
    chosen: frozenset[int]  # quotes ticked one by one
    to: str
    whole_name: bool


def split_list(speaker: Speaker, query: QueryDict, asked: QueryDict) -> SplitList:
    """What there is to choose from, with what was chosen before a refusal; five queries."""
    quotes = _quotes(speaker)
    outlets = _groups(
        quotes, "version__article__outlet", "version__article__outlet__name", asked, "outlet"
    )
    return SplitList(
        page=page_of(Quote.objects.newest_first().filter(pk__in=quotes), query, PAGE),
        outlets=outlets,
        mentions=_groups(quotes, "mention", "mention", asked, "mention"),
        chosen=frozenset(_numbers(asked.getlist("quote"))),
        to=asked.get("to", ""),
        whole_name=asked.get("later") == "name",
    )


def chosen_quotes(speaker: Speaker, asked: QueryDict) -> list[int]:
    """Ids of the quotes ticked, and of all in the outlets and under the mentions ticked."""
    wanted = Q(pk__in=_numbers(asked.getlist("quote")))
    if outlets := asked.getlist("outlet"):
        wanted |= Q(version__article__outlet__in=_numbers(outlets))
        if "" in outlets:
            wanted |= Q(version__article__outlet=None)
    if mentions := asked.getlist("mention"):
        wanted |= Q(mention__in=mentions)
    return list(_quotes(speaker).filter(wanted).values_list("pk", flat=True))


def _quotes(speaker: Speaker) -> QuerySet[Quote]:
    found: QuerySet[Quote] = Quote.objects.current().standing().filter(speaker=speaker)
    return found


def _groups(
    quotes: QuerySet[Quote], key: str, called: str, asked: QueryDict, name: str
) -> tuple[Group, ...]:
    chosen = set(asked.getlist(name))
    rows = (
        quotes.order_by()
        .values(value=F(key), words=F(called))
        .annotate(quotes=Count("pk"))
        .order_by("-quotes", called)[:MOST_GROUPS]
    )
    return tuple(
        Group(value, row["words"] or "", row["quotes"], value in chosen)
        for row in rows
        for value in ["" if row["value"] is None else str(row["value"])]
    )


def _numbers(written: Iterable[str]) -> list[int]:
    return [number for one in written if (number := number_of(one))]
