"""What outlets call the actors of a story: how far a description reaches, and who is lined up."""

from __future__ import annotations

import itertools
import time

import pytest

from coverage.text.collation.framing import Actor, read_framing
from tests.text.telling_stories import told

HEAD = "Trawler crew brought ashore at Osterby\n\n"


def actors_of(*texts: str) -> dict[str, Actor]:
    framing = read_framing([told("abcdefgh"[n], text) for n, text in enumerate(texts)])
    return {actor.name: actor for actor in framing.actors}


def first_called(text: str, name: str) -> str:
    """What a text calls somebody first, beside an article that is sure to name them."""
    beside = f"{HEAD}{name} was seen in Osterby, said {name}. {name} waved."
    actor = actors_of(f"{HEAD}{text}", beside)[name]
    return next(called for called in actor.called if called.key == "a").spans[0].text


#: What stands in an article, who is named, and the words that say who that is.
NAMED = [
    ("Ida Kvist said the pier was shut.", "Ida Kvist", "Ida Kvist"),
    ("Harbour master Ida Kvist said so.", "Ida Kvist", "Harbour master Ida Kvist"),
    ("It was shut by Capt. Ida Kvist on Monday.", "Ida Kvist", "Capt. Ida Kvist"),
    (
        "Ida Kvist, the port's harbour master, said the pier was shut.",
        "Ida Kvist",
        "Ida Kvist, the port's harbour master",
    ),
    ("Ida Kvist, 44, was taken ashore.", "Ida Kvist", "Ida Kvist, 44"),
    ("Ida Kvist, 44, a nurse, was taken ashore.", "Ida Kvist", "Ida Kvist, 44, a nurse"),
    ("Ida Kvist (44) was taken ashore.", "Ida Kvist", "Ida Kvist (44)"),
    (
        "Ida Kvist, a nurse travelling with her son, said the stairs were dark.",
        "Ida Kvist",
        "Ida Kvist, a nurse travelling with her son",
    ),
    (
        "The ferry's captain, Ida Kvist, stayed aboard.",
        "Ida Kvist",
        "The ferry's captain, Ida Kvist",
    ),
    ("Ida Kvist, mayor of Osterby, said so.", "Ida Kvist", "Ida Kvist, mayor of Osterby"),
    ("A man identified as Ola Brandt was held.", "Ola Brandt", "A man identified as Ola Brandt"),
    (
        "Police held a man believed to be Ola Brandt on Monday.",
        "Ola Brandt",
        "a man believed to be Ola Brandt",
    ),
    ("A deckhand named Ola Brandt was held.", "Ola Brandt", "A deckhand named Ola Brandt"),
    ("They sent attorney Ida Kvist home.", "Ida Kvist", "attorney Ida Kvist"),
    ("The board directed attorney Ida Kvist to act.", "Ida Kvist", "attorney Ida Kvist"),
    ("An angry Ida Kvist left the hall.", "Ida Kvist", "An angry Ida Kvist"),
    ("The coastguard's Ida Kvist was glad.", "Ida Kvist", "The coastguard's Ida Kvist"),
    # what stands beside a name and does not say who that is
    ("It was the day Ida Kvist left.", "Ida Kvist", "Ida Kvist"),
    ("They met both Ida Kvist and the mayor.", "Ida Kvist", "Ida Kvist"),
    ("A board that opposes Ida Kvist met.", "Ida Kvist", "Ida Kvist"),
    ("He sent Ida Kvist, to visit the campaign, a card.", "Ida Kvist", "Ida Kvist"),
    ("He wrote to Ida Kvist, accusing the mayor.", "Ida Kvist", "Ida Kvist"),
    ("Ida Kvist, the mayor, and the coastguard met.", "Ida Kvist", "Ida Kvist"),
    ("Ida Kvist, the coastguard said, was safe.", "Ida Kvist", "Ida Kvist"),
    ("Ida Kvist, who left at noon, was safe.", "Ida Kvist", "Ida Kvist"),
    ("With Ida Kvist, 212 people went ashore.", "Ida Kvist", "Ida Kvist"),
    ("Ida Kvist, in Osterby on Monday, said no.", "Ida Kvist", "Ida Kvist"),
    ("The pier was Ida Kvist’s idea. Ida Kvist, 44, is proud.", "Ida Kvist", "Ida Kvist"),
    ("It is Kvist’s pier. Ida Kvist, 44, is proud.", "Ida Kvist", "Kvist"),
    ("“Captain Ida Kvist lied,” a poster read. Ida Kvist said no.", "Ida Kvist", "Ida Kvist"),
]


