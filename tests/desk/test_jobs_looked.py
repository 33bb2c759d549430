"""Jobs that are looked through first: what would become of each document, and nothing taken in
before a person says so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coverage.desk.jobs import (
    KEPT,
    LeaseLost,
    Link,
    Unit,
    Upload,
    Worker,
    cancel_job,
    do_item,
    leave_out,
    look_again,
    progress,
    report,
    requeue_expired,
    resume_job,
    running,
    start_job,
    take_in,
    take_item,
    tidy_undecided,
    work_on,
)
from coverage.models import Article, Document, Foreseen, ForeseenKey, ItemBytes, Job, JobItem

from .papers import expire, outcomes, paper, paper_unit, started, zip_of

pytestmark = pytest.mark.django_db

LONG = " ".join(f"The {n}th plank of the pier at Orle was laid in week {n}." for n in range(30))


def page(name: str, more: str = "", address: str = "") -> Unit:
    """A text that is told in the same words under another headline."""
    head = "The pier of Orle" if address else f"The pier of Orle, {name[:-4]} edition"
    return Unit(f"{head}\n\n{LONG}\n\n{more}\n".encode(), name, address, "text/plain")


def looked(*inputs, **fields) -> Job:
    job = start_job(None, inputs, purpose="a look", looks_first=True, **fields)
    work_on(job.pk, Worker())
    job.refresh_from_db()
    return job


def all_gone() -> bool:
    """Whether nothing waits and nothing is foreseen any more."""
    return not any(kept.objects.exists() for kept in (ItemBytes, Foreseen, ForeseenKey))


def test_what_would_become_of_each_is_told_and_nothing_is_taken_in():
    work_on(started(paper_unit(1)).pk, Worker())
    job = looked(
        Unit(paper(1), "again.txt", content_type="text/plain"), paper_unit(2), page("first.txt"),
        page("second.txt"), Unit(b"%PDF-1.7", "scan.pdf"), Link("https://gull.example/a"),
        Link("http://127.0.0.1/a"), Upload(zip_of(range(5, 7)), "two.zip"),
    )  # fmt: skip
    assert job.state == "looked"
    assert sorted(outcomes(job)) == [
        ("2.txt", "would be added"), ("again.txt", "would be unchanged"),
        ("first.txt", "would be added"), ("http://127.0.0.1/a", "refused"),
        ("https://gull.example/a", "would be fetched"), ("scan.pdf", "refused"),
        ("second.txt", "would be a near-duplicate"), ("two.zip: 5.txt", "would be added"),
        ("two.zip: 6.txt", "would be added"),
    ]  # fmt: skip
    assert (Article.objects.count(), Document.objects.count()) == (1, 1)
    now = progress(job)
    assert (now.is_looked, now.done, now.total) == (True, 9, 9)
    assert now.counts["would be added"] == 4
    [why] = [row.why for row in report(job) if row.name == "http://127.0.0.1/a"]
    assert "leads to an address of the computer itself" in why


def test_where_the_same_text_stands_is_told():
    work_on(started(paper_unit(1)).pk, Worker())
    again = Unit(paper(2), "two.txt", content_type="text/plain")
    pier = [page(name, address="https://gull.example/pier") for name in ("a.txt", "b.txt")]
    job = looked(paper_unit(1), paper_unit(2), again, *pier)
    beside = "the same text stands in another document of this import"
    assert [row.why for row in report(job)] == [
        "the same text is here already", "", beside, "", beside
    ]  # fmt: skip


def test_taking_in_does_what_was_foreseen():
    job = looked(paper_unit(1), page("first.txt"), page("second.txt"))
    assert take_in(job)
    work_on(job.pk, Worker())
    assert outcomes(job) == [
        ("1.txt", "added"), ("first.txt", "added"), ("second.txt", "near-duplicate")
    ]  # fmt: skip
    assert Job.objects.get().state == "done"
    assert all_gone()


def test_near_duplicates_may_be_kept_too():
    job = looked(page("first.txt"), page("second.txt"))
    assert take_in(job, keeps_near_duplicates=True)
    work_on(job.pk, Worker())
    assert [outcome for _, outcome in outcomes(job)] == ["added", "added"]


def test_pressing_twice_takes_in_once_and_nothing_is_taken_in_before_the_look_is_over():
    job = start_job(None, [paper_unit(1)], purpose="a look", looks_first=True)
    assert not take_in(job)
    work_on(job.pk, Worker())
    assert [take_in(job), take_in(job), look_again(job)] == [True, False, False]
    work_on(job.pk, Worker())
    assert not take_in(job)
    assert job.state == "done"
    work_on(job.pk, Worker())
    assert Article.objects.count() == 1


def test_what_is_left_out_is_not_taken_in_and_may_be_put_back_before():
    job = looked(*map(paper_unit, range(1, 4)))
    assert leave_out(job, [1, 2]) == 2
    assert leave_out(job, [2], is_left_out=False) == 1
    assert [outcome for _, outcome in outcomes(job)] == ["left out"] + ["would be added"] * 2
    assert progress(job).counts["left out"] == 1
    assert take_in(job)
    work_on(job.pk, Worker())
    assert outcomes(job) == [("1.txt", "left out"), ("2.txt", "added"), ("3.txt", "added")]
    job.refresh_from_db()
    assert (job.state, job.left_out_count, job.added_count) == ("done", 1, 2)
    assert leave_out(job, [2]) == 0


def test_a_job_of_which_all_is_left_out_is_done():
    job = looked(paper_unit(1))
    leave_out(job, [1])
    assert not take_in(job)  # there is nothing to run
    assert job.state == "done"
    assert all_gone()


def test_another_look_tells_what_leaving_out_changed():
    job = looked(page("first.txt"), page("second.txt"))
    leave_out(job, [1])
    assert look_again(job)
    work_on(job.pk, Worker())
    assert outcomes(job) == [("first.txt", "left out"), ("second.txt", "would be added")]


def test_what_is_left_out_can_be_put_back_after_another_look():
    job = looked(page("first.txt"), page("second.txt"), paper_unit(3))
    leave_out(job, [1])
    look_again(job)
    work_on(job.pk, Worker())
    job.refresh_from_db()
    assert (job.state, job.looked_count, progress(job).counts["left out"]) == ("looked", 3, 1)
    assert leave_out(job, [1], is_left_out=False) == 1
    assert look_again(job)
    work_on(job.pk, Worker())
    assert [outcome for _, outcome in outcomes(job)] == [
        "would be added", "would be a near-duplicate", "would be added"
    ]  # fmt: skip
    assert Foreseen.objects.count() == 3
    take_in(job)
    work_on(job.pk, Worker())
    assert [outcome for _, outcome in outcomes(job)] == ["added", "near-duplicate", "added"]
    assert all_gone()


def test_a_job_of_which_all_is_left_out_needs_no_other_look():
    job = looked(paper_unit(1))
    leave_out(job, [1])
    assert not look_again(job)
    assert (job.state, leave_out(job, [1], is_left_out=False)) == ("looked", 1)


def test_texts_of_one_address_are_versions_of_one_another_within_a_job():
    address = "https://gull.example/pier"
    job = looked(
        page("a.txt", address=address), page("b.txt", "It was wet.", address),
        page("c.txt", address=address),
    )  # fmt: skip
    assert [outcome for _, outcome in outcomes(job)] == [
        "would be added", "would be a new version", "would be unchanged"
    ]  # fmt: skip


def test_a_look_whose_worker_was_killed_goes_on_and_tells_nothing_twice():
    job = start_job(None, [page("first.txt"), page("second.txt")], purpose="", looks_first=True)
    work_on(job.pk, Worker(), seconds=0)
    slow = take_item("slow")
    expire(slow)
    requeue_expired()
    work_on(job.pk, Worker())
    with pytest.raises(LeaseLost):
        do_item(slow)
    assert [outcome for _, outcome in outcomes(job)] == [
        "would be a near-duplicate", "would be added"
    ]  # fmt: skip
    job.refresh_from_db()
    assert (job.state, job.looked_count) == ("looked", 2)


def test_a_cancelled_look_takes_nothing_in_and_stands_as_looked_through_when_resumed():
    job = cancel_job(looked(paper_unit(1)))
    assert job.state == "cancelled"
    assert not take_in(job)
    assert not resume_job(job)  # there is nothing left to look at
    assert job.state == "looked"
    assert take_in(job)
    work_on(job.pk, Worker())
    assert outcomes(job) == [("1.txt", "added")]


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_what_nobody_decides_is_let_go_of_after_its_time(is_cancelled):
    job = looked(*map(paper_unit, range(3)))
    if is_cancelled:
        cancel_job(job)
    assert tidy_undecided() == 0
    long_ago = timezone.now() - KEPT - timedelta(hours=1)
    Job.objects.update(finished_at=long_ago)
    assert tidy_undecided() == 3
    assert all_gone()
    job.refresh_from_db()
    assert (job.state, job.left_out_count) == ("cancelled", 3)
    assert "14 days" in next(report(job)).why
    assert JobItem.objects.filter(outcome="left out").count() == 3


def test_what_an_unfinished_look_has_not_seen_is_resumed_not_let_go():
    job = cancel_job(start_job(None, [paper_unit(1)], purpose="", looks_first=True))
    resume_job(job)
    work_on(job.pk, Worker())
    job.refresh_from_db()
    assert job.state == "looked"


def test_a_form_sent_twice_begins_one_job(editor):
    def send(*numbers, once="form 1", **fields):
        return start_job(editor, map(paper_unit, numbers), purpose="", once=once, **fields).pk

    first = send(1, 2)
    assert send(1, 2) == first
    others = {send(1), send(1, 2, once="form 2"), send(1, 2, looks_first=True), send(1, 2, once="")}
    assert len(others | {first}) == 5
    assert ItemBytes.objects.count() == 9


def test_a_look_whose_cancelling_was_broken_off_is_not_half_cancelled(monkeypatch):
    job = looked(page("a.txt"))

    def killed(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "end_job", killed)
    with pytest.raises(KeyboardInterrupt):
        cancel_job(job)
    monkeypatch.undo()
    job.refresh_from_db()
    assert (job.state, job.cancel_asked_at) == ("looked", None)
    assert take_in(job)


def test_asking_for_another_look_leaves_letting_go_of_the_first_to_its_worker():
    job = looked(*map(paper_unit, range(1, 4)))
    leave_out(job, [1])
    look_again(job)
    assert Foreseen.objects.count() == 3  # a person does not wait until thousands are gone
    assert "would be added" not in progress(job).counts
    work_on(job.pk, Worker(), seconds=0)
    assert Foreseen.objects.get().item.is_left_out  # it can be put back
    work_on(job.pk, Worker())
    job.refresh_from_db()
    assert progress(job).counts["would be added"] == 2
    assert Foreseen.objects.count() == 3


def test_who_takes_an_item_before_its_first_look_is_gone_looks_all_the_same():
    job = looked(paper_unit(1))
    look_again(job)
    Job.objects.filter(pk=job.pk).update(state="running")
    do_item(take_item("another"))
    assert outcomes(job) == [("1.txt", "would be added")]
    assert Foreseen.objects.count() == 1
