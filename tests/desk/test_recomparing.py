"""Comparing later: a story at which workers end is tried a few times, left alone, and told of."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coverage.desk import recomparing
from coverage.desk.doctor import examine
from coverage.desk.jobs import MOST_ATTEMPTS, Worker, running
from coverage.desk.jobs.running import compare_due
from coverage.desk.recomparing import compare_again, compare_stories_due
from coverage.models import JobItem, Story, Uncompared
from tests.desk.papers import paper_unit, started

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Nothing of ours catches it, as nothing does SIGKILL."""


@pytest.fixture
def deadly(monkeypatch):
    """Comparing ends the worker."""
    tried = []

    def killed(story):
        tried.append(story)
        raise Killed

    monkeypatch.setattr(recomparing, "compare", killed)
    return tried


@pytest.fixture
def story():
    running.work_on(started(paper_unit(1)).pk, Worker())
    return Story.objects.get()


def comparisons_said():
    return next(check for check in examine() if check.name == "comparisons")


def test_a_story_whose_comparison_kills_is_left_alone_after_a_few_times(
    story, deadly, client, monkeypatch
):
    now = timezone.now()
    Story.objects.update(compare_due_at=now)
    assert comparisons_said().is_well
    for _ in range(3):
        with pytest.raises(Killed):
            compare_stories_due(now)
        now += timedelta(minutes=6)
    assert compare_stories_due(now) == 0
    assert len(deadly) == 3
    story.refresh_from_db()
    assert story.compare_due_at is None
    assert (
        "Comparing this story ended the worker"
        in client.get(f"/stories/{story.pk}/").content.decode()
    )
    check = comparisons_said()
    assert (check.is_well, str(story.pk) in check.said) == (False, True)
    monkeypatch.undo()
    compare_again([story.headline_article_id])  # an article of it changed
    assert comparisons_said().is_well
    assert "ended the worker" not in client.get(f"/stories/{story.pk}/").content.decode()


def test_one_that_comes_to_its_end_leaves_no_note(story):
    now = timezone.now()
    Story.objects.update(compare_due_at=now)
    Uncompared.objects.create(story=story, begun=2, begun_at=now)
    assert compare_stories_due(now) == 1
    assert not Uncompared.objects.exists()


def test_what_a_job_brought_to_such_a_story_is_told_too(story, deadly, client):
    JobItem.objects.update(compare_due=True, compare_attempts=MOST_ATTEMPTS)
    compare_due(running.Q(), Worker())
    assert not deadly
    assert Uncompared.objects.get().is_left
    assert (
        "Comparing this story ended the worker"
        in client.get(f"/stories/{story.pk}/").content.decode()
    )
