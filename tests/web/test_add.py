"""Adding coverage: what is pasted or uploaded, and what is said of it."""

import io
import random
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from coverage.desk.jobs import Worker, report, work_on
from coverage.models import Article, Document, Job, Story
from tests.desk.coverage_of_a_fire import GULL, LANTERN, QUAY
from tests.desk.papers import zip_of

pytestmark = pytest.mark.django_db

ADD = "/add/"


def outcomes(response):
    return [(answer.name, answer.outcome) for answer in response.context["answers"]]


def upload(*named):
    return [SimpleUploadedFile(name, content) for name, content in named]


def test_pasted_text_is_kept_exactly_as_it_came(editor_client, editor):
    text = "  " + GULL.decode().replace("\n", "\r\n") + "\r\n🇺🇦 é"
    response = editor_client.post(ADD, {"text": text, "outlet": "Orle Gull"})
    assert outcomes(response) == [("pasted text", "added")]
    document = Document.objects.get()
    assert document.content == text.encode()
    assert document.person == editor
    article = Article.objects.get()
    assert (article.outlet_name, article.outlet_state) == ("Orle Gull", "confirmed")
    assert article.current_version.body.startswith("  Night ferry")
    assert article.get_absolute_url() in response.content.decode()


def done(response):
    """The rows of the job that the answer leads to, as the report has them after a worker came."""
    job = Job.objects.get()
    assert response["Location"] == f"/jobs/{job.pk}/"
    work_on(job.pk, Worker())
    return [(row.name, row.outcome) for row in report(job)]


def test_files_become_a_job_of_the_person_that_a_task_waits_for(
    editor_client, editor, django_capture_on_commit_callbacks
):
    files = upload(("gull.txt", GULL), ("quay.txt", QUAY), ("lantern.txt", LANTERN))
    with django_capture_on_commit_callbacks(execute=True):
        response = editor_client.post(ADD, {"documents": files, "outlet": "Gull"})
    job = Job.objects.get()
    assert (job.purpose, job.person, job.outlet, job.item_count) == ("3 files", editor, "Gull", 3)
    assert not Article.objects.exists()
    assert DBTaskResult.objects.ready().count() == 1
    assert done(response) == [
        ("gull.txt", "added"), ("quay.txt", "added"), ("lantern.txt", "added"),
    ]  # fmt: skip
    assert Story.objects.get().comparisons.exists()
    assert {article.outlet_name for article in Article.objects.all()} == {"Gull"}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("<p>The pier at Orle was shut on Monday.</p><p>It was <b>wet</b>.</p>" * 2, "<p>"),
        ("<!doctype html><title>Pier shut</title><article><p>It was wet at Orle.", "<article>"),
    ],
)
def test_pasted_markup_is_opened_as_a_page(editor_client, text, body):
    response = editor_client.post(ADD, {"text": text})
    assert outcomes(response) == [("pasted text", "added")]
    assert body not in Article.objects.get().current_version.body
    assert Document.objects.get().content == text.encode()


def test_a_file_of_many_is_unpacked_by_the_job(editor_client):
    packed = zip_of(range(4)).getvalue()
    response = editor_client.post(ADD, {"documents": upload(("pages.zip", packed))})
    assert Job.objects.get().purpose == "pages.zip"
    rows = done(response)
    assert [outcome for _, outcome in rows if outcome == "added"] == ["added"] * 4


def test_addresses_and_feeds_wait_to_be_fetched(editor_client):
    typed = "https://gull.example/a\n\n# later\nnot an address\nhttps://quay.example/b"
    editor_client.post(ADD, {"addresses": typed, "feeds": "https://gull.example/feed.xml"})
    job = Job.objects.get()
    assert job.purpose == "3 addresses, 1 feed"
    rows = [(item.address, item.is_feed, item.outcome) for item in job.items.order_by("position")]
    assert rows == [
        ("https://gull.example/a", False, ""), ("", False, "refused"),
        ("https://quay.example/b", False, ""), ("https://gull.example/feed.xml", True, ""),
    ]  # fmt: skip
    [refused] = job.items.filter(outcome="refused")
    assert "line 4" in refused.name
    assert "line 4 (“not an address”) is no address of the web. Give one" in refused.why


def test_addresses_in_the_field_for_text_are_fetched_all_the_same(editor_client):
    editor_client.post(ADD, {"text": "https://gull.example/a\nhttps://gull.example/b\n"})
    job = Job.objects.get()
    assert (job.purpose, job.items.filter(kind="address").count()) == ("2 addresses", 2)


def test_a_long_text_waits_for_a_worker(editor_client):
    text = "The ferry to Orle was late again on Monday.\n\n" * 4000
    response = editor_client.post(ADD, {"text": text, "address": "https://gull.example/late"})
    assert done(response) == [("pasted text", "added")]
    assert Article.objects.get().address == "https://gull.example/late"


def test_another_text_from_the_same_address_is_a_new_version(editor_client):
    address = "https://gull.example/ferry"
    editor_client.post(ADD, {"text": GULL.decode(), "address": address})
    response = editor_client.post(ADD, {"text": GULL.decode() + "\nMore.", "address": address})
    assert outcomes(response) == [("https://gull.example/ferry", "new version")]
    assert Article.objects.count() == 1


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(editor_client):
    files = upload(("gull.txt", GULL), ("empty.txt", b""))
    response = editor_client.post(ADD, {"documents": files, "outlet": "Gull"})
    assert done(response) == [("gull.txt", "added"), ("empty.txt", "refused")]
    assert "empty" in Job.objects.get().items.get(outcome="refused").why


