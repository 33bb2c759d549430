"""Which cells stand in another order than their article tells them, and that a page says so."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from coverage.desk.comparison import compare
from coverage.desk.ingest import Arrival, receive
from coverage.desk.pages import Cell, CellPart, RowView
from coverage.desk.storypage import story_page
from coverage.desk.transpositions import mark_transposed
from coverage.models import Story
from coverage.text.pieces import Piece
from tests.web.test_matrix import column


def row(*places: int | None, folded: bool = False) -> RowView:
    """A row whose cells stand at these places of their texts; None where one has nothing of it."""
    cells = tuple(
        Cell(column(n), () if at is None else (CellPart("paragraph", 1, (Piece("it"),)),), at=place)
        for n, at in enumerate(places)
        for place in (-1 if at is None else at,)
    )
    found = sum(at is not None for at in places)
    return RowView(1, "“it”", "shared", "=", "", found, len(cells), cells, folded=folded)


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([(0, 5), (10, 15), (20, 25)], [("", ""), ("", ""), ("", "")]),
        # the last row is told at the top of the second text
        ([(0, 5), (10, 15), (20, 2)], [("", ""), ("", ""), ("", "earlier")]),
        # the first row is told at its end
        ([(0, 30), (10, 15), (20, 25)], [("", "later"), ("", ""), ("", "")]),
        # between two that stay it is told at the end
        (
            [(0, 0), (10, 40), (20, 20), (30, 30)],
            [("", ""), ("", "later"), ("", ""), ("", "")],
        ),
        # what the text has nowhere but in its headline is at no place
        ([(0, 5), (10, -1), (20, 25)], [("", ""), ("", ""), ("", "")]),
        # what one alone has goes where the others leave it
        ([(0, 5), (30, None), (20, 25)], [("", ""), ("", ""), ("", "")]),
    ],
)
def test_as_few_cells_as_can_be_are_told_elsewhere(
    places: list[tuple[int | None, ...]], moved: list[tuple[str, ...]]
) -> None:
    rows = mark_transposed([row(*one) for one in places])
    assert [tuple(cell.moved for cell in one.cells) for one in rows] == moved


def test_lines_that_fold_away_are_at_no_place() -> None:
    rows = mark_transposed([row(0, 5), row(10, 1, folded=True), row(20, 25)])
    assert not any(cell.moved for one in rows for cell in one.cells)


ONE = "The ferry Oda hit the Tarn quay at dawn."
TWO = "Divers found a cracked rudder under the hull."
THREE = "Four goats swam ashore near Kell."


@pytest.mark.django_db
def test_a_page_says_what_its_text_has_earlier(client: Client) -> None:
    for outlet, told in (("Gull", (ONE, TWO, THREE)), ("Lantern", (THREE, ONE, TWO))):
        headed = "\n\n".join((f"Ferry Oda hits Tarn quay, {outlet} learns", *told))
        receive(Arrival(headed.encode(), name=f"{outlet}.txt", outlet=outlet))
    story = Story.objects.get(article_count=2)
    compare(story)
    moved = [c.moved for one in story_page(story).rows for c in one.cells if c.moved]
    page = client.get(reverse("story", args=[story.pk])).content.decode()
    assert moved
    assert re.findall(r"(earlier|later) in its text</span>", page) == moved
