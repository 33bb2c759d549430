"""Speaker, cue, via, kind and claimant edited on the cards: with htmx, and as their own pages."""

import pytest
from django.urls import reverse

from coverage.desk.review import decide
from coverage.desk.speakercounts import count_speakers
from coverage.desk.speakersaying import Said, say_speaker
from coverage.desk.unmarking import take_off_mark
from coverage.models import ClaimAppearance, Quote, Speaker
from tests.factories import make_article, make_person, make_quote, make_speaker

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
BODY = (
    "“Nobody was hurt,” said Ada Voss, the harbour master.\n\n"
    "She told the Skell Post that the road stays closed.\n\n"
    "At least 12 lorries were turned back."
)


@pytest.fixture
def quote():
    return make_quote(make_article(BODY), "Nobody was hurt,", speaker="Ada Voss")


def address(row, part):
    kind = "quote" if isinstance(row, Quote) else "claim"
    return reverse("edit-mark", args=[kind, row.pk, part])


def send(client, row, part, htmx=True, **fields):
    fields.setdefault("revision", 1)
    return client.post(address(row, part), fields, headers=HTMX if htmx else {})


def words_of(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("part", "field"), [("speaker", "name"), ("cue", "cue"), ("via", "via"), ("kind", "is")]
)
def test_a_form_opens_in_the_card_and_is_a_page_without_javascript(
    editor_client, quote, part, field
):
    fragment = editor_client.get(address(quote, part), headers=HTMX)
    assert f'name="{field}"' in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    page = editor_client.get(address(quote, part)).content.decode()
    assert f"<h1>Edit the {part}</h1>" in page
    assert "hx-post" not in page
    assert editor_client.get(address(quote, "claimant")).status_code == 404


def test_what_is_chosen_is_saved_and_the_bar_takes_it_back(editor_client, quote):
    answer = send(editor_client, quote, "speaker", name="Bo Hart", mention="Ada Voss")
    assert answer.status_code == 200
    assert "Said by Bo Hart: “Nobody was hurt,”" in words_of(answer)
    assert 'hx-swap-oob="true"' in words_of(answer)
    undo = reverse("undo-decision", args=["quote", quote.pk])
    assert undo in words_of(answer)
    editor_client.post(undo, {"revision": 2}, headers=HTMX)
    quote.refresh_from_db()
    assert (quote.speaker.name, quote.state) == ("Ada Voss", "suggested")


def test_without_javascript_it_leads_back_to_the_card_with_the_bar(editor_client, quote):
    answer = send(editor_client, quote, "cue", htmx=False, cue="said")
    assert answer["Location"] == quote.get_absolute_url()
    page = editor_client.get(quote.version.article.get_absolute_url()).content.decode()
    assert "Cue: said: “Nobody was hurt,”" in page
    assert reverse("undo-decision", args=["quote", quote.pk]) in page


@pytest.mark.parametrize("htmx", [True, False])
def test_a_name_like_an_old_one_offers_it_and_to_keep_the_new_one(editor_client, quote, htmx):
    dunn = make_speaker("Mark Dunn")
    Speaker.objects.filter(pk=dunn.pk).update(quote_count=12)
    answer = send(editor_client, quote, "speaker", htmx, name="Mark Dun", mention="Ada Voss")
    said = words_of(answer)
    assert answer.status_code == 422
    assert "“Mark Dun” looks like somebody who is here already" in said
    assert f'name="speaker" value="{dunn.pk}"' in said
    assert "12 quotes · spelled nearly so" in said
    assert 'name="as" value="new"' in said
    assert 'value="Mark Dun"' in said
    assert answer.get("HX-Retarget") == (f"#edit-q{quote.pk}" if htmx else None) or not htmx
    send(editor_client, quote, "speaker", name="Mark Dun", mention="Ada Voss", speaker=dunn.pk)
    quote.refresh_from_db()
    assert quote.speaker == dunn


@pytest.mark.parametrize("htmx", [True, False])
def test_what_cannot_be_saved_stays_in_the_form_with_the_reason(editor_client, quote, htmx):
    answer = send(editor_client, quote, "via", htmx, how="told", via="the Quay Press")
    said = words_of(answer)
    assert answer.status_code == 422
    assert "“the Quay Press” does not stand in this text" in said
    assert 'value="the Quay Press"' in said
    assert '<option value="told" selected>' in said


def test_nobody_is_said_with_one_button(editor_client, quote):
    send(editor_client, quote, "speaker", name="Ada Voss", mention="Ada Voss", **{"as": "nobody"})
    quote.refresh_from_db()
    assert (quote.speaker, quote.mention) == (None, "")


