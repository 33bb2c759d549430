"""What people ruled on rows, quotes, figures and absences, and that the machine keeps to it."""

from __future__ import annotations

import pytest

from coverage.desk.comparison import compare
from coverage.desk.rereading import reread_article
from coverage.desk.ruling import (
    CannotRule,
    Words,
    confirm_absence,
    other_words,
    part,
    put_together,
    same_words,
    set_relation,
    undo_ruling,
)
from coverage.models import Membership, Quote, RuledPlace, Ruling
from tests.factories import make_article, make_story, make_version

pytestmark = pytest.mark.django_db

PIER = "The old pier burned down on Monday night. Nobody knows why the lamps went out."
HARBOUR = "Monday’s blaze took the landing stage. The ferryman sold his boat in spring."
STAGE, BLAZE = "The old pier burned down on Monday night.", "Monday’s blaze took the landing stage."
SAID = "“We saw nineteen lanterns go out one by one,” said Ada Voss."
LANTERNS = "We saw nineteen lanterns go out one by one,"


def at(article, words, **quantity):
    start = article.current_version.body.index(words)
    return Words(article.current_version_id, start, start + len(words), quantity)


def row_of(story, article, words):
    """The articles in the row that holds the words."""
    start = article.current_version.body.index(words)
    for row in story.comparisons.get().result["rows"]:
        for s, e in row["cells"].get(str(article.pk), ()):
            if s <= start < e:
                return {int(key) for key in row["cells"]}
    raise AssertionError("the words stand in no row")


@pytest.fixture
def two():
    return make_article(PIER, outlet="Gull"), make_article(HARBOUR, outlet="Causeway")


@pytest.fixture
def story(two):
    story = make_story(*two)
    compare(story)
    return story


@pytest.fixture
def joined(story, two, editor):
    return put_together(story, [at(two[0], STAGE)], [at(two[1], BLAZE)], editor, "“pier”")


def test_rows_that_a_person_joined_are_one_at_once_and_at_every_later_comparison(
    story, two, joined, editor
):
    both = {article.pk for article in two}
    assert row_of(story, two[0], STAGE) == both
    compare(story)
    for article in two:
        reread_article(article)
    compare(story)
    assert row_of(story, two[0], STAGE) == both
    assert (joined.person, joined.before, joined.what) == (editor, "two rows", "“pier”")
    assert story.comparisons.get().result["fates"] == {str(joined.pk): "stands"}


def test_undoing_brings_back_what_the_machine_found_and_says_who(story, two, joined, editor):
    undo_ruling(joined, editor)
    assert row_of(story, two[0], STAGE) == {two[0].pk}
    assert joined.undone_by == editor
    with pytest.raises(CannotRule, match="already"):
        undo_ruling(joined, editor)


def test_the_same_word_twice_is_one_ruling(story, two, joined, editor):
    again = put_together(story, [at(two[0], STAGE)], [at(two[1], BLAZE)], editor, "“pier”")
    assert again == joined


def test_the_later_word_stands_and_the_earlier_is_overruled(story, two, joined, editor):
    parted = part(story, [at(two[0], STAGE)], [at(two[1], BLAZE)], editor, "“pier”")
    assert row_of(story, two[0], STAGE) == {two[0].pk}
    fates = story.comparisons.get().result["fates"]
    assert fates == {str(joined.pk): "overruled", str(parted.pk): "stands"}
    undo_ruling(parted, editor)
    assert row_of(story, two[0], STAGE) == {article.pk for article in two}


def test_a_ruling_goes_with_its_words_to_a_new_text(story, two, joined):
    pier, _ = two
    make_version(pier, "A new first line stands here.\n\n" + PIER)
    compare(story)
    assert row_of(story, pier, STAGE) == {article.pk for article in two}
    place = RuledPlace.objects.get(article=pier)
    assert (place.start, place.now_version, place.how) == (0, pier.current_version, "exact")
    body = pier.current_version.body
    assert body[place.now_start : place.now_end] == STAGE == place.text


