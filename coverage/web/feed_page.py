"""What the pages of the feeds print: where each stands, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.http import QueryDict

from coverage.desk.feeds.waiting import overdue
from coverage.desk.jobs.reports import sum_of
from coverage.models import Feed, Job

from .paging import ListPage, page_of

#: In which a worker that is there has looked at a feed that is due.
PATIENCE = timedelta(seconds=30)
FAILING = Q(state=Feed.State.FOLLOWED, failures__gt=0) | Q(state=Feed.State.GONE)
ONLY = {
    "failing": FAILING,
    "paused": Q(state=Feed.State.PAUSED),
}
#: How a feed stands, as the head of its page.
STANDINGS = {
    "looking": "Being looked at",
    "due": "Waiting for a worker to look",
    "followed": "Followed",
    "failing": "Followed, but the last look failed",
    "paused": "Paused",
    "gone": "Gone: it is not looked at any more",
    "stopped": "No longer followed",
}


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed and how it stands. `standing`: "looking", "due", "followed", "failing", "paused",
    "gone", "stopped"."""

    feed: Feed
    standing: str
    every: str  # "every 30 minutes"
    brought: int

    @property
    def is_waiting(self) -> bool:
        return self.standing in ("looking", "due")

    @property
    def said(self) -> str:
        return STANDINGS[self.standing]


@dataclass(frozen=True, slots=True)
class Chip:
    words: str
    count: int
    href: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class FeedsPage:
    """The list. `asks_again` is the seconds after which it is asked for again, 0 for never."""

    rows: tuple[FeedRow, ...]
    list: ListPage
    chips: tuple[Chip, ...]
    only: str
    stopped: tuple[Feed, ...]
    just_stopped: Feed | None
    overdue: int
    asks_again: int
    here: str


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One feed with the jobs of what it brought, each with its sum in words. A page that asks
    again names the standing it `said` last, so that only news are said aloud."""

    row: FeedRow
    jobs: tuple[tuple[Job, str], ...]
    list: ListPage
    overdue: int
    asks_again: int
    poll_href: str
    has_news: bool


def feed_row(feed: Feed, now: datetime) -> FeedRow:
    """`feed` comes of `Feed.objects.for_list()`."""
    return FeedRow(feed, _standing(feed, now), in_words(feed.every), feed.brought)


def _standing(feed: Feed, now: datetime) -> str:
    if not feed.is_followed:
        return str(feed.state)
    if feed.looked_by and feed.looked_until and feed.looked_until > now:
        return "looking"
    if feed.due_at <= now:
        return "due"
    return "failing" if feed.failures else "followed"


def feeds_page(query: QueryDict, now: datetime) -> FeedsPage:
    """All feeds but the stopped ones, those that fail or wait for somebody on request alone."""
    only = query.get("only", "")
    only = only if only in ONLY else ""
    listed = Feed.objects.listed()
    rows = listed.filter(ONLY[only]) if only else listed
    page = page_of(rows.for_list(), query)
    shown = tuple(feed_row(feed, now) for feed in page.rows)
    counts = {"": listed.count(), **{name: listed.filter(q).count() for name, q in ONLY.items()}}
    chips = tuple(
        Chip(name or "all", count, f"?only={name}" if name else "?", name == only)
        for name, count in counts.items()
        if count or not name or name == only
    )
    stopped = tuple(Feed.objects.filter(state=Feed.State.STOPPED).order_by("title", "pk")[:100])
    key = query.get("stopped", "")
    just = next((feed for feed in stopped if str(feed.pk) == key), None)
    late = overdue(now, PATIENCE)
    asked = query.copy()
    asked.pop("stopped", None)
    return FeedsPage(
        rows=shown,
        list=page,
        chips=chips if len(chips) > 1 else (),
        only=only,
        stopped=stopped,
        just_stopped=just,
        overdue=late,
        asks_again=_asks_again(any(row.is_waiting for row in shown), late),
        here="?" + asked.urlencode(),
    )


def feed_page(feed: Feed, query: QueryDict, now: datetime) -> FeedPage:
    row = feed_row(feed, now)
    asked = query.copy()
    said = asked.pop("said", [""])[-1]
    page = page_of(Job.objects.filter(feed=feed).order_by("-pk"), asked, size=20)
    asked["said"] = row.standing
    late = overdue(now, PATIENCE) if row.standing == "due" else 0
    unfinished = any(not job.is_ended for job in page.rows)
    return FeedPage(
        row=row,
        jobs=tuple((job, sum_of(job)) for job in page.rows),
        list=page,
        overdue=late,
        asks_again=_asks_again(row.is_waiting or unfinished, late),
        poll_href="?" + asked.urlencode(),
        has_news=said != row.standing,
    )


def _asks_again(is_waiting: bool, late: int) -> int:
    """Seconds until an open page asks how things stand; seldom where nobody works."""
    return 0 if not is_waiting else 15 if late else 3


def in_words(minutes: int) -> str:
    """ "every 30 minutes", "every 2 hours", "every day"."""
    for length, one in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes % length == 0:
            number = minutes // length
            return f"every {one}" if number == 1 else f"every {number:,} {one}s"
    return ""
