"""The versions of an article's text, and what changed between two of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from coverage.desk.versionpage import NoSuchVersion, versions_page
from coverage.models import Article

from .numbers import number_of
from .showing import show


@require_safe
def versions(request: HttpRequest, article_id: int) -> HttpResponse:
    """Two versions laid over each other (`from`, `to`), inline or with `view=side` side by side;
    without numbers the newest beside the one before."""
    article = get_object_or_404(
        Article.objects.for_comparison().exclude(current_version=None), pk=article_id
    )
    is_side = request.GET.get("view") == "side"
    try:
        page = versions_page(article, _number(request, "from"), _number(request, "to"), is_side)
    except NoSuchVersion as missing:
        raise Http404(str(missing)) from None
    return show(request, "articles/versions", {"page": page})


def _number(request: HttpRequest, name: str) -> int | None:
    written = request.GET.get(name, "")
    if not written:
        return None
    number = number_of(written)
    if not number:
        raise Http404(f"no version {written[:20]}")
    return number
