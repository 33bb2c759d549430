"""What people marked in an earlier text of an article and nobody has found in the newest."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class OrphanQuerySet(models.QuerySet["Orphan"]):
    def to_place(self) -> Self:
        """Those a person is asked about."""
        return self.filter(state=Orphan.State.OPEN)

    def for_list(self) -> Self:
        """In the order of the text they stand in, with whose they are."""
        return self.select_related("marked_by", "decided_by", "source").order_by(
            "article", "source__number", "start", "pk"
        )


class Orphan(models.Model):
    """A mark without a place. The mark itself stands in its own version and is never changed;
    once placed, a copy of it stands in the version named here."""

    class State(models.TextChoices):
        OPEN = "open", _("to place")
        FOUND = "found", _("found again by the reader")
        PLACED = "placed", _("placed by a person")
        GONE = "gone", _("gone from the text")

    article = models.ForeignKey("coverage.Article", models.CASCADE, related_name="orphans")
    version = models.ForeignKey(
        "coverage.ArticleVersion",
        models.CASCADE,
        related_name="lost_marks",
        help_text=_("the text in which it has no place, or was given one"),
    )
    source = models.ForeignKey(
        "coverage.ArticleVersion",
        models.CASCADE,
        related_name="+",
        help_text=_("the text in which it was marked"),
    )
    kind = models.CharField(max_length=10, help_text=_("quote, claim, note, coding …"))
    row = models.PositiveBigIntegerField(help_text=_("the mark's own number"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField(blank=True, help_text=_("what was marked"))
    mark_state = models.CharField(max_length=10, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    why = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    placed_row = models.PositiveBigIntegerField(null=True, blank=True)
    made_new = models.BooleanField(
        default=False, help_text=_("placing it made a mark; else it took over one of the reader's")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OrphanQuerySet.as_manager()

    class Meta:
        ordering = ("article", "start", "id")
        verbose_name = _("mark without a place")
        verbose_name_plural = _("marks without a place")
        constraints = (
            models.UniqueConstraint(fields=("article", "kind", "row"), name="orphan_once_a_mark"),
            models.CheckConstraint(
                condition=Q(state__in=("open", "found", "placed", "gone")),
                name="orphan_state_is_known",
            ),
        )
        indexes = (models.Index(fields=("state", "article"), name="orphans_to_place"),)

    def __str__(self) -> str:
        words = " ".join(self.words.split())
        return f"{self.kind} “{words if len(words) < 60 else words[:59] + '…'}”"

    def get_absolute_url(self) -> str:
        return f"{reverse('article-orphans', args=[self.article_id])}#o{self.pk}"
