"""Feeds that are due and that nobody looks at."""

from __future__ import annotations

from datetime import datetime, timedelta

from coverage.models import Feed, Job, JobItem


def overdue(now: datetime, patience: timedelta) -> int:
    """How many feeds have been due for longer than that, while no worker was heard of: none looked
    at a feed, was at an item of a job, or ended one."""
    since = now - patience
    late = Feed.objects.due(since).count()
    if not late:
        return 0
    looked = Feed.objects.filter(last_looked_at__gte=since).exists()
    looking = Feed.objects.filter(looked_until__gt=now).exists()
    working = JobItem.objects.filter(job__state=Job.State.RUNNING)
    heard = working.filter(heartbeat_at__gte=since).exists()
    return 0 if looked or looking or heard else late
