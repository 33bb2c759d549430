"""Words in marks with which nobody is quoted: what kind they are, and that none is lost."""

import pytest

from coverage.text.quotes.quotes import read_quotes

from ..reading import passages_of


def _marked(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.span.text) for one in read_quotes(text, passages_of(text)).marked]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Her novel, “The Salt Road,” was printed in Leeds and sold out.",
         [("title", "The Salt Road,")]),
        ("The band closed with “Paper Lantern” and “Low Tide” before midnight.",
         [("title", "Paper Lantern"), ("title", "Low Tide")]),
        ("Ruud “Boots” Akker scored twice in the second half.", [("nickname", "Boots")]),
        ("The keeper, nicknamed “the Wall” at school, saved it.", [("nickname", "the Wall")]),
        ("The word “sluice” comes from Old French.", [("term", "sluice")]),
        ("The term ‘slack water’ is used for the pause between tides.", [("term", "slack water")]),
        ("In the old tongue “orle” means a hem.", [("term", "orle")]),
        ("The so-called “quiet zone” by the harbour was anything but.", [("scare", "quiet zone")]),
        ("Nobody wanted the “fun run” that the council had planned for May.",
         [("scare", "fun run")]),
        ("Inns are given an “A”, “B” or “C” to post in the window.",
         [("term", "A"), ("term", "B"), ("term", "C")]),
        ("Click “Submit” and wait for the page.", [("term", "Submit")]),
        ("The storm, known locally as “the Widow”, comes often.", [("nickname", "the Widow")]),
        ("A loan is “non-performing” when nobody has paid for it.",
         [("term", "non-performing")]),
        ("“The Long Corridor” (1964) was shot in Orle.", [("title", "The Long Corridor")]),
        ('See <a href="http://example.org/sluice">the page</a> for the map.', []),
        ("“…” stood on the card.", []),
    ],
)  # fmt: skip
def test_marked_words_are_kept_with_the_likeliest_kind(text, marked):
    assert _marked(text) == marked


def test_every_stretch_is_a_quote_or_marked_words():
    text = "“We stay,” said Ada Holm of the “quiet zone,” which “Harbour Lights” was shot in."
    read = read_quotes(text, passages_of(text))
    stood = [one.outer.text for one in (*read.quotes, *read.marked)]
    assert sorted(stood) == sorted(["“We stay,”", "“quiet zone,”", "“Harbour Lights”"])


def test_marked_words_match_the_text():
    text = "The so-called “ quiet zone ” by the harbour."
    (marked,) = read_quotes(text, passages_of(text)).marked
    assert (marked.span.text, marked.outer.text) == ("quiet zone", "“ quiet zone ”")
    assert text[marked.span.start : marked.span.end] == marked.span.text
