"""A long list in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from .numbers import number_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list; `newer` and `older` are addresses, "" at either end."""

    rows: Sequence[Any]
    total: int
    number: int
    pages: int
    newer: str
    older: str


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


def _address(query: QueryDict, number: int) -> str:
    other = query.copy()
    other["page"] = str(number)
    return "?" + other.urlencode()
