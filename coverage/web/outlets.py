"""The outlets, and one outlet with its articles."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from coverage.models import Article, Outlet, Quote

from .paging import page_of
from .showing import show


@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    """All outlets by name."""
    page = page_of(Outlet.objects.for_list(), request.GET)
    unstated = Article.objects.filter(outlet=None).count()
    return show(request, "outlets/outlets", {"page": page, "unstated": unstated})


@require_safe
def outlet(request: HttpRequest, outlet_id: int) -> HttpResponse:
    """What one outlet published here, newest first; one merged into another leads there."""
    found = Outlet.objects.for_list().filter(pk=outlet_id).first()
    if found is None:
        merged = get_object_or_404(Outlet.objects.exclude(merged_into=None), pk=outlet_id)
        return redirect("outlet", merged.merged_into_id, permanent=False)
    context = {
        "outlet": found,
        "names": found.names.all(),
        "quote_count": Quote.objects.current()
        .standing()
        .in_marks()
        .filter(version__article__outlet=found)
        .count(),
        "page": page_of(Article.objects.filter(outlet=found).for_list().with_counts(), request.GET),
    }
    return show(request, "outlets/outlet", context)
