"""Jobs: how one gets on, what became of each document, and what can be done about it."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.jobs import cancel_job, report_table, resume_job
from coverage.desk.jobs.reports import sum_of
from coverage.models import Job
from coverage.tasks import enqueue

from .editors import for_editors
from .job_page import job_page
from .paging import page_of
from .showing import show, wants_fragment


@require_safe
@for_editors
@never_cache
def jobs(request: HttpRequest) -> HttpResponse:
    """Jobs that people began, newest first, with whose they are and how far they got; those of
    feeds stand with their feed, and all together on request."""
    is_of_feeds = request.GET.get("of") == "feeds"
    begun = Job.objects.filter(feed__isnull=not is_of_feeds).select_related("person", "feed")
    page = page_of(begun, request.GET)
    rows = [
        (job, "cancelling" if _is_cancelling(job) else job.state, sum_of(job)) for job in page.rows
    ]
    of_feeds = is_of_feeds or Job.objects.filter(feed__isnull=False).exists()
    context = {"page": page, "rows": rows, "is_of_feeds": is_of_feeds, "of_feeds": of_feeds}
    return show(request, "jobs/jobs", context)


@require_safe
@for_editors
@never_cache
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """One job. A page that is open asks with `said`, what was last said aloud: it gets the
    progress alone, and at the end the whole report in place of everything."""
    found = get_object_or_404(Job.objects.select_related("person", "feed"), pk=job_id)
    is_poll = "said" in request.GET and wants_fragment(request)
    page = job_page(found, request.GET, is_poll)
    if not is_poll:
        return show(request, "jobs/job", {"page": page})
    part = "jobs/_ended.html" if page.now.is_ended else "jobs/_progress.html"
    response = render(request, part, {"page": page})
    if page.now.is_ended:
        response["HX-Retarget"], response["HX-Reswap"] = "#job", "outerHTML show:none"
    return response


@require_POST
@for_editors
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """Take up nothing further of it; what came in stays."""
    return redirect("job", cancel_job(get_object_or_404(Job, pk=job_id)).pk)


@require_POST
@for_editors
def resume(request: HttpRequest, job_id: int) -> HttpResponse:
    """Go on with what a cancelled job left."""
    resumed = resume_job(get_object_or_404(Job, pk=job_id))
    if not resumed.is_ended:
        enqueue(resumed)
    return redirect("job", resumed.pk)


@require_safe
@for_editors
def job_table(request: HttpRequest, job_id: int) -> HttpResponse:
    """The report as CSV: UTF-8 with the mark by which spreadsheets know it."""
    found = get_object_or_404(Job, pk=job_id)
    response = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="job-{found.pk}-report.csv"'
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


def _is_cancelling(job: Job) -> bool:
    return bool(job.cancel_asked_at) and not job.is_ended
