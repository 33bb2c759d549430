"""One outlet's text at one address, and the versions of that text."""

from __future__ import annotations

import hashlib
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, functions
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .machine import SpanRow, State
from .sharing import folded_texts
from .stories import Membership, current_memberships


class ArticleQuerySet(models.QuerySet["Article"]):
    def for_list(self) -> Self:
        """Newest first, undated last, with outlet and story; bodies stay in the database."""
        return (
            self.select_related("outlet")
            .prefetch_related(
                models.Prefetch("memberships", current_memberships()),
                models.Prefetch("shares", folded_texts(), to_attr="folded_under"),
            )
            .order_by(models.F("published_at").desc(nulls_last=True), "-id")
        )

    def with_counts(self) -> Self:
        """Each with `own_words` of its current version, and the numbers of standing quotes:
        `quote_count` in marks, `reported_count` of reported speech."""
        from .quotes import Quote

        quotes = Quote.objects.filter(version=models.OuterRef("current_version")).standing()

        def number_of(rows: models.QuerySet[Any]) -> functions.Coalesce:
            counted = rows.order_by().values("version").annotate(number=models.Count("pk"))
            return functions.Coalesce(models.Subquery(counted.values("number")), 0)

        return self.defer("signature").annotate(
            own_words=models.F("current_version__own_words"),
            quote_count=number_of(quotes.in_marks()),
            reported_count=number_of(quotes.reported()),
        )

    def for_comparison(self) -> Self:
        """In the story's order (by publication, undated last) with outlet and current body."""
        return self.select_related("outlet", "current_version").order_by(
            models.F("published_at").asc(nulls_last=True), "id"
        )


class Article(models.Model):
    """One outlet's text at one address."""

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MOMENT = "moment", _("moment")

    outlet = models.ForeignKey(
        "coverage.Outlet", models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    outlet_state = models.CharField(max_length=10, choices=State, default=State.SUGGESTED)
    outlet_why = models.CharField(max_length=200, blank=True, help_text=_("what names the outlet"))
    headline = models.TextField(blank=True)
    headline_derived = models.BooleanField(
        default=False, help_text=_("the first words of the text, as no headline was found")
    )
    authors = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_precision = models.CharField(
        max_length=6, choices=Precision, default=Precision.MOMENT, blank=True
    )
    language = models.CharField(max_length=8, blank=True)
    address = models.TextField(blank=True)
    address_key = models.CharField(max_length=64, blank=True, editable=False)
    signature = models.JSONField(null=True, blank=True, editable=False)
    current_version = models.ForeignKey(
        "coverage.ArticleVersion",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    received_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords(excluded_fields=["signature", "current_version"])

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("address_key",), condition=~Q(address_key=""), name="article_address_once"
            ),
        )
        indexes = (
            models.Index(fields=("-published_at", "-id"), name="article_newest"),
            models.Index(fields=("outlet", "-published_at"), name="article_by_outlet"),
            models.Index(fields=("current_version", "outlet"), name="article_by_its_text"),
            # SQLite leaves the constraint's index alone, as it does not know that a key is not "".
            models.Index(fields=("address_key", "id"), name="article_by_address"),
        )

    def __str__(self) -> str:
        return f"“{self.short_headline}”"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.address_key = address_key(self.address)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def short_headline(self) -> str:
        """The headline's first words, for columns and chips: "Night ferry…"."""
        words = self.headline.rstrip("…").split()
        short = " ".join(words[:2]) if len(words) > 2 else " ".join(words)
        return short.rstrip(",.:;") + "…" if len(words) > 2 else self.headline

    @property
    def outlet_name(self) -> str:
        """The outlet's name, "" where nobody stated it."""
        return self.outlet.name if self.outlet else ""

    @property
    def called(self) -> str:
        """How pages name the article: its outlet, else its own first words in quote marks."""
        return self.outlet_name or f"“{self.short_headline}”"

    @cached_property
    def membership(self) -> Membership | None:
        """The current membership, or None."""
        prefetched = getattr(self, "_prefetched_objects_cache", {}).get("memberships")
        if prefetched is not None:
            return next((m for m in prefetched if m.is_current), None)
        return self.memberships.filter(is_current=True).select_related("story").first()


def address_key(address: str) -> str:
    """The SHA-256 of the address, "" for none: addresses are too long for an index."""
    return hashlib.sha256(address.encode()).hexdigest() if address else ""


class ArticleVersion(models.Model):
    """One text of an article, as a document gave it or a person corrected it; spans point here."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    document = models.ForeignKey(
        "coverage.Document", models.PROTECT, null=True, blank=True, related_name="versions"
    )
    reader_version = models.CharField(max_length=40, blank=True)
    reader_failed = models.TextField(blank=True, help_text=_("why quotes and claims were not read"))
    not_read = models.JSONField(default=list, blank=True)
    own_words = models.PositiveIntegerField(default=0)
    post_words = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    orphans = models.JSONField(
        default=list,
        blank=True,
        help_text=_("what people marked that was not found again when this text was made"),
    )
    head = models.JSONField(
        default=dict,
        blank=True,
        help_text=_("headline, authors and date as its document gave them"),
    )
    carried = models.JSONField(
        default=dict, blank=True, help_text=_("marks of an earlier text, and how they were found")
    )
    changed = models.JSONField(
        null=True, blank=True, help_text=_("how much changed since the version before")
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("article", "-number")
        constraints = (
            models.UniqueConstraint(fields=("article", "number"), name="version_number_once"),
        )
        indexes = (
            models.Index(fields=("sha256",), name="version_sha256"),
            models.Index(fields=("made_at",), name="version_by_arrival"),
        )

    def __str__(self) -> str:
        return f"version {self.number} of {self.article}"

    @staticmethod
    def hash_of(body: str) -> str:
        """SHA-256 of the body's UTF-8 bytes, in hex."""
        return hashlib.sha256(body.encode()).hexdigest()


class Passage(SpanRow):
    """A unit of the body. What a person says of a line (a post, ordinary text) stands."""

    class Kind(models.TextChoices):
        HEADLINE = "headline", _("headline")
        STANDFIRST = "standfirst", _("standfirst")
        PARAGRAPH = "paragraph", _("paragraph")
        HEADING = "heading", _("heading")
        LIST = "list", _("list")
        BLOCKQUOTE = "blockquote", _("blockquote")
        CAPTION = "caption", _("caption")
        POST = "post", _("post")
        RESIDUE = "residue", _("residue")
        BOILERPLATE = "boilerplate", _("boilerplate")
        METADATA = "metadata", _("metadata")

    fingerprint_kind = "passage"
    number = models.PositiveIntegerField(help_text=_("¶, counted from 1"))
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=200, blank=True)
    read_as = models.CharField(
        max_length=12, blank=True, help_text=_("what it was before repetition made it boilerplate")
    )
    history = HistoricalRecords()

    class Meta(SpanRow.Meta):
        default_related_name = "passages"
        constraints = (
            *SpanRow.Meta.constraints,
            models.UniqueConstraint(fields=("version", "number"), name="passage_number_once"),
        )

    def __str__(self) -> str:
        return f"¶ {self.number} {self.excerpt(60)}"

    def get_absolute_url(self) -> str:
        return f"{reverse('article', args=[self.version.article_id])}#p{self.number}"
