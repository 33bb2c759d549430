"""Block quotes whose words stand in no marks, and who is named before or behind them."""

from coverage.text.found import Passage, PassageKind
from coverage.text.quotes.quotes import find_quotes
from coverage.text.spans import Span


def _read(*parts: tuple[PassageKind, str]) -> list[tuple[str, str]]:
    """(words, name) of the quotes of passages given as (kind, text)."""
    body = "\n\n".join(text for _, text in parts)
    passages, at = [], 0
    for kind, text in parts:
        passages.append(Passage(Span.of(body, at, at + len(text)), kind))
        at += len(text) + 2
    quotes = find_quotes(body, passages)
    return [(q.span.text, q.speaker.name if q.speaker else "") for q in quotes]


WORDS = "We will reopen the bridge on Friday, and nobody will pay for it."


def test_a_colon_before_it_names_the_speaker():
    before = ("paragraph", "Mayor Ada Holm wrote in a letter to the council:")
    assert _read(before, ("blockquote", WORDS)) == [(WORDS, "Ada Holm")]


def test_a_line_behind_it_names_the_speaker():
    before = ("paragraph", "The council met on Monday.")
    assert _read(before, ("blockquote", f"{WORDS}\n— Ada Holm, mayor")) == [(WORDS, "Ada Holm")]
    behind = ("paragraph", "— Ada Holm, mayor")
    assert _read(before, ("blockquote", WORDS), behind) == [(WORDS, "Ada Holm")]


def test_a_name_under_the_last_of_several_is_for_all():
    other = "It was hard to see it shut for so long."
    read = _read(("blockquote", WORDS), ("blockquote", f"{other}\n— Ada Holm"))
    assert read == [(WORDS, "Ada Holm"), (other, "Ada Holm")]


def test_one_that_nobody_is_named_for_has_no_speaker():
    assert _read(("paragraph", "It rained."), ("blockquote", WORDS)) == [(WORDS, "")]


def test_marks_inside_stay_inside_and_marks_around_are_read_as_marks():
    inner = "We told them “never again” and we meant it."
    assert _read(("blockquote", f"{inner}\n— Ada Holm")) == [(inner, "Ada Holm")]
    assert _read(("blockquote", "“We stay here,” said Ada Holm.")) == [
        ("We stay here,", "Ada Holm")
    ]


def test_posts_pull_quotes_and_scraps_are_no_block_quotes():
    post = "We will reopen it. pic.twitter.com/abc — Ada Holm (@orle) 2 March"
    assert _read(("blockquote", post)) == []
    assert _read(("paragraph", f"Holm wrote a letter. {WORDS}"), ("blockquote", WORDS)) == []
    assert _read(("blockquote", "Read more here")) == []


def test_lines_that_begin_with_a_sign_are_pieces_without_it():
    read = _read(
        ("blockquote", "> We will reopen the bridge.\n> Nobody will pay for it.\n> — Ada Holm")
    )
    assert read == [
        ("We will reopen the bridge.", "Ada Holm"),
        ("Nobody will pay for it.", "Ada Holm"),
    ]


def test_who_speaks_in_the_passage_before_says_all_that_is_set_off_behind_it():
    before = ("paragraph", "The letter came on Monday. In it, Ada Holm wrote to the council.")
    other = "It was hard to see it shut for so long."
    read = _read(before, ("blockquote", WORDS), ("blockquote", other))
    assert read == [(WORDS, "Ada Holm"), (other, "Ada Holm")]


def test_words_said_before_it_are_not_its_introduction():
    before = ("paragraph", "“I knew the bridge well,” said Bo Ek.")
    assert _read(before, ("blockquote", WORDS))[1] == (WORDS, "")


def test_a_name_in_a_block_quote_of_its_own_is_its_credit():
    assert _read(("blockquote", WORDS), ("blockquote", "Ada Holm, mayor")) == [(WORDS, "Ada Holm")]
