"""Jobs: how they get on, what became of each document, cancelling and resuming."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from coverage.desk.jobs import cancel_job, report_part, resume_job
from coverage.models import Job, Token
from coverage.tasks import enqueue

from .bearer import needs
from .cursors import cursor_after, number_of
from .problems import Problem
from .records import JobList, JobRecord, ReportRecord, job_record, job_records, row_record

router = Router(tags=["jobs"])
Cursor = Annotated[
    str, Query(max_length=200, description="Where to go on: `next` of the part before.")
]
Limit = Annotated[int, Query(ge=1, le=500, description="As many at once.")]
Outcome = Annotated[
    str,
    Query(max_length=30, pattern=r"^[a-z -]*$", description="Only documents with this outcome."),
]


@router.get("/jobs", response=JobList, url_name="jobs", **needs(Token.Scope.JOBS_READ))
def list_jobs(
    request: HttpRequest,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> JobList:
    """List jobs, newest first."""
    jobs = Job.objects.select_related("person").order_by("-pk")
    if cursor:
        jobs = jobs.filter(pk__lt=number_of(cursor))
    rows = list(jobs[: limit + 1])
    shown = rows[:limit]
    more = cursor_after(shown[-1].pk) if len(rows) > limit else None
    return JobList(jobs=job_records(request, shown), next=more)


@router.get(
    "/jobs/{int:job_id}", response=JobRecord, url_name="job", **needs(Token.Scope.JOBS_READ)
)
def get_job(request: HttpRequest, job_id: int) -> JobRecord:
    """Say how a job gets on."""
    return job_record(request, job_of(job_id))


@router.get(
    "/jobs/{int:job_id}/report",
    response=ReportRecord,
    url_name="report",
    **needs(Token.Scope.JOBS_READ),
)
def get_report(
    request: HttpRequest,
    job_id: int,
    cursor: Cursor = "",
    limit: Limit = 100,
    outcome: Outcome = "",
) -> ReportRecord:
    """Say what became of each document.

    In the order in which they came. While the job runs, an outcome may still be "waiting". Of a
    job that is looked through, what would become of each: "would be added". A document of several
    articles, as a feed is, has a row for each, and counts once for `limit`.
    """
    job = job_of(job_id)
    after = number_of(cursor) if cursor else 0
    rows, last = report_part(job, after, limit, outcome)
    more = cursor_after(last) if last is not None else None
    return ReportRecord(rows=[row_record(request, row) for row in rows], next=more)


@router.post(
    "/jobs/{int:job_id}/cancel",
    response=JobRecord,
    url_name="cancel-job",
    **needs(Token.Scope.DOCUMENTS_WRITE),
)
def cancel(request: HttpRequest, job_id: int) -> JobRecord:
    """Cancel a job.

    Nothing further of it is taken up; what came in stays. One that has ended stays as it is.
    """
    return job_record(request, cancel_job(job_of(job_id)))


@router.post(
    "/jobs/{int:job_id}/resume",
    response=JobRecord,
    url_name="resume-job",
    **needs(Token.Scope.DOCUMENTS_WRITE),
)
def resume(request: HttpRequest, job_id: int) -> JobRecord:
    """Resume a cancelled job.

    What it left is gone on with. One that was not cancelled stays as it is.
    """
    job = job_of(job_id)
    if resume_job(job):
        enqueue(job)
    return job_record(request, job)


def job_of(job_id: int) -> Job:
    """The job; raises Problem 404."""
    try:
        return Job.objects.select_related("person").get(pk=job_id)
    except Job.DoesNotExist:
        raise Problem(404, f"There is no job {job_id}. GET /api/v1/jobs lists them.") from None
