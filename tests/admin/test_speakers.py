"""Speakers are merged in the admin too, after a page that asks whose name stands."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse

from coverage.desk.recomparing import compare_again
from coverage.desk.speakermerging import merge
from coverage.models import Speaker, SpeakerChange, SpeakerName
from tests.factories import make_article, make_quote, make_speaker

pytestmark = pytest.mark.django_db
LIST = "/admin/coverage/speaker/"


@pytest.fixture
def hales():
    articles = []
    for name in ("Christopher Hale", "Christopher Hale", "Chris Hale", "C. Hale"):
        article = make_article()
        make_quote(article, "Nobody was hurt,", speaker=name)
        articles.append(article.pk)
    compare_again(articles)
    return [make_speaker(name) for name in ("Christopher Hale", "Chris Hale", "C. Hale")]


def choose(client, speakers, **more):
    sent = {"action": "merge_chosen", ACTION_CHECKBOX_NAME: [s.pk for s in speakers], **more}
    return client.post(LIST, sent, follow=True)


def test_the_page_asks_whose_name_stands_most_quoted_first(editor_client, hales):
    page = choose(editor_client, hales).content.decode()
    places = [page.index(f"{name} (") for name in ("Christopher Hale", "C. Hale", "Chris Hale")]
    assert places == sorted(places)
    assert not SpeakerChange.objects.exists()


def test_the_others_are_merged_into_the_one_chosen(editor_client, editor, hales):
    long = hales[0]
    page = choose(editor_client, hales, apply="1", leading=long.pk).content.decode()
    assert "2 speakers merged into" in page
    assert reverse("speaker-history", args=[long.pk]) in page
    assert [s.merged_into for s in Speaker.objects.exclude(pk=long.pk)] == [long, long]
    assert set(SpeakerChange.objects.values_list("person", flat=True)) == {editor.pk}
    long.refresh_from_db()
    assert long.quote_count == 4


def test_one_alone_or_one_not_chosen_leads_nowhere(editor_client, hales):
    assert "Choose from 2 to" in choose(editor_client, hales[:1]).content.decode()
    choose(editor_client, hales[:2], apply="1", leading=hales[2].pk)
    choose(editor_client, hales[:2], apply="1")
    assert not SpeakerChange.objects.exists()


def test_who_merged_from_here_is_told_and_not_deleted(editor_client, editor, hales):
    long, short, _ = hales
    merge(long, short, editor)
    change = reverse("admin:coverage_speaker_change", args=[long.pk])
    assert "Chris Hale" in editor_client.get(change).content.decode()
    for speaker in (long, short):
        editor_client.post(
            reverse("admin:coverage_speaker_delete", args=[speaker.pk]), {"post": "yes"}
        )
    assert Speaker.objects.count() == 3


def test_names_stand_on_the_speakers_own_page(editor_client, hales):
    SpeakerName.objects.create(speaker=hales[0], name="Kit Hale")
    change = reverse("admin:coverage_speaker_change", args=[hales[0].pk])
    assert 'value="Kit Hale"' in editor_client.get(change).content.decode()


def test_a_merged_speaker_is_no_choice_for_a_quote(editor_client, editor, hales):
    merge(hales[0], hales[1], editor)
    asked = {
        "app_label": "coverage", "model_name": "quote", "field_name": "speaker", "term": "hale",
    }  # fmt: skip
    answer = editor_client.get(reverse("admin:autocomplete"), asked).json()
    assert {one["text"] for one in answer["results"]} == {"Christopher Hale", "C. Hale"}


def test_an_article_deleted_takes_its_quotes_out_of_the_numbers(editor_client, hales):
    first, second = (quote.version.article_id for quote in hales[0].quotes.all())
    address = reverse("admin:coverage_article_delete", args=[first])
    assert editor_client.post(address, {"post": "yes"}).status_code == 302
    hales[0].refresh_from_db()
    assert (hales[0].quote_count, hales[0].article_count) == (1, 1)
    chosen = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [second], "post": "yes"}
    editor_client.post("/admin/coverage/article/", chosen)
    hales[0].refresh_from_db()
    assert (hales[0].quote_count, hales[0].article_count) == (0, 0)
