"""Where people are signed in: kept as they come, listed and ended.

The key of a session opens it, so it never leaves the database: a session is named by its row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from coverage.models import AuditEntry, SignedIn

from .audit import note
from .browsers import browser_in_words

#: How exactly it is known when a session was last seen: so many requests write nothing.
SEEN_EVERY = timedelta(minutes=10)
#: Where a session itself keeps its row, and when it was last noted (seconds since 1970).
_ROW, _NOTED = "signed_in", "noted_at"


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A place where a person is signed in."""

    key: int
    browser: str
    first_at: datetime
    seen_at: datetime
    is_this: bool


def note_seen(session: SessionBase, person_id: int, user_agent: str) -> None:
    """Keep that the session was in use just now; nothing is asked of the database where that was
    kept less than `SEEN_EVERY` ago."""
    now = timezone.now()
    if now.timestamp() - session.get(_NOTED, 0) < SEEN_EVERY.total_seconds():
        return
    session[_NOTED] = int(now.timestamp())
    if not session.session_key:
        session.save()
    row = SignedIn.objects.filter(pk=session.get(_ROW, 0), person=person_id)
    if not row.update(seen_at=now, key=session.session_key):
        made, _ = SignedIn.objects.update_or_create(
            key=session.session_key,
            defaults={
                "person_id": person_id,
                "browser": browser_in_words(user_agent)[:60],
                "seen_at": now,
            },
        )
        session[_ROW] = made.pk


def begin_session(session: SessionBase, person_id: int, user_agent: str) -> None:
    """Keep that the person has just signed in here."""
    session.pop(_NOTED, None)
    session.pop(_ROW, None)
    note_seen(session, person_id, user_agent)


def rename_session(session: SessionBase) -> None:
    """Follow the session to its new key, as it gets one where a password is changed."""
    SignedIn.objects.filter(pk=session.get(_ROW, 0)).update(key=session.session_key)


def forget_session(session: SessionBase) -> None:
    """The person signs out here."""
    SignedIn.objects.filter(key=session.session_key or "").delete()


def sessions_of(person: Any, this: str | None = None) -> list[SessionLine]:
    """Where the person is signed in, the session with the key `this` first; one query."""
    rows = _live().filter(person=person)
    lines = [
        SessionLine(row.pk, row.browser, row.first_at, row.seen_at, row.key == this) for row in rows
    ]
    return sorted(lines, key=lambda line: not line.is_this)


def end_session(person: Any, key: int, by: Any) -> int:
    """End one session of the person (the `key` of its line); 0 where it is none of theirs."""
    return _end(SignedIn.objects.filter(person=person, pk=key), person, by)


def end_others(person: Any, this: str | None, by: Any) -> int:
    """How many sessions of the person were ended: all but that with the key `this`."""
    for key in _unlisted(person):
        listed = {"person": person, "browser": browser_in_words("")}
        SignedIn.objects.get_or_create(key=key, defaults=listed)
    return _end(SignedIn.objects.filter(person=person).exclude(key=this or ""), person, by)


def _unlisted(person: Any) -> list[str]:
    """The keys of the person's sessions that nobody has come with since places are kept. Whose a
    session is stands inside it, so each that is listed nowhere is opened."""
    listed = SignedIn.objects.values("key")
    live = Session.objects.filter(expire_date__gte=timezone.now()).exclude(session_key__in=listed)
    return [
        one.session_key
        for one in live.iterator()
        if one.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]


def _end(rows: QuerySet[SignedIn], person: Any, by: Any) -> int:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    ended = list(rows)
    for row in ended:
        store.delete(row.key)
    SignedIn.objects.filter(pk__in=[row.pk for row in ended]).delete()
    if ended:
        about = None if by == person else person
        said = ", ".join(row.browser for row in ended)
        note(AuditEntry.Kind.SESSIONS, by, about, f"{len(ended)}: {said}")
    return len(ended)


def tidy_sessions(now: datetime) -> int:
    """How many places were forgotten where nobody has been for so long that nobody is signed in."""
    rows = SignedIn.objects.filter(seen_at__lt=now - _longest())
    return rows.delete()[0] if rows.exists() else 0


def _live() -> QuerySet[SignedIn]:
    return SignedIn.objects.filter(seen_at__gte=timezone.now() - _longest())


def _longest() -> timedelta:
    """A session ends so long after it was last kept, which happens with each note."""
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)
