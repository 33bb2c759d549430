"""Interviews whose questions are passages of their own, without labels."""

import pytest

from coverage.text.quotes.quotes import find_quotes

from ..reading import passages_of

QUESTIONS = ["When did you know the yard would close?", "What did you do then?", "Do you miss it?"]
ANSWERS = ["I knew it in May.", "We went down to the quay. It was dark.", "I miss the noise."]


def _talk(introduction: str) -> str:
    pairs = [line for pair in zip(QUESTIONS, ANSWERS, strict=True) for line in pair]
    return "\n".join([introduction, *pairs])


def _read(text: str) -> list[tuple[str, str]]:
    quotes = find_quotes(text, passages_of(text))
    return [(q.span.text, q.speaker.name if q.speaker else "") for q in quotes]


@pytest.mark.parametrize(
    ("introduction", "name"),
    [
        ("We spoke to Ada Holm, who ran the yard in Orle for nine years.", "Ada Holm"),
        ("Ada Holm, 61, talks about the yard in Orle.", "Ada Holm"),
        ("The yard in Orle was shut in May.", ""),
    ],
)
def test_the_answers_are_whose_the_introduction_says(introduction, name):
    assert _read(_talk(introduction)) == [(answer, name) for answer in ANSWERS]


@pytest.mark.parametrize(
    "text",
    [
        # too few questions
        "We spoke to Ada Holm.\nWhen did you know?\nI knew it in May.",
        # nobody answers for himself
        "What can you do?\nThe council will help.\nWho pays you?\nThe state pays.\n"
        "Where do you ask?\nThe hall is open.",
        # answers in marks are read as marks
        "Did you know?\nThe yard closed.\nShould you go?\nThe quay is shut.\nWill you pay?\nNo.",
    ],
)
def test_other_questions_make_no_interview(text):
    assert _read(text) == []
