"""A program that asks with a token of the editor's."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from coverage.desk.tokens import make_token
from coverage.models import Token


@dataclass
class Program:
    """Asks with its token; every answer is read as JSON, and errors must be problems."""

    secret: str
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def ask(self, method: str, path: str, **sent: Any) -> HttpResponse:
        headers = {"Authorization": f"Bearer {self.secret}"} | sent.pop("headers", {})
        response: Any = getattr(self.client, method)(f"/api/v1{path}", headers=headers, **sent)
        if response.status_code >= 400:
            assert response["Content-Type"] == "application/problem+json"
            assert response.json()["status"] == response.status_code
        return response

    def get(self, path: str, **sent: Any) -> Any:
        return self.ask("get", path, **sent)

    def post(self, path: str, **sent: Any) -> Any:
        return self.ask("post", path, **sent)

    def send(self, *documents: Any, headers: Any = None, **options: Any) -> Any:
        """The answer to documents sent as JSON."""
        body = json.dumps({"documents": documents, **options})
        return self.post(
            "/documents", data=body, content_type="application/json", headers=headers or {}
        )


def program_of(person: User, *scopes: str) -> Program:
    return Program(make_token(person, f"a program {Token.objects.count()}", scopes)[1])


@pytest.fixture
def program(editor: User) -> Program:
    return program_of(editor, *Token.Scope.values)
