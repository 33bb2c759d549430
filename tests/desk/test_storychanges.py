"""Stories merged, split and named by people: exact to undo, and never changed by the machine."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.desk.ingest import Arrival, receive
from coverage.desk.regrouping import regroup
from coverage.desk.stories import confirm, leads_to
from coverage.desk.storychanges import (
    CannotChange,
    choose_headline,
    confirm_all,
    merge,
    move,
    split,
)
from coverage.desk.storyhistory import lately_changed, regroupings, story_history
from coverage.desk.storysettling import CannotUndo, undo
from coverage.models import Article, Membership, Redirect, State, Story, StoryChange, StoryPair

from .coverage_of_a_fire import ELSEWHERE, GULL, LANTERN, QUAY

pytestmark = pytest.mark.django_db


def take(*contents):
    return [
        receive(Arrival(content, name=f"{n}.txt"))[0].article for n, content in enumerate(contents)
    ]


def story_of(article):
    return Membership.objects.get(article=article, is_current=True).story


def standing():
    """Which article stands where, in which state, by whom."""
    rows = Membership.objects.filter(is_current=True).order_by("article")
    return list(rows.values_list("article", "story", "state", "person"))


@pytest.fixture(scope="module")
def taken(kept_rows):
    return [article.pk for article in take(GULL, QUAY, LANTERN, ELSEWHERE)]


@pytest.fixture
def apart(taken, db):
    """The fire as three articles of one story, and another event."""
    gull, quay, lantern, other = (Article.objects.get(pk=key) for key in taken)
    return gull, quay, lantern, other


def test_a_merge_brings_all_articles_together_and_the_old_address_leads_there(apart, editor):
    gull, *_, other = apart
    to, gone = story_of(gull), story_of(other)
    change = merge(to, gone, editor)
    assert {row[1] for row in standing()} == {to.pk}
    assert {row[2] for row in standing()} == {State.CONFIRMED}
    assert leads_to(gone.pk) == to.pk
    to.refresh_from_db()
    assert to.article_count == 4
    assert change.after.endswith("4 articles")


def test_undoing_a_merge_returns_exactly_what_moved(apart, editor):
    gull, quay, _, other = apart
    to, gone = story_of(gull), story_of(other)
    confirm(Membership.objects.get(article=quay), editor)
    before = standing()
    change = merge(to, gone, editor)
    assert undo(change, editor).returned == 1
    assert standing() == before
    assert not Redirect.objects.filter(old_story=gone.pk).exists()
    gone.refresh_from_db()
    assert gone.article_count == 1
    with pytest.raises(CannotUndo, match="already"):
        undo(change, editor)


def test_undoing_asks_for_all_places_at_once(apart, editor):
    gull, *_, other = apart
    many, one = story_of(gull), story_of(other)
    looked = []
    for to, gone in ((many, one), (one, many)):
        change = merge(to, gone, editor)
        with CaptureQueriesContext(connection) as asked:
            undo(change, editor)
        selects = [q["sql"].partition(" WHERE ") for q in asked if q["sql"].startswith("SELECT")]
        looked.append(sum('"coverage_membership"."id" ' in where for *_, where in selects))
    assert looked == [2, 2], "where they stood and stand, and what was confirmed"


def test_what_was_moved_on_since_stays_there_when_a_merge_is_undone(apart, editor):
    gull, *_, other = apart
    to, gone = story_of(gull), story_of(other)
    change = merge(to, gone, editor)
    move(other, None, editor)
    with pytest.raises(CannotUndo, match="moved on since"):
        undo(change, editor)


def test_addresses_merged_in_turn_lead_to_the_last(apart, editor):
    gull, quay, _, other = apart
    first = story_of(other)
    second = move(quay, None, editor).story
    merge(second, first, editor)
    last = story_of(gull)
    merge(last, second, editor)
    assert leads_to(first.pk) == leads_to(second.pk) == last.pk


def test_grouping_again_does_not_take_apart_what_a_person_merged(apart, editor):
    gull, quay, lantern, other = apart
    merge(story_of(other), story_of(gull), editor)
    elsewhere = Story.objects.create(headline="elsewhere")
    Membership.objects.filter(article=lantern, is_current=True).update(
        story=elsewhere, state=State.SUGGESTED
    )
    regroup()
    assert story_of(gull) == story_of(quay) == story_of(other)


def test_a_split_takes_the_ticked_articles_out_confirmed(apart, editor):
    gull, quay, lantern, _ = apart
    story = story_of(gull)
    rows = Membership.objects.filter(article__in=[quay, lantern], is_current=True)
    change = split(story, rows.values_list("pk", flat=True), editor, is_related=True)
    assert story_of(quay) == story_of(lantern) == change.to != story
    assert {row[2] for row in standing() if row[1] == change.to_id} == {State.CONFIRMED}
    assert StoryPair.objects.get().is_apart
    assert StoryPair.objects.get().state == State.CONFIRMED


def test_grouping_again_does_not_bring_together_what_a_person_split(apart, editor):
    gull, quay, lantern, _ = apart
    split(story_of(gull), [Membership.objects.get(article=gull).pk], editor)
    assert regroup().moves == ()
    assert story_of(quay) == story_of(lantern) != story_of(gull)


def test_undoing_a_split_returns_exactly_what_moved_and_lets_the_grouper_at_it(apart, editor):
    gull, *_ = apart
    before = standing()
    change = split(story_of(gull), [Membership.objects.get(article=gull).pk], editor)
    undo(change, editor)
    assert standing() == before
    assert not StoryPair.objects.exists()
    assert leads_to(change.to_id) == change.story_id


def test_a_split_leaves_some_and_takes_some(apart, editor):
    gull, *_ = apart
    story = story_of(gull)
    members = list(story.memberships.filter(is_current=True).values_list("pk", flat=True))
    for chosen, why in (([], "Tick"), (members, "Leave at least one")):
        with pytest.raises(CannotChange, match=why):
            split(story, chosen, editor)
    assert not StoryChange.objects.exists()


def test_ticked_articles_go_to_a_story_there_is(apart, editor):
    gull, *_, other = apart
    change = split(
        story_of(gull), [Membership.objects.get(article=gull).pk], editor, to=story_of(other)
    )
    assert change.kind == StoryChange.Kind.MOVE
    assert story_of(gull) == story_of(other)


def test_a_merge_over_stories_that_somebody_changed_is_refused_and_told(apart, editor):
    gull, quay, _, other = apart
    to, gone = story_of(gull), story_of(other)
    seen = list(Membership.objects.filter(is_current=True).values_list("pk", flat=True))
    move(quay, None, editor)
    with pytest.raises(CannotChange, match="1 article left since you looked"):
        merge(to, gone, editor, seen=seen)
    assert story_of(other) == gone


def test_a_move_and_a_split_of_what_somebody_moved_are_refused_and_told(apart, editor):
    gull, quay, *_ = apart
    opened = Membership.objects.get(article=quay, is_current=True)
    move(quay, None, editor)
    for change in (
        lambda: move(quay, story_of(gull), editor, seen=opened.pk),
        lambda: split(opened.story, [opened.pk], editor),
    ):
        with pytest.raises(CannotChange, match=f"by {editor.username} since you looked"):
            change()


def test_a_chosen_headline_stands_and_its_undo_lets_the_first_stand_again(apart, editor):
    gull, _, lantern, _ = apart
    story = story_of(gull)
    stood = story.headline
    change = choose_headline(story, lantern.pk, editor, seen=story.headline_article_id)
    story.refresh_from_db()
    assert (story.headline, story.headline_chosen) == (lantern.headline, True)
    with pytest.raises(CannotChange, match="stands over it by now"):
        choose_headline(story, gull.pk, editor, seen=0)
    undo(change, editor)
    story.refresh_from_db()
    assert (story.headline, story.headline_chosen) == (stood, False)


def test_a_chosen_headline_goes_with_its_article_and_comes_back_with_it(apart, editor):
    gull, _, lantern, _ = apart
    story = story_of(gull)
    choose_headline(story, lantern.pk, editor)
    change = split(story, [Membership.objects.get(article=lantern).pk], editor)
    story.refresh_from_db()
    assert story.headline != lantern.headline
    undo(change, editor)
    story.refresh_from_db()
    assert (story.headline, story.headline_chosen) == (lantern.headline, True)


def test_confirming_leaves_out_what_came_since_and_is_undone(apart, editor):
    gull, quay, lantern, _ = apart
    change, left = confirm_all(story_of(gull), editor, seen=[gull.pk, quay.pk])
    assert left == 1
    assert Membership.objects.get(article=lantern).state == State.SUGGESTED
    undo(change, editor)
    assert {row[2:] for row in standing()} == {(State.SUGGESTED, None)}


def test_what_grouping_again_moved_is_undone_for_good(apart, editor):
    gull, _, lantern, _ = apart
    away = Story.objects.create(headline="away")
    Membership.objects.filter(article=lantern).update(story=away)
    regroup()
    [run] = regroupings()
    [line] = run.lines
    assert (line.person, line.articles) == ("the grouper", (lantern,))
    undo(line.change, editor)
    assert story_of(lantern) == away
    assert regroup().moves == ()
    assert story_of(gull) != away


def test_history_tells_of_merged_stories_too_and_the_last_change_is_offered(apart, editor):
    gull, quay, _, other = apart
    moved = move(quay, None, editor).story
    merge(moved, story_of(other), editor)
    merge(story_of(gull), moved, editor)
    told = [(line.change.kind, line.person) for line in story_history(story_of(gull))]
    assert told == [("merge", "editor"), ("merge", "editor"), ("move", "editor")]
    assert lately_changed(story_of(gull), editor).change.kind == "merge"


def test_samples_are_never_merged_with_real_coverage(apart, editor):
    gull, *_, other = apart
    Story.objects.filter(pk=story_of(other).pk).update(is_sample=True)
    with pytest.raises(CannotChange, match="Sample"):
        merge(story_of(gull), story_of(other), editor)
