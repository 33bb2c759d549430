"""The last days grouped again once a day, by one worker, and what it costs to find candidates."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from coverage.desk.candidates import MOST_HOLDING, holding_most, sharing_most
from coverage.desk.ingest import Arrival, receive
from coverage.desk.regrouping import EVERY, LOST, regroup_when_due
from coverage.models import Article, ArticleTerm, Regrouping

from .coverage_of_a_fire import ELSEWHERE, GULL

pytestmark = pytest.mark.django_db


def held(day, *terms):
    moment = day and datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    article = Article.objects.create(published_at=moment)
    ArticleTerm.objects.bulk_create([ArticleTerm(article=article, term=t, day=day) for t in terms])
    return article


def test_the_last_days_are_grouped_again_once_a_day_when_articles_came():
    now = timezone.now()
    assert regroup_when_due(now) is None  # no articles yet
    receive(Arrival(GULL, name="g.txt"))
    assert regroup_when_due(now).articles == 1
    assert regroup_when_due(now + EVERY / 2) is None
    assert regroup_when_due(now + EVERY * 1.1) is None  # nothing came
    receive(Arrival(ELSEWHERE, name="e.txt"))
    assert regroup_when_due(now + EVERY * 1.1).articles >= 1
    assert Regrouping.objects.filter(finished_at__isnull=False).count() == 2


def test_one_that_was_lost_with_its_worker_is_begun_again():
    receive(Arrival(GULL, name="g.txt"))
    now = timezone.now()
    Regrouping.objects.create(days=7, started_at=now)
    assert regroup_when_due(now + LOST / 2) is None
    assert regroup_when_due(now + LOST * 1.1) is not None


def test_of_a_word_that_many_hold_those_nearest_in_time_are_read():
    day = date(2024, 3, 10)
    far = [held(day - timedelta(days=6), "harbour", "crane") for _ in range(MOST_HOLDING)]
    near = held(day - timedelta(days=1), "harbour", "crane")
    coming = held(day + timedelta(days=2), "harbour", "crane")
    undated = held(None, "harbour", "crane")
    out = [held(day + timedelta(days=shift), "harbour", "crane") for shift in (-8, 8)]
    came = held(day, "harbour", "crane")
    found = sharing_most(came, ["harbour", "crane"])
    assert {near.pk, coming.pk, undated.pk} <= set(found)
    assert not {came.pk, far[0].pk, *(one.pk for one in out)} & set(found)


def test_an_article_that_holds_the_rarest_words_comes_first():
    day = date(2024, 3, 10)
    for _ in range(12):
        held(day, "harbour", "council")
    rare = held(day, "orle", "tern")
    came = held(day, "harbour", "council", "orle", "tern")
    assert sharing_most(came, ["harbour", "council", "orle", "tern"])[0] == rare.pk


def test_articles_of_any_day_are_found_by_words():
    old, new = held(date(1999, 1, 1), "orle", "tern"), held(None, "orle")
    assert holding_most(["orle", "tern"]) == [old.pk, new.pk]
    assert holding_most(["orle", "tern"], least=2) == [old.pk]
    assert holding_most([]) == []
