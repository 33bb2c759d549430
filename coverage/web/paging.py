"""A long list in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from .numbers import number_of

PAGE = 50
_LAST = 100_000


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list; `newer` and `older` are addresses, "" at either end."""

    rows: Sequence[Any]
    total: int  # with `is_more` that many are counted, and there are more
    number: int
    pages: int
    newer: str
    older: str
    is_more: bool = False


def page_of(rows: QuerySet[Any], query: QueryDict, size: int = PAGE) -> ListPage:
    """The page asked for in `page`, the nearest there is otherwise; two queries."""
    total = rows.order_by().count()
    pages = max(1, -(-total // size))
    number = min(pages, max(1, number_of(query.get("page", ""))))
    return ListPage(
        rows=list(rows[(number - 1) * size : number * size]) if total else [],
        total=total,
        number=number,
        pages=pages,
        newer=_address(query, number - 1) if number > 1 else "",
        older=_address(query, number + 1) if number < pages else "",
    )


def bounded_page_of(rows: QuerySet[Any], query: QueryDict, size: int, most: int) -> ListPage:
    """The same where no more than `most` rows are counted; of more, one page leads to the next for
    as long as there are rows, and `pages` is what is known of."""
    total = rows.order_by()[: most + 1].count()
    if total <= most:
        return page_of(rows, query, size)
    number = min(_LAST, max(1, number_of(query.get("page", ""))))
    found = list(rows[(number - 1) * size : number * size + 1])
    if not found:
        number, found = 1, list(rows[: size + 1])
    is_last = len(found) <= size
    return ListPage(
        rows=found[:size],
        total=most,
        number=number,
        pages=number + (not is_last),
        newer=_address(query, number - 1) if number > 1 else "",
        older="" if is_last else _address(query, number + 1),
        is_more=True,
    )


def _address(query: QueryDict, number: int) -> str:
    other = query.copy()
    other["page"] = str(number)
    return "?" + other.urlencode()
