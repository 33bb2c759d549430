"""The history of an article and of one mark: who, when, before and after, and taking it back."""

import pytest
from django.test import Client
from django.urls import reverse

from coverage.desk.attributing import say_cue
from coverage.desk.editing import edit_article, edit_body, move_span
from coverage.desk.historysources import PAGE
from coverage.desk.orphans import place
from coverage.desk.people import make_editor
from coverage.desk.review import decide
from coverage.desk.speakersaying import Said, say_speaker
from coverage.desk.tagging import tag_quote, untag
from coverage.desk.tagmerging import merge
from coverage.desk.turning import make_marked
from coverage.models import (
    Article,
    Coding,
    MarkedWords,
    Naming,
    Note,
    Orphan,
    PostAppearance,
    Quote,
)
from tests.factories import make_article, make_note, make_person, make_quote, make_tag

pytestmark = pytest.mark.django_db

BODY = "“Nobody was hurt,” said Ada Voss, the harbour master.\n\nSource\n\nThe road is shut.\n"


@pytest.fixture
def quote():
    return make_quote(make_article(), "Nobody was hurt,", speaker="Ada Voss")


def row():
    return Quote.objects.select_related("version").get()


def page(client, article=None, **asked):
    article = article or Article.objects.get()
    answer = client.get(reverse("article-history", args=[article.pk]), asked)
    return " ".join(answer.content.decode().split())


def newest(model, key=None):
    rows = model.history.order_by("-history_id")
    return rows.filter(id=key).first() if key else rows.first()


def revert(client, kind, entry, follow=True):
    address = reverse("revert-mark", args=[kind, entry.history_id])
    return client.post(address, {"next": "/articles/"}, follow=follow)


def test_it_says_who_did_what_to_which_words(editor_client, editor, quote):
    decide(quote, "confirmed", editor)
    bo = make_person("bo")
    tag_quote(row(), "eyewitness", bo)
    say_speaker(row(), Said("Bo Hart"), bo)
    said = page(editor_client)
    assert "<b>quote confirmed</b>" in said
    assert "<b>tag eyewitness put on</b>" in said
    assert '<b>quote corrected: speaker</b> <span class="quiet">· <bdi>bo</bdi>' in said
    assert "before: </span>Ada Voss</del>" in said
    assert "after: </span>Bo Hart</ins>" in said
    assert said.index("corrected") < said.index("put on") < said.index("quote confirmed")


def test_a_moved_span_shows_its_words_over_each_other(editor_client, editor, quote):
    move_span(row(), quote.start, quote.end - 6, editor)
    said = page(editor_client)
    assert "<b>quote moved</b>" in said
    assert "Nobody was<del>" in said
    assert "hurt,<span" in said


def test_what_was_taken_off_stands_in_it_and_comes_back(editor_client, editor, quote):
    coding = tag_quote(quote, "eyewitness", editor)
    key = coding.pk
    untag(coding, editor)
    said = page(editor_client)
    assert "<b>tag eyewitness taken off</b>" in said
    revert(editor_client, "coding", newest(Coding))
    assert Coding.objects.get().pk == key
    assert "<b>tag eyewitness brought back</b>" in page(editor_client)
    mark = editor_client.get(reverse("mark-history", args=["coding", key]))
    assert "brought back" in mark.content.decode()


def test_a_history_of_one_mark_has_its_tags_and_stays_when_it_is_gone(editor_client, editor, quote):
    tag_quote(quote, "eyewitness", editor)
    note = make_note(Article.objects.get(), "harbour master", "who?", editor)
    note._history_user = editor
    note.save()
    key = note.pk
    note.delete()
    mark = editor_client.get(reverse("mark-history", args=["quote", quote.pk])).content.decode()
    assert "tag eyewitness put on" in mark
    gone = editor_client.get(reverse("mark-history", args=["note", key])).content.decode()
    assert "It is taken off" in gone
    assert editor_client.get(reverse("mark-history", args=["note", 99])).status_code == 404
    assert editor_client.get(reverse("mark-history", args=["dog", 1])).status_code == 404


def test_one_change_goes_back_and_a_later_one_stays(editor_client, editor, quote):
    say_speaker(row(), Said("Bo Hart"), make_person("bo"))
    entry = newest(Quote)
    say_cue(row(), "said", editor)
    answer = revert(editor_client, "quote", entry)
    assert row().speaker.name == "Ada Voss"
    assert row().cue == "said"
    assert row().history.first().history_user == editor
    assert not Naming.objects.filter(speaker__name="Bo Hart").exists()
    assert answer.redirect_chain[-1][0] == "/articles/"


