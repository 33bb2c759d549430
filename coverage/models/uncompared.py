"""Comparisons that did not come to their end."""

from __future__ import annotations

from django.db import models

from .stories import Story

#: A comparison that ended its worker so often is not tried again by itself.
MOST_BEGUN = 3


class Uncompared(models.Model):
    """A story that is being compared by a worker, or at which workers ended: one that was killed
    leaves the row, one that comes to its end takes it away."""

    story = models.OneToOneField(Story, models.CASCADE, related_name="uncompared")
    begun = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.story}, {self.begun} times begun"

    @property
    def is_left(self) -> bool:
        """Whether workers leave it alone."""
        return self.begun >= MOST_BEGUN
