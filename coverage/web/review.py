"""The review queue's address; and its left-over lines, settled or left unsure, and taken back."""

from __future__ import annotations

import secrets
from dataclasses import asdict, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.ordinarylines import NothingToSay, say_ordinary, undo_ordinary
from coverage.desk.orphanpage import orphan_count
from coverage.desk.recomparing import MOST_COMPARED
from coverage.desk.residuequeue import asked_lines
from coverage.desk.residues import STATE_OF, residues, settle, settle_equal, undo_equal
from coverage.desk.review import Conflict, NothingToUndo, undo
from coverage.models import EmbeddedPost, Passage, PostAppearance

from .editors import back, signed_in
from .marking import Undoable, seen_revision
from .numbers import number_of
from .review_list import Filters, asks_for_lines, counted, review_list
from .reviewqueue import counts_of_list, queue_list
from .showing import HTMX_HEADERS, show, wants_fragment

SAID = {"post": "A post stood here", "text": "Ordinary text", "unsure": "Unsure"}


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The marks that wait, the least sure first; with `kind` left-over lines alone, in a list of
    their own."""
    if not asks_for_lines(request.GET):
        return queue_list(request)
    context = {
        "list": review_list(request.GET),
        "undoable": request.session.pop("undoable", None),
        "marks": orphan_count(signed_in(request).pk),
    }
    return show(request, "review/review", context)


@require_POST
def settle_residue(request: HttpRequest, key: int) -> HttpResponse:
    """One line, or with `scope` "outlet" every line equal to it in its outlet."""
    row, answer = _row_or_404(key), request.POST.get("answer", "")
    if answer not in STATE_OF:
        return HttpResponseBadRequest("answer is post, text or unsure")
    person = signed_in(request)
    if request.POST.get("scope") == "outlet":
        return _settle_all(request, row, answer)
    post = _post(request.POST.get("post", ""))
    try:
        settle(row, answer, person, seen_revision(request), post)
    except Conflict as conflict:
        return _refused(request, row, conflict)
    linked = f", linked to {post}" if post else ""
    done = Undoable(
        f"{SAID[answer]}{linked}: “{row.excerpt(60)}” in {row.version.article.called}",
        reverse("unsettle-residue", args=[key]),
        f"#residue-{key}",
        (("revision", str(row.revision)), ("next", request.POST.get("next", ""))),
    )
    return _answered(request, row, done)


@require_POST
def unsettle_residue(request: HttpRequest, key: int) -> HttpResponse:
    """As it was before the last answer; with a `token`, all lines settled with this one."""
    row, person = _row_or_404(key), signed_in(request)
    token = request.POST.get("token", "")
    if token:
        number = undo_equal(row, token[:20], person)
        messages.success(request, f"Undone: {_lines(number)} wait again.")
        return redirect(back(request, reverse("review")))
    revision = seen_revision(request)
    if revision is not None:
        row.revision = revision
    try:
        undo(row, person)
    except NothingToUndo:
        messages.error(request, "Nothing to undo.")
        return _again(request, row)
    except Conflict as conflict:
        return _refused(request, row, conflict)
    if not wants_fragment(request):
        messages.success(request, f"Undone: “{row.excerpt(60)}” waits again.")
    return _again(request, row)


def _settle_all(request: HttpRequest, row: PostAppearance, answer: Any) -> HttpResponse:
    """A whole page follows, with the bar that takes all of it back."""
    token, article = secrets.token_hex(6), row.version.article
    number = settle_equal(row, answer, signed_in(request), token)
    later = ", and in its later articles" if answer == "text" and article.outlet else ""
    if answer == "text" and number > MOST_COMPARED:
        later += f"; stories of the newest {MOST_COMPARED} are compared, a worker does the others"
    done = Undoable(
        f"{SAID[answer]}: {_lines(number)} reading “{row.excerpt(60)}” in {article.called}{later}.",
        reverse("unsettle-residue", args=[row.pk]),
        fields=(("token", token), ("next", request.POST.get("next", ""))),
    )
    request.session["undoable"] = asdict(done)
    return redirect(back(request, reverse("review")))


@require_POST
def ordinary_line(request: HttpRequest, passage_id: int) -> HttpResponse:
    """A line labelled boilerplate is ordinary text: here, or with `scope` "outlet" wherever its
    outlet prints it."""
    passage = _passage_or_404(passage_id)
    everywhere = request.POST.get("scope") == "outlet"
    try:
        number = say_ordinary(passage, signed_in(request), everywhere=everywhere)
    except (Conflict, NothingToSay):
        messages.error(
            request, "Nothing was done: this line has changed since you opened the page."
        )
        return redirect(passage.get_absolute_url())
    article = passage.version.article
    where = f" in {number} articles of {article.called}, and in later ones" if everywhere else ""
    if number > MOST_COMPARED:
        where += f" (stories of the newest {MOST_COMPARED} are compared, a worker does the others)"
    done = Undoable(
        f"Ordinary text{where}: “{passage.excerpt(60)}”",
        reverse("boilerplate-line", args=[passage.pk]),
    )
    request.session["undoable"] = asdict(done)
    return redirect(passage.get_absolute_url())


@require_POST
def boilerplate_line(request: HttpRequest, passage_id: int) -> HttpResponse:
    """Take that back."""
    passage = _passage_or_404(passage_id)
    try:
        undo_ordinary(passage, signed_in(request))
        messages.success(request, f"Undone: “{passage.excerpt(60)}” is boilerplate again.")
    except (Conflict, NothingToUndo):
        messages.error(request, "Nothing to undo.")
    return redirect(passage.get_absolute_url())


def _answered(request: HttpRequest, row: PostAppearance, done: Undoable) -> HttpResponse:
    """For htmx what stands in the card's place, and the bar; else the page that follows."""
    if not wants_fragment(request):
        plain = replace(done, target="")
        request.session["undoable"] = asdict(plain)
        return redirect(back(request, reverse("review")))
    [line] = asked_lines([row])
    context = {"line": line, "undoable": done, **_place_in_list(request)}
    response = render(request, "review/_settled.html", context)
    patch_vary_headers(response, HTMX_HEADERS)
    return response


