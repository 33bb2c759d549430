"""What is deleted is kept whole, and comes back with its number and what hung on it."""

import pytest
from django.db.models import ProtectedError

from coverage.desk.deleting import CannotReturn, bring_back, delete, what_hangs
from coverage.desk.speakercounts import count_speakers
from coverage.models import (
    Article,
    Coding,
    Deletion,
    Feed,
    Membership,
    Note,
    Outlet,
    OutletName,
    Passage,
    Quote,
    Speaker,
    Tag,
)
from tests.factories import (
    make_article,
    make_coding,
    make_note,
    make_outlet,
    make_person,
    make_story,
    make_tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def article(person):
    """An article in a story, with a quote, a tag and a note on it."""
    article = make_article(
        quotes=[{"words": "Nobody was hurt,", "speaker": "Ada Voss"}], outlet="Gull"
    )
    make_coding(Quote.objects.get(), make_tag("safety"), person)
    make_note(article, "harbour master", "ask her", person)
    make_story(article, make_article(outlet="Herald"))
    count_speakers([article.pk])
    return article


def kept(*models):
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_what_hangs_on_an_article_is_told_in_counts(article):
    told = what_hangs([article])
    assert {"1 quote", "1 coding", "1 note", "1 article version"} <= set(told.going)
    assert told.keeping == ()


def test_an_article_comes_back_with_what_people_made_of_it(article, person):
    all_of = (Article, Passage, Quote, Coding, Note, Membership, Speaker)
    before = kept(*all_of)
    deletion = delete(article, person)
    assert not Article.objects.filter(pk=deletion.key).exists()
    assert Note.objects.count() == Coding.objects.count() == Speaker.objects.get().quote_count == 0
    row = bring_back(deletion, make_person("bo"))
    assert (row.pk, kept(*all_of)) == (deletion.key, before)
    latest = Article.history.filter(id=row.pk).first()
    assert (latest.history_change_reason, latest.history_user.username) == ("brought back", "bo")
    with pytest.raises(CannotReturn, match="came back already"):
        bring_back(deletion, person)


def test_what_pointed_to_it_points_to_it_again(person, article):
    outlet = make_outlet("Coast", domain="coast.example")
    OutletName.objects.create(outlet=outlet, name="The Coast")
    feed = Feed.objects.create(
        address="https://coast.example/f", outlet=outlet, due_at=article.received_at
    )
    assert what_hangs([outlet]).loosened == ("1 feed",)
    deletion = delete(outlet, person)
    assert not Feed.objects.get(pk=feed.pk).outlet
    bring_back(deletion, person)
    assert Feed.objects.get(pk=feed.pk).outlet == Outlet.objects.get(name="Coast")
    assert OutletName.objects.get().name == "The Coast"


def test_a_name_that_is_taken_is_told_and_nothing_comes_back(person):
    deletion = delete(make_outlet("Coast"), person)
    Outlet.objects.create(name="COAST")
    with pytest.raises(CannotReturn, match="taken by another one"):
        bring_back(deletion, person)
    assert Outlet.objects.count() == 1
    assert Deletion.objects.get().returned_at is None


def test_what_it_belonged_to_must_be_there(person, article):
    coding = delete(Coding.objects.get(), person)
    delete(article, person)
    with pytest.raises(CannotReturn, match="Bring that one back first"):
        bring_back(coding, person)


def test_a_tag_with_codings_cannot_go(person, article):
    tag = Tag.objects.get()
    assert what_hangs([tag]).keeping == ("1 coding",)
    with pytest.raises(ProtectedError):
        delete(tag, person)
    assert Deletion.objects.count() == 0
