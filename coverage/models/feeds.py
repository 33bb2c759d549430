"""Feeds that are followed, and which of their entries were taken."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

#: Minutes between two looks: as a rule, at least and at most.
USUAL, LEAST, MOST = 30, 5, 7 * 24 * 60
#: What a look writes, and no person: history keeps none of it.
OF_LOOKS = (
    *("host", "etag", "modified", "asks_for", "due_at", "last_looked_at", "last_outcome"),
    *("note", "failures", "looked_by", "looked_until", "looks_begun", "brought"),
)


class FeedQuerySet(models.QuerySet["Feed"]):
    def followed(self) -> Self:
        return self.filter(state=Feed.State.FOLLOWED)

    def listed(self) -> Self:
        """All but those that nobody follows any more."""
        return self.exclude(state=Feed.State.STOPPED)

    def due(self, now: datetime) -> Self:
        """To be looked at now and by nobody looked at, the one that has waited longest first."""
        return self.followed().filter(looked_by="", due_at__lte=now).order_by("due_at", "pk")

    def for_list(self) -> Self:
        """With its outlet."""
        return self.select_related("outlet").order_by("title", "pk")


class Feed(models.Model):
    """An RSS, Atom or JSON feed that is looked at again and again for what is new in it."""

    class State(models.TextChoices):
        FOLLOWED = "followed", _("followed")
        PAUSED = "paused", _("paused")
        GONE = "gone", _("gone for good")
        STOPPED = "stopped", _("no longer followed")

    address = models.CharField(max_length=2000, unique=True)
    host = models.CharField(max_length=253, blank=True, editable=False)
    title = models.CharField(max_length=300, blank=True)
    outlet = models.ForeignKey(
        "coverage.Outlet", models.SET_NULL, null=True, blank=True, related_name="feeds"
    )
    outlet_given = models.BooleanField(
        default=False, help_text=_("a person says that this outlet published all of it")
    )
    every = models.PositiveIntegerField(default=USUAL, help_text=_("minutes between two looks"))
    asks_for = models.PositiveIntegerField(
        default=0, help_text=_("minutes for which it asks to be left alone")
    )
    state = models.CharField(max_length=8, choices=State, default=State.FOLLOWED)
    etag = models.CharField(max_length=1000, blank=True)
    modified = models.CharField(max_length=1000, blank=True)
    due_at = models.DateTimeField(help_text=_("when it is looked at next"))
    last_looked_at = models.DateTimeField(null=True, blank=True)
    last_outcome = models.TextField(blank=True, help_text=_("of the last look, in words"))
    note = models.TextField(blank=True, help_text=_("where it moved, or why it ended"))
    failures = models.PositiveSmallIntegerField(default=0, help_text=_("in a row"))
    looked_by = models.CharField(max_length=64, blank=True, help_text=_("worker: host, process"))
    looked_until = models.DateTimeField(null=True, blank=True)
    looks_begun = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text=_("without coming to an end")
    )
    brought = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("articles added out of what it listed")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords(excluded_fields=list(OF_LOOKS))

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ("title", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("followed", "paused", "gone", "stopped")),
                name="feed_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(every__gte=LEAST) & Q(every__lte=MOST), name="feed_every_is_bounded"
            ),
            models.CheckConstraint(
                condition=Q(looked_by="") | Q(looked_until__isnull=False),
                name="a_look_has_an_end",
            ),
            models.UniqueConstraint(
                fields=("host",),
                condition=~Q(looked_by="") & ~Q(host=""),
                name="one_look_at_a_host",
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), condition=Q(state="followed"), name="feed_due"),
            models.Index(
                fields=("looked_until",),
                condition=Q(looked_until__isnull=False),
                name="feed_looked_at",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.address

    def get_absolute_url(self) -> str:
        return reverse("feed", args=[self.pk])

    @property
    def is_followed(self) -> bool:
        return self.state == self.State.FOLLOWED

    @property
    def pause(self) -> int:
        """Minutes between two looks: as often as a person says, never more often than it asks."""
        return max(self.every, self.asks_for)


class FeedEntry(models.Model):
    """An entry that a feed listed: what was taken once is not taken again unless it changed."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64, help_text=_("SHA-256 of its id, else of its address"))
    place = models.CharField(
        max_length=64, blank=True, db_index=True, help_text=_("SHA-256 of its address, as of items")
    )
    updated = models.CharField(max_length=40, blank=True, help_text=_("as the feed dates it, UTC"))
    digest = models.CharField(
        max_length=64, blank=True, help_text=_("of what the feed holds of it")
    )
    taken = models.PositiveSmallIntegerField(default=0, help_text=_("so many times"))
    taken_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(help_text=_("when the feed listed it, to the day"))

    class Meta:
        ordering = ("feed", "-id")
        verbose_name_plural = "feed entries"
        constraints = (models.UniqueConstraint(fields=("feed", "key"), name="entry_once_a_feed"),)
        indexes = (models.Index(fields=("feed", "seen_at"), name="entry_seen"),)

    def __str__(self) -> str:
        return f"entry {self.pk} of {self.feed_id}"
