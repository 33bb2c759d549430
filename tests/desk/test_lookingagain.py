"""The stories around an article that came, looked at again by a worker."""

import pytest
from django.contrib.auth.models import User

from coverage.desk.ingest import Arrival, receive
from coverage.desk.lookingagain import look_again
from coverage.desk.stories import confirm, leads_to
from coverage.desk.storysettling import undo
from coverage.models import Membership, State, Story, StoryChange

from .coverage_of_a_fire import ELSEWHERE, GULL, QUAY

pytestmark = pytest.mark.django_db

SMOKE = b"""Smoke over Norley harbour

2 May 2024

Thick smoke rose over the harbour of Norley on Thursday and the quay was shut.
"""
RESCUE = b"""212 passengers taken off the Aurora

2 May 2024

Lifeboats took 212 passengers off the ferry Aurora, the coastguard said.
"""
BOTH = b"""Smoke over Norley harbour as 212 passengers are taken off the Aurora

2 May 2024

Thick smoke rose over the harbour of Norley on Thursday and the quay was shut as lifeboats took 212 passengers off the ferry Aurora, the coastguard said.
"""  # noqa: E501


@pytest.fixture(scope="module")
def came(kept_rows):
    return [receive(Arrival(text, name="a.txt"))[0].article.pk for text in (SMOKE, RESCUE, BOTH)]


@pytest.fixture
def articles(came, db):
    return came


@pytest.fixture
def editor(db):
    return User.objects.create_user("ada")


def stories_of(articles):
    current = Membership.objects.filter(article__in=articles, is_current=True)
    return [current.get(article=key).story for key in articles]


def test_two_stories_that_an_article_shows_to_be_one_become_one(articles, editor):
    before = stories_of(articles)
    assert len(set(before)) == 2
    moves = look_again(before[-1])
    assert len(set(stories_of(articles))) == 1
    assert look_again(stories_of(articles)[0]) == ()
    left = next(move.old for move in moves)
    assert leads_to(left.pk) == stories_of(articles)[0].pk
    change = StoryChange.objects.get(story=left, kind=StoryChange.Kind.REGROUP)
    assert Membership.objects.get(article=moves[0].article, is_current=True).reasons
    undo(change, editor)
    assert stories_of(articles) == before
    assert look_again(before[-1]) == ()  # what a person took back stays


def test_what_a_person_confirmed_stays_where_it_is(articles, editor):
    before = stories_of(articles)
    for membership in Membership.objects.filter(article__in=articles[:2], is_current=True):
        assert confirm(membership, editor)
    look_again(before[-1])
    assert stories_of(articles)[:2] == before[:2]


def put_into(story, article):
    Membership.objects.filter(article=article, is_current=True).update(story=story)


def test_what_stands_in_the_wrong_story_is_parted_from_it(kept_rows, db):
    council = ELSEWHERE.replace(b"20 September", b"13 October")
    texts = (council, council.replace(b"votes to close", b"is to close"), GULL, QUAY)
    articles = [
        receive(Arrival(text, name="a.txt", keeps_near_duplicates=True))[0].article.pk
        for text in texts
    ]
    library = stories_of(articles)[0]
    for article in articles[1:]:
        put_into(library, article)
    moves = look_again(library)
    one, two, fire, quay = stories_of(articles)
    assert one == two == library
    assert fire == quay != library
    assert {move.new for move in moves} == {fire}
    assert fire.headline_article_id == articles[2]
    assert look_again(fire) == look_again(library) == ()


def test_nothing_is_parted_of_which_a_person_said_something(articles, editor):
    library = receive(Arrival(ELSEWHERE, name="a.txt"))[0].article.pk
    story = stories_of([library])[0]
    put_into(story, articles[2])
    Membership.objects.create(
        article_id=articles[2],
        story=stories_of(articles)[0],
        state=State.REJECTED,
        is_current=False,
        person=editor,
    )
    look_again(story)
    assert stories_of(articles)[2] == story
    assert Story.objects.filter(article_count=0).count() <= 1
