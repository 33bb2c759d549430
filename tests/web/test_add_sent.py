"""What is sent at once: bounded as a whole, each file with its path in the folder it came in."""

import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from coverage.desk.jobs.sentfiles import path_in_folder
from coverage.models import Job
from tests.api.conftest import program_of
from tests.desk.coverage_of_a_fire import GULL, QUAY

pytestmark = pytest.mark.django_db
BOUNDARY = "between-the-parts"
LARGE = b"word " * 180_000  # 0.86 MB, under the limit of a document


def as_sent(*parts):
    """A multipart body with (field, file name or None, content) each, as browsers write it."""
    body = b""
    for field, name, content in parts:
        file = f'; filename="{name}"\r\nContent-Type: text/plain' if name else ""
        body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"{file}'.encode()
        body += b"\r\n\r\n" + content + b"\r\n"
    return {
        "data": body + f"--{BOUNDARY}--\r\n".encode(),
        "content_type": f"multipart/form-data; boundary={BOUNDARY}",
    }


@pytest.fixture
def limited(settings):
    settings.UPLOAD_LIMIT_MB = settings.ARCHIVE_LIMIT_MB = settings.REQUEST_LIMIT_MB = 1


def files_written(monkeypatch):
    made = []
    real = tempfile.NamedTemporaryFile

    def named(*args, **how):
        made.append(how)
        return real(*args, **how)

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", named)
    return made


def test_more_than_may_be_sent_at_once_is_refused_and_the_form_kept(
    editor_client, limited, monkeypatch
):
    made = files_written(monkeypatch)
    many = [("documents", f"{n}.txt", LARGE) for n in range(4)]
    typed = ("text", None, GULL), ("addresses", None, b"https://gull.example/a")
    response = editor_client.post("/add/", **as_sent(*typed, *many))
    assert response.status_code == 413
    page = response.content.decode()
    assert "has 3 MB, and the limit is 1 MB: nothing of it was taken in" in page
    assert "raise REQUEST_LIMIT_MB" in page
    assert "https://gull.example/a" in page
    assert response.context["form"]["text"].value() == GULL.decode()
    assert not Job.objects.exists()
    assert not made  # no file came to the disk


def test_more_files_than_may_be_sent_at_once_are_refused_with_what_to_do(editor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/add/")
    token = client.cookies["csrftoken"].value.encode()
    first = ("csrfmiddlewaretoken", None, token), ("text", None, GULL)
    many = [("documents", f"{n}.txt", QUAY) for n in range(5)]
    response = client.post("/add/", **as_sent(*first, *many, ("outlet", None, b"The Gull")))
    assert response.status_code == 413
    page = response.content.decode()
    assert "More than 3 files were sent at once, the limit: nothing of it was taken in." in page
    assert "Send them in parts, or as a zip." in page
    assert response.context["form"]["text"].value() == GULL.decode()
    assert not Job.objects.exists()
    assert client.post("/add/", **as_sent(*first, *many[:3])).status_code == 302


def test_a_program_is_told_the_limit(editor, limited):
    program = program_of(editor, "documents:write")
    files = [SimpleUploadedFile(f"{n}.txt", LARGE) for n in range(3)]
    response = program.post("/documents", data={"files": files})
    assert response.status_code == 413
    assert "the limit is 1 MB" in response.json()["detail"]
    assert not Job.objects.exists()


def test_what_fits_is_taken_in_whole(editor_client, limited):
    two = [SimpleUploadedFile(f"{n}.txt", LARGE) for n in range(2)]
    editor_client.post("/add/", {"documents": two})
    assert Job.objects.get().refused_count == 0


def test_files_of_a_folder_are_called_by_their_paths(editor_client):
    parts = [
        ("folder", "pages/a.txt", GULL), ("folder", "pages/one/a.txt", QUAY),
        ("folder", "pages/one/.git/a.txt", GULL), ("folder", "pages/.DS_Store", b"x"),
        ("documents", "alone.txt", b"The mill was opened."),
        ("documents", "C:\\home\\me\\b.txt", b"The pier was shut."),
        ("documents", "../../etc/c.txt", b"The dam was built."),
    ]  # fmt: skip
    editor_client.post("/add/", **as_sent(*parts))
    items = Job.objects.get().items.order_by("position")
    assert list(items.values_list("name", flat=True)) == [
        "alone.txt", "b.txt", "etc/c.txt", "pages/a.txt", "pages/one/a.txt"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("a.html", ""), ("pages/a.html", "pages/a.html"), ("/etc/passwd", "etc/passwd"),
        ("../a.html", ""), ("a/../../b", "a/b"), ("a\\b/c", ""), ("", ""), ("a//b", "a/b"),
    ],
)  # fmt: skip
def test_a_path_is_a_name_and_leads_nowhere(written, path):
    assert path_in_folder(written) == path