def test_the_text_may_name_them_otherwise(editor_client, quote):
    send(editor_client, quote, "speaker", name="Ada Voss", mention="the harbour master")
    quote.refresh_from_db()
    assert (quote.speaker.name, quote.mention) == ("Ada Voss", "the harbour master")
    assert quote.mention_start == BODY.index("the harbour master")


def test_kind_and_claimant_are_saved(editor_client, quote):
    send(editor_client, quote, "kind", **{"is": "indirect"})
    quote.refresh_from_db()
    assert quote.kind == "indirect"
    make_article(claims=["At least 12 lorries were turned back."])
    claim = ClaimAppearance.objects.get()
    assert "Claimed by the police" in words_of(
        send(editor_client, claim, "claimant", name="the police")
    )


def test_names_of_the_article_are_offered_first_then_its_words_and_a_new_one(editor_client, quote):
    make_speaker("Adam Vossberg")
    count_speakers([quote.version.article_id])
    offer = reverse("offer-names", args=["quote", quote.pk])
    said = words_of(editor_client.get(offer, {"name": "voss"}))
    assert said.index('data-name="Ada Voss"') < said.index('data-name="Adam Vossberg"')
    assert 'data-name="Voss" data-as="words"' in said
    assert "“voss”" in said
    assert 'data-name="Ada Voss"' in words_of(editor_client.get(offer))
    assert "new speaker" not in words_of(editor_client.get(offer, {"name": "ada voss"}))


@pytest.mark.parametrize("htmx", [True, False])
def test_a_save_over_anothers_shows_both_and_sends_mine_again(editor_client, quote, htmx):
    say_speaker(quote, Said("Bo Hart"), make_person("bo"))
    answer = send(editor_client, quote, "speaker", htmx, name="Cy Orr", mention="Ada Voss")
    said = words_of(answer)
    assert answer.status_code == 409
    assert '<th scope="row">speaker</th><td dir="auto">Cy Orr</td>' in said
    assert "Bo Hart</td>" in said
    assert "<bdi>bo</bdi>" in said
    assert "Only one of the two can stand" in said
    assert 'name="name" value="Cy Orr"' in said
    assert not Speaker.objects.filter(name="Cy Orr").exists()
    mine = {"name": "Cy Orr", "mention": "Ada Voss", "was": "Ada Voss"}
    send(editor_client, quote, "speaker", revision=2, **mine)
    quote.refresh_from_db()
    assert (quote.speaker.name, quote.mention) == ("Cy Orr", "")


def test_who_saves_in_two_windows_is_told_so(editor_client, editor, quote):
    decide(quote, "rejected", editor)
    said = words_of(send(editor_client, quote, "kind", **{"is": "mixed"}))
    assert "You changed this elsewhere while you had it open here" in said
    assert "theirs: you, elsewhere" in said


def test_different_things_changed_at_once_can_both_stand(editor_client, quote):
    decide(quote, "confirmed", make_person("bo"))
    said = words_of(send(editor_client, quote, "cue", cue="said"))
    assert "You changed different things: both can stand" in said
    assert "Keep both" in said
    send(editor_client, quote, "cue", cue="said", revision=2)
    quote.refresh_from_db()
    assert (quote.cue, quote.state) == ("said", "confirmed")


def test_a_correction_does_not_silently_confirm_what_another_rejected(editor_client, quote):
    decide(quote, "rejected", make_person("bo"))
    said = words_of(send(editor_client, quote, "cue", cue="said"))
    assert "suggested</td>" in said
    assert "rejected</td>" in said
    send(editor_client, quote, "cue", cue="said", revision=2)
    quote.refresh_from_db()
    assert (quote.cue, quote.state) == ("said", "rejected")


@pytest.mark.parametrize("htmx", [True, False])
def test_a_mark_that_was_taken_off_says_so_and_loses_nothing_typed(editor_client, quote, htmx):
    Quote.objects.update(made_by="person")
    take_off_mark(Quote.objects.get(), make_person("bo"))
    answer = send(editor_client, quote, "speaker", htmx, name="Cy Orr", mention="Ada Voss")
    said = words_of(answer)
    assert answer.status_code == 409
    assert "<bdi>bo</bdi> took it off" in said
    assert '<q dir="auto">Cy Orr</q>' in said
    assert reverse("mark-history", args=["quote", quote.pk]) in said
    assert "was read anew since" in words_of(
        editor_client.post(reverse("edit-mark", args=["quote", 99, "cue"]), {"cue": "said"})
    )


def test_strangers_see_no_way_to_edit(client, quote):
    page = client.get(quote.version.article.get_absolute_url()).content.decode()
    assert "Edit the speaker" not in page
    assert client.get(address(quote, "speaker")).status_code == 302