def test_a_revert_is_a_change_of_its_own_that_goes_back_too(editor_client, editor, quote):
    decide(quote, "rejected", editor)
    revert(editor_client, "quote", newest(Quote))
    assert row().state == "suggested"
    bar = page(editor_client)
    assert "Quote reverted: unsure" in bar
    revert(editor_client, "quote", newest(Quote))
    assert row().state == "rejected"


def test_what_was_changed_again_is_refused_with_the_reason(editor_client, editor, quote):
    say_speaker(row(), Said("Bo Hart"), editor)
    entry = newest(Quote)
    say_speaker(row(), Said("Cy Orr"), make_person("bo"))
    assert "no revert: changed again since, at last by bo: revert that first" in page(editor_client)
    answer = revert(editor_client, "quote", entry)
    assert "Not reverted: changed again since" in answer.content.decode()
    assert row().speaker.name == "Cy Orr"


def test_a_moved_quote_takes_its_tags_back(editor_client, editor, quote):
    tag_quote(quote, "eyewitness", editor)
    move_span(row(), quote.start, quote.end - 6, editor)
    revert(editor_client, "quote", Quote.history.order_by("-history_id").first())
    coding = Coding.objects.get()
    assert (row().text, coding.text) == ("Nobody was hurt,", "Nobody was hurt,")


def test_what_was_turned_into_another_kind_of_mark_turns_back(editor_client, editor, quote):
    make_marked(row(), "scare", editor)
    revert(editor_client, "quote", newest(Quote))
    assert row().state == "suggested"
    assert not MarkedWords.objects.exclude(state="rejected").exists()


def test_notes_and_tags_of_others_are_theirs_to_revert(editor_client, quote):
    tag_quote(quote, "eyewitness", make_person("bo"))
    assert "no revert: only who made it changes it" in page(editor_client)
    revert(editor_client, "coding", newest(Coding))
    assert Coding.objects.exists()


def test_the_head_and_the_text_go_back(editor_client, editor, quote):
    article = Article.objects.get()
    edit_article(article, {"headline": "Bridge shut"}, editor)
    said = page(editor_client)
    assert "<b>article corrected: headline</b>" in said
    revert(editor_client, "article", newest(Article))
    assert Article.objects.get().headline == "Bridge at Orle closed"
    old = quote.version.body
    edit_body(Article.objects.get(), old + "\nMore.\n", editor)
    revert(editor_client, "article", newest(Article))
    article = Article.objects.get()
    assert (article.current_version.number, article.current_version.body) == (3, old)


def test_marks_in_an_earlier_text_are_left_as_they_are(editor_client, editor, quote):
    decide(quote, "confirmed", editor)
    entry = newest(Quote)
    edit_body(Article.objects.get(), quote.version.body + "\nMore.\n", editor)
    assert "it stands in version 1 of the text, which is not the newest" in page(editor_client)
    assert "carried" not in page(editor_client)
    revert(editor_client, "quote", entry)
    assert Quote.objects.get(version__number=1).state == "confirmed"


def test_a_line_that_was_settled_and_a_mark_that_was_placed_go_back(editor_client, editor):
    article = make_article(BODY, posts=[{"words": "Source", "how": "residue"}])
    decide(PostAppearance.objects.get(), "rejected", editor)
    assert article.current_version.passages.get(text="Source").kind == "paragraph"
    revert(editor_client, "post", newest(PostAppearance))
    row = PostAppearance.objects.get()
    assert (row.state, row.decided_at) == ("suggested", None)
    note = make_note(article, "Nobody was hurt", "sure?", editor)
    version = edit_body(article, BODY.replace("Nobody was hurt", "All are well"), editor)
    orphan = Orphan.objects.get(row=note.pk)
    at = version.body.index("All are well")
    place(orphan, at, at + len("All are well"), editor)
    assert "note: placed in the newest text" in page(editor_client, article)
    revert(editor_client, "orphan", newest(Orphan))
    assert Orphan.objects.get().state == "open"
    assert not version.notes.exists()


