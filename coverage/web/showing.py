"""One address serves a whole page, or only the part htmx swaps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

HTMX_HEADERS = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


def show(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """`<folder>/<page>.html`; for a real htmx swap the fragment `<folder>/_<page>.html` beside it.

    `name` is "stories/story". Boosted requests and htmx's history restore want the whole page.
    """
    folder, _, page = name.rpartition("/")
    file = f"{folder}/_{page}.html" if wants_fragment(request) else f"{folder}/{page}.html"
    response = render(request, file, context, status=status)
    patch_vary_headers(response, HTMX_HEADERS)
    return response


def wants_fragment(request: HttpRequest) -> bool:
    """True for a request of htmx that swaps a part of the page."""
    asked = request.headers.get
    return (
        asked("HX-Request") == "true"
        and asked("HX-Boosted") != "true"
        and asked("HX-History-Restore-Request") != "true"
    )
