"""Words that a person selected: where they stand, and inside which marks."""

from __future__ import annotations

from time import process_time

import pytest

from coverage.text.selected import inside_marks, places_of, same_words, without_blanks

FLAG, FANCY = "🇺🇦", "𝓕𝓪𝓷𝓬𝔂"

#: body with the selection in [ ] → the words inside their marks, with them.
CASES = [
    ("He said, [“We will go,”] and went.", "We will go,", "“We will go,”"),
    ("He said, “[We will go,]” and went.", "We will go,", "“We will go,”"),
    ("He said, [“We will] go,” and went.", "We will", "“We will"),
    ("He said, “We [will go,”] and went.", "will go,", "will go,”"),
    ("He said, “We [will] go,” and went.", "will", "will"),
    ("He said[ we will go ]and went.", "we will go", "we will go"),
    ("He said [“we will go”.] Then he went.", "we will go", "“we will go”"),
    ("She wrote [“no”,] then left.", "no", "“no”"),
    ('Plain ["marks"] of a keyboard', "marks", '"marks"'),
    ("Er sagte [„Nein“] und ging", "Nein", "„Nein“"),
    ("Il dit [«\u00a0Non\u00a0»] et part", "Non", "Non"),
    ("Single [‘yes’] of Britain", "yes", "‘yes’"),
    ("The [soldiers’] faces", "soldiers’", "soldiers’"),
    ("The [soldiers]’ faces", "soldiers", "soldiers"),
    ("['Twas the dockers'] plan", "Twas the dockers", "'Twas the dockers'"),
    ("Ask for [rock ’n’ roll] now", "rock ’n’ roll", "rock ’n’ roll"),
    ("He said [“yes” and “no”] twice", "“yes” and “no”", "“yes” and “no”"),
    ("She said [“He told me ‘no’”] then", "He told me ‘no’", "“He told me ‘no’”"),
    (f"{FLAG}{FANCY} [“{FANCY} {FLAG}”] {FLAG}", f"{FANCY} {FLAG}", f"“{FANCY} {FLAG}”"),
    ("Only marks [“”] here", "“”", "“”"),
    ("Only a mark [“] here", "“", "“"),
    ("[\n\n  A line of its own.  \n]", "A line of its own.", "A line of its own."),
]


@pytest.mark.parametrize(("told", "inner", "outer"), CASES)
def test_a_selection_is_taken_inside_its_quotation_marks(told, inner, outer):
    start, end = told.index("["), told.index("]") - 1
    body = told.replace("[", "").replace("]", "")
    words, marked = inside_marks(body, start, end)
    assert (words.text, marked.text) == (inner, outer)
    assert body[words.start : words.end] == inner
    assert marked.holds(words)


PLACES = [
    ("One two three.", "two", ["two"]),
    ("One two two three.", "two", ["two", "two"]),
    ("One\ntwo\n\nthree.", "One two three", ["One\ntwo\n\nthree"]),
    ("One two three.", "One\r\ntwo", ["One two"]),
    ("“It’s – gone,” he said", '"It\'s - gone,"', ["“It’s – gone,”"]),
    (f"{FLAG} a {FANCY} b", FANCY, [FANCY]),
    (f"{FLAG} a {FANCY} b", f"{FLAG}  a", [f"{FLAG} a"]),
    ("One two three.", "four", []),
    ("One two three.", " \n ", []),
    ("", "four", []),
    ("article of art", "art", ["art", "art"]),
]


@pytest.mark.parametrize(("body", "words", "found"), PLACES)
def test_typed_words_are_found_whatever_blanks_and_marks_were_typed(body, words, found):
    places = places_of(body, words)
    assert [place.text for place in places] == found
    assert all(body[place.start : place.end] == place.text for place in places)


def test_a_selection_across_paragraphs_is_the_same_words_with_or_without_line_ends():
    assert same_words("One.\n\nTwo.", "One.Two.")
    assert same_words("One.\r\nTwo.", "One. Two.")
    assert not same_words("One two", "One too")


def test_blanks_of_every_sort_are_left_at_the_ends():
    assert without_blanks("a \u00a0\u2028 b \u3000\n c", 1, 9).text == "b"
    assert without_blanks("a   b", 1, 4).length == 0


def test_a_megabyte_of_one_word_is_searched_in_time():
    body, begun = "ha " * 350_000, process_time()
    assert places_of(body, "ha " * 50_000 + "ho") == []
    assert process_time() - begun < 2
