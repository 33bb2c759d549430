"""Cards on an article's page as they stand after a change, with the bar that takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from coverage.desk.articlecards import LETTERS, one_card, rows_for_card
from coverage.desk.tagging import tags_by_key
from coverage.models import MarkedWords, Quote, SpanRow

from .numbers import number_or_none
from .showing import HTMX_HEADERS, wants_fragment

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


def seen_revision(request: HttpRequest) -> int | None:
    """The revision that the form was printed with; None where it names none."""
    return number_or_none(request.POST.get("revision", ""))
