"""Taking marks off, bringing them back, moving them, and writing notes anew."""

from __future__ import annotations

import pytest

from coverage.desk.changingmarks import CannotMove, change_note, move_back, move_mark
from coverage.desk.editing import edit_body
from coverage.desk.marking import CannotMark, Selection, mark_words
from coverage.desk.review import decide
from coverage.desk.revisions import Conflict, NothingToUndo, StandsAlready, write
from coverage.desk.tagging import tag_quote
from coverage.desk.tagmerging import merge
from coverage.desk.unmarking import MODELS, restore_mark, take_off_mark
from coverage.models import Coding, Quote, Story, Tag
from tests.factories import (
    make_article,
    make_person,
    make_quantity,
    make_quote,
    make_speaker,
    make_story,
    make_tag,
)

pytestmark = pytest.mark.django_db

KINDS = ("quote", "claim", "note", "coding")
CLAIM = "At least 12 lorries were turned back."


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def ada():
    return make_person("ada")


def make(article, kind, person, words=CLAIM):
    asked = "tag" if kind == "coding" else kind
    return mark_words(article, Selection(words), asked, person, tag="calm", note="Ask.").row


@pytest.mark.parametrize("kind", KINDS)
def test_a_mark_taken_off_comes_back_as_it_was(article, ada, kind):
    figure = make_quantity(article, "At least 12", low=12)
    row = make(article, kind, ada)
    before = type(row).objects.filter(pk=row.pk).values().get()
    take_off_mark(row, ada, revision=1)
    assert not MODELS[kind].objects.exists()
    back = restore_mark(kind, before["id"], ada)
    after = type(back).objects.filter(pk=back.pk).values().get()
    assert {**after, "revision": 1} == before
    assert after["revision"] == 2
    told = [(e.history_type, e.history_change_reason) for e in back.history.order_by("history_id")]
    assert [what for what, _ in told] == ["+", "-", "+"]
    assert [entry.history_user for entry in back.history.all()] == [ada] * 3
    figure.refresh_from_db()
    assert figure.appearance_id == (back.pk if kind == "claim" else None)


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_is_not_brought_back(article, ada, kind):
    row = make(article, kind, ada)
    with pytest.raises(NothingToUndo):
        restore_mark(kind, row.pk, ada)
    key = row.pk
    take_off_mark(row, ada)
    if kind != "note":  # two notes of the same words may stand
        make(article, kind, ada)
        with pytest.raises(NothingToUndo, match="again"):
            restore_mark(kind, key, ada)
    with pytest.raises(NothingToUndo):
        restore_mark(kind, 10**9, ada)


def test_what_others_made_or_changed_is_not_taken_off(article, ada):
    bo = make_person("bo")
    for kind in ("note", "coding"):
        row = make(article, kind, ada)
        with pytest.raises(CannotMark, match="somebody else"):
            take_off_mark(row, bo)
    read = make_quote(article, "Nobody was hurt,")
    with pytest.raises(CannotMark, match="reject it"):
        take_off_mark(read, ada)
    own = make(article, "quote", ada, "was closed on Monday")
    with pytest.raises(Conflict):
        take_off_mark(own, ada, revision=7)
    tag_quote(own, "calm", bo)
    with pytest.raises(CannotMark, match="tags on this quote"):
        take_off_mark(own, ada)
    assert Quote.objects.count() == 2


def test_taking_off_a_quote_has_its_story_compared(article, ada):
    row = make(article, "quote", ada)
    story = make_story(article)
    take_off_mark(row, ada)
    assert Story.objects.get(pk=story.pk).compare_due_at


@pytest.mark.parametrize("kind", KINDS)
def test_a_moved_mark_stands_at_its_new_words_and_moves_back(article, ada, kind):
    row = make(article, kind, ada)
    move_mark(row, Selection("12 lorries"), ada, revision=1)
    row.refresh_from_db()
    assert (row.text, row.revision) == ("12 lorries", 2)
    with pytest.raises(Conflict):
        move_mark(row, Selection("lorries"), ada, revision=1)
    move_back(row, ada)
    row.refresh_from_db()
    assert row.text == CLAIM
    with pytest.raises(NothingToUndo):
        move_back(row, ada)


@pytest.mark.parametrize("kind", ["quote", "claim"])
def test_tags_move_with_the_words_they_are_on_and_back(article, ada, kind):
    row = make(article, kind, ada, "“Nobody was hurt,”")
    if kind == "quote":
        coding = tag_quote(row, "calm", make_person("bo"))
    else:
        coding = make(article, "coding", make_person("bo"), row.text)
    move_mark(row, Selection("Nobody"), ada)
    assert Coding.objects.get(pk=coding.pk).text == "Nobody"
    move_back(row, ada)
    assert Coding.objects.get(pk=coding.pk).text == coding.text


