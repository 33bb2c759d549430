"""Confirming and rejecting quotes, claims and posts on their cards, and taking it back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.articlecards import LETTERS
from coverage.desk.changingmarks import move_back, was_moved
from coverage.desk.redrawing import stretches_of
from coverage.desk.review import Conflict, NothingToUndo, decide, undo
from coverage.desk.revisions import StandsAlready
from coverage.models import Coding, Note, PostAppearance, SpanRow, State

from .cardsagain import FILES, Undoable, card_again, place_of, row_or_404, seen_revision
from .conflicts import show_clash
from .editors import signed_in
from .redrawn import Changed, answer

__all__ = ["FILES", "Undoable", "card_again", "place_of", "row_or_404", "seen_revision"]

#: A decision in the bar's words; unsure leaves it suggested, as the machine left it.
SAID = {
    State.CONFIRMED: "Confirmed",
    State.REJECTED: "Rejected",
    State.SUGGESTED: "Unsure",
}


@require_safe
def mark(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """One card as it is stored now."""
    row = row_or_404(kind, key)
    return card_again(request, kind, row)


@require_POST
def decide_mark(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Confirm or reject; over a newer revision the conflict is shown, nothing is written."""
    row, state = row_or_404(kind, key), request.POST.get("state", "")
    if state not in State.values:
        return HttpResponseBadRequest("state is suggested, confirmed or rejected")
    if isinstance(row, Note | Coding):
        raise Http404("notes and tags are not decided on: who made them takes them off")
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
def undo_mark(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Back to what it was before the last change: what was decided, its words, what a note says."""
    row, person = row_or_404(kind, key), signed_in(request)
    if isinstance(row, Note | Coding) and row.person_id != person.pk:
        raise PermissionDenied("This is somebody else’s: only who made it changes it.")
    before, revision = stretches_of(row), seen_revision(request)
    if revision is not None:
        row.revision = revision
    try:
        row = move_back(row, person) if was_moved(row) else undo(row, person)
        done = Undoable(f"Undone: {_told(row)}")
    except StandsAlready as why:
        done = Undoable(str(why))
    except NothingToUndo:
        done = Undoable("Nothing to undo.")
    except Conflict as conflict:
        return show_clash(request, kind, row, conflict, sends_again=False)
    if isinstance(row, PostAppearance):
        return card_again(request, kind, row, done)
    changed = Changed([(kind, key)], [*before, *stretches_of(row)], done)
    return answer(request, row.version.article, changed)


def _told(row: SpanRow) -> str:
    """What stands again."""
    if isinstance(row, Note):
        return f"the note says “{' '.join(row.words.split())[:60]}” again"
    is_tag = isinstance(row, Coding)
    return f"“{row.excerpt(60)}” is {'tagged' if is_tag else row.state} again"
