"""What the review queue asks in which order, and what people answered there in one go."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .machine import MadeBy, State

#: Rows the machine read and nobody has said anything of: what the queue asks about.
OPEN = Q(state=State.SUGGESTED, decided_at__isnull=True, made_by=MadeBy.READER)
#: How sure the reader is of what it gives no number of its own, set by hand
#: (docs/decisions/review.md). A change is a migration: the indexes hold these figures.
SURE_OF_MARKED = {"scare": 0.65, "term": 0.75, "nickname": 0.85, "title": 0.85}
SURE_OF_POST = {"credited": 0.7, "quoted": 0.8, "linked": 0.95, "embedded": 0.95}
SURE_OF_RESIDUE = 0.5


class _Sure(models.Func):
    """0–1, written into the SQL itself, as only so SQLite takes the index on it."""

    output_field = models.FloatField()


class SureOfClaim(_Sure):
    """Least where a claim stands in the middle of the order, and never below 0.7: a sentence on
    the list of claims misquotes nobody."""

    template = "(0.7 + 0.6 * ABS(%(expressions)s - 0.5))"


def _by(figures: Mapping[str, float]) -> str:
    cases = " ".join(f"WHEN '{name}' THEN {figure}" for name, figure in figures.items())
    return f"CAST(CASE %(expressions)s {cases} ELSE 0.5 END AS double precision)"


class SureOfMarked(_Sure):
    """By what the words in marks were read as."""

    template = _by(SURE_OF_MARKED)


class SureOfPost(_Sure):
    """By how the article has the post."""

    template = _by(SURE_OF_POST)


class ReviewAction(models.Model):
    """One answer that people gave of several marks at once: of all equal copies, of a page, of a
    list. It is taken back as a whole."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answer = models.CharField(max_length=10, choices=State)
    told = models.TextField(help_text=_("what was answered, in words"))
    asked = models.TextField(blank=True, help_text=_("the filters of the list, as its address"))
    until = models.JSONField(
        default=dict, blank=True, help_text=_("kind → the last row that there was to be seen")
    )
    wanted = models.PositiveIntegerField(help_text=_("marks that were to be answered"))
    changed = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.told


class ReviewedMark(models.Model):
    """A mark that such an answer changed: as it was before, and at which revision it stood then."""

    action = models.ForeignKey(ReviewAction, models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=10)
    row = models.PositiveBigIntegerField()
    revision = models.PositiveIntegerField(help_text=_("after the answer"))
    state_before = models.CharField(max_length=10)
    by_before = models.PositiveBigIntegerField(null=True, blank=True)
    at_before = models.DateTimeField(null=True, blank=True)
    is_undone = models.BooleanField(default=False)

    class Meta:
        ordering = ("action", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("action", "kind", "row"), name="reviewed_once_an_action"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.row}"
