"""Equal cells of a matrix are told once; what departs stands out."""

from dataclasses import replace

from coverage.desk.pages import Cell, CellPart, Column, Finding, FindingLine, RowView
from coverage.text.pieces import Piece
from coverage.web.controls import shared_first
from coverage.web.matrix import comparable, gathered, lone_rows, matrix_rows


def column(number: int) -> Column:
    return Column(
        article=number, called=f"Outlet {number}", outlet=f"Outlet {number}", outlet_id=number,
        outlet_state="confirmed", outlet_why="", headline="", headline_derived=False,
        published=None, day_only=False, own_words=0, post_words=0, quotes=0, residue=0,
    )  # fmt: skip


def row(*shorts: str) -> RowView:
    cells = tuple(
        Cell(column(n), (CellPart("paragraph", 1, (Piece(short),)),) if short else (), short=short)
        for n, short in enumerate(shorts)
    )
    return RowView(1, "“injured”", "differs", "≠", "differs", 0, len(shorts), cells)


def test_what_most_say_is_quiet_and_names_all_who_say_it():
    [line] = matrix_rows([row("at least 12", "9", "At  least 12", "")])
    first, second, third, fourth = line.cells
    assert first.is_most
    assert first.alike == ("Outlet 0", "Outlet 2")
    assert not second.is_most
    assert second.alike == ()
    assert third.is_again
    assert not fourth.is_most
    assert line.not_in == ("Outlet 3",)


def test_cells_that_all_differ_all_stand_out():
    [line] = matrix_rows([row("12", "9", "11")])
    assert not any(cell.is_most or cell.is_again for cell in line.cells)


def test_a_finding_of_many_outlets_tells_equal_lines_together():
    lines = tuple(FindingLine(f"Outlet {n}", "9" if n == 3 else "12", f"#r{n}") for n in range(8))
    [finding] = gathered([Finding("accounts", "≠", "Accounts differ", "“injured”", lines, "#r1")])
    assert [(line.called, line.words) for line in finding.lines] == [
        ("Outlet 0 and 6 others", "12"),
        ("Outlet 3", "9"),
    ]


def test_a_finding_of_few_outlets_keeps_a_line_for_each():
    lines = tuple(FindingLine(f"Outlet {n}", "12", "#r1") for n in range(6))
    [finding] = gathered([Finding("accounts", "≠", "Accounts differ", "“injured”", lines, "#r1")])
    assert finding.lines == lines


def test_what_only_one_has_stands_in_six_lines_and_the_rest_is_counted():
    lines = tuple(FindingLine(f"Outlet {n}", f"claim {n}", f"#r{n}") for n in range(8))
    [finding] = gathered([Finding("only", "◐", "Only in one", "", lines, "#r1", more=11)])
    assert finding.lines == lines[:6]
    assert finding.more == 13


def test_rows_that_several_outlets_fill_stand_before_those_of_one():
    alone, shared = replace(row("9", ""), found_in=1), replace(row("12", "12"), found_in=2)
    assert shared_first([alone, shared, alone]) == [shared, alone, alone]


def test_what_one_article_has_is_listed_by_article_and_stands_in_no_matrix():
    alone = [replace(row("", "9", ""), relation="only", number=n) for n in (3, 7)]
    shared = replace(row("12", "12", ""), number=5)
    rows = [alone[0], shared, replace(row("8", "", ""), relation="only", number=6), alone[1]]
    assert comparable(rows) == [shared]
    first, second = lone_rows(rows, opened=7)
    assert [first.column.called, second.column.called] == ["Outlet 0", "Outlet 1"]
    assert [line.row.number for line in second.rows] == [3, 7]
    assert second.rows[0].not_in == ("Outlet 0", "Outlet 2")
    assert (first.is_open, second.is_open) == (False, True)


def test_many_outlets_that_lack_a_row_are_counted_and_few_named():
    [many] = matrix_rows([row("12", "12", *[""] * 7)])
    [few] = matrix_rows([row("12", "12", *[""] * 6)])
    assert many.not_in_told == "7 of 9"
    assert few.not_in_told == ""
