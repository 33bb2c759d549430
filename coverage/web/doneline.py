"""What was just done, said once on the next page with the form that takes it back."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest

from .cardsagain import Undoable

#: Where the session keeps it.
_KEY = "done"


def leave(request: HttpRequest, done: Undoable) -> None:
    """Say it on the page that is shown next."""
    request.session[_KEY] = asdict(done)


def take(request: HttpRequest) -> Undoable | None:
    """What the page before left to say, once."""
    kept = request.session.pop(_KEY, None)
    return Undoable(**{**kept, "fields": tuple(map(tuple, kept["fields"]))}) if kept else None
