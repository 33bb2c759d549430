"""Via: through whom it was heard, and that a crowd or a colleague is no go-between."""

import pytest

from .reading import quotes_in


@pytest.mark.parametrize(
    ("text", "via", "how"),
    [
        ("“Leave the nets,” a fisherman says, as translated by The Orle Post.", "The Orle Post",
         "translation"),
        ("“We stay,” she said, as translated from Arabic by Orle Public Radio.",
         "Orle Public Radio", "translation"),
        ("“We stay here,” she said, according to Orle Public Radio.", "Orle Public Radio",
         "according"),
        ("“We stay here,” a member of the crew told the Daily Harbour.", "the Daily Harbour",
         "told"),
        ("By Bo Ek, Daily Lamp\n“We stay here,” Ada Holm told the Lamp.", "the Lamp", "told"),
        ("“We stay here,” she said through an interpreter.", "an interpreter", "translation"),
        ("In the translation provided by The O.P. Post, a man can be heard saying, “Leave it.”",
         "The O.P. Post", "translation"),
        ("“We stay here,” Ada Holm told CBS News.", "CBS News", "told"),
        ("Ada Holm told Reuters: “We stay here.”", "Reuters", "told"),
        ("“We stay here,” Ada Holm told reporters.", "reporters", "told"),
        ("“We stay here,” Ada Holm said in an interview with The Harbour Times.",
         "The Harbour Times", "interview"),
        ("“We stay here,” Ada Holm said in a statement.", "a statement", "statement"),
        ("A statement read: “We stay here.”", "A statement", "statement"),
        ("Holm posted the clip on her Facebook page, asking all to “stay here with us”.",
         "her Facebook page", "post"),
        ("“We stay here,” Holm wrote on X.", "X", "post"),
    ],
)  # fmt: skip
def test_the_go_between_is_named(text, via, how):
    (quote,) = quotes_in(text)
    assert quote.via is not None
    assert (quote.via.text, quote.via_how) == (via, how)


def test_a_translation_holds_for_the_rest_of_its_passage():
    quotes = quotes_in(
        "As translated by The Orle Post, a man said, “Leave the nets.” "
        "Another man answered, “The engine is dead.”"
    )
    assert [quote.via.text for quote in quotes] == ["The Orle Post"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "“We stay here,” Ada Holm told Bo Ek.",
        "“We stay here,” Ada Holm told the crowd.",
        "“We stay here,” Ada Holm told the Senate.",
        "An interpreter told us: “We stay here.”",
        "“We stay here,” said Ada Holm.",
        "“We stay here,” Ada Holm said on Monday.",
    ],
)
def test_a_listener_is_no_go_between(text):
    (quote,) = quotes_in(text)
    assert quote.via is None
    assert quote.via_how == ""
