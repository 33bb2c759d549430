"""Leases: one worker to an item, for a while; what is lost is taken back, and not for ever."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coverage.desk.jobs import (
    MOST_ATTEMPTS,
    LeaseLost,
    Link,
    do_item,
    report,
    requeue_expired,
    start_job,
    take_item,
)
from coverage.models import Article, ItemBytes, Job

from .papers import expire, paper_unit, started

pytestmark = pytest.mark.django_db


def test_an_item_is_taken_by_one_worker_for_a_while():
    job = started(paper_unit(1), paper_unit(2))
    one, two = take_item("one"), take_item("two")
    assert {one.position, two.position} == {1, 2}
    assert take_item("three") is None
    assert one.attempts == 1
    assert timedelta(seconds=50) < one.leased_until - timezone.now() <= timedelta(seconds=60)
    assert job.items.leased().count() == 2


def test_nothing_is_taken_of_a_job_that_waits_was_cancelled_or_is_done():
    job = start_job(None, [paper_unit(1)], purpose="waits")
    for state in ("waiting", "cancelled", "done"):
        Job.objects.filter(pk=job.pk).update(state=state)
        assert take_item("one") is None
    Job.objects.filter(pk=job.pk).update(state="running", cancel_asked_at=timezone.now())
    assert take_item("one") is None


def test_an_expired_lease_is_taken_back_and_comes_last():
    started(paper_unit(1), paper_unit(2))
    lost = take_item("killed")
    assert requeue_expired() == 0
    expire(lost)
    assert requeue_expired() == 1
    assert [take_item("other").position for _ in range(2)] == [2, 1]


def test_who_lost_the_lease_stores_nothing():
    job = started(paper_unit(1))
    slow = take_item("slow")
    expire(slow)
    requeue_expired()
    quick = take_item("quick")
    with pytest.raises(LeaseLost):
        do_item(slow)
    assert not Article.objects.exists()
    do_item(quick)
    with pytest.raises(LeaseLost):
        do_item(quick)
    assert Article.objects.count() == 1
    job.refresh_from_db()
    assert (job.added_count, job.done_count) == (1, 1)


def test_the_same_worker_under_an_older_lease_stores_nothing():
    started(paper_unit(1))
    first = take_item("one")
    expire(first)
    requeue_expired()
    take_item("one")
    with pytest.raises(LeaseLost):
        do_item(first)


def test_an_item_that_ends_its_worker_again_and_again_is_refused():
    job = started(paper_unit(1))
    for _ in range(MOST_ATTEMPTS):
        expire(take_item("killed"))
        requeue_expired()
    [row] = report(job)
    assert row.outcome == "refused"
    assert "ended the worker that read it, 3 times" in row.why
    assert not ItemBytes.objects.exists()
    job.refresh_from_db()
    assert job.refused_count == 1


def test_one_address_of_a_host_is_fetched_at_a_time():
    started(
        Link("https://gull.example/1"), Link("https://GULL.example/2"), Link("https://quay.example")
    )
    assert [take_item("one").host, take_item("two").host] == ["gull.example", "quay.example"]
    assert take_item("three") is None
