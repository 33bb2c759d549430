"""Taking an article out of a story and putting it back, in one step each."""

import pytest

from coverage.desk.ingest import Arrival, receive
from coverage.models import Article, Membership
from tests.desk.coverage_of_a_fire import GULL, QUAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return [
        receive(Arrival(text, name="a.txt", outlet=name))[0].article
        for name, text in (("Gull", GULL), ("Quay", QUAY))
    ]


def story_of(article):
    return Membership.objects.get(article=article, is_current=True).story


def test_an_editor_takes_an_article_out_and_puts_it_back(editor_client, pair):
    gull, quay = pair
    old = story_of(gull)
    page = editor_client.get(f"/stories/{old.pk}/coverage")
    assert page.content.decode().count(">Not this story<") == 2
    answer = editor_client.post(f"/articles/{quay.pk}/move", follow=True)
    assert story_of(quay) != old
    words = answer.content.decode()
    assert "Moved to a story of its own" in words
    assert "it was here before" in words
    assert f'name="story" value="{old.pk}"' in words
    editor_client.post(f"/articles/{quay.pk}/move", {"story": old.pk})
    assert story_of(quay) == old


def test_a_story_left_empty_sends_its_readers_on(editor_client, pair):
    gull, quay = pair
    editor_client.post(f"/articles/{quay.pk}/move")
    lone = story_of(quay)
    editor_client.post(f"/articles/{quay.pk}/move", {"story": story_of(gull).pk})
    answer = editor_client.get(f"/stories/{lone.pk}/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/stories/{story_of(gull).pk}/"


def test_strangers_and_get_change_nothing(client, editor_client, pair):
    before = list(Membership.objects.values_list("pk", "story", "state"))
    assert client.post(f"/articles/{pair[1].pk}/move").status_code in (302, 403)
    assert editor_client.get(f"/articles/{pair[1].pk}/move").status_code == 405
    assert editor_client.post("/articles/999999/move").status_code == 404
    assert editor_client.post(f"/articles/{pair[1].pk}/move", {"story": 999999}).status_code == 404
    assert list(Membership.objects.values_list("pk", "story", "state")) == before
    assert (
        "Not this story"
        not in client.get(f"/stories/{story_of(pair[0]).pk}/coverage").content.decode()
    )
    assert Article.objects.count() == 2
