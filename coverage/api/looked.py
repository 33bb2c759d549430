"""Jobs that are looked through first: leaving documents out, another look, taking in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from coverage.desk.jobs import leave_out, look_again, take_in
from coverage.models import Job, JobItem, Token
from coverage.tasks import enqueue

from .bearer import needs
from .bodies import checked, json_sent
from .jobs import job_of
from .problems import Problem
from .records import JobRecord, job_record
from .sent import NumbersSent, TakeInSent

router = Router(tags=["jobs"])


def _body(schema: str, is_required: bool = True) -> dict[str, Any]:
    given = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    return {"required": is_required, "content": {"application/json": given}}


@router.post(
    "/jobs/{int:job_id}/take-in",
    response=JobRecord,
    url_name="take-in-job",
    **needs(Token.Scope.DOCUMENTS_WRITE, requestBody=_body("TakeInSent", is_required=False)),
)
def take_in_job(request: HttpRequest, job_id: int) -> JobRecord:
    """Take in what was looked through.

    But for what was left out. The body may be left out.
    """
    options = checked(TakeInSent, json_sent(request, "{}"))
    job = _looked(job_id)
    if take_in(job, options.keep_near_duplicates):
        enqueue(job)
    return job_record(request, job)


@router.post(
    "/jobs/{int:job_id}/look-again",
    response=JobRecord,
    url_name="look-again",
    **needs(Token.Scope.DOCUMENTS_WRITE),
)
def look_through_again(request: HttpRequest, job_id: int) -> JobRecord:
    """Look through once more what is not left out.

    What was left out may change what would become of the others, and so may what came in since.
    """
    job = _looked(job_id)
    if look_again(job):
        enqueue(job)
    return job_record(request, job)


@router.post(
    "/jobs/{int:job_id}/leave-out",
    response=JobRecord,
    url_name="leave-out",
    **needs(Token.Scope.DOCUMENTS_WRITE, requestBody=_body("NumbersSent")),
)
def leave_documents_out(request: HttpRequest, job_id: int) -> JobRecord:
    """Leave documents out when the job is taken in."""
    return _leave_out(request, job_id, is_left_out=True)


@router.post(
    "/jobs/{int:job_id}/put-back",
    response=JobRecord,
    url_name="put-back",
    **needs(Token.Scope.DOCUMENTS_WRITE, requestBody=_body("NumbersSent")),
)
def put_documents_back(request: HttpRequest, job_id: int) -> JobRecord:
    """Take documents in after all that were left out."""
    return _leave_out(request, job_id, is_left_out=False)


def _leave_out(request: HttpRequest, job_id: int, *, is_left_out: bool) -> JobRecord:
    numbers = checked(NumbersSent, json_sent(request)).numbers
    job = _looked(job_id)
    looked = JobItem.objects.filter(job=job, position__in=numbers).looked()
    known = set(looked.values_list("position", flat=True))
    for place, number in enumerate(numbers):
        if number not in known:
            at = {"at": f"numbers[{place}]", "detail": f"is {number}, which was not looked at."}
            said = f"Job {job.pk} has no document {number} that was looked at."
            raise Problem(422, f"{said} Its report has the numbers.", [at])
    leave_out(job, numbers, is_left_out)
    return job_record(request, job)


def _looked(job_id: int) -> Job:
    job = job_of(job_id)
    if job.state != Job.State.LOOKED:
        standing = job.get_state_display()
        said = f"Job {job.pk} does not stand as looked through, but as {standing}."
        raise Problem(409, f"{said} GET /api/v1/jobs/{job.pk} says how it gets on.")
    return job
