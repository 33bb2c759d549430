"""Who may ask the API: a token with the scope, of a person who may do the same on the pages."""

import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from coverage.api.described import described
from coverage.desk.tokens import in_use, revoke
from coverage.models import Job, Token
from tests.api.conftest import Program, program_of
from tests.desk.papers import paper_unit, started

pytestmark = pytest.mark.django_db


def operations(job_id=1):
    """(method, path without the API's root, scope) of each operation that the document names."""
    for path, methods in described()["paths"].items():
        for method, operation in methods.items():
            [scope] = operation["security"][0]["Bearer"]
            yield method, path.removeprefix("/api/v1").replace("{job_id}", str(job_id)), scope


@pytest.mark.parametrize("reading", ["public", "private"])
def test_without_a_token_nothing_is_answered(reading, settings, editor_client, editor):
    settings.READING = reading
    job = started(paper_unit(1))
    revoked = program_of(editor, *Token.Scope.values)
    revoke(in_use(editor))
    for method, path, _ in operations(job.pk):
        for asking in (
            Program("newsroom_none"), Program(""), Program("ÿ"), revoked,
            Program("newsroom_none", editor_client),
        ):  # fmt: skip
            response = asking.ask(method, path)
            assert response.status_code == 401, (method, path)
            assert response["WWW-Authenticate"] == "Bearer"
            assert "Location" not in response
        basic = Client().generic(method, f"/api/v1{path}", headers={"Authorization": "Basic YTpi"})
        assert basic.status_code == 401
    assert Job.objects.get().cancel_asked_at is None


def test_a_session_opens_no_operation(editor_client):
    for method, path, _ in operations():
        assert getattr(editor_client, method)(f"/api/v1{path}").status_code == 401


@pytest.mark.parametrize("reading", ["public", "private"])
def test_a_token_does_what_its_scopes_say(reading, settings, editor):
    settings.READING = reading
    job = started(paper_unit(1))
    for method, path, scope in operations(job.pk):
        for had in Token.Scope.values:
            response = program_of(editor, had).ask(method, path)
            if had == scope:
                assert response.status_code in (200, 409, 415, 422), (method, path)
            else:
                assert response.status_code == 403
                assert f"scope {scope}" in response.json()["detail"]


def test_a_token_does_no_more_than_its_person_may(program, editor):
    editor.groups.clear()
    for method, path, _ in operations():
        response = program.ask(method, path)
        assert response.status_code == 403
        assert "needs an editor" in response.json()["detail"]
    User.objects.update(is_active=False)
    assert program.get("/jobs").status_code == 401


def test_another_method_is_a_problem_that_names_those_there_are(program, caplog):
    caplog.set_level(logging.ERROR)
    for path, allowed in (("/documents", "POST"), ("/jobs", "GET"), ("/openapi.json", "GET")):
        for method in ("put", "delete", "patch", "options"):
            response = program.ask(method, path)
            assert response.status_code == 405
            assert response["Allow"] == allowed


def test_a_token_that_asks_too_often_is_told_when_to_go_on(program, settings):
    settings.API_LIMIT = 2
    assert [program.get("/jobs").status_code for _ in range(3)] == [200, 200, 429]
    Token.objects.update(minute=1)
    Token.objects.update(minute=1)
    assert program.get("/jobs").status_code == 200
    program.get("/jobs")
    response = program.get("/jobs")
    assert 0 < int(response["Retry-After"]) <= 60


def test_a_fault_of_ours_is_a_problem_too(program, monkeypatch):
    def fail(*_):
        raise RuntimeError("a secret of the installation")

    monkeypatch.setattr("coverage.api.jobs.job_records", fail)
    program.client.raise_request_exception = False
    started(paper_unit(1))
    response = program.get("/jobs")
    assert response.status_code == 500
    assert "secret" not in response.content.decode()


def test_answers_carry_the_policy_and_are_not_shared(program):
    for response in (program.get("/jobs"), program.get("/nothing"), Client().get("/api/v1/jobs")):
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] in ("private, no-cache", "no-store")


def test_the_document_is_open_where_reading_is(settings, program, editor_client):
    for client in (Client(), editor_client):
        assert client.get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"
    settings.READING = "private"
    assert Client().get("/api/v1/openapi.json").status_code == 401
    assert editor_client.get("/api/v1/openapi.json").status_code == 200
    assert program.get("/openapi.json").status_code == 200
    assert Program("newsroom_none").get("/openapi.json").status_code == 401


def test_every_operation_says_its_scope_and_its_problems():
    known = set(Token.Scope.values)
    for _, _, scope in operations():
        assert scope in known
    for methods in described()["paths"].values():
        for operation in methods.values():
            assert {"401", "403", "429"} <= set(operation["responses"])
            assert operation["summary"]


def test_a_token_that_has_ended_says_when(editor, settings):
    settings.READING = "private"
    program = program_of(editor, *Token.Scope.values)
    Token.objects.update(ends_on=timezone.localdate())
    assert program.get("/jobs").status_code == 200
    Token.objects.update(ends_on="2026-03-02")
    for path in ("/jobs", "/openapi.json"):
        response = program.get(path)
        assert response.status_code == 401
        assert "This token ended on 2 March 2026. Make a new one" in response.json()["detail"]
