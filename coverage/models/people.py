"""What is kept about the people who sign in."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import models


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
