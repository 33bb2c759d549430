"""Who is named behind a passage that is nothing but a quote."""

import pytest

from ..reading import said

WORDS = "We lost everything in one night, and nobody came."


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("— Ada Holm", "Ada Holm"),
        ("– Ada Holm, mayor of Orle", "Ada Holm"),
        ("- Holm.", "Holm"),
        ("Ada Holm, the mayor, on the new bridge.", "Ada Holm"),
        ("Ada Holm, 42, a mother of two.", "Ada Holm"),
        ("Ada Holm, 42, bus driver.", "Ada Holm"),
        ("Ada Holm, mayor of Orle", "Ada Holm"),
        ("That is how Ada Holm put it on Monday.", "Ada Holm"),
        ("That’s how the mayor of Orle described it.", "the mayor of Orle"),
        ("So said Ada Holm, who runs the yard.", "Ada Holm"),
        ("Those were the words of Ada Holm after the vote.", "Ada Holm"),
        ("That was the verdict of Ada Holm, who runs the yard.", "Ada Holm"),
    ],
)
def test_a_credit_or_a_sentence_behind_names_the_speaker(behind, speaker):
    text = f"The yard in Orle burned on Monday.\n\n“{WORDS}”\n\n{behind}"
    assert said(text) == [(WORDS, speaker)]


@pytest.mark.parametrize(
    "behind",
    [
        "Ada Holm left the hall before the vote.",
        "That is how the yard burned down.",
        "- a new bridge\n- a new road",
        "Mr Rao, 51, sells fish.",
        "Ada Holm, the mayor, wants a bridge.",
        "Ada Holm and Eva Moe, both 70, mend nets.",
        "Ada Holm, 42, who mends nets.",
        "Orle, a town of nine thousand, has no bridge.",
    ],
)
def test_other_passages_behind_name_nobody(behind):
    text = f"Bo Ek runs the yard in Orle.\n\n“{WORDS}” he said.\n\n{behind}"
    assert said(text) == [(WORDS, "he")]


def test_a_quote_with_its_own_attribution_keeps_it():
    text = f"“{WORDS}” said Bo Ek.\n\n— Ada Holm"
    assert said(text) == [(WORDS, "Bo Ek")]
