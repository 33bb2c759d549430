"""Numbers in addresses and forms: anything may be written there."""

import pytest

from coverage.web.numbers import number_of, number_or_none


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("7", 7), ("0", 0), ("007", 7), ("9" * 17, 10**17 - 1), ("9" * 18, None), ("", None),
        ("-1", None), ("+1", None), ("1.0", None), ("1e3", None), (" 1", None), ("1_000", None),
        ("\u0661", None), ("\u00b2", None), ("x", None), ("\0", None),
    ],
)  # fmt: skip
def test_only_plain_digits_are_a_number(written, number):
    assert number_or_none(written) == number
    assert number_of(written) == (number or 0)
