"""The list of quotes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .quote_list import quote_list
from .showing import show


@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    """All standing quotes, newest first, with filters that stand in the address."""
    return show(request, "quotes/quotes", {"list": quote_list(request.GET)})
