"""A sentence in marks that stands alone: a turn, though nobody is named and it is short."""

import pytest

from coverage.text.quotes.quotes import read_quotes

from ..reading import passages_of, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The foreman stood.\n\n“Finally.”\n\nRuby Thorne wept.", ["Finally."]),
        ("Somebody shouted.\n\n“Shame!”\n\nNobody turned.", ["Shame!"]),
        ("He had asked her twice.\n\n‘No.’\n\nThe door was shut.", ["No."]),
        ("The foreman stood. “Finally.” Ruby Thorne wept.", ["Finally."]),
        ("They met.\n\n“Hello?”\n\n“Hello.”\n\nNobody else was in.", ["Hello?", "Hello."]),
        # titles, answers that are words, headings in the other marks, words without a point
        ("He read two books.\n\n“The Glass Orchard.”\n\nBoth were long.", []),
        ("He read one book.\n\n“The glass orchard.”\n\nIt was long.", []),
        ("He read two books.\n\n“Finally”\n\nBoth were long.", []),
        ("Her favourite word? “Perhaps.” It was short.", []),
        ("“We lost the lot,” said Ruby Thorne.\n\n'Hard to bear.'\n\nIt rained.", None),
        ("He called it a “finally.” Then it rained.", None),
    ],
)
def test_a_sentence_alone_in_marks_is_a_quote_of_nobody(text, expected):
    alone = [words for words, speaker in said(text) if speaker is None]
    assert alone == (expected or [])


def test_who_spoke_before_goes_on_behind_the_crowd():
    text = (
        "“Will we give in?” Ruby Thorne asked.\n\n“Never!”\n\n"
        "“Will we go home without our pay again?”\n\n“Never!”\n\nThe hall shook."
    )
    assert [speaker for _, speaker in said(text)] == ["Ruby Thorne", None, "Ruby Thorne", None]


def test_a_sentence_alone_is_no_scare_quote():
    body = "The foreman stood.\n\n“Finally.”\n\nRuby Thorne wept."
    assert read_quotes(body, passages_of(body)).marked == ()


def test_a_paragraph_more_of_an_open_quote_is_its_speakers_however_short():
    text = (
        "Ada Holm spoke of her mother.\n\n“She sold yams,” said Ada Holm. “She never asked.\n\n"
        "“She wept.\n\n“Goodbye, and thanks.”\n\nThe hall rose."
    )
    assert [speaker for _, speaker in said(text)] == ["Ada Holm"] * 4
