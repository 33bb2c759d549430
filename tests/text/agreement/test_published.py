"""The coefficients give the figures that their authors worked out and printed."""

from __future__ import annotations

import pytest

from coverage.text.agreement import lengthwise, unitizing
from coverage.text.agreement.family import family
from coverage.text.agreement.units import Continuum

#: Krippendorff, Content Analysis, 2nd edition (2004), page 254: two observers of 300 positions that
#: are counted from 150; units of c and of k as (begin, end).
BEGIN, LENGTH = 150, 300
C = [[(225, 295), (370, 400)], [(220, 300), (355, 375), (400, 420)]]
K = [[(180, 240), (300, 350)], [(180, 240), (300, 350)]]

#: Krippendorff, Content Analysis, 4th edition (2019), figure 12.11, page 340: three observers of 60
#: positions; (first, last, value), both counted from 1.
THREE = {
    1: [(1, 7, 1), (8, 13, 2), (31, 32, 5), (33, 37, 6), (38, 44, 6), (45, 60, 7)],
    2: [(1, 7, 1), (8, 13, 3), (14, 21, 5), (33, 44, 6)],
    3: [(1, 7, 1), (8, 13, 4), (14, 21, 5), (33, 37, 6), (38, 41, 6), (42, 44, 6)],
}


def from_begin(codings):
    return [[(start - BEGIN, end - BEGIN) for start, end in units] for units in codings]


def three_observers() -> Continuum:
    codings = {}
    for coder, rows in THREE.items():
        codings[coder] = {
            tag: tuple((first - 1, last) for first, last, its in rows if its == tag)
            for tag in {row[2] for row in rows}
        }
    return Continuum(60, codings)


@pytest.mark.parametrize(
    ("codings", "observed", "expected", "alpha"),
    [(C, 0.0144, 0.0532, 0.7286), (K, 0.0, 0.0490, 1.0)],
)
def test_alpha_by_length_of_2004_for_one_category(codings, observed, expected, alpha):
    codings = from_begin(codings)
    assert lengthwise.observed(LENGTH, codings) == pytest.approx(observed, abs=5e-5)
    assert lengthwise.expected(LENGTH, codings) == pytest.approx(expected, abs=5e-5)
    assert lengthwise.alpha(LENGTH, [codings]) == pytest.approx(alpha, abs=5e-5)


def test_alpha_by_length_of_2004_for_both_categories():
    # The book takes its rounded sums: 0.8591.
    both = lengthwise.alpha(LENGTH, [from_begin(C), from_begin(K)])
    assert both == pytest.approx(0.8591, abs=5e-4)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((5, 11), (4, 6), 26),
        ((5, 11), (5, 7), 16),
        ((5, 11), (6, 8), 10),
        ((5, 11), (7, 9), 8),
        ((5, 11), (6, 10), 2),
        ((5, 11), (5, 11), 0),
        ((225, 295), (220, 300), 50),
        ((370, 400), (355, 375), 850),
    ],
)
def test_differences_of_2004_between_two_units(one, other, difference):
    assert lengthwise.difference(one, other) == difference


def test_the_family_of_2016_for_three_observers():
    found = family([three_observers()])
    assert found is not None
    assert found.units == pytest.approx(0.510, abs=5e-4)
    assert found.marked == pytest.approx(0.413, abs=1e-3)
    assert found.tags == pytest.approx(0.724, abs=5e-4)


def test_the_family_of_2016_for_each_value():
    found = family([three_observers()])
    assert found is not None
    alphas = {tag: alpha for tag, (alpha, _) in found.of_tag.items()}
    assert alphas == {1: 1.0, 2: 0.0, 3: 0.0, 4: 0.0, 5: 1.0, 6: 1.0, 7: None}
    assert found.of_tag[5][1] == pytest.approx(8 / 18)
    assert found.of_tag[7][1] == 0


def test_one_tag_alone_is_the_family_with_one_value():
    codings = from_begin(C)
    alone = family([Continuum(LENGTH, {n: {1: tuple(units)} for n, units in enumerate(codings)})])
    assert alone is not None
    assert unitizing.alpha(unitizing.sums_of(LENGTH, codings)) == pytest.approx(alone.units)


def test_a_lone_unit_among_three_coders_agrees_as_chance_would():
    # The case of a bug report: a first implementation of 2004 gave 1.0 here.
    sums = unitizing.sums_of(20, [[(0, 1)], [], []], parts=2)
    assert unitizing.alpha(sums) == pytest.approx(0)
