"""Words in quotation marks with which nobody is quoted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .machine import MachineReadQuerySet, SpanRow
from .reviewing import OPEN, SureOfMarked


class MarkedWords(SpanRow):
    """A title, a nickname, a term or a scare quote; the span is inside the marks."""

    class Kind(models.TextChoices):
        TITLE = "title", _("title")
        NICKNAME = "nickname", _("nickname")
        TERM = "term", _("a term")
        SCARE = "scare", _("scare quote")

    fingerprint_kind = "marked"
    kind = models.CharField(max_length=8, choices=Kind)
    outer_start = models.PositiveIntegerField(help_text=_("with the marks"))
    outer_end = models.PositiveIntegerField(help_text=_("with the marks"))
    history = HistoricalRecords()

    objects: ClassVar[Any] = MachineReadQuerySet.as_manager()

    class Meta(SpanRow.Meta):
        default_related_name = "marked_words"
        verbose_name = _("words in marks that quote nobody")
        verbose_name_plural = _("words in marks that quote nobody")
        constraints = (
            *SpanRow.Meta.constraints,
            models.UniqueConstraint(
                fields=("version", "start", "end"), name="marked_words_once_a_version"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("title", "nickname", "term", "scare")),
                name="marked_words_kind_is_known",
            ),
        )
        indexes = (
            *SpanRow.Meta.indexes,
            models.Index(
                SureOfMarked("kind"), "id", "version", condition=OPEN, name="marked_to_review"
            ),
            models.Index(
                fields=("decided_at", "id"),
                condition=Q(decided_at__isnull=False),
                name="marked_decided_last",
            ),
        )

    def __str__(self) -> str:
        return f"“{self.excerpt(80)}”, {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return f"{reverse('article', args=[self.version.article_id])}#w{self.pk}"
