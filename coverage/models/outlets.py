"""Who published."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coverage.text.names import KEY_LENGTH

from .named import Named


class OutletQuerySet(models.QuerySet["Outlet"]):
    def for_list(self) -> Self:
        """With the numbers of its articles and of the stories they tell, by name; those that were
        merged into another are left out."""
        told = models.Q(articles__memberships__is_current=True)
        return (
            self.filter(merged_into=None)
            .annotate(
                article_count=models.Count("articles", distinct=True),
                story_count=models.Count(
                    "articles__memberships__story", filter=told, distinct=True
                ),
            )
            .order_by("name_key")
        )


class Outlet(Named):
    """The organisation that published. One merged into another stays as a row that leads there."""

    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=KEY_LENGTH, unique=True, editable=False)
    domain = models.CharField(max_length=253, blank=True)
    about = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    history = HistoricalRecords()

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ("name_key",)

    def get_absolute_url(self) -> str:
        return reverse("outlet", args=[self.pk])


class OutletName(Named):
    """Another name or a domain by which the same outlet is recognised."""

    class Kind(models.TextChoices):
        NAME = "name", _("name")
        DOMAIN = "domain", _("domain")

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="names")
    name = models.CharField(max_length=253)
    name_key = models.CharField(max_length=KEY_LENGTH, unique=True, editable=False)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.NAME)

    class Meta:
        ordering = ("name_key",)


class OutletChange(models.Model):
    """A merge of one outlet into another: by whom, when, and what moved, so that it can be undone
    exactly. `moved` holds the ids of what moved, and what stood there before."""

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="left")
    to = models.ForeignKey(Outlet, models.CASCADE, related_name="gained")
    article_count = models.PositiveIntegerField(default=0)
    moved = models.JSONField(default=dict, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"{self.outlet} → {self.to}"
