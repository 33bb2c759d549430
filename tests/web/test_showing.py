"""One address serves the page, or the part that htmx swaps."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("headers", "is_page"),
    [
        ({}, True),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-Boosted": "true"}, True),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, True),
    ],
)
def test_only_a_real_swap_gets_the_fragment(client: Client, headers, is_page):
    answer = client.get("/", headers=headers)
    assert answer.status_code == 200
    assert ("<html" in answer.content.decode()) is is_page


def test_caches_keep_page_and_fragment_apart(client: Client):
    named = {name.strip().lower() for name in client.get("/")["Vary"].split(",")}
    assert {"hx-request", "hx-boosted", "hx-history-restore-request"} <= named


def test_a_page_carries_no_inline_script_or_style(client: Client):
    html = client.get("/").content.decode()
    assert "style=" not in html
    assert "<style" not in html
    assert html.count("<script") == html.count("<script ") == html.count("src=")
    assert '"includeIndicatorStyles":false' in html
    assert '"allowEval":false' in html


def test_the_policy_stands_on_every_page(client: Client):
    assert "script-src 'self'" in client.get("/")["Content-Security-Policy"]


def test_an_unknown_address_says_so_in_our_own_words(client: Client):
    answer = client.get("/stories/123456/")
    assert answer.status_code == 404
    assert "Nothing at this address" in answer.content.decode()


def test_health_says_ok_while_the_database_answers(client: Client):
    assert client.get("/healthz").content == b"ok\n"


def test_a_wrong_password_keeps_the_name_and_says_so(client: Client, editor):
    answer = client.post("/sign-in/", {"username": "editor", "password": "wrong"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="editor"' in html
    assert "errorlist" in html


def test_signing_in_leads_back_to_the_page_and_signing_out_home(client: Client, editor):
    answer = client.post(
        "/sign-in/",
        {"username": "editor", "password": "lays coverage side by side", "next": "/healthz"},
    )
    assert answer["Location"] == "/healthz"
    assert "Add coverage" in client.get("/").content.decode()
    assert client.post("/sign-out/")["Location"] == "/"
    assert "Sign in" in client.get("/").content.decode()


def test_private_reading_asks_strangers_to_sign_in(client: Client, settings):
    settings.READING = "private"
    assert client.get("/")["Location"].startswith("/sign-in/")
    assert client.get("/healthz").status_code == 200
    swap = client.get("/", headers={"HX-Request": "true"})
    assert swap.status_code == 403
    assert swap["HX-Redirect"] == "/sign-in/?next=/"


def test_the_page_for_a_broken_server_needs_nothing_that_may_be_broken():
    html = render_to_string("500.html")
    assert "Something broke here" in html
    assert 'href="/"' in html


def test_a_form_from_an_old_page_is_told_what_to_do(editor):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-out/")
    assert answer.status_code == 403
    assert "This page had grown old" in answer.content.decode()


def test_a_reader_who_is_no_editor_is_told_whose_it_is(client: Client):
    client.force_login(make_person(), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/sample")
    assert answer.status_code == 403
    assert "Not yours to do" in answer.content.decode()
    assert "Add coverage" not in client.get("/").content.decode()
