"""Marks that nothing closes: where the words end."""

import pytest

from ..reading import quotes_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # a mark nobody closed ends at who spoke, whatever marks come after
        ("“The lock failed, said Ada Holm. Help came late. “Too late,” she said.",
         ["The lock failed,", "Too late,"]),
        ("“We stay, said Ada Holm, who runs the lock. Rain fell on Orle. “All of us,” she said.",
         ["We stay,", "All of us,"]),
        # but not where it goes on to speak of somebody unnamed
        ("“They came late, said my son. They were slow. “Too late,” said Ada Holm.",
         ["They came late, said my son.", "Too late,"]),
    ],
)  # fmt: skip
def test_a_mark_that_nothing_closes_does_not_swallow_the_narration(
    text: str, words: list[str]
) -> None:
    assert [quote.span.text for quote in quotes_in(text)] == words
