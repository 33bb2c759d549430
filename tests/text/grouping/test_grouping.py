"""Grouping: what must stand together, what must stay apart, and why."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date

import pytest

from coverage.text.grouping.grouping import (
    INDEX_TERMS,
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
    assert frozenset({"later"}) in stories(True, [*signed(), later])


def test_an_answer_comes_before_the_next_article_is_asked_for() -> None:
    asked: list[str] = []

    def arriving() -> Iterator[tuple[str, Signature]]:
        for key, signature in signed():
            asked.append(key)
            yield key, signature

    first = next(iter(group(arriving())))
    assert first[:2] == ("ferry-1", "ferry-1")
    assert asked == ["ferry-1"]


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
