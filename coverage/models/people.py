"""What is kept about the people who sign in."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Granted(models.Model):
    """A permission that a role's group was given once: it is never given a second time, so what
    an admin takes away stays away."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="granted")
    permission = models.CharField(max_length=255)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "permission"), name="granted_once_a_group"),
        )

    def __str__(self) -> str:
        return f"{self.group_id}: {self.permission}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Those whose link still opens something: not used, not revoked, not over."""
        return self.filter(used_at=None, revoked_at=None, ends_at__gt=timezone.now())


class Invitation(models.Model):
    """A link by which one person comes in, or sets a new password; only the hash of its secret is
    kept, so it can be shown once."""

    class Kind(models.TextChoices):
        JOIN = "join", _("invitation")
        PASSWORD = "password", _("new password")

    kind = models.CharField(max_length=8, choices=Kind)
    role = models.CharField(max_length=10, blank=True, help_text=_("of who comes in by it"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="password_links",
        help_text=_("who sets a new password by it"),
    )
    meant_for = models.CharField(max_length=150, blank=True)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="join", person=None) & ~Q(role="")
                | Q(kind="password", person__isnull=False),
                name="invitation_is_for_a_role_or_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class SignedIn(models.Model):
    """A session of a person, so that they can see it and end it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="signed_in_at"
    )
    key = models.CharField(
        max_length=40, unique=True, help_text=_("of the session; no page ever shows it")
    )
    browser = models.CharField(max_length=60, blank=True)
    first_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-seen_at", "-pk")
        indexes = (models.Index(fields=("person", "-seen_at"), name="signed_in_of_a_person"),)

    def __str__(self) -> str:
        return self.browser
