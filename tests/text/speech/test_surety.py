"""Surety: a report is the less sure the less its form and its subject tell."""

import pytest

from coverage.text.layout.passages import find_passages
from coverage.text.quotes.quotes import find_quotes


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("Mayor Ada Holm said the ferry was late.", "She said the ferry was late."),
        (
            "Mayor Ada Holm said the ferry was late.",
            "Mayor Ada Holm pledged to mend the ferry at once.",
        ),
        (
            "The ferry was late again, Mayor Ada Holm said.",
            "The ferry, Mayor Ada Holm said, was late again on Monday.",
        ),
        (
            "Mayor Ada Holm told the board that the ferry was late.",
            "Mayor Ada Holm urged the board to mend the ferry.",
        ),
    ],
)
def test_a_report_is_less_sure_where_its_form_tells_less(surer: str, less_sure: str):
    assert _sure(surer) > _sure(less_sure) > 0.3


def _sure(text: str) -> float:
    (report,) = find_quotes(text, find_passages(text), indirect=True)
    assert report.kind == "indirect"
    return report.confidence
