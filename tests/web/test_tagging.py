"""Confirming, rejecting, undoing and tagging on the cards: with htmx, without, and for whom."""

import pytest
from django.test import Client
from django.urls import reverse

from coverage.desk.review import decide
from coverage.desk.tagging import tag_quote
from coverage.models import ClaimAppearance, Coding, Quote, Tag
from tests.factories import make_article, make_person, make_quote, make_tag

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def quote():
    return make_quote(make_article(), "Nobody was hurt,", speaker="Ada Voss")


def send(client, address, *args, htmx=True, **fields):
    return client.post(reverse(address, args=args), fields, headers=HTMX if htmx else {})


def test_confirming_gives_the_card_and_a_bar_that_takes_it_back(editor_client, quote):
    answer = send(editor_client, "decide", "quote", quote.pk, state="confirmed", revision=1)
    text = answer.content.decode()
    assert f'id="q{quote.pk}"' in text
    assert 'hx-swap-oob="true"' in text
    assert reverse("undo-decision", args=["quote", quote.pk]) in text
    assert "HX-Request" in answer["Vary"]
    quote.refresh_from_db()
    assert quote.state == "confirmed"
    undone = send(editor_client, "undo-decision", "quote", quote.pk, revision=quote.revision)
    assert "is suggested again" in undone.content.decode()
    quote.refresh_from_db()
    assert quote.state == "suggested"


def test_without_javascript_a_decision_leads_back_to_its_card(editor_client, quote):
    answer = send(editor_client, "decide", "quote", quote.pk, htmx=False, state="rejected")
    assert answer.status_code == 302
    assert answer["Location"] == f"{quote.version.article.get_absolute_url()}#q{quote.pk}"


def test_unsure_makes_it_suggested_again_and_offers_the_choice_anew(editor_client, quote, editor):
    row = decide(quote, "rejected", editor)
    shown = editor_client.get(reverse("mark", args=["quote", quote.pk]), headers=HTMX)
    assert 'data-key="u"' in shown.content.decode()
    answer = send(
        editor_client, "decide", "quote", quote.pk, state="suggested", revision=row.revision
    )
    text = answer.content.decode()
    assert "Unsure: “Nobody was hurt,”" in text
    assert 'data-key="c"' in text
    assert 'data-key="u"' not in text
    quote.refresh_from_db()
    assert (quote.state, quote.decided_by) == ("suggested", editor)


def test_claims_and_posts_are_decided_in_the_same_way(editor_client):
    article = make_article(
        claims=["At least 12 lorries were turned back."],
        posts=[{"words": "Ada Voss", "how": "residue"}],
    )
    claim, post = ClaimAppearance.objects.get(), article.current_version.post_appearances.get()
    for kind, row in (("claim", claim), ("post", post)):
        answer = send(editor_client, "decide", kind, row.pk, state="confirmed", revision=1)
        assert "confirmed by you" in " ".join(answer.content.decode().split())
        row.refresh_from_db()
        assert row.state == "confirmed"


@pytest.mark.parametrize("htmx", [True, False])
def test_a_conflict_shows_both_versions_and_writes_nothing(editor_client, quote, htmx):
    decide(quote, "rejected", make_person("bo"))
    answer = send(
        editor_client, "decide", "quote", quote.pk, htmx=htmx, state="confirmed", revision=1
    )
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 409
    assert "Somebody changed this while you had it open" in text
    assert "<bdi>bo</bdi>" in text
    assert "Keep mine" in text
    assert "Take theirs" in text
    quote.refresh_from_db()
    assert quote.state == "rejected"
    kept = send(editor_client, "decide", "quote", quote.pk, state="confirmed", revision=2)
    assert kept.status_code == 200
    quote.refresh_from_db()
    assert quote.state == "confirmed"


def test_an_undo_over_a_newer_change_is_a_conflict_too(editor_client, editor, quote):
    decide(quote, "confirmed", editor)
    decide(Quote.objects.get(), "rejected", make_person("bo"))
    answer = send(editor_client, "undo-decision", "quote", quote.pk, revision=2)
    assert answer.status_code == 409
    quote.refresh_from_db()
    assert quote.state == "rejected"


def test_the_card_of_a_mark_can_be_asked_for_alone(editor_client, quote):
    address = reverse("mark", args=["quote", quote.pk])
    assert f'id="q{quote.pk}"' in editor_client.get(address, headers=HTMX).content.decode()
    assert editor_client.get(address).status_code == 302
    assert editor_client.get(reverse("mark", args=["note", 1])).status_code == 404


