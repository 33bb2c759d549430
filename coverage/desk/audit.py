"""The audit log: written, read in pages, and let go of after its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from coverage.models import AuditEntry

Kind = AuditEntry.Kind
PAGE = 50


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Entries, newest first; `older` is what to ask for the next page `before`, 0 at the end."""

    entries: list[AuditEntry]
    older: int


def note(
    kind: AuditEntry.Kind, by: Any = None, about: Any = None, said: str = "", address: str = ""
) -> AuditEntry:
    """The new entry. `by` and `about` are people or None; an address that is none is left out."""
    entry = AuditEntry(kind=kind, person=by, about=about, said=said[:300])
    entry.address = _address(address)
    entry.save()
    return entry


def audit_page(kind: str = "", person: int = 0, before: int = 0) -> AuditPage:
    """Entries of the kind, by or about the person, older than the entry `before`: each where it is
    given. Two queries, however long the log is."""
    rows: QuerySet[AuditEntry] = AuditEntry.objects.select_related("person", "about")
    if kind:
        rows = rows.filter(kind=kind)
    if person:
        rows = rows.filter(Q(person=person) | Q(about=person))
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    return AuditPage(shown, shown[-1].pk if len(found) > PAGE else 0)


def tidy_audit(now: datetime) -> int:
    """How many entries were removed that are older than AUDIT_DAYS: the one way that any goes."""
    rows: QuerySet[AuditEntry] = QuerySet(AuditEntry)
    old = rows.filter(at__lt=now - timedelta(days=settings.AUDIT_DAYS))
    return int(old._raw_delete(old.db)) if old.exists() else 0


def _address(written: str) -> str | None:
    try:
        return str(ip_address(written))
    except ValueError:
        return None
