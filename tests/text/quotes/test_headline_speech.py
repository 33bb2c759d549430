"""Who is reported in a headline, whose grammar leaves out what other sentences have."""

import pytest

from coverage.text.found import Passage, PassageKind
from coverage.text.quotes.quotes import find_quotes
from coverage.text.spans import Span


def _read(text: str, kind: PassageKind = "headline") -> list[tuple[str, str, str]]:
    quotes = find_quotes(text, (Passage(Span(0, len(text), text), kind),), indirect=True)
    return [(q.kind, q.span.text, q.speaker.span.text) for q in quotes if q.speaker]


@pytest.mark.parametrize(
    ("text", "kind", "words", "speaker"),
    [
        ("Health risk is low: minister", "indirect", "Health risk is low", "minister"),
        ("Minister: health risk is low", "indirect", "health risk is low", "Minister"),
        ("Flood risk is falling: environment agency", "indirect", "Flood risk is falling",
         "environment agency"),
        ("Ada Holm: the bridge will stay shut", "indirect", "the bridge will stay shut",
         "Ada Holm"),
        ("Bridge repair to cost twice estimate – auditor", "indirect",
         "Bridge repair to cost twice estimate", "auditor"),
        ("Ferry was unsafe, report finds", "indirect", "Ferry was unsafe", "report"),
        ("Ferry unsafe, says union", "indirect", "Ferry unsafe", "union"),
        ("Union says ferry unsafe", "indirect", "ferry unsafe", "Union"),
        ("PM urges public to stay home", "indirect", "public to stay home", "PM"),
        ("Police say two men were hurt", "indirect", "two men were hurt", "Police"),
        ("Union says no", "indirect", "no", "Union"),
        ("Council says no to bridge", "indirect", "no to bridge", "Council"),
        ("Ada Holm says yes", "indirect", "yes", "Ada Holm"),
        ("Mayor denies bribery claim", "indirect", "bribery claim", "Mayor"),
        ("Mayor denies taking bribes", "indirect", "taking bribes", "Mayor"),
        ("Holm denies murder", "indirect", "murder", "Holm"),
        ("Health risk is low: company", "indirect", "Health risk is low", "company"),
        ("Rain to last all week – forecasters", "indirect", "Rain to last all week",
         "forecasters"),
        # with marks
        ("“Rates will fall” – bank chief", "direct", "Rates will fall", "bank chief"),
        ("‘Rates will fall’ - bank chief", "direct", "Rates will fall", "bank chief"),
        ("‘We lost it all’ – Ada Holm on her final", "direct", "We lost it all", "Ada Holm"),
        ("Fire chief: ‘We had minutes’", "direct", "We had minutes", "Fire chief"),
        ("‘Rates will fall’, says bank chief", "direct", "Rates will fall", "bank chief"),
        ("Deal ‘close’ – diplomats", "mixed", "close", "diplomats"),
        ("Deal ‘close’: diplomats", "mixed", "close", "diplomats"),
        ("Minister ‘sorry’ over lost files", "mixed", "sorry", "Minister"),
        ("Ada Holm ‘very proud’ of her side", "mixed", "very proud", "Ada Holm"),
        ("Ferry ‘unsafe’, says union", "mixed", "unsafe", "union"),
        ("Holm: ‘We lost’", "direct", "We lost", "Holm"),
        ("Quarry fire chief: ‘We had minutes’", "direct", "We had minutes", "Quarry fire chief"),
        ("Port press officer: ‘All are safe’", "direct", "All are safe", "Port press officer"),
        ("‘Nobody warned us’: villagers count cost of the flood", "direct", "Nobody warned us",
         "villagers"),
        ("Crash caused by ‘worn cable’, report finds", "mixed", "worn cable", "report"),
        ("“I’d do it again,” says lifeguard who swam to the boat", "direct", "I’d do it again,",
         "lifeguard"),
        ("‘We’re working fifteen-hour days’, union says as talks collapse", "direct",
         "We’re working fifteen-hour days", "union"),
    ],
)  # fmt: skip
def test_the_form_of_a_headline_names_the_speaker(text, kind, words, speaker):
    assert _read(text) == [(kind, words, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Orle: a town in pictures",
        "Ferry crash: what we know",
        "Live: ferry sinks off Orle",
        "Weather: rain is coming",
        "Floods: two dead in Orle",
        "Ferry sinks - Orle News",
        "Review: ‘The Glass Orchard’ is a chilly triumph",
        "Is the ferry safe, says who?",
        "Hospital: the first in Orle",
        "Council denies permission for tower",
        "Court denies bail",
        "Orle Lamp denied a win",
        "“The Long Night” – review",
        "“The Long Night” – Ada Holm",
        "Boy ‘hurt’ by dog",
        "Minister ‘sorry’ files found",
        "Man ‘very rich’ over night",
    ],
)
def test_other_headlines_report_nobody(text):
    assert _read(text) == []


def test_a_paragraph_is_not_read_as_a_headline():
    assert _read("Ferry unsafe, says union", "paragraph") == []