def test_words_that_stand_nowhere_in_a_new_text_are_said_and_come_back(story, two, joined):
    pier, _ = two
    make_version(pier, "Tea costs more in spring.")
    compare(story)
    assert story.comparisons.get().result["fates"] == {str(joined.pk): "no place"}
    assert not RuledPlace.objects.get(article=pier).is_found
    make_version(pier, PIER + " Tea costs more.")
    compare(story)
    assert row_of(story, pier, STAGE) == {article.pk for article in two}


def test_a_ruling_sleeps_while_an_article_is_in_another_story(story, two, joined):
    pier, _ = two
    elsewhere = make_story()
    Membership.objects.filter(article=pier).update(story=elsewhere)
    compare(elsewhere)
    assert row_of(elsewhere, pier, STAGE) == {pier.pk}
    Membership.objects.filter(article=pier).update(story=story)
    compare(story)
    assert row_of(story, pier, STAGE) == {article.pk for article in two}


def test_a_checked_absence_keeps_the_machine_out_until_the_text_is_another(editor):
    one, other = make_article(f"{STAGE} A boat was sold."), make_article(f"{STAGE} Tea is dear.")
    story = make_story(one, other)
    compare(story)
    assert row_of(story, one, STAGE) == {one.pk, other.pk}
    confirm_absence(story, other, [at(one, STAGE)], editor, "“pier”")
    assert row_of(story, one, STAGE) == {one.pk}
    make_version(other, f"{STAGE} Tea is dear again.")
    compare(story)
    assert row_of(story, one, STAGE) == {one.pk, other.pk}


def test_a_quote_is_moved_out_of_its_utterance_and_back(editor):
    articles = [make_article(f"{SAID} {n}.", quotes=[LANTERNS]) for n in ("Tea", "Salt")]
    story = make_story(*articles)
    compare(story)
    quote = Quote.objects.get(version=articles[0].current_version)
    assert quote.utterance is not None
    ours, theirs = ([at(article, LANTERNS)] for article in articles)
    ruling = other_words(story, ours, theirs, editor, "“We saw…”")
    quote.refresh_from_db()
    assert quote.utterance is None
    undo_ruling(ruling, editor)
    same_words(story, ours, theirs, editor, "“We saw…”")
    quote.refresh_from_db()
    assert quote.utterance is not None


def test_a_relation_is_a_persons_and_keeps_the_figures_it_was_said_of(story, two, editor):
    quantity = {"low": "2", "high": "2", "bound": "exact", "unit": ""}
    members = [at(two[0], "night", **quantity), at(two[1], "spring", **quantity)]
    ruling = set_relation(story, members, "conflict", editor, "“nights”", "")
    (figure,) = story.comparisons.get().result["figures"]
    assert (figure["what"], figure["relation"]) == ("“nights”", "conflict")
    assert [m["low"] for m in figure["members"]] == ["2", "2"]
    undo_ruling(ruling, editor)
    assert story.comparisons.get().result["figures"] == []


@pytest.mark.parametrize("stance", ["", "better"])
def test_a_relation_there_is_not_is_refused(story, two, editor, stance):
    with pytest.raises(CannotRule, match="Choose"):
        set_relation(story, [at(two[0], "night"), at(two[1], "spring")], stance, editor, "", "")


def test_words_of_another_story_or_of_no_place_are_refused(story, two, editor):
    stranger = make_article("Tea costs more in spring.")
    make_story(stranger)
    with pytest.raises(CannotRule, match="not in this story"):
        put_together(story, [at(two[0], STAGE)], [at(stranger, "Tea")], editor, "")
    beyond = Words(two[0].current_version_id, 5, 5_000)
    with pytest.raises(CannotRule, match="do not stand there"):
        put_together(story, [at(two[1], BLAZE)], [beyond], editor, "")
    with pytest.raises(CannotRule, match="part it from"):
        part(story, [at(two[0], STAGE), at(two[1], BLAZE)], [], editor, "")
    assert not Ruling.objects.exists()
