"""Any text at all: spans match their text, stay in their passage, and never take long."""

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.text.quotes.quotes import QuotesRead, find_quotes, read_quotes
from coverage.text.spans import as_body

from ..reading import passages_of

PIECES = st.sampled_from(
    ["“", "”", "‘", "’", '"', "'", "``", "''", "«", "»", "„", "\n", "\n\n", " ", ",", ".", ":", "—",
     "said", "told", "according to", "Ada Holm", "Mr. Ek", "he", "who", "the mayor", "a man's", "X",
     "translated by", "We stay here", "6", "’90s", "🇺🇦", "…", "?", "(", ")", "CNN", "in a letter",
     "‹", "›", "「", "」", "“HOLM: ", "HOLM:", "\nQ: ", "\nA: ", "\n— ", "\n– ", " —",
     "(Applause)", "> ", "that the vote was lost", "promised to", "sagte", "сказала", "Union says",
     "reports", "：", "说", "\u2028"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join),
                  st.lists(PIECES, max_size=60).map("".join))  # fmt: skip


KINDS = st.sampled_from(["paragraph", "headline", "heading", "list", "blockquote", "caption"])


def _check(body: str, read: QuotesRead) -> None:
    passages = [passage.span for passage in passages_of(body)]
    quotes = read.quotes
    for marked in read.marked:
        for span in (marked.span, marked.outer):
            assert body[span.start : span.end] == span.text
        assert marked.outer.holds(marked.span)
        assert any(passage.holds(marked.outer) for passage in passages)
    for quote in quotes:
        named = quote.speaker.span if quote.speaker else None
        for read_span in (quote.span, quote.outer, quote.cue, quote.via, named):
            assert read_span is None or body[read_span.start : read_span.end] == read_span.text
        assert quote.outer.holds(quote.span)
        assert quote.span.length > 0
        assert any(passage.holds(quote.outer) for passage in passages)
        assert 0 <= quote.confidence <= 1


@given(TEXTS, KINDS, st.sampled_from(["", "en", "de", "ru", "zh", "xx"]))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_spans_that_match_it(text, kind, language):
    body = as_body(text)
    _check(body, read_quotes(body, passages_of(body, kind), (), language, indirect=True))


@given(TEXTS, st.sampled_from(["\r\n", "\r"]))
@settings(max_examples=100, deadline=None)
def test_line_ends_do_not_matter(text, ending):
    unix = as_body(text)
    other = as_body(unix.replace("\n", ending))
    read = [read_quotes(body, passages_of(body), indirect=True) for body in (unix, other)]
    assert read[0] == read[1]


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_quotes_come_in_order_and_reports_hold_no_quote(text):
    body = as_body(text)
    quotes = read_quotes(body, passages_of(body), indirect=True).quotes
    assert list(quotes) == sorted(quotes, key=lambda quote: (quote.span.start, quote.span.end))
    in_marks = [quote.outer for quote in quotes if quote.kind != "indirect"]
    for report in (quote.span for quote in quotes if quote.kind == "indirect"):
        assert not any(report.holds(outer) and report != outer for outer in in_marks)


def _seconds(body: str) -> float:
    """CPU seconds to read the body; what the test run holds is none of the collector's concern."""
    passages = passages_of(body)
    gc.collect()
    gc.freeze()
    begun = time.process_time()
    find_quotes(body, passages, indirect=True)
    took = time.process_time() - begun
    gc.unfreeze()
    return took


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
     "Ada of ", "‘a “b ", "he said “", "x: “a” ", "'' ", "a, said B ", "— a. ", "— A, sa B.\n",
     "A: b c d.\n", "Q: a\nA: b\n", "LUND: ", "(Applause) ", "said that ", "A, according to B, "],
)  # fmt: skip
def test_time_grows_with_the_length_and_no_faster(once):
    assert _seconds(once * (100_000 // len(once))) < 2


@pytest.mark.parametrize(
    "once",
    ["“", "“a” ", "“a\n", "\n—", "Q: a\nA: b\n", "‘a “b ", "he said “", "「a」", "a, said B ",
     "He said. ", "“We lost it all,” said Ann.\n", "“We lost it all,” said Ann. "],
)  # fmt: skip
def test_a_megabyte_of_marks_dashes_and_labels_takes_under_two_seconds(once):
    assert _seconds(once * (1_000_000 // len(once))) < 2


def test_one_long_paragraph_takes_time_in_proportion_to_its_length():
    """No line breaks, and every sentence names somebody else: nothing is looked for all over."""
    letters = "aeioulnrst"
    names = [
        f"{a}{b}{c}{d}" for a in "BDFGKLMPRSTV" for b in letters for c in "lnrst" for d in letters
    ]
    said = " ".join(
        f"Mr. {name} said on Monday that it would close, and “{name.lower()} is late,” he said."
        for name in names
    )
    short = min(_seconds(said[:60_000]) for _ in range(2))
    assert _seconds(said[:480_000]) < 16 * short  # eight times as long; its square would take 64


@pytest.mark.parametrize("opening", ["", "Ada Holm of Orle told the council of it on Monday.\n\n"])
def test_turns_of_as_many_speakers_as_lines_take_time_in_proportion_to_their_length(opening):
    """No label comes twice, so nothing that was worked out for one helps with the next."""
    letters = "aeioulnrst"
    names = [f"{a}{b}{c}{d}{e}" for a in "BDFGKL" for b in letters for c in "lnrst" for d in letters
             for e in "aeiou"]  # fmt: skip
    turns = [f"{name.upper()} {name[::-1].upper()}: We lost the {name.lower()}." for name in names]
    few = _seconds(opening + "\n".join(turns[:1_500]))
    many = _seconds(opening + "\n".join(turns[1_500:13_500]))
    assert many < 24 * few  # eight times as long; its square would take 64
    body = opening + "\n".join(turns[:100])
    assert sum(quote.is_turn for quote in find_quotes(body, passages_of(body))) == 100


def test_quotes_of_as_many_speakers_as_lines_take_time_in_proportion_to_their_length():
    """No name comes twice, so nothing that was worked out for one helps with the next."""
    letters = "aeiou"
    names = [f"{a}{b}{c}{d}{e}" for a in "BDFGKLMPRST" for b in letters for c in "lnrst"
             for d in letters for e in "kmnt"]  # fmt: skip
    said = [f"“We lost it {n[::-1].lower()},” said {n} {n[:3]}{n[::-1].lower()}." for n in names]
    few = min(_seconds("\n".join(said[:400])) for _ in range(2))
    many = _seconds("\n".join(said[400:3_600]))
    assert many < 24 * few  # eight times as long; its square would take 64
    body = "\n".join(said[:100])
    quotes = find_quotes(body, passages_of(body))
    assert len([quote for quote in quotes if quote.speaker]) == 100
