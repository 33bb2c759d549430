"""Who asks: the person whose token stands in the Authorization header, and nobody else.

A session's cookie opens nothing here, so no page of another site can have a browser ask.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from ninja.security import HttpBearer

from coverage.desk.tokens import may_ask, scopes_for, token_of
from coverage.models import Token

from .problems import Problem

_HOW = "Send the header “Authorization: Bearer …” with a token of yours (“Your tokens”)."


class Bearer(HttpBearer):
    """Lets a token with the scope pass, as long as its person may do the same on the pages."""

    openapi_description = "A token that its person made on the page “Your tokens”."

    def __init__(self, scope: Token.Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """The token; raises Problem 401, 403 or 429."""
        found = known_token(token)
        most = settings.API_LIMIT
        if not may_ask(found, most):
            wait = 60 - timezone.now().second
            said = f"This token has asked {most:,} times in this minute, the limit."
            again = f"Ask again in {wait} s."
            raise Problem(429, f"{said} {again}", headers={"Retry-After": str(wait)})
        if self.scope not in found.scopes:
            raise Problem(403, f"This token lacks the scope {self.scope}. Make one that has it.")
        if self.scope not in scopes_for(found.person):
            raise Problem(403, f"{found.person} may not do this: it needs an editor.")
        request.user = found.person  # history says who it was
        return found


def known_token(secret: str) -> Token:
    """The token with the secret; raises Problem 401."""
    found = token_of(secret)
    if found is None:
        raise no_token(f"This token is none, or was revoked. {_HOW}")
    if found.ends_on is not None and found.is_ended:
        day = date_format(found.ends_on, "j F Y")
        raise no_token(f"This token ended on {day}. Make a new one on “Your tokens”.")
    return found


def no_token(detail: str = f"A token is needed here. {_HOW}") -> Problem:
    return Problem(401, detail, headers={"WWW-Authenticate": "Bearer"})


def needs(scope: Token.Scope, **more: Any) -> dict[str, Any]:
    """What an operation says to be open to tokens with the scope; `more` goes into its document."""
    return {
        "auth": Bearer(scope),
        "openapi_extra": {"security": [{"Bearer": [str(scope)]}], **more},
    }
