"""A job's page: where it stands, what became of each document, who may see and change it."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from coverage.desk.jobs import (
    Link,
    Refusal,
    Upload,
    Worker,
    cancel_job,
    do_item,
    start_job,
    take_item,
    work_on,
)
from coverage.models import Article, Job, JobItem
from coverage.web.job_page import lasting
from tests.desk.papers import paper_unit, started, zip_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def page_of(client, job, query="", **headers):
    response = client.get(f"/jobs/{job.pk}/{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def words(page):
    """What can be read on it, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def long_ago(job, seconds=45):
    """The job, begun so long ago."""
    moment = timezone.now() - timedelta(seconds=seconds)
    Job.objects.filter(pk=job.pk).update(made_at=moment, started_at=moment)
    job.refresh_from_db()
    return job


def ended(*inputs, **fields):
    job = started(*inputs, **fields)
    work_on(job.pk, Worker())
    job.refresh_from_db()
    assert job.is_ended
    return job


# --- who may --------------------------------------------------------------------------------


def test_jobs_are_for_those_who_may_add(client):
    job = ended(paper_unit(1))
    reader = Client()
    reader.force_login(
        User.objects.create_user("reader"), backend="django.contrib.auth.backends.ModelBackend"
    )
    for address in ("/jobs/", f"/jobs/{job.pk}/", f"/jobs/{job.pk}/report.csv"):
        assert client.get(address)["Location"] == f"/sign-in/?next={address}"
        assert client.get(address, headers=HTMX).status_code == 403
        assert reader.get(address).status_code == 403


@pytest.mark.parametrize("doing", ["cancel", "resume"])
def test_only_an_editors_own_form_changes_a_job(client, editor_client, editor, doing):
    job = started(paper_unit(1))
    address = f"/jobs/{job.pk}/{doing}"
    assert client.post(address).status_code == 302
    assert editor_client.get(address).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(address).status_code == 403
    job.refresh_from_db()
    assert job.cancel_asked_at is None


def test_a_job_that_is_none_is_not_found(editor_client):
    for address in ("/jobs/77/", "/jobs/77/report.csv"):
        assert editor_client.get(address).status_code == 404
    assert editor_client.post("/jobs/77/cancel").status_code == 404


# --- while it runs --------------------------------------------------------------------------


def test_a_running_job_says_how_far_it_is_and_asks_again_by_itself(editor_client):
    job = started(*map(paper_unit, range(4)))
    do_item(take_item("one"))
    take_item("one")
    page = page_of(editor_client, job)
    assert "Running 1 of 4 documents" in words(page)
    assert "Now: 1.txt" in words(page)
    assert "Report so far, as of 1 document" in words(page)
    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert "Cancel" in page
    assert Article.objects.get().get_absolute_url() in page


def test_an_open_page_gets_the_progress_alone_and_hears_only_news(editor_client):
    job = started(*map(paper_unit, range(4)))
    first = page_of(editor_client, job, "?said=", **HTMX)
    assert "<h1" not in first
    assert "The job is running: 0 of 4 documents done." in first
    [said] = re.findall(r'hx-get="(\?said=[^"]+)"', first)
    assert 'id="job-said"' not in page_of(editor_client, job, said, **HTMX)
    do_item(take_item("one"))
    assert "1 of 4 documents done." in page_of(editor_client, job, said, **HTMX)


def test_the_end_brings_the_whole_report_in_place_of_everything(editor_client):
    job = ended(paper_unit(1), paper_unit(2))
    response = editor_client.get(f"/jobs/{job.pk}/?said=running-5", headers=HTMX)
    assert response["HX-Retarget"] == "#job"
    page = response.content.decode()
    assert 'id="report-title"' in page
    assert "The job is done: 2 of 2 documents done: 2 added." in page
    assert "hx-trigger" not in page
    assert "<html" not in page


def test_a_poll_opened_in_a_browser_is_the_page(editor_client):
    job = ended(paper_unit(1))
    page = page_of(editor_client, job, "?said=running-5")
    assert "<html" in page
    assert "said" not in re.findall(r'href="(\?[^"]*)"', page)


def test_a_poll_keeps_the_filter_that_is_on(editor_client):
    job = started(paper_unit(1), Refusal("x.zip", "it is damaged"))
    page = page_of(editor_client, job, "?outcome=refused")
    [asked] = re.findall(r'hx-get="(\?[^"]*said=[^"]*)"', page)
    assert "outcome=refused" in asked
    work_on(job.pk, Worker())
    at_the_end = page_of(editor_client, job, asked.replace("&amp;", "&"), **HTMX)
    assert "it is damaged" in at_the_end
    assert "1.txt" not in at_the_end


def test_a_file_still_being_unpacked_promises_no_total(editor_client):
    job = started(paper_unit(1), Upload(zip_of(range(3)), "more.zip"))
    do_item(take_item("one"))
    take_item("one")
    page = words(page_of(editor_client, job))
    assert "found so far" in page
    assert "more documents may be found" in page
    assert "left ·" not in page


