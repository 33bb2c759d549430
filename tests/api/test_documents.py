"""Documents that programs send become a job, as what people add does; twice is once."""

import io
import json
import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from coverage.desk.jobs import Worker, work_on
from coverage.models import Article, Job, JobItem, Sending
from tests.desk.papers import paper, zip_of

pytestmark = pytest.mark.django_db
WORDS = paper(1).decode()
LONG = "\n\n".join(paper(number).decode() for number in range(12))
LIKE = f"{LONG}\nThe harbour office was closed."
PAGE = f"<html><head><title>Pier shut</title></head><body><p>{WORDS}</p></body></html>"


def taken_in(response):
    """The report's rows of the job that an answer names."""
    assert response.status_code == 202, response.content
    said = response.json()
    work_on(said["id"], Worker())
    return list(JobItem.objects.filter(job=said["id"]).for_report())


def test_a_text_is_taken_in_as_if_it_were_pasted(program, editor):
    response = program.send({"text": WORDS, "address": "https://gull.example/pier"}, outlet="Gull")
    assert response["Location"] == response.json()["address"]
    assert program.client.get(response["Location"]).status_code == 401
    [row] = taken_in(response)
    assert row.outcome == "added"
    article = row.article
    assert article.current_version.document.content == WORDS.encode()
    assert (article.outlet_name, article.address) == ("Gull", "https://gull.example/pier")
    assert Job.objects.get().person == editor
    assert article.current_version.document.person == editor


def test_what_is_known_stands_over_what_a_document_says(program):
    known = {
        "title": "Pier shut for good", "authors": ["Ada Voss", "Bo Lund"], "date": "2022-02-28",
        "outlet": "Gull", "language": "de", "address": "https://gull.example/1",
    }  # fmt: skip
    for given in ({"text": WORDS}, {"html": PAGE, "address": "https://gull.example/2"}):
        [row] = taken_in(program.send({**known, **given}))
        article = row.article
        assert article.headline == "Pier shut for good"
        assert article.authors == ["Ada Voss", "Bo Lund"]
        assert (str(article.published_at.date()), article.published_precision) == (
            "2022-02-28",
            "day",
        )
        assert (article.outlet_name, article.language) == ("Gull", "de")


def test_many_documents_are_one_job(program):
    documents = {"text": LONG, "name": "one"}, {"text": LIKE}, {"text": LONG}
    response = program.send(*documents, outlet="Gull")
    rows = taken_in(response)
    assert [(row.name, row.outcome) for row in rows] == [
        ("one", "added"),
        ("document 2", "near-duplicate"),
        ("document 3", "unchanged"),
    ]
    assert Job.objects.get().purpose == "3 documents of a program"


def test_an_address_waits_to_be_fetched_with_what_is_known_of_it(program):
    program.send(
        {"url": "https://gull.example/1", "title": "Pier"}, {"feed": "http://gull.example/f"}
    )
    page, feed = JobItem.objects.order_by("position")
    assert (page.kind, page.is_feed, page.name) == ("address", False, "Pier")
    assert b"".join(piece.content for piece in page.pieces.all()) == b'{"title": "Pier"}'
    assert (feed.kind, feed.is_feed, feed.host) == ("address", True, "gull.example")


def test_near_duplicates_are_kept_where_that_is_said(program):
    documents = {"text": LONG}, {"text": LIKE}
    response = program.send(*documents, outlet="Gull", keep_near_duplicates=True)
    assert [row.outcome for row in taken_in(response)] == ["added", "added"]


def test_files_are_taken_apart_as_on_the_page(program):
    lines = "\n".join(json.dumps({"text": paper(n).decode()}) for n in (7, 8)).encode()
    files = [
        SimpleUploadedFile("two.zip", zip_of(range(2, 4)).read()),
        SimpleUploadedFile("two.jsonl", lines, "application/jsonl"),
        SimpleUploadedFile("empty.txt", b""),
    ]
    response = program.post("/documents", data={"files": files, "outlet": "Gull"})
    rows = taken_in(response)
    assert sorted(row.outcome for row in rows) == ["added"] * 4 + ["refused"]
    assert {article.outlet_name for article in Article.objects.all()} == {"Gull"}


def test_one_file_may_have_an_address(program):
    file = SimpleUploadedFile("page.html", PAGE.encode(), "text/html")
    fields = {"files": file, "address": "https://gull.example/3", "keep_near_duplicates": "true"}
    [row] = taken_in(program.post("/documents", data=fields))
    assert row.article.address == "https://gull.example/3"
    assert Job.objects.get().keeps_near_duplicates


def test_a_file_over_the_limit_is_refused_in_the_report(program, settings):
    settings.UPLOAD_LIMIT_MB = settings.ARCHIVE_LIMIT_MB = 1
    large = SimpleUploadedFile("large.txt", b"a" * (1024 * 1024 + 1))
    said = program.post("/documents", data={"files": large}).json()
    assert (said["state"], said["counts"]["refused"]) == ("done", 1)
    assert "the limit of a document is 1 MB" in JobItem.objects.get().why


# --- what is refused ------------------------------------------------------------------------

