"""Confirming and rejecting quotes, claims and posts on their cards, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.articlecards import LETTERS, one_card, rows_for_card
from coverage.desk.review import Conflict, NothingToUndo, decide, undo
from coverage.desk.tagging import tags_by_key
from coverage.models import MarkedWords, Quote, SpanRow, State

from .editors import for_editors, signed_in
from .numbers import number_or_none
from .showing import HTMX_HEADERS, wants_fragment

#: A decision in the bar's words; unsure leaves it suggested, as the machine left it.
SAID = {
    State.CONFIRMED: "Confirmed",
    State.REJECTED: "Rejected",
    State.SUGGESTED: "Unsure, suggested again",
}
FILES = {
    "quote": "_quote_card",
    "marked": "_marked_card",
    "claim": "_claim_card",
    "post": "_post_entry",
}


@dataclass(frozen=True, slots=True)
class Undoable:
    """What the bar says was done, and the form that takes it back ("" where nothing does)."""

    words: str
    action: str = ""
    target: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """A decision over somebody else's: both versions, who and when."""

    kind: str
    key: int
    mine: str
    theirs: str
    who: str
    when: datetime | None
    revision: int
    href: str


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
        return show_clash(request, kind, row, conflict)
    return card_again(request, kind, row, done)


def row_or_404(kind: str, key: int) -> Any:
    """The row behind a card; 404 for a kind or a number there is not."""
    try:
        return rows_for_card(kind).select_related("version").get(pk=key)
    except (KeyError, ObjectDoesNotExist):
        raise Http404(f"no {kind} {key}") from None


def place_of(kind: str, row: SpanRow) -> str:
    """The address of the row's card on its article's page."""
    if isinstance(row, Quote | MarkedWords):
        return row.get_absolute_url()
    return f"{reverse('article', args=[row.version.article_id])}#{LETTERS[kind]}{row.pk}"


def card_again(
    request: HttpRequest,
    kind: str,
    row: SpanRow,
    undoable: Undoable | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """For htmx the card and the undo bar; without JavaScript back to the card on its page."""
    if not wants_fragment(request):
        if undoable:
            messages.success(request, undoable.words)
        return redirect(place_of(kind, row))
    context = {
        "card": one_card(kind, row.pk, request.user.pk),
        "card_file": f"articles/{FILES[kind]}.html",
        "undoable": undoable,
        "quick_tags": tags_by_key() if kind == "quote" else (),
        **more,
    }
    response = render(request, "articles/_marked.html", context, status=status)
    patch_vary_headers(response, HTMX_HEADERS)
    return response


def show_clash(request: HttpRequest, kind: str, row: SpanRow, conflict: Conflict) -> HttpResponse:
    """Status 409: both versions with who and when, and the choice between them."""
    theirs: Any = conflict.theirs
    clash = Clash(
        kind=kind,
        key=row.pk,
        mine=str(conflict.mine["state"]),
        theirs=theirs.state,
        who=conflict.who.get_username() if conflict.who else "",
        when=conflict.when,
        revision=theirs.revision,
        href=place_of(kind, row),
    )
    if wants_fragment(request):
        return card_again(request, kind, row, status=409, conflict=clash)
    card = one_card(kind, row.pk, request.user.pk)
    context = {
        "card": replace(card, href=clash.href),
        "card_file": f"articles/{FILES[kind]}.html",
        "conflict": clash,
    }
    return render(request, "articles/conflict.html", context, status=409)


def seen_revision(request: HttpRequest) -> int | None:
    """The revision that the form was printed with; None where it names none."""
    return number_or_none(request.POST.get("revision", ""))
