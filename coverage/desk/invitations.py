"""Links by which people come in or set a new password: made, shown once, used once, revoked."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from coverage.models import AuditEntry, Invitation, Token

from .audit import note
from .people import make_person
from .roles import ROLES, Role, role_of
from .sessions import end_others

#: How long a link holds.
DAYS, PASSWORD_HOURS = 7, 24
#: Open invitations that one person may have.
MOST = 100
Kind = Invitation.Kind


class InvitationRefused(ValueError):
    """It cannot be done; the message says what a person can do."""


def roles_to_give(person: Any) -> list[Role]:
    """What the person may invite others as: editors and admins up to their own role."""
    mine = role_of(person)
    return [role for role in ROLES if role <= mine] if mine >= Role.EDITOR else []


def invite(by: Any, role: Role, meant_for: str = "") -> tuple[Invitation, str]:
    """The invitation and its secret, which nothing can show a second time.

    `by` is None at the terminal. Raises InvitationRefused for a role above one's own.
    """
    if by is not None and role not in roles_to_give(by):
        raise InvitationRefused("Choose a role that is not above your own.")
    if by is not None and Invitation.objects.open().filter(made_by=by).count() >= MOST:
        raise InvitationRefused(f"You have {MOST} open invitations. Revoke some first.")
    made, secret = _made(
        Invitation(kind=Kind.JOIN, role=role.group, meant_for=" ".join(meant_for.split())[:150]),
        by,
        timedelta(days=DAYS),
    )
    called = f", for {made.meant_for}" if made.meant_for else ""
    note(AuditEntry.Kind.INVITED, by, said=f"as {role.group}{called}")
    return made, secret


def make_password_link(by: Any, person: User) -> tuple[Invitation, str]:
    """A link by which the person sets a new password; earlier ones hold no more."""
    _open_links(person).update(revoked_at=timezone.now())
    made, secret = _made(
        Invitation(kind=Kind.PASSWORD, person=person), by, timedelta(hours=PASSWORD_HOURS)
    )
    note(AuditEntry.Kind.RESET, by, person)
    return made, secret


def _made(made: Invitation, by: Any, holds: timedelta) -> tuple[Invitation, str]:
    secret = secrets.token_urlsafe(32)
    made.made_by, made.ends_at, made.sha256 = by, timezone.now() + holds, Token.hash_of(secret)
    made.save()
    return made, secret


def invitation_of(secret: str, kind: str) -> Invitation | None:
    """What the link opens; None where it was used, revoked, is over, or who made it may make such
    links no more."""
    rows = Invitation.objects.open().filter(kind=kind, sha256=Token.hash_of(secret))
    found = rows.select_related("made_by", "person").first()
    return found if found and _still_holds(found) else None


def _still_holds(found: Invitation) -> bool:
    if found.kind == Kind.PASSWORD:
        may = found.made_by is None or role_of(found.made_by) >= Role.ADMIN
        return may and found.person is not None and found.person.is_active
    return found.made_by is None or Role[found.role.upper()] in roles_to_give(found.made_by)


def accept(invitation: Invitation, username: str, password: str) -> User:
    """The new person, in the invitation's role; it opens nothing from here on.

    Raises InvitationRefused where somebody was quicker, or the name is in use.
    """
    people = User.objects
    try:
        with transaction.atomic():
            _use_up(invitation)
            if people.filter(username__iexact=username).exists():
                raise InvitationRefused("Somebody has this name here. Choose another.")
            person = make_person(username, password, Role[invitation.role.upper()])
            Invitation.objects.filter(pk=invitation.pk).update(used_by=person)
    except IntegrityError:
        raise InvitationRefused("Somebody has this name here. Choose another.") from None
    note(AuditEntry.Kind.JOINED, person, invitation.made_by, f"as {invitation.role}")
    return person


@transaction.atomic
def set_password_by(invitation: Invitation, password: str) -> User:
    """The person whose new password it is; every session of theirs is ended.

    Raises InvitationRefused where somebody was quicker.
    """
    _use_up(invitation)
    person = invitation.person
    assert person is not None
    Invitation.objects.filter(pk=invitation.pk).update(used_by=person)
    change_password(person, password, said="by a link")
    return person


def change_password(person: Any, password: str, this: str | None = None, said: str = "") -> None:
    """Set it, end every session but that with the key `this`, and every link for a new one."""
    person.set_password(password)
    person.save(update_fields=["password"])
    note(AuditEntry.Kind.PASSWORD, person, said=said)
    end_others(person, this, person)
    _open_links(person).update(revoked_at=timezone.now())


def _use_up(invitation: Invitation) -> None:
    """Only one request finds it open, also where two come in the same moment."""
    if not Invitation.objects.open().filter(pk=invitation.pk).update(used_at=timezone.now()):
        raise InvitationRefused("This link was used just now.")


def invitations_for(person: Any) -> QuerySet[Invitation]:
    """Open invitations that the person may revoke: their own, and for an admin all."""
    rows = Invitation.objects.open().filter(kind=Kind.JOIN).select_related("made_by")
    return rows if role_of(person) >= Role.ADMIN else rows.filter(made_by=person)


def revoke_invitation(invitation: Invitation, by: Any) -> bool:
    """Whether its link opens nothing from here on because of this."""
    row = Invitation.objects.open().filter(pk=invitation.pk)
    if not row.update(revoked_at=timezone.now()):
        return False
    called = f", for {invitation.meant_for}" if invitation.meant_for else ""
    note(AuditEntry.Kind.UNINVITED, by, invitation.made_by, f"as {invitation.role}{called}")
    return True


def _open_links(person: Any) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        Q(used_at=None, revoked_at=None), kind=Kind.PASSWORD, person=person
    )
