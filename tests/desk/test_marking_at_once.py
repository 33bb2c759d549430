"""Two people who mark the same words in the same moment, or while a newer text comes."""

from __future__ import annotations

import pytest

from coverage.desk.changingmarks import move_mark
from coverage.desk.editing import edit_body
from coverage.desk.marking import Selection, mark_words
from coverage.desk.revisions import Conflict
from coverage.models import Article, ClaimAppearance, Coding, Note, Quote
from tests.factories import BODY, make_article, make_person, make_tag

from .test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return [make_person(name) for name in ("ada", "bo", "cy")]


def marking(article, words, kind, person):
    """Of an article that each thread loads for itself."""
    return lambda: mark_words(
        Article.objects.select_related("current_version").get(pk=article.pk),
        Selection(words),
        kind,
        person,
        tag="calm",
        note="Ask.",
    )


@pytest.mark.parametrize(
    ("kind", "model", "rows"),
    [("quote", Quote, 1), ("claim", ClaimAppearance, 1), ("tag", Coding, 3), ("note", Note, 3)],
)
def test_the_same_words_marked_at_once_are_one_mark_or_one_for_each(people, kind, model, rows):
    article = make_article()
    make_tag("calm")
    words = "“Nobody was hurt,”" if kind == "quote" else "12 lorries"
    jobs = [marking(article, words, kind, person) for person in people for _ in range(2)]
    assert at_once(jobs) == []
    assert model.objects.count() == rows
    assert all(row.history.count() == 1 for row in model.objects.all())


def test_no_mark_stays_behind_when_a_newer_text_comes_in_the_same_moment(people):
    article = make_article()
    ada, bo, cy = people
    errors = at_once(
        [
            marking(article, "12 lorries", "note", ada),
            lambda: edit_body(
                Article.objects.select_related("current_version").get(pk=article.pk),
                "New first line.\n\n" + BODY,
                bo,
            ),
            marking(article, "Nobody was hurt,", "claim", cy),
        ]
    )
    assert errors == []
    newest = Article.objects.get(pk=article.pk).current_version
    assert newest.number == 2
    assert [note.text for note in newest.notes.all()] == ["12 lorries"]
    assert newest.claim_appearances.filter(made_by="person").count() == 1


def test_of_two_who_move_one_mark_at_once_one_is_told_of_the_other(people):
    row = mark_words(make_article(), Selection("12 lorries"), "claim", people[0]).row

    def moving(words, person):
        mine = ClaimAppearance.objects.select_related("version").get(pk=row.pk)
        return lambda: move_mark(mine, Selection(words), person, 1)

    errors = at_once([moving("lorries", people[1]), moving("Nobody", people[2])])
    assert [type(error) for error in errors] == [Conflict]
    row.refresh_from_db()
    assert row.revision == 2
