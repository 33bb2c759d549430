"""Words in marks made a quote, a quote made words that quote nobody, and both taken back.

Whole forms and whole pages, with JavaScript or without: the page that follows has the card, and
the bar that takes it back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from coverage.desk.review import Conflict, NothingToUndo
from coverage.desk.turning import make_marked, make_quote, turn_back
from coverage.models import MarkedWords, Quote

from .cardsagain import place_of
from .editors import signed_in
from .marking import Undoable, row_or_404, seen_revision

Row = Quote | MarkedWords


@require_POST
def to_quote(request: HttpRequest, key: int) -> HttpResponse:
    """These words in marks are a quote."""
    row, person = row_or_404("marked", key), signed_in(request)
    return _turned(request, row, lambda: make_quote(row, person, seen_revision(request)))


@require_POST
def to_marked(request: HttpRequest, quote_id: int) -> HttpResponse:
    """This quote is a title, a nickname, a term or a scare quote."""
    row, person, kind = row_or_404("quote", quote_id), signed_in(request), request.POST.get("kind")
    if kind not in MarkedWords.Kind.values:
        return HttpResponseBadRequest("kind is title, nickname, term or scare")
    return _turned(request, row, lambda: make_marked(row, kind, person, seen_revision(request)))


@require_POST
def back_again(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """As it was before it was made a quote, or no quote."""
    row = row_or_404(kind, key)
    try:
        other = turn_back(row, signed_in(request), seen_revision(request))
    except NothingToUndo:
        messages.error(request, "Nothing to undo.")
        return redirect(place_of(kind, row))
    except Conflict as conflict:
        return _refused(request, row, conflict)
    messages.success(request, f"Undone: “{other.excerpt(60)}” is {_told(other)} again.")
    return redirect(other.get_absolute_url())


def _turned(request: HttpRequest, row: Row, turn: Callable[[], Row]) -> HttpResponse:
    """The page at the card of what it became, with the bar that takes it back."""
    try:
        made = turn()
    except Conflict as conflict:
        return _refused(request, row, conflict)
    kind = "quote" if isinstance(made, Quote) else "marked"
    done = Undoable(
        f"“{made.excerpt(60)}” is {_told(made)} now.",
        reverse("turn-back", args=[kind, made.pk]),
        fields=(("revision", str(made.revision)),),
    )
    request.session["undoable"] = asdict(done)
    return redirect(made.get_absolute_url())


def _refused(request: HttpRequest, row: Row, conflict: Conflict) -> HttpResponse:
    who = conflict.who.get_username() if conflict.who else "somebody"
    messages.error(request, f"Nothing was done: {who} changed this while you had it open.")
    return redirect(row.get_absolute_url())


def _told(row: Row) -> str:
    if isinstance(row, Quote):
        return "a quote"
    told = str(row.get_kind_display())
    return told if told.startswith("a ") else f"a {told}"
