"""What templates print of the records."""

from datetime import UTC, date, datetime

import pytest

from coverage.templatetags import marking, words
from coverage.text.pieces import Mark, Piece, cut


def test_pieces_print_the_text_with_marks_and_the_number_of_the_utterance():
    body = "He said: “Stay inside,” twice."
    html = words.pieces(cut(body, 0, len(body), [Mark(9, 23, "quote", 7, 2)]), "/stories/1/quotes")
    assert '<mark class="mark quote">“Stay inside,”</mark>' in html
    assert 'href="/stories/1/quotes#u2"' in html
    assert html.startswith("He said: ")


def test_article_text_is_never_markup():
    html = words.pieces((Piece("<script>alert(1)</script>", (Mark(0, 1, "quote"),)),))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_blank_between_two_marks_in_a_quote_is_no_link():
    body = "We left. We ran."
    marks = [Mark(0, 16, "quote", 7), Mark(0, 8, "claim", 1), Mark(9, 16, "claim", 2)]
    html = marking.marked(cut(body, 0, len(body), marks), 0)
    assert "> </a>" not in html
    assert html.count("<a ") == 2


@pytest.mark.parametrize(
    ("reason", "printed"),
    [
        ("speakers in 'ar': only after a colon", "speakers in Arabic: only after a colon"),
        ("mixed quotes in 'zz'", "mixed quotes in 'zz'"),
        ("the text is 'too long'", "the text is 'too long'"),
    ],
)
def test_languages_that_were_not_read_are_named(reason, printed):
    assert words.languages_named(reason) == printed


def test_a_long_identical_stretch_prints_its_fold():
    html = words.folded_pieces((Piece(" ".join(["same"] * 100)),))
    assert "<summary>… 40 more identical words · show</summary>" in html
    assert html.count("same") == 100


@pytest.mark.parametrize(
    ("moment", "day_only", "printed"),
    [
        (None, False, "no date in its text"),
        (datetime(2022, 3, 3, tzinfo=UTC), True, '<time datetime="2022-03-03">3 Mar 2022</time>'),
        (date(2022, 3, 2), False, '<time datetime="2022-03-02">2 Mar 2022</time>'),
        (
            datetime(2026, 10, 14, 6, 10, tzinfo=UTC),
            False,
            '<time datetime="2026-10-14T06:10:00+00:00">14 Oct 2026, 06:10</time>',
        ),
    ],
)
def test_dates_are_printed_as_exactly_as_they_are_known(moment, day_only, printed):
    assert words.when(moment, day_only) == printed


def test_a_matrix_head_prints_the_clock_on_the_first_day_and_the_day_on_another():
    first = datetime(2026, 10, 14, 6, 10, tzinfo=UTC)
    assert ">06:10<" in words.clock(first, False, first)
    assert ">15 Oct<" in words.clock(datetime(2026, 10, 15, 9, 0, tzinfo=UTC), False, first)
    assert ">14 Oct<" in words.clock(first, True, first)
    assert words.clock(None, False, first) == "no date in its text"


@pytest.mark.parametrize(
    ("number", "noun", "printed"),
    [(1, "quote", "1 quote"), (2, "quote", "2 quotes"), (0, "story,stories", "0 stories"),
     (1204, "word", "1,204 words")],
)  # fmt: skip
def test_counts_say_of_what(number, noun, printed):
    assert words.counted(number, noun) == printed


@pytest.mark.parametrize("name", ["suggested", "confirmed", "rejected"])
def test_a_state_is_a_word_and_a_shape(name):
    html = words.state(name)
    assert f">{name} " in html
    assert words.SIGNS[name] in html


def test_a_headline_stands_in_quote_marks_once():
    assert words.in_quotes("Ferry burns") == "“Ferry burns”"
    assert words.in_quotes("“Ferry burns”") == "“Ferry burns”"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Only so many.", "Only so many."),
        ("`next` of the part before", "<code>next</code> of the part before"),
        ("<b> in `<b>`", "&lt;b&gt; in <code>&lt;b&gt;</code>"),
    ],
)
def test_what_stands_between_backticks_is_printed_as_code(written, printed):
    assert words.with_code(written) == printed
