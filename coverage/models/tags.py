"""What people mark: tags from a codebook, codings, notes."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import functions
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coverage.text.names import KEY_LENGTH, name_key

from .machine import SpanRow
from .named import Named


class Codebook(Named):
    """A set of tags with their definitions."""

    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=KEY_LENGTH, unique=True, editable=False)
    definition = models.TextField(blank=True)
    archived = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        ordering = ("name_key",)

    def get_absolute_url(self) -> str:
        return reverse("codebook", args=[self.pk])


class TagQuerySet(models.QuerySet["Tag"]):
    def live(self) -> Self:
        """Those that can be put on words, each codebook's in its order."""
        return self.filter(archived=False, codebook__archived=False).order_by(
            "codebook", "order", "name_key"
        )

    def with_used(self) -> Self:
        """Each with `used`, the number of its codings; counted in the index alone."""
        codings = Coding.objects.filter(tag=models.OuterRef("pk")).order_by().values("tag")
        counted = codings.annotate(number=models.Count("pk")).values("number")
        return self.annotate(used=functions.Coalesce(models.Subquery(counted), 0))

    def for_typeahead(self, typed: str) -> Self:
        """Live tags whose folded name holds what was typed, most used first."""
        rows = self.live().filter(name_key__contains=name_key(typed))
        return rows.with_used().order_by("-used", "name_key")


class Tag(Named):
    """A name from the codebook that people put on words. One merged into another stays as a row
    that leads there, archived."""

    class Reads(models.TextChoices):
        """What of the machine's own reading carries the tag, when it stands as a coder."""

        QUOTES = "quotes", _("quotes in marks")
        REPORTED = "reported", _("reported speech")
        CLAIMS = "claims", _("claims")
        MARKED = "marked", _("words in marks that quote nobody")

    codebook = models.ForeignKey(Codebook, models.PROTECT, related_name="tags")
    name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    code = models.CharField(max_length=2, blank=True, help_text=_("two letters"))
    colour = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(12)], help_text=_("1–12")
    )
    definition = models.TextField(blank=True)
    example = models.TextField(blank=True)
    order = models.PositiveIntegerField(default=0)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children"
    )
    archived = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    reads = models.CharField(
        max_length=8,
        choices=Reads,
        blank=True,
        help_text=_("what the reader itself would put this tag on, as one coder among others"),
    )
    revision = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ("codebook", "order", "name_key")
        constraints = (
            models.UniqueConstraint(fields=("codebook", "name_key"), name="tag_once_a_codebook"),
            models.CheckConstraint(
                condition=models.Q(colour__gte=1, colour__lte=12), name="tag_colour_1_to_12"
            ),
        )

    def get_absolute_url(self) -> str:
        return reverse("tag", args=[self.pk])


class Coding(SpanRow):
    """That a person put a tag on words; on a quote, its span is the quote's."""

    fingerprint_kind = "coding"
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="codings")
    quote = models.ForeignKey(
        "coverage.Quote", models.SET_NULL, null=True, blank=True, related_name="codings"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="codings")
    made_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta(SpanRow.Meta):
        default_related_name = "codings"
        constraints = (
            *SpanRow.Meta.constraints,
            models.UniqueConstraint(
                fields=("tag", "person", "version", "start", "end"), name="coding_once_a_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.tag}: {self.excerpt(60)}"


class Note(SpanRow):
    """What a person wrote beside words of an article."""

    fingerprint_kind = "note"
    words = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes")
    made_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta(SpanRow.Meta):
        default_related_name = "notes"

    def __str__(self) -> str:
        return self.words[:80]
