"""Your tokens and the API's page: shown once, revoked by their person only, readable by all."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from coverage.api.described import described
from coverage.desk.tokens import make_token, token_of
from coverage.models import Token

pytestmark = pytest.mark.django_db
BOTH = {"name": "importer", "scopes": ["documents:write", "jobs:read"]}


@pytest.fixture
def reader_client():
    client = Client()
    client.force_login(
        User.objects.create_user("reader"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def test_a_token_is_shown_once_and_works(editor_client):
    assert "No token is in use." in editor_client.get("/tokens/").content.decode()
    response = editor_client.post("/tokens/", BOTH)
    [secret] = re.findall(r'value="(newsroom_[^"]+)"', response.content.decode())
    assert "no-store" in response["Cache-Control"]
    assert token_of(secret) == Token.objects.get()
    page = editor_client.get("/tokens/").content.decode()
    assert secret not in page
    assert "1 token in use" in page
    assert "never" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "", "scopes": ["jobs:read"]}, "Name the program"),
        ({"name": "importer"}, "Choose what the token may do."),
        ({"name": "importer", "scopes": ["everything"]}, "Select a valid choice"),
        ({"name": "a" * 81, "scopes": ["jobs:read"]}, "at most 80"),
        ({"name": "a\0b", "scopes": ["jobs:read"]}, "Null characters are not allowed."),
        ({"name": "taken", "scopes": ["jobs:read"]}, "You have a token of that name."),
        ({"name": "a", "scopes": ["jobs:read"], "ends_on": "soon"}, "This is no day."),
        ({"name": "a", "scopes": ["jobs:read"], "ends_on": "2020-01-01"}, "ends on is over"),
    ],
)
def test_a_form_that_is_wrong_says_what_to_do(editor_client, editor, sent, said):
    make_token(editor, "taken", ["jobs:read"])
    response = editor_client.post("/tokens/", sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Token.objects.count() == 1


def test_a_token_ends_on_the_day_its_person_gives(editor_client):
    editor_client.post("/tokens/", BOTH)
    assert "with its revoking" in editor_client.get("/tokens/").content.decode()
    page = editor_client.post("/tokens/", BOTH | {"name": "short", "ends_on": "2999-12-31"})
    assert "31 December 2999" in page.content.decode()
    Token.objects.filter(name="short").update(ends_on="2026-03-02")
    page = editor_client.get("/tokens/").content.decode()
    assert "<b>ended</b> on" in page
    assert "2 tokens in use, of which 1 has ended" in page


def test_a_person_revokes_their_own_and_nobody_elses(editor_client, editor, reader_client):
    token, secret = make_token(editor, "importer", ["jobs:read"])
    address = f"/tokens/{token.pk}/revoke"
    assert reader_client.post(address).status_code == 302
    assert token_of(secret)
    page = editor_client.post(address, follow=True).content.decode()
    assert token_of(secret) is None
    assert "1 token revoked" in page
    assert "Revoked the token of importer" in page
    assert address not in page


def test_a_reader_is_told_that_there_is_nothing_to_hand_on(reader_client, editor):
    make_token(editor, "importer", ["jobs:read"])
    page = reader_client.get("/tokens/").content.decode()
    assert "need an editor" in page
    assert "importer" not in page
    assert 'id="make"' not in page
    assert reader_client.post("/tokens/", BOTH).status_code == 422
    assert Token.objects.count() == 1


def test_a_stranger_signs_in_first(client):
    assert client.get("/tokens/")["Location"] == "/sign-in/?next=/tokens/"
    sent = client.post("/tokens/", BOTH, headers={"Referer": "http://testserver/tokens/"})
    assert sent["Location"] == "/sign-in/?next=/tokens/"


def test_the_apis_page_names_every_operation_and_every_shape(client):
    page = client.get("/api/").content.decode()
    for path, methods in described()["paths"].items():
        assert path in page
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in page
    for name in described()["components"]["schemas"]:
        assert f'id="{name}"' in page
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids
    assert "{" not in re.sub(r"\{job_id\}|historyCache.*|\{&quot;", "", page.partition("<main")[2])