def _again(
    request: HttpRequest, row: PostAppearance, conflict: str = "", status: int = 200
) -> HttpResponse:
    """The card as it asks now."""
    if not wants_fragment(request):
        return redirect(back(request, reverse("review")))
    lines = asked_lines([row])
    context = {"line": lines[0], "conflict": conflict, **_place_in_list(request)}
    response = render(request, "review/_again.html", context, status=status)
    patch_vary_headers(response, HTMX_HEADERS)
    return response


def _refused(request: HttpRequest, row: PostAppearance, conflict: Conflict) -> HttpResponse:
    """Nothing is written; the card says what somebody else said of the line meanwhile."""
    who = conflict.who.get_username() if conflict.who else "Somebody"
    state = getattr(conflict.theirs, "state", "")
    said = f"{who} made this {state} while you had it open. Nothing of yours is written yet."
    if not wants_fragment(request):
        messages.error(request, said)
        return redirect(back(request, reverse("review")))
    row.refresh_from_db()
    return _again(request, row, said, status=409)


def _place_in_list(request: HttpRequest) -> dict[str, Any]:
    """The list the form stands in, and its counts as they are now."""
    there = request.POST.get("next", "")
    query = QueryDict(there.partition("?")[2])
    if not asks_for_lines(query):
        return {**counts_of_list(there, signed_in(request).pk), "in_queue": True}
    asked = Filters.asked(query)
    return {"next": there, "counted": counted(asked), "show": asked.show}


def _row_or_404(key: int) -> PostAppearance:
    row = residues().select_related("version__article__outlet").filter(pk=key).first()
    if row is None:
        raise Http404(f"no residue {key}")
    return row


def _passage_or_404(key: int) -> Passage:
    found = Passage.objects.select_related("version__article__outlet").filter(pk=key).first()
    if found is None:
        raise Http404(f"no passage {key}")
    return found


def _post(written: str) -> EmbeddedPost | None:
    return EmbeddedPost.objects.filter(pk=number_of(written)).first()


def _lines(number: int) -> str:
    return f"{number:,} line{'' if number == 1 else 's'}"
