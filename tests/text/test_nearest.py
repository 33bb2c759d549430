"""Where words stand in a body that are nearest to a place in it."""

import pytest

from coverage.text.nearest import find_nearest
from coverage.text.spans import Span

BODY = "The mayor came. 🙂 “I, the mayor, agree,” said the\nmayor of Orle. The mayoress left."
QUOTE = Span.of(BODY, BODY.index("I, the"), BODY.index(",”"))


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("The mayor", 0),
        ("the mayor", BODY.index("the\nmayor")),  # nearer than the first, outside the quote
        ("the  mayor of Orle", BODY.index("the\nmayor")),
        ("the mayoress", BODY.index("The mayoress")),  # in another case
        ("agree", BODY.index("agree")),  # nowhere else
        (",”", BODY.index(",”")),
        ("mayo", None),
        ("", None),
        (" ", None),
        ("x" * 500, None),
    ],
)
def test_whole_words_are_found_nearest_to_the_quote(words, at):
    span = find_nearest(BODY, words, QUOTE)
    assert (span and span.start) == at
    assert span is None or BODY[span.start : span.end] == span.text