WRONG = {
    "no JSON": (b"{", 400, "is no JSON at character 2"),
    "nested": (b"[" * 100_000, 400, "nested too deeply"),
    "no object": (b"[]", 422, "The body is no object"),
    "no documents": (b"{}", 422, "documents is missing"),
    "none": (b'{"documents": []}', 422, "documents has no member"),
    "no kind": (b'{"documents": [{"title": "a"}]}', 422, "documents[0] names no document"),
    "no list": (b'{"documents": "a"}', 422, "documents is no list"),
    "a number": (b'{"documents": [{"text": 1}]}', 422, "documents[0].text is no text"),
    "empty": (b'{"documents": [{"text": ""}]}', 422, "documents[0].text is empty"),
    "a day that is none": (
        b'{"documents": [{"text": "a", "date": "2022-02-31"}]}', 422,
        "documents[0].date is no day or moment",
    ),
    "no address": (b'{"documents": [{"url": "gull"}]}', 422, "documents[0].url is no address"),
    "another scheme": (
        b'{"documents": [{"url": "file:///etc/passwd"}]}', 422, "documents[0].url is no address"
    ),
    "another field": (
        b'{"documents": [{"text": "a", "colour": "b"}]}', 422, "documents[0].colour is unknown"
    ),
    "half a character": (b'{"documents": [{"text": "\\ud800"}]}', 422, "half of a character"),
    "an option": (
        b'{"documents": [{"text": "a"}], "keep_near_duplicates": "maybe"}', 422,
        "keep_near_duplicates is neither true nor false",
    ),
    "a long outlet": (
        b'{"documents": [{"text": "a"}], "outlet": "%s"}' % (b"a" * 201), 422,
        "outlet has more than 200 characters",
    ),
    "no UTF-8": (b'{"documents": [{"text": "\xff"}]}', 400, "is no JSON"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_body_that_is_wrong_is_refused_with_its_place_and_its_mend(program, case):
    body, status, said = WRONG[case]
    response = program.post("/documents", data=body, content_type="application/json")
    assert response.status_code == status
    assert said in response.json()["detail"]
    assert not Job.objects.exists()


def test_all_that_is_wrong_is_told_at_once(program):
    said = program.send({"url": "x"}, {"text": ""}, {"html": "a", "date": "never"}).json()
    places = [error["at"] for error in said["errors"]]
    assert places == ["documents[0].url", "documents[1].text", "documents[2].date"]
    assert said["detail"].endswith("2 more: see errors.")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"outlet": "Gull"}, "There is no file"),
        ({"document": b"a"}, "another name"),
        ({"files": b"a", "colour": "red"}, "colour is unknown"),
        ({"files": b"a", "address": "gull"}, "address is no address"),
        ({"files": [b"a", b"b"], "address": "https://gull.example/"}, "belongs to one file"),
    ],
)
def test_a_form_that_is_wrong_is_refused_with_its_field(program, fields, said):
    def as_file(value):
        return SimpleUploadedFile("a.txt", value) if isinstance(value, bytes) else value

    sent = {
        name: [as_file(one) for one in value] if isinstance(value, list) else as_file(value)
        for name, value in fields.items()
    }
    response = program.post("/documents", data=sent)
    assert response.status_code == 422
    assert said in response.json()["detail"]


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/plain", b"a", 415),
        ("application/x-www-form-urlencoded", b"text=a", 415),
        ("multipart/form-data", b"a", 400),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: x", 422),
    ],
)
def test_a_body_of_another_type_is_refused(program, kind, body, status):
    response = program.post("/documents", data=body, content_type=kind)
    assert response.status_code == status


def test_a_body_over_the_limit_is_refused(program, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = program.send({"text": WORDS})
    assert response.status_code == 413
    assert "Upload it as a file." in response.json()["detail"]
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    files = [io.BytesIO(b"a"), io.BytesIO(b"b")]
    response = program.post("/documents", data={"files": files})
    assert response.status_code == 413
    assert (
        "More than 1 files were sent at once, the limit: nothing of it" in response.json()["detail"]
    )


# --- once -----------------------------------------------------------------------------------


def test_the_same_under_the_same_key_is_the_same_job(program):
    key = {"Idempotency-Key": "nightly-1"}
    first, second = (program.send({"text": WORDS}, headers=key) for _ in range(2))
    assert first.json()["id"] == second.json()["id"]
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert program.send({"text": WORDS + "."}, headers=key).status_code == 409
    other = {"Idempotency-Key": "nightly-2"}
    assert program.send({"text": WORDS}, headers=other).json()["id"] != first.json()["id"]


def test_the_same_file_under_the_same_key_is_the_same_job(program):
    def send(content, **fields):
        file = SimpleUploadedFile("a.txt", content)
        return program.post(
            "/documents", data={"files": file, **fields}, headers={"Idempotency-Key": "k"}
        )

    first = send(WORDS.encode())
    assert send(WORDS.encode()).json()["id"] == first.json()["id"]
    assert send(WORDS.encode(), outlet="Gull").status_code == 409
    assert send(b"other").status_code == 409
    assert [row.outcome for row in taken_in(first)] == ["added"]


def test_without_a_key_the_same_again_changes_nothing(program):
    assert [row.outcome for row in taken_in(program.send({"text": WORDS}))] == ["added"]
    assert [row.outcome for row in taken_in(program.send({"text": WORDS}))] == ["unchanged"]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_under_one_key_are_one_job(program):
    answers = []

    def send():
        answers.append(program.send({"text": WORDS}, headers={"Idempotency-Key": "k"}).json())
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({said["id"] for said in answers}) == 1
    assert Job.objects.count() == Sending.objects.count() == 1


def test_an_object_with_endless_members_is_refused_at_once(program):
    members = ",".join(f'"k{n}": 1' for n in range(400_000))
    body = f'{{"documents": [{{"text": "a", {members}}}]}}'
    started = time.process_time()
    answer = program.post("/documents", data=body, content_type="application/json")
    assert answer.status_code == 422
    assert "400,001 members" in answer.json()["detail"]
    assert time.process_time() - started < 3
