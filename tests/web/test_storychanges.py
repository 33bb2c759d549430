"""Merging, splitting, naming, relating and the history of stories, through their pages."""

import re

import pytest

from coverage.desk.ingest import Arrival, receive
from coverage.desk.related import relate
from coverage.desk.storychanges import merge, move
from coverage.models import Article, Membership, State, StoryChange
from tests.desk.coverage_of_a_fire import ELSEWHERE, GULL, LANTERN, QUAY
from tests.desk.test_related import LATER

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def received(kept_rows):
    texts = (("Gull", GULL), ("Quay", QUAY), ("Lantern", LANTERN), ("Mill", ELSEWHERE))
    return [receive(Arrival(text, name="a.txt", outlet=name))[0].article.pk for name, text in texts]


@pytest.fixture
def taken(received, db):
    return [Article.objects.get(pk=key) for key in received]


def story_of(article):
    return Membership.objects.get(article=article, is_current=True).story


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def field(answer, name):
    return re.search(f'name="{name}" value="([^"]*)"', answer.content.decode())[1]


def test_an_editor_finds_looks_at_and_merges_another_story_and_takes_it_back(editor_client, taken):
    here, other = story_of(taken[0]), story_of(taken[3])
    found = editor_client.get(f"/stories/{here.pk}/merge", {"q": "library"})
    assert f"?other={other.pk}&amp;q=library" in found.content.decode()
    looked = editor_client.get(f"/stories/{here.pk}/merge", {"other": other.pk})
    assert "What comes together: 4 articles" in words(looked)
    sent = {"other": other.pk, "leading": "this", "seen": field(looked, "seen")}
    done = editor_client.post(f"/stories/{here.pk}/merge", sent, follow=True)
    assert "Merged: " in words(done)
    assert story_of(taken[3]) == here
    assert editor_client.get(f"/stories/{other.pk}/quotes")["Location"] == (
        f"/stories/{here.pk}/quotes"
    )
    undo = re.search(r'action="(/stories/changes/\d+/undo)"', done.content.decode())[1]
    back = editor_client.post(undo, follow=True)
    assert "Undone: 1 article returned" in words(back)
    assert story_of(taken[3]) == other


def test_a_merge_over_what_somebody_changed_is_shown_anew(editor, editor_client, taken):
    here, other = story_of(taken[0]), story_of(taken[3])
    looked = editor_client.get(f"/stories/{here.pk}/merge", {"other": other.pk})
    move(taken[1], None, editor)
    sent = {"other": other.pk, "leading": "this", "seen": field(looked, "seen")}
    told = editor_client.post(f"/stories/{here.pk}/merge", sent)
    assert told.status_code == 409
    assert "Not merged: 1 article left since you looked" in words(told)
    assert "What comes together: 3 articles" in words(told)


def test_an_editor_ticks_articles_and_splits_the_story(editor_client, taken):
    here = story_of(taken[0])
    page = editor_client.get(f"/stories/{here.pk}/split")
    assert page.content.decode().count('type="checkbox" name="member"') == 3
    nothing = editor_client.post(f"/stories/{here.pk}/split", {"to": ""})
    assert nothing.status_code == 409
    assert "Tick the articles" in words(nothing)
    member = Membership.objects.get(article=taken[2], is_current=True).pk
    sent = {"member": member, "to": "", "related": "yes"}
    done = editor_client.post(f"/stories/{here.pk}/split", sent, follow=True)
    assert "Split: " in words(done)
    assert "Related: other events" in words(done)
    assert story_of(taken[2]) != here


def test_ticks_stay_while_another_story_is_looked_for(editor_client, taken):
    here, other = story_of(taken[0]), story_of(taken[3])
    member = Membership.objects.get(article=taken[2], is_current=True).pk
    asked = {"member": member, "q": f"http://here/stories/{other.pk}/"}
    page = editor_client.get(f"/stories/{here.pk}/split", asked).content.decode()
    assert f'name="member" value="{member}" data-open checked' in page
    assert f'name="to" value="{other.pk}"' in page


