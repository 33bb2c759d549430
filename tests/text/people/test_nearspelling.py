"""Which names are one slip apart."""

import pytest

from coverage.text.people.nearspelling import is_nearly, slips


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("Mark Dunn", "Mark Dun", True),
        ("Mark Dunn", "Marc Dunn", True),
        ("Mark Dunn", "Mrak Dunn", True),
        ("Mark Dunn", "Marc Dun", False),  # two slips in a short name
        ("Alexandra Petrova", "Aleksandra Petrov", False),  # three
        ("Alexandra Petrova", "Aleksandra Petrova", True),  # two in a long one
        ("Mark Dunn", "mark-dunn", False),  # the same letters are no slip
        ("Ann", "Anna", False),  # too short to tell
        ("Mark Dunn", "Mary Dane", False),
    ],
)
def test_a_slip_is_told_from_another_name(one, other, is_near):
    assert is_nearly(one, other) is is_near
    assert is_nearly(other, one) is is_near


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("abc", "abc", 0),
        ("abc", "abd", 1),
        ("abc", "acb", 1),
        ("abc", "ab", 1),
        ("abc", "xyz", None),
    ],
)
def test_slips_are_counted_up_to_the_most(one, other, count):
    assert slips(one, other, 2) == count
