"""Places where coders differ, one after another, and what an editor decides of each."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.adjudicating import CannotAdjudicate, DecidedMeanwhile, adjudicate, take_back
from coverage.desk.agreement import may_look
from coverage.desk.codedtexts import Study
from coverage.desk.disagreements import Disputed
from coverage.desk.disputelist import (
    Asked,
    DisputeList,
    coders_asked,
    find_place,
    list_disputes,
    next_open,
)
from coverage.desk.orphans import CannotPlace, place_of_words
from coverage.desk.people import is_editor
from coverage.desk.revisions import NothingToUndo
from coverage.models import Adjudication

from .agreement import not_yet, study_for
from .editors import signed_in
from .marking import Undoable
from .numbers import number_of, number_or_none

Took = Adjudication.Took
CHANGED = "The marks at that place have changed since it was shown. This is how they are now."


@require_safe
def disagreements(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """One place after another; `at` names it, else it goes on where the person stopped."""
    study = study_for(request, assignment_id)
    if not may_look(study, signed_in(request)):
        return not_yet(request, study)
    asked = _asked(study, request.GET)
    return _page(request, study, asked, undoable=request.session.pop("undoable", None))


@require_POST
def decide_disagreement(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Keep what stands, and go on to the next open place. What cannot be kept is shown again with
    all that was typed."""
    study = study_for(request, assignment_id)
    person = signed_in(request)
    if not may_look(study, person):
        raise PermissionDenied("Others are still coding this assignment, and so are you.")
    asked = _asked(study, request.POST)
    place = find_place(study, asked)
    if place is None:
        messages.warning(request, CHANGED)
        return redirect(_address(study, asked, at=""))
    took, _, reading = request.POST.get("took", "").partition(":")  # "own:2": the third coder's
    try:
        done = adjudicate(
            study.assignment,
            place,
            took,
            person,
            request.POST.get("reason", ""),
            reading=number_or_none(reading),
            own=_own(request, place),
            seen=request.POST.get("seen"),
        )
    except (CannotAdjudicate, CannotPlace) as refusal:
        return _page(request, study, asked, wrong=str(refusal), status=422)
    except DecidedMeanwhile:
        return _page(request, study, asked, is_clash=True, status=409)
    rows = " ".join(f"{row.pk}.{row.revision}" for row in done.rows)
    fields = [*_query(asked), ("rows", rows), ("gone", " ".join(map(str, done.gone)))]
    bar = Undoable(
        f"{place.tag} in {place.text.article.called}: {_said(study, place, took, reading)}",
        reverse("undo-adjudication", args=[assignment_id]),
        fields=tuple((name, str(value)) for name, value in fields),
    )
    request.session["undoable"] = asdict(bar)
    return redirect(_address(study, asked, at=next_open(study, asked)))


@require_POST
def undo_adjudication(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Take a decision back, and show its place again."""
    study = study_for(request, assignment_id)
    if not may_look(study, signed_in(request)):
        raise PermissionDenied("Others are still coding this assignment, and so are you.")
    rows = [_row(each) for each in request.POST.get("rows", "").split()]
    gone = [number_of(each) for each in request.POST.get("gone", "").split()]
    try:
        take_back(study.assignment, rows, gone, signed_in(request))
        request.session["undoable"] = asdict(Undoable("Undone: to settle again", ""))
    except DecidedMeanwhile:
        messages.error(request, "Not undone: somebody has changed the decision since.")
    except NothingToUndo as why:
        messages.error(request, f"Not undone: {why}")
    return redirect(_address(study, _asked(study, request.POST)))


def _page(
    request: HttpRequest,
    study: Study,
    asked: Asked,
    undoable: object = None,
    wrong: str = "",
    is_clash: bool = False,
    status: int = 200,
) -> HttpResponse:
    found = list_disputes(study, asked, signed_in(request).pk)
    context = {
        "list": found,
        "links": _Links(found),
        "undoable": undoable,
        "wrong": wrong,
        "is_clash": is_clash,
        "typed": request.POST,
        "may_decide": is_editor(request.user),
        "is_mine": any(coder.key == request.user.pk for coder in study.people),
    }
    return render(request, "agreement/disagreements.html", context, status=status)


class _Links:
    """Addresses of the page with one thing asked for otherwise."""

    def __init__(self, found: DisputeList) -> None:
        asked, study = found.asked, found.study
        self.form = _query(asked, at=found.shown.key if found.shown else "")
        self.before = _address(study, asked, at=found.before) if found.before else ""
        self.after = _address(study, asked, at=found.after) if found.after else ""
        self.all_articles = _address(study, asked, article=0, at="")
        self.all_tags = _address(study, asked, tag=0, at="")
        self.articles = [
            (line, _address(study, asked, article=line.article, at="")) for line in found.articles
        ]
        self.tags = [
            (line, _address(study, asked, tag=line.tag.pk, at=""), line.tag.pk == asked.tag)
            for line in found.tags
        ]
        self.inside = [(view, _address(study, asked, at=view.key)) for view in found.inside]
        self.groups = self._groups(found) if len(study.coders) > 2 else []

    @staticmethod
    def _groups(found: DisputeList) -> list[tuple[str, str, bool]]:
        """Between whom: all people, and each pair of coders."""
        study, asked = found.study, found.asked
        people = tuple(coder.key for coder in study.people)
        groups = [("all coders", people)] if len(people) > 2 else []
        for number, one in enumerate(study.coders):
            groups += [
                (f"{one.name} and {other.name}", (one.key, other.key))
                for other in study.coders[number + 1 :]
            ]
        return [
            (words, _address(study, asked, coders=keys, at=""), keys == asked.coders)
            for words, keys in groups
        ]


def _asked(study: Study, given: QueryDict) -> Asked:
    wanted = [number_or_none(each) for each in given.get("coders", "").split(",")]
    return Asked(
        coders=coders_asked(study, [each for each in wanted if each is not None]),
        article=number_of(given.get("article", "")),
        tag=number_of(given.get("tag", "")),
        at=given.get("at", "")[:80],
    )


def _query(asked: Asked, **changed: object) -> list[tuple[str, str]]:
    """What a form or an address says of what is asked; the usual is left out."""
    now = {**asdict(asked), **changed}
    query = [(name, str(now[name])) for name in ("article", "tag", "at") if now[name]]
    return [("coders", ",".join(map(str, now["coders"]))), *query]


def _address(study: Study, asked: Asked, **changed: object) -> str:
    here = reverse("disagreements", args=[study.assignment.pk])
    return f"{here}?{urlencode(_query(asked, **changed), safe=',')}"


def _own(request: HttpRequest, place: Disputed) -> tuple[int, int] | None:
    """The span that was selected or typed; None where another choice was made."""
    if request.POST.get("took") != Took.OWN:
        return None
    words = request.POST.get("words", "").replace("\r\n", "\n")
    start, end = (number_or_none(request.POST.get(name, "")) for name in ("start", "end"))
    return place_of_words(place.text.body, words, start, end)


def _said(study: Study, place: Disputed, took: str, reading: str) -> str:
    """What was taken, with the coders' names: "as ana, ben marked it"."""
    if took in (Took.MERGED, Took.NONE):
        return "all of it together" if took == Took.MERGED else "neither stands"
    number = {Took.FIRST: 0, Took.SECOND: 1}.get(Took(took), number_or_none(reading))
    if number is None:
        return "the words you chose"
    names = ", ".join(study.name_of(coder) for coder in place.dispute.readings[number].coders)
    return f"as {names} marked it"


def _row(written: str) -> tuple[int, int]:
    key, _, revision = written.partition(".")
    return number_of(key), number_of(revision)
