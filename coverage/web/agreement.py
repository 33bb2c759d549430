"""How far the coders of an assignment agree, and what became of a coder's own disagreements."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from coverage.desk.agreement import (
    TOLERANCE,
    TOLERANCES,
    AgreementPage,
    PairLine,
    agreement_page,
    concerns,
    may_look,
    waiting_for,
)
from coverage.desk.codedtexts import Coder, Study, study_of
from coverage.desk.disagreements import all_disputed
from coverage.desk.disputeviews import view_of
from coverage.desk.people import is_editor
from coverage.models import Assignment

from .editors import signed_in
from .numbers import number_or_none

#: Places of one kind that a coder's own page shows.
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A coder, and what they have with each coder before; None from themselves on."""

    coder: Coder
    cells: tuple[PairLine | None, ...]


@require_safe
def agreement(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Figures of each tag, of each pair of coders, and of the machine; `words` is how far apart
    edges may be."""
    study = study_for(request, assignment_id)
    if not may_look(study, signed_in(request)):
        return not_yet(request, study)
    asked = number_or_none(request.GET.get("words", ""))
    words = TOLERANCE if asked not in TOLERANCES or asked is None else asked
    page = agreement_page(study, words)
    context = {
        "page": page,
        "tolerances": [(each, f"?words={each}", each == words) for each in TOLERANCES],
        "matrix": matrix(page),
        "coders": study.coders,
        "is_mine": _is_coder(study, request),
    }
    return render(request, "agreement/agreement.html", context)


@require_safe
def my_disagreements(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """A coder's own places: where others marked otherwise, what was decided, and why."""
    study = study_for(request, assignment_id)
    if not may_look(study, signed_in(request)):
        return not_yet(request, study)
    if not _is_coder(study, request):
        raise Http404("only its coders have disagreements of their own")
    me = signed_in(request)
    mine = [
        view_of(study, place)
        for place in all_disputed(study, [coder.key for coder in study.people])
        if me.pk in place.text.codings
    ]
    settled = [view for view in mine if view.is_settled]
    otherwise = [view for view in settled if not view.is_as(me.get_username())]
    sections = (
        ("Settled otherwise than you marked", otherwise),
        ("Settled as you marked", [view for view in settled if view not in otherwise]),
        ("To settle", [view for view in mine if not view.is_settled]),
    )
    context = {
        "study": study,
        "sections": [(title, len(views), views[:MOST_SHOWN]) for title, views in sections if views],
        "most": MOST_SHOWN,
    }
    return render(request, "agreement/mine.html", context)


def study_for(request: HttpRequest, assignment_id: int) -> Study:
    """The assignment as it was coded. Whom it does not concern is refused."""
    rows = Assignment.objects.select_related("codebook")
    study = study_of(get_object_or_404(rows, pk=assignment_id))
    if not concerns(study, signed_in(request)):
        raise PermissionDenied("This is for editors and for the coders of this assignment.")
    return study


def not_yet(request: HttpRequest, study: Study) -> HttpResponse:
    """Why one of its coders must wait, and for whom."""
    context = {"study": study, "waiting": waiting_for(study), "can_edit": is_editor(request.user)}
    return render(request, "agreement/not_yet.html", context)


def matrix(page: AgreementPage) -> tuple[MatrixRow, ...]:
    """Each coder beside those before; () where there is one pair only."""
    pairs = [*page.pairs, *page.machine_pairs]
    if len(pairs) < 2:
        return ()
    coders = (*page.people, *([page.machine] if page.machine else ()))
    found = {frozenset((pair.one.key, pair.other.key)): pair for pair in pairs}
    return tuple(
        MatrixRow(
            coder,
            tuple(
                found.get(frozenset((coder.key, other.key))) if place < number else None
                for place, other in enumerate(coders[:-1])
            ),
        )
        for number, coder in enumerate(coders)
        if number
    )


def _is_coder(study: Study, request: HttpRequest) -> bool:
    return any(coder.key == request.user.pk for coder in study.people)
