"""Looking at a feed: asked for with the marks of the last time, what is new becomes a job.

A look is one request and one transaction: the job, which entries were taken, and when the feed is
due again are stored together, under a lease that the worker must still hold. A worker that is
killed leaves the feed as it was; it is due again when the lease has ended.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from coverage.desk.jobs import Given, Link, Refusal, Unit, Worker, start_job
from coverage.desk.locking import placing, take_host
from coverage.documents.entries import DAY, Entry, FeedRead, read_entries
from coverage.documents.fetching import Fetched, Fetcher
from coverage.documents.opened import Unreadable
from coverage.documents.refused import Refused, shown
from coverage.models import Feed, Job, JobItem
from coverage.text.spans import as_body
from coverage.text.webaddresses import host_of

from .choosing import Choice, choose, remember
from .schedule import next_look

#: How long a worker that is never heard of again keeps a feed to itself: longer than any look.
LOOK_LEASE = timedelta(minutes=6)
#: A feed whose look so often did not come to its end is left alone for longer.
MOST_BEGUN = 3
_TURNS = 5
_LONGEST_ADDRESS = 2000
#: So many of its newest jobs and articles tell whose a feed is, however many it has brought.
_JOBS_ASKED, _ITEMS_ASKED = 50, 1000
logger = logging.getLogger(__name__)


class LookLost(Exception):
    """The feed is another worker's now: nothing of this look may be stored."""


@dataclass(frozen=True, slots=True)
class Look:
    """What came of a look, in words; `job` is None where nothing was new."""

    feed: Feed
    said: str
    job: Job | None = None
    is_failed: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the feed's server answered: the feed, or that it is unchanged."""

    fetched: Fetched
    read: FeedRead | None


def look_at_due(
    worker: Worker,
    clock: Callable[[], datetime] = timezone.now,
    lease: timedelta = LOOK_LEASE,
) -> Iterator[Look]:
    """Look at one feed after another that is due, until none is or the worker is to end. Stop
    asking for the next one at any time."""
    if worker.fetcher is None:
        return
    while not worker.is_stopping:
        feed = take_due(worker.owner, clock(), lease)
        if feed is None:
            return
        worker.step()
        try:
            look = look_at(feed, worker.fetcher, clock())
        except LookLost as lost:
            logger.warning("%s", lost)
            continue
        finally:
            worker.end()
        yield look


def take_due(
    owner: str, now: datetime, lease: timedelta = LOOK_LEASE, feed: Feed | None = None
) -> Feed | None:
    """The feed that has been due longest (or the one named, due or not), now leased to the owner;
    None when there is none, it is being looked at, or something of its host is being fetched."""
    ended = Feed.objects.filter(looked_until__lte=now)
    if ended.exists():  # asking takes no lock
        ended.update(looked_by="", looked_until=None)
    rows = Feed.objects.due(now)
    if feed is not None:
        rows = Feed.objects.followed().filter(pk=feed.pk, looked_by="")
    fetched = JobItem.objects.leased().filter(host=OuterRef("host"))
    looked_at = Feed.objects.filter(host=OuterRef("host")).exclude(looked_by="")
    free = rows.filter(~Exists(fetched), ~Exists(looked_at))
    if not free.exists():
        return None
    for _ in range(_TURNS):
        try:
            with transaction.atomic():
                row = free.select_for_update(skip_locked=True, of=("self",)).first()
                if row is None:
                    return None
                if not (take_host(row.host) and free.filter(pk=row.pk).exists()):
                    free = free.exclude(host=row.host)
                    continue
                begun = {"looked_by": owner, "looked_until": now + lease}
                again = F("looks_begun") + 1
                Feed.objects.filter(pk=row.pk).update(looks_begun=again, **begun)
                row.refresh_from_db()
                return row
        except IntegrityError:  # another feed of its host was taken in the same moment
            continue
    return None


