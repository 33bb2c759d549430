"""One article in the reading view, and its outlet; and the list of articles."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.adjudicated import decisions_seen
from coverage.desk.articlepage import article_page
from coverage.desk.coding import strip_for
from coverage.desk.outlets import set_outlet
from coverage.desk.people import is_coder
from coverage.desk.tagging import tags_by_key
from coverage.models import Adjudication, Article, Tag

from .editors import back, signed_in
from .numbers import number_of
from .paging import page_of
from .sharing import shared_with
from .showing import show


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """All articles: newest first, undated last."""
    page = page_of(Article.objects.for_list().with_counts(), request.GET)
    return show(request, "articles/articles", {"page": page})


@require_safe
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """The reading view: the text with its marks, and a card for each beside it."""
    found = get_object_or_404(
        Article.objects.for_comparison().exclude(current_version=None), pk=article_id
    )
    return reading(request, found)


def reading(
    request: HttpRequest, article: Article, status: int = 200, **more: object
) -> HttpResponse:
    """The article's page; `more` for its templates, as what was typed and cannot be done."""
    may_mark = is_coder(request.user)
    assigned = number_of(request.GET.get("assignment", ""))
    strip = strip_for(request.user.pk, article.pk, assigned) if may_mark else None
    tags = Tag.objects.live()
    context = {
        "page": article_page(
            article,
            request.user.pk,
            shows_reported=request.GET.get("reported") == "1",
            shared_with=shared_with(request.GET),
        ),
        "undoable": request.session.pop("undoable", None) if may_mark else None,
        "strip": strip,
        "differences": decided_otherwise(request, article) if may_mark else (),
        "tags": tags.filter(codebook=strip.assignment.codebook_id) if strip else tags,
        "quick_tags": tags_by_key(request.user.pk, article.pk) if may_mark else (),
        **more,
    }
    return show(request, "articles/article", context, status)


def decided_otherwise(request: HttpRequest, article: Article) -> list[Adjudication]:
    """What was decided in its newest text where coders differed, as far as the person sees it."""
    return list(decisions_seen(signed_in(request), article.current_version_id or 0))


@require_POST
def set_the_outlet(request: HttpRequest, article_id: int) -> HttpResponse:
    """Say who published, or with an empty name that nobody stated it."""
    found = get_object_or_404(Article, pk=article_id)
    set_outlet(found, request.POST.get("outlet", "")[:200], signed_in(request))
    return redirect(back(request, found.get_absolute_url()))