# --- nobody is at it ------------------------------------------------------------------------


def test_a_job_nobody_takes_up_says_how_to_start_a_worker(editor_client):
    job = long_ago(start_job(None, [paper_unit(1)], purpose="a file"))
    page = words(page_of(editor_client, job))
    assert "Waiting for a worker" in page
    assert re.search(r"Nothing has been taken up for 4\d seconds", page)
    assert "make run" in page
    assert "manage.py work" in page


def test_a_job_just_begun_gives_a_worker_time_to_come(editor_client):
    job = start_job(None, [paper_unit(1)], purpose="a file")
    assert "no worker" not in page_of(editor_client, job)


def test_workers_that_are_at_other_jobs_are_not_said_to_be_missing(editor_client):
    started(paper_unit(1))
    take_item("one")
    job = long_ago(start_job(None, [paper_unit(2)], purpose="a file"))
    page = words(page_of(editor_client, job))
    assert "the workers are at other jobs" in page
    assert "make run" not in page


def test_addresses_that_are_asked_again_later_say_when(editor_client):
    job = long_ago(started(Link("https://gull.example/a")))
    later = timezone.now() + timedelta(minutes=2)
    JobItem.objects.update(not_before=later, why="it is busy")
    page = words(page_of(editor_client, job))
    assert f"1 address is asked again later, the first at {later:%H:%M:%S}" in page
    assert "make run" not in page


# --- cancelled and resumed ------------------------------------------------------------------


def test_a_job_is_cancelled_and_goes_on(editor_client, django_capture_on_commit_callbacks):
    job = started(*map(paper_unit, range(3)))
    worker = Worker()
    do_item(take_item(worker.owner))
    work_on(job.pk, worker, seconds=0)
    answer = editor_client.post(f"/jobs/{job.pk}/cancel", follow=True)
    page = words(answer.content.decode())
    assert "Cancelled 1 of 3 documents" in page
    assert "2 documents were not taken up before the job was cancelled." in page
    assert "2 not done" in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor_client.post(f"/jobs/{job.pk}/resume", headers=HTMX, follow=True)
    assert "<html" not in answer.content.decode()
    assert "Waiting for a worker" in answer.content.decode()
    assert DBTaskResult.objects.ready().count() == 1
    work_on(job.pk, Worker())
    assert "Done 3 of 3 documents" in words(page_of(editor_client, job))


def test_a_resumed_job_waits_from_when_it_was_resumed(
    editor_client, django_capture_on_commit_callbacks
):
    job = long_ago(start_job(None, [paper_unit(1)], purpose="a file"), 3600)
    cancel_job(job)
    with django_capture_on_commit_callbacks(execute=True):
        editor_client.post(f"/jobs/{job.pk}/resume")
    assert "no worker" not in page_of(editor_client, job)


def test_cancelling_waits_for_the_document_at_hand(editor_client):
    job = started(paper_unit(1), paper_unit(2))
    take_item("one")
    answer = editor_client.post(f"/jobs/{job.pk}/cancel", follow=True)
    page = answer.content.decode()
    assert "Cancelling: what is at hand is finished first" in page
    assert "hx-trigger" in page
    assert "Resume" in page


def test_a_job_that_ended_has_nothing_to_cancel_or_resume(editor_client):
    job = ended(paper_unit(1))
    for doing in ("cancel", "resume"):
        editor_client.post(f"/jobs/{job.pk}/{doing}")
        job.refresh_from_db()
        assert (job.state, job.cancel_asked_at) == ("done", None)
    page = page_of(editor_client, job)
    assert 'id="job-button"' not in page


def test_a_job_cancelled_before_anything_was_taken_up_says_so(editor_client):
    job = start_job(None, [paper_unit(1)], purpose="a file")
    editor_client.post(f"/jobs/{job.pk}/cancel")
    page = words(page_of(editor_client, job))
    assert "1 document was not taken up before the job was cancelled." in page
    assert "not begun" in page


# --- the report -----------------------------------------------------------------------------


@pytest.fixture
def mixed(db):
    """A job of two new documents, one that is here already, a new version and a refusal."""
    ended(paper_unit(1))
    unit = paper_unit(2)
    return ended(paper_unit(1), unit, paper_unit(3), Refusal("x.zip", "x.zip is damaged."))


def test_each_document_stands_with_what_became_of_it_and_where_it_is(editor_client, mixed):
    page = page_of(editor_client, mixed)
    assert "Done 4 of 4 documents" in words(page)
    for article in Article.objects.all():
        assert f'href="{article.get_absolute_url()}"' in page
        assert f'href="{article.membership.story.get_absolute_url()}"' in page
    assert "refused : x.zip is damaged." in words(page)
    assert "all 4" in words(page)


