"""Live blogs: the heads of entries are read as headlines are, their clocks left off."""

import pytest

from coverage.text.quotes.quotes import read_quotes

from ..reading import passages_of


def _read(body: str) -> list[tuple[str, str, str | None]]:
    quotes = read_quotes(body, passages_of(body), indirect=True).quotes
    return [(q.kind, q.span.text, q.speaker.span.text if q.speaker else None) for q in quotes]


@pytest.mark.parametrize(
    ("entry", "words", "speaker"),
    [
        ("10:30 Health risk is low: mayor", "Health risk is low", "mayor"),
        ("10.30am: Trains will not run before noon: operator", None, "operator"),
        ("9am Police: two men held over fire", "two men held over fire", "Police"),
        ("11:05 BST – Bridge to stay shut until Friday – council", None, "council"),
        ("11:20: Ferries unsafe, says union", "Ferries unsafe", "union"),
        ("10.30 Mayor says beaches are shut", "beaches are shut", "Mayor"),
        ("10:30\n\nHealth risk is low: mayor", "Health risk is low", "mayor"),
        ("10:30pm GMT\nHealth risk is low: mayor", "Health risk is low", "mayor"),
    ],
)
def test_an_entrys_head_is_read_as_a_headline(entry, words, speaker):
    read = _read(f"Storm live\n\n{entry}\n\nIt went on raining.")
    assert [(kind, who) for kind, _, who in read] == [("indirect", speaker)]
    assert words is None or read[0][1] == words
    assert not any(letter.isdigit() for letter in read[0][1])


@pytest.mark.parametrize(
    "entry",
    [
        "10.52am Schools are shut across the county",
        "10:30 to Orle: platform two",
        "15:10 GOAL! Rovers 1 Haxby 0: Okafor",
        "19:30 Support act: Ada Holm and friends",
        "16.00 Weather: it will rain all day",
        "Health risk is low: mayor",  # no entry: no clock
        "10:30 Health risk is low: mayor and council met.",  # a sentence
    ],
)
def test_other_lines_behind_a_clock_are_nobodys_words(entry):
    assert _read(f"Storm live\n\n{entry}\n\nIt went on raining.") == []


def test_words_in_marks_behind_a_clock_are_whose_the_head_says():
    assert _read("Live\n\n10:30 ‘Nobody warned us’: villagers count cost\n\nIt rained.") == [
        ("direct", "Nobody warned us", "villagers")
    ]
