"""What admins do with people: another role, deactivated, active again. Nobody is deleted: what they
wrote keeps their name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, QuerySet

from coverage.models import AuditEntry

from .audit import note
from .people import put_in_role
from .roles import KNOWN_BY, Role, role_of
from .sessions import end_others

BACKEND = "django.contrib.auth.backends.ModelBackend"


class PersonKept(ValueError):
    """The change is refused; the message says why, and what a person can do."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in the list."""

    person: User
    role: Role
    last_seen: datetime | None


@transaction.atomic
def set_role(person: User, role: Role, by: Any) -> bool:
    """Whether that changed anything. Raises PersonKept for oneself, for the last admin and for
    whom only the terminal may change."""
    before = role_of(person)
    if before is role and person.is_active:
        return False
    _may_change(person, by)
    if person.is_superuser:
        raise PersonKept("A superuser may do everything: the terminal takes that away.")
    if before is Role.ADMIN:
        _keep_an_admin(person)
    put_in_role(person, role)
    if person.is_active and role_of(person) > role:
        raise PersonKept(
            "A group that is no role, or a permission of their own, gives them more than that. "
            "Take it away in the admin first."
        )
    note(AuditEntry.Kind.ROLE, by, person, f"{before.group} → {role.group}")
    return True


@transaction.atomic
def deactivate(person: User, by: Any) -> bool:
    """Close every door to the person at once: no sign-in, no session, no token. What they wrote
    stays theirs."""
    if not person.is_active:
        return False
    _may_change(person, by)
    if role_of(person) is Role.ADMIN:
        _keep_an_admin(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    note(AuditEntry.Kind.DEACTIVATED, by, person)
    end_others(person, None, by)
    return True


@transaction.atomic
def activate(person: User, by: Any) -> bool:
    """Let the person sign in again, in the role they had."""
    if person.is_active:
        return False
    _may_change(person, by)
    person.is_active = True
    person.save(update_fields=["is_active"])
    note(AuditEntry.Kind.ACTIVATED, by, person)
    return True


def why_kept(person: User, by: Any) -> str:
    """Why `by` may not change the person; "" where they may. The terminal (None) may always."""
    if by is None:
        return ""
    if person.pk == by.pk:
        return "This is you: another admin can change your role or deactivate you."
    if person.is_superuser and not by.is_superuser:
        return "A superuser is changed at the terminal, or by another superuser."
    return ""


def _may_change(person: User, by: Any) -> None:
    if why := why_kept(person, by):
        raise PersonKept(why)


def _keep_an_admin(person: User) -> None:
    """The rows are locked: of two admins who demote each other at once, one stays."""
    if not [one for one in admins().select_for_update().order_by("pk") if one.pk != person.pk]:
        raise PersonKept("This is the last admin. Give somebody else the role first.")


def admins() -> QuerySet[User]:
    """Active people who have the role."""
    return User.objects.filter(pk__in=_holding(KNOWN_BY[0][1]))


def _holding(permission: str) -> Collection[int]:
    people = User.objects.with_perm(permission, backend=BACKEND)
    return set(people.values_list("pk", flat=True))


def people_lines(people: Iterable[User]) -> list[PersonLine]:
    """Each with the role and when they were last seen; one query for each role and one more.

    Somebody deactivated stands with the role STRANGER.
    """
    listed = list(people)
    held = [(role, _holding(permission)) for role, permission in KNOWN_BY]
    seen = dict(
        User.objects.filter(pk__in=[one.pk for one in listed])
        .annotate(seen=Max("signed_in_at__seen_at"))
        .values_list("pk", "seen")
    )
    lines = []
    for one in listed:
        role = next((role for role, holders in held if one.pk in holders), Role.READER)
        times = [at for at in (seen.get(one.pk), one.last_login) if at]
        lines.append(
            PersonLine(one, role if one.is_active else Role.STRANGER, max(times, default=None))
        )
    return lines


def keep_an_admin() -> User | None:
    """Whom this made an admin: the one active editor of an installation that has no admin, as one
    that comes from a version without that role. None where there is one, or who is not plain."""
    if admins().exists():
        return None
    editors = User.objects.filter(pk__in=_holding(KNOWN_BY[1][1]))
    if len(found := list(editors[:2])) != 1:
        return None
    put_in_role(found[0], Role.ADMIN)
    note(AuditEntry.Kind.ROLE, None, found[0], "editor → admin, as nobody was one")
    return found[0]
