"""Quotes of one speech in two languages: joined where names, numbers, speaker and day agree."""

from __future__ import annotations

from itertools import permutations

import pytest

from coverage.text.collation.collated import SharedUtterance
from tests.text.telling_stories import laid_out

ENGLISH = """The boats lay idle at Kell on Monday, and nobody was at work in the harbour.

“{}” said Nora Lind, the harbour master, and she went back to her office.
"""
GERMAN = """Die Boote lagen am Montag in Kell still, und im Hafen war niemand bei der Arbeit.

„{}“, sagte die Hafenmeisterin Nora Lind, und sie ging zurück in ihr Büro.
"""
FRENCH = """Les bateaux sont restés à quai lundi à Kell, et il n’y avait personne dans le port.

« {} », a déclaré Nora Lind, la cheffe du port, et elle est rentrée dans son bureau.
"""
MOORINGS = "We lost 14 moorings in one night, and the yard at Osterby will not help us,"
LIEGEPLATZ = "Wir haben in einer Nacht 14 Plätze verloren, und die Werft in Osterby hilft uns nicht"
MOUILLAGES = "Nous avons perdu 14 places en une nuit, et le chantier d’Osterby ne nous aide pas"


def utterances(*texts: str, published: str = "2031-05-14") -> tuple[SharedUtterance, ...]:
    return laid_out(*texts, published=published).utterances


@pytest.mark.parametrize("other", [GERMAN.format(LIEGEPLATZ), FRENCH.format(MOUILLAGES)])
def test_a_quote_and_its_translation_are_one_utterance(other: str) -> None:
    (found,) = utterances(ENGLISH.format(MOORINGS), other)
    assert len(found.wordings) == 2
    assert found.changes == ("translation",)
    assert {w.changes for w in found.wordings} == {(), ("translation",)}
    assert [w.words for w in found.wordings if w.changes] == [0]


def test_three_languages_make_one_utterance_in_any_order() -> None:
    texts = [ENGLISH.format(MOORINGS), GERMAN.format(LIEGEPLATZ), FRENCH.format(MOUILLAGES)]
    found = {
        frozenset(span.text for w in u.wordings for span in w.spans)
        for order in permutations(texts)
        for u in utterances(*order)
    }
    assert [len(one) for one in found] == [3]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (MOORINGS, LIEGEPLATZ.replace("14", "41")),  # another number
        (MOORINGS, LIEGEPLATZ.replace("Osterby", "Tolsay")),  # another place
        (MOORINGS.replace("14 ", ""), LIEGEPLATZ),  # too little to tell
        (MOORINGS, LIEGEPLATZ + ", " + "und dazu noch vieles, was niemand wissen will, " * 4),
    ],
)
def test_what_does_not_agree_is_not_joined(ours: str, theirs: str) -> None:
    assert not utterances(ENGLISH.format(ours), GERMAN.format(theirs))


def test_another_speaker_is_not_joined() -> None:
    other = GERMAN.format(LIEGEPLATZ).replace("Nora Lind", "Jon Vik")
    assert not utterances(ENGLISH.format(MOORINGS), other)


def test_a_day_that_nobody_gives_or_another_one_is_not_joined() -> None:
    texts = ENGLISH.format(MOORINGS), GERMAN.format(LIEGEPLATZ)
    assert not utterances(*texts, published="")


def test_where_two_quotes_may_be_meant_neither_is_joined() -> None:
    twice = (
        GERMAN.format(LIEGEPLATZ)
        + "\n„Die 14 Plätze in Osterby gehören uns doch nicht, niemals“, sagte sie.\n"
    )
    assert not utterances(ENGLISH.format(MOORINGS), twice)


def test_an_english_quote_in_a_german_article_is_the_same_words() -> None:
    (found,) = utterances(ENGLISH.format(MOORINGS), GERMAN.format(MOORINGS))
    assert "translation" not in found.changes
