"""How programs follow a job: its record, its report in parts, cancelling and resuming."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from coverage.desk.jobs import Refusal, Upload, Worker, do_item, start_job, take_item, work_on
from coverage.models import Article
from tests.desk.papers import paper_unit, started, zip_of

pytestmark = pytest.mark.django_db


def ended(*inputs, **fields):
    job = started(*inputs, **fields)
    work_on(job.pk, Worker())
    job.refresh_from_db()
    return job


def test_a_job_says_how_it_gets_on(program, editor):
    job = started(paper_unit(1), Upload(zip_of(range(2, 4)), "two.zip"), person=editor)
    do_item(take_item("one"))
    take_item("one")
    said = program.get(f"/jobs/{job.pk}").json()
    assert said["address"] == f"http://testserver/api/v1/jobs/{job.pk}"
    assert said["page"] == f"http://testserver/jobs/{job.pk}/"
    assert (said["state"], said["is_ended"], said["is_unpacking"]) == ("running", False, True)
    assert (said["done"], said["total"], said["counts"]["added"]) == (1, 2, 1)
    assert (said["now"], said["person"]) == (["two.zip"], "editor")
    assert said["started_at"].endswith("Z")
    assert said["finished_at"] is None


def test_the_report_has_the_words_of_the_page(program, editor_client):
    ended(paper_unit(1))
    job = ended(paper_unit(1), paper_unit(2), Refusal("x.zip", "x.zip is damaged."))
    said = program.get(f"/jobs/{job.pk}/report").json()
    assert [(row["document"], row["outcome"], row["why"]) for row in said["rows"]] == [
        ("1.txt", "unchanged", "the same text is here already"),
        ("2.txt", "added", ""),
        ("x.zip", "refused", "x.zip is damaged."),
    ]
    assert said["next"] is None
    page = editor_client.get(f"/jobs/{job.pk}/").content.decode()
    for row in said["rows"]:
        assert row["outcome"] in page
        assert row["why"] in page
    [added] = [row for row in said["rows"] if row["outcome"] == "added"]
    article = Article.objects.get(pk=added["article"])
    assert added["headline"] == article.headline
    assert added["page"] == f"http://testserver{article.get_absolute_url()}"


def test_a_report_is_read_in_parts_and_by_outcome(program):
    job = ended(*map(paper_unit, range(5)), Refusal("x.zip", "it is damaged"))
    found, cursor = [], ""
    for _ in range(3):
        part = program.get(f"/jobs/{job.pk}/report?limit=2&cursor={cursor}").json()
        found += [row["number"] for row in part["rows"]]
        cursor = part["next"]
    assert found == [1, 2, 3, 4, 5, 6]
    assert cursor is None
    refused = program.get(f"/jobs/{job.pk}/report?outcome=refused").json()["rows"]
    assert [row["document"] for row in refused] == ["x.zip"]
    assert program.get(f"/jobs/{job.pk}/report?outcome=nonsense").json()["rows"] == []


def test_a_report_costs_the_same_for_more_rows(program):
    job = ended(*map(paper_unit, range(6)))
    counts = []
    program.get("/jobs")  # its first request of a minute costs one more
    for limit in (2, 6):
        with CaptureQueriesContext(connection) as asked:
            program.get(f"/jobs/{job.pk}/report?limit={limit}")
        counts.append(len(asked))
    # the token, its minute, what its person may (two), the job, the rows
    assert counts[0] == counts[1] <= 6


def test_what_is_not_done_yet_waits(program):
    job = started(paper_unit(1))
    [row] = program.get(f"/jobs/{job.pk}/report?outcome=waiting").json()["rows"]
    assert (row["outcome"], row["article"], row["page"]) == ("waiting", None, None)


def test_jobs_are_listed_newest_first_in_parts(program):
    made = [started(paper_unit(n)).pk for n in range(3)]
    first = program.get("/jobs?limit=2").json()
    second = program.get(f"/jobs?limit=2&cursor={first['next']}").json()
    assert [job["id"] for job in first["jobs"] + second["jobs"]] == made[::-1]
    assert second["next"] is None


def test_a_job_is_cancelled_and_resumed(program, django_capture_on_commit_callbacks):
    job = started(paper_unit(1), paper_unit(2))
    said = program.post(f"/jobs/{job.pk}/cancel").json()
    assert (said["state"], said["is_ended"]) == ("cancelled", True)
    with django_capture_on_commit_callbacks(execute=True):
        assert program.post(f"/jobs/{job.pk}/resume").json()["state"] == "waiting"
    assert DBTaskResult.objects.ready().count() == 1
    work_on(job.pk, Worker())
    for doing in ("cancel", "resume"):
        assert program.post(f"/jobs/{job.pk}/{doing}").json()["state"] == "done"


def test_who_has_the_same_already_gets_nothing_again(program):
    job = started(paper_unit(1))
    first = program.get(f"/jobs/{job.pk}")
    same = program.get(f"/jobs/{job.pk}", headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    work_on(job.pk, Worker())
    assert program.get(f"/jobs/{job.pk}", headers={"If-None-Match": first["ETag"]}).json()["done"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/jobs/77", 404), ("/jobs/99999999999999999999999", 404), ("/jobs/77/report", 404),
        ("/jobs?cursor=x", 404), ("/jobs?cursor=%ff%00", 404), ("/jobs?limit=0", 422),
        ("/jobs?limit=many", 422), ("/jobs/-1", 404), ("/nothing", 404), ("/", 404),
        ("/jobs/", 404),
    ],
)  # fmt: skip
def test_what_there_is_none_of_is_a_problem(program, path, status):
    response = program.get(path)
    assert response.status_code == status
    assert response.json()["detail"].endswith(".")


def test_a_list_of_jobs_costs_no_more_queries_for_more_of_them(program):
    start_job(None, [paper_unit(1)], purpose="a look", looks_first=True)
    started(paper_unit(2))
    program.get("/jobs")
    with CaptureQueriesContext(connection) as few:
        assert len(program.get("/jobs").json()["jobs"]) == 2
    for number in range(3, 8):
        start_job(None, [paper_unit(number)], purpose="a look", looks_first=True)
        started(paper_unit(number))
    with CaptureQueriesContext(connection) as many:
        assert len(program.get("/jobs").json()["jobs"]) == 12
    assert len(many) <= len(few) + 1  # one more where a minute begins just now


def test_an_outcome_with_characters_that_none_has_is_refused(program):
    job = started(paper_unit(1))
    assert program.get(f"/jobs/{job.pk}/report?outcome=new version").json()["rows"] == []
    assert program.get(f"/jobs/{job.pk}/report?outcome=%00").status_code == 422
