"""Deciding what stands where coders differ."""

import pytest
from django.utils import timezone

from coverage.desk.adjudicated import decisions_seen
from coverage.desk.adjudicating import CannotAdjudicate, DecidedMeanwhile, adjudicate, take_back
from coverage.desk.carrying import carry
from coverage.desk.codedtexts import study_of
from coverage.desk.disagreements import all_disputed
from coverage.desk.people import make_editor
from coverage.models import Adjudication, Article
from tests.factories import make_person, make_version

from .coded import BODY, coded, leave_unfinished, put

pytestmark = pytest.mark.django_db
ANA, BEN = "Nobody was hurt", "was hurt and nobody will be,"
BOTH = "Nobody was hurt and nobody will be,"


@pytest.fixture
def desk():
    assignment, people, tags = coded({"ana": {"calm": [ANA]}, "ben": {"calm": [BEN]}})
    return assignment, people, tags["calm"], make_person("ed")


def disputed(assignment):
    study = study_of(assignment)
    return all_disputed(study, [coder.key for coder in study.people])


def decide(desk, took, **given):
    assignment, _, _, editor = desk
    [place] = disputed(assignment)
    return adjudicate(assignment, place, took, editor, "The first clause.", **given)


@pytest.mark.parametrize(
    ("took", "words"), [("first", ANA), ("second", BEN), ("merged", BOTH), ("none", BOTH)]
)
def test_what_is_taken_is_kept_with_who_and_why(desk, took, words):
    _, people, _, editor = desk
    [row] = decide(desk, took).rows
    row = Adjudication.objects.get(pk=row.pk)
    assert (row.text, row.took, row.stands) == (words, took, took != "none")
    assert (row.reason, row.person, row.state) == ("The first clause.", editor, "confirmed")
    assert BODY[row.area_start : row.area_end] == BOTH
    assert [(each["coder"], each["words"]) for each in row.between] == [
        (people["ana"].pk, ANA),
        (people["ben"].pk, BEN),
    ]
    assert row.history.get().history_user == editor
    assert disputed(row.assignment)[0].is_settled


def test_an_own_span_shares_a_word_with_what_is_disputed(desk):
    start = BODY.index("hurt and")
    [row] = decide(desk, "own", own=(start, start + 8)).rows
    assert (row.text, row.took) == ("hurt and", "own")
    with pytest.raises(CannotAdjudicate, match="share a word"):
        decide(desk, "own", own=(0, 11))
    with pytest.raises(CannotAdjudicate, match="Select the words"):
        decide(desk, "own")
    with pytest.raises(CannotAdjudicate, match="Choose"):
        decide(desk, "both")


def test_a_reading_of_several_units_becomes_as_many():
    assignment, *_ = coded({"ana": {"calm": [BOTH]}, "ben": {"calm": [ANA, "nobody will be"]}})
    [place] = disputed(assignment)
    found = adjudicate(assignment, place, "second", make_person())
    assert [row.text for row in found.rows] == [ANA, "nobody will be"]
    assert disputed(assignment)[0].is_settled
    one, other = found.rows
    assert one.area_end == other.area_start
    again = adjudicate(assignment, disputed(assignment)[0], "first", make_person())
    assert [row.text for row in again.rows] == [BOTH]
    assert Adjudication.objects.count() == 1
    take_back(assignment, [(row.pk, row.revision) for row in again.rows], again.gone, make_person())
    rows = Adjudication.objects.order_by("start")
    assert [row.text for row in rows] == [ANA, "nobody will be"]


def test_to_take_who_marked_nothing_is_neither():
    assignment, *_ = coded({"ana": {"calm": []}, "ben": {"calm": [ANA]}})
    [place] = disputed(assignment)
    assert [reading.units for reading in place.dispute.readings][1] == ()
    [row] = adjudicate(assignment, place, "second", make_person()).rows
    assert row.took == "none"


def test_a_third_reading_is_taken_by_its_number():
    assignment, *_ = coded(
        {"ana": {"calm": [ANA]}, "ben": {"calm": [BEN]}, "cleo": {"calm": ["was hurt"]}}
    )
    [place] = disputed(assignment)
    [row] = adjudicate(assignment, place, "own", make_person(), reading=2).rows
    assert (row.text, row.took) == ("was hurt", "own")


def test_a_decision_is_changed_and_taken_back(desk):
    assignment, _, _, editor = desk
    decide(desk, "first")
    changed = decide(desk, "second")
    [row] = changed.rows
    assert (Adjudication.objects.get().text, row.revision) == (BEN, 2)
    take_back(assignment, [(row.pk, 2)], (), editor)
    assert Adjudication.objects.get().text == ANA
    assert row.history.count() == 3


def test_a_first_decision_taken_back_is_open_again_and_stays_in_history(desk):
    assignment, _, _, editor = desk
    [row] = decide(desk, "first").rows
    take_back(assignment, [(row.pk, 1)], (), editor)
    assert not disputed(assignment)[0].is_settled
    assert Adjudication.history.filter(history_type="-").get().history_user == editor


def test_a_decision_that_was_not_seen_is_not_written_over(desk):
    assignment, _, _, editor = desk
    decide(desk, "first", seen="")
    with pytest.raises(DecidedMeanwhile) as told:
        decide(desk, "second", seen="")
    assert [row.text for row in told.value.rows] == [ANA]
    [place] = disputed(assignment)
    adjudicate(assignment, place, "second", editor, seen=place.seen)
    with pytest.raises(DecidedMeanwhile):
        take_back(assignment, [(told.value.rows[0].pk, 1)], (), editor)
    assert Adjudication.objects.get().text == BEN


def test_a_place_in_a_text_that_was_followed_by_a_newer_is_not_decided(desk):
    assignment, _, _, editor = desk
    [place] = disputed(assignment)
    article = Article.objects.get()
    old = article.current_version
    carry(old, make_version(article, "News. " + BODY))
    with pytest.raises(CannotAdjudicate, match="newer text"):
        adjudicate(assignment, place, "first", editor)
    [moved] = disputed(assignment)
    adjudicate(assignment, moved, "first", editor)
    assert disputed(assignment)[0].is_settled


def test_who_marks_more_afterwards_asks_again(desk):
    assignment, people, tag, _ = desk
    decide(desk, "first")
    put(tag, people["ben"], Article.objects.get(), "nobody will be,” said Ada Voss")
    assert not disputed(assignment)[0].is_settled


def test_looking_takes_one_query_more_than_the_study(desk, django_assert_num_queries):
    assignment = desk[0]
    study = study_of(assignment)
    with django_assert_num_queries(1):
        found = all_disputed(study, [coder.key for coder in study.people])
        assert [place.key.count("-") for place in found] == [3]


def test_a_coder_sees_decisions_in_the_article_when_everybody_has_finished(desk):
    assignment, people, _, _ = desk
    [row] = decide(desk, "first").rows
    article = Article.objects.get()
    editor = make_editor("chief", "a long word to sign in")
    for person in (people["ana"], people["ben"], editor):
        assert list(decisions_seen(person, article.current_version_id)) == [row]
    assert list(decisions_seen(make_person(), article.current_version_id)) == []
    leave_unfinished(assignment, people["ben"], article)
    assert list(decisions_seen(people["ana"], article.current_version_id)) == []
    assert list(decisions_seen(editor, article.current_version_id)) == [row]
    assignment.coders.create(person=editor)
    assert list(decisions_seen(editor, article.current_version_id)) == []
    assignment.closed_at = timezone.now()
    assignment.save()
    assert list(decisions_seen(editor, article.current_version_id)) == [row]
