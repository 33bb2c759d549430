"""Lines that one outlet prints again and again, and the articles they stand in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from .articles import Article
from .outlets import Outlet


class LineInArticle(models.Model):
    """A line of an article by what it is when case and blanks are left out; no words are kept."""

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="+", db_index=False)
    key = models.BigIntegerField()
    article = models.ForeignKey(Article, models.CASCADE, related_name="line_keys", db_index=False)
    length = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("article", "key"), name="line_once_in_an_article"),
        )
        indexes = (models.Index(fields=("outlet", "key"), name="line_of_outlet"),)

    def __str__(self) -> str:
        return f"line {self.key} of {self.article}"


class OutletLine(models.Model):
    """A line that stands in articles of enough stories of one outlet, or of which a person said
    that in this outlet it is ordinary text. `articles` counts the articles it stands in."""

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="lines")
    key = models.BigIntegerField()
    text = models.TextField()
    articles = models.PositiveIntegerField(default=0)
    is_repeated = models.BooleanField(default=False)
    is_ordinary = models.BooleanField(default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("outlet", "-articles", "id")
        constraints = (models.UniqueConstraint(fields=("outlet", "key"), name="outlet_line_once"),)

    def __str__(self) -> str:
        words = " ".join(self.text.split())
        return words if len(words) <= 80 else words[:79] + "…"
