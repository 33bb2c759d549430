"""Marks found again in a changed text: by their words, their surroundings, or likeness, or not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.text.versions.reanchoring import Reanchoring

NEWS = (
    "The night ferry to Skell sailed on Tuesday with 40 people on board.\n\n"
    "“We never felt in any danger at all,” said Ines Tarr, who runs the café on the pier.\n\n"
    "Rain fell.\n\n"
    "“The engine stopped twice,” said Jon Ekker, the mate. “The engine stopped twice,” his "
    "brother wrote.\n\n"
    "Repairs will cost about 3,000 crowns, the harbour office said in a statement.\n"
)
QUOTE = "We never felt in any danger at all,"
TWICE = "The engine stopped twice,"


def again(new: str, words: str, nth: int = 0) -> tuple[str, str, str] | None:
    """(the words found, how, the 12 letters before them); None for an orphan."""
    start = -1
    for _ in range(nth + 1):
        start = NEWS.index(words, start + 1)
    found = Reanchoring(NEWS, new).find(start, start + len(words))
    if found is None:
        return None
    assert new[found.span.start : found.span.end] == found.span.text
    assert 0 < found.sure <= 1
    return found.span.text, found.how, new[max(0, found.span.start - 8) : found.span.start]


def test_the_same_text_keeps_every_mark():
    assert again(NEWS, QUOTE) == (QUOTE, "exact", "oard.\n\n“")


def test_a_repeated_sentence_keeps_its_own_mark():
    new = NEWS.replace("Rain fell.", "Rain fell on both banks.")
    first, second = again(new, TWICE, 0), again(new, TWICE, 1)
    assert first[2].endswith("s.\n\n“")
    assert second[2].endswith("mate. “")
    assert (first[1], second[1]) == ("exact", "exact")


def test_of_a_repeated_sentence_the_one_that_was_cut_is_an_orphan():
    new = NEWS.replace(" “The engine stopped twice,” his brother wrote.", "")
    assert again(new, TWICE, 0)[1] == "exact"
    assert again(new, TWICE, 1) is None


@pytest.mark.parametrize(
    ("case", "old", "new", "words", "expected", "how"),
    [
        ("a quote moved with its paragraph", "Rain fell.\n\n", "", TWICE, TWICE, "exact"),
        ("words added inside", "any danger", "any real danger", QUOTE,
         "We never felt in any real danger at all,", "context"),
        ("a quote shortened", " at all,” said", ",” said", QUOTE,
         "We never felt in any danger,", "context"),
        ("a quote shortened at its start", "“We never felt in", "“Never felt in", QUOTE,
         "Never felt in any danger at all,", "context"),
        ("letters changed", "sailed", "sailled", "sailed", "sailled", "context"),
        ("a paragraph divided inside it", "felt in any danger", "felt\n\nin any danger", QUOTE,
         "We never felt\n\nin any danger at all,", "context"),
        ("paragraphs joined around it", "pier.\n\nRain", "pier. Rain", QUOTE, QUOTE, "exact"),
        ("all around it rewritten", "” said Ines Tarr, who runs the café on the pier.",
         "” in the words of a woman with a shop.", QUOTE, QUOTE, "exact"),
        ("a word for another", "harbour office", "port office",
         "the harbour office said in a statement", "the port office said in a statement",
         "context"),
    ],
)  # fmt: skip
def test_a_mark_follows_what_was_edited(case, old, new, words, expected, how):
    assert old in NEWS
    found = again(NEWS.replace(old, new), words)
    assert found is not None, case
    assert (found[0], found[1]) == (expected, how), case


def test_a_paragraph_that_moved_takes_its_marks_along():
    paragraph = NEWS.split("\n\n")[1]
    new = NEWS.replace(paragraph + "\n\n", "") + "\n" + paragraph + "\n"
    assert again(new, QUOTE)[:2] == (QUOTE, "exact")


def test_a_sentence_written_into_another_place_with_other_words_is_found_by_likeness():
    new = NEWS.replace(
        "“We never felt in any danger at all,” said Ines Tarr, who runs the café on the pier.\n\n",
        "",
    ) + (
        "\nLater in the day a shopkeeper told this paper about it: "
        "“We have never felt in any danger at all here.” She would sail again.\n"
    )
    assert again(new, QUOTE)[1] in ("context", "fuzzy")
    assert again(new, QUOTE)[0].startswith("We have never felt")


@pytest.mark.parametrize(
    ("case", "new", "words"),
    [
        (
            "its words are gone",
            NEWS.replace("“" + QUOTE + "” said Ines Tarr, who", "Ines Tarr"),
            QUOTE,
        ),
        ("the whole text is another", "A quite different report on the price of bread.\n", QUOTE),
        ("nothing is left", "", QUOTE),
        ("its figure changed", NEWS.replace("40 people", "42 people"), "with 40 people on board"),
        (
            "its figure changed to a word",
            NEWS.replace("40 people", "four people"),
            "with 40 people on",
        ),
        ("another name stands there", NEWS.replace("Ines Tarr", "Mara Tarr"), "Ines Tarr"),
        (
            "another name stands in it",
            NEWS.replace("Jon Ekker", "Jon Holm"),
            "said Jon Ekker, the mate",
        ),
        ("it says the opposite", NEWS.replace("never felt", "always felt"), QUOTE),
        ("other words stand there", NEWS.replace("Rain fell", "Nobody came"), "Rain fell"),
        ("both that were alike are gone", NEWS.replace(TWICE, "It broke,"), TWICE),
    ],
)
def test_what_cannot_be_told_is_an_orphan(case, new, words):
    assert again(new, words) is None, case


def test_the_place_where_a_changed_figure_stands_is_offered_first():
    new = NEWS.replace("40 people", "42 people")
    start = NEWS.index("with 40 people on board")
    offered = Reanchoring(NEWS, new).candidates(start, start + len("with 40 people on board"))
    assert offered[0].span.text == "with 42 people on board"
    assert all(new[f.span.start : f.span.end] == f.span.text for f in offered)


def test_a_paragraph_put_in_before_a_changed_one_is_not_taken_in():
    new = NEWS.replace(
        "“We never felt in any", "“It is an old boat,” said Ada Holm.\n\n“We felt in no"
    )
    new = new.replace("felt in no", "never felt in any real")
    for words in (QUOTE, "“" + QUOTE + "”"):
        assert "Ada" not in again(new, words)[0]


def test_nothing_is_offered_where_nothing_is_alike():
    start = NEWS.index(QUOTE)
    assert Reanchoring(NEWS, "Bread is dear.").candidates(start, start + len(QUOTE)) == ()


def test_a_place_without_words_is_found_between_the_same_letters():
    at = NEWS.index("Rain")
    assert Reanchoring(NEWS, "New. " + NEWS).find(at, at).span.start == at + 5
    assert Reanchoring(NEWS, "All other words.").find(at, at) is None


words = st.sampled_from("the ferry sailed late and nobody was hurt 40 people said".split())
texts = st.lists(st.lists(words, max_size=9).map(" ".join), max_size=8).map("\n\n".join)


@given(texts, texts, st.data())
def test_what_is_found_stands_in_the_new_text(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    reanchoring = Reanchoring(old, new)
    found = reanchoring.find(start, end)
    if found is not None:
        assert new[found.span.start : found.span.end] == found.span.text
        if found.how == "exact":
            assert found.span.text == old[start:end]
    for offered in reanchoring.candidates(start, end):
        assert new[offered.span.start : offered.span.end] == offered.span.text


def test_five_hundred_marks_in_a_long_text_take_time_with_their_number():
    sentences = [
        f"Witness {n} said that boat {n * 7} left pier {n * 3} early." for n in range(4_000)
    ]
    old = "\n\n".join(sentences)
    new = "\n\n".join(s if n % 3 else s.replace("early", "late") for n, s in enumerate(sentences))
    started = time.process_time()
    reanchoring = Reanchoring(old, new)
    found = start = 0
    for n in range(500):
        start = old.index(sentences[n], start)
        found += reanchoring.find(start, start + len(sentences[n])) is not None
    assert found == 500
    assert time.process_time() - started < 2
