"""Adding coverage: what is pasted or uploaded, and what is said of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coverage.models import Article, Document, Story
from tests.desk.coverage_of_a_fire import GULL, LANTERN, QUAY

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


def test_files_are_reported_one_by_one_with_article_and_story(editor_client):
    files = upload(("gull.txt", GULL), ("quay.txt", QUAY), ("lantern.txt", LANTERN))
    response = editor_client.post(ADD, {"documents": files})
    assert outcomes(response) == [
        ("gull.txt", "added"), ("quay.txt", "added"), ("lantern.txt", "added"),
    ]  # fmt: skip
    story = Story.objects.get()
    assert story.comparisons.exists()
    assert response.content.decode().count(story.get_absolute_url()) == 3
    again = editor_client.post(ADD, {"documents": upload(("gull.txt", GULL))})
    assert outcomes(again) == [("gull.txt", "unchanged")]


def test_another_text_from_the_same_address_is_a_new_version(editor_client):
    address = "https://gull.example/ferry"
    editor_client.post(ADD, {"text": GULL.decode(), "address": address})
    response = editor_client.post(ADD, {"text": GULL.decode() + "\nMore.", "address": address})
    assert outcomes(response) == [("https://gull.example/ferry", "new version")]
    assert Article.objects.count() == 1


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(editor_client):
    files = upload(("gull.txt", GULL), ("empty.txt", b""))
    response = editor_client.post(ADD, {"documents": files, "outlet": "Gull"})
    assert outcomes(response) == [("gull.txt", "added"), ("empty.txt", "refused")]
    assert response.context["answers"][1].why
    assert 'value="Gull"' in response.content.decode()


def test_a_kept_text_leaves_the_form_though_a_file_was_refused(editor_client):
    sent = {"text": GULL.decode(), "outlet": "Gull", "documents": upload(("empty.txt", b""))}
    response = editor_client.post(ADD, sent)
    assert outcomes(response) == [("pasted text", "added"), ("empty.txt", "refused")]
    form = response.context["form"]
    assert not form["text"].value()
    assert form["outlet"].value() == "Gull"


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
    assert outcomes(response) == [("big.txt", "refused"), ("gull.txt", "added")]
    page = response.content.decode()
    assert "1.4 MB and the limit is 1 MB" in page
    assert "UPLOAD_LIMIT_MB" in page


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"text": " \n "}, "Paste the text of an article, or choose files."),
        ({"text": "Words.", "address": "not an address"}, "Enter a valid URL."),
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


def test_the_form_is_for_editors(client, editor_client):
    assert client.get(ADD).status_code == 302
    page = editor_client.get(reverse("add")).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert "up to 25 MB" in page
