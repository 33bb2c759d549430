"""Looking first: the job's page says what would become of each document, and a person decides."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from coverage.desk.jobs import Refusal, Unit, Worker, start_job, tidy_undecided, work_on
from coverage.models import Article, Document, Job
from tests.desk.papers import paper, paper_unit, zip_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def words(response):
    """What can be read on the page, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def looked(*inputs, person=None):
    job = start_job(person, inputs, purpose="a look", looks_first=True)
    work_on(job.pk, Worker())
    job.refresh_from_db()
    return job


def test_look_first_becomes_a_job_that_takes_nothing_in(editor_client, editor):
    file = SimpleUploadedFile("two.zip", zip_of(range(2)).getvalue())
    sent = {
        "documents": file,
        "addresses": "https://gull.example/a\nhttp://10.0.0.1/b",
        "look": "1",
    }
    response = editor_client.post("/add/", sent)
    job = Job.objects.get()
    assert response["Location"] == f"/jobs/{job.pk}/"
    assert job.is_looking
    work_on(job.pk, Worker())
    said = words(editor_client.get(f"/jobs/{job.pk}/"))
    assert "Looked through 4 of 4 documents" in said
    assert "2 would be added" in said
    assert "1 would be fetched" in said
    assert "http://10.0.0.1/b leads to a private address" in said
    assert "names are looked up only when it is fetched" in said
    assert "Take in 3 documents" in said
    assert "is kept until" in said
    assert (Article.objects.count(), Document.objects.count()) == (0, 0)


def test_one_press_takes_in_what_was_looked_through(editor_client):
    job = looked(paper_unit(1), paper_unit(2))
    response = editor_client.post(f"/jobs/{job.pk}/take-in", follow=True, headers=HTMX)
    assert "Waiting for a worker" in words(response)
    editor_client.post(f"/jobs/{job.pk}/take-in")
    work_on(job.pk, Worker())
    said = words(editor_client.get(f"/jobs/{job.pk}/"))
    assert "Done 2 of 2 documents" in said
    assert Article.objects.count() == 2


def test_chosen_documents_are_left_out_where_one_stands_in_the_report(editor_client):
    job = looked(*map(paper_unit, range(3)), Unit(b"%PDF-1.7", "scan.pdf"))
    out = f"/jobs/{job.pk}/leave-out"
    sent = {"document": ["1", "2", "x", "-4", "9" * 30], "here": "outcome=would-be-added"}
    response = editor_client.post(out, sent)
    assert response["Location"] == f"/jobs/{job.pk}/?outcome=would-be-added"
    said = words(editor_client.get(f"/jobs/{job.pk}/"))
    assert "2 documents are left out" in said
    assert "Take in 1 document " in said
    editor_client.post(out, {"document": "2", "back": "1"})
    assert "Take in 2 documents" in words(editor_client.get(f"/jobs/{job.pk}/"))
    only = words(editor_client.get(f"/jobs/{job.pk}/?outcome=left-out"))
    assert "0.txt" in only
    assert "1.txt" not in only


def test_how_long_a_person_thought_is_no_part_of_a_look(editor_client):
    job = looked(paper_unit(1))
    page = f"/jobs/{job.pk}/"
    assert "took " in words(editor_client.get(page))
    Job.objects.update(started_at="2026-01-01T00:00:00Z")
    editor_client.post(f"{page}cancel")
    said = words(editor_client.get(page))
    assert "Cancelled 1 of 1 document" in said
    assert "took" not in said


def test_a_look_that_was_cancelled_says_what_would_have_become_of_it(editor_client):
    job = looked(paper_unit(1), Unit(b"%PDF-1.7", "scan.pdf"))
    page = f"/jobs/{job.pk}/"
    assert "What would become of it" in words(editor_client.get(page))
    editor_client.post(f"{page}cancel")
    said = words(editor_client.get(page))
    assert "What would have become of it" in said
    assert "What would become of it" not in said
    Job.objects.update(finished_at="2026-01-01T00:00:00Z")
    tidy_undecided()
    said = words(editor_client.get(page))
    assert "What became of it" in said
    assert "would" not in said.partition("Report")[2]


def test_all_left_out_ends_with_nothing_and_can_be_put_back(editor_client):
    job = looked(paper_unit(1))
    page = f"/jobs/{job.pk}/"
    editor_client.post(f"{page}leave-out", {"document": "1"})
    said = words(editor_client.get(page))
    assert "End it with nothing taken in" in said
    assert "Look again" not in said
    assert "Take it in after all" in said
    editor_client.post(f"{page}take-in")
    assert "What became of it" in words(editor_client.get(page))


