"""Marks without a place: listed for editors to place, of one article and of all."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.orphanpage import asked_about, orphans_page
from coverage.desk.orphans import CannotPlace, Conflict, place, place_of_words, say_gone, take_back
from coverage.models import Article, Orphan

from .editors import for_editors, signed_in
from .marking import Undoable, seen_revision
from .paging import page_of
from .showing import show


@require_safe
@for_editors
def orphans(request: HttpRequest) -> HttpResponse:
    """All marks without a place, by article."""
    rows = asked_about().for_list().select_related("article__outlet", "marked_by", "source")
    return show(request, "orphans/orphans", {"page": page_of(rows, request.GET)})


@require_safe
@for_editors
def article_orphans(request: HttpRequest, article_id: int) -> HttpResponse:
    """One article's, each with its old words beside the newest text."""
    return _page(request, article_id, undoable=request.session.pop("undoable", None))


@require_POST
@for_editors
def place_orphan(request: HttpRequest, key: int) -> HttpResponse:
    """Set it down at an offered place, at selected words, or at words that were typed."""
    orphan = _orphan(key)
    try:
        body = orphan.article.current_version.body if orphan.article.current_version else ""
        start, end = _number(request, "start"), _number(request, "end")
        at, to = place_of_words(
            body, request.POST.get("words", "").replace("\r\n", "\n"), start, end
        )
        place(orphan, at, to, signed_in(request), seen_revision(request))
    except (CannotPlace, Conflict) as refusal:
        return _refused(request, orphan, refusal)
    return _done(request, orphan, "Placed")


@require_POST
@for_editors
def orphan_gone(request: HttpRequest, key: int) -> HttpResponse:
    """Its words are not in the text any more."""
    orphan = _orphan(key)
    try:
        say_gone(orphan, signed_in(request), seen_revision(request))
    except (CannotPlace, Conflict) as refusal:
        return _refused(request, orphan, refusal)
    return _done(request, orphan, "Gone from the text")


@require_POST
@for_editors
def undo_orphan(request: HttpRequest, key: int) -> HttpResponse:
    """Without a place again."""
    orphan = _orphan(key)
    try:
        take_back(orphan, signed_in(request), seen_revision(request))
    except (CannotPlace, Conflict) as refusal:
        return _refused(request, orphan, refusal)
    said = Undoable(f"Undone: {orphan} has no place again")
    request.session["undoable"] = asdict(said)
    return redirect(orphan.get_absolute_url())


def _done(request: HttpRequest, orphan: Orphan, what: str) -> HttpResponse:
    done = Undoable(
        f"{what}: {orphan}",
        reverse("undo-orphan", args=[orphan.pk]),
        fields=(("revision", str(orphan.revision)),),
    )
    request.session["undoable"] = asdict(done)
    return redirect("article-orphans", orphan.article_id)


def _refused(request: HttpRequest, orphan: Orphan, refusal: Exception) -> HttpResponse:
    """The page again with what was wrong at the mark; 409 where somebody else was quicker."""
    is_clash = isinstance(refusal, Conflict)
    why = str(refusal)
    if isinstance(refusal, Conflict):
        stored = Orphan.objects.get(pk=orphan.pk)
        by = refusal.who.get_username() if refusal.who else "somebody"
        why = f"{by} settled it while you had it open: {stored.get_state_display()}."
    wrong = {"key": orphan.pk, "why": why, "words": request.POST.get("words", "")[:500]}
    return _page(request, orphan.article_id, wrong=wrong, status=409 if is_clash else 422)


def _page(
    request: HttpRequest,
    article_id: int,
    undoable: object = None,
    wrong: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    article = get_object_or_404(
        Article.objects.for_comparison().exclude(current_version=None), pk=article_id
    )
    page = orphans_page(article)
    context = {
        "page": page,
        "undoable": undoable,
        "wrong": wrong,
        "is_listed": wrong is not None and any(card.key == wrong["key"] for card in page.cards),
    }
    return render(request, "orphans/article.html", context, status=status)


def _orphan(key: int) -> Orphan:
    rows = Orphan.objects.select_related("article__current_version", "source")
    return get_object_or_404(rows, pk=key)


def _number(request: HttpRequest, name: str) -> int | None:
    written = request.POST.get(name, "")
    return int(written) if written.isdecimal() and len(written) < 10 else None
