"""A job's report in parts, for those who read it bit by bit."""

from __future__ import annotations

from coverage.models import Job, JobItem

from .reports import ReportRow, _row


def report_part(job: Job, after: int, most: int, outcome: str = "") -> tuple[list[ReportRow], bool]:
    """(at most so many rows behind the position, whether there are more), as they came.

    `outcome` leaves only those with it; "waiting" those of which it is not known yet.
    """
    rows = JobItem.objects.filter(job=job, position__gt=after).for_report()
    if outcome:
        rows = rows.filter(outcome="" if outcome == "waiting" else outcome)
    found = list(rows[: most + 1])
    return [_row(item) for item in found[:most]], len(found) > most