@pytest.mark.parametrize(("text", "name", "called"), NAMED)
def test_a_name_with_what_says_who_that_is(text, name, called):
    assert first_called(text, name) == called


#: What stands in an article of whom it calls sailor, and its first words for them.
UNNAMED = [
    ("A Norwegian sailor was found alive. The sailor waved.", "A Norwegian sailor"),
    ("The alleged Norwegian sailor was found alive.", "The alleged Norwegian sailor"),
    (
        "A clip shows what appears to be a Norwegian sailor. The sailor waves.",
        "what appears to be a Norwegian sailor",
    ),
    (
        "It shows what looked like a Norwegian sailor. The sailor waved.",
        "what looked like a Norwegian sailor",
    ),
    (
        "A man believed to be a Norwegian sailor was found. The sailor waved.",
        "A man believed to be a Norwegian sailor",
    ),
    (
        "He is thought to be a Norwegian sailor. The sailor waved.",
        "is thought to be a Norwegian sailor",
    ),
    (
        "They met a man claiming to be a Norwegian sailor. The sailor waved.",
        "a man claiming to be a Norwegian sailor",
    ),
    ("Allegedly a Norwegian sailor, he left. The sailor waved.", "Allegedly a Norwegian sailor"),
    ("A so-called Norwegian sailor was seen. The sailor waved.", "A so-called Norwegian sailor"),
    ("A “missing” Norwegian sailor was seen. The sailor waved.", "A “missing” Norwegian sailor"),
    ("A tired, hungry Norwegian sailor ate. The sailor waved.", "A tired, hungry Norwegian sailor"),
    (
        "A sailor believed to be Norwegian was found. The Norwegian sailor waved.",
        "A sailor believed to be Norwegian",
    ),
    ("They found a 34-year-old Norwegian sailor. The sailor waved.",
     "a 34-year-old Norwegian sailor"),
    ("Norwegian sailor found alive off Skarv. The sailor waved.", "Norwegian sailor"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "called"), UNNAMED)
def test_a_noun_with_its_hedges_whole(text, called):
    beside = "Norwegian sailor found alive\n\nThe Norwegian sailor waved at the boat."
    actor = actors_of(f"News from the coast today\n\n{text}", beside)["sailor"]
    assert actor.called[0].spans[0].text == called


#: Two outlets that speak of one.
LINED_UP = [
    ("A Norwegian sailor was found. The sailor waved.", "The Norwegian sailor slept.", "sailor"),
    ("The gunman fled. The gunman had a bag.", "Police hunt a gunman. The gunman fled.", "gunman"),
    ("A young humpback whale was freed. The whale left.", "The humpback whale left.", "whale"),
    ("A 34-year-old man was held.", "They held a 34-year-old man on Monday.", "man"),
    ("A man, 34, was held.", "A 34-year-old was named. The man aged 34 was held.", "man"),
    ("Mayor Ida Kvist left.", "Ida Kvist, the mayor, left.", "Ida Kvist"),
    ("Mayor Ida Kvist left.", "Ida M. Kvist left, she said.", "Ida M. Kvist"),
    ("The Osterby Port Office shut it.", "It was shut by the Osterby Port Office.",
     "Osterby Port Office"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "name"), LINED_UP)
def test_whom_two_outlets_speak_of_is_lined_up(one, other, name):
    actor = actors_of(HEAD + one, HEAD + other)[name]
    assert [called.key for called in actor.called] == ["a", "b"]


