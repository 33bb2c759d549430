"""Jobs: inputs once, items leased to one worker, outcomes with articles, cancel and resume."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from coverage.desk.jobs import (
    MOST_ATTEMPTS,
    Link,
    Refusal,
    Unit,
    Upload,
    Worker,
    cancel_job,
    do_item,
    doing,
    job_to_work_on,
    progress,
    report,
    requeue_expired,
    resume_job,
    running,
    start_job,
    sweep,
    take_item,
    work_on,
)
from coverage.models import Article, Comparison, Document, ItemBytes, Job, JobItem, Story
from coverage.models.jobs import CHUNK

from .papers import expire, outcomes, paper, paper_unit, started, zip_of

pytestmark = pytest.mark.django_db


# --- inputs -----------------------------------------------------------------------------------


def test_an_input_given_twice_is_one_item():
    page = (io.BytesIO(b"one"), "a.html")
    job = start_job(
        None,
        [
            paper_unit(1), paper_unit(1), Upload(*page), Upload(io.BytesIO(b"one"), "a.html"),
            Link("https://gull.example/a"), Link("https://gull.example/a", "again"),
            Refusal("x.zip", "it is damaged"), Refusal("x.zip", "it is damaged"),
        ],
        purpose="twice",
    )  # fmt: skip
    assert list(job.items.values_list("position", "kind")) == [
        (1, "document"), (2, "file"), (3, "address"), (4, "document")
    ]  # fmt: skip
    assert (job.item_count, job.done_count, job.refused_count) == (4, 1, 1)


def test_two_documents_under_one_name_are_two():
    job = start_job(
        None, [Unit(b"one", "index.html"), Unit(b"two", "index.html")], purpose="two desks"
    )
    assert job.item_count == 2


def test_the_database_holds_that_an_input_is_once_in_a_job():
    item = started(paper_unit(1)).items.get()
    item.pk = None
    item.position = 9
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()


def test_a_large_file_waits_in_pieces_and_comes_out_as_it_was():
    content = bytes(range(256)) * (CHUNK // 256 * 2) + b"the end"
    job = start_job(None, [Upload(io.BytesIO(content), "large.txt")], purpose="large")
    item = job.items.get()
    assert item.pieces.count() == 3
    assert doing.content_of(item) == content
    with doing._file_of(item) as file:
        assert file.read() == content


def test_a_job_that_cannot_be_kept_whole_is_not_kept_at_all():
    def inputs():
        yield paper_unit(1)
        raise OSError("the upload broke off")

    with pytest.raises(OSError):
        start_job(None, inputs(), purpose="half")
    assert not Job.objects.exists()
    assert not ItemBytes.objects.exists()


# --- doing ------------------------------------------------------------------------------------


def test_a_document_becomes_an_article_and_its_bytes_wait_no_longer():
    job = started(paper_unit(1), outlet="The Gull")
    do_item(take_item("one"))
    [row] = report(job)
    assert (row.outcome, row.outlet) == ("added", "The Gull")
    assert row.article == Article.objects.get().pk
    assert Document.objects.get().content == paper(1)
    assert not ItemBytes.objects.exists()


def test_what_came_before_is_unchanged_and_what_cannot_be_read_is_refused_by_name():
    job = started(paper_unit(1), Unit(paper(1), "again.txt"), Unit(b"%PDF-1.7", "scan.pdf"))
    assert not work_on(job.pk, Worker())
    assert outcomes(job) == [
        ("1.txt", "added"),
        ("again.txt", "unchanged"),
        ("scan.pdf", "refused"),
    ]
    assert "scan.pdf is a PDF" in list(report(job))[2].why


def test_a_file_of_many_documents_becomes_an_item_for_each():
    job = started(Upload(zip_of(range(250)), "pages.zip"))
    do_item(take_item("one"))
    job.refresh_from_db()
    assert (job.item_count, job.done_count) == (250, 0)
    file = job.items.get(kind="file")
    assert file.outcome == "unpacked"
    assert not file.pieces.exists()
    assert [row.unpacked_from for row in report(job)] == ["pages.zip"] * 250


def test_a_file_whose_worker_was_killed_half_way_is_unpacked_to_the_end_and_nothing_twice():
    job = started(Upload(zip_of(range(250)), "pages.zip"))
    item = take_item("killed")

    def killed() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        do_item(item, step=killed)
    assert job.items.count() == 101
    expire(item)
    requeue_expired()
    work_on(job.pk, Worker(), seconds=0)
    file = job.items.takeable().filter(kind="file").get()
    JobItem.objects.filter(pk=file.pk).update(attempts=0)
    JobItem.objects.filter(kind="document").update(attempts=9)
    do_item(take_item("other"))
    job.refresh_from_db()
    assert job.item_count == job.items.filter(kind="document").count() == 250


def test_a_file_that_is_one_document_is_taken_in_as_it_is():
    job = started(
        Upload(io.BytesIO(paper(3)), "three.txt", "text/plain", "https://gull.example/three")
    )
    do_item(take_item("one"))
    [row] = report(job)
    assert (row.name, row.outcome, row.unpacked_from) == ("three.txt", "added", "")
    assert row.address == "https://gull.example/three"


FEED = b"""<rss version="2.0"><channel><title>The Gull</title>
<item><title>One opens</title><link>https://gull.example/1</link>
<description>The first bridge of Orle was opened on Monday after repairs of weeks.</description>
</item>
<item><title>Two opens</title><link>https://gull.example/2</link>
<description>The second bridge of Brask stays shut until the spring, the council said.</description>
</item></channel></rss>"""


def test_a_document_of_two_articles_has_two_rows_in_the_report():
    job = started(Unit(FEED, "feed.xml", content_type="application/rss+xml"))
    do_item(take_item("one"))
    assert outcomes(job) == [("feed.xml", "added"), ("feed.xml (2)", "added")]
    job.refresh_from_db()
    assert (job.item_count, job.added_count) == (2, 2)
    assert Article.objects.count() == 2


def test_a_database_that_fails_leaves_the_item_to_be_done(monkeypatch):
    job = started(paper_unit(1))
    keep, failures = doing.keep, iter(range(2))

    def failing(prepared):
        answers = keep(prepared)
        if next(failures, None) is not None:
            raise OperationalError("server closed the connection")
        return answers

    monkeypatch.setattr(doing, "keep", failing)
    work_on(job.pk, Worker())
    assert outcomes(job) == [("1.txt", "added")]
    assert Article.objects.count() == 1
    assert JobItem.objects.get().attempts == 3


def test_a_fault_of_ours_is_refused_with_the_reason_and_the_rest_goes_on(monkeypatch):
    job = started(paper_unit(1), paper_unit(2))
    prepare = doing.prepare

    def failing(arrival):
        if arrival.name == "1.txt":
            raise ZeroDivisionError("division by zero")
        return prepare(arrival)

    monkeypatch.setattr(doing, "prepare", failing)
    work_on(job.pk, Worker())
    assert outcomes(job) == [("1.txt", "refused"), ("2.txt", "added")]
    assert "1.txt could not be taken in: division by zero" in next(report(job)).why


# --- comparing and the end --------------------------------------------------------------------


def test_a_job_ends_with_its_stories_compared():
    job = started(paper_unit(1), paper_unit(2))
    work_on(job.pk, Worker())
    job.refresh_from_db()
    assert job.state == "done"
    assert job.finished_at
    assert Story.objects.count() == Comparison.objects.count() > 0


def test_what_a_killed_worker_had_to_compare_is_compared_by_another():
    job = started(paper_unit(1))
    do_item(take_item("killed"))
    sweep(Worker())  # it may still be about to do it
    assert not Comparison.objects.exists()
    JobItem.objects.update(done_at=timezone.now() - timedelta(seconds=61))
    sweep(Worker())
    assert Comparison.objects.count() == 1
    job.refresh_from_db()
    assert job.state == "done"


def test_a_story_that_cannot_be_compared_does_not_keep_the_job_open(monkeypatch):
    def failing(articles):
        raise ValueError("no such row")

    monkeypatch.setattr(running, "compare_again", failing)
    job = started(paper_unit(1))
    work_on(job.pk, Worker())
    job.refresh_from_db()
    assert job.state == "done"


def test_a_story_that_ends_who_compares_it_keeps_no_other_from_being_compared(monkeypatch):
    job = started(paper_unit(1), paper_unit(2))
    for _ in range(2):
        do_item(take_item("killed"))
    JobItem.objects.update(done_at=timezone.now() - timedelta(seconds=61))
    bad = JobItem.objects.get(position=1).article_id
    compare_again = running.compare_again

    def ending(articles):
        if bad in articles:
            raise KeyboardInterrupt
        compare_again(articles)

    monkeypatch.setattr(running, "compare_again", ending)
    killed = 0
    while job.state != "done":
        try:
            sweep(Worker())
        except KeyboardInterrupt:
            killed += 1
        job.refresh_from_db()
    assert killed == MOST_ATTEMPTS
    assert Comparison.objects.count() == 1


def test_a_turn_ends_when_its_seconds_are_over_and_says_that_something_is_left():
    job = started(paper_unit(1))
    assert work_on(job.pk, Worker(), seconds=0)
    assert job_to_work_on() == job.pk
    assert not work_on(job.pk, Worker())
    assert job_to_work_on() is None


def test_a_worker_told_to_end_takes_nothing_more():
    job = started(paper_unit(1))
    worker = Worker()
    worker.stop()
    assert work_on(job.pk, worker)
    assert job.items.waiting().count() == 1


# --- cancel and resume ------------------------------------------------------------------------


def test_a_cancelled_job_keeps_what_came_in_and_goes_on_where_it_stopped():
    job = started(paper_unit(1), paper_unit(2), paper_unit(3))
    worker = Worker()
    do_item(take_item(worker.owner))
    at_hand = take_item(worker.owner)
    assert cancel_job(job).state == "running"  # a worker is at the second
    assert progress(job).is_cancelling
    do_item(at_hand)
    assert take_item(worker.owner) is None
    work_on(job.pk, worker)
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert [row.outcome for row in report(job)] == ["added", "added", ""]
    assert resume_job(job)
    assert not resume_job(job)  # it waits already
    work_on(job.pk, worker)
    job.refresh_from_db()
    assert (job.state, job.added_count) == ("done", 3)


def test_a_job_nobody_began_is_cancelled_at_once():
    job = start_job(None, [paper_unit(1)], purpose="not wanted")
    assert cancel_job(job).state == "cancelled"
    assert job_to_work_on() is None
    assert not work_on(job.pk, Worker())
    assert not Article.objects.exists()


def test_a_job_that_is_done_is_neither_cancelled_nor_resumed():
    job = started(paper_unit(1))
    work_on(job.pk, Worker())
    assert cancel_job(job).state == "done"
    assert not resume_job(job)
    assert job.state == "done"


def test_unpacking_stops_for_a_cancelled_job_and_goes_on_with_it():
    job = started(Upload(zip_of(range(250)), "pages.zip"))
    item = take_item("one")
    do_item(item, step=lambda: bool(cancel_job(job)))
    assert job.items.filter(kind="document").count() == 100
    assert job.items.get(kind="file").attempts == 0
    work_on(job.pk, Worker())
    job.refresh_from_db()
    assert job.state == "cancelled"
    resume_job(job)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)
    JobItem.objects.filter(kind="document").update(attempts=1)  # the file is taken first
    do_item(take_item("two"))
    assert job.items.filter(kind="document").count() == 250


def test_unpacking_stops_for_a_worker_that_is_to_end():
    job = started(Upload(zip_of(range(250)), "pages.zip"))
    worker = Worker()
    item = take_item(worker.owner)
    worker.stop()
    do_item(item, step=worker.step)
    assert job.items.get(kind="file").state == "waiting"
    assert job.items.count() == 101
