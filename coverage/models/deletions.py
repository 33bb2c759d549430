"""What was deleted, kept whole so that it can come back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Deletion(models.Model):
    """One row that a person deleted, with all rows that went with it.

    `rows` are Django's own serialization of them, the deleted one first; `loosened` names the rows
    that pointed to them and point nowhere since: [model, field, id, what it pointed to].
    """

    kind = models.CharField(max_length=60, help_text=_("the model’s name"))
    key = models.BigIntegerField(help_text=_("its number, which it gets back"))
    called = models.CharField(max_length=300, help_text=_("how it was called"))
    counts = models.JSONField(default=list, help_text=_("what went with it: how many, of what"))
    rows = models.JSONField(default=list, editable=False)
    loosened = models.JSONField(default=list, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        indexes = (models.Index(fields=("kind", "key"), name="deletion_of_row"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.called}"
