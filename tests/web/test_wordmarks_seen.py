"""Who sees marks of words on an article's page, and what showing and marking asks the database."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coverage.desk.marking import Selection, mark_words
from coverage.models import (
    Adjudication,
    Assignment,
    Codebook,
    CodedArticle,
    Coding,
    Note,
    Tag,
)
from tests.factories import make_article, make_claim, make_coding, make_person, make_quote, make_tag

from .sent_marks import BODY, HTMX, client_of, mark, page_of, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(BODY, headline="Another headline")


def test_a_reader_without_rights_sees_no_forms_and_marks_nothing(client, article):
    note = mark_words(article, Selection("a crack"), "note", make_person("bo"), note="Seen.").row
    page = page_of(client, article)
    assert "Seen." in page
    for address in ("mark-words", "write-note"):
        assert reverse(address, args=[note.pk]) not in page
    assert 'id="mark-words"' not in page
    answer = mark(client, article, "a crack", "note", note="Mine.")
    assert answer.status_code == 403
    assert Note.objects.count() == 1


def test_a_coder_sees_no_tags_and_notes_of_others_before_they_have_finished(article):
    ada, bo = client_of("ada"), client_of("bo")
    mark(ada, article, "a crack", "tag", tag="calm")
    mark(ada, article, "a crack", "note", note="Hidden from bo.")
    make_coding(
        make_quote(article, "Nobody was hurt,"), Tag.objects.get(), User.objects.get(username="ada")
    )
    claim = make_claim(article, "At least 12 lorries were turned back.")
    post(ada, "tag-mark", "claim", claim.pk, name="calm")
    assert "Hidden from bo." in page_of(bo, article)
    assert page_of(bo, article).count("<bdi>ada</bdi>") == 4
    assignment = Assignment.objects.create(name="one", codebook=Codebook.objects.get())
    assigned = assignment.articles.create(article=article, order=1)
    coders = [
        assignment.coders.create(person=User.objects.get(username=name)) for name in ("ada", "bo")
    ]
    own = mark(bo, article, "Engineers", "tag", tag="calm").content.decode()
    for shown in (page_of(bo, article), own):
        assert "Hidden from bo." not in shown
        assert "<bdi>ada</bdi>" not in shown
    coding = Coding.objects.filter(quote=None, person__username="ada").first()
    assert bo.get(reverse("mark", args=["coding", coding.pk]), headers=HTMX).status_code == 404
    note = Note.objects.get()
    assert bo.get(reverse("mark", args=["note", note.pk]), headers=HTMX).status_code == 404
    CodedArticle.objects.create(assigned=assigned, coder=coders[1], finished_at=timezone.now())
    assert "Hidden from bo." in page_of(bo, article)


def test_the_page_says_what_was_decided_where_coders_differed(editor_client, editor, article):
    tag = make_tag("calm", code="CA")
    assignment = Assignment.objects.create(name="Study <one>", codebook=tag.codebook)
    start = BODY.index("a crack")
    row = Adjudication(
        assignment=assignment, tag=tag, took="merged", reason="Both <mean> it.", person=editor,
        version=article.current_version, start=start, end=start + 7, area_start=start,
        area_end=start + 7, state="confirmed", made_by="person",
    )  # fmt: skip
    row.anchor(BODY)
    row.save()
    page = " ".join(page_of(editor_client, article).split())
    assert "1 decided where coders differed" in page
    assert '<q class="words" dir="auto">a crack</q>, decided by <bdi>editor</bdi>' in page
    assert "Both &lt;mean&gt; it." in page
    assert "where coders differed" not in page_of(Client(), article)


def test_the_page_asks_as_many_queries_for_many_marks_as_for_few(
    editor_client, editor, article, django_assert_max_num_queries
):
    def many(words):
        for word in words:
            mark_words(article, Selection(word), "note", editor, note="Ask.")
            mark_words(article, Selection(word), "tag", editor, tag="calm")
            make_coding(make_quote(article, word), make_tag(), editor)

    many(["Engineers", "a crack"])
    address = article.get_absolute_url()
    editor_client.get(address)
    with django_assert_max_num_queries(30) as few:
        editor_client.get(address)
    many(["found", "bridge &", "shut", "Nobody", "Voss", "lorries", "turned"])
    with django_assert_max_num_queries(30) as more:
        editor_client.get(address)
    assert len(more) == len(few)


def test_marking_asks_a_fixed_number_of_queries(
    editor_client, article, django_assert_max_num_queries
):
    counts = {}
    for words in ("Engineers", "a crack", "found", "Nobody"):
        with django_assert_max_num_queries(60) as asked:
            mark(editor_client, article, words, "tag", tag="calm")
        counts[words] = len(asked)
    assert counts["found"] == counts["Nobody"] == counts["a crack"]


@pytest.mark.parametrize("htmx", [True, False])
def test_a_note_taken_off_while_it_was_written_anew_says_so_and_keeps_the_words(
    editor_client, editor, article, htmx
):
    note = mark_words(article, Selection("a crack"), "note", editor, note="Ask.").row
    post(editor_client, "remove-mark", "note", note.pk)
    for name, args, sent in (
        ("write-note", [note.pk], {"note": "Asked <twice>."}),
        ("move-mark", ["note", note.pk], {"words": "Engineers"}),
    ):
        answer = post(editor_client, name, *args, htmx=htmx, **sent)
        assert answer.status_code == 409
        assert "is not here any more" in answer.content.decode()
    gone = post(editor_client, "write-note", note.pk, htmx=htmx, note="Asked <twice>.")
    assert "Asked &lt;twice&gt;." in gone.content.decode()