def test_what_is_left_out_may_be_put_back_after_another_look(editor_client):
    job = looked(paper_unit(1), paper_unit(2))
    page = f"/jobs/{job.pk}/"
    editor_client.post(f"{page}leave-out", {"document": "1"})
    editor_client.post(f"{page}look-again")
    work_on(job.pk, Worker())
    said = words(editor_client.get(page))
    assert "1 document is left out, and may be put back below" in said
    assert "Take it in after all" in said


@pytest.mark.parametrize("doing", ["take-in", "look-again", "resume"])
def test_who_presses_twice_has_it_run_once(
    editor_client, doing, django_capture_on_commit_callbacks
):
    job = looked(paper_unit(1), paper_unit(2))
    if doing == "resume":
        editor_client.post(f"/jobs/{job.pk}/look-again")
        DBTaskResult.objects.all().delete()
        editor_client.post(f"/jobs/{job.pk}/cancel")
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            editor_client.post(f"/jobs/{job.pk}/{doing}")
        Job.objects.update(state="running")
        editor_client.post(f"/jobs/{job.pk}/resume")
    assert DBTaskResult.objects.ready().count() == 1


def test_leaving_out_nothing_says_what_to_do(editor_client):
    job = looked(paper_unit(1), paper_unit(2))
    sent = {"here": "outcome=would-be-added"}
    response = editor_client.post(f"/jobs/{job.pk}/leave-out", sent, follow=True)
    assert response.redirect_chain[-1][0].endswith("?outcome=would-be-added&chosen=none")
    assert "No document was chosen." in words(response)
    assert "chosen=none" not in response.content.decode()
    assert "Take in 2 documents" in words(response)


def test_the_report_of_a_look_is_a_table_too(editor_client):
    feed = b"""<rss><channel><title>Gull</title>
    <item><title>The pier shut</title><link>https://gull.example/1</link>
    <description>The pier at Orle was shut on Monday.</description></item>
    <item><title>The mill opens</title><link>https://gull.example/2</link>
    <description>The mill at Orle was opened on Monday.</description></item></channel></rss>"""
    job = looked(Unit(feed, "feed.xml"), Refusal("x.zip", "x.zip is damaged. Pack it again."))
    response = editor_client.get(f"/jobs/{job.pk}/report.csv")
    assert response["Content-Disposition"] == f'attachment; filename="job-{job.pk}-look.csv"'
    sent = b"".join(response.streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(sent.removeprefix("\ufeff"))))
    assert [(row["document"], row["outcome"]) for row in rows] == [
        ("feed.xml", "would be added"), ("feed.xml (2)", "would be added"), ("x.zip", "refused"),
    ]  # fmt: skip
    assert rows[1]["headline"] == "The mill opens"


@pytest.mark.parametrize("doing", ["take-in", "leave-out", "look-again"])
def test_only_an_editors_own_form_decides(client, editor_client, doing):
    job = looked(paper_unit(1))
    address = f"/jobs/{job.pk}/{doing}"
    assert client.post(address).status_code == 302
    assert client.post(address, headers=HTMX).status_code == 403
    assert editor_client.get(address).status_code == 405
    assert editor_client.post(f"/jobs/77/{doing}").status_code == 404
    job.refresh_from_db()
    assert job.state == "looked"


def test_pages_of_a_look_ask_for_news_until_it_is_looked_through(editor_client):
    job = start_job(None, [paper_unit(1)], purpose="a look", looks_first=True)
    page = editor_client.get(f"/jobs/{job.pk}/").content.decode()
    assert "hx-trigger" in page
    work_on(job.pk, Worker())
    poll = editor_client.get(f"/jobs/{job.pk}/?said=waiting-0", headers=HTMX)
    assert poll["HX-Retarget"] == "#job"
    assert "hx-trigger" not in poll.content.decode()
    assert "looked through, waits for you" in words(editor_client.get("/jobs/"))
    assert "looked through, waits for you" in words(editor_client.get("/add/"))


def test_a_look_costs_as_many_queries_for_many_documents(
    editor_client, django_assert_max_num_queries
):
    job = looked(*map(paper_unit, range(40)))
    with django_assert_max_num_queries(16):
        editor_client.get(f"/jobs/{job.pk}/")


def test_a_form_that_is_sent_twice_leads_to_one_job(editor_client):
    def send(once):
        file = SimpleUploadedFile("a.txt", paper(1))
        return editor_client.post("/add/", {"documents": file, "once": once})["Location"]

    first = send("one form")
    again = send("one form")
    assert again == f"{first}?sent=again"
    assert "This form was sent before" in words(editor_client.get(again))
    assert send("another form") != first
    assert Job.objects.count() == 2
    page = editor_client.get("/add/").content.decode()
    assert re.search(r'name="once" value="[\w-]{16,}"', page)
