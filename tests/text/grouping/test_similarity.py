"""Signatures and how alike two of them are."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.text.grouping.similarity import Frequencies, Signature, Weighed, likeness, sign

BRIDGE = sign(
    "Tolberg bridge shut after inspectors find cracks",
    "The Tolberg bridge was closed on Monday after inspectors found 14 cracks in its cables, "
    "the roads agency said. Some 30,000 cars cross it every day.",
    date(2023, 4, 3),
)
BRIDGE_TOO = sign(
    "Cracks close Tolberg crossing",
    "Drivers face long detours after 14 cracks were found in the cables of the Tolberg bridge, "
    "which the roads agency closed to all cars on Monday.",
    date(2023, 4, 4),
)
BAKERY = sign(
    "Bakery in Tolberg wins prize for its rye bread",
    "A family bakery in Tolberg was given the national prize for rye bread on Monday.",
    date(2023, 4, 3),
)


def alike(a: Signature, b: Signature) -> float:
    known = Frequencies()
    return likeness(Weighed(a, known), Weighed(b, known))


def test_two_tellings_of_one_event_are_more_alike_than_two_events_of_one_town() -> None:
    assert alike(BRIDGE, BRIDGE_TOO) > 0.5 > alike(BRIDGE, BAKERY)


def test_likeness_is_the_same_from_both_sides() -> None:
    assert alike(BRIDGE, BAKERY) == pytest.approx(alike(BAKERY, BRIDGE))


def test_days_between_make_articles_less_alike() -> None:
    later = sign("Tolberg bridge shut after inspectors find cracks", "", date(2023, 4, 9))
    same = sign("Tolberg bridge shut after inspectors find cracks", "", date(2023, 4, 3))
    assert alike(BRIDGE, same) > alike(BRIDGE, later)


def test_an_article_without_a_headline_is_signed_by_its_first_sentence() -> None:
    bare = sign("", "A barn burned in Oxley. Nobody saw it.")
    first = {term for term, in_title, _, _ in bare.terms if in_title}
    assert first == {term for term, _, _, _ in sign("A barn burned in Oxley.", "").terms}


def test_names_and_figures_are_told_from_other_words() -> None:
    assert "tolberg" in BRIDGE.names
    assert "bridg" not in BRIDGE.names
    assert "14" in BRIDGE.numbers


def test_a_word_seen_often_weighs_less() -> None:
    known = Frequencies()
    before = known.rarity("tolberg")
    for _ in range(50):
        known.add(term for term, _, _, _ in BAKERY.terms)
    assert known.rarity("tolberg") < before


def test_general_words_weigh_less_than_names_without_any_archive() -> None:
    known = Frequencies()
    assert known.rarity("say") < known.rarity("clos") < known.rarity("tolberg")


@pytest.mark.parametrize(
    "published", [None, date(2023, 4, 3), datetime(2023, 4, 3, 23, tzinfo=UTC)]
)
def test_a_signature_is_kept_as_json_without_loss(published: date | None) -> None:
    signature = sign("Flood in Oxley", "The Ox rose 3.4 metres — “never before”.", published)
    assert Signature.from_json(json.loads(json.dumps(signature.to_json()))) == signature


@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_can_be_signed_and_compared(headline: str, text: str) -> None:
    signature = sign(headline, text)
    assert 0 <= alike(signature, BRIDGE) <= 1
    assert Signature.from_json(signature.to_json()) == signature


def test_a_signature_kept_before_there_were_outlets_and_voices_is_still_read() -> None:
    kept = BRIDGE.to_json()
    for later in ("shape", "outlet", "voice"):
        del kept[later]
    old = Signature.from_json(kept)
    assert (old.terms, old.day, old.outlet, old.voice) == (BRIDGE.terms, BRIDGE.day, "", None)
    assert alike(old, BRIDGE_TOO) > 0.5


def test_one_outlet_seldom_tells_one_event_twice() -> None:
    text = "Some 30,000 cars cross the Tolberg bridge every day, the roads agency said."
    here, there, same = (
        sign("Cracks close Tolberg bridge", text, date(2023, 4, 3), outlet)
        for outlet in ("Tolberg Mail", "Harl Post", "tolberg mail")
    )
    assert alike(here, same) < alike(here, there)


def test_a_report_and_a_column_about_it_are_less_alike_than_two_reports() -> None:
    column = replace(BRIDGE_TOO, voice=0.9)
    assert alike(BRIDGE, column) < alike(BRIDGE, BRIDGE_TOO)


def test_a_line_printed_under_both_makes_no_event_of_two_articles() -> None:
    line = "The Gull is read by sailors and bakers all along this coast, come rain or fog. "
    one = sign("Penguin chick hatches at Velm", "Keepers at the aquarium cheered. " + line)
    other = sign("Sund parliament passes budget", "Deputies voted late at night. " + line)
    assert alike(one, other) < 0.3
