"""What every machine-read row carries: its state, who made it, and how to find it again."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coverage.text.anchors import fingerprint


class State(models.TextChoices):
    """The three states of anything the machine read out."""

    SUGGESTED = "suggested", _("suggested")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")


class MadeBy(models.TextChoices):
    READER = "reader", _("the reader")
    PERSON = "person", _("a person")


class MachineReadQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """Rows that pages show: all that nobody rejected."""
        return self.exclude(state=State.REJECTED)

    def decided(self) -> Self:
        """Rows a person confirmed, rejected or wrote, or said to be unsure of where that is kept; a
        machine run leaves these alone."""
        said = Q(made_by=MadeBy.PERSON) | Q(decided_at__isnull=False)
        return self.filter(~Q(state=State.SUGGESTED) | said)


class MachineRead(models.Model):
    """State, maker, reader version and revision. Saving over a newer revision is a conflict:
    `UPDATE … WHERE revision = n` changes no row."""

    state = models.CharField(max_length=10, choices=State, default=State.SUGGESTED)
    made_by = models.CharField(max_length=8, choices=MadeBy, default=MadeBy.READER)
    reader_version = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_decided(self) -> bool:
        """True when a person has confirmed, rejected or written it, or is known to be unsure."""
        return (
            self.state != State.SUGGESTED
            or self.made_by == MadeBy.PERSON
            or self.decided_at is not None
        )

    @property
    def sign(self) -> str:
        """The shape that stands beside the state's word."""
        return {"suggested": "◌", "confirmed": "●", "rejected": "×"}[self.state]


class SpanRow(MachineRead):
    """A machine-read row that points into one version of an article's body."""

    #: What the fingerprint is made of beside the words; each model names its own.
    fingerprint_kind: ClassVar[str] = ""

    version = models.ForeignKey("coverage.ArticleVersion", models.CASCADE)
    start = models.PositiveIntegerField(help_text=_("code points from the start of the body"))
    end = models.PositiveIntegerField(help_text=_("half-open: the first code point after it"))
    text = models.TextField(blank=True, help_text=_("the body's own words from start to end"))
    fingerprint = models.CharField(max_length=32, blank=True)

    objects: ClassVar[Any] = MachineReadQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("start", "end", "id")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(end__gte=F("start")), name="%(class)s_span_starts_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="%(class)s_state_is_known"
            ),
        )
        indexes: ClassVar[tuple[models.Index, ...]] = (
            models.Index(fields=("fingerprint",), name="%(class)s_fingerprint"),
        )

    def kind_for_fingerprint(self) -> str:
        return self.fingerprint_kind

    def anchor(self, body: str) -> None:
        """Set text and fingerprint from the span; call before saving a new or moved span."""
        self.text = body[self.start : self.end]
        self.fingerprint = fingerprint(self.kind_for_fingerprint(), body, self.start, self.end)

    def excerpt(self, length: int = 140) -> str:
        """The words on one line, shortened with … for lists."""
        words = " ".join(self.text.split())
        return words if len(words) <= length else words[: length - 1].rstrip() + "…"
