"""How a job gets on: how far it is, by what counts, and about how long it still takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from coverage.models import Foreseen, Job, JobItem

from .outcomes import COUNTS

#: What would become of documents, of one and of many; nothing is stored then.
FORESEEN = {
    "would be added": "would be added",
    "would be unchanged": "would be unchanged",
    "would be a new version": "would be new versions",
    "would be a near-duplicate": "would be near-duplicates",
    "would be refused": "would be refused",
    "would be fetched": "would be fetched",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a job stands, in one query of its row and three of few rows."""

    state: str  # of Job.State
    is_ended: bool
    is_cancelling: bool  # cancel was asked, and a worker is still at an item
    is_looked: bool  # through to its end, and waits for a person
    is_unpacking: bool  # a file is still to be unpacked, so that `total` may grow
    done: int  # documents, looked at or taken in
    total: int
    counts: dict[str, int]  # outcome → documents, in the report's order
    at: tuple[str, ...]  # names of what is being worked on now
    seconds: float  # since it was started the last time, until its end
    seconds_left: float | None  # by the pace so far; None before there is one

    @property
    def is_resting(self) -> bool:
        """Nothing more becomes of it by itself."""
        return self.is_ended or self.is_looked

    @property
    def share(self) -> float:
        """0–1."""
        return self.done / self.total if self.total else float(self.is_ended)


def progress(job: Job) -> Progress:
    """The job's row must be fresh."""
    return progress_of([job])[0]


def progress_of(jobs: Sequence[Job]) -> list[Progress]:
    """Of each job, whose row must be fresh, in as many queries as of one."""
    open_jobs = [job.pk for job in jobs if not _is_resting(job)]
    at: dict[int, list[str]] = {}
    unpacking: set[int] = set()
    if open_jobs:
        leased = JobItem.objects.leased().filter(job__in=open_jobs)
        for item in leased.order_by("position"):
            at.setdefault(item.job_id, []).append(str(item))
        lists = JobItem.objects.filter(job=OuterRef("pk")).exclude(kind=JobItem.Kind.DOCUMENT)
        files = lists.exclude(state__in=(JobItem.State.DONE, JobItem.State.LOOKED)).exclude(
            kind=JobItem.Kind.ADDRESS, is_feed=False
        )
        rows = Job.objects.filter(Exists(files), pk__in=open_jobs).order_by()
        unpacking = set(rows.values_list("pk", flat=True))
    foreseen = _foreseen_counts([job.pk for job in jobs if job.is_looking])
    left_out = _left_out_counts([job.pk for job in jobs if job.looked_count])
    return [
        _progress(
            job,
            foreseen.get(job.pk, {}),
            left_out.get(job.pk, 0),
            at.get(job.pk, [])[:5],
            is_unpacking=job.pk in unpacking,
        )
        for job in jobs
    ]


def _is_resting(job: Job) -> bool:
    return job.is_ended or job.state == Job.State.LOOKED


def _left_out_counts(jobs: list[int]) -> dict[int, int]:
    """Job → documents that were looked at and are left out when it is taken in."""
    if not jobs:
        return {}
    rows = JobItem.objects.looked().filter(job__in=jobs, is_left_out=True).order_by()
    return dict(rows.values_list("job").annotate(n=Count("pk")))


def _progress(
    job: Job, foreseen: dict[str, int], left_out: int, at: list[str], *, is_unpacking: bool
) -> Progress:
    counts = foreseen | {outcome: int(getattr(job, field)) for outcome, field in COUNTS.items()}
    counts["left out"] += left_out
    seconds = _seconds(job)
    done = job.done_count + job.looked_count
    left = job.item_count - done
    done_now = done - job.done_before
    is_paced = done_now > 0 and left > 0 and not _is_resting(job)
    return Progress(
        state=job.state,
        is_ended=job.is_ended,
        is_cancelling=bool(job.cancel_asked_at) and not job.is_ended,
        is_looked=job.state == Job.State.LOOKED,
        is_unpacking=is_unpacking,
        done=done,
        total=job.item_count,
        counts=counts,
        at=tuple(at),
        seconds=seconds,
        seconds_left=seconds / done_now * left if is_paced else None,
    )


def _seconds(job: Job) -> float:
    if job.started_at is None:
        return 0.0
    until: datetime = job.finished_at or timezone.now()
    return max(0.0, (until - job.started_at).total_seconds())


def _foreseen_counts(jobs: list[int]) -> dict[int, dict[str, int]]:
    """Job → outcome → articles of which it was foreseen, in the report's order, without those that
    are left out; these are counted as that."""
    if not jobs:
        return {}
    looked = {"item__state": JobItem.State.LOOKED, "item__is_left_out": False}
    rows = Foreseen.objects.filter(job__in=jobs, **looked).order_by()
    found: dict[int, dict[str, int]] = {}
    for job, outcome, number in rows.values_list("job", "outcome").annotate(n=Count("pk")):
        found.setdefault(job, {})[outcome] = number
    return {
        job: {outcome: counts[outcome] for outcome in FORESEEN if outcome in counts}
        for job, counts in found.items()
    }
