"""Grouping: what must stand together, what must stay apart, and why."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from coverage.text.grouping.grouping import (
    INDEX_TERMS,
    WINDOW_DAYS,
    Candidate,
    Signature,
    group,
    index_terms,
    place,
    sign,
)

#: key → headline, text, date. The letter before the dash is the event.
ARTICLES = {
    "ferry-1": (
        "Fire in engine room stops ferry Aurora off Norley",
        "The ferry Aurora lost power off Norley on Thursday after a fire in its engine room. All "
        "212 passengers were taken off by lifeboats.",
        date(2024, 5, 2),
    ),
    "levy-1": (
        "Norley council backs tourist levy",
        "Visitors to Norley will pay 2 euros a night from next spring after councillors voted 14 "
        "to 9 for a tourist levy on Thursday.",
        date(2024, 5, 2),
    ),
    "ferry-2": (
        "212 passengers rescued from burning ferry",
        "Lifeboat crews rescued 212 passengers from the ferry Aurora after fire broke out in the "
        "engine room near Norley, the coastguard said.",
        date(2024, 5, 3),
    ),
    "levy-2": (
        "Tourists in Norley to pay two euros a night",
        "Norley is to charge its visitors a tourist levy of 2 euros a night. Councillors voted 14 "
        "to 9 in favour after a long debate.",
        date(2024, 5, 3),
    ),
    "ferry-3": (
        "",
        "A blaze in the engine room of the ferry Aurora left 212 passengers waiting for lifeboats "
        "off Norley for three hours. The coastguard said nobody was hurt.",
        None,
    ),
}


DAY = date(2024, 5, 2)


def signed() -> list[tuple[str, Signature]]:
    return [(key, sign(*article)) for key, article in ARTICLES.items()]


def stories(batch: bool, articles: list[tuple[str, Signature]]) -> set[frozenset[str]]:
    by_story: dict[str, set[str]] = {}
    for key, story, _ in group(articles, batch=batch):
        by_story.setdefault(story, set()).add(key)
    return {frozenset(keys) for keys in by_story.values()}


@pytest.mark.parametrize("batch", [False, True])
def test_each_event_makes_one_story(batch: bool) -> None:
    assert stories(batch, signed()) == {
        frozenset({"ferry-1", "ferry-2", "ferry-3"}),
        frozenset({"levy-1", "levy-2"}),
    }


def test_a_batch_does_not_depend_on_the_order_of_arrival() -> None:
    shuffled = signed()
    random.Random(3).shuffle(shuffled)
    assert stories(True, shuffled) == stories(True, signed())


def test_the_same_words_a_month_later_are_another_event() -> None:
    headline, text, _ = ARTICLES["ferry-1"]
    later = ("later", sign(headline, text, date(2024, 6, 9)))
    assert frozenset({"later"}) in stories(False, [*signed(), later])
    dated = [(key, signature) for key, signature in signed() if signature.day is not None]
    assert frozenset({"later"}) in stories(True, [*dated, later])
    # One without a date may belong to either, and ties them together in no case.
    (its,) = [found for found in stories(True, [*signed(), later]) if "later" in found]
    assert its.isdisjoint({"ferry-1", "ferry-2"})


def test_an_answer_comes_as_soon_as_its_article_is_out_of_the_window() -> None:
    asked: list[int] = []
    letters = "abcdefghijklmnopqrst"

    def arriving() -> Iterator[tuple[str, Signature]]:
        for n in range(60):
            asked.append(n)
            words = " ".join(letter * 5 for letter in letters[n % 4 * 5 :][:5])
            yield str(n), sign(words, words, date(2024, 3, 1) + timedelta(days=n))

    answers = group(arriving())
    for number in range(60):
        assert next(answers)[0] == str(number)  # in order of arrival
        assert len(asked) <= number + 2 * WINDOW_DAYS + 2  # and none is kept for long


def test_two_stories_that_an_article_shows_to_be_one_become_one() -> None:
    arriving = [
        (
            "smoke",
            sign(
                "Smoke over Norley harbour",
                "Thick smoke rose over the harbour of Norley on Thursday and the quay was closed.",
                DAY,
            ),
        ),
        (
            "rescue",
            sign(
                "212 passengers taken off the Aurora",
                "Lifeboats took 212 passengers off the ferry Aurora, the coastguard said.",
                DAY,
            ),
        ),
        (
            "both",
            sign(
                "Smoke over Norley harbour as 212 passengers are taken off the Aurora",
                "Thick smoke rose over the harbour of Norley on Thursday and the quay was shut as "
                "lifeboats took 212 passengers off the ferry Aurora, the coastguard said.",
                DAY,
            ),
        ),
    ]
    assert len(stories(False, arriving[:2])) == 2
    assert len(stories(False, arriving)) == 1
    told = list(group(arriving))
    assert {story for _, story, _ in told} == {"smoke"}  # the key of its first article
    assert any("212" in reason for reason in told[1][2])


def test_place_finds_the_story_without_any_state() -> None:
    articles = dict(signed())
    candidates = [
        Candidate("fire", (articles["ferry-1"], articles["ferry-2"])),
        Candidate("levy", (articles["levy-1"],)),
    ]
    placed = place(articles["ferry-3"], candidates)
    assert placed.story == "fire"
    assert 0.5 < placed.confidence <= 1
    assert place(articles["levy-2"], candidates).story == "levy"


def test_an_article_like_no_other_begins_its_own_story() -> None:
    articles = dict(signed())
    placed = place(articles["levy-1"], [Candidate("fire", (articles["ferry-1"],))])
    assert placed.story is None
    assert placed.reasons == ()
    assert place(articles["levy-1"], []).story is None


def test_reasons_name_what_the_texts_share() -> None:
    articles = dict(signed())
    placed = place(articles["ferry-2"], [Candidate("fire", (articles["ferry-1"],))])
    told = "; ".join(placed.reasons)
    assert "same names: " in told
    assert "Aurora" in told
    assert "same figures: 212" in told
    assert "1 day apart" in told


def test_which_candidate_comes_first_does_not_tell() -> None:
    articles = dict(signed())
    candidates = [
        Candidate("fire", (articles["ferry-1"],)),
        Candidate("also the fire", (articles["ferry-1"],)),
        Candidate("levy", (articles["levy-1"], articles["levy-2"])),
    ]
    placed = place(articles["ferry-2"], candidates)
    assert placed.story == "also the fire"
    assert placed == place(articles["ferry-2"], candidates[::-1])


def test_reasons_name_the_weekday_both_tell_of() -> None:
    articles = dict(signed())
    same_day = sign(
        "Ferry Aurora burns off Norley",
        "A fire broke out in the engine room of the ferry Aurora off Norley on Thursday.",
        date(2024, 5, 2),
    )
    placed = place(same_day, [Candidate("fire", (articles["ferry-1"],))])
    assert "both tell of Thursday" in placed.reasons
    assert placed.reasons[-1] == "same day"


#: A running matter: what was planned, what came of it two days later, and a third outlet of each.
PLANS = [
    (
        "Norley parliament to vote on harbour bill",
        "Members of the Norley parliament will vote as early as Tuesday on a bill to rebuild the "
        "harbour, its speaker announced. The bill needs 40 votes.",
        date(2024, 5, 6),
    ),
    (
        "Norley plans vote on harbour bill on Tuesday",
        "A bill to rebuild the harbour of Norley may come to a vote on Tuesday, the speaker of "
        "parliament said, if 40 votes can be found.",
        date(2024, 5, 6),
    ),
]
PASSED = [
    (
        "Norley parliament passes harbour bill by 44 votes to 31",
        "The Norley parliament passed a bill to rebuild the harbour on Thursday by 44 votes to 31 "
        "and sent it to President Odile Marr, who signs it on Friday.",
        date(2024, 5, 9),
    ),
    (
        "Harbour bill passes in Norley, 44 to 31",
        "With 44 votes to 31 a bill to rebuild the harbour passed the Norley parliament on "
        "Thursday. President Odile Marr will sign it on Friday.",
        date(2024, 5, 10),
    ),
]


@pytest.mark.parametrize("batch", [False, True])
def test_two_close_stories_of_one_matter_stay_two(batch: bool) -> None:
    arriving = [(f"plan-{n}", sign(*one)) for n, one in enumerate(PLANS)]
    arriving += [(f"passed-{n}", sign(*one)) for n, one in enumerate(PASSED)]
    assert stories(batch, arriving) == {
        frozenset({"plan-0", "plan-1"}),
        frozenset({"passed-0", "passed-1"}),
    }


@pytest.mark.parametrize("batch", [False, True])
def test_an_event_that_thirty_outlets_cover_is_one_story(batch: bool) -> None:
    chance = random.Random(4)
    said = [
        "The ferry Aurora lost power off Norley on Thursday after a fire in its engine room.",
        "All 212 passengers of the Aurora were taken off by lifeboats.",
        "The coastguard at Norley said that nobody was hurt in the fire.",
        "Captain Ines Holm said the fire began in a fuel pipe of the engine room.",
        "The ferry was towed to Norley harbour on Thursday evening.",
        "Passengers told of smoke on the car deck of the Aurora.",
    ]
    arriving = [
        (str(n), sign("Fire on ferry Aurora off Norley", " ".join(chance.sample(said, 4)), DAY))
        for n in range(30)
    ]
    assert len(stories(batch, arriving)) == 1


def test_telling_terms_are_few_and_rare_ones_come_first() -> None:
    long = sign("Aurora aground", " ".join(f"word{n} harbour" for n in range(200)))
    terms = index_terms(long)
    assert len(terms) == INDEX_TERMS
    assert "auror" in terms or "aurora" in terms


def test_grouping_keeps_pace_with_many_articles() -> None:
    chance = random.Random(1)
    letters = "abcdefghijklmnoprstuvw"
    vocabulary = ["".join(chance.choices(letters, k=7)) for _ in range(4000)]
    articles = []
    for n in range(1000):
        topic = vocabulary[n % 300 * 10 : n % 300 * 10 + 30]
        text = " ".join(chance.choices(topic, k=30) + chance.choices(vocabulary, k=60))
        articles.append((str(n), sign(" ".join(topic[:7]), text, date(2024, 1, 1 + n // 200))))
    begun = time.process_time()
    assert len(list(group(articles))) == 1000
    assert time.process_time() - begun < 4
