"""Work that outlasts a request: begun by a person, done item by item, lost by no crash.

job = start_job(person, [Upload(file, "pages.zip")], purpose="pages.zip")
work_on(job.pk, Worker())
for row in report(job): …
"""

from coverage.documents.units import Link, Refusal, Unit

from .deciding import KEPT, leave_out, look_again, take_in, tidy_undecided
from .doing import do_item
from .inputs import Given, Upload, start_job
from .leases import LEASE, MOST_ATTEMPTS, LeaseLost, requeue_expired, take_item
from .reports import ReportRow, report, report_lines, report_part, report_table
from .running import cancel_job, end_job, job_to_work_on, resume_job, sweep, work_on
from .standing import Progress, progress, progress_of
from .workers import Worker

__all__ = [
    "KEPT",
    "LEASE",
    "MOST_ATTEMPTS",
    "Given",
    "LeaseLost",
    "Link",
    "Progress",
    "Refusal",
    "ReportRow",
    "Unit",
    "Upload",
    "Worker",
    "cancel_job",
    "do_item",
    "end_job",
    "job_to_work_on",
    "leave_out",
    "look_again",
    "progress",
    "progress_of",
    "report",
    "report_lines",
    "report_part",
    "report_table",
    "requeue_expired",
    "resume_job",
    "start_job",
    "sweep",
    "take_in",
    "take_item",
    "tidy_undecided",
    "work_on",
]
