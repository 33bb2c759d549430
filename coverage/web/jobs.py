"""Jobs: how one gets on, what became of each document, and what can be done about it."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.jobs import (
    cancel_job,
    leave_out,
    look_again,
    report_table,
    resume_job,
    take_in,
)
from coverage.desk.jobs.reports import sum_of
from coverage.models import Job
from coverage.tasks import enqueue

from .job_page import job_page
from .paging import page_of
from .showing import show, wants_fragment


@require_safe
@never_cache
def jobs(request: HttpRequest) -> HttpResponse:
    """Jobs that people began, newest first, with whose they are and how far they got; those of
    feeds stand with their feed, and all together on request."""
    is_of_feeds = request.GET.get("of") == "feeds"
    begun = Job.objects.filter(feed__isnull=not is_of_feeds).select_related("person", "feed")
    page = page_of(begun, request.GET)
    rows = [(job, _standing(job), sum_of(job)) for job in page.rows]
    of_feeds = is_of_feeds or Job.objects.filter(feed__isnull=False).exists()
    context = {"page": page, "rows": rows, "is_of_feeds": is_of_feeds, "of_feeds": of_feeds}
    return show(request, "jobs/jobs", context)


@require_safe
@never_cache
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """One job. A page that is open asks with `said`, what was last said aloud: it gets the
    progress alone, and at the end the whole report in place of everything."""
    found = get_object_or_404(Job.objects.select_related("person", "feed"), pk=job_id)
    is_poll = "said" in request.GET and wants_fragment(request)
    page = job_page(found, request.GET, is_poll)
    if not is_poll:
        return show(request, "jobs/job", {"page": page})
    part = "jobs/_ended.html" if page.now.is_resting else "jobs/_progress.html"
    response = render(request, part, {"page": page})
    if page.now.is_resting:
        response["HX-Retarget"], response["HX-Reswap"] = "#job", "outerHTML show:none"
    return response


@require_POST
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """Take up nothing further of it; what came in stays."""
    return redirect("job", cancel_job(get_object_or_404(Job, pk=job_id)).pk)


@require_POST
def resume(request: HttpRequest, job_id: int) -> HttpResponse:
    """Go on with what a cancelled job left."""
    found = get_object_or_404(Job, pk=job_id)
    if resume_job(found):
        enqueue(found)
    return redirect("job", found.pk)


@require_POST
def take_in_looked(request: HttpRequest, job_id: int) -> HttpResponse:
    """Have what was looked through taken in, but for what was left out."""
    found = get_object_or_404(Job, pk=job_id)
    if take_in(found, "keep" in request.POST):
        enqueue(found)
    return redirect("job", found.pk)


@require_POST
def leave_out_looked(request: HttpRequest, job_id: int) -> HttpResponse:
    """Leave the ticked documents out when it is taken in, or take them in after all."""
    found = get_object_or_404(Job, pk=job_id)
    written = request.POST.getlist("document")
    ticked = [int(one) for one in written if one.isascii() and one.isdecimal() and len(one) < 10]
    leave_out(found, ticked, "back" not in request.POST)
    here = QueryDict(request.POST.get("here", "")[:200], mutable=True)
    if not ticked:
        here["chosen"] = "none"
    return redirect(reverse("job", args=[found.pk]) + (f"?{here.urlencode()}" if here else ""))


@require_POST
def look_through_again(request: HttpRequest, job_id: int) -> HttpResponse:
    """Look once more at what was not left out."""
    found = get_object_or_404(Job, pk=job_id)
    if look_again(found):
        enqueue(found)
    return redirect("job", found.pk)


@require_safe
def job_table(request: HttpRequest, job_id: int) -> HttpResponse:
    """The report, or what a look foresaw, as CSV: UTF-8 with the mark by which spreadsheets know
    it."""
    found = get_object_or_404(Job, pk=job_id)
    response = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    called = "look" if found.is_looking else "report"
    response["Content-Disposition"] = f'attachment; filename="job-{found.pk}-{called}.csv"'
    return response  # type: ignore[return-value]  # one that is sent as it is made


class _Line:
    """Gives back what a CSV writer writes."""

    def write(self, written: str) -> str:
        return written


def _lines(found: Job) -> Iterator[bytes]:
    writer = csv.writer(_Line())
    yield b"\xef\xbb\xbf"
    for row in report_table(found):
        yield writer.writerow(row).encode()


def _standing(job: Job) -> str:
    """The word for it in a list of jobs."""
    if job.cancel_asked_at and not job.is_ended:
        return "cancelling"
    if job.is_looking and job.state == Job.State.RUNNING:
        return "looking"
    return str(job.state)
