"""Measuring a set of articles: who finished which, what is not defined, intervals, and speed."""

from __future__ import annotations

import random
from time import process_time

import pytest

from coverage.text.agreement.agreement import (
    EVERYTHING,
    FEW,
    NO_ARTICLE,
    NOBODY,
    NOTHING,
    RARE,
    groups_of,
    measure,
)
from coverage.text.agreement.family import family
from coverage.text.agreement.intervals import draws_for
from coverage.text.agreement.units import Continuum, WordPlaces, joined

ANA, BEN, CLEO = 1, 2, 3
CALM, BLAME = 10, 20


def article(length=40, **marked):
    names = {"ana": ANA, "ben": BEN, "cleo": CLEO}
    return Continuum(length, {names[name]: units for name, units in marked.items()})


def both(articles, tags=(CALM,), coders=(ANA, BEN), tolerance=0, draws=200):
    return measure(articles, [coders], tags, tolerance, draws)[0]


def test_nothing_marked_is_no_agreement_and_no_disagreement():
    found = both([article(ana={}, ben={})])
    assert (found.overall.alpha.figure, found.overall.alpha.why) == (None, NOTHING)
    assert (found.of_tag[CALM].alpha.figure, found.of_tag[CALM].alpha.why) == (None, NOBODY)
    assert found.of_tag[CALM].percent.figure is None


def test_every_word_marked_by_all_tells_nothing():
    whole = {CALM: ((0, 40),)}
    found = both([article(ana=whole, ben=whole)]).of_tag[CALM]
    assert (found.alpha.figure, found.alpha.why) == (None, EVERYTHING)
    assert found.percent.figure == 100


def test_an_article_of_one_coder_counts_for_nobody():
    found = both([article(ana={CALM: ((0, 4),)})])
    assert (found.articles, found.overall.alpha.why) == (0, NO_ARTICLE)
    assert both([]).overall.alpha.why == NO_ARTICLE


def test_a_coder_who_did_not_finish_is_left_out_of_that_article_only():
    same, other = {CALM: ((0, 4),)}, {CALM: ((20, 24),)}
    articles = [article(ana=same, ben=same, cleo=same), article(ana=same, ben=same),
                article(ben=same, cleo=other)]  # fmt: skip
    everyone, ana_ben, ana_cleo, ben_cleo = measure(
        articles, groups_of((ANA, BEN, CLEO)), (CALM,), 0, 0
    )
    assert [each.articles for each in (everyone, ana_ben, ana_cleo, ben_cleo)] == [3, 2, 1, 2]
    assert ana_ben.overall.alpha.figure == ana_cleo.overall.alpha.figure == 1
    assert ben_cleo.overall.percent.figure == 50
    assert everyone.words == 40 * (3 + 2 + 2)


def test_tags_are_measured_each_by_itself_and_all_together():
    ana = {CALM: ((0, 4),), BLAME: ((2, 9),)}  # tags may lie over one another
    ben = {CALM: ((0, 4),)}
    found = both([article(ana=ana, ben=ben)], (CALM, BLAME))
    assert found.of_tag[CALM].alpha.figure == 1
    assert found.of_tag[BLAME].alpha.figure == pytest.approx(0, abs=0.1)
    assert 0 < found.overall.alpha.figure < 1
    assert family([article(ana=ana, ben=ben)]) is None


def test_few_articles_have_no_interval_and_say_so():
    near = [article(ana={CALM: ((0, 6),)}, ben={CALM: ((0, 5),)})]
    value = both(near * 3).of_tag[CALM].alpha
    assert (value.interval, value.why) == (None, FEW)
    assert value.figure is not None


def test_the_interval_holds_the_figure_and_is_the_same_again():
    chance = random.Random(4)
    articles = [
        article(ana={CALM: ((3, 12),)}, ben={CALM: ((3, 12 + chance.randint(-4, 4)),)})
        for _ in range(20)
    ]
    value = both(articles).of_tag[CALM].alpha
    assert value == both(articles).of_tag[CALM].alpha
    assert value.interval is not None
    low, high = value.interval
    assert low < value.figure < high
    assert high - low < 0.2


def test_a_tag_of_one_article_among_many_has_no_interval():
    rare = article(ana={BLAME: ((0, 3),)}, ben={BLAME: ((0, 3),)})
    often = article(ana={CALM: ((0, 3),)}, ben={CALM: ((0, 3),)})
    found = both([rare] + [often] * 19, (CALM, BLAME))
    assert found.of_tag[BLAME].alpha.why == RARE
    assert found.of_tag[CALM].alpha.interval == (1, 1)


def test_the_worked_example_of_the_docs():
    articles = [article(ana={CALM: ((4, 10),)}, ben={CALM: ((6, 10),)})]
    assert both(articles).overall.alpha.figure == pytest.approx(1 - 2 / (56_000 / 6_278))


@pytest.mark.parametrize(("tolerance", "percent"), [(0, 0), (1, 0), (2, 100)])
def test_the_percent_counts_units_whose_edges_are_near(tolerance, percent):
    articles = [article(ana={CALM: ((4, 10),)}, ben={CALM: ((6, 10),)})]
    assert both(articles, tolerance=tolerance).overall.percent.figure == percent


@pytest.mark.parametrize(
    ("start", "end", "covered"),
    [(0, 3, (0, 1)), (1, 2, (0, 1)), (0, 8, (0, 2)), (3, 4, None), (8, 9, None), (4, 40, (1, 4))],
)
def test_marks_cover_the_words_they_touch(start, end, covered):
    body = "One day. Two 日."
    assert WordPlaces.of(body).cover(start, end) == covered


def test_a_span_of_words_ends_where_the_last_word_ends():
    places = WordPlaces.of("“Stay inside,” said Ada.")
    assert places.cover(0, 14) == (0, 2)
    assert places.span((0, 2)) == (1, 12)


def test_units_that_share_a_word_are_one_and_those_that_touch_are_two():
    assert joined([(5, 9), (0, 3), (3, 5), (8, 12), (7, 7)]) == ((0, 3), (3, 5), (5, 12))


def test_200_articles_of_five_coders_and_50_tags_take_less_than_two_seconds():
    chance = random.Random(1)
    articles = []
    for _ in range(200):
        length = chance.randint(300, 900)
        starts = {tag: chance.randrange(length - 40) for tag in range(50) if chance.random() < 0.3}
        codings = {
            coder: {
                tag: ((start, start + chance.randint(20, 30)),)
                for tag, start in starts.items()
                if chance.random() < 0.8
            }
            for coder in range(5)
        }
        articles.append(Continuum(length, codings))
    before = process_time()
    groups = groups_of(range(5))
    found = measure(articles, groups, range(50), 2, draws_for(200, len(groups), 50))
    spent = process_time() - before
    assert len(found) == 11
    assert found[0].of_tag[49].alpha.interval is not None
    assert spent < 2


@pytest.mark.parametrize(
    ("articles", "groups", "tags", "draws"),
    [(0, 0, 0, 1000), (20, 4, 8, 1000), (200, 11, 50, 545), (100_000, 11, 50, 200)],
)
def test_fewer_draws_are_made_of_very_much(articles, groups, tags, draws):
    assert draws_for(articles, groups, tags) == draws