def test_text_and_files_together_are_one_job(editor_client):
    sent = {"text": GULL.decode(), "documents": upload(("empty.txt", b""))}
    response = editor_client.post(ADD, sent)
    assert Job.objects.get().purpose == "pasted text, empty.txt"
    assert done(response) == [("pasted text", "added"), ("empty.txt", "refused")]


def test_a_text_that_is_refused_stays_in_the_form(editor_client):
    response = editor_client.post(ADD, {"text": "<html><p></p></html>", "outlet": "Gull"})
    assert outcomes(response) == [("pasted text", "refused")]
    assert response.context["form"]["text"].value() == "<html><p></p></html>"


def test_a_text_over_the_limit_is_answered_with_what_to_do(editor_client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = editor_client.post(ADD, {"text": "word " * 1000})
    assert response.status_code == 400
    page = response.content.decode()
    assert "Nothing was stored" in page
    assert "add the text as a file" in page
    assert not Article.objects.exists()


def test_a_file_over_the_limit_is_named_with_the_mend(editor_client, settings):
    settings.UPLOAD_LIMIT_MB = 1
    files = upload(("big.txt", b"word " * 300_000), ("gull.txt", GULL))
    response = editor_client.post(ADD, {"documents": files})
    assert done(response) == [("big.txt", "refused"), ("gull.txt", "added")]
    why = Job.objects.get().items.get(outcome="refused").why
    assert "1.4 MB and the limit of a document is 1 MB" in why
    assert why.endswith("raise UPLOAD_LIMIT_MB")


def test_a_file_of_many_documents_has_a_larger_limit(editor_client, settings):
    settings.UPLOAD_LIMIT_MB, settings.ARCHIVE_LIMIT_MB = 1, 2
    gulls = io.BytesIO()
    with zipfile.ZipFile(gulls, "w") as box:
        box.writestr("gull.txt", GULL)
        box.writestr("noise.bin", random.Random(1).randbytes(1_300_000))
    files = upload(
        ("gulls.zip", gulls.getvalue()), ("gulls.csv", b"text,url\n" + b"gull,\n" * 400_000)
    )
    editor_client.post(ADD, {"documents": files})
    big, box = Job.objects.get().items.order_by("-outcome", "position")[:2]
    assert (box.name, box.kind, box.outcome) == ("gulls.zip", "file", "")
    assert big.why.startswith(
        "gulls.csv has 2.3 MB and the limit of a file with many documents is 2 MB"
    )
    assert big.why.endswith("raise ARCHIVE_LIMIT_MB")


def test_a_job_of_which_all_is_refused_needs_no_worker(editor_client, settings):
    settings.UPLOAD_LIMIT_MB = 1
    files = upload(("big.txt", b"word " * 300_000))
    response = editor_client.post(ADD, {"documents": files}, follow=True)
    assert Job.objects.get().state == "done"
    assert "Nothing came in: every document was refused" in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"text": " \n "}, "Paste the text of an article, choose files, or give addresses."),
        ({"addresses": "gull example\nquay"}, "There is no address of the web here."),
        ({"feeds": "the Gull"}, "There is no address of the web here."),
        (
            {"addresses": "https://gull.example/a", "address": "https://gull.example/b"},
            "belongs to one pasted text or one file",
        ),
        ({"text": "Words.", "address": "not an address"}, "This is no address of the web."),
        ({"text": "Words.", "outlet": "x" * 201}, "at most 200 characters"),
    ],
)
def test_nothing_typed_is_lost_on_an_error(editor_client, fields, why):
    response = editor_client.post(ADD, fields)
    assert response.status_code == 422
    page = response.content.decode()
    assert why in page
    for typed in fields.values():
        assert typed in page
    assert not Article.objects.exists()
    assert not Job.objects.exists()


def test_one_address_for_two_files_is_asked_about(editor_client):
    files = upload(("gull.txt", GULL), ("quay.txt", QUAY))
    sent = {"documents": files, "address": "https://gull.example/ferry"}
    response = editor_client.post(ADD, sent)
    assert response.status_code == 422
    assert "belongs to one pasted text or one file" in response.content.decode()


def test_the_address_of_a_single_file_is_its_articles(editor_client):
    sent = {"documents": upload(("gull.txt", GULL)), "address": "https://gull.example/ferry"}
    done(editor_client.post(ADD, sent))
    assert Article.objects.get().address == "https://gull.example/ferry"


def test_the_page_names_jobs_that_are_not_at_their_end(editor_client):
    editor_client.post(ADD, {"documents": upload(("gull.txt", GULL), ("quay.txt", QUAY))})
    page = editor_client.get(ADD).content.decode()
    assert 'href="/jobs/"' in page
    assert f'href="/jobs/{Job.objects.get().pk}/"' in page
    assert "(0 of 2)" in page


def test_the_form_is_for_editors(client, editor_client):
    assert client.get(ADD).status_code == 302
    page = editor_client.get(reverse("add")).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert "up to 25 MB" in page