def test_an_editor_chooses_another_headline_and_history_tells_it(editor_client, taken):
    here = story_of(taken[0])
    page = editor_client.get(f"/stories/{here.pk}/coverage")
    sent = {"article": taken[2].pk, "seen": here.headline_article_id}
    assert "Use as the story’s headline" in words(page)
    editor_client.post(f"/stories/{here.pk}/headline", sent)
    again = editor_client.post(f"/stories/{here.pk}/headline", sent, follow=True)
    assert "The headline stays: “Ferry Tern fire" in words(again)
    told = words(editor_client.get(f"/stories/{here.pk}/history"))
    assert "headline chosen Night ferry evacuated" in told
    assert "editor" in told


def test_related_stories_stand_on_the_page_and_on_the_home_card(client, editor_client, taken):
    later = receive(Arrival(LATER, name="l.txt", outlet="Gull"))[0].article
    here, other = story_of(taken[0]), story_of(later)
    relate(here)
    for page in (client.get(f"/stories/{here.pk}/"), client.get("/", {"outlets": "all"})):
        assert f'href="/stories/{other.pk}/"' in page.content.decode()
        assert "suggested" in words(page)
    assert "Not related" not in words(client.get(f"/stories/{here.pk}/"))
    sent = {"other": other.pk, "say": "confirmed"}
    editor_client.post(f"/stories/{here.pk}/related", sent)
    assert "confirmed by editor" in words(client.get(f"/stories/{other.pk}/"))
    editor_client.post(f"/stories/{other.pk}/related", {"other": here.pk, "say": "rejected"})
    assert "Related:" not in words(client.get(f"/stories/{here.pk}/"))
    assert editor_client.post(f"/stories/{here.pk}/related", sent | {"say": ""}).status_code == 400


def test_confirming_sends_what_was_seen(editor_client, taken):
    here = story_of(taken[0])
    page = editor_client.get(f"/stories/{here.pk}/")
    seen = field(page, "seen")
    assert sorted(map(int, seen.split())) == sorted(article.pk for article in taken[:3])
    seen = f"{taken[0].pk} {taken[1].pk}"
    done = editor_client.post(f"/stories/{here.pk}/confirm", {"seen": seen}, follow=True)
    assert "1 article came since you looked" in words(done)
    assert Membership.objects.get(article=taken[2]).state == State.SUGGESTED


def test_strangers_read_the_history_and_change_nothing(client, editor, taken):
    here, other = story_of(taken[0]), story_of(taken[3])
    change = merge(here, other, editor)
    before = list(Membership.objects.values_list("pk", "story", "is_current", "state"))
    told = client.get(f"/stories/{here.pk}/history")
    assert "merged" in words(told)
    assert '<button class="button" aria-label="Undo' not in told.content.decode()
    for address in ("merge", "split"):
        assert client.get(f"/stories/{here.pk}/{address}").status_code == 302
    for address in (
        *(f"/stories/{here.pk}/{name}" for name in ("merge", "split", "headline", "related")),
        f"/stories/changes/{change.pk}/undo",
    ):
        assert client.post(address, {"other": other.pk}).status_code in (302, 403)
    assert client.get("/stories/regrouped").status_code == 302
    assert list(Membership.objects.values_list("pk", "story", "is_current", "state")) == before
    assert StoryChange.objects.get().undone_at is None


def test_history_and_list_of_stories_ask_no_more_for_more(
    editor, editor_client, taken, django_assert_max_num_queries
):
    here = story_of(taken[0])
    for article in taken[1:3]:
        move(article, None, editor)
        move(article, here, editor)
    # session, person, groups and permissions; story, changes, those merged into it, articles
    with django_assert_max_num_queries(10):
        page = editor_client.get(f"/stories/{here.pk}/history")
    assert words(page).count("moved") >= 4
    assert "Not yet" in words(editor_client.get("/stories/regrouped"))
