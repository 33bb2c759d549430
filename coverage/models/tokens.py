"""Tokens: what a person gives a program to ask in their name, and what programs sent with them."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .jobs import Job


class Token(models.Model):
    """A program's key to the API, in the name of a person; only its hash is kept.

    It never lets a program do more than its person may do on the pages at that moment.
    """

    class Scope(models.TextChoices):
        DOCUMENTS_WRITE = (
            "documents:write",
            _("add documents, decide on what was looked through, cancel and resume jobs"),
        )
        JOBS_READ = "jobs:read", _("read jobs and their reports")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80, help_text=_("which program it is for"))
    scopes = models.JSONField(default=list, help_text=_("what it may do"))
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(
        null=True, blank=True, help_text=_("the last day on which it opens anything")
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    minute = models.PositiveBigIntegerField(
        default=0, editable=False, help_text=_("of its last request, counted from 1970")
    )
    asked = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("requests in that minute")
    )

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "name"),
                condition=Q(revoked_at=None),
                name="token_name_once_a_person",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_ended(self) -> bool:
        """Whether its last day is over, by the installation's clock."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    @property
    def scope_words(self) -> list[str]:
        """What it may do, in words; a scope that a later version knew stands as it is."""
        known = dict(Token.Scope.choices)
        return [str(known.get(scope, scope)) for scope in self.scopes]

    @staticmethod
    def hash_of(secret: str) -> str:
        """SHA-256 in hex: a secret of 256 random bits needs no slower one."""
        return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class Sending(models.Model):
    """What a program sent under a key of its own, and the job it began: the same request again
    begins no other."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="sendings")
    key = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text=_("of what was sent"))
    job = models.ForeignKey(Job, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("token", "key"), name="sending_key_once_a_token"),
        )

    def __str__(self) -> str:
        return self.key
