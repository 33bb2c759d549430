"""Any text at all: spans match their text, stay in their passage, and never take long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.text.found import FoundQuote
from coverage.text.quotes import find_quotes
from coverage.text.spans import as_body

from .reading import passages_of

PIECES = st.sampled_from(
    ["“", "”", "‘", "’", '"', "'", "``", "''", "«", "»", "„", "\n", "\n\n", " ", ",", ".", ":", "—",
     "said", "told", "according to", "Ada Holm", "Mr. Ek", "he", "who", "the mayor", "a man's", "X",
     "translated by", "We stay here", "6", "’90s", "🇺🇦", "…", "?", "(", ")", "CNN", "in a letter"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join),
                  st.lists(PIECES, max_size=60).map("".join))  # fmt: skip


def _check(body: str, quotes: tuple[FoundQuote, ...]) -> None:
    passages = [passage.span for passage in passages_of(body)]
    for quote in quotes:
        spans = [quote.span, quote.outer, quote.cue, quote.via]
        spans.append(quote.speaker.span if quote.speaker else None)
        for span in spans:
            assert span is None or body[span.start : span.end] == span.text
        assert quote.outer.holds(quote.span)
        assert quote.span.length > 0
        assert any(passage.holds(quote.outer) for passage in passages)
        assert 0 <= quote.confidence <= 1


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_spans_that_match_it(text):
    body = as_body(text)
    _check(body, find_quotes(body, passages_of(body), indirect=True))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_line_ends_do_not_matter(text):
    unix = as_body(text)
    windows = as_body(unix.replace("\n", "\r\n"))
    assert find_quotes(unix, passages_of(unix)) == find_quotes(windows, passages_of(windows))


def _seconds(body: str) -> float:
    passages = passages_of(body)
    begun = time.process_time()
    find_quotes(body, passages)
    return time.process_time() - begun


def test_a_megabyte_of_news_takes_under_two_seconds():
    once = (
        "The ferry left the harbour at noon with forty people and a van of post on board, and the "
        "wind had gone round to the west. “We stay here,” said Ada Holm, who runs the yard. Bo Ek, "
        "the mayor of Orle, told CNN that it was “late” in the year for such a trip, and that the "
        "council would meet on Monday to look at the timetable again.\n"
    )
    assert _seconds(once * (1_000_000 // len(once))) < 2


@pytest.mark.parametrize(
    "once",
    ["“", "'a ", "A, ", "the ", "“a, A ", "said ", "Ada's ", ". ", "“a” ", "“a,” he said. ",
     "Ada of ", "‘a “b ", "he said “", "x: “a” ", "'' ", "a, said B "],
)  # fmt: skip
def test_time_grows_with_the_length_and_no_faster(once):
    assert _seconds(once * (100_000 // len(once))) < 2
