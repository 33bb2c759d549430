"""A save over somebody else's: both are shown, and the person says which stands.

What was to be saved is sent again with one press, over the newer revision; nothing typed is lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from coverage.desk.articlecards import LETTERS, one_card
from coverage.desk.clashes import clash_of, taken_off_by
from coverage.desk.revisions import Conflict
from coverage.models import SpanRow

from .cardsagain import FILES, card_again, place_of, seen_revision
from .showing import wants_fragment

#: Fields that are of one sending, not of what was said.
_OF_THE_FORM = frozenset({"csrfmiddlewaretoken", "revision", "both"})
#: Fields that hold what somebody typed.
_TYPED = frozenset({"name", "mention", "cue", "via", "note", "words"})


def show_clash(
    request: HttpRequest,
    kind: str,
    row: SpanRow,
    conflict: Conflict,
    *,
    both: str = "",
    sends_again: bool = True,
) -> HttpResponse:
    """Status 409: both versions with who and when, and the choice between them.

    `both` are the words of a third button, where both can stand: the same is sent with `both`.
    Without `sends_again` there is no keeping mine, as for an undo: it would undo what is theirs.
    """
    if not type(row)._base_manager.filter(pk=row.pk).exists():
        return show_gone(request, kind, row.pk)
    clash = clash_of(kind, conflict, seen_revision(request))
    fields = sent_fields(request)
    context: dict[str, Any] = {
        "conflict": clash,
        "again": request.path if sends_again else "",
        "again_fields": fields,
        "both": both,
        "theirs_href": place_of(kind, row),
        "theirs_card": reverse("mark", args=[kind, row.pk]),
    }
    if wants_fragment(request):
        answer = card_again(request, kind, row, status=409, **context)
        answer["HX-Retarget"] = f"#{LETTERS[kind]}{row.pk}"
        answer["HX-Reswap"] = "outerHTML"
        return answer
    card: Any = one_card(kind, row.pk, request.user.pk)
    context |= {
        "card": replace(card, href=place_of(kind, row)),
        "card_file": f"articles/{FILES[kind]}.html",
    }
    return render(request, "articles/conflict.html", context, status=409)


def show_gone(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Status 409: the mark is not there any more, why where that is known, what was typed."""
    taken_off = taken_off_by(kind, key)
    context = {
        "gone": taken_off,
        "history_href": reverse("mark-history", args=[kind, key]) if taken_off else "",
        "typed": [value for name, value in sent_fields(request) if name in _TYPED and value],
    }
    if not wants_fragment(request):
        return render(request, "articles/gone.html", context, status=409)
    answer = render(request, "articles/_gone.html", context, status=409)
    if kind in LETTERS:
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#{LETTERS[kind]}{key}", "innerHTML"
    return answer


def sent_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form said, without what is of one sending alone."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name not in _OF_THE_FORM
    ]
