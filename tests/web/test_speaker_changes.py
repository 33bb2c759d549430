"""Merging, splitting, answering and undoing on the pages, with and without JavaScript."""

import pytest
from django.test import Client
from django.urls import reverse

from coverage.desk.recomparing import compare_again
from coverage.desk.speakermerging import merge
from coverage.models import Quote, Speaker, SpeakerChange, SpeakerDecision
from tests.factories import make_article, make_quote, make_speaker, make_story

pytestmark = pytest.mark.django_db
BODY = "“Nobody was hurt,” said one. “It will open,” said another."
HTMX = {"HX-Request": "true"}


@pytest.fixture
def hales():
    articles = []
    for name in ("Christopher Hale", "Christopher Hale", "Chris Hale"):
        article = make_article(BODY, outlet=f"Gull {len(articles)}")
        make_quote(article, "Nobody was hurt,", speaker=name)
        articles.append(article)
    make_story(*articles)
    compare_again([article.pk for article in articles])
    return make_speaker("Christopher Hale"), make_speaker("Chris Hale")


@pytest.fixture
def bare(hales):
    article = make_article(BODY, story=Quote.objects.first().version.article.membership.story)
    quote = make_quote(article, "It will open,")
    Quote.objects.filter(pk=quote.pk).update(speaker_name="Hale", mention="Hale")
    return article


def text(response):
    return " ".join(response.content.decode().split())


def test_the_page_asks_and_a_merge_leads_to_the_speaker_with_undo(editor_client, hales):
    long, short = hales
    assert "May be the same" in text(editor_client.get(long.get_absolute_url()))
    sent = {"one": long.pk, "other": short.pk, "leading": long.pk, "verdict": "same"}
    response = editor_client.post(reverse("answer-same"), sent, follow=True)
    assert "Merged: Chris Hale is Christopher Hale." in text(response)
    assert "3 quotes" in text(response)
    change = SpeakerChange.objects.get()
    undo = reverse("undo-speaker-change", args=[change.pk])
    assert undo in text(response)
    response = editor_client.post(undo, follow=True)
    assert "Undone" in text(response)
    short.refresh_from_db()
    assert (short.merged_into, short.quote_count) == (None, 1)


def test_the_lesser_quoted_may_lead(editor_client, hales):
    long, short = hales
    sent = {"one": long.pk, "other": short.pk, "leading": short.pk, "verdict": "same"}
    editor_client.post(reverse("answer-same"), sent)
    assert SpeakerChange.objects.get().to == short


def test_an_answer_by_htmx_stands_in_the_cards_place_with_undo(editor_client, hales):
    long, short = hales
    sent = {"one": long.pk, "other": short.pk, "verdict": "same"}
    response = editor_client.post(reverse("answer-same"), sent, headers=HTMX)
    assert "<html" not in text(response)
    assert "data-answered" in text(response)
    change = SpeakerChange.objects.get()
    undo = reverse("undo-speaker-change", args=[change.pk])
    assert f'hx-post="{undo}"' in text(response)
    assert "Undone" in text(editor_client.post(undo, headers=HTMX))
    assert "undone already" in text(editor_client.post(undo, headers=HTMX))


@pytest.mark.parametrize("verdict", ["different", "later"])
def test_not_the_same_and_later_are_kept(editor_client, hales, verdict):
    sent = {"one": hales[0].pk, "other": hales[1].pk, "verdict": verdict}
    editor_client.post(reverse("answer-same"), sent)
    assert SpeakerDecision.objects.get().verdict == verdict
    page = text(editor_client.get(reverse("speaker-pairs")))
    assert ("put off by" in page) == (verdict == "later")
    assert ("Same: merge" in page) == (verdict == "later")


def test_the_list_of_pairs_asks_until_none_is_left(editor_client, hales):
    page = text(editor_client.get(reverse("speaker-pairs")))
    assert "“Chris” may be short for “Christopher”" in page
    assert "In one story" in page
    merge(*hales, None)
    assert "No two speakers" in text(editor_client.get(reverse("speaker-pairs")))
    assert editor_client.get(reverse("speaker-pairs") + "?from=99999999999").status_code == 200


def test_a_bare_name_is_asked_about_and_answered(editor_client, hales, bare):
    page = text(editor_client.get(hales[0].get_absolute_url()))
    assert "A surname alone" in page
    sent = {"one": hales[0].pk, "article": bare.pk, "name": "Hale", "verdict": "same"}
    response = editor_client.post(reverse("answer-same"), sent, follow=True)
    assert "is Christopher Hale now" in text(response)
    assert Quote.objects.get(version__article=bare).speaker == hales[0]
    assert "nobody’s in that article any more" in text(
        editor_client.post(reverse("answer-same"), sent, headers=HTMX)
    )


def test_a_bare_name_said_to_be_another_is_not_asked_about_again(editor_client, hales, bare):
    sent = {"one": hales[0].pk, "article": bare.pk, "name": "Hale", "verdict": "different"}
    editor_client.post(reverse("answer-same"), sent)
    assert "A surname alone" not in text(editor_client.get(hales[0].get_absolute_url()))
    assert Quote.objects.get(version__article=bare).speaker is None


def test_two_are_merged_by_hand_whatever_their_names(editor_client, hales):
    long, other = hales[0], make_speaker("Kit Brandt")
    page = text(editor_client.get(reverse("speaker-merge", args=[long.pk]) + "?q=brandt"))
    assert "Kit Brandt" in page
    assert "Chris Hale" in text(editor_client.get(reverse("speaker-merge", args=[long.pk])))
    sent = {"other": other.pk, "leading": "other"}
    response = editor_client.post(reverse("speaker-merge", args=[long.pk]), sent, follow=True)
    assert response.redirect_chain[-1][0] == other.get_absolute_url()
    assert "Merged: <bdi>Christopher Hale</bdi> is <bdi>Kit Brandt</bdi>, 2 quotes moved" in text(
        response
    )