def look_at(feed: Feed, fetcher: Fetcher, now: datetime) -> Look:
    """Look at a feed that `take_due` gave; whatever goes wrong stands with it in words.

    Raises LookLost when somebody else has it meanwhile, and OperationalError when the database
    fails; nothing is stored then.
    """
    if feed.looks_begun > MOST_BEGUN:
        why = f"ended the worker that looked at it {MOST_BEGUN} times: please report it."
        return _failed(feed, now, f"{_called(feed)} {why}")
    try:
        seen = _ask(feed, fetcher)
        return _settle(feed, seen, now)
    except Refused as refused:
        if refused.status == 410:
            return _gone(feed, now)
        mend = "it is asked again by itself" if refused.may_pass else refused.mend
        return _failed(feed, now, f"{_called(feed)} {refused.why}: {mend}.", refused.wait)
    except Unreadable as unreadable:
        return _failed(feed, now, str(unreadable))
    except (LookLost, OperationalError, InterfaceError):
        raise
    except Exception as error:  # a fault of ours must not keep the other feeds waiting
        logger.exception("%s could not be read", feed)
        why = f"could not be read ({error}): please report it."
        return _failed(feed, now, f"{_called(feed)} {why}")


def _ask(feed: Feed, fetcher: Fetcher) -> _Seen:
    fetched = fetcher.fetch(feed.address, feed.etag, feed.modified)
    if fetched.is_unchanged:
        return _Seen(fetched, None)
    content, kind = fetched.content, fetched.content_type
    return _Seen(fetched, read_entries(content, kind, fetched.address, called=_called(feed)))


