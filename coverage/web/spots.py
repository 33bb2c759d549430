"""A row, an utterance or a figure at an address of its own, which no new comparison changes."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coverage.desk.people import is_editor
from coverage.desk.rowpage import OnePage, figure_page, quote_page, row_page
from coverage.desk.rulinghistory import ruling_history
from coverage.desk.spots import Found, Gone, find_spot
from coverage.models import Ruling, Story

from .showing import show, wants_fragment

PAGES: dict[str, Callable[[Found], OnePage | None]] = {
    "row": row_page,
    "quote": quote_page,
    "figure": figure_page,
}


@require_safe
def one(request: HttpRequest, story_id: int, kind: str, spot: str) -> HttpResponse:
    """What stands there: its words, whose they are, what people ruled, and what may be ruled."""
    found = found_or_404(spot)
    if isinstance(found, Gone):
        return render(request, "rulings/gone.html", {"gone": found, "kind": kind}, status=404)
    if found.story.pk != story_id:  # its article moved, or the story was merged
        return redirect("story-one", found.story.pk, kind, spot)
    page = PAGES[known_kind(kind)](found)
    if page is None:
        raise Http404(f"no {kind} stands there")
    context = {
        "page": page,
        "next": _came_from(request) or page.href,
        "permalink": request.build_absolute_uri(_address(page)),
        "cited": cited(request, page),
        "stances": Ruling.Stance.choices,
    }
    return show(request, "rulings/one", context)


@require_safe
def cite(request: HttpRequest, story_id: int, kind: str, spot: str) -> HttpResponse:
    """The words with outlet, headline, date and address, as plain text to copy."""
    found = found_or_404(spot)
    page = PAGES[known_kind(kind)](found) if isinstance(found, Found) else None
    if page is None:
        raise Http404("nothing stands there to cite")
    return HttpResponse(cited(request, page), content_type="text/plain; charset=utf-8")


@require_safe
def history(request: HttpRequest, story_id: int) -> HttpResponse:
    """Everything people ruled on the story's articles, newest first."""
    story = get_object_or_404(Story, pk=story_id)
    context = {
        "story": story,
        "lines": ruling_history(story),
        "undoable": request.session.pop("undoable", None) if is_editor(request.user) else None,
    }
    return show(request, "rulings/history", context)


def known_kind(kind: str) -> str:
    """The kind of page an address names; 404 for one there is not."""
    if kind not in PAGES:
        raise Http404(f"there is no page of a {kind}")
    return kind


def found_or_404(spot: str) -> Found | Gone:
    found = find_spot(spot)
    if found is None:
        raise Http404("no words are named by this address")
    return found


def cited(request: HttpRequest, page: OnePage) -> str:
    """The page's citation, and where it is laid side by side."""
    return f"{page.cited}\n\nSide by side: {request.build_absolute_uri(_address(page))}\n"


def _address(page: OnePage) -> str:
    return reverse("story-one", args=[page.story, page.kind, page.spot])


def _came_from(request: HttpRequest) -> str:
    """The page, with what was chosen there, into which htmx puts the fragment."""
    if not wants_fragment(request):
        return ""
    asked = urlsplit(request.headers.get("HX-Current-URL", ""))
    return f"{asked.path}?{asked.query}" if asked.query else asked.path
