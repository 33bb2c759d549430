"""What must hold of agreement whatever people mark."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from coverage.text.agreement import lengthwise
from coverage.text.agreement.agreement import groups_of, measure
from coverage.text.agreement.disputes import find_disputes, parts
from coverage.text.agreement.family import family
from coverage.text.agreement.tolerance import count_matched
from coverage.text.agreement.unitizing import alpha, sums_of
from coverage.text.agreement.units import Continuum, joined, length_of, shared_length

LENGTH = 30
starts_and_lengths = st.lists(st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 8)), max_size=5)
units = starts_and_lengths.map(
    lambda found: joined((start, min(LENGTH, start + long)) for start, long in found)
)
codings = st.lists(units, min_size=2, max_size=4)
few = examples(max_examples=25)


@few
@given(codings, st.randoms())
def test_the_order_of_coders_does_not_matter(given, chance):
    other = list(given)
    chance.shuffle(other)
    parts = len(given) - 1
    one, again = alpha(sums_of(LENGTH, given, parts)), alpha(sums_of(LENGTH, other, parts))
    assert one == (again if again is None else pytest.approx(again))


@few
@given(codings)
def test_coders_and_tags_may_have_other_names(given):
    as_tag = {coder: {1: marked} for coder, marked in enumerate(given)}
    renamed = {coder + 70: {9: marked} for coder, marked in enumerate(given)}
    one = measure([Continuum(LENGTH, as_tag)], groups_of(list(as_tag)), [1], 1, draws=0)
    other = measure([Continuum(LENGTH, renamed)], groups_of(list(renamed)), [9], 1, draws=0)
    assert [each.of_tag[1] for each in one] == [each.of_tag[9] for each in other]


@few
@given(units, st.integers(2, 5))
def test_the_same_units_agree_wholly_or_tell_nothing(marked, coders):
    value = alpha(sums_of(LENGTH, [marked] * coders, coders - 1))
    by_length = lengthwise.alpha(LENGTH, [[marked] * coders])
    if 0 < length_of(marked) < LENGTH:
        assert value == 1
        assert by_length == 1
    else:
        assert value is None


@few
@given(units, st.integers(0, 4))
def test_units_cut_at_other_places_agree_less(marked, at):
    if not marked or length_of(marked) == LENGTH:
        return
    start, end = marked[at % len(marked)]
    if end - start < 2:
        return
    shorter = tuple((start, end - 1) if unit == (start, end) else unit for unit in marked)
    for measured in (
        alpha(sums_of(LENGTH, [marked, shorter])),
        lengthwise.alpha(LENGTH, [[marked, shorter]]),
    ):
        assert measured is not None
        assert measured < 1


def test_alpha_by_length_tells_a_cut_unit_from_a_whole_one():
    whole, cut = ((4, 12),), ((4, 8), (8, 12))
    assert alpha(sums_of(LENGTH, [whole, cut])) == 1  # the same words are marked
    by_length = lengthwise.alpha(LENGTH, [[whole, cut]])
    assert by_length is not None
    assert by_length < 1


@few
@given(codings)
def test_finer_positions_tell_nearly_the_same(given):
    """Letters in place of words: chance excludes a unit from itself a little otherwise."""
    fine = 40
    finer = [[(start * fine, end * fine) for start, end in marked] for marked in given]
    finest = [[(start * fine * 9, end * fine * 9) for start, end in marked] for marked in given]
    parts = len(given) - 1
    one = alpha(sums_of(LENGTH * fine, finer, parts))
    other = alpha(sums_of(LENGTH * fine * 9, finest, parts))
    assert one == (other if other is None else pytest.approx(other, abs=0.02))


@few
@given(codings)
def test_articles_may_be_laid_end_to_end(given):
    """Two articles, or one of both: gaps have no inner unity."""
    coders = range(len(given))
    apart = [Continuum(LENGTH, {n: {1: given[n]} for n in coders})] * 2
    moved = [
        (*marked, *((start + LENGTH, end + LENGTH) for start, end in marked)) for marked in given
    ]
    joint = [Continuum(2 * LENGTH, {n: {1: moved[n]} for n in coders})]
    one, other = (
        measure(each, [tuple(coders)], [1], 0, draws=0)[0].overall for each in (apart, joint)
    )
    assert one.alpha.figure == (
        None if other.alpha.figure is None else pytest.approx(other.alpha.figure)
    )
    assert one.percent.figure == other.percent.figure


@few
@given(codings)
def test_one_tag_of_the_family_is_the_tag_alone(given):
    found = family([Continuum(LENGTH, {n: {1: marked} for n, marked in enumerate(given)})])
    assert found is not None
    alone = alpha(sums_of(LENGTH, given, len(given) - 1))
    assert found.units == (None if alone is None else pytest.approx(alone))


@few
@given(units, units, st.integers(0, 6))
def test_matching_is_symmetric_grows_with_tolerance_and_is_the_most_there_can_be(one, other, k):
    matched = count_matched(one, other, k)
    assert matched == count_matched(other, one, k) == _most(one, other, k)
    assert matched <= count_matched(one, other, k + 1)
    assert count_matched(one, one, 0) == len(one)


def _most(one, other, k):
    """By trying every way, of at most four units on either side."""
    if len(one) > 4 or len(other) > 4:
        return count_matched(one, other, k)
    short, long = sorted((one, other), key=len)
    return max(
        sum(
            a[0] < b[1] and b[0] < a[1] and abs(a[0] - b[0]) <= k and abs(a[1] - b[1]) <= k
            for a, b in zip(short, order, strict=False)
        )
        for order in permutations(long, len(short))
    )


@few
@given(codings)
def test_disputes_and_what_is_agreed_hold_every_marked_word_once(given):
    named = dict(enumerate(given))
    found = find_disputes(named)
    for dispute in found:
        assert sorted(c for reading in dispute.readings for c in reading.coders) == list(named)
        assert len({reading.units for reading in dispute.readings}) == len(dispute.readings)
        for reading in dispute.readings:
            assert shared_length(dispute.core, reading.units) == length_of(dispute.core)
            cut = parts(dispute.area, reading.units) if reading.units else [dispute.area]
            assert length_of(cut) == length_of([dispute.area])
            assert all(a <= u[0] and u[1] <= b
                       for (a, b), u in zip(cut, reading.units, strict=False))  # fmt: skip
    everywhere = joined(unit for marked in given for unit in marked)
    disputed = {dispute.area for dispute in found}
    alike = [area for area in everywhere if area not in disputed]
    for area in alike:
        here = {tuple(u for u in marked if area[0] <= u[0] < area[1]) for marked in given}
        assert len(here) == 1
