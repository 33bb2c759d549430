"""Articles moved, confirmed and grouped again: people outrank the grouper."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coverage.desk.candidates import MOST_SPEAKING, candidates, speaking
from coverage.desk.editing import edit_article, edit_body
from coverage.desk.ingest import Arrival, receive
from coverage.desk.regrouping import regroup
from coverage.desk.stories import confirm
from coverage.desk.storychanges import move
from coverage.desk.storyfinding import possible_stories
from coverage.models import Article, ArticleTerm, Membership, Redirect, State, Story

from .coverage_of_a_fire import ELSEWHERE, GULL, LANTERN, QUAY

pytestmark = pytest.mark.django_db


def take(*contents):
    return [
        receive(Arrival(content, name=f"{n}.txt"))[0].article for n, content in enumerate(contents)
    ]


def test_a_moved_article_is_confirmed_in_its_new_story_and_rejected_in_the_old(editor):
    gull, quay = take(GULL, QUAY)
    old = gull.membership.story
    new = move(quay, None, editor)
    assert new.state == State.CONFIRMED
    assert new.story != old
    assert Membership.objects.get(article=quay, story=old).state == State.REJECTED
    assert Membership.objects.filter(article=quay, is_current=True).count() == 1


def test_moving_back_undoes_a_move(editor):
    gull, quay = take(GULL, QUAY)
    move(quay, None, editor)
    move(quay, gull.membership.story, editor)
    current = Membership.objects.get(article=quay, is_current=True)
    assert current.story == gull.membership.story


def test_history_says_who_moved_it(editor):
    _, quay = take(GULL, QUAY)
    move(quay, None, editor)
    assert (
        Membership.objects.get(article=quay, is_current=True).history.get().history_user == editor
    )


def test_grouping_again_brings_suggested_articles_together():
    gull, _, lantern = take(GULL, QUAY, LANTERN)
    apart = Story.objects.create(headline="apart")
    Membership.objects.filter(article=lantern).update(story=apart)
    answer = regroup()
    assert [(m.article, m.old) for m in answer.moves] == [(lantern, apart)]
    assert Membership.objects.get(article=lantern, is_current=True).story == gull.membership.story
    assert Redirect.objects.get(old_story=apart.pk).story == gull.membership.story


def test_grouping_again_never_moves_what_a_person_confirmed(editor):
    gull, _, lantern = take(GULL, QUAY, LANTERN)
    apart = Story.objects.create(headline="apart")
    Membership.objects.filter(article=lantern).update(story=apart)
    confirm(Membership.objects.get(article=lantern), editor)
    confirm(Membership.objects.get(article=gull), editor)
    assert regroup().moves == ()


def test_a_lone_article_names_stories_it_may_belong_to():
    gull, *_ = take(GULL, QUAY, ELSEWHERE)
    assert possible_stories(gull) == ()
    lone = receive(
        Arrival(
            b"Ferry Tern's engine-room fire was no accident, says a passenger\n\n"
            b"1 January 2020\n\n"
            b"The captain of the ferry Tern, Jonas Reed, counted people off Orle.",
            name="old.txt",
        )
    )[0].article
    if lone.membership.story == gull.membership.story:
        pytest.fail("an article six years older was grouped with the fire")
    assert any("ferry" in match.headline.lower() for match in possible_stories(lone))


def test_both_stories_are_compared_anew_after_a_move(editor):
    gull, quay = take(GULL, QUAY)
    receive(Arrival(LANTERN, name="l.txt"))
    old = gull.membership.story
    new = move(quay, None, editor).story
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.article_count, new.article_count) == (2, 1)
    assert str(quay.pk) not in old.comparisons.get().made_from


def test_a_story_left_empty_by_a_move_leads_to_the_other(editor):
    gull, elsewhere = take(GULL, ELSEWHERE)
    left = elsewhere.membership.story
    move(elsewhere, gull.membership.story, editor)
    assert Redirect.objects.get(old_story=left.pk).story == gull.membership.story


def test_the_story_an_article_was_taken_out_of_is_its_first_possible_match(editor):
    gull, quay = take(GULL, QUAY)
    move(quay, None, editor)
    assert possible_stories(quay)[0].story == gull.membership.story_id
    assert possible_stories(quay)[0].why == "it was here before"


def test_a_membership_that_was_moved_meanwhile_is_not_confirmed(editor):
    _, quay = take(GULL, QUAY)
    opened = Membership.objects.get(article=quay, is_current=True)
    move(quay, None, editor)
    assert confirm(opened, editor) is False
    opened.refresh_from_db()
    assert (opened.is_current, opened.state) == (False, State.REJECTED)


def test_one_date_far_ahead_does_not_stop_grouping():
    gull, quay, lantern = take(GULL, QUAY, LANTERN)
    receive(
        Arrival(
            b"Robots vote in Orle\n\n1 March 2099\n\nThe robots of Orle voted for rain.", name="r"
        )
    )
    apart = Story.objects.create(headline="apart")
    Membership.objects.filter(article=lantern).update(story=apart)
    assert [move.article for move in regroup().moves] == [lantern]
    assert quay.membership.story == gull.membership.story


def test_an_edited_text_is_found_by_its_new_words(editor):
    [article] = take(ELSEWHERE)
    edit_body(article, GULL.decode(), editor)
    edit_article(article, {"published_at": datetime(2026, 10, 14, tzinfo=UTC)}, editor)
    [quay] = take(QUAY)
    assert quay.membership.story == article.membership.story


def kept(story, day, *terms):
    """An article of the story with these telling words, as placing leaves it."""
    moment = day and datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    signature = {"terms": [[t, 0, 1, t] for t in terms], "names": [], "numbers": [], "day": None}
    article = Article.objects.create(published_at=moment, signature=signature)
    Membership.objects.create(article=article, story=story)
    ArticleTerm.objects.bulk_create([ArticleTerm(article=article, term=t, day=day) for t in terms])
    return article


def test_one_shared_word_makes_no_candidate_however_many_articles_have_it():
    day = date(2024, 3, 1)
    for number in range(5):
        kept(Story.objects.create(), day, "harbour", f"other{number}")
    near = Story.objects.create()
    kept(near, day, "harbour", "crane")
    came = kept(Story.objects.create(), day, "harbour", "crane", "quay")
    terms = ("harbour", "crane", "quay")
    assert [found.key for found in candidates(came, terms, False)] == [str(near.pk)]


def test_a_text_with_one_telling_word_is_found_by_that_word():
    near = Story.objects.create()
    kept(near, None, "harbour", "crane")
    came = kept(Story.objects.create(), None, "harbour")
    assert [found.key for found in candidates(came, ("harbour",), False)] == [str(near.pk)]


def test_the_newest_articles_in_the_window_speak_for_a_large_story():
    story, far, day = Story.objects.create(), Story.objects.create(), date(2024, 3, 1)
    members = [kept(story, day).pk for _ in range(MOST_SPEAKING + 3)]
    kept(story, day + timedelta(days=20))
    undated = kept(story, None).pk
    kept(far, day - timedelta(days=20))
    kept(far, None)
    wanted = [*members[-MOST_SPEAKING + 1 :], undated]
    assert speaking(day, [story.pk, far.pk]) == {story.pk: wanted}


def test_every_candidate_is_read_where_there_are_more_than_fit_in_memory_at_once():
    stories = [Story.objects.create() for _ in range(23)]
    for story in stories:
        kept(story, None, "harbour", "crane")
    came = kept(Story.objects.create(), None, "harbour", "crane")
    found = list(candidates(came, ("harbour", "crane"), False))
    assert [one.key for one in found] == [str(story.pk) for story in stories]
