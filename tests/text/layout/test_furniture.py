"""Which lines repetition may call boilerplate, in how many stories, and which it never may."""

import pytest

from coverage.text.layout.furniture import (
    STORIES,
    STORIES_OF_HEADINGS,
    STORIES_OF_SHORT_PROSE,
    distinct_texts,
    is_counted,
    is_the_storys,
    line_key,
    stories_wanted,
    told_repetition,
)

SAME = [
    ("Read the Gull.", "READ  the\u00a0gull"),
    ("Read the Gull:", "Read the Gull…"),
    ("Größe", "GRÖSSE"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_case_blanks_and_end_points_make_no_other_line(one, other):
    assert line_key(one) == line_key(other)
    assert 0 <= line_key(one) < 2**63


def test_other_words_make_another_line():
    assert len({line_key(f"Read the Gull {number}") for number in range(100)}) == 100


KINDS = [
    ("Our paper is read along this coast, come rain or fog.", "paragraph", True),
    ("Our paper is read", "standfirst", True),
    ("Our paper is read", "headline", False),
    ("Our paper is read", "caption", False),
    ("Our paper is read", "post", False),
    ("Our paper is read", "residue", False),
    ("— 12 —", "paragraph", False),
    ("word " * 100, "paragraph", False),
]


@pytest.mark.parametrize(("text", "kind", "counted"), KINDS)
def test_headlines_captions_posts_and_long_paragraphs_are_not_counted(text, kind, counted):
    assert is_counted(text, kind) is counted


NUMBERS = [
    ("Our paper is read along this coast, come rain or fog and snow.", "paragraph", STORIES),
    ("Support the paper that you read every single morning", "paragraph", STORIES),
    ("The inquiry continues.", "paragraph", STORIES_OF_SHORT_PROSE),
    ("Nobody was hurt.", "paragraph", STORIES_OF_SHORT_PROSE),
    ("What we know so far", "heading", STORIES_OF_HEADINGS),
    ("Local news", "paragraph", STORIES_OF_HEADINGS),
]


@pytest.mark.parametrize(("text", "kind", "number"), NUMBERS)
def test_short_prose_and_headings_must_stand_in_more_stories(text, kind, number):
    assert stories_wanted(text, kind) == number


STORY = [
    ("Before that the mayor, Hanna Brekk, had promised it twice.", ["So said Hanna Brekk."], True),
    ("Read the Gull when in Orle on Sunday.", ["In Orle it rained."], True),
    ("Read the Gull every Sunday.", ["It rained on Sunday, and The Gull saw it."], False),
    ("Follow us on Facebook every day.", ["He wrote it on Facebook."], False),
    ("The paper is read by many.", ["The paper is printed."], False),
    ("Sign Up For Our Free Newsletter", ["He had the Newsletter."], False),
    ("This is read by Anna Reed and by you.", ["Somebody else wrote."], False),
]


@pytest.mark.parametrize(("text", "rest", "own"), STORY)
def test_what_names_what_the_rest_names_is_the_storys(text, rest, own):
    assert is_the_storys(text, rest, "The Gull") is own


def test_texts_that_share_most_of_the_shorter_are_one():
    lines = {
        1: {10: 100, 11: 100, 12: 30},
        2: {10: 100, 11: 100, 13: 200},
        3: {12: 30, 14: 300},
        4: {12: 30, 15: 20},
    }
    assert distinct_texts({key: lines[key] for key in (1, 2, 3)}) == {1: 1, 2: 1, 3: 3}
    assert distinct_texts(lines, [12]) == {1: 1, 2: 1, 3: 3, 4: 4}


def test_the_reason_counts_the_others():
    assert told_repetition(4) == "stands in 3 other articles of this outlet"
    assert told_repetition(2) == "stands in 1 other article of this outlet"
    assert told_repetition(1235) == "stands in 1,234 other articles of this outlet"
