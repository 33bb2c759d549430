"""What the API answers with, as its document describes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from coverage.desk.jobs import Progress, ReportRow, progress_of
from coverage.models import Foreseen, Job

_OUTCOMES = "added, unchanged, new version, near-duplicate, refused, left out"
_FORESEEN = f"of what is only looked through {', '.join(Foreseen.Outcome.values)}"


class ErrorRecord(Schema):
    at: str = Field(description="The input: a field, a place like documents[2].date.")
    detail: str = Field(description="What is wrong with it and what would mend it.")


class ProblemRecord(Schema):
    """What is wrong with a request, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str = Field(description="Names the input and what would mend it.")
    errors: list[ErrorRecord] = []


class JobRecord(Schema):
    """How a job gets on."""

    id: int
    address: str = Field(description="Of this record.")
    report: str = Field(description="The address of its report.")
    page: str = Field(description="The page for people.")
    purpose: str
    person: str | None = Field(description="Who began it.")
    outlet: str = Field(description="Who published all of it, where that was said.")
    keep_near_duplicates: bool
    is_looking: bool = Field(description="Nothing of it is taken in before take-in is asked for.")
    state: str = Field(
        description="waiting, running, looked (through, and waits for a word), cancelling, "
        "cancelled or done."
    )
    is_ended: bool = Field(description="Nothing of it is worked on any more.")
    is_unpacking: bool = Field(description="Files are still unpacked, so that total may grow.")
    done: int = Field(description="Documents of which it is known what became of them.")
    total: int = Field(description="Documents found so far.")
    counts: dict[str, int] = Field(description=f"Documents by outcome: {_OUTCOMES}; {_FORESEEN}.")
    now: list[str] = Field(description="What is being worked on.")
    made_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class JobList(Schema):
    """Jobs, newest first."""

    jobs: list[JobRecord]
    next: str | None = Field(description="The cursor of what follows; null at the end.")


class RowRecord(Schema):
    """What became of one document."""

    number: int = Field(description="Of the document in its job, which keeps it.")
    document: str = Field(description="What it is called.")
    outcome: str = Field(
        description=f"One of {_OUTCOMES}; {_FORESEEN}; waiting while that is not known."
    )
    why: str = Field(description="Of what it is a near-duplicate, why it was refused.")
    article: int | None
    page: str | None = Field(description="The article's page.")
    headline: str
    outlet: str
    address: str
    unpacked_from: str = Field(description="The file or list it came in.")


class ReportRecord(Schema):
    """A part of a job's report."""

    rows: list[RowRecord]
    next: str | None = Field(description="The cursor of what follows; null at the end.")


def job_record(request: HttpRequest, job: Job) -> JobRecord:
    """The job's row must be fresh."""
    return job_records(request, [job])[0]


def job_records(request: HttpRequest, jobs: Sequence[Job]) -> list[JobRecord]:
    """Of each job, in as many queries as of one."""
    return [_job(request, *pair) for pair in zip(jobs, progress_of(jobs), strict=True)]


def _job(request: HttpRequest, job: Job, now: Progress) -> JobRecord:
    return JobRecord(
        id=job.pk,
        address=_address(request, "api-1:job", job.pk),
        report=_address(request, "api-1:report", job.pk),
        page=_address(request, "job", job.pk),
        purpose=job.purpose,
        person=job.person.get_username() if job.person else None,
        outlet=job.outlet,
        keep_near_duplicates=job.keeps_near_duplicates,
        is_looking=job.is_looking,
        state="cancelling" if now.is_cancelling else now.state,
        is_ended=now.is_ended,
        is_unpacking=now.is_unpacking,
        done=now.done,
        total=now.total,
        counts=now.counts,
        now=list(now.at),
        made_at=job.made_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
    )


def row_record(request: HttpRequest, row: ReportRow) -> RowRecord:
    return RowRecord(
        number=row.position,
        document=row.name,
        outcome=row.outcome or "waiting",
        why=row.why,
        article=row.article,
        page=_address(request, "article", row.article) if row.article else None,
        headline=row.headline,
        outlet=row.outlet,
        address=row.address,
        unpacked_from=row.unpacked_from,
    )


def _address(request: HttpRequest, name: str, *args: Any) -> str:
    return request.build_absolute_uri(reverse(name, args=args))
