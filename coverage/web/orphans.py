"""Marks without a place: listed for editors to place, of one article and of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.assignments import orphans_seen
from coverage.desk.orphanpage import asked_about, orphans_page
from coverage.desk.orphans import CannotPlace, Conflict, place, place_of_words, say_gone, take_back
from coverage.models import Article, Orphan

from .editors import signed_in
from .marking import Undoable, seen_revision
from .numbers import number_or_none
from .paging import page_of
from .showing import show


@require_safe
def orphans(request: HttpRequest) -> HttpResponse:
    """All marks without a place, by article."""
    rows = (
        asked_about(signed_in(request).pk)
        .for_list()
        .select_related("article__outlet", "marked_by", "source")
    )
    return show(request, "orphans/orphans", {"page": page_of(rows, request.GET)})


@require_safe
def article_orphans(request: HttpRequest, article_id: int) -> HttpResponse:
    """One article's, each with its old words beside the newest text."""
    return _page(request, article_id, undoable=request.session.pop("undoable", None))


@require_POST
def place_orphan(request: HttpRequest, key: int) -> HttpResponse:
    """Set it down at an offered place, at selected words, or at words that were typed."""

    def place_there(orphan: Orphan, person: User, revision: int | None) -> None:
        body = orphan.article.current_version.body if orphan.article.current_version else ""
        words = request.POST.get("words", "").replace("\r\n", "\n")
        at, to = place_of_words(body, words, _number(request, "start"), _number(request, "end"))
        place(orphan, at, to, person, revision)

    return _settle(request, key, place_there, "Placed")


@require_POST
def orphan_gone(request: HttpRequest, key: int) -> HttpResponse:
    """Its words are not in the text any more."""
    return _settle(request, key, say_gone, "Gone from the text")


@require_POST
def undo_orphan(request: HttpRequest, key: int) -> HttpResponse:
    """Without a place again."""
    return _settle(request, key, take_back, "Undone, without a place again", can_undo=False)


def _settle(
    request: HttpRequest,
    key: int,
    act: Callable[[Orphan, User, int | None], object],
    said: str,
    can_undo: bool = True,
) -> HttpResponse:
    """Back to the list, at the mark that comes next, with what was done in the bar; or the list
    again, with what is wrong."""
    person = signed_in(request)
    rows = Orphan.objects.select_related("article__current_version", "source")
    orphan = get_object_or_404(orphans_seen(rows, person.pk), pk=key)
    waiting = _waiting(orphan.article_id, person)
    try:
        act(orphan, person, seen_revision(request))
    except (CannotPlace, Conflict) as refusal:
        return _refused(request, orphan, refusal)
    done = Undoable(
        f"{said}: {orphan}",
        reverse("undo-orphan", args=[key]) if can_undo else "",
        fields=(("revision", str(orphan.revision)),),
    )
    request.session["undoable"] = asdict(done)
    there = reverse("article-orphans", args=[orphan.article_id])
    return redirect(f"{there}#{_place_behind(key, waiting, _waiting(orphan.article_id, person))}")


def _waiting(article_id: int, person: User) -> list[int]:
    """The marks of an article that wait for a place, as its page lists them."""
    rows = asked_about(person.pk).filter(article=article_id).for_list()
    return [row.pk for row in rows]


def _place_behind(key: int, before: Sequence[int], now: Sequence[int]) -> str:
    """The id, on the page, of what a reader goes on with: the mark that waits again, the next one,
    else the last, else the head of the list."""
    if key in now:
        return f"o{key}"
    behind = before[before.index(key) + 1 :] if key in before else ()
    following = next((other for other in behind if other in now), None)
    following = following or (now[-1] if now else None)
    return f"o{following}" if following else "lost-title"


def _refused(request: HttpRequest, orphan: Orphan, refusal: Exception) -> HttpResponse:
    """The page again with what was wrong at the mark; 409 where somebody else was quicker."""
    is_clash = isinstance(refusal, Conflict)
    why = str(refusal)
    if isinstance(refusal, Conflict):
        stored = Orphan.objects.get(pk=orphan.pk)
        by = refusal.who.get_username() if refusal.who else "somebody"
        why = f"{by} settled it while you had it open: {stored.get_state_display()}."
        if stored.state == Orphan.State.OPEN:
            why = "A newer text came while you had it open: say where it stands in that one."
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
    page = orphans_page(article, signed_in(request).pk)
    context = {
        "page": page,
        "undoable": undoable,
        "wrong": wrong,
        "is_listed": wrong is not None and any(card.key == wrong["key"] for card in page.cards),
    }
    return render(request, "orphans/article.html", context, status=status)


def _number(request: HttpRequest, name: str) -> int | None:
    return number_or_none(request.POST.get(name, ""))
