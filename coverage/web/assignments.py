"""Assignments: the list, one with its progress, and a coder's way through it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.assigning import possible_coders
from coverage.desk.assignmentpages import assignment_list, assignment_page
from coverage.desk.coding import (
    CannotCode,
    article_href,
    finish,
    next_to_code,
    open_article,
    reopen,
)
from coverage.desk.people import is_editor
from coverage.desk.tagpage import coder_passages
from coverage.models import Assignment

from .cardsagain import Undoable
from .doneline import leave, take
from .editors import signed_in
from .numbers import number_of
from .showing import show


@require_safe
def assignments(request: HttpRequest) -> HttpResponse:
    """The person's own; for editors everybody's, where they ask for them."""
    person = signed_in(request)
    may_all = is_editor(person)
    everybodys = may_all and request.GET.get("whose") == "all"
    lines = assignment_list(person, everybodys=everybodys)
    context = {
        "open": [line for line in lines if not line.assignment.closed_at],
        "closed": [line for line in lines if line.assignment.closed_at],
        "everybodys": everybodys,
        "done": take(request),
    }
    return show(request, "assignments/assignments", context)


@require_safe
def assignment(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """One assignment: how far each coder is, and each article. For its coders and for editors."""
    found = _seen_by(request, assignment_id)
    may_edit = is_editor(request.user)
    page = assignment_page(
        found, request.user.pk or 0, number_of(request.GET.get("page", "")), sees_tags=may_edit
    )
    here = {line.coder.person_id for line in page.coders}
    context = {
        "page": page,
        "others": possible_coders().exclude(pk__in=here) if may_edit else (),
        "done": take(request),
    }
    return show(request, "assignments/assignment", context)


@require_safe
def coder_tags(request: HttpRequest, assignment_id: int, person_id: int) -> HttpResponse:
    """The passages behind the number of a coder's tags."""
    found = _seen_by(request, assignment_id)
    row = get_object_or_404(found.coders.select_related("person"), person=person_id)
    before = number_of(request.GET.get("before", ""))
    passages, older = coder_passages(found, person_id, request.user.pk, before)
    context = {
        "assignment": found,
        "coder": row.person,
        "passages": passages,
        "older": f"?before={older}" if older else "",
        "first": bool(before),
    }
    return show(request, "assignments/coder", context)


@require_POST
def resume(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """To the article where the person stopped."""
    found = _seen_by(request, assignment_id)
    person = signed_in(request)
    following = next_to_code(found, person.pk)
    if following is None:
        leave(request, Undoable("You have finished every article of it."))
        return redirect(found)
    try:
        open_article(following, person)
    except CannotCode as refused:
        leave(request, Undoable(str(refused)))
        return redirect(found)
    return redirect(article_href(following.article_id, found.pk))


@require_POST
def finish_article(request: HttpRequest, assignment_id: int, article_id: int) -> HttpResponse:
    """Done with the article; on to the next, or to the assignment's page at the end."""
    found = get_object_or_404(Assignment, pk=assignment_id)
    try:
        following = finish(found, article_id, signed_in(request))
    except CannotCode as refused:
        leave(request, Undoable(f"Nothing is changed: {refused}"))
        return redirect(found)
    if following:
        return redirect(article_href(following.article_id, found.pk))
    leave(request, Undoable("You have finished the last article. Thank you."))
    return redirect(found)


@require_POST
def reopen_article(request: HttpRequest, assignment_id: int, article_id: int) -> HttpResponse:
    """Not done with the article after all."""
    found = get_object_or_404(Assignment, pk=assignment_id)
    try:
        reopen(found, article_id, signed_in(request))
    except CannotCode as refused:
        leave(request, Undoable(f"Nothing is changed: {refused}"))
        return redirect(found)
    return redirect(article_href(article_id, found.pk))


def _seen_by(request: HttpRequest, assignment_id: int) -> Assignment:
    rows = Assignment.objects.select_related("codebook", "made_by", "closed_by")
    found = get_object_or_404(rows, pk=assignment_id)
    if not is_editor(request.user) and not found.coders.filter(person=request.user.pk).exists():
        raise PermissionDenied("This assignment was given to other coders.")
    return found
