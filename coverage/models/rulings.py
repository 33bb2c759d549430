"""What people ruled on how passages of several articles stand to each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class RulingQuerySet(models.QuerySet["Ruling"]):
    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(undone_at=None)

    def on_articles(self, articles: Iterable[int]) -> Self:
        """Those with words in one of the articles (by id), oldest first."""
        places = RuledPlace.objects.filter(article__in=articles)
        return self.filter(pk__in=places.values("ruling")).order_by("pk")


class Ruling(models.Model):
    """One person's word, which every later collation keeps to until it is undone or a later one
    speaks against it. It holds words of articles, never numbers of a comparison: it goes where they
    go, to a new text of the article and to another story.
    """

    class Kind(models.TextChoices):
        TOGETHER = "together", _("belong in one row")
        APART = "apart", _("do not belong in one row")
        SAME_WORDS = "same words", _("render the same words")
        OTHER_WORDS = "other words", _("do not render the same words")
        ABSENT = "absent", _("checked: not in its text")
        FIGURE = "figure", _("how figures stand")
        ACT = "act", _("when it happened")

    class Stance(models.TextChoices):
        CONFLICT = "conflict", _("differs")
        UPDATE = "update", _("update (later)")
        SCOPE = "scope", _("different scope")
        COMPATIBLE = "compatible", _("compatible")
        ROUNDED = "rounded", _("rounded")
        SAME = "same", _("same")
        UNRELATED = "unrelated", _("do not measure the same")

    kind = models.CharField(max_length=11, choices=Kind)
    stance = models.CharField(max_length=10, choices=Stance, blank=True)
    what = models.TextField(blank=True, help_text=_("the row, utterance or figure, in its words"))
    before = models.CharField(max_length=300, blank=True, help_text=_("how it stood until then"))
    story = models.ForeignKey(
        "coverage.Story", models.SET_NULL, null=True, blank=True, related_name="rulings",
        help_text=_("in which it was said"),
    )  # fmt: skip
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = RulingQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    kind__in=(
                        *("together", "apart", "same words", "other words"),
                        *("absent", "figure", "act"),
                    )
                ),
                name="ruling_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("figure", "act"), stance__gt="")
                | (~Q(kind__in=("figure", "act")) & Q(stance="")),
                name="ruling_has_a_stance_on_figures_alone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.what}: {self.get_stance_display() or self.get_kind_display()}"


class RuledPlace(models.Model):
    """Words of one article that a ruling is about: where they stood when the person spoke, and
    where they were found in the article's newest text. Of an absence: the whole text checked."""

    ruling = models.ForeignKey(Ruling, models.CASCADE, related_name="places")
    article = models.ForeignKey("coverage.Article", models.CASCADE, related_name="ruled")
    version = models.ForeignKey("coverage.ArticleVersion", models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(blank=True, help_text=_("its words then; empty for a whole text"))
    is_theirs = models.BooleanField(
        default=False, help_text=_("what the others are put with or parted from")
    )  # fmt: skip
    quantity = models.JSONField(default=dict, blank=True, help_text=_("of a figure, as read then"))
    now_version = models.ForeignKey(
        "coverage.ArticleVersion", models.SET_NULL, null=True, blank=True, related_name="+",
        help_text=_("the text it was last looked for in"),
    )  # fmt: skip
    now_start = models.PositiveIntegerField(null=True, blank=True)
    now_end = models.PositiveIntegerField(null=True, blank=True)
    how = models.CharField(max_length=7, blank=True, help_text=_("found; empty: no place"))

    class Meta:
        ordering = ("ruling", "is_theirs", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="ruled_place_starts_before_it_ends"
            ),
        )

    def __str__(self) -> str:
        words = " ".join(self.text.split())
        return f"“{words if len(words) < 60 else words[:59] + '…'}”"

    @property
    def is_found(self) -> bool:
        """True where its words stand in the text that was looked at last."""
        return self.now_version_id is None or self.now_start is not None
