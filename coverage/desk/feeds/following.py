"""Following a feed, and what people change about it; each change is theirs in history."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from coverage.desk.outlets import outlet_called
from coverage.desk.revisions import record, save_unrecorded, write
from coverage.documents.fetching import STRICT, Policy, read_target, refuse_as_written
from coverage.documents.refused import Refused
from coverage.documents.targets import Target
from coverage.models import Feed
from coverage.models.feeds import LEAST, MOST, USUAL
from coverage.text.spans import as_body

from .schedule import next_look

_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)", re.I)
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that is followed from now on; not `is_new` where it was here already."""

    feed: Feed
    is_new: bool


def feed_address(written: str) -> str:
    """The address as feeds are kept by; raises `Refused` for what can be none."""
    return _feed_target(written).address


def _feed_target(written: str) -> Target:
    target = read_target(_FEED_SCHEME.sub("", written.strip(), count=1))
    if len(target.address) > _LONGEST:
        why = f"has more than {_LONGEST} characters"
        raise Refused(target.address, why, "give a shorter address")
    return target


def refuse_unfollowable(written: str, policy: Policy = STRICT) -> None:
    """Raise `Refused` for an address at which no feed may ever be asked for."""
    refuse_as_written(policy, _feed_target(written))


def follow(
    written: str,
    person: User | None,
    now: datetime,
    *,
    title: str = "",
    every: int = USUAL,
    outlet: str = "",
    policy: Policy = STRICT,
) -> Found:
    """Follow the feed at this address, due at once; one that is here is followed (again) as it is.

    `outlet` is who a person says published all of it. Raises `Refused` for what is no address, and
    for one that the policy keeps out as it is written.
    """
    target = _feed_target(written)
    refuse_as_written(policy, target)
    address = target.address
    known = Feed.objects.filter(address=address).first()
    if known is None:
        feed = Feed(
            address=address,
            host=target.host[:253],
            title=" ".join(as_body(title).split())[:300],
            every=every,
            outlet=outlet_called(outlet) if outlet.strip() else None,
            outlet_given=bool(outlet.strip()),
            due_at=now,
            added_by=person,
        )
        try:
            with transaction.atomic():
                save_unrecorded(feed)
                record([feed], person, "followed", is_new=True)
            return Found(feed, is_new=True)
        except IntegrityError:  # a colleague followed it in the same moment
            known = Feed.objects.get(address=address)
    if not known.is_followed:
        follow_again(known, person, now)
    return Found(known, is_new=False)


def follow_again(feed: Feed, person: User | None, now: datetime) -> Feed:
    """Look at it again from now on: after a pause, a stop, or when it was said to be gone."""
    _set_state(feed, Feed.State.FOLLOWED, person, "followed again")
    Feed.objects.filter(pk=feed.pk).update(due_at=now, failures=0)
    feed.refresh_from_db()
    return feed


def pause(feed: Feed, person: User | None) -> Feed:
    """Leave it alone until somebody follows it again; nothing happens to one that is not
    followed."""
    if feed.is_followed:
        _set_state(feed, Feed.State.PAUSED, person, "paused")
    return feed


def stop(feed: Feed, person: User | None) -> Feed:
    """No longer list it; what it brought stays, and `follow_again` takes it back."""
    if feed.state != Feed.State.STOPPED:
        _set_state(feed, Feed.State.STOPPED, person, "no longer followed")
    return feed


def _set_state(feed: Feed, state: Feed.State, person: User | None, why: str) -> None:
    """What is wanted does not hang on what was seen: it holds over any change just before."""
    with transaction.atomic():
        feed.refresh_from_db(from_queryset=Feed.objects.select_for_update())
        write(feed, {"state": state}, person, why=why)


def set_every(feed: Feed, minutes: int, person: User | None, revision: int) -> Feed:
    """Look at it every so many minutes. Raises ValueError for too few or too many, Conflict when
    somebody changed the feed since that revision."""
    if not LEAST <= minutes <= MOST:
        raise ValueError(f"Give a whole number of minutes from {LEAST} to {MOST:,} (a week).")
    before = feed.every
    write(feed, {"every": minutes}, person, revision, why="looked at more or less often")
    if before != minutes and not feed.failures and feed.last_looked_at:
        Feed.objects.filter(pk=feed.pk).update(due_at=next_look(feed.last_looked_at, feed.pause))
        feed.refresh_from_db()
    return feed


def look_now(feed: Feed, now: datetime) -> Feed:
    """Have it looked at as soon as a worker is free; nothing happens to one not followed."""
    Feed.objects.followed().filter(pk=feed.pk).update(due_at=now)
    feed.refresh_from_db()
    return feed
