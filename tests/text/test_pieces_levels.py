"""At which height the lines of overlapping and nested marks are drawn."""

from __future__ import annotations

from itertools import combinations
from random import Random
from time import process_time

import pytest

from coverage.text.pieces import LEVELS, Mark, with_levels


def spans(*places: tuple[int, int]) -> list[Mark]:
    return [Mark(start, end, "coding", key) for key, (start, end) in enumerate(places)]


@pytest.mark.parametrize(
    ("why", "places", "levels"),
    [
        ("nothing", [], []),
        ("apart", [(0, 2), (3, 5)], [1, 1]),
        ("side by side", [(0, 2), (2, 5)], [1, 1]),
        ("nested: the outer one is further from the words", [(0, 9), (3, 5)], [2, 1]),
        ("nested twice", [(0, 9), (1, 8), (3, 5)], [3, 2, 1]),
        ("two inside one", [(0, 9), (1, 3), (5, 8)], [2, 1, 1]),
        ("overlapping", [(0, 5), (3, 9)], [1, 2]),
        ("a chain needs two heights", [(0, 4), (3, 7), (6, 10)], [1, 2, 1]),
        ("the same words twice", [(2, 6), (2, 6)], [1, 2]),
        ("of no length", [(2, 2), (0, 5)], [1, 1]),
        ("a fifth shares the last", [(0, 9), (0, 8), (0, 7), (0, 6), (0, 5)], [4, 4, 3, 2, 1]),
    ],
)
def test_marks_over_each_other_are_drawn_at_different_heights(why, places, levels):
    assert [mark.level for mark in with_levels(spans(*places))] == levels, why


def test_what_is_drawn_at_one_height_never_overlaps_and_what_holds_is_drawn_further_out():
    chance = Random(7)
    for _ in range(60):
        places = []
        for _ in range(12):
            start = chance.randrange(40)
            places.append((start, start + chance.randrange(1, 12)))
        for one, two in combinations(with_levels(spans(*places)), 2):
            overlap = one.start < two.end and two.start < one.end
            if overlap and one.level < LEVELS and two.level < LEVELS:
                assert one.level != two.level
                if one.start <= two.start and two.end < one.end:
                    assert one.level > two.level


def test_the_marks_keep_their_order_and_all_they_say():
    marks = [Mark(0, 9, "coding", 4, colour=3, hint="SY"), Mark(2, 4, "note", 1)]
    levelled = with_levels(marks)
    assert [(mark.key, mark.colour, mark.hint) for mark in levelled] == [(4, 3, "SY"), (1, 0, "")]


def test_one_mark_over_twenty_thousand_costs_little():
    begun = process_time()
    many = with_levels(spans((0, 200_000), *((at, at + 8) for at in range(0, 200_000, 10))))
    assert many[0].level == 2
    assert process_time() - begun < 2
