"""Follow-ups and pieces of opinion: kept apart by the grouper, and plainly about one matter."""

from datetime import date

import pytest

from coverage.text.grouping.grouping import Candidate, place, sign
from coverage.text.grouping.relating import opinion_of, relation

FIRE = sign(
    "Ferry Tern evacuated off Orle after engine-room fire",
    "The ferry Tern was evacuated off Orle on Monday after a fire in its engine room. Captain "
    "Jonas Reed counted 212 people into boats, the Orle coast guard said. Nobody was hurt.",
    date(2026, 10, 12),
)
INQUEST = sign(
    "Ferry Tern fire: captain Jonas Reed tells Orle inquiry of fuel pipe",
    "Captain Jonas Reed told an inquiry in Orle on Thursday that a fuel pipe in the engine room of "
    "the ferry Tern had leaked for weeks before the fire. The coast guard gave evidence too.",
    date(2026, 10, 29),
)
COUNCIL = sign(
    "Mardle council votes for a longer tram line",
    "The council of Mardle voted on Thursday for a tram line to the hospital. Mayor Ines Toll "
    "said the first tram would run in two years.",
    date(2026, 10, 29),
)
TRAM = sign(
    "Orle votes for a tram line of its own",
    "The council of Orle voted for a tram line on Thursday. The mayor said the first would run "
    "in three years, to the harbour and the hospital.",
    date(2026, 10, 29),
)


def test_a_follow_up_weeks_later_is_kept_apart_and_related():
    assert place(INQUEST, [Candidate("fire", (FIRE,))]).story is None
    found = relation([INQUEST], [FIRE])
    assert found is not None
    assert found.reasons[0] == "17 days between them"
    assert found.reasons[1].startswith("same names: ")
    assert "Tern" in found.reasons[1]


def test_it_is_the_same_from_either_side():
    one, other = relation([INQUEST], [FIRE]), relation([FIRE], [INQUEST])
    assert one.likeness == pytest.approx(other.likeness)
    assert one.reasons[0] == other.reasons[0]


@pytest.mark.parametrize("other", [COUNCIL, TRAM])
def test_stories_of_one_place_or_one_kind_are_not_related(other):
    assert relation([FIRE], [other]) is None
    assert relation([COUNCIL], [TRAM]) is None


def test_a_story_without_articles_is_related_to_none():
    assert relation([], [FIRE]) is None


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Opinion: The ferry was old, and we knew", "its headline begins “Opinion”"),
        ("Opinion | The ferry was old", "its headline begins “Opinion”"),
        ("OPINION - The ferry was old", "its headline begins “OPINION”"),
        ("Analysis: what burned on the Tern", "its headline begins “Analysis”"),
        ("The ferry was old | Editorial", "its headline ends “Editorial”"),
        ("[Comment] The ferry was old", "its headline begins “Comment”"),
        ("Kommentar: Die Fähre war alt", "its headline begins “Kommentar”"),
        ("Édito : le ferry était vieux", "its headline begins “Édito”"),
        ("Opinión: el ferri era viejo", "its headline begins “Opinión”"),
        ("Мнение: паром был старым", "its headline begins “Мнение”"),
        ("رأي: كانت العبارة قديمة", "its headline begins “رأي”"),
        ("社説：古いフェリー", "its headline begins “社説”"),
        ("Ferry fire: analysis of the pipe begins", ""),
        ("Public opinion turns on the ferry", ""),
        ("Minister: opinion is divided on ferries", ""),
        ("Comment on the fire was refused", ""),
        ("", ""),
    ],
)
def test_an_outlets_label_in_the_headline_makes_a_piece_of_opinion(headline, told):
    assert opinion_of(headline) == told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://gull.example/opinion/2026/old-ferry", "its address has “/opinion/”"),
        ("https://gull.example/news/op-ed/old-ferry", "its address has “/op-ed/”"),
        ("https://moewe.example/meinung/faehre.html", "its address has “/meinung/”"),
        ("https://gull.example/news/opinion", ""),
        ("https://opinion.example/news/fire", ""),
        ("https://gull.example/news/public-opinion-poll/1", ""),
    ],
)
def test_a_section_in_the_address_makes_one_too(address, told):
    assert opinion_of("The ferry was old", address) == told


def test_a_section_that_is_stated_makes_one():
    assert opinion_of("The ferry was old", section="Opinion") == (
        "it stands in the section “Opinion”"
    )
    assert opinion_of("The ferry was old", section="News") == ""
