"""Transpositions: cells that their article tells in another order than the rows stand in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from coverage.text.collation.reading_order import longest_chain

from .pages import RowView


def mark_transposed(rows: Sequence[RowView]) -> tuple[RowView, ...]:
    """The rows, with each cell that its article has earlier or later marked so.

    As few cells as can be are marked: all others of a column stand in the order of its text. What
    one article has alone, and lines that fold away, go where the others leave them.
    """
    told: dict[int, list[tuple[int, int]]] = {}  # column → (where its text has it, row)
    for number, row in enumerate(rows):
        if row.found_in > 1 and not row.folded:
            for at, cell in enumerate(row.cells):
                if cell.at >= 0:
                    told.setdefault(at, []).append((cell.at, number))
    moved: dict[tuple[int, int], str] = {}  # (row, column)
    for column, places in told.items():
        starts, ranks = longest_chain(sorted(places))
        in_order = set(zip(starts, ranks, strict=True))
        for start, number in places:
            if (start, number) not in in_order:
                above = bisect_left(ranks, number)
                is_earlier = above > 0 and start < starts[above - 1]
                moved[(number, column)] = "earlier" if is_earlier else "later"
    if not moved:
        return tuple(rows)
    return tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, moved=moved.get((number, at), ""))
                for at, cell in enumerate(row.cells)
            ),
        )
        for number, row in enumerate(rows)
    )
