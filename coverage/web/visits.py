"""What is kept of a request that was answered: that its session is in use, and what it exported."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase

from coverage.desk.audit import note
from coverage.desk.sessions import note_seen
from coverage.models import AuditEntry

#: Views whose answers are files with much in them; those of the admin end with "_export".
EXPORTS = frozenset({"feeds-export", "codebook-file", "job-table"})


def visits_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Asks the database for nothing but what is new: a session not noted for long, an export."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not request.session.accessed or SESSION_KEY not in request.session:
            return response
        agent = request.headers.get("User-Agent", "")
        note_seen(request.session, int(request.session[SESSION_KEY]), agent)
        if is_export(request, response):
            note(AuditEntry.Kind.EXPORTED, request.user, said=request.get_full_path())
        return response

    return respond


def is_export(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the answer is a file of an export."""
    name = (request.resolver_match.url_name if request.resolver_match else None) or ""
    is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
    return is_file and response.status_code == 200 and (name in EXPORTS or name.endswith("_export"))
