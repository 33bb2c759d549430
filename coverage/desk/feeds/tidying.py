"""Jobs of feeds that brought nothing, removed after a while: else they are kept for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from coverage.models import Job, JobItem

#: For so long the report of a feed's job is kept that took nothing in. A page that was refused is
#: tried again within a week, for which its job is asked.
KEPT = timedelta(days=30)
#: Jobs removed in one transaction, and at one time.
_BATCH, MOST = 100, 1000


def tidy_jobs(now: datetime) -> int:
    """How many jobs of feeds were removed that ended longer ago than `KEPT` and added nothing: all
    they listed was unchanged or refused.

    No article and no version hangs on such a job, and no person began it; which entries the feed
    listed is remembered apart, so none is taken again.
    """
    nothing = dict.fromkeys(("added_count", "new_version_count", "near_duplicate_count"), 0)
    ended = Job.objects.filter(state=Job.State.DONE, finished_at__lt=now - KEPT, person=None)
    idle = ended.filter(feed__isnull=False, **nothing).order_by("finished_at")
    keys = list(idle.values_list("pk", flat=True)[:MOST])
    for at in range(0, len(keys), _BATCH):
        batch = keys[at : at + _BATCH]
        with transaction.atomic():
            JobItem.objects.filter(job__in=batch).delete()
            Job.objects.filter(pk__in=batch).delete()
    return len(keys)
