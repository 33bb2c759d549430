"""Quotes inside quotes: read once, and twice only where the inner one has a named speaker."""

import pytest

from ..reading import said


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        # no speaker of its own: it stays inside
        ("“He said, ‘Go home,’ so I went,” Ada Holm said.",
         [("He said, ‘Go home,’ so I went,", "Ada Holm")]),
        ("‘I read “Blue Hour” twice,’ said Ada Holm.",
         [("I read “Blue Hour” twice,", "Ada Holm")]),
        ("“They call it ‘the hole’ here,” said Ada Holm.",
         [("They call it ‘the hole’ here,", "Ada Holm")]),
        # another named speaker: a quote besides
        ("“Then Bo Ek said, ‘Go home now,’ and we left,” said Ada Holm.",
         [("Then Bo Ek said, ‘Go home now,’ and we left,", "Ada Holm"), ("Go home now,", "Bo Ek")]),
        ("‘“We are lost,” Bo Ek said, and we were,’ said Ada Holm.",
         [("“We are lost,” Bo Ek said, and we were,", "Ada Holm"), ("We are lost,", "Bo Ek")]),
    ],
)  # fmt: skip
def test_an_inner_quote_is_one_of_its_own_only_with_its_own_speaker(text, quotes):
    assert said(text) == quotes
