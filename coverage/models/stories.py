"""News events told by several articles, and their coverage laid side by side."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .machine import State


class StoryQuerySet(models.QuerySet["Story"]):
    def for_list(self) -> Self:
        """Newest first; every number a card prints is kept on the row."""
        return self.filter(article_count__gt=0).order_by(F("last_at").desc(nulls_last=True), "-id")


class Story(models.Model):
    """One news event told by several articles. Its title is one article's own headline."""

    headline = models.TextField(blank=True)
    headline_article = models.ForeignKey(
        "coverage.Article", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    headline_chosen = models.BooleanField(default=False, help_text=_("by a person"))
    article_count = models.PositiveIntegerField(default=0, editable=False)
    outlet_count = models.PositiveIntegerField(default=0, editable=False)
    post_count = models.PositiveIntegerField(default=0, editable=False)
    first_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_at = models.DateTimeField(null=True, blank=True, editable=False)
    figures_differ = models.BooleanField(default=False, editable=False)
    wordings_differ = models.BooleanField(default=False, editable=False)
    post_shared = models.BooleanField(default=False, editable=False)
    text_shared = models.BooleanField(default=False, editable=False)
    summary = models.JSONField(default=dict, blank=True, editable=False)
    is_sample = models.BooleanField(default=False, editable=False)
    compare_due_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text=_("when a worker compares it again, as lines of it were settled in many"),
    )
    relate_due_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text=_("when a worker looks for related stories"),
    )
    made_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords(
        excluded_fields=[
            "article_count", "outlet_count", "post_count", "first_at", "last_at", "figures_differ",
            "wordings_differ", "post_shared", "text_shared", "summary", "compare_due_at",
            "relate_due_at",
        ]
    )  # fmt: skip

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ("-last_at", "-id")
        verbose_name_plural = "stories"
        indexes = (
            models.Index(fields=("-last_at", "-id"), name="story_newest"),
            models.Index(
                fields=("compare_due_at",),
                condition=Q(compare_due_at__isnull=False),
                name="story_compare_due",
            ),
            models.Index(
                fields=("relate_due_at",),
                condition=Q(relate_due_at__isnull=False),
                name="story_relate_due",
            ),
        )

    def __str__(self) -> str:
        return f"“{self.headline}”" if self.headline else f"story {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("story", args=[self.pk])


class Membership(models.Model):
    """That an article belongs to a story: who says so, and why."""

    article = models.ForeignKey("coverage.Article", models.CASCADE, related_name="memberships")
    story = models.ForeignKey(Story, models.CASCADE, related_name="memberships")
    state = models.CharField(max_length=10, choices=State, default=State.SUGGESTED)
    is_current = models.BooleanField(default=True)
    reasons = models.JSONField(default=list, blank=True)
    confidence = models.FloatField(default=0)
    grouper_version = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("story", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("article",), condition=Q(is_current=True), name="one_current_story"
            ),
        )
        indexes = (models.Index(fields=("story", "is_current"), name="membership_of_story"),)

    def __str__(self) -> str:
        return f"{self.article} in {self.story}"


def current_memberships() -> models.QuerySet[Membership]:
    """Memberships that hold now, with their stories."""
    return Membership.objects.filter(is_current=True).select_related("story")


class ArticleTerm(models.Model):
    """A telling word of an article, for finding candidates without reading the archive."""

    article = models.ForeignKey("coverage.Article", models.CASCADE, related_name="terms")
    term = models.CharField(max_length=80)
    day = models.DateField(null=True, blank=True, help_text=_("published; empty where undated"))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("article", "term"), name="term_once"),)
        indexes = (
            models.Index(fields=("term", "day", "article"), name="term_near_day"),
            models.Index(fields=("term", "article"), name="term_by_arrival"),
        )

    def __str__(self) -> str:
        return self.term


class Comparison(models.Model):
    """A stored collation: its result, the version of the method, and what it was made from."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="comparisons")
    number = models.PositiveIntegerField()
    collation_version = models.CharField(max_length=40)
    made_from = models.JSONField(help_text=_("article id → article version id"))
    result = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("story", "-number")
        constraints = (
            models.UniqueConstraint(fields=("story", "number"), name="comparison_number_once"),
        )

    def __str__(self) -> str:
        return f"comparison {self.number} of {self.story}"


class Redirect(models.Model):
    """Where the address of a story that was merged away leads now."""

    old_story = models.PositiveBigIntegerField(unique=True)
    story = models.ForeignKey(Story, models.CASCADE, related_name="redirects")
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.old_story} → {self.story_id}"