@pytest.mark.parametrize("state", ["", "sure"])
def test_a_state_there_is_not_is_refused(editor_client, quote, state):
    assert send(editor_client, "decide", "quote", quote.pk, state=state).status_code == 400


def test_tagging_adds_the_chip_and_can_be_taken_back(editor_client, quote):
    text = send(editor_client, "tag-quote", quote.pk, name="eyewitness").content.decode()
    coding = Coding.objects.get()
    assert "Take off the tag eyewitness" in text
    assert text.count(reverse("untag", args=[coding.pk])) == 4  # the chip and the bar, twice each
    text = send(editor_client, "untag", coding.pk).content.decode()
    assert "Took off “eyewitness”" in text
    assert not Coding.objects.exists()
    assert Coding.history.filter(history_type="-").exists()


def test_without_javascript_tagging_leads_back_to_the_card(editor_client, quote):
    answer = send(editor_client, "tag-quote", quote.pk, htmx=False, name="eyewitness")
    assert answer["Location"].endswith(f"#q{quote.pk}")
    assert Coding.objects.get().tag.name == "eyewitness"


@pytest.mark.parametrize(
    ("name", "why"), [("  ", "Type the name of a tag"), ("y" * 101, "at most 100 characters")]
)
def test_a_name_that_cannot_be_a_tag_stays_in_the_field(editor_client, quote, name, why):
    answer = send(editor_client, "tag-quote", quote.pk, name=name)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert f'value="{name}"' in answer.content.decode()
    assert not Tag.objects.exists()


def test_nobody_takes_off_what_somebody_else_put_on(editor_client, quote):
    coding = tag_quote(quote, "safety", make_person("bo"))
    assert send(editor_client, "untag", coding.pk).status_code == 403
    assert Coding.objects.exists()


def test_suggestions_are_tags_that_hold_what_was_typed_then_a_new_one(editor_client, quote):
    make_tag("eyewitness")
    make_tag("survey")
    text = editor_client.get(reverse("suggest-tags"), {"name": "EYE"}).content.decode()
    assert text.index('data-name="eyewitness"') < text.index("Create “EYE”")
    text = editor_client.get(reverse("suggest-tags"), {"name": "eye"}).content.decode()
    assert "survey" not in text
    text = editor_client.get(reverse("suggest-tags"), {"name": "Survey"}).content.decode()
    assert "Create" not in text
    assert "Create" not in editor_client.get(reverse("suggest-tags")).content.decode()


CHANGES = [
    ("decide", ["quote", "Q"], {"state": "confirmed"}),
    ("undo-decision", ["quote", "Q"], {}),
    ("tag-quote", ["Q"], {"name": "eye"}),
    ("untag", ["C"], {}),
    ("set-outlet", ["A"], {"outlet": "Gull"}),
    ("add", [], {"text": "words"}),
]


@pytest.mark.parametrize(("name", "args", "fields"), CHANGES)
def test_every_change_needs_a_signed_in_editor(quote, name, args, fields):
    coding = tag_quote(quote, "safety", make_person("bo"))
    keys = {"Q": quote.pk, "C": coding.pk, "A": quote.version.article_id}
    address = reverse(name, args=[keys.get(arg, arg) for arg in args])
    before = (quote.state, Coding.objects.count(), Coding.history.count())
    stranger, reader, hasty = Client(), Client(), Client(enforce_csrf_checks=True)
    answer = stranger.post(address, fields)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("sign-in"))
    assert stranger.post(address, fields, headers=HTMX).status_code == 403
    for client in (reader, hasty):
        client.force_login(make_person(), backend="django.contrib.auth.backends.ModelBackend")
        assert client.post(address, fields).status_code == 403
    quote.refresh_from_db()
    assert (quote.state, Coding.objects.count(), Coding.history.count()) == before


@pytest.mark.parametrize(("name", "args", "fields"), CHANGES[:-1])
def test_changes_are_posts_only(editor_client, quote, name, args, fields):
    coding = tag_quote(quote, "safety", make_person("bo"))
    keys = {"Q": quote.pk, "C": coding.pk, "A": quote.version.article_id}
    address = reverse(name, args=[keys.get(arg, arg) for arg in args])
    assert editor_client.get(address, fields).status_code == 405


def test_an_editors_post_without_the_token_is_refused(editor, quote):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert send(client, "decide", "quote", quote.pk, state="confirmed").status_code == 403
