"""Marking words on an article's page: with htmx, without JavaScript, refused, taken back."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from coverage.desk.editing import edit_body
from coverage.desk.marking import Selection, mark_words
from coverage.desk.unmarking import restore_mark, take_off_mark
from coverage.models import (
    ClaimAppearance,
    Coding,
    MarkedWords,
    Note,
    Quote,
)
from tests.factories import (
    make_article,
    make_claim,
    make_marked,
    make_person,
    make_quote,
    make_tag,
)

from .sent_marks import BODY, HTMX, client_of, mark, page_of, post, undo_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(BODY, headline="Another headline")


def words_at(page):
    """start → the letters of each element that says where in the body it begins."""
    found = re.findall(r'data-start="(\d+)"[^>]*>(.*?)</(?:div|p|h1|h2|blockquote)>', page, re.S)
    return {int(start): unescape(re.sub(r"<[^>]+>", "", inner)) for start, inner in found}


def test_what_says_where_it_begins_holds_the_letters_of_the_body_and_no_others(
    editor_client, article
):
    mark(editor_client, article, "crack in the <old>", "note", note="Ask <b>.")
    mark(editor_client, article, "the <old> bridge & shut", "tag", tag="damage")
    mark(editor_client, article, "Nobody was hurt,", "quote")
    passages = article.current_version.passages.all()
    passages.filter(number=3).update(kind="caption")
    at = words_at(page_of(editor_client, article))
    assert len(at) == 3
    for start, words in at.items():
        words = words.removesuffix(" caption")
        assert BODY[start : start + len(words)] == words
    assert "".join(at.values()).count("✎") == 0


#: what is marked, the card's id, its list, what is drawn in the text.
MADE = [
    ("“Nobody was hurt,”", "quote", "q", "quotes", "mark quote"),
    ("At least 12 lorries were turned back.", "claim", "c", "claims", "mark claim"),
    ("👩‍🔧 found", "note", "n", "notes", "mark note"),
    ("👩‍🔧 found", "tag", "t", "notes", "mark coding colour-"),
]


@pytest.mark.parametrize(("words", "kind", "letter", "its_list", "drawn"), MADE)
def test_a_mark_gives_its_card_the_block_redrawn_and_a_bar_that_takes_it_back(
    editor_client, article, words, kind, letter, its_list, drawn
):
    answer = mark(editor_client, article, words, kind, note="Ask them.", tag="repair")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "HX-Request" in answer["Vary"]
    key = int(re.search(rf'id="{letter}(\d+)"', text)[1])
    assert f'data-list="{its_list}"' in text
    assert f'data-mark="{letter}{key}"' in text
    assert drawn in text
    number = 2 if "👩" in words else 3
    assert re.search(rf'id="p{number}"[^>]* hx-swap-oob="true"', text)
    assert text.count('class="words paragraph"') == 1
    assert re.search(r'id="count-\w+" hx-swap-oob="true">1<', text)
    assert "HX-Trigger" not in answer  # the bar is told as it comes
    action, revision = undo_form(text)
    undone = editor_client.post(action, {"revision": revision}, headers=HTMX).content.decode()
    assert f'<article id="{letter}{key}" hx-swap-oob="delete">' in undone
    assert f'data-mark="{letter}{key}"' not in undone
    action, _ = undo_form(undone)
    back = editor_client.post(action, headers=HTMX).content.decode()
    assert f'id="{letter}{key}"' in back
    assert f'data-mark="{letter}{key}"' in back


@pytest.mark.parametrize(("words", "kind", "letter", "its_list", "drawn"), MADE)
def test_without_javascript_the_page_comes_back_at_the_card_with_the_bar(
    editor_client, article, words, kind, letter, its_list, drawn
):
    fields = {"words": words, "kind": kind, "note": "Ask them.", "tag": "repair"}
    answer = post(editor_client, "mark-words", article.pk, htmx=False, **fields)
    assert answer.status_code == 302
    address, _, card = answer["Location"].partition("#")
    assert (address, card[0]) == (article.get_absolute_url(), letter)
    page = page_of(editor_client, article)
    assert f'id="{card}"' in page
    assert f'id="m-{card}"' in page
    action, revision = undo_form(page)
    editor_client.post(action, {"revision": revision})
    assert f'id="{card}"' not in page_of(editor_client, article)
    assert 'id="undo" class="undo-bar"></div>' in page_of(editor_client, article)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"words": "no such words", "kind": "note", "note": "A < note"}, "does not stand"),
        ({"words": "e", "kind": "claim"}, "more than once"),
        ({"words": "a crack", "kind": "note"}, "Write the note"),
        ({"words": "a crack", "kind": "tag"}, "name of a tag"),
        ({"words": "", "kind": "quote"}, "Select words"),
        ({"words": "a crack", "kind": ""}, "not “”"),
    ],
)
def test_what_cannot_be_marked_is_refused_and_nothing_typed_is_lost(
    editor_client, article, fields, why
):
    answer = post(editor_client, "mark-words", article.pk, **fields)
    assert answer.status_code == 422
    text = unescape(answer.content.decode())
    assert why in text
    assert text.startswith('<p class="wrong-line"')
    page = post(editor_client, "mark-words", article.pk, htmx=False, **fields)
    assert page.status_code == 422
    text = page.content.decode()
    assert '<details class="mark-form not-printed" id="mark-words" open>' in text
    form = text[text.index('id="mark-words"') :]
    assert why in unescape(form)
    assert f">{fields['words']}</textarea>" in form
    assert fields.get("note", "").replace("<", "&lt;") in form
    assert not any(model.objects.exists() for model in (Quote, ClaimAppearance, Note, Coding))


def test_words_of_an_older_text_are_marked_in_the_newer_one_and_the_page_comes_anew(
    editor_client, editor, article
):
    old = article.current_version_id
    edit_body(article, "First.\n\n" + BODY, editor)
    fields = {"words": "a crack", "kind": "note", "note": "Ask.", "version": old}
    answer = post(editor_client, "mark-words", article.pk, **fields, start="34", end="41")
    assert answer["HX-Refresh"] == "true"
    assert "Note kept" in page_of(editor_client, article)
    edit_body(article, "Other words.", editor)
    refused = post(editor_client, "mark-words", article.pk, **fields, start="34", end="41")
    assert refused.status_code == 422
    assert "newer text" in refused.content.decode()


def test_words_in_marks_that_become_a_quote_give_both_cards(editor_client, article):
    words = make_marked(article, "Nobody was hurt,")
    text = mark(editor_client, article, "“Nobody was hurt,”", "quote").content.decode()
    quote = Quote.objects.get()
    assert f'id="q{quote.pk}"' in text
    assert f'id="w{words.pk}"' in text
    action, revision = undo_form(text)
    editor_client.post(action, {"revision": revision})
    assert MarkedWords.objects.get().state == "suggested"


def test_a_tag_on_a_quote_or_a_claim_stands_on_its_card(editor_client, article):
    quote = make_quote(article, "Nobody was hurt,")
    claim = make_claim(article, "At least 12 lorries were turned back.")
    for row, letter, kind in ((quote, "q", "quote"), (claim, "c", "claim")):
        text = mark(editor_client, article, row.text, "tag", tag="calm").content.decode()
        assert f'id="{letter}{row.pk}"' in text
        assert "Take off the tag calm" in text
        again = post(editor_client, "tag-mark", kind, row.pk, name="loud").content.decode()
        assert "Take off the tag loud" in again
    page = page_of(editor_client, article)
    assert "No notes and no tagged words yet." in page
    assert page.count("Take off the tag calm") == 2
    coding = Coding.objects.get(quote=None, tag__name="calm")
    text = post(editor_client, "untag", coding.pk).content.decode()
    assert f'id="c{claim.pk}"' in text
    action, _ = undo_form(text)
    assert "Take off the tag calm" in editor_client.post(action, headers=HTMX).content.decode()


def test_a_tag_says_its_definition_and_has_letters_beside_its_colour(editor_client, article):
    make_tag("calm", code="CA", colour=4, definition="No <alarm> is raised.")
    mark(editor_client, article, "a crack", "tag", tag="calm")
    page = page_of(editor_client, article)
    assert 'class="tag colour-4" title="No &lt;alarm&gt; is raised."' in page
    coding = Coding.objects.get()
    assert f'<span class="mark coding colour-4" data-mark="t{coding.pk}"' in page
    assert 'data-hint="CA"' in page


def test_marks_over_each_other_have_heights_of_their_own(editor_client, article):
    mark(editor_client, article, "found a crack in", "note", note="Long.")
    mark(editor_client, article, "a crack", "tag", tag="calm")
    page = page_of(editor_client, article)
    assert 'class="mark note level-2"' in page
    assert re.search(r'class="mark coding colour-\d+"', page)


def test_reported_speech_that_a_person_marked_stands_on_the_page(editor_client, article):
    make_quote(article, "found a crack", kind="indirect")
    mark(editor_client, article, "shut it", "quote")
    page = page_of(editor_client, article)
    own = Quote.objects.get(made_by="person")
    assert own.kind == "indirect"
    assert f'id="q{own.pk}"' in page
    assert page.count('aria-label="Reported speech"') == 1
    asked = {"HX-Current-URL": f"http://testserver{article.get_absolute_url()}?reported=1"}
    text = post(
        editor_client, "mark-words", article.pk, headers=asked, words="Engineers", kind="claim"
    ).content.decode()
    assert text.count("mark reported") == 2


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("kind", ["quote", "claim", "note", "coding"])
def test_a_mark_is_moved_and_moved_back(editor_client, article, kind, htmx):
    asked = "tag" if kind == "coding" else kind
    mark(editor_client, article, "a crack", asked, note="Ask.", tag="calm")
    row = {"quote": Quote, "claim": ClaimAppearance, "note": Note, "coding": Coding}[kind]
    key = row.objects.get().pk
    sent = {"words": "Engineers 👩‍🔧 found", "revision": 1}
    answer = post(editor_client, "move-mark", kind, key, htmx=htmx, **sent)
    assert row.objects.get().text == "Engineers 👩‍🔧 found"
    if htmx:
        text = answer.content.decode()
        assert 'id="p2"' in text
    else:
        text = page_of(editor_client, article)
    action, revision = undo_form(text)
    editor_client.post(action, {"revision": revision}, headers=HTMX if htmx else {})
    assert row.objects.get().text == "a crack"


def test_a_mark_that_cannot_be_moved_there_says_why_and_keeps_what_was_typed(
    editor_client, article
):
    quote = make_quote(article, "Nobody was hurt,")
    answer = post(editor_client, "move-mark", "quote", quote.pk, words="nowhere at all")
    assert answer.status_code == 422
    assert "does not stand in the text" in answer.content.decode()
    page = post(editor_client, "move-mark", "quote", quote.pk, htmx=False, words="nowhere at all")
    assert page.status_code == 422
    assert ">nowhere at all</textarea>" in page.content.decode()


@pytest.mark.parametrize("htmx", [True, False])
def test_moving_over_a_newer_change_shows_both_and_both_can_stand(editor_client, article, htmx):
    mark(editor_client, article, "a crack", "claim")
    claim = ClaimAppearance.objects.get()
    post(client_of("bo"), "move-mark", "claim", claim.pk, words="Engineers", revision=1)
    sent = {"words": "the <old> bridge", "revision": 1}
    answer = post(editor_client, "move-mark", "claim", claim.pk, htmx=htmx, **sent)
    assert answer.status_code == 409
    assert "Keep both: two marks" in answer.content.decode()
    claim.refresh_from_db()
    assert claim.text == "Engineers"
    post(editor_client, "move-mark", "claim", claim.pk, htmx=htmx, **sent, both="1")
    told = ClaimAppearance.objects.values_list("text", flat=True).order_by("start")
    assert list(told) == ["Engineers", "the <old> bridge"]


@pytest.mark.parametrize("htmx", [True, False])
def test_a_note_is_written_anew_and_that_is_undone(editor_client, article, htmx):
    mark(editor_client, article, "a crack", "note", note="Ask.")
    note = Note.objects.get()
    answer = post(editor_client, "write-note", note.pk, htmx=htmx, note="Asked: big.", revision=1)
    assert answer.status_code == (200 if htmx else 302)
    note.refresh_from_db()
    assert note.words == "Asked: big."
    text = answer.content.decode() if htmx else page_of(editor_client, article)
    action, revision = undo_form(text)
    editor_client.post(action, {"revision": revision})
    note.refresh_from_db()
    assert note.words == "Ask."
    long = "x" * 10_001
    refused = post(editor_client, "write-note", note.pk, htmx=htmx, note=long)
    assert refused.status_code == 422
    assert "at most 10,000" in refused.content.decode()
    assert htmx or f">{long}</textarea>" in refused.content.decode()
    stale = post(editor_client, "write-note", note.pk, htmx=htmx, note="Other.", revision=1)
    assert stale.status_code == 409
    both = post(editor_client, "write-note", note.pk, htmx=htmx, note="Other.", both="1")
    assert both.status_code in (200, 302)
    note.refresh_from_db()
    assert "Other." in note.words
    assert "Ask." in note.words


def test_what_others_wrote_is_not_changed_nor_decided(editor_client, editor, article):
    bo = make_person("bo")
    for kind in ("note", "tag"):
        row = mark_words(article, Selection("a crack"), kind, bo, note="Mine.", tag="calm").row
        name = "coding" if kind == "tag" else kind
        assert post(editor_client, "move-mark", name, row.pk, words="Engineers").status_code == 422
        assert post(editor_client, "remove-mark", name, row.pk).status_code == 422
        assert post(editor_client, "undo-decision", name, row.pk).status_code == 403
        assert post(editor_client, "decide", name, row.pk, state="rejected").status_code == 404
        take_off_mark(row, bo)
        assert post(editor_client, "restore-mark", name, row.pk).status_code == 422
        plain = post(editor_client, "restore-mark", name, row.pk, htmx=False)
        assert plain["Location"] == article.get_absolute_url()
        restore_mark(name, row.pk, bo)
    note = Note.objects.get()
    assert post(editor_client, "write-note", note.pk, note="Yours.").status_code == 422
    page = page_of(editor_client, article)
    assert "note by <bdi>bo</bdi>" in page
    assert reverse("write-note", args=[note.pk]) not in page


def test_what_the_reader_read_is_rejected_not_taken_off(editor_client, article):
    quote = make_quote(article, "Nobody was hurt,")
    answer = post(editor_client, "remove-mark", "quote", quote.pk)
    assert answer.status_code == 422
    assert "reject it instead" in answer.content.decode()
    page = post(editor_client, "remove-mark", "quote", quote.pk, htmx=False)
    assert page.status_code == 422
    assert "reject it instead" in page.content.decode()
    assert "take off" not in page_of(editor_client, article)


@pytest.mark.parametrize("kind", ["post", "smile", "marked"])
def test_marks_there_are_not_are_not_found(editor_client, article, kind):
    for name in ("move-mark", "remove-mark", "restore-mark", "tag-mark"):
        assert post(editor_client, name, kind, 10**6).status_code == 404


def test_reloading_the_page_of_a_refusal_leads_back_to_the_article(editor_client, article):
    answer = editor_client.get(reverse("mark-words", args=[article.pk]))
    assert (answer.status_code, answer["Location"]) == (302, article.get_absolute_url())


def test_a_mark_sent_twice_is_one_and_the_bar_still_takes_it_back(editor_client, article):
    first = mark(editor_client, article, "a crack", "claim").content.decode()
    again = mark(editor_client, article, "a crack", "claim").content.decode()
    assert undo_form(first) == undo_form(again)
    ClaimAppearance.objects.update(decided_at=timezone.now() - timedelta(hours=1))
    later = mark(editor_client, article, "a crack", "claim").content.decode()
    assert "Marked so already" in later
    assert 'action="' not in later[later.index('id="undo"') :]
