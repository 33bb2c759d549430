"""Articles given to coders: which, to whom, how they were chosen, and how far each has come."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .machine import SpanRow
from .tags import Coding


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def open(self) -> Self:
        """Those that coders still work on."""
        return self.filter(closed_at=None)

    def of_coder(self, person: int) -> Self:
        """Those given to the person (their id)."""
        return self.filter(coders__person=person)


def coded_apart() -> Exists:
    """Of a coding: that its person codes its article in an independent assignment, still open."""
    here = AssignedArticle.objects.filter(
        article=OuterRef("version__article"),
        assignment__closed_at=None,
        assignment__is_independent=True,
        assignment__coders__person=OuterRef("person"),
    )
    return Exists(here)


def open_codings() -> models.QuerySet[Coding]:
    """The codings that pages for everybody may show: those that nobody made apart from others in an
    assignment that is still open."""
    return Coding.objects.exclude(coded_apart())


class Assignment(models.Model):
    """A set of articles that several people code with one codebook."""

    name = models.CharField(max_length=200)
    codebook = models.ForeignKey("coverage.Codebook", models.PROTECT, related_name="assignments")
    instructions = models.TextField(blank=True)
    is_independent = models.BooleanField(
        default=True,
        help_text=_("a coder sees nobody else's tags in an article before finishing it"),
    )
    shows_machine = models.BooleanField(
        default=True, help_text=_("what the reader read stands in the text while it is coded")
    )
    chosen = models.JSONField(
        default=dict,
        blank=True,
        help_text=_("how the articles were chosen: how, asked, seed, of (how many there were)"),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("assignment", args=[self.pk])


class AssignedArticle(models.Model):
    """One article of an assignment, at its place in the order in which it is coded."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="articles")
    article = models.ForeignKey("coverage.Article", models.CASCADE, related_name="assigned")
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ("assignment", "order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("assignment", "article"), name="article_once_an_assignment"
            ),
        )

    def __str__(self) -> str:
        return f"{self.assignment_id}: article {self.article_id}"


class AssignedCoder(models.Model):
    """One of those who code the articles of an assignment."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="coders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assigned")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("assignment", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("assignment", "person"), name="coder_once_an_assignment"
            ),
        )

    def __str__(self) -> str:
        return str(self.person)


class CodedArticle(models.Model):
    """How far a coder has come with one article. No row: not opened yet."""

    assigned = models.ForeignKey(AssignedArticle, models.CASCADE, related_name="progress")
    coder = models.ForeignKey(AssignedCoder, models.CASCADE, related_name="progress")
    opened_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("assigned", "coder")
        constraints = (
            models.UniqueConstraint(fields=("assigned", "coder"), name="progress_once_a_coder"),
        )

    def __str__(self) -> str:
        return f"{self.coder}: {self.assigned}"


class Adjudication(SpanRow):
    """What a person decided where coders differ: which unit of the tag stands, or that none does.

    Its span is the agreed unit; where none stands, the words that were disputed.
    """

    class Took(models.TextChoices):
        FIRST = "first", _("the first coder's")
        SECOND = "second", _("the second coder's")
        MERGED = "merged", _("both together")
        OWN = "own", _("another span")
        NONE = "none", _("neither")

    fingerprint_kind = "dispute"
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="adjudications")
    tag = models.ForeignKey("coverage.Tag", models.PROTECT, related_name="adjudications")
    took = models.CharField(max_length=6, choices=Took)
    reason = models.TextField(blank=True)
    area_start = models.PositiveIntegerField(help_text=_("where the disputed words begin"))
    area_end = models.PositiveIntegerField(help_text=_("half-open: the first code point after"))
    between = models.JSONField(
        default=list,
        blank=True,
        help_text=_("the units as they stood then: coder, start, end; coder null for the reader"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta(SpanRow.Meta):
        default_related_name = "adjudications"
        constraints = (
            *SpanRow.Meta.constraints,
            models.UniqueConstraint(
                fields=("assignment", "tag", "version", "area_start", "area_end"),
                name="dispute_adjudicated_once",
            ),
            models.CheckConstraint(
                condition=Q(took__in=("first", "second", "merged", "own", "none")),
                name="adjudication_took_is_known",
            ),
            models.CheckConstraint(
                condition=Q(area_end__gt=F("area_start")),
                name="adjudicated_area_starts_before_it_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tag}: {self.get_took_display()}"

    @property
    def stands(self) -> bool:
        """True where a unit stands."""
        return self.took != self.Took.NONE
