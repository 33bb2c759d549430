"""Looking first, over the API: what would become of each document, leaving out, taking in."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from coverage.desk.jobs import Unit, Worker, start_job, work_on
from coverage.models import Article, Job
from tests.desk.papers import paper, paper_unit, zip_of

pytestmark = pytest.mark.django_db
FEED = b"""<rss><channel><title>Gull</title>
<item><title>The pier shut</title><link>https://gull.example/1</link>
<description>The pier at Orle was shut on Monday.</description></item>
<item><title>The mill opens</title><link>https://gull.example/2</link>
<description>The mill at Orle was opened on Monday.</description></item></channel></rss>"""
NOTHING = {"data": b"", "content_type": "application/json"}


def looked(*inputs):
    job = start_job(None, inputs, purpose="a look", looks_first=True)
    work_on(job.pk, Worker())
    job.refresh_from_db()
    return job


def send(program, job, doing, **sent):
    return program.post(
        f"/jobs/{job.pk}/{doing}", data=json.dumps(sent), content_type="application/json"
    )


def outcomes(program, job, asked=""):
    rows = program.get(f"/jobs/{job.pk}/report{asked}").json()["rows"]
    return [(row["document"], row["outcome"]) for row in rows]


@pytest.mark.parametrize("as_files", [False, True])
def test_what_is_looked_through_first_is_taken_in_when_that_is_asked_for(program, as_files):
    if as_files:
        file = SimpleUploadedFile("one.zip", zip_of([1]).read())
        said = program.post("/documents", data={"files": file, "look_first": "true"}).json()
    else:
        said = program.send({"text": paper(1).decode()}, look_first=True).json()
    assert (said["is_looking"], said["state"]) == (True, "waiting")
    job = Job.objects.get()
    work_on(job.pk, Worker())
    said = program.get(f"/jobs/{job.pk}").json()
    assert (said["state"], said["is_ended"], said["counts"]["would be added"]) == (
        "looked", False, 1
    )  # fmt: skip
    assert [outcome for _, outcome in outcomes(program, job)] == ["would be added"]
    assert not Article.objects.exists()
    assert program.post(f"/jobs/{job.pk}/take-in", **NOTHING).json()["state"] == "waiting"
    work_on(job.pk, Worker())
    assert [outcome for _, outcome in outcomes(program, job)] == ["added"]


def test_the_report_says_what_would_become_of_each_and_of_each_article_of_a_feed(program):
    job = looked(paper_unit(1), Unit(FEED, "feed.xml"), Unit(b"%PDF-1.7", "scan.pdf"))
    assert outcomes(program, job) == [
        ("1.txt", "would be added"), ("feed.xml", "would be added"),
        ("feed.xml (2)", "would be added"), ("scan.pdf", "refused"),
    ]  # fmt: skip
    part = program.get(f"/jobs/{job.pk}/report?limit=2").json()
    assert [row["headline"] for row in part["rows"]][1:] == ["The pier shut", "The mill opens"]
    assert outcomes(program, job, f"?cursor={part['next']}") == [("scan.pdf", "refused")]
    assert len(outcomes(program, job, "?outcome=would be added")) == 3
    assert outcomes(program, job, "?outcome=would be a near-duplicate") == []
    assert outcomes(program, job, "?outcome=refused") == [("scan.pdf", "refused")]
    assert outcomes(program, job, "?outcome=waiting") == []


def test_documents_are_left_out_and_put_back_by_their_numbers(program):
    job = looked(*map(paper_unit, range(3)))
    assert send(program, job, "leave-out", numbers=[1, 3]).json()["counts"]["left out"] == 2
    assert outcomes(program, job, "?outcome=left out") == [
        ("0.txt", "left out"), ("2.txt", "left out")
    ]  # fmt: skip
    assert send(program, job, "put-back", numbers=[3]).json()["counts"]["left out"] == 1
    assert send(program, job, "look-again").json()["state"] == "waiting"
    work_on(job.pk, Worker())
    assert send(program, job, "take-in", keep_near_duplicates=True).json()["keep_near_duplicates"]
    work_on(job.pk, Worker())
    assert [outcome for _, outcome in outcomes(program, job)] == ["left out", "added", "added"]


@pytest.mark.parametrize(
    ("doing", "body", "status", "said"),
    [
        ("leave-out", b'{"numbers": [1, 7]}', 422, "Job {} has no document 7"),
        ("leave-out", b'{"numbers": []}', 422, "numbers has no member"),
        ("leave-out", b'{"numbers": ["1"]}', 422, "numbers[0] is no whole number"),
        ("put-back", b'{"numbers": [0]}', 422, "numbers[0] is less than 1"),
        ("put-back", b'{"numbers": [1e99]}', 422, "numbers[0]"),
        ("put-back", b"{}", 422, "numbers is missing"),
        ("leave-out", b"", 415, "without a type"),
        ("take-in", b"[1]", 422, "The body is no object"),
        ("take-in", b'{"keep": true}', 422, "keep is unknown"),
        ("take-in", b"[" * 100_000, 400, "nested too deeply"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_done(program, doing, body, status, said):
    job = looked(paper_unit(1))
    path = f"/jobs/{job.pk}/{doing}"
    response = program.post(path, data=body, content_type="application/json")
    assert response.status_code == status
    assert said.format(job.pk) in response.json()["detail"]
    assert program.post(path, data="a", content_type="text/plain").status_code == 415
    job.refresh_from_db()
    assert job.state == "looked"


def test_a_body_over_the_limit_is_refused(program, settings):
    job = looked(paper_unit(1))
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert send(program, job, "leave-out", numbers=[1] * 200).status_code == 413


@pytest.mark.parametrize("doing", ["take-in", "look-again", "leave-out", "put-back"])
def test_a_job_that_is_not_looked_through_says_how_it_stands(program, doing):
    job = start_job(None, [paper_unit(1)], purpose="a look", looks_first=True)
    response = send(program, job, doing, **({"numbers": [1]} if doing[-3:] in "outback" else {}))
    assert response.status_code == 409
    assert "not stand as looked through, but as waiting" in response.json()["detail"]
    assert send(program, Job(pk=77), doing, numbers=[1]).status_code in (404, 422)


def test_who_presses_twice_has_it_run_once(program, django_capture_on_commit_callbacks):
    job = looked(paper_unit(1))
    with django_capture_on_commit_callbacks(execute=True):
        assert send(program, job, "take-in").status_code == 200
        assert send(program, job, "take-in").status_code == 409
        assert program.post(f"/jobs/{job.pk}/resume").json()["state"] == "waiting"
    assert DBTaskResult.objects.ready().count() == 1
