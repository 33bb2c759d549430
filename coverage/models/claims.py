"""Checkable statements, where they stand, and the quantities in them."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coverage.text.names import name_key

from .machine import SpanRow
from .reviewing import OPEN, SureOfClaim


class Claim(models.Model):
    """A checkable statement; one row for all the places that print the same words."""

    text = models.TextField()
    key = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:100]

    @staticmethod
    def key_of(text: str) -> str:
        """SHA-256 of the folded words, in hex."""
        return hashlib.sha256(name_key(text).encode()).hexdigest()


class ClaimAppearance(SpanRow):
    """A claim's span in one article."""

    fingerprint_kind = "claim"
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="appearances")
    checkworthiness = models.FloatField(default=0, help_text=_("0–1; orders, never hides"))
    claimant = models.CharField(max_length=300, blank=True)
    claimant_start = models.PositiveIntegerField(null=True, blank=True)
    claimant_end = models.PositiveIntegerField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta(SpanRow.Meta):
        default_related_name = "claim_appearances"
        constraints = (
            *SpanRow.Meta.constraints,
            models.UniqueConstraint(
                fields=("version", "start", "end"), name="claim_once_a_version"
            ),
        )
        indexes = (
            *SpanRow.Meta.indexes,
            models.Index(
                SureOfClaim("checkworthiness"),
                "id",
                "version",
                condition=OPEN,
                name="claim_to_review",
            ),
            models.Index(
                fields=("decided_at", "id"),
                condition=Q(decided_at__isnull=False),
                name="claim_decided_last",
            ),
        )

    def __str__(self) -> str:
        return self.excerpt(80)

    def get_absolute_url(self) -> str:
        return f"{reverse('article', args=[self.version.article_id])}#c{self.pk}"


class Quantity(SpanRow):
    """A measured thing as an interval; an open side is empty."""

    class Bound(models.TextChoices):
        EXACT = "exact", _("exactly")
        OVER = "over", _("at least")
        UNDER = "under", _("at most")
        NEARLY = "nearly", _("just under")
        ABOUT = "about", _("about")
        RANGE = "range", _("between")
        VAGUE = "vague", _("of the order of")

    fingerprint_kind = "quantity"
    low = models.DecimalField(max_digits=40, decimal_places=8, null=True, blank=True)
    high = models.DecimalField(max_digits=40, decimal_places=8, null=True, blank=True)
    bound = models.CharField(max_length=6, choices=Bound)
    unit = models.CharField(max_length=100, blank=True)
    appearance = models.ForeignKey(
        ClaimAppearance, models.SET_NULL, null=True, blank=True, related_name="quantities"
    )
    history = HistoricalRecords()

    class Meta(SpanRow.Meta):
        verbose_name_plural = "quantities"
        default_related_name = "quantities"
        constraints = (
            *SpanRow.Meta.constraints,
            # A score keeps the order it is told in: "52–48" is low 52, high 48.
            models.CheckConstraint(
                condition=Q(low__isnull=True)
                | Q(high__isnull=True)
                | Q(low__lte=F("high"))
                | Q(bound__in=("exact", "range")),
                name="quantity_low_before_high",
            ),
        )

    def __str__(self) -> str:
        return self.excerpt(60)
