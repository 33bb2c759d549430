"""Adding coverage: one pasted text is taken in at once, everything else is a job."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coverage.desk.ingest import Arrival, Received, receive
from coverage.desk.jobs import KEPT, start_job
from coverage.desk.jobs.sentfiles import most_at_once, too_much_in
from coverage.models import Job
from coverage.tasks import begin

from .add_form import (
    AddForm,
    inputs_of,
    is_small_text_alone,
    pasted_bytes,
    pasted_type,
    purpose_of,
)
from .editors import signed_in

#: Jobs that are not at their end are named on the page, up to so many.
MOST_NAMED = 3


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """The form; after sending it the job's page, or the report of a pasted text."""
    if request.method != "POST":
        return _page(request, AddForm())
    form = AddForm(request.POST, request.FILES)
    if too_much := too_much_in(request):
        form.errors.clear()  # it would miss the files
        form.add_error(None, too_much)
        return _page(request, form, status=413)
    if not form.is_valid():
        return _page(request, form, status=422)
    looks_first = "look" in request.POST
    if looks_first or not is_small_text_alone(form.cleaned_data):
        return _begin(request, form.cleaned_data, looks_first)
    answers = _receive_text(form.cleaned_data, signed_in(request))
    is_kept = all(answer.outcome != "refused" for answer in answers)
    return _page(request, AddForm() if is_kept else form, answers)


def _begin(request: HttpRequest, given: dict[str, Any], looks_first: bool) -> HttpResponse:
    """The page of a job of all that was given, which waits for a worker or, where all was refused,
    has ended already; of the job begun before, where the form was sent twice."""
    moment = timezone.now()
    job = start_job(
        signed_in(request),
        inputs_of(given),
        purpose=purpose_of(given),
        outlet=given["outlet"],
        keeps_near_duplicates=given["keeps_near_duplicates"],
        looks_first=looks_first,
        once=request.POST.get("once", "")[:64],
    )
    if job.made_at < moment:
        return redirect(reverse("job", args=[job.pk]) + "?sent=again")
    begin(job)
    return redirect("job", job.pk)


def _receive_text(given: dict[str, Any], person: User) -> list[Received]:
    return receive(
        Arrival(
            pasted_bytes(given["text"]),
            address=given["address"],
            outlet=given["outlet"],
            keeps_near_duplicates=given["keeps_near_duplicates"],
            content_type=pasted_type(given["text"]),
            person=person,
        )
    )


def _page(
    request: HttpRequest,
    form: AddForm,
    answers: Iterable[Received] = (),
    status: int = 200,
) -> HttpResponse:
    open_states = (Job.State.WAITING, Job.State.RUNNING, Job.State.LOOKED)
    is_open = Job.objects.filter(state__in=open_states, feed=None)
    context = {
        "form": form,
        "answers": list(answers),
        "once": secrets.token_urlsafe(16),
        "kept_days": KEPT.days,
        "folds_near_duplicates": settings.NEAR_DUPLICATES,
        "limit": settings.UPLOAD_LIMIT_MB,
        "archive_limit": max(settings.ARCHIVE_LIMIT_MB, settings.UPLOAD_LIMIT_MB),
        "most_at_once": most_at_once(),
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "open_jobs": list(is_open[:MOST_NAMED]),
    }
    return render(request, "add/add.html", context, status=status)
