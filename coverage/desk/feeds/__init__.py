"""Feeds that are followed: taken up, looked at when they are due, stopped.

feed, _ = follow("https://gull.example/feed.xml", person)
for look in look_at_due(worker, timezone.now):
    enqueue(look.job)
"""

from .finding import NoFeed, find_feeds
from .following import (
    Found,
    follow,
    follow_again,
    look_now,
    pause,
    set_every,
    stop,
)
from .looking import LOOK_LEASE, Look, LookLost, look_at, look_at_due, take_due

__all__ = [
    "LOOK_LEASE",
    "Found",
    "Look",
    "LookLost",
    "NoFeed",
    "find_feeds",
    "follow",
    "follow_again",
    "look_at",
    "look_at_due",
    "look_now",
    "pause",
    "set_every",
    "stop",
    "take_due",
]