#: Two outlets that may speak of two.
APART = [
    ("A Norwegian sailor was found.", "The Danish sailor slept. The sailor waved."),
    (
        "A woman held a phone. The woman spoke.",
        "The woman on the call was his mother. A woman ran.",
    ),
    ("A 34-year-old man was held.", "A 43-year-old man was held."),
    ("A sailor slept. Another sailor ran.", "The sailor slept. The sailor ran."),
    ("Two sailors fell. The sailor who ran is safe.", "The sailor slept. The sailor ran."),
    ("One of the sailors ran. The sailor fell.", "The sailor slept. The sailor ran."),
    ("The older sailor ran. The sailor fell.", "The sailor slept. The sailor ran."),
    ("A Danish sailor ran from a Norwegian sailor.", "The Danish sailor slept."),
    ("A passenger wept. A passenger slept.", "The passenger wept. The passenger slept."),
    ("His driver left. Their driver waited.", "The driver left. The driver waited."),
    ("A pregnant sailor wept and an elderly sailor slept. The sailor left.", "The sailor left."),
    ("She worked as captain. As captain she was strict.", "The captain left. The captain ran."),
    ("Captain Ida Kvist left. The captain ran.", "The captain left. The captain ran."),
    ("Mark Lund left, he said.", "Mona Lund left, she said."),
    ("Mr. Kim Lund left, he said. Kim Lund ran.", "Ms. Kim Lund left, she said. Kim Lund ran."),
    ("Ida A. Kvist left. Ida A. Kvist ran.", "Ida B. Kvist left. Ida B. Kvist ran."),
    ("Mayor Lund left. Lund ran.", "Mayor Lund left. Lund ran."),
    ("They met in North Harbour Street.", "They left North Harbour Street."),
    ("“The sailor is Norwegian,” she said.", "“The sailor is Norwegian,” she said."),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_who_may_be_two_is_not_lined_up(one, other):
    assert actors_of(HEAD + one, HEAD + other) == {}


STORY = (
    "Norwegian sailor found\n\nA Norwegian sailor was found off Skarv, harbour master Ida Kvist "
    "said. The exhausted sailor waved. Kvist, who runs the port, thanked the crew.\n",
    "Sailor saved off Skarv\n\nWhat appears to be a Norwegian sailor was saved, Ida Kvist told the "
    "Gull. The sailor slept. Kvist, the harbour master, was glad.\n",
    "Man saved\n\nThe alleged Norwegian sailor was saved. The sailor was later named.\n",
)


def test_the_first_words_stand_first_and_others_that_say_more_behind_them():
    actors = actors_of(*STORY)
    assert list(actors) == ["sailor", "Ida Kvist"]
    assert [[span.text for span in called.spans] for called in actors["sailor"].called] == [
        ["Norwegian sailor", "The exhausted sailor"],
        ["Sailor", "What appears to be a Norwegian sailor"],
        ["The alleged Norwegian sailor"],
    ]
    kvist = actors["Ida Kvist"].called
    assert [called.spans[0].text for called in kvist] == ["harbour master Ida Kvist", "Ida Kvist"]
    assert kvist[1].spans[1].text == "Kvist, the harbour master"


def test_words_for_somebody_of_the_same_name_are_not_theirs():
    one = (
        "Mayor Ola Brandt Jr. left. His father, the Rev. Ola Brandt, stayed. Mr. Brandt's wife "
        "Mona Brandt, a former nurse, waved. Brandt, 47, waved."
    )
    actors = actors_of(HEAD + one, HEAD + "Ola Brandt Jr., the mayor, left. Brandt waved.")
    [called, _] = actors["Ola Brandt Jr."].called
    assert [span.text for span in called.spans] == ["Mayor Ola Brandt Jr.", "Brandt, 47"]


def test_every_span_is_the_body_s_own():
    articles = [told(str(n), text) for n, text in enumerate(STORY)]
    bodies = {one.key: one.reading.body for one in articles}
    for actor in read_framing(articles).actors:
        for called in actor.called:
            for span in called.spans:
                assert bodies[called.key][span.start : span.end] == span.text


def test_the_order_of_the_articles_changes_nothing():
    articles = [told(str(n), text) for n, text in enumerate(STORY)]
    results = {
        frozenset(
            (actor.name, frozenset((called.key, called.spans) for called in actor.called))
            for actor in read_framing(order).actors
        )
        for order in itertools.permutations(articles)
    }
    assert len(results) == 1


def test_a_text_in_another_language_is_not_read_and_said_so():
    french = (
        "Le marin est sauvé\n\nLe marin norvégien a été sauvé au large de Skarv dans la nuit de "
        "lundi à mardi, selon la capitainerie. Il est arrivé au port avec les autres.\n"
    )
    framing = read_framing([told("a", STORY[0]), told("b", french)])
    assert framing.actors == ()
    assert framing.not_read == ("b",)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Sailor", "“” , ,, — (", "the " * 50, "a sailor, " * 80]
)
def test_any_text_is_read(text):
    read_framing([told("a", text or " "), told("b", text or " ")])


@pytest.mark.parametrize(
    "text",
    [
        "What is said to be believed to be a so-called sailor, a a the of the sailor left. ",
        "A Norwegian sailor slept. The tired Norwegian sailor left. ",
        "Ida Kvist, the mayor, said to be a nurse, left. ",
    ],
)
def test_a_long_text_is_read_in_time_linear_in_it(text):
    """A description looks so far and no further, and many namings are not each held to all."""

    def taken(times: int) -> float:
        articles = [told(key, HEAD + text * times) for key in "ab"]
        begun = time.process_time()
        read_framing(articles)
        return time.process_time() - begun

    short, long = min(taken(40) for _ in range(3)), taken(640)
    assert long < 16 * 4 * max(short, 0.002)
