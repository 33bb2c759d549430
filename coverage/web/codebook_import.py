"""Taking a codebook's file in: first what it would do, then doing that."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_http_methods

from coverage.desk.codebookfiles import MOST_LETTERS, CannotRead, read_codebook
from coverage.desk.codebookimport import apply_import
from coverage.desk.codebookplan import CannotImport, ImportPlan, plan_import
from coverage.desk.codebooks import CannotChange
from coverage.desk.revisions import Conflict
from coverage.models import Codebook
from coverage.text.spans import as_body

from .cardsagain import Undoable
from .doneline import leave
from .editors import signed_in
from .showing import show


@require_http_methods(["GET", "HEAD", "POST"])
def import_codebook(request: HttpRequest, codebook_id: int = 0) -> HttpResponse:
    """Into that codebook, or as a new one: the form, what a file would do, and the doing."""
    found = get_object_or_404(Codebook, pk=codebook_id) if codebook_id else None
    context: dict[str, Any] = {"codebook": found}
    if request.method != "POST":
        return show(request, "codebooks/import", context)
    try:
        text = _sent(request)
        plan = plan_import(read_codebook(text), found)
        seen, now = request.POST.get("seen", ""), _seal(plan)
        if seen == now and plan.does_something:
            return _done(request, plan)
        context |= {"plan": plan, "text": text, "seal": now, "is_other": bool(seen) and seen != now}
        return show(request, "codebooks/import", context)
    except (CannotRead, CannotImport, CannotChange) as refused:
        context |= {"wrong": str(refused), "text": as_body(request.POST.get("text", ""))}
    except (DatabaseError, Conflict):
        again = "A colleague changed the codebook in the same moment: look again."
        context |= {"wrong": again, "text": as_body(request.POST.get("text", ""))}
    return show(request, "codebooks/import", context, status=422)


def _done(request: HttpRequest, plan: ImportPlan) -> HttpResponse:
    made = apply_import(plan, signed_in(request))
    told = [
        f"{len(lines)} {word}"
        for lines, word in (
            (plan.new, "new"),
            (plan.changed, "changed"),
            (plan.refused, "left out"),
        )
        if lines
    ]
    leave(request, Undoable(f"Imported into “{made}”: {', '.join(told) or 'its definition'}."))
    return redirect(made)


def _sent(request: HttpRequest) -> str:
    """The text of the file, or what was pasted. Raises CannotRead for what is no text."""
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("text", "")
    if file.size and file.size > 4 * MOST_LETTERS:
        raise CannotRead(f"A codebook has at most {MOST_LETTERS:,} letters; this file has more.")
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise CannotRead("The file is not in UTF-8: save it again as “CSV UTF-8”.") from wrong


def _seal(plan: ImportPlan) -> str:
    """What was shown before: doing it takes the same, or it is shown anew."""
    return salted_hmac("codebook import", plan.seal).hexdigest()
