"""Voices: what argues or explains, told from what reports."""

import pytest

from coverage.text.grouping.grouping import sign
from coverage.text.grouping.voice import voice, voice_signs

REPORT = (
    "Orle council votes 14 to 9 to close Mill Street library",
    "Councillors in Orle voted 14 to 9 on Tuesday to close the Mill Street library, the town "
    "clerk said. The building opened in 1931 and was visited by 212 people a week, according to "
    "a report published on Monday.",
)
COLUMN = (
    "Why should Orle lose its library?",
    "There is a simple truth here, and it isn't pretty. A library is not a luxury. It's quite "
    "simply where we learn to be a town, and perhaps we still don't know why that's worth so "
    "little. Is it really too much to ask?",
)


def test_a_column_argues_and_a_report_does_not():
    assert voice(*REPORT) < 0.2
    assert voice(*COLUMN) > 0.8


def test_an_outlet_that_calls_itself_opinion_counts():
    assert voice(*REPORT, outlet="Orle Mail (Opinion)") > voice(*REPORT, outlet="Orle Mail")


def test_what_people_are_quoted_with_is_not_the_voice_of_the_article():
    quoted = "\"We don't want this, and it isn't right. Why is it so?\" "
    assert voice_signs("", quoted + REPORT[1], "") == voice_signs("", " " + REPORT[1], "")


@pytest.mark.parametrize("text", ["", "”", '"', "Ж" * 50, "? ? ?"])
def test_any_text_has_a_voice(text):
    assert 0 <= voice(text, text) <= 1


def test_a_signature_keeps_its_voice_and_its_outlet():
    signature = sign(*COLUMN, outlet=" Orle  Mail ")
    assert signature.voice == pytest.approx(voice(*COLUMN), abs=0.001)
    assert signature.outlet == "orle mail"