def test_filters_keep_a_person_or_a_kind(editor_client, editor, quote):
    decide(quote, "confirmed", editor)
    bo = make_person("bo")
    tag_quote(quote, "eyewitness", bo)
    assert "<b>tag" not in page(editor_client, kind="quote")
    assert "quote confirmed" not in page(editor_client, by=bo.pk)
    assert "Nothing of that is in this history" in page(editor_client, kind="note")
    for after in ("y", "0001-01-01T00:00:00+14:00~quote~1", "2026-01-01~quote~1", f"~~{9**30}"):
        assert "quote confirmed" in page(editor_client, kind="dog", by=9**30, after=after)


def test_pages_follow_each_other_without_a_gap_or_a_double(editor_client, editor):
    article = make_article("One two three. " * 40)
    body = article.current_version.body
    for n in range(PAGE + 3):
        note = Note(version=article.current_version, start=n * 3, end=n * 3 + 3, person=editor)
        note.words, note.made_by = f"note {n}", "person"
        note.anchor(body)
        note._history_user = editor
        note.save()
    one = Note.history.first().history_date
    Note.history.update(history_date=one)  # all in one moment
    first = editor_client.get(reverse("article-history", args=[article.pk]))
    older = first.context["older"]
    second = editor_client.get(reverse("article-history", args=[article.pk]) + older)
    keys = [e.key for answer in (first, second) for e in answer.context["page"].entries]
    assert len(keys) == PAGE + 3
    assert len(set(keys)) == PAGE + 3
    assert second.context["older"] == ""


def test_a_page_asks_the_same_however_long_the_history(editor_client, editor, quote):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked = []
    for name in ("Bo Hart", "Cy Orr", "Ida Lund"):
        decide(row(), "rejected", editor)
        decide(row(), "confirmed", editor)
        tag_quote(row(), f"tag of {name}", editor)
        say_speaker(row(), Said(name), editor)
        with CaptureQueriesContext(connection) as queries:
            page(editor_client)
        asked.append(len(queries))
    # Session, person, rights; article; who is in it 2; the page's entries; of quotes and of tags
    # which marks 2, all of them 2; speakers, tags, versions of the texts; versions for their table.
    assert asked[0] == asked[1] == asked[2] <= 17


def test_it_is_for_people_who_are_signed_in(client, quote):
    decide(quote, "confirmed", make_person("bo"))
    article = Article.objects.get()
    for address in (
        reverse("article-history", args=[article.pk]),
        reverse("mark-history", args=["quote", quote.pk]),
    ):
        assert client.get(address)["Location"].startswith(reverse("sign-in"))
        assert address not in client.get(article.get_absolute_url()).content.decode()


def test_a_reader_reads_it_and_reverts_nothing(quote):
    decide(quote, "confirmed", make_person("bo"))
    reader = Client()
    reader.force_login(make_person("cy"), backend="django.contrib.auth.backends.ModelBackend")
    said = page(reader)
    assert "quote confirmed" in said
    assert ">Revert</button>" not in said
    assert revert(reader, "quote", newest(Quote), follow=False).status_code == 403
    assert row().state == "confirmed"


def test_a_coder_who_codes_alone_sees_no_tags_of_others(quote):
    from coverage.models import Assignment

    ada, bo = make_editor("ada", "a long word"), make_person("bo")
    assignment = Assignment.objects.create(name="one", codebook=make_tag("safety").codebook)
    assignment.articles.create(article=Article.objects.get(), order=1)
    for person in (ada, bo):
        assignment.coders.create(person=person)
        tag_quote(quote, "safety", person)
    client = Client()
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    said = page(client)
    assert said.count("<b>tag safety put on</b>") == 1
    assert "<bdi>bo</bdi>" not in said
    theirs = Coding.objects.get(person=bo)
    address = reverse("mark-history", args=["coding", theirs.pk])
    for asked in ("", "?by=1", "?kind=quote", "?after=2026-01-01T00:00:00%2B00:00~quote~1"):
        assert client.get(address + asked).status_code == 404
    typed = client.get(reverse("suggest-tags"), {"name": "safety"}).content.decode()
    assert "1 passage<" in typed  # their own


def test_a_tag_that_was_merged_is_not_put_back_on_one_passage(editor_client, editor, quote):
    coding = tag_quote(quote, "safety", editor)
    merge(coding.tag, make_tag("harm"), editor)
    said = revert(editor_client, "coding", newest(Coding)).content.decode()
    assert "merged into another" in said
    assert Coding.objects.get().tag.name == "harm"
