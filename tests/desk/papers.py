"""Short invented articles, as many as a test wants, each with its own text, and jobs of them."""

import io
import zipfile
from datetime import timedelta

from django.utils import timezone

from coverage.desk.jobs import Unit, report, start_job
from coverage.models import Job, JobItem

PLACES = "Orle Brask Tarn Velm Sund Kape Lorn Myre Hald Vik".split()
THINGS = "bridge ferry school mill library harbour market tower station quarry".split()


def paper(number: int) -> bytes:
    """A text of its own for each number."""
    place, thing = PLACES[number % 10], THINGS[number // 10 % 10]
    return (
        f"The {thing} of {place} opens for day {number}\n\n"
        f"The {thing} of {place} was opened on Monday after {number + 2} weeks of repairs.\n\n"
        f"“We counted {number + 3} visitors by noon,” said Ada Voss{number}, the warden.\n"
    ).encode()


def paper_unit(number: int) -> Unit:
    return Unit(paper(number), f"{number}.txt", content_type="text/plain", key=str(number))


def zip_of(numbers: range) -> io.BytesIO:
    """A zip with the papers of these numbers."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in numbers:
            archive.writestr(f"{number}.txt", paper(number))
    packed.seek(0)
    return packed


def started(*inputs, person=None, **fields) -> Job:
    """A running job, as a worker finds it after taking up its task."""
    job = start_job(person, inputs, purpose="a test", **fields)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, started_at=timezone.now())
    job.refresh_from_db()
    return job


def outcomes(job):
    return [(row.name, row.outcome) for row in report(job)]


def expire(item):
    JobItem.objects.filter(pk=item.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
