"""What people did with an article and with one mark, and taking one change back."""

from __future__ import annotations

from dataclasses import asdict
from textwrap import shorten
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.articlehistory import (
    HistoryAsked,
    HistoryPage,
    article_history,
    mark_history,
    mark_told,
    versions_of,
)
from coverage.desk.historylines import CALLED, Reader
from coverage.desk.historysources import MODELS, Cursor
from coverage.desk.people import is_coder, is_editor
from coverage.desk.reverting import CannotRevert, revert
from coverage.models import Article

from .cardsagain import Undoable
from .editors import back, signed_in
from .numbers import number_of
from .showing import show

#: Kinds of marks that have a history of their own.
MARKS = ("quote", "marked", "claim", "post", "note", "coding")


@require_safe
def history(request: HttpRequest, article_id: int) -> HttpResponse:
    """Everything people did in the article; on the first page its texts, too."""
    found = get_object_or_404(Article.objects.for_comparison(), pk=article_id)
    page = article_history(found, _asked(request.GET), _reader(request))
    is_first = page.asked == HistoryAsked()
    context = {
        **_context(request, page),
        "article": found,
        "versions": versions_of(found) if is_first else (),
        "kinds": tuple(CALLED.items()),
    }
    return show(request, "articles/history", context)


@require_safe
def of_one_mark(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Everything people did with one mark, also one that was taken off."""
    told = mark_told(kind, key, _reader(request)) if kind in MARKS else None
    if told is None:
        raise Http404(f"no {kind} {key}")
    article, words, stands = told
    page = mark_history(kind, key, _asked(request.GET), _reader(request))
    context = {
        **_context(request, page),
        "article": get_object_or_404(Article.objects.for_comparison(), pk=article),
        "called": CALLED[kind],
        "mark": {"kind": kind, "key": key, "words": words, "stands": stands},
        "kinds": (),
    }
    return show(request, "articles/mark_history", context)


@require_POST
def revert_mark(request: HttpRequest, kind: str, entry: int) -> HttpResponse:
    """Take one change back; the page it was asked on says what was done, with its own undo."""
    if kind not in MODELS:
        raise Http404(f"no {kind}")
    try:
        done = revert(kind, entry, signed_in(request), _reader(request))
    except CannotRevert as refused:
        messages.error(request, str(refused))
    else:
        words = shorten(done.words, 60, placeholder=" …")
        again = Undoable(
            f"{done.what[:1].upper()}{done.what[1:]}: “{words}”",
            reverse("revert-mark", args=[kind, done.entry]) if not done.why_not else "",
            fields=(("next", back(request, "/")),),
        )
        request.session["undoable"] = asdict(again)
    return redirect(back(request, "/"))


def _asked(query: QueryDict) -> HistoryAsked:
    return HistoryAsked(
        kind=query.get("kind", "") if query.get("kind", "") in MODELS else "",
        person=number_of(query.get("by", "")),
        after=Cursor.read(query.get("after", "")),
    )


def _reader(request: HttpRequest) -> Reader:
    person = signed_in(request)
    return Reader(person.pk, is_coder(person), is_editor(person))


def _context(request: HttpRequest, page: HistoryPage) -> dict[str, Any]:
    older, newest = request.GET.copy(), request.GET.copy()
    older["after"] = page.next
    newest.pop("after", None)
    return {
        "page": page,
        "older": f"?{older.urlencode()}" if page.next else "",
        "newest": f"?{newest.urlencode()}" if page.asked.after else "",
        "undoable": request.session.pop("undoable", None),
        "here": request.get_full_path(),
    }
