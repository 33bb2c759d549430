"""What editors say of rows, utterances, figures and absences, and taking it back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from coverage.desk import rulinghere as here
from coverage.desk.ruling import CannotRule, undo_ruling
from coverage.desk.rulinghere import Ruled
from coverage.desk.spots import Found, find_spot
from coverage.models import Ruling

from .editors import back, signed_in
from .marking import Undoable
from .numbers import number_of
from .showing import wants_fragment
from .spots import found_or_404, known_kind

#: kind of page → what a button there does → the desk's function for it.
DOINGS: dict[str, dict[str, Callable[[Found, QueryDict, User], Ruled]]] = {
    "row": {
        "confirm": lambda at, asked, who: here.confirm_row(at, asked.get("seen", ""), who),
        "join": lambda at, asked, who: here.join_rows(
            at, asked.get("with", ""), asked.get("seen", ""), who
        ),
        "part": lambda at, asked, who: here.part_sentence(
            at, asked.get("words", ""), "", asked.get("seen", ""), who
        ),
        "move": lambda at, asked, who: here.part_sentence(
            at, asked.get("words", ""), asked.get("with", "-"), asked.get("seen", ""), who
        ),
        "absent": lambda at, asked, who: here.check_absence(
            at, number_of(asked.get("absent", "")), asked.get("seen", ""), who
        ),
    },
    "quote": {
        "confirm": lambda at, asked, who: here.confirm_match(at, asked.get("seen", ""), who),
        "part": lambda at, asked, who: here.part_quote(
            at, asked.get("words", ""), asked.get("seen", ""), who
        ),
        "move": lambda at, asked, who: here.move_quote(
            at, asked.get("words", ""), asked.get("with", ""), asked.get("seen", ""), who
        ),
    },
    "figure": {
        "relate": lambda at, asked, who: here.relate(
            at, asked.get("stance", ""), asked.get("seen", ""), who
        ),
        "out": lambda at, asked, who: here.take_figure_out(
            at, asked.get("words", ""), asked.get("seen", ""), who
        ),
    },
}


@require_POST
def rule(request: HttpRequest, story_id: int, kind: str, spot: str) -> HttpResponse:
    """Do what the button says to what stands there; the page it was seen on follows, with undo."""
    doings = DOINGS[known_kind(kind)]
    doing = doings.get("absent" if "absent" in request.POST else request.POST.get("do", ""))
    if doing is None:
        return HttpResponseBadRequest("do is " + ", ".join(doings))
    return _rule(request, story_id, spot, lambda at, who: doing(at, request.POST, who))


@require_POST
def absent(request: HttpRequest, story_id: int) -> HttpResponse:
    """A cell's own button: `cell` names a row by its spot, the article (by id), and what the person
    saw in the row."""
    spot, article, seen = [*request.POST.get("cell", "").split(" "), "", ""][:3]
    return _rule(
        request,
        story_id,
        spot,
        lambda at, who: here.check_absence(at, number_of(article), seen, who),
    )


@require_POST
def undo(request: HttpRequest, ruling_id: int) -> HttpResponse:
    """Take a ruling back, and those of the same press that the form names in `also`."""
    ruling = get_object_or_404(Ruling, pk=ruling_id)
    also = [n for one in request.POST.getlist("also") if (n := number_of(one))]
    rulings = [ruling, *Ruling.objects.standing().filter(pk__in=also).exclude(pk=ruling_id)]
    try:
        for one in rulings:
            undo_ruling(one, signed_in(request))
        said = f"Undone: {ruling.what} stands as it did before."
    except CannotRule as refused:
        said = str(refused)
    request.session["undoable"] = asdict(Undoable(said))
    return _go(request, ruling.story_id)


def _rule(
    request: HttpRequest, story_id: int, spot: str, do: Callable[[Found, User], Ruled]
) -> HttpResponse:
    found = found_or_404(spot)
    try:
        if not isinstance(found, Found):
            raise CannotRule(here.GONE)
        ruled = do(found, signed_in(request))
    except CannotRule as refused:
        request.session["undoable"] = asdict(Undoable(str(refused)))
        return _go(request, story_id)
    newest, *others = ruled.rulings
    to = back(request, reverse("story", args=[found.story.pk]))
    done = Undoable(
        ruled.said,
        reverse("undo-ruling", args=[newest.pk]),
        "#comparison",
        (("next", to), *(("also", str(one.pk)) for one in others)),
    )
    request.session["undoable"] = asdict(done)
    return _go(request, found.story.pk, spot)


def _go(request: HttpRequest, story_id: int | None, spot: str = "") -> HttpResponse:
    """To the page that the form names, where the words of the spot stand now; for htmx its
    comparison alone is put in place, and what is in sight stays so."""
    story = reverse("story", args=[story_id]) if story_id else reverse("stories")
    to = back(request, story)
    if not wants_fragment(request):
        path = to.partition("#")[0]
        if spot and path.partition("?")[0] == story and isinstance(at := find_spot(spot), Found):
            to = f"{path}#r{at.row}"
        return redirect(to)
    place = {"path": to, "target": "#comparison", "swap": "outerHTML show:none"}
    return HttpResponse(headers={"HX-Location": json.dumps(place)})
