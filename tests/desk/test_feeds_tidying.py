"""What of a feed's jobs is kept for ever, and what is removed after a while."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from coverage.desk.feeds.tidying import KEPT, tidy_jobs
from coverage.models import Article, ArticleVersion, Document, Feed, FeedEntry, Job, JobItem

from .feed_sites import NOON, after, answer, entry, followed, look_and_work, whole_entry

pytestmark = pytest.mark.django_db


def ended(feed=None, days=31, **fields):
    finished = timezone.now() - timedelta(days=days)
    named = {"state": "done", "finished_at": finished, "refused_count": 1, **fields}
    job = Job.objects.create(purpose="a look", feed=feed, **named)
    JobItem.objects.create(
        job=job, position=1, key="1", kind="address", state="done", outcome="refused"
    )
    return job


def test_only_old_jobs_of_feeds_that_added_nothing_are_removed():
    feed = Feed.objects.create(address="https://gull.example/feed", due_at=timezone.now())
    gone = [ended(feed), ended(feed, unchanged_count=4)]
    kept = [
        ended(feed, days=29),
        ended(feed, added_count=1),
        ended(feed, new_version_count=1),
        ended(feed, near_duplicate_count=1),
        ended(feed, state="cancelled"),
        ended(feed, state="running"),
        ended(feed, person=User.objects.create_user("ada")),
        ended(None),
    ]
    assert tidy_jobs(timezone.now()) == len(gone)
    assert set(Job.objects.all()) == set(kept)
    assert set(JobItem.objects.values_list("job", flat=True)) == {job.pk for job in kept}
    assert tidy_jobs(timezone.now()) == 0


def test_what_a_removed_job_listed_is_not_taken_again_and_no_article_goes(site):
    site.pages["/feed"] = answer([whole_entry(1), entry(2, place="/nothing")])
    feed = followed(site)
    look_and_work(feed, site)
    site.pages["/feed"] = answer([entry(3, place="/neither"), whole_entry(1)])
    second = look_and_work(feed, site, after(30)).job
    assert (second.refused_count, second.added_count) == (1, 0)
    before = [model.objects.count() for model in (Article, ArticleVersion, Document, FeedEntry)]
    assert tidy_jobs(timezone.now() + KEPT + timedelta(days=1)) == 1
    assert not Job.objects.filter(pk=second.pk).exists()
    assert before == [m.objects.count() for m in (Article, ArticleVersion, Document, FeedEntry)]
    feed.refresh_from_db()
    assert feed.brought == 1
    assert look_and_work(feed, site, NOON + timedelta(days=40)).job is None
