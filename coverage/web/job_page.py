"""What the page of a job prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Prefetch, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import slugify
from django_tasks_db.models import DBTaskResult

from coverage.desk.jobs import Progress, progress
from coverage.desk.jobs.reports import unpacked_files
from coverage.models import Job, JobItem
from coverage.models.stories import current_memberships
from coverage.tasks import run_job

from .paging import ListPage, page_of

#: Seconds in which a worker that is there has taken something up.
PATIENCE = 10
#: As many unpacked files are named; a job may hold thousands.
MOST_FILES = 20
OUTCOMES = {slugify(str(value)): value for value in JobItem.Outcome.values if value != "unpacked"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A link that leaves only documents of one outcome, or all."""

    words: str
    count: int
    href: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Idle:
    """Why nothing is being worked on though something is left."""

    seconds: int  # since something was taken up, or could have been
    is_busy_elsewhere: bool  # workers are at other jobs
    later: int  # addresses whose servers are asked again …
    later_at: datetime | None  # … the first of them then


@dataclass(frozen=True, slots=True)
class JobPage:
    job: Job
    now: Progress
    standing: str  # "waiting", "running", "cancelling", "cancelled", "done", "comparing"
    says: str  # for a screen reader
    step: str  # changes when `says` is worth saying again
    has_news: bool  # `says` was not said yet to the page that asks
    pause: int  # seconds until the page asks again
    poll_href: str
    idle: Idle | None
    chips: tuple[Chip, ...]
    outcome: str  # of the chip that is on; "" for all
    files: tuple[tuple[str, str], ...]
    list: ListPage | None  # None for a page that only asks how far it is
    here: str  # the address of what is shown, without what a poll adds
    feeds_read: int = 0  # feeds that it read once and that may be followed

    @property
    def percent(self) -> int:
        """100 only when nothing is left."""
        return int(self.now.share * 100)

    @property
    def of(self) -> str:
        return done_of(self.now)

    @property
    def left_to_do(self) -> int:
        """Documents of which it is not known yet what becomes of them."""
        return self.now.total - self.now.done

    @property
    def took(self) -> str:
        return lasting(self.now.seconds)

    @property
    def left(self) -> str:
        """About how long it still takes; "" where that cannot be told yet."""
        left = self.now.seconds_left
        return "" if left is None or self.now.is_unpacking else lasting(left)

    @property
    def can_cancel(self) -> bool:
        return self.standing in ("waiting", "running", "comparing")

    @property
    def can_resume(self) -> bool:
        return self.standing in ("cancelling", "cancelled") and bool(self.left_to_do)

    @property
    def is_all_refused(self) -> bool:
        return self.now.is_ended and self.now.done == self.now.counts["refused"] > 0


def job_page(job: Job, query: QueryDict, is_poll: bool = False) -> JobPage:
    """The page that is asked for; the job's row must be fresh. A poll gets no report before the
    end."""
    asked = query.copy()
    said = asked.pop("said", [""])[-1]
    now = progress(job)
    outcome = OUTCOMES.get(asked.get("outcome", ""), "")
    standing = _standing(now)
    step = f"{standing}-{int(now.share * 10)}"
    is_only_asking = is_poll and not now.is_ended
    return JobPage(
        job=job,
        now=now,
        standing=standing,
        says=_says(standing, now),
        step=step,
        has_news=said != step,
        pause=1 if now.total <= 500 else 2,
        poll_href="?" + _with(asked, said=step),
        idle=_idle(job, now),
        chips=tuple(_chips(now, outcome)),
        outcome=outcome,
        files=() if is_only_asking else tuple(unpacked_files(job)[:MOST_FILES]),
        list=None if is_only_asking else page_of(_rows(job, outcome), asked),
        here="?" + asked.urlencode(),
        feeds_read=0 if is_only_asking or job.feed_id else _feeds_read(job),
    )


def done_of(now: Progress) -> str:
    """ "12 of 30 documents"."""
    return f"{now.done:,} of {now.total:,} {'document' if now.total == 1 else 'documents'}"


def lasting(seconds: float) -> str:
    """ "41 s", "2 min 5 s", "1 h 3 min"."""
    whole = int(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def _rows(job: Job, outcome: str) -> QuerySet[JobItem]:
    """Documents of which it is known what became of them, with their articles and stories."""
    rows = JobItem.objects.filter(job=job, state=JobItem.State.DONE).for_report()
    stories = Prefetch("article__memberships", current_memberships())
    return (rows.filter(outcome=outcome) if outcome else rows).prefetch_related(stories)


def _feeds_read(job: Job) -> int:
    return JobItem.objects.filter(job=job, is_feed=True, kind=JobItem.Kind.ADDRESS).count()


def _standing(now: Progress) -> str:
    if now.is_cancelling:
        return "cancelling"
    is_comparing = now.state == Job.State.RUNNING and now.total and now.done == now.total
    return "comparing" if is_comparing and not now.is_unpacking else now.state


def _says(standing: str, now: Progress) -> str:
    of = f"{done_of(now)} done"
    named = ", ".join(f"{number:,} {outcome}" for outcome, number in now.counts.items() if number)
    if now.is_ended:
        return f"The job is {standing}: {of}{': ' + named if named else ''}."
    return f"The job is {standing}: {of}."


def _chips(now: Progress, outcome: str) -> Iterator[Chip]:
    yield Chip("all", now.done, "?", not outcome)
    for name, value in OUTCOMES.items():
        if now.counts.get(value) or value == outcome:
            href = "?" + urlencode({"outcome": name})
            yield Chip(value, now.counts.get(value, 0), href, value == outcome)


def _idle(job: Job, now: Progress) -> Idle | None:
    """None while something is worked on, at the end, and while a worker may just be coming."""
    if now.is_ended or now.at:
        return None
    moment = timezone.now()
    waiting = JobItem.objects.filter(job=job).waiting()
    later = waiting.filter(not_before__gt=moment).aggregate(n=Count("pk"), at=Min("not_before"))
    is_only_later = later["n"] and later["n"] == waiting.count()
    is_busy = JobItem.objects.leased().filter(leased_until__gt=moment).exists()
    asked = DBTaskResult.objects.ready().filter(
        task_path=run_job.module_path, args_kwargs={"args": [job.pk], "kwargs": {}}
    )
    moments = (
        job.made_at,
        job.started_at,
        asked.aggregate(at=Max("enqueued_at"))["at"],
        JobItem.objects.filter(job=job).aggregate(at=Max("done_at"))["at"],
        JobItem.objects.filter(job=job).aggregate(at=Max("heartbeat_at"))["at"],
    )
    seconds = int((moment - max(filter(None, moments))).total_seconds())
    if not is_only_later and seconds < (PATIENCE if waiting.exists() else 6 * PATIENCE):
        return None
    return Idle(seconds, is_busy, later["n"] if is_only_later else 0, later["at"])


def _with(query: QueryDict, **changed: str) -> str:
    other = query.copy()
    for name, value in changed.items():
        other[name] = value
    return other.urlencode()
