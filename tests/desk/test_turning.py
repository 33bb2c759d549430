"""Words in marks made a quote, a quote made words that quote nobody, and back again."""

import pytest

from coverage.desk import turning
from coverage.desk.review import Conflict, NothingToUndo, decide
from coverage.desk.tagging import tag_quote
from coverage.models import Coding, MarkedWords, Quote
from tests.factories import make_article, make_marked, make_person, make_quote

pytestmark = pytest.mark.django_db

BODY = "The “Salt Road” was closed.\n\n“Nobody was hurt,” said Ada Voss, the harbour master."


@pytest.fixture
def article():
    return make_article(BODY)


@pytest.fixture
def title(article):
    return make_marked(article, "Salt Road")


@pytest.fixture
def quote(article):
    return make_quote(article, "Nobody was hurt,", speaker="Ada Voss", cue="said")


def test_words_in_marks_become_a_quote_of_the_person(title, editor):
    made = turning.make_quote(title, editor)
    body = made.version.body
    assert (made.text, made.state, made.made_by) == ("Salt Road", "confirmed", "person")
    assert body[made.outer_start : made.outer_end] == "“Salt Road”"
    assert (made.decided_by, made.kind, made.unsure) == (editor, "direct", "")
    title.refresh_from_db()
    assert (title.state, title.decided_by) == ("rejected", editor)
    assert [entry.history_user for entry in made.history.all()] == [editor]


def test_taking_it_back_leaves_the_words_as_they_were(title, editor):
    made = turning.make_quote(title, editor)
    turning.turn_back(made, editor)
    title.refresh_from_db()
    assert (title.state, title.decided_by) == ("suggested", None)
    assert not Quote.objects.exists()
    assert [h.history_type for h in Quote.history.order_by("history_id")] == ["+", "-"]


@pytest.mark.parametrize("kind", ["title", "nickname", "term", "scare"])
def test_a_quote_becomes_words_that_quote_nobody(quote, editor, kind):
    made = turning.make_marked(quote, kind, editor)
    assert (made.text, made.kind, made.state, made.made_by) == (
        "Nobody was hurt,", kind, "confirmed", "person",
    )  # fmt: skip
    quote.refresh_from_db()
    assert (quote.state, quote.speaker_name) == ("rejected", "Ada Voss")
    turning.turn_back(made, editor)
    quote.refresh_from_db()
    assert quote.state == "suggested"
    assert not MarkedWords.objects.exists()


def test_another_kind_is_refused(quote, editor):
    with pytest.raises(ValueError, match="song"):
        turning.make_marked(quote, "song", editor)
    quote.refresh_from_db()
    assert quote.state == "suggested"


def test_a_quote_turned_there_and_back_by_people_is_as_it_was_read(quote, editor):
    made = turning.make_marked(quote, "scare", editor)
    again = turning.make_quote(made, editor)
    assert (again.pk, again.state, again.speaker_name, again.cue) == (
        quote.pk, "confirmed", "Ada Voss", "said",
    )  # fmt: skip
    turning.turn_back(again, editor)
    quote.refresh_from_db()
    made.refresh_from_db()
    assert (quote.state, made.state) == ("rejected", "confirmed")


def test_a_tag_stays_on_the_quote(quote, editor):
    tag_quote(quote, "safety", editor)
    turning.make_marked(quote, "title", editor)
    assert Coding.objects.get().quote_id == quote.pk


def test_somebody_elses_change_is_a_conflict_and_nothing_is_written(quote, title, editor):
    seen = quote.revision
    decide(Quote.objects.get(pk=quote.pk), "confirmed", make_person("bo"))
    with pytest.raises(Conflict):
        turning.make_marked(quote, "title", editor, seen)
    assert MarkedWords.objects.count() == 1
    made = turning.make_quote(title, editor)
    with pytest.raises(Conflict):
        turning.turn_back(made, editor, made.revision + 1)
    assert Quote.objects.filter(pk=made.pk, state="confirmed").exists()


def test_what_was_not_turned_cannot_be_turned_back(quote, editor):
    with pytest.raises(NothingToUndo):
        turning.turn_back(quote, editor)
    decide(quote, "confirmed", editor)
    with pytest.raises(NothingToUndo):
        turning.turn_back(quote, editor)
