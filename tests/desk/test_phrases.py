"""Few words of an article, as findings print them."""

import pytest

from coverage.desk.phrases import first_words, in_marks, prints_words


@pytest.mark.parametrize(
    ("body", "said", "prints"),
    [
        ("He said: “We counted everyone twice, and left.”", "We counted everyone twice", True),
        ("we Counted – everyone twice", "“We counted everyone twice before the boats went.”", True),
        ("They counted the boats twice.", "We counted everyone twice", False),
        ("A never-ending storm", "ever-ending storm", False),
        ("", "We counted", False),
    ],
)
def test_a_text_prints_words_when_four_of_them_stand_in_a_row(body, said, prints):
    assert prints_words(body, said) is prints


def test_words_with_marks_of_their_own_get_no_others():
    assert in_marks("“Nobody was hurt,” he said") == "“Nobody was hurt,” he said"
    assert in_marks("Nobody was hurt") == "“Nobody was hurt”"


def test_words_left_out_are_shown():
    assert first_words("one two, three", 2) == "one two…"
