"""Whose turn it is at which host, over all processes that fetch."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class HostTurn(models.Model):
    """One asker at a host: until when it is theirs, and when the last one ended."""

    host = models.CharField(max_length=253, primary_key=True)
    asker = models.CharField(max_length=64, blank=True)
    until = models.DateTimeField(
        null=True, blank=True, help_text=_("after that an asker that was lost has it no more")
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.host
