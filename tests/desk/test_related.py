"""Stories kept apart that are about one matter: suggested, confirmed, rejected, linked by hand."""

import pytest
from django.utils import timezone

from coverage.desk.ingest import Arrival, receive
from coverage.desk.regrouping import regroup
from coverage.desk.related import _suggest, decide_related, relate, relate_stories_due, related_to
from coverage.desk.storychanges import CannotChange, merge
from coverage.desk.storysettling import undo
from coverage.models import Membership, State, Story, StoryPair

from .coverage_of_a_fire import ELSEWHERE, GULL, QUAY

pytestmark = pytest.mark.django_db

LATER = b"""Ferry Tern's captain Jonas Reed tells inquiry of a fire in the engine room

2 November 2026

Captain Jonas Reed of the ferry Tern told an inquiry in Orle that the fire in the engine room had
begun at a fuel pipe. Passengers of the ferry had waited on deck, the harbour master said.
"""
OPINION = b"""Opinion: The ferry Tern should never have left Orle

14 October 2026

The fire in the engine room of the ferry Tern off Orle was no accident. Captain Jonas Reed did what
he could for the passengers. The harbour master and the ministry did not.
"""


def take(content):
    return receive(Arrival(content, name="a.txt"))[0].article


def story_of(article):
    return Membership.objects.get(article=article, is_current=True).story


@pytest.fixture(scope="module")
def taken(kept_rows):
    return [story_of(take(content)).pk for content in (GULL, LATER, OPINION, ELSEWHERE)]


@pytest.fixture
def matter(taken, db):
    """The fire, what an inquiry heard weeks later, an opinion piece, and another event."""
    return [Story.objects.get(pk=key) for key in taken]


def test_a_follow_up_and_an_opinion_piece_are_related_to_the_event(matter):
    fire, later, opinion, other = matter
    assert len({story.pk for story in matter}) == 4
    assert relate_stories_due(timezone.now()) == 4
    found = related_to([fire.pk, other.pk])
    assert {one.story for one in found[fire.pk]} == {later.pk, opinion.pk}
    assert other.pk not in found
    by_story = {one.story: one for one in found[fire.pk]}
    assert by_story[later.pk].state == State.SUGGESTED
    assert by_story[later.pk].reasons[0].endswith("days between them")
    assert by_story[opinion.pk].reasons[0].startswith("one is opinion or analysis: its headline")
    assert relate_stories_due(timezone.now()) == 0


def test_an_opinion_piece_is_grouped_with_no_report(matter):
    fire, _, opinion, _ = matter
    assert story_of(take(QUAY)) == fire
    reasons = Membership.objects.get(story=opinion).reasons
    assert reasons == ["opinion or analysis stands apart: its headline begins “Opinion”"]
    assert regroup().moves == ()


def test_what_people_said_of_two_stories_stands_when_it_is_looked_again(matter, editor):
    fire, later, opinion, _ = matter
    relate(fire)
    decide_related(fire, later, State.CONFIRMED, editor)
    decide_related(opinion, fire, State.REJECTED, editor)
    relate(fire)
    relate(opinion)
    [one] = related_to([fire.pk])[fire.pk]
    assert (one.story, one.state, one.person) == (later.pk, State.CONFIRMED, "editor")


def test_two_stories_are_linked_by_hand_and_the_link_is_undone(matter, editor):
    fire, *_, other = matter
    change = decide_related(fire, other, State.CONFIRMED, editor)
    assert related_to([other.pk])[other.pk][0].reasons == ("linked by editor",)
    with pytest.raises(CannotChange, match="editor said so already"):
        decide_related(other, fire, State.CONFIRMED, editor)
    undo(change, editor)
    assert not StoryPair.objects.exists()


def test_what_a_story_was_related_to_goes_with_it_into_a_merge_and_back(matter, editor):
    fire, later, _, other = matter
    decide_related(later, other, State.CONFIRMED, editor)
    change = merge(fire, later, editor)
    assert [one.story for one in related_to([fire.pk])[fire.pk]] == [other.pk]
    undo(change, editor)
    assert [one.story for one in related_to([later.pk])[later.pk]] == [other.pk]
    assert fire.pk not in related_to([fire.pk])


def test_a_suggestion_that_no_longer_holds_goes(matter):
    fire, later, *_ = matter
    relate(fire)
    Story.objects.filter(pk=later.pk).update(article_count=0)
    Membership.objects.filter(story=later).update(is_current=False)
    relate(fire)
    assert later.pk not in {one.story for one in related_to([fire.pk])[fire.pk]}


def test_what_is_related_is_written_in_a_fixed_number_of_queries(matter, django_assert_num_queries):
    fire, *others = matter
    # the story's pairs · those gone · those again · new ones
    for count, queries in ((1, 2), (3, 3), (0, 2)):
        found = [(0.5, other.pk, [f"{count} shared"]) for other in others[:count]]
        with django_assert_num_queries(queries):
            _suggest(fire, found)
    assert not StoryPair.objects.filter(state=State.SUGGESTED).exists()
