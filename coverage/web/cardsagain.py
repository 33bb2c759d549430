"""Cards on an article's page as they stand after a change, with the bar that takes it back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from coverage.desk.articlecards import LETTERS, one_card, rows_for_card
from coverage.desk.tagging import tags_by_key
from coverage.models import MarkedWords, Quote, SpanRow, Tag

from .numbers import number_or_none
from .showing import HTMX_HEADERS, wants_fragment

FILES = {
    "quote": "_quote_card",
    "marked": "_marked_card",
    "claim": "_claim_card",
    "post": "_post_entry",
    "note": "_note_card",
    "coding": "_coding_card",
}
#: Kinds of marks whose cards take tags.
TAGGED = frozenset({"quote", "claim"})


@dataclass(frozen=True, slots=True)
class Undoable:
    """What the bar says was done, and the form that takes it back ("" where nothing does)."""

    words: str
    action: str = ""
    target: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    swap: str = "outerHTML"


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
        tell_later(request, undoable)
        return redirect(place_of(kind, row))
    try:
        card = one_card(kind, row.pk, request.user.pk)
    except ObjectDoesNotExist:
        raise Http404("not for this coder to see yet") from None
    context = {
        "card": card,
        "card_file": f"articles/{FILES[kind]}.html",
        "undoable": undoable,
        "quick_tags": quick_tags(request, row) if kind in TAGGED else (),
        **more,
    }
    response = render(request, "articles/_marked.html", context, status=status)
    return for_htmx(response)


def quick_tags(request: HttpRequest, row: SpanRow) -> list[Tag]:
    """The tags that keys 1–9 put on."""
    return tags_by_key(request.user.pk, row.version.article_id)


def tell_later(request: HttpRequest, undoable: Undoable | None) -> None:
    """Have the page that comes next say what was done, with the form that takes it back."""
    if undoable and undoable.action:
        request.session["undoable"] = asdict(undoable)
    elif undoable:
        messages.success(request, undoable.words)


def for_htmx(response: HttpResponse, said: str = "") -> HttpResponse:
    """The answer to htmx. `said` is told in the page's one live region, for an answer that brings
    no bar: what the bar shows is told there of itself."""
    if said:
        response["HX-Trigger"] = json.dumps({"said": {"words": said}})
    patch_vary_headers(response, HTMX_HEADERS)
    return response


def seen_revision(request: HttpRequest) -> int | None:
    """The revision that the form was printed with; None where it names none."""
    return number_or_none(request.POST.get("revision", ""))
