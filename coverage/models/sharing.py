"""Texts that several articles share, and the index by which they are found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .machine import State


class Sketch(models.Model):
    """That a version's runs of words are in the index, and by which method. A text too short to
    tell has a sketch without keys; a near-duplicate is found by the article it is one of."""

    article = models.OneToOneField(
        "coverage.Article", models.CASCADE, primary_key=True, related_name="sketch"
    )
    version = models.ForeignKey("coverage.ArticleVersion", models.CASCADE, related_name="+")
    method = models.CharField(max_length=8)

    def __str__(self) -> str:
        return f"sketch of {self.article}"


class SketchKeyQuerySet(models.QuerySet["SketchKey"]):
    def newest_with(self, keys: Sequence[int], most: int) -> list[int]:
        """The ids of the newest articles with each key, at most so many a key, as often as they
        have keys in common. The cost is that of `most` rows a key, whatever the archive holds."""
        if not keys:
            return []
        table, quote = self.model._meta.db_table, connection.ops.quote_name
        one = (
            f"SELECT * FROM (SELECT {quote('article_id')} FROM {quote(table)} "  # noqa: S608
            f"WHERE {quote('key')} = %s ORDER BY {quote('article_id')} DESC LIMIT {int(most)}) "
        )
        sql = " UNION ALL ".join(f"{one} AS k{number}" for number in range(len(keys)))
        with connection.cursor() as cursor:
            cursor.execute(sql, list(keys))
            return [article for (article,) in cursor.fetchall()]


class SketchKey(models.Model):
    """One of the few runs of words by which an article's text is found again."""

    article = models.ForeignKey(
        "coverage.Article", models.CASCADE, related_name="sketch_keys", db_index=False
    )
    key = models.BigIntegerField()

    objects = SketchKeyQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("article", "key"), name="sketch_key_once"),)
        indexes = (models.Index(fields=("key", "article"), name="sketch_key"),)

    def __str__(self) -> str:
        return str(self.key)


class SharedTextQuerySet(models.QuerySet["SharedText"]):
    def folded(self) -> Self:
        """Articles shown under the first: nobody said that they are ones of their own."""
        return self.filter(kind=SharedText.Kind.NEAR_DUPLICATE).exclude(state=State.REJECTED)


class SharedText(models.Model):
    """That an article shares its text with one that came before, as the machine found; what a
    person says of it stands."""

    class Kind(models.TextChoices):
        NEAR_DUPLICATE = "near-duplicate", _("near-duplicate")
        REPRINT = "reprint", _("shares text")

    article = models.ForeignKey("coverage.Article", models.CASCADE, related_name="shares")
    first = models.ForeignKey("coverage.Article", models.CASCADE, related_name="shared_by")
    kind = models.CharField(max_length=14, choices=Kind)
    share = models.FloatField(help_text=_("0–1 of the article’s words"))
    share_of_first = models.FloatField(help_text=_("0–1 of the first one’s words"))
    is_one_text = models.BooleanField(
        default=False, help_text=_("(nearly) one text, with no figure or name of its own")
    )
    method = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=State, default=State.SUGGESTED)
    revision = models.PositiveIntegerField(default=1, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = SharedTextQuerySet.as_manager()

    class Meta:
        ordering = ("article", "first")
        constraints = (
            models.UniqueConstraint(fields=("article", "first"), name="shared_text_once"),
            models.UniqueConstraint(
                fields=("article",),
                condition=Q(kind="near-duplicate") & ~Q(state="rejected"),
                name="near_duplicate_of_one",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=models.F("article")), name="the_first_came_first"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article} {self.get_kind_display()} of {self.first}"

    @property
    def is_folded(self) -> bool:
        return self.kind == self.Kind.NEAR_DUPLICATE and self.state != State.REJECTED


def folded_texts() -> models.QuerySet[SharedText]:
    """What is shown under another article, with that one."""
    return SharedText.objects.folded().select_related("first").defer("first__signature")
