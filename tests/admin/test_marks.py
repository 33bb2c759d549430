"""An article's marks with its text beside them: moved by their words, never overwritten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coverage.desk.editing import edit_body
from coverage.desk.review import decide
from coverage.models import ClaimAppearance, Coding, Note, Quote, Speaker
from tests.factories import (
    BODY,
    make_article,
    make_coding,
    make_note,
    make_person,
    make_speaker,
    make_tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(editor):
    article = make_article(
        quotes=["Nobody was hurt,"], claims=["At least 12 lorries were turned back."]
    )
    make_coding(Quote.objects.get(), make_tag("safety"), editor)
    make_note(article, "harbour master", "ask her", editor)
    return article


def page_of(article):
    return reverse("admin:coverage_article_marks", args=[article.pk])


def sent_by(client, article):
    """What a browser would send back unchanged, with what the page showed at first."""
    answer = client.get(page_of(article))
    sent = {"version": answer.context["version"].pk}
    for form in answer.context["forms"]:
        for bound in form:
            value = "" if bound.value() is None else bound.value()
            sent[bound.html_name] = value
            if bound.field.show_hidden_initial:
                sent[bound.html_initial_name] = value
    return sent


def test_the_text_stands_beside_its_marks(editor_client, article):
    page = editor_client.get(page_of(article)).content.decode()
    assert '<mark class="coding quote">Nobody was hurt,</mark>' in page
    assert page.count('class="mark-row') == 4
    assert editor_client.get(page_of(article) + "?show=note").context["forms"][0].number == 3


def test_sent_unchanged_it_changes_nothing(editor_client, article):
    before = [list(m.objects.values()) for m in (Quote, ClaimAppearance, Note, Coding)]
    answer = editor_client.post(page_of(article), sent_by(editor_client, article), follow=True)
    assert "Nothing was changed." in answer.content.decode()
    assert [list(m.objects.values()) for m in (Quote, ClaimAppearance, Note, Coding)] == before


def test_words_typed_as_they_stand_move_the_mark_with_its_tags(editor_client, editor, article):
    quote, note = Quote.objects.get(), Note.objects.get()
    sent = sent_by(editor_client, article)
    sent |= {f"quote{quote.pk}-words": "hurt", f"note{note.pk}-words": "Ada  Voss"}
    answer = editor_client.post(page_of(article), sent, follow=True)
    assert "2 marks changed." in answer.content.decode()
    quote.refresh_from_db()
    at = BODY.index("hurt")
    assert (quote.start, quote.end, quote.text, quote.state) == (at, at + 4, "hurt", "confirmed")
    assert Coding.objects.get().text == "hurt"
    assert Note.objects.get().text == "Ada Voss"
    assert quote.history.first().history_user == editor


def test_what_is_said_of_a_mark_is_corrected(editor_client, article):
    quote, claim = Quote.objects.get(), ClaimAppearance.objects.get()
    note, coding = Note.objects.get(), Coding.objects.get()
    other = make_tag("harm", coding.tag.codebook)
    sent = sent_by(editor_client, article) | {
        f"quote{quote.pk}-speaker": make_speaker("Ada Voss").pk,
        f"quote{quote.pk}-cue": "said",
        f"quote{quote.pk}-state": "rejected",
        f"claim{claim.pk}-claimant": "Ada Voss",
        f"note{note.pk}-note": "asked",
        f"coding{coding.pk}-tag": other.pk,
    }
    assert editor_client.post(page_of(article), sent).status_code == 302
    quote.refresh_from_db()
    assert (quote.speaker, quote.cue, quote.state) == (Speaker.objects.get(), "said", "rejected")
    assert ClaimAppearance.objects.get().claimant == "Ada Voss"
    assert (Note.objects.get().words, Coding.objects.get().tag) == ("asked", other)


def test_words_that_stand_nowhere_are_told_and_nothing_typed_is_lost(editor_client, article):
    quote, note = Quote.objects.get(), Note.objects.get()
    sent = sent_by(editor_client, article)
    sent |= {f"quote{quote.pk}-words": "Nobody was harmed", f"note{note.pk}-note": "asked her"}
    page = editor_client.post(page_of(article), sent).content.decode()
    assert "“Nobody was harmed” does not stand in the text" in page
    assert "asked her" in page
    assert Note.objects.get().words == "ask her"


def test_a_colleagues_change_is_shown_and_kept_unless_mine_is_chosen(editor_client, article):
    quote = Quote.objects.get()
    sent = sent_by(editor_client, article) | {f"quote{quote.pk}-state": "confirmed"}
    decide(Quote.objects.get(), "rejected", make_person("bo"))
    page = editor_client.post(page_of(article), sent).content.decode()
    assert "bo changed this on" in page
    assert Quote.objects.get().state == "rejected"
    sent[f"quote{quote.pk}-keep_mine"] = Quote.objects.get().revision
    assert editor_client.post(page_of(article), sent).status_code == 302
    assert Quote.objects.get().state == "confirmed"


def test_a_colleagues_change_elsewhere_is_no_conflict(editor_client, article):
    note = Note.objects.get()
    sent = sent_by(editor_client, article) | {f"note{note.pk}-note": "asked"}
    decide(Quote.objects.get(), "rejected", make_person("bo"))
    assert editor_client.post(page_of(article), sent).status_code == 302
    assert (Quote.objects.get().state, Note.objects.get().words) == ("rejected", "asked")


def test_a_new_text_meanwhile_saves_nothing_and_keeps_what_was_typed(editor_client, article):
    note = Note.objects.get()
    sent = sent_by(editor_client, article) | {f"note{note.pk}-note": "asked her"}
    edit_body(article, BODY + " More.", make_person("bo"))
    page = editor_client.post(page_of(article), sent).content.decode()
    assert "The text has been changed since you opened it" in page
    assert "asked her" in page
    assert not Note.objects.filter(words="asked her").exists()


def test_it_costs_the_same_for_more_marks(editor_client, article):
    editor_client.get(page_of(article))
    with CaptureQueriesContext(connection) as few:
        editor_client.get(page_of(article))
    body = "“One,” said A Voss. “Two,” said B Voss. “Three,” said C Voss."
    more = make_article(body, quotes=[{"words": w} for w in ("One,", "Two,", "Three,")])
    for quote, name in zip(Quote.objects.filter(version__article=more), "abc", strict=True):
        Quote.objects.filter(pk=quote.pk).update(speaker=make_speaker(f"{name} Voss"))
    with CaptureQueriesContext(connection) as many:
        editor_client.get(page_of(more))
    assert len(many) == len(few)