def test_a_tag_put_on_after_a_move_goes_back_with_its_quote(article, ada):
    row = make(article, "quote", ada, "Nobody was")
    move_mark(row, Selection("Nobody was hurt"), ada)
    coding = tag_quote(row, "calm", make_person("bo"))
    move_back(row, ada)
    assert Coding.objects.get(pk=coding.pk).text == "Nobody was"


def test_each_of_two_moves_goes_back_with_the_tags(article, ada):
    row = make(article, "quote", ada, "Nobody")
    tag_quote(row, "calm", ada)
    move_mark(row, Selection("Nobody was"), ada)
    move_mark(row, Selection("Nobody was hurt"), ada)
    for words in ("Nobody was", "Nobody"):
        assert move_back(row, ada).text == words
        assert Coding.objects.get().text == words


def test_a_quote_is_not_moved_to_where_one_of_its_tags_stands_nor_back_to_where_a_quote_stands(
    article, ada
):
    row = make(article, "quote", ada, "12 lorries")
    tag_quote(row, "calm", ada)
    make(article, "coding", ada, "lorries")
    with pytest.raises(CannotMove, match="already"):
        move_mark(row, Selection("lorries"), ada)
    row.refresh_from_db()
    move_mark(row, Selection("12 lorries were"), ada)
    make(article, "quote", ada, "12 lorries")
    with pytest.raises(StandsAlready):
        move_back(row, ada)
    row.refresh_from_db()
    assert (row.text, row.codings.get().text) == ("12 lorries were", "12 lorries were")


def test_what_comes_back_leads_to_no_speaker_that_is_gone_and_to_no_merged_tag(article, ada):
    quote, coding = make(article, "quote", ada), make(article, "coding", ada, "lorries")
    speaker = make_speaker("Ada Voss")
    write(quote, {"speaker_id": speaker.pk}, ada)
    keys = quote.pk, coding.pk
    for row in (quote, coding):
        take_off_mark(row, ada)
    speaker.delete()
    to = make_tag("quiet")
    merge(Tag.objects.get(name="calm"), to, ada)
    assert restore_mark("quote", keys[0], ada).speaker is None
    assert restore_mark("coding", keys[1], ada).tag == to


def test_a_mark_cannot_be_moved_to_where_the_same_stands(article, ada):
    quote = make_quote(article, "Nobody was hurt,")
    for kind in ("claim", "coding"):
        make(article, kind, ada, "lorries")
        with pytest.raises(CannotMove, match="already"):
            move_mark(make(article, kind, ada, "closed on"), Selection("lorries"), ada)
    coding = tag_quote(quote, "calm", ada)
    with pytest.raises(CannotMove, match="move the quote"):
        move_mark(coding, Selection("Nobody"), ada)
    with pytest.raises(CannotMark, match="somebody else"):
        move_mark(make(article, "note", ada), Selection("Nobody"), make_person("bo"))


def test_a_mark_of_an_older_text_is_not_moved_taken_off_or_brought_back_there(article, ada):
    row, gone = make(article, "note", ada), make(article, "claim", ada)
    key = gone.pk
    take_off_mark(gone, ada)
    edit_body(article, article.current_version.body + "\n\nMore.", ada)
    for change in (
        lambda: move_mark(row, Selection("lorries"), ada),
        lambda: take_off_mark(row, ada),
        lambda: restore_mark("claim", key, ada),
    ):
        with pytest.raises(CannotMark, match="newer text"):
            change()
    assert article.current_version.notes.count() == 1


def test_a_note_is_written_anew_by_who_wrote_it(article, ada):
    note = make(article, "note", ada)
    change_note(note, " Asked:\r\nnobody knows. ", ada, revision=1)
    note.refresh_from_db()
    assert (note.words, note.revision) == ("Asked:\nnobody knows.", 2)
    assert change_note(note, note.words, ada).revision == 2
    with pytest.raises(Conflict):
        change_note(note, "Other.", ada, revision=1)
    with pytest.raises(CannotMark, match="empty"):
        change_note(note, " ", ada)
    with pytest.raises(CannotMark, match="somebody else"):
        change_note(note, "Mine.", make_person("bo"))


def test_a_rejected_quote_marked_again_can_be_rejected_again(article, ada):
    row = make(article, "quote", ada)
    decide(row, "rejected", ada)
    assert make(article, "quote", ada).pk == row.pk