def _settle(feed: Feed, seen: _Seen, now: datetime) -> Look:
    """Store all that a look found in one transaction, and say it."""
    with placing():  # two feeds with one entry are settled one after the other
        row = _held(feed)
        if not row.is_followed:
            return _let_go(row, "was stopped while it was looked at")
        fields = _moved(row, seen.fetched, now)
        asks_for = -(-seen.fetched.fresh_for // 60)
        job, said = None, "nothing new: its server says that it is unchanged"
        if seen.read is not None:
            row.title = fields["title"] = row.title or seen.read.title
            choice = choose(row, seen.read.entries, now)
            job, said = _begin(row, choice), _in_words(seen.read, choice)
            remember(row, seen.read.entries, choice, now)
            asks_for = max(asks_for, seen.read.pause)
            # Asked for without its marks it comes whole again, with what is still to be taken.
            is_all = not (choice.later or seen.read.is_cut)
            fields["etag"] = seen.fetched.etag if is_all else ""
            fields["modified"] = seen.fetched.modified if is_all else ""
            if seen.read.is_ended:
                fields |= {"state": Feed.State.GONE, "note": "it says that nothing more comes"}
        fields["asks_for"] = min(DAY, asks_for)
        pause = max(row.every, fields["asks_for"])
        fields |= {"failures": 0, "due_at": next_look(now, pause), "last_outcome": said}
        if row.outlet_id is None and (outlet := _outlet_of_all(row)):
            fields["outlet_id"] = outlet
        return Look(_store(row, fields, now), said, job)


def _begin(feed: Feed, choice: Choice) -> Job | None:
    """A job of what is taken; None where nothing is."""
    if not choice.taken:
        return None
    outlet = feed.outlet.name if feed.outlet and feed.outlet_given else ""
    inputs = (_input_of(entry, feed) for entry in choice.taken)
    return start_job(None, inputs, purpose=str(feed), outlet=outlet, feed=feed)


def _input_of(entry: Entry, feed: Feed) -> Given:
    name = entry.title or entry.address or "an entry without a title"
    if entry.content:
        return Unit(entry.content, name, feed.address, entry.content_type, entry.key)
    if entry.address:
        return Link(entry.address, name, key=entry.key)
    why = "the entry has neither a text nor an address: there is nothing to take in"
    return Refusal(name, why, entry.key)


def _in_words(read: FeedRead, choice: Choice) -> str:
    """ "3 new, 1 changed of 20 entries; …"."""
    told = [f"{len(choice.fresh):,} new"] if choice.fresh else []
    told += [f"{len(choice.changed):,} changed"] if choice.changed else []
    told += [f"{len(choice.again):,} tried again"] if choice.again else []
    listed = f"{len(read.entries):,} {'entry' if len(read.entries) == 1 else 'entries'}"
    said = [f"{', '.join(told)} of {listed}" if choice.taken else f"nothing new in {listed}"]
    if choice.elsewhere:
        said.append(f"{len(choice.elsewhere):,} that another feed brought are not fetched again")
    if choice.later:
        said.append(f"{choice.later:,} more wait for the next looks")
    if read.left_out:
        said.append(f"{read.left_out:,} below are left out, as no feed is read further")
    if read.wrong:
        said.append(f"its XML is broken ({read.wrong}), so entries may be missing")
    if read.is_cut:
        said.append("it broke off in the middle, and is read again at the next look")
    return "; ".join(said)


def _moved(feed: Feed, fetched: Fetched, now: datetime) -> dict[str, Any]:
    """The new address where its server says for good that it has one."""
    address = fetched.address
    if not fetched.is_moved or address == feed.address or len(address) > _LONGEST_ADDRESS:
        return {}
    day = f"{timezone.localtime(now):%-d %b %Y}"
    if Feed.objects.filter(address=address).exclude(pk=feed.pk).exists():
        note = f"moved to {address}, which is a feed here already ({day})"
        return {"state": Feed.State.GONE, "note": note}
    note = f"moved here from {feed.address} ({day})"
    return {"address": address, "host": host_of(address), "note": note}


def _outlet_of_all(feed: Feed) -> int | None:
    """The outlet of all articles that its newest jobs brought, where that is one."""
    newest = Job.objects.filter(feed=feed).order_by("-pk").values_list("pk", flat=True)
    rows = JobItem.objects.filter(job__in=list(newest[:_JOBS_ASKED]), article__outlet__isnull=False)
    outlets = set(rows.order_by().values_list("article__outlet", flat=True)[:_ITEMS_ASKED])
    return outlets.pop() if len(outlets) == 1 else None


def _called(feed: Feed) -> str:
    """The feed as a sentence begins with it."""
    return f"“{feed.title}”" if feed.title else shown(feed.address)


def _failed(feed: Feed, now: datetime, why: str, wait: float = 0.0) -> Look:
    """`why` names the feed, and ends with what to do."""
    with transaction.atomic():
        row = _held(feed)
        failures = row.failures + 1
        due_at = next_look(now, row.pause, failures, wait)
        said = as_body(why)
        fields = {"failures": failures, "due_at": due_at, "last_outcome": said}
        return Look(_store(row, fields, now), said, is_failed=True)


def _gone(feed: Feed, now: datetime) -> Look:
    """Not looked at any more, and it says why; a person may follow it again."""
    with transaction.atomic():
        row = _held(feed)
        state = Feed.State.GONE if row.is_followed else row.state
        said = as_body(
            f"{_called(row)} is gone for good, as its server says (410, "
            f"{timezone.localtime(now):%-d %b %Y}): see whether its site names another feed, and "
            "follow that."
        )
        fields = {"state": state, "note": said, "last_outcome": said, "failures": row.failures + 1}
        return Look(_store(row, fields, now), said, is_failed=True)


def _held(feed: Feed) -> Feed:
    """The feed's row, locked until the transaction ends, under the very lease it was taken with."""
    rows = Feed.objects.select_for_update(of=("self",)).select_related("outlet")
    lease = {"looked_by": feed.looked_by, "looks_begun": feed.looks_begun}
    row = rows.filter(pk=feed.pk, **lease).exclude(looked_by="").first()
    if row is None:
        raise LookLost(f"{feed} is not looked at by {feed.looked_by} any more")
    return row


def _let_go(feed: Feed, said: str) -> Look:
    free = {"looked_by": "", "looked_until": None, "looks_begun": 0}
    Feed.objects.filter(pk=feed.pk).update(**free)
    return Look(feed, said)


def _store(feed: Feed, fields: dict[str, Any], now: datetime) -> Feed:
    """The feed with the fields, free for the next look."""
    free = {"looked_by": "", "looked_until": None, "looks_begun": 0, "last_looked_at": now}
    Feed.objects.filter(pk=feed.pk).update(**fields, **free)
    feed.refresh_from_db()
    return feed
