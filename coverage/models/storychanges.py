"""What people and the grouper changed about stories, and how stories stand to each other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .machine import State
from .stories import Story


class Regrouping(models.Model):
    """One time at which the grouper looked at the last days' coverage again."""

    days = models.PositiveSmallIntegerField(help_text=_("back from the newest dated article"))
    articles = models.PositiveIntegerField(default=0, help_text=_("looked at"))
    moved = models.PositiveIntegerField(default=0)
    last_article = models.PositiveBigIntegerField(default=0, help_text=_("the newest then, by id"))
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"grouped again {self.started_at:%Y-%m-%d %H:%M}"


class StoryChange(models.Model):
    """What was changed about stories: by whom (nobody: by the grouper), when, before and after,
    and what moved, so that it can be undone exactly.

    `moved` holds {"rows": [[article, membership before, membership after]], "states":
    [[membership, state, person]], "refused", "apart": ids made with it, "headline": what stood}.
    """

    class Kind(models.TextChoices):
        MOVE = "move", _("moved")
        MERGE = "merge", _("merged")
        SPLIT = "split", _("split")
        CONFIRM = "confirm", _("confirmed")
        HEADLINE = "headline", _("headline chosen")
        RELATE = "relate", _("related")
        REGROUP = "regroup", _("grouped again")

    kind = models.CharField(max_length=8, choices=Kind)
    story = models.ForeignKey(
        Story, models.CASCADE, related_name="changes", help_text=_("which it was, or it came from")
    )
    to = models.ForeignKey(Story, models.CASCADE, null=True, blank=True, related_name="changes_to")
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    article_count = models.PositiveIntegerField(default=0)
    moved = models.JSONField(default=dict, editable=False)
    run = models.ForeignKey(
        Regrouping, models.SET_NULL, null=True, blank=True, related_name="changes"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.before} → {self.after}"


class StoryPair(models.Model):
    """How two stories stand to each other: related (suggested, confirmed, rejected, or not asked:
    ""), and kept apart by a person, so that the grouper does not bring them together again.

    `one` has the smaller id.
    """

    one = models.ForeignKey(Story, models.CASCADE, related_name="pairs")
    other = models.ForeignKey(Story, models.CASCADE, related_name="pairs_as_other")
    is_apart = models.BooleanField(default=False, help_text=_("a person keeps them apart"))
    state = models.CharField(
        max_length=10, choices=State, blank=True, default="", help_text=_("that they are related")
    )
    reasons = models.JSONField(default=list, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("one", "other")
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="pair_of_stories_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="smaller_story_first"),
        )

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"
