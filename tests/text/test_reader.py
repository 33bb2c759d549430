"""The reader: one call, everything read out, and the version that read it."""

import pytest

from coverage.text.layout.passages import find_passages
from coverage.text.posts.posts import find_posts
from coverage.text.reader import READER_VERSION, read

BODY = (
    "Orle ferry stays in port\n\n"
    "“We stay here,” said Ada Holm, who runs the yard. The ferry carried 40 people.\n\n"
    "So proud of the crew tonight. — Ada Holm (@adaholm) March 4, 2023\n"
)


def test_a_reading_holds_the_body_and_all_that_was_found():
    posts = find_posts(BODY)
    passages = find_passages(BODY, posts)
    reading = read(BODY, passages, posts, "en")
    assert reading.body == BODY
    assert reading.passages == passages
    assert reading.posts == posts
    assert [quote.span.text for quote in reading.quotes] == ["We stay here,"]
    assert any(quantity.low == 40 for quantity in reading.quantities)
    assert reading.not_read == ()


def test_every_span_of_a_reading_matches_its_text():
    posts = find_posts(BODY)
    reading = read(BODY, find_passages(BODY, posts), posts)
    spans = [quote.outer for quote in reading.quotes]
    spans += [quantity.span for quantity in reading.quantities]
    spans += [claim.span for claim in reading.claims]
    assert spans
    for span in spans:
        assert BODY[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "line",
    [
        "Port fees will double, says harbour board report",
        "Live tweet",
        "Ada Holm had her eye on the yard, friends claim",
        "Orle council said that",
        "“We stay,” Ada Holm said. Harbour board report",
    ],
)
def test_a_line_that_ends_in_a_word_of_reporting_is_read(line):
    body = f"{line}\n\nThe ferry stayed in port on Monday because of the wind."
    reading = read(body, find_passages(body), (), "en")
    assert reading.body == body


def test_a_language_that_is_only_partly_read_is_said():
    assert "'fr'" in read("« On reste », dit Ada.", (), (), "fr").not_read[0]


def test_the_reader_names_its_version():
    assert READER_VERSION