@pytest.mark.parametrize("sent", [{}, {"other": "x"}, {"other": "999999"}])
def test_a_merge_with_nobody_changes_nothing(editor_client, hales, sent):
    address = reverse("speaker-merge", args=[hales[0].pk])
    assert "choose the other speaker first" in text(editor_client.post(address, sent, follow=True))
    assert not SpeakerChange.objects.exists()


def test_quotes_are_moved_one_by_one_by_outlet_and_by_mention(editor_client, hales):
    long, _ = hales
    address = reverse("speaker-split", args=[long.pk])
    first, second = long.quotes.order_by("pk")
    for sent, moved in (
        ({"quote": [first.pk]}, {first.pk}),
        ({"outlet": [second.version.article.outlet_id]}, {second.pk}),
        ({"mention": ["Christopher Hale"]}, {first.pk, second.pk}),
    ):
        response = editor_client.post(address, {**sent, "to": "Stephen Hale"}, follow=True)
        stephen = Speaker.objects.get(name="Stephen Hale")
        assert set(stephen.quotes.values_list("pk", flat=True)) == moved
        assert "later readings keep to it" in text(response)
        editor_client.post(
            reverse("undo-speaker-change", args=[SpeakerChange.objects.latest("pk").pk])
        )
        assert not stephen.quotes.exists()


def test_a_refused_split_says_why_and_keeps_what_was_chosen(editor_client, hales):
    long, _ = hales
    quote = long.quotes.first()
    sent = {"quote": [quote.pk], "to": "Christopher  hale", "later": "name"}
    response = editor_client.post(reverse("speaker-split", args=[long.pk]), sent)
    assert response.status_code == 422
    page = text(response)
    assert "already. Choose another name." in page
    assert f'value="{quote.pk}" data-open checked' in page
    assert 'value="name" checked' in page
    sent = {"to": "Stephen Hale"}
    response = editor_client.post(reverse("speaker-split", args=[long.pk]), sent)
    assert "at least one quote" in text(response)


def test_names_are_offered_while_one_is_typed(editor_client, hales):
    page = text(editor_client.get(reverse("offer-speakers") + "?to=chris"))
    assert 'value="Christopher Hale"' in page
    assert "option" not in text(editor_client.get(reverse("offer-speakers")))


def test_history_tells_who_did_what_and_takes_it_back(editor_client, client, hales, editor):
    long, short = hales
    merge(long, short, editor)
    address = reverse("speaker-history", args=[long.pk])
    page = text(editor_client.get(address))
    assert "<bdi>editor</bdi>" in page
    assert "Undo: Chris Hale → Christopher Hale" in page
    assert "<form" not in text(client.get(address)).split("<main")[1]
    undo = reverse("undo-speaker-change", args=[SpeakerChange.objects.get().pk])
    editor_client.post(undo, {"next": address})
    assert "undone by <bdi>editor</bdi>" in text(editor_client.get(address))


def test_without_a_token_or_as_a_stranger_nothing_changes(client, editor, hales):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    long, short = hales
    posts = [
        (reverse("answer-same"), {"one": long.pk, "other": short.pk, "verdict": "same"}),
        (reverse("speaker-merge", args=[long.pk]), {"other": short.pk}),
        (reverse("speaker-split", args=[long.pk]), {"to": "X Y", "mention": "Christopher Hale"}),
    ]
    for address, sent in posts:
        assert strict.post(address, sent).status_code == 403
        assert client.post(address, sent).status_code == 302
        assert client.post(address, sent, headers=HTMX).status_code == 403
    assert not SpeakerChange.objects.exists()
    assert not SpeakerDecision.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"one": "x"}, {"one": "1", "other": "99999999999999999999"}, {"verdict": "same"},
        {"one": "{one}", "other": "{other}", "verdict": "no such"},
        {"one": "{one}", "other": "{one}", "verdict": "same"},
        {"one": "{one}", "other": "{one}", "verdict": "different"},
        {"one": "{one}", "article": "x", "name": "\0", "verdict": "same"},
        {"one": "{one}", "article": "{article}", "name": "a\0b", "verdict": "different"},
        {"one": "{one}", "article": "{article}", "name": "", "verdict": "same"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(editor_client, hales, bare, sent):
    known = {"one": hales[0].pk, "other": hales[1].pk, "article": bare.pk}
    filled = {name: value.format(**known) for name, value in sent.items()}
    assert editor_client.post(reverse("answer-same"), filled).status_code < 500
    assert not SpeakerChange.objects.exists()


def test_markup_in_names_is_words(editor_client, editor):
    evil = make_speaker("Ada <img src=x onerror=alert(1)> Voss")
    make_quote(make_article(BODY), "Nobody was hurt,", speaker=evil)
    make_quote(make_article(BODY), "Nobody was hurt,", speaker="Ada Voss")
    compare_again(Quote.objects.values_list("version__article", flat=True))
    merge(make_speaker("Ada Voss"), make_speaker("A <img src=y> V"), editor)
    for address in (
        "/speakers/", "/speakers/same", f"/speakers/{evil.pk}/", f"/speakers/{evil.pk}/split",
        f"/speakers/{evil.pk}/merge?q=ada", f"/speakers/{evil.pk}/history",
        "/speakers/offer?to=ada", f"/speakers/{make_speaker('Ada Voss').pk}/",
    ):  # fmt: skip
        assert "<img" not in text(editor_client.get(address)), address
