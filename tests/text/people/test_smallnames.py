"""Words of grammar and of the calendar that are parts of names."""

import pytest

from ..reading import said

WORDS = "We stay here,"


@pytest.mark.parametrize(
    "name",
    [
        "Teresa May",
        "Anna June",
        "Mrs May",
        "Prime Minister May",
        "Sunday Okoro",
        "Monday Adu",
        "Captain Friday Obi",
        "Councillor Jan Lund",
        "Goalkeeper Jan Lund",
        "Inspector April Moe",
        "Trần Văn An",
        "Karim al-Hadi",
        "Karim Al-Hadi",
        "Marie d’Orle",
        "August Wall",
        "Will Hay",
    ],
)
def test_a_small_word_is_part_of_the_name(name):
    assert said(f"“{WORDS}” said {name}.") == [(WORDS, name)]
    assert said(f"“{WORDS}” {name} said.") == [(WORDS, name)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Monday Adu said: “We stay here,”", "Monday Adu"),
        ("Goalkeeper Jan Lund: “We stay here,”", "Goalkeeper Jan Lund"),
        ("Downing Square said: “We stay here,”", "Downing Square"),
        ("Kelly Moe, the mayor, said: “We stay here,”", "Kelly Moe"),
        ("May said: “We stay here,”", "May"),
        # the day, the month, the article
        ("“We stay here,” Holm said Monday.", "Holm"),
        ("“We stay here,” Ada Holm said Sunday morning.", "Ada Holm"),
        ("On Monday Ada Holm said: “We stay here,”", "Ada Holm"),
        ("Late on Sunday Holm said: “We stay here,”", "Holm"),
        ("“We stay here,” Anna told Holm on May 3.", "Anna"),
        ("“We stay here,” Holm said in May.", "Holm"),
        ("A report in May said: “We stay here,”", "A report"),
        ("Leaving Orle, Ada Holm said: “We stay here,”", "Ada Holm"),
    ],
)
def test_who_speaks_beside_such_words(text, speaker):
    assert said(text) == [(WORDS, speaker)]
