"""Tokens: made once, known by their hash, counted by the minute, revoked for good."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from coverage.models import AuditEntry, Token

from .audit import note
from .people import is_editor

#: By which a program that looks for secrets in code knows one of ours.
PREFIX = "newsroom_"
#: Tokens a person may have at a time.
MOST = 50


class TokenRefused(ValueError):
    """The token was not made; the message says what would mend it."""


def make_token(
    person: User, name: str, scopes: Iterable[str], ends_on: date | None = None
) -> tuple[Token, str]:
    """The new token and its secret, which nothing can show a second time; it opens nothing after
    the day it ends on, where one is given.

    Raises TokenRefused for a name the person has in use, for what they may not do themselves, and
    for a day that is over.
    """
    allowed = scopes_for(person)
    wanted = [scope for scope in Token.Scope.values if scope in set(scopes)]
    if not wanted or not set(wanted) <= set(allowed):
        raise TokenRefused("Choose what the token may do.")
    if in_use(person).count() >= MOST:
        raise TokenRefused(f"You have {MOST} tokens, the most there may be. Revoke one first.")
    if ends_on is not None and ends_on < timezone.localdate():
        raise TokenRefused("The day it ends on is over. Give today or a later day, or none.")
    secret = PREFIX + secrets.token_urlsafe(32)
    made = Token(person=person, name=name, scopes=wanted, ends_on=ends_on)
    made.sha256 = Token.hash_of(secret)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise TokenRefused(
            "You have a token of that name. Choose another name, or revoke that one first."
        ) from None
    note(AuditEntry.Kind.TOKEN_MADE, person, said=f"{name}: {', '.join(wanted)}")
    return made, secret


def scopes_for(person: User) -> list[str]:
    """What a token of this person may do at most: all that there is so far is for editors."""
    return list(Token.Scope.values) if is_editor(person) else []


def in_use(person: User) -> QuerySet[Token]:
    """Their tokens that are not revoked, newest first."""
    return Token.objects.filter(person=person, revoked_at=None)


def revoke(tokens: QuerySet[Token], by: User | None = None) -> int:
    """How many were revoked just now; what their programs ask from here on is refused. `by` is
    who did it, None at the terminal."""
    revoked = 0
    for token in tokens.filter(revoked_at=None).select_related("person"):
        row = Token.objects.filter(pk=token.pk, revoked_at=None)
        if row.update(revoked_at=timezone.now()):
            revoked += 1
            about = None if token.person == by else token.person
            note(AuditEntry.Kind.TOKEN_REVOKED, by, about, said=token.name)
    return revoked


def token_of(secret: str) -> Token | None:
    """The token with this secret and its person, also one that has ended; None where it was
    revoked, its person left or there is none."""
    rows = Token.objects.filter(revoked_at=None, person__is_active=True)
    return rows.select_related("person").filter(sha256=Token.hash_of(secret)).first()


def may_ask(token: Token, most: int) -> bool:
    """Count one request; False where the token's minute has had `most` already.

    Counted in the database, so over all processes and hosts, with no row held between requests.
    Minutes are of the clock: around a full one twice as many may pass within 60 seconds.
    """
    now = timezone.now()
    minute = int(now.timestamp() // 60)
    row = Token.objects.filter(pk=token.pk)
    same = row.filter(minute=minute, asked__lt=most)
    for _ in range(2):  # another process may begin the minute just between
        if same.update(asked=F("asked") + 1):
            return True
        if row.exclude(minute=minute).update(minute=minute, asked=1, last_used_on=now.date()):
            return True
    return False
