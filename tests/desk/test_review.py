"""Confirming and rejecting: who, before and after; never over somebody else's change."""

import pytest

from coverage.desk.review import Conflict, NothingToUndo, decide, decide_many, undo
from coverage.models import ClaimAppearance, Quote, State
from tests.factories import make_article, make_person, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person("ada")


@pytest.fixture
def quote():
    return make_quote(make_article(), "Nobody was hurt,", speaker="Ada Voss")


@pytest.mark.parametrize("state", ["confirmed", "rejected", "suggested"])
def test_a_decision_is_stored_with_who_decided(quote, person, state):
    decide(quote, State.CONFIRMED if state != "confirmed" else State.REJECTED, person)
    decide(quote, state, person)
    quote.refresh_from_db()
    assert quote.state == state
    assert (quote.decided_by == person, quote.decided_at is not None) == (True, True)
    assert quote.revision == 3


def test_unsure_of_what_nobody_decided_is_kept_once(quote, person):
    decide(quote, State.SUGGESTED, person)
    assert (quote.state, quote.decided_by, quote.revision) == (State.SUGGESTED, person, 2)
    assert quote.is_decided
    decide(quote, State.SUGGESTED, make_person("bo"))
    stored = Quote.objects.get(pk=quote.pk)
    assert (stored.decided_by, stored.revision) == (person, 2)
    undo(stored, person)
    assert not stored.is_decided


def test_history_holds_who_before_and_after(quote, person):
    decide(quote, State.CONFIRMED, person)
    after, before = quote.history.all()
    assert (before.state, before.history_user, before.history_type) == ("suggested", None, "+")
    assert (after.state, after.history_user, after.history_type) == ("confirmed", person, "~")
    assert before.history_date == quote.version.made_at


def test_deciding_the_same_again_changes_nothing(quote, person):
    decide(quote, State.CONFIRMED, person)
    decide(Quote.objects.get(pk=quote.pk), State.CONFIRMED, make_person("bo"))
    quote.refresh_from_db()
    assert (quote.revision, quote.decided_by, quote.history.count()) == (2, person, 2)


def test_a_newer_revision_is_a_conflict_that_names_both_versions(quote, person):
    bo = make_person("bo")
    opened = Quote.objects.get(pk=quote.pk)
    decide(quote, State.REJECTED, bo)
    with pytest.raises(Conflict) as caught:
        decide(opened, State.CONFIRMED, person)
    conflict = caught.value
    assert conflict.mine["state"] == State.CONFIRMED
    assert (conflict.theirs.state, conflict.who) == (State.REJECTED, bo)
    assert conflict.when == quote.history.first().history_date
    assert Quote.objects.get(pk=quote.pk).state == State.REJECTED


def test_the_revision_of_the_page_counts_not_that_of_the_row(quote, person):
    decide(quote, State.CONFIRMED, person)
    with pytest.raises(Conflict):
        decide(Quote.objects.get(pk=quote.pk), State.REJECTED, person, revision=1)
    decide(Quote.objects.get(pk=quote.pk), State.REJECTED, person, revision=2)
    assert Quote.objects.get(pk=quote.pk).state == State.REJECTED


def test_undo_goes_back_one_change_at_a_time(quote, person):
    decide(quote, State.CONFIRMED, person)
    decide(quote, State.REJECTED, person)
    undo(quote, person)
    assert (quote.state, quote.decided_by) == (State.CONFIRMED, person)
    undo(quote, person)
    stored = Quote.objects.get(pk=quote.pk)
    assert (stored.state, stored.decided_by, stored.decided_at) == (State.SUGGESTED, None, None)
    assert stored.revision == 5
    assert quote.history.count() == 5
    with pytest.raises(NothingToUndo):
        undo(stored, person)


def test_what_is_decided_after_an_undo_can_be_undone(quote, person):
    decide(quote, State.CONFIRMED, person)
    undo(quote, person)
    decide(quote, State.REJECTED, person)
    undo(quote, person)
    assert Quote.objects.get(pk=quote.pk).state == State.SUGGESTED


def test_nothing_to_undo_where_nobody_decided(quote, person):
    with pytest.raises(NothingToUndo):
        undo(quote, person)


def test_many_are_decided_with_history_for_each(person):
    article = make_article(quotes=["Nobody was hurt,", "Nobody", "hurt"])
    rows = Quote.objects.filter(version=article.current_version)
    decide(rows[0], State.CONFIRMED, person)
    assert decide_many(rows, State.CONFIRMED, person) == 2
    for row in rows:
        assert (row.state, row.revision, row.decided_by) == ("confirmed", 2, person)
        assert [h.state for h in row.history.all()] == ["confirmed", "suggested"]


def test_many_are_decided_in_a_fixed_number_of_queries(person, django_assert_max_num_queries):
    article = make_article("word " * 30, claims=[])
    for number in range(30):
        make_quote(article, "word", kind="direct") if not number else Quote.objects.create(
            version=article.current_version,
            start=number * 5,
            end=number * 5 + 4,
            outer_start=0,
            outer_end=0,
            text="word",
        )
    Quote.history.all().delete()
    # keys, articles, versions' rows, known history, first history with its dates, update,
    # history, whom the articles quote counted (5 or 6), stories to compare, savepoint in and out
    with django_assert_max_num_queries(19):
        assert decide_many(Quote.objects.all(), State.REJECTED, person) == 30


def test_claims_are_decided_as_quotes_are(person):
    article = make_article(claims=["At least 12 lorries were turned back."])
    decide(article.current_version.claim_appearances.get(), State.REJECTED, person)
    assert not ClaimAppearance.objects.standing().exists()
