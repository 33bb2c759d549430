"""Adding an article to the story one looks at."""

from __future__ import annotations

import pytest

from coverage.desk.ingest import Arrival, receive
from coverage.models import Membership, Story
from tests.desk.coverage_of_a_fire import ELSEWHERE, GULL

pytestmark = pytest.mark.django_db


@pytest.fixture
def fire(db) -> Story:
    receive(Arrival(GULL, name="gull.txt", outlet="Gull"))
    return Story.objects.get()


@pytest.fixture
def other(fire):
    return receive(Arrival(ELSEWHERE, name="e.txt", address="https://e.example/1"))[0].article


def printed(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_the_story_leads_an_editor_there_and_nobody_else(editor_client, client, fire):
    link = f'href="/stories/{fire.pk}/add"'
    assert link in printed(editor_client, f"/stories/{fire.pk}/")
    assert link not in printed(client, f"/stories/{fire.pk}/")
    assert "sign-in" in client.get(f"/stories/{fire.pk}/add")["Location"]


@pytest.mark.parametrize("typed", ["", "{number}", "/articles/{number}/", "https://e.example/1"])
def test_an_article_of_another_story_is_found_and_put_here(editor_client, fire, other, typed):
    address = f"/stories/{fire.pk}/add?q={typed.format(number=other.pk)}"
    html = printed(editor_client, address)
    assert f'action="/articles/{other.pk}/move"' in html
    seen = Membership.objects.get(article=other, is_current=True).pk
    editor_client.post(f"/articles/{other.pk}/move", {"story": fire.pk, "seen": seen})
    assert Membership.objects.get(article=other, is_current=True).story == fire
    assert "No " in printed(editor_client, address)


def test_it_is_found_by_words_of_its_text(editor_client, fire, other):
    words = " ".join(other.headline.split()[:4])
    html = printed(editor_client, f"/stories/{fire.pk}/add?q={words}")
    assert f'action="/articles/{other.pk}/move"' in html


def test_a_pasted_text_stands_in_the_story_whatever_the_grouper_thinks(editor_client, fire):
    text = "Tea costs more\n\nThe price of tea rose in spring, said the guild of grocers at Orle."
    asked = {"text": text, "outlet": "Grocer"}
    answer = editor_client.post(f"/stories/{fire.pk}/add", asked, follow=True)
    assert "Grocer: added, in this story." in answer.content.decode()
    placed = Membership.objects.get(article__outlet__name="Grocer", is_current=True)
    assert (placed.story, placed.state) == (fire, "confirmed")
    fire.refresh_from_db()
    assert fire.article_count == 2


def test_nothing_pasted_is_said(editor_client, fire):
    answer = editor_client.post(f"/stories/{fire.pk}/add", {"text": " "})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
