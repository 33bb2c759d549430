"""Giving articles to coders: looked at before it is made; and changing who codes what."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from coverage.desk.assigning import (
    CannotAssign,
    add_articles,
    add_coders,
    close,
    edit_assignment,
    make_assignment,
    possible_coders,
    take_articles_away,
    take_coder_away,
    undo_change,
)
from coverage.desk.choosing import Asked, CannotChoose, Chosen, choose
from coverage.desk.codebookinuse import codebook_in_use
from coverage.desk.revisions import Conflict
from coverage.models import Article, Assignment, AssignmentChange, Outlet

from .assignment_forms import AboutForm, ChoiceForm, WhoForm
from .cardsagain import Undoable, seen_revision
from .codebook_forms import saved
from .doneline import leave
from .editors import signed_in
from .numbers import number_of
from .showing import show

#: Headlines that a preview shows.
SHOWN = 12


@require_http_methods(["GET", "HEAD", "POST"])
def new_assignment(request: HttpRequest) -> HttpResponse:
    """The form, what it would give to whom, and the giving."""
    sent = request.POST or None
    asked_for = {"how": "story" if request.GET.get("story") else "search"}
    start = {name: request.GET[name] for name in ("story", "words") if name in request.GET}
    forms: tuple[Any, ...] = (
        AboutForm(sent),
        WhoForm(sent, initial={"codebook": codebook_in_use(request.user.pk)}),
        ChoiceForm(sent, initial={**asked_for, **start}),
    )
    about, who, choice = forms
    context: dict[str, Any] = {"about": about, "who": who, "choice": choice}
    status = 200
    if request.method == "POST":
        wrong = [form for form in forms if not form.is_valid()]  # all of them say what is wrong
        plan = None if wrong else _planned(choice)
        if plan and request.POST.get("seal") == plan["seal"]:
            made = make_assignment(
                about.fields_given(),
                who.cleaned_data["codebook"],
                list(who.cleaned_data["coders"]),
                plan["asked"],
                plan["chosen"],
                signed_in(request),
            )
            leave(request, Undoable(f"“{made}” is given to its coders."))
            return redirect(made)
        context["plan"] = plan
        status = 200 if plan else 422
    context["outlets"] = Outlet.objects.order_by("name_key")[:500]
    return show(request, "assignments/new", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Name, instructions and the two rules."""
    found = get_object_or_404(Assignment, pk=assignment_id)
    start = _of(found)
    form = AboutForm(request.POST or None, initial=start)
    context: dict[str, Any] = {"form": form, "assignment": found, "revision": found.revision}
    if form.is_valid():
        seen = seen_revision(request)
        try:
            changed = edit_assignment(found, form.fields_given(), signed_in(request), seen)
        except Conflict as clash:
            context |= {"clash": clash, "theirs": clash.theirs}
            return show(request, "assignments/edit", context, status=409)
        said = f"Saved “{changed}”."
        leave(request, saved(said, request.path, start, _of(changed), changed))
        return redirect(found)
    return show(request, "assignments/edit", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def more_articles(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Articles added after the others: the form, what it would add, and the adding."""
    found = get_object_or_404(Assignment, pk=assignment_id)
    choice = ChoiceForm(request.POST or None, initial={"how": "search"})
    context: dict[str, Any] = {"choice": choice, "assignment": found}
    status = 200
    if request.method == "POST":
        plan = _planned(choice) if choice.is_valid() else None
        if plan and request.POST.get("seal") == plan["seal"]:
            change = add_articles(found, plan["chosen"].articles, signed_in(request))
            _say(request, change, "All of them are in it already.")
            return redirect(found)
        if plan:
            here = set(found.articles.values_list("article", flat=True))
            context["there"] = sum(key in here for key in plan["chosen"].articles)
        context["plan"] = plan
        status = 200 if plan else 422
    context["outlets"] = Outlet.objects.order_by("name_key")[:500]
    return show(request, "assignments/articles", context, status=status)


@require_POST
def more_coders(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Add the coders that were ticked."""
    found = get_object_or_404(Assignment, pk=assignment_id)
    keys = [number_of(key) for key in request.POST.getlist("coders")]
    people = list(possible_coders().filter(pk__in=keys))
    _say(request, add_coders(found, people, signed_in(request)), "Nobody was added: tick coders.")
    return redirect(found)


@require_POST
def take_coder(request: HttpRequest, assignment_id: int, person_id: int) -> HttpResponse:
    """The coder codes no more in it; their tags stay."""
    found = get_object_or_404(Assignment, pk=assignment_id)
    try:
        _say(request, take_coder_away(found, person_id, signed_in(request)))
    except CannotAssign as refused:
        leave(request, Undoable(str(refused)))
    return redirect(found)


@require_POST
def take_article(request: HttpRequest, assignment_id: int, article_id: int) -> HttpResponse:
    """The article is coded in it no more; what people put on it stays."""
    found = get_object_or_404(Assignment, pk=assignment_id)
    try:
        _say(request, take_articles_away(found, [article_id], signed_in(request)))
    except CannotAssign as refused:
        leave(request, Undoable(str(refused)))
    return redirect(found)


@require_POST
def close_assignment(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Close it, or open it again."""
    found = get_object_or_404(Assignment, pk=assignment_id)
    to_close = request.POST.get("closed") != "0"
    close(found, signed_in(request), closed=to_close)
    said = f"{'Closed' if to_close else 'Opened'} “{found}”{'' if to_close else ' again'}."
    back_again = (("closed", "0" if to_close else "1"),)
    leave(request, Undoable(said, request.path, fields=back_again))
    return redirect(found)


@require_POST
def undo_assignment_change(request: HttpRequest, change_id: int) -> HttpResponse:
    """Bring back what was taken away, or take away what was added."""
    rows = AssignmentChange.objects.select_related("assignment")
    change = get_object_or_404(rows, pk=change_id)
    try:
        undo_change(change, signed_in(request))
        said = f"Undone: {change.words}"
    except CannotAssign as refused:
        said = f"Nothing is changed: {refused}"
    leave(request, Undoable(said))
    return redirect(change.assignment)


def _of(row: Assignment) -> dict[str, Any]:
    """What is said of the assignment, by the names of the form's fields."""
    return {
        "name": row.name,
        "instructions": row.instructions,
        "together": "" if row.is_independent else "1",
        "hidden": not row.shows_machine,
    }


def _planned(choice: ChoiceForm) -> dict[str, Any] | None:
    """The articles that the form asks for, to be looked at; None where the form says what is
    wrong."""
    asked: Asked = choice.asked()
    try:
        chosen: Chosen = choose(asked)
    except CannotChoose as refused:
        choice.add_error(refused.field, str(refused))
        return None
    first = list(chosen.articles[:SHOWN])
    rows = Article.objects.filter(pk__in=first).select_related("outlet").defer("signature")
    by_key = {row.pk: row for row in rows}
    return {
        "asked": asked,
        "chosen": chosen,
        "shown": [by_key[key] for key in first if key in by_key],
        "more": max(0, len(chosen.articles) - SHOWN),
        "seal": hashlib.sha256(repr((asked.seed, list(chosen.articles))).encode()).hexdigest(),
    }


def _say(request: HttpRequest, change: AssignmentChange | None, otherwise: str = "") -> None:
    if change is None:
        leave(request, Undoable(otherwise))
        return
    undo = reverse("undo-assignment-change", args=[change.pk])
    leave(request, Undoable(change.words, undo))
