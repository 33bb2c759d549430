"""Confirming and rejecting quotes, claims and posts on their cards, and taking it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.articlecards import LETTERS
from coverage.desk.review import Conflict, NothingToUndo, decide, undo
from coverage.models import State

from .cardsagain import FILES, Undoable, card_again, place_of, row_or_404, seen_revision
from .conflicts import show_clash
from .editors import for_editors, signed_in

__all__ = ["FILES", "Undoable", "card_again", "place_of", "row_or_404", "seen_revision"]

#: A decision in the bar's words; unsure leaves it suggested, as the machine left it.
SAID = {
    State.CONFIRMED: "Confirmed",
    State.REJECTED: "Rejected",
    State.SUGGESTED: "Unsure, suggested again",
}


@require_safe
@for_editors
def mark(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """One card as it is stored now."""
    row = row_or_404(kind, key)
    return card_again(request, kind, row)


@require_POST
@for_editors
def decide_mark(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Confirm or reject; over a newer revision the conflict is shown, nothing is written."""
    row, state = row_or_404(kind, key), request.POST.get("state", "")
    if state not in State.values:
        return HttpResponseBadRequest("state is suggested, confirmed or rejected")
    try:
        row = decide(row, state, signed_in(request), seen_revision(request))
    except Conflict as conflict:
        return show_clash(request, kind, row, conflict)
    done = Undoable(
        f"{SAID[State(state)]}: “{row.excerpt(60)}”",
        reverse("undo-decision", args=[kind, key]),
        f"#{LETTERS[kind]}{key}",
        (("revision", str(row.revision)),),
    )
    return card_again(request, kind, row, done)


@require_POST
@for_editors
def undo_mark(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Back to what it was before the last change."""
    row = row_or_404(kind, key)
    revision = seen_revision(request)
    if revision is not None:
        row.revision = revision
    try:
        row = undo(row, signed_in(request))
        done = Undoable(f"Undone: “{row.excerpt(60)}” is {row.state} again")
    except NothingToUndo:
        done = Undoable("Nothing to undo.")
    except Conflict as conflict:
        return show_clash(request, kind, row, conflict, sends_again=False)
    return card_again(request, kind, row, done)
