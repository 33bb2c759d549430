"""Quantities as pages print them."""

import pytest

from coverage.desk.figureviews import interval
from coverage.text.collation.agreement import DAY


@pytest.mark.parametrize(
    ("low", "high", "bound", "unit", "printed"),
    [
        ("1000000", None, "over", "view", "≥ 1,000,000"),
        (None, "20000000", "nearly", "view", "just under 20,000,000"),
        ("9", "9", "exact", "person", "9"),
        ("3.5", "4", "range", "GBP", "3.5 to 4"),
        ("739906", "739906", "exact", DAY, "17 Oct 2026"),
        ("739906", "739908", "range", DAY, "17 Oct 2026 – 19 Oct 2026"),
        (None, None, "exact", DAY, ""),
    ],
)
def test_a_quantity_is_printed_with_its_bound_and_a_day_as_a_day(low, high, bound, unit, printed):
    member = {"low": low, "high": high, "bound": bound, "unit": unit}
    assert interval(member) == printed
