"""Words that "and" joins inside one naming: departments, two titles, a couple."""

import pytest

from ..reading import quotes_in, said

WORDS = "We stay here,"


@pytest.mark.parametrize(
    "naming",
    [
        "Trade and Industry Minister Anil Rao",
        "Health and Social Care Secretary Eva Moe",
        "Culture, Media and Sport Secretary Ada Holm",
        "the Foreign and Commonwealth Office",
        "the Health and Social Care Secretary",
        "the Ministry of Trade and Industry",
        "the Department for Work and Pensions",
        "the Culture, Media and Sport Committee",
        "a Trade and Industry Ministry spokesman",
        "a Department for Work and Pensions spokesman",
        "Water and Power Board chairman Musa Bello",
        "former Orle Mayor and Port Board Chairman Bo Ek",
        "Mr and Mrs Ek",
        "Mr. and Mrs. Ek",
    ],
)
def test_a_naming_with_and_inside_is_whole(naming):
    assert said(f"“{WORDS}” said {naming}.") == [(WORDS, naming)]
    assert said(f"“{WORDS}” {naming} said.") == [(WORDS, naming)]


def test_the_name_behind_a_double_department_is_the_ministers():
    (quote,) = quotes_in(f"“{WORDS}” said Trade and Industry Minister Anil Rao.")
    assert quote.speaker is not None
    assert quote.speaker.name == "Anil Rao"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # no departments: two namings
        (f"“{WORDS}” said Ada Holm, and Trade Minister Bo Ek left.", "Ada Holm"),
        (
            "Ada Holm wept and Industry Minister Bo Ek said: “We stay here,”",
            "Industry Minister Bo Ek",
        ),
        ("Holm met Mr Ek and Mrs Lund said: “We stay here,”", "Mrs Lund"),
    ],
)
def test_an_and_between_two_namings_joins_nothing(text, speaker):
    assert said(text) == [(WORDS, speaker)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We stay here,” said Ada Holm and Bo Ek.", "Ada Holm and Bo Ek"),
        ("“We stay here,” said Ada Holm and Bo Ek, who run the mill.", "Ada Holm and Bo Ek"),
        ("“We stay here,” Ada Holm and Bo Ek said.", "Ada Holm and Bo Ek"),
        ("Ada Holm and Bo Ek said: “We stay here,”", "Ada Holm and Bo Ek"),
        ("Mayor Holm and Senator Ek said: “We stay here,”", "Mayor Holm and Senator Ek"),
        ("“We stay here,” Holm and Ek said in a note.", "Holm and Ek"),
        # one of them
        ("“We stay here,” said Ada Holm, and Bo Ek left.", "Ada Holm"),
        ("“We stay here,” said Ada Holm and Bo Ek left.", "Ada Holm"),
        ("“We stay here,” said Ada Holm and left.", "Ada Holm"),
        ("After a talk with Ada Holm and Eva Moe, Bo Ek said: “We stay here,”", "Bo Ek"),
    ],
)
def test_two_who_speak_together_are_both_named(text, speaker):
    (quote,) = [one for one in quotes_in(text) if one.kind != "indirect"]
    assert quote.speaker is not None
    assert (quote.speaker.span.text, quote.speaker.name) == (speaker, speaker)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“We stay here,” said Mr and Mrs Ek.", ["Mr and Mrs Ek"]),
        ("“We stay here,” said Mr. and Mrs. Ek. “We shall,” they added.",
         ["Mr. and Mrs. Ek", "Mr. and Mrs. Ek"]),
        ("Lord and Lady Orle said: “We stay here.”", ["Lord and Lady Orle"]),
        ("“We stay here,” said Mr and Mrs Bo Ek.", ["Mr and Mrs Bo Ek"]),
        ("Ada Ek and Bo Ek won. “We stay here,” said Mr and Mrs Ek.", ["Mr and Mrs Ek"]),
        # each of them, and others of the name, are themselves
        ("“We stay here,” said Mr and Mrs Ek. “I shall,” Mrs Ek added.", ["Mr and Mrs Ek", "Ek"]),
        ("“We stay here,” said Mr and Mrs Ek. “I shall,” Ek added.", ["Mr and Mrs Ek", "Ek"]),
        ("Bo Ek left. “We stay here,” said Mr and Mrs Ek. “I shall,” Mr Ek added.",
         ["Mr and Mrs Ek", "Bo Ek"]),
    ],
)  # fmt: skip
def test_a_couple_goes_by_the_name_the_article_gives_it(text, names):
    assert [one.speaker.name for one in quotes_in(text) if one.speaker] == names


@pytest.mark.parametrize(
    ("text", "name", "names"),
    [
        ("“We stay,” said Ada Holm and Bo Ek.", "Ada Holm and Bo Ek", ("Ada Holm", "Bo Ek")),
        ("Ada Holm met Bo Ek. “We stay,” Holm and Ek said.", "Ada Holm and Bo Ek",
         ("Ada Holm", "Bo Ek")),
        ("“We stay,” said Mayor Ada Holm and Senator Bo Ek.", "Ada Holm and Bo Ek",
         ("Ada Holm", "Bo Ek")),
        ("“We stay,” said Ada and Bo Ek.", "Ada Ek and Bo Ek", ("Ada Ek", "Bo Ek")),
        # one of them is not known whole
        ("“We stay,” Holm and Ek said.", "Holm and Ek", ()),
        ("Ada Holm left. “We stay,” Holm and Ek said.", "Holm and Ek", ()),
    ],
)  # fmt: skip
def test_two_who_speak_together_are_each_named_whole(text, name, names):
    (quote,) = [one for one in quotes_in(text) if one.kind != "indirect"]
    assert (quote.speaker.name, quote.speaker.names) == (name, names)
