"""Many outlets beside each other: cells that say the same are told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coverage.desk.pages import Cell, Column, Finding, FindingLine, RowView

#: Lines of a finding that stand one for each outlet; above that, equal ones are told together.
MOST_LINES = 6
#: Outlets without a row that are named beside it; of more it is said how many.
MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell of the matrix; `alike` names all outlets whose cell says the same, at the first."""

    cell: Cell
    is_most: bool  # says what most say
    is_again: bool  # stands already in an earlier cell
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    row: RowView
    cells: tuple[MatrixCell, ...]
    not_in: tuple[str, ...]
    unknown: tuple[str, ...] = ()  # of which nothing can be told: "Gull (its text breaks off …)"
    same: tuple[Cell, ...] = ()  # whose whole passage stands already in an earlier outlet

    @property
    def not_in_told(self) -> str:
        """ "27 of 30" where naming them would be longer than the row; the open row names them."""
        many = len(self.not_in) > MOST_NAMED
        return f"{len(self.not_in)} of {len(self.cells)}" if many else ""


@dataclass(frozen=True, slots=True)
class LoneRow:
    """What one article alone has: a line, not a row of empty cells."""

    row: RowView
    checked: tuple[str, ...]  # outlets in whose text a person looked

    @property
    def not_in(self) -> tuple[str, ...]:
        return _not_in(self.row)

    @property
    def unknown(self) -> tuple[str, ...]:
        return _unknown(self.row)


@dataclass(frozen=True, slots=True)
class LoneRows:
    """An article's rows that no other has; open where one of them is."""

    column: Column
    rows: tuple[LoneRow, ...]
    is_open: bool


def matrix_rows(rows: Sequence[RowView]) -> tuple[MatrixRow, ...]:
    """The rows with equal cells counted: what most say stays quiet, what departs stands out."""
    return tuple(_matrix_row(row) for row in rows)


def comparable(rows: Sequence[RowView]) -> list[RowView]:
    """The rows of a matrix: all but those that one article alone has."""
    return [row for row in rows if row.relation != "only"]


def lone_rows(rows: Sequence[RowView], opened: int) -> tuple[LoneRows, ...]:
    """What one article alone has, by article, in the columns' order and the rows' own."""
    of: dict[int, list[LoneRow]] = {}
    columns: dict[int, Column] = {}
    for row in rows:
        columns = columns or {cell.column.article: cell.column for cell in row.cells}
        if row.relation == "only":
            checked = tuple(
                f"{c.column.called} (by {c.checked.who})" for c in row.cells if c.checked
            )
            article = next(cell.column.article for cell in row.cells if cell.found)
            of.setdefault(article, []).append(LoneRow(row, checked))
    return tuple(
        LoneRows(column, tuple(lone), any(line.row.number == opened for line in lone))
        for article, column in columns.items()
        if (lone := of.get(article))
    )


def _matrix_row(row: RowView) -> MatrixRow:
    said = [_folded(cell.short) if cell.found else None for cell in row.cells]
    counts = Counter(words for words in said if words is not None)
    most = max(counts, key=lambda words: counts[words], default="")
    is_told_often = counts[most] > 1
    cells, seen = [], set()
    for cell, words in zip(row.cells, said, strict=True):
        alike: tuple[str, ...] = ()
        if words is not None and counts[words] > 1 and words not in seen:
            alike = tuple(
                other.column.called
                for other, theirs in zip(row.cells, said, strict=True)
                if theirs == words
            )
        cells.append(MatrixCell(cell, is_told_often and words == most, words in seen, alike))
        if words is not None:
            seen.add(words)
    same = tuple(cell for cell in row.cells if cell.same_as)
    return MatrixRow(row, tuple(cells), _not_in(row), _unknown(row), same)


def _not_in(row: RowView) -> tuple[str, ...]:
    return tuple(c.column.called for c in row.cells if not c.found and not c.is_unknown)


def _unknown(row: RowView) -> tuple[str, ...]:
    return tuple(f"{c.column.called} ({c.reason})" for c in row.cells if c.is_unknown)


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def gathered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings; where more than six outlets stand in one, those that say the same share a
    line: "Meridian and 3 others". What only one has is never the same: six lines, the rest
    counted."""
    return tuple(
        finding if len(finding.lines) <= MOST_LINES else _shorter(finding) for finding in findings
    )


def _shorter(finding: Finding) -> Finding:
    if finding.kind != "only":
        return replace(finding, lines=_gathered(finding.lines))
    hidden = len(finding.lines) - MOST_LINES
    return replace(finding, lines=finding.lines[:MOST_LINES], more=finding.more + hidden)


def _gathered(lines: Sequence[FindingLine]) -> tuple[FindingLine, ...]:
    groups: dict[str, list[FindingLine]] = {}
    for line in lines:
        groups.setdefault(line.words, []).append(line)
    return tuple(
        FindingLine(_and_others([line.called for line in group]), words, group[0].href)
        for words, group in groups.items()
    )


def _and_others(called: Sequence[str]) -> str:
    first, *others = called
    if not others:
        return first
    return f"{first} and {len(others)} {'other' if len(others) == 1 else 'others'}"
