"""Marks that stand at nearly the same words: one that a person decided answers for the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any

from coverage.models import ClaimAppearance, MarkedWords, Quote, SpanRow

#: So much of both marks must be shared for one to be taken over by the other.
SAME_PLACE = 0.8
#: And so much for the answer to one to be an answer to the other: a quote is a word longer for
#: another reader, and of short ones that is a fifth.
SAME_ANSWER = 0.6
#: Marks of which there is one at a place; figures and posts stand inside of one another.
ONE_AT_A_PLACE: tuple[type[SpanRow], ...] = (Quote, MarkedWords, ClaimAppearance)


def answered_nearby(rows: Iterable[Any], decided: Iterable[Any]) -> list[Any]:
    """Those of the rows that stand at nearly the same words as a decided one of their sort."""
    there = sorted(decided, key=lambda row: row.start)
    starts = [row.start for row in there]
    found = []
    for row in rows:
        length = row.end - row.start
        # A row that shares so much begins no further away than this.
        reach = int(length * (1 / SAME_ANSWER - 1)) + 1
        near = there[
            bisect_left(starts, row.start - reach) : bisect_right(starts, row.start + reach)
        ]
        if any(_is_same(row, one) for one in near):
            found.append(row)
    return found


def _is_same(one: Any, other: Any) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    longer = max(one.end - one.start, other.end - other.start)
    is_sort = not isinstance(one, Quote) or one.is_reported == other.is_reported
    return is_sort and shared > 0 and shared >= SAME_ANSWER * longer