@pytest.mark.parametrize(("outcome", "rows"), [("added", 2), ("unchanged", 1), ("refused", 1)])
def test_the_report_is_filtered_by_outcome(editor_client, mixed, outcome, rows):
    page = page_of(editor_client, mixed, f"?outcome={outcome}")
    assert page.count("<tr class=") == rows == page.count(f'<tr class="{outcome}"')
    assert re.search(rf'id="only-{outcome}"[^>]*aria-current="true"', page)


def test_a_filter_that_hides_all_says_so_and_shows_all(editor_client, mixed):
    page = page_of(editor_client, mixed, "?outcome=new-version")
    assert "No document of this job has the outcome “new version”: 4 others are hidden." in page
    assert "Show all 4 documents" in page
    assert page_of(editor_client, mixed, "?outcome=nonsense").count("<tr class=") == 4


def test_a_near_duplicate_links_the_article_it_is_near_to(editor_client):
    job = ended(paper_unit(1))
    why = "of “Bridge shut” (Gull): 97 % of its words"
    JobItem.objects.update(outcome="near-duplicate", why=why)
    Job.objects.update(added_count=0, near_duplicate_count=1)
    page = page_of(editor_client, job)
    assert f"near-duplicate {why}" in words(page)
    assert f'href="{Article.objects.get().get_absolute_url()}"' in page


def test_a_file_that_came_apart_is_named_with_what_was_in_it(editor_client):
    job = ended(Upload(zip_of(range(3)), "more.zip"))
    page = words(page_of(editor_client, job))
    assert "more.zip : 3 in it" in page
    assert "Done 3 of 3 documents" in page


def large(number):
    """An ended job of so many documents, as a worker would have left it."""
    job = ended(paper_unit(1))
    article, now = Article.objects.get(), timezone.now()
    JobItem.objects.bulk_create(
        JobItem(
            job=job, position=n, key=str(n), kind="document", name=f"page {n}.html",
            state="done", outcome="unchanged", article=article, done_at=now,
        )
        for n in range(2, number + 1)
    )  # fmt: skip
    Job.objects.update(item_count=number, unchanged_count=number - 1)
    return job


def test_a_large_report_stands_in_pages_of_which_each_costs_the_same(
    editor_client, django_assert_max_num_queries, no_query_per_row
):
    job = large(5000)
    # session, user, editor's group, job, unpacked files, feeds read, count, rows, memberships
    with django_assert_max_num_queries(10):
        page = page_of(editor_client, job, "?page=100")
    assert "page 100 of 100" in page
    assert "page 5000.html" in page
    assert page.count("<tr class=") == 50
    assert len(page) < 80_000


def test_the_table_holds_every_document_and_runs_nothing(editor_client):
    job = ended(paper_unit(1), Refusal('=HYPERLINK("https://evil.example")', "it is ümlaut"))
    response = editor_client.get(f"/jobs/{job.pk}/report.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="job-{job.pk}-report.csv"'
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    head, added, refused = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert head[:3] == ["document", "outcome", "why"]
    assert added[:2] == ["1.txt", "added"]
    assert refused[:3] == ['\'=HYPERLINK("https://evil.example")', "refused", "it is ümlaut"]


def test_names_and_reasons_are_words_never_markup(editor_client):
    evil = '"><script>alert(1)</script>'
    job = ended(Refusal(evil, evil), outlet=evil)
    Job.objects.update(purpose=evil)
    for address in (f"/jobs/{job.pk}/", "/jobs/", "/add/"):
        assert "<script>alert" not in editor_client.get(address).content.decode()


# --- the list -------------------------------------------------------------------------------


def test_the_list_has_every_job_newest_first_with_whose_and_how_far(editor_client, editor, mixed):
    start_job(editor, [paper_unit(7)], purpose="the newest")
    page = words(editor_client.get("/jobs/").content.decode())
    assert page.index("the newest") < page.index("a test")
    assert "by editor" in page
    assert "by the command line" in page
    assert "2 added, 1 unchanged, 1 refused" in page
    assert "0 added, 1 left" in page


def test_an_empty_list_says_what_becomes_a_job(editor_client):
    page = editor_client.get("/jobs/").content.decode()
    assert "No jobs yet" in page
    assert 'href="/add/"' in page


def test_the_list_asks_nothing_row_by_row(
    editor_client, editor, django_assert_max_num_queries, no_query_per_row
):
    Job.objects.bulk_create(Job(purpose=f"number {n}", person=editor) for n in range(60))
    with django_assert_max_num_queries(7):  # session, user, group, count, rows, any of feeds
        page = editor_client.get("/jobs/").content.decode()
    assert "page 1 of 2" in page


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (59.9, "59 s"), (60, "1 min 0 s"), (3599, "59 min 59 s"), (3725, "1 h 2 min")],
)
def test_how_long_it_takes_is_said_in_words(seconds, said):
    assert lasting(seconds) == said
