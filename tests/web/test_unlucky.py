"""What an unlucky person does while adding: everything at once, twice, packed thrice."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coverage.desk.jobs import Worker, report, work_on
from coverage.models import Article, ItemBytes, Job
from tests.desk.papers import paper

pytestmark = pytest.mark.django_db


def zipped(name, content):
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr(name, content)
    return box.getvalue()


def test_two_hundred_files_dropped_at_once_are_one_job(editor_client):
    files = [SimpleUploadedFile(f"{n}.txt", paper(n)) for n in range(200)]
    response = editor_client.post("/add/", {"documents": files})
    job = Job.objects.get()
    assert response["Location"] == f"/jobs/{job.pk}/"
    assert (job.purpose, job.item_count) == ("200 files", 200)


def test_a_zip_in_a_zip_is_unpacked_and_one_more_is_told_what_to_do(editor_client):
    twice = zipped("inner.zip", zipped("p.txt", paper(1)))
    files = [
        SimpleUploadedFile("two.zip", twice),
        SimpleUploadedFile("three.zip", zipped("two.zip", twice)),
    ]
    editor_client.post("/add/", {"documents": files})
    job = Job.objects.get()
    work_on(job.pk, Worker())
    taken, refused = report(job)
    assert (taken.outcome, refused.outcome) == ("added", "refused")
    assert "is a zip in a zip in a zip. Unpack it and add what it holds." in refused.why


def test_a_refused_form_that_is_loaded_again_is_refused_again(editor_client):
    sent = {"addresses": "the Gull", "once": "a form"}
    assert [editor_client.post("/add/", sent).status_code for _ in range(2)] == [422, 422]
    assert not Job.objects.exists()


def test_a_pasted_text_that_is_loaded_again_is_here_already(editor_client):
    sent = {"text": paper(1).decode(), "once": "a form"}
    said = [editor_client.post("/add/", sent).content.decode() for _ in range(2)]
    assert "the same text is here already" in said[1]
    assert Article.objects.count() == 1


def test_going_back_and_choosing_other_files_begins_another_job(editor_client):
    for number in (1, 2):
        file = SimpleUploadedFile("a.txt", paper(number))
        editor_client.post("/add/", {"documents": file, "once": "a form gone back to"})
    assert Job.objects.count() == 2


def test_what_was_sent_twice_waits_once(editor_client):
    for look in ({}, {}, {"look": "1"}, {"look": "1"}):
        file = SimpleUploadedFile("a.txt", paper(1))
        answer = editor_client.post("/add/", {"documents": file, "once": "a form", **look})
    assert (Job.objects.count(), ItemBytes.objects.count()) == (2, 2)
    assert re.fullmatch(r"/jobs/\d+/\?sent=again", answer["Location"])
