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
from coverage.desk.jobs.deciding import kept_until
from coverage.desk.jobs.reports import told_items, unpacked_files
from coverage.models import Foreseen, Job, JobItem
from coverage.models.stories import current_memberships
from coverage.tasks import run_job

from .paging import ListPage, page_of

#: Seconds in which a worker that is there has taken something up.
PATIENCE = 10
#: As many unpacked files are named; a job may hold thousands.
MOST_FILES = 20
OUTCOMES = {
    slugify(str(value)): str(value)
    for value in (*Foreseen.Outcome.values, *JobItem.Outcome.values)
    if value != "unpacked"
}


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
    standing: str  # a state of the job, "cancelling", "comparing" or "looking"
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
    asked: str  # the query of what is shown, without what a poll adds
    feeds_read: int = 0  # feeds that it read once and that may be followed
    left_out: int = 0  # documents that were looked at and are left out when it is taken in
    was_sent_before: bool = False  # the form that led here was sent a second time
    is_none_chosen: bool = False  # documents were to be left out, and none was ticked
    kept_until: datetime | None = None  # of documents that wait for a person's word

    @property
    def here(self) -> str:
        """The address of what is shown."""
        return f"?{self.asked}"

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
    def to_take(self) -> int:
        """Documents that are taken in if a person says so now."""
        return self.job.looked_count - self.left_out

    @property
    def told_of(self) -> str:
        """The head of the column that says, of a job that is looked through, what it found."""
        if not self.now.is_ended:
            return "What would become of it"
        return "What would have become of it" if self.job.looked_count else "What became of it"

    @property
    def can_keep(self) -> bool:
        """Near-duplicates would be folded, and need not be."""
        return bool(self.now.counts.get(Foreseen.Outcome.NEAR_DUPLICATE)) and (
            not self.job.keeps_near_duplicates
        )

    @property
    def took(self) -> str:
        """ "took 41 s", or "for 41 s" while it goes on."""
        return f"{'took' if self.now.is_resting else 'for'} {lasting(self.now.seconds)}"

    @property
    def left(self) -> str:
        """About how long it still takes; "" where that cannot be told yet."""
        left = self.now.seconds_left
        return "" if left is None or self.now.is_unpacking else lasting(left)

    @property
    def can_cancel(self) -> bool:
        return self.standing in ("waiting", "running", "comparing", "looking", "looked")

    @property
    def can_resume(self) -> bool:
        is_cancelled = self.standing in ("cancelling", "cancelled")
        return is_cancelled and self.job.done_count < self.job.item_count

    @property
    def is_all_refused(self) -> bool:
        return self.now.is_ended and self.now.done == self.now.counts["refused"] > 0


def job_page(job: Job, query: QueryDict, is_poll: bool = False) -> JobPage:
    """The page that is asked for; the job's row must be fresh. A poll gets no report before the
    end."""
    asked = query.copy()
    was_sent_before = asked.pop("sent", [""])[-1] == "again"
    is_none_chosen = asked.pop("chosen", [""])[-1] == "none"
    said = asked.pop("said", [""])[-1]
    now = progress(job)
    outcome = OUTCOMES.get(asked.get("outcome", ""), "")
    standing = _standing(now, job.is_looking)
    left_out = job.looked_count and job.items.looked().filter(is_left_out=True).count()
    step = f"{standing}-{int(now.share * 10)}"
    is_only_asking = is_poll and not now.is_resting
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
        asked=asked.urlencode(),
        feeds_read=0 if is_only_asking or job.feed_id or job.is_looking else _feeds_read(job),
        left_out=left_out,
        was_sent_before=was_sent_before,
        is_none_chosen=is_none_chosen,
        kept_until=kept_until(job),
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
    """Documents of which it is known what became of them, with their articles and stories; or what
    would become of them."""
    if job.is_looking:
        return told_items(job, outcome).prefetch_related("foreseen")
    stories = Prefetch("article__memberships", current_memberships())
    return told_items(job, outcome).prefetch_related(stories)


def _feeds_read(job: Job) -> int:
    return JobItem.objects.filter(job=job, is_feed=True, kind=JobItem.Kind.ADDRESS).count()


def _standing(now: Progress, is_looking: bool) -> str:
    if now.is_cancelling:
        return "cancelling"
    if is_looking and now.state == Job.State.RUNNING:
        return "looking"
    is_comparing = now.state == Job.State.RUNNING and now.total and now.done == now.total
    return "comparing" if is_comparing and not now.is_unpacking else now.state


def _says(standing: str, now: Progress) -> str:
    of = f"{done_of(now)} {'looked at' if standing in ('looking', 'looked') else 'done'}"
    named = ", ".join(f"{number:,} {outcome}" for outcome, number in now.counts.items() if number)
    if now.is_resting:
        called = "looked through" if now.is_looked else standing
        return f"The job is {called}: {of}{': ' + named if named else ''}."
    return f"The job is {standing}: {of}."


def _chips(now: Progress, outcome: str) -> Iterator[Chip]:
    yield Chip("all", now.done, "?", not outcome)
    for name, value in OUTCOMES.items():
        if now.counts.get(value) or value == outcome:
            href = "?" + urlencode({"outcome": name})
            yield Chip(value, now.counts.get(value, 0), href, value == outcome)


def _idle(job: Job, now: Progress) -> Idle | None:
    """None while something is worked on, at the end, and while a worker may just be coming."""
    if now.is_resting or now.at:
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
