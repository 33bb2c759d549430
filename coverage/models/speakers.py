"""Who is quoted: speakers, and the names they go by."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from coverage.text.names import KEY_LENGTH

from .named import Named


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def for_list(self) -> Self:
        """With the numbers of standing quotes and of articles they are in, most quoted first."""
        stand = ~Q(quotes__state="rejected") & Q(
            quotes__version__article__current_version=models.F("quotes__version")
        )
        return self.annotate(
            quote_count=models.Count("quotes", filter=stand, distinct=True),
            article_count=models.Count("quotes__version", filter=stand, distinct=True),
        ).order_by("-quote_count", "name_key")


class Speaker(Named):
    """A person or body quoted, by a proper name. "A bystander" is a mention, not a speaker:
    two bystanders are never taken for one."""

    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=KEY_LENGTH, unique=True, editable=False)
    about = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ("name_key",)

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.pk])


class SpeakerName(Named):
    """Another name of the same speaker."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=KEY_LENGTH, unique=True, editable=False)

    class Meta:
        ordering = ("name_key",)
