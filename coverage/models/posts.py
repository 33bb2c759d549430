"""Social posts, and where articles show, link, quote or credit them."""

from __future__ import annotations

import hashlib

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coverage.text.names import name_key

from .machine import SpanRow
from .reviewing import OPEN, SureOfPost


class FirstWords(models.Func):
    """The first 60 characters of a text: short enough to be found by an index, however long the
    text is. The number stands in the SQL itself, as only so SQLite takes the index."""

    template = "SUBSTR(%(expressions)s, 1, 60)"
    output_field = models.TextField()
    LENGTH = 60


class EmbeddedPost(models.Model):
    """One social post. Shown from this stored copy, also when the platform has lost it."""

    class Platform(models.TextChoices):
        X = "x", "X"
        YOUTUBE = "youtube", "YouTube"
        INSTAGRAM = "instagram", "Instagram"
        TIKTOK = "tiktok", "TikTok"
        FACEBOOK = "facebook", "Facebook"
        TELEGRAM = "telegram", "Telegram"
        REDDIT = "reddit", "Reddit"
        BLUESKY = "bluesky", "Bluesky"
        MASTODON = "mastodon", "Mastodon"
        THREADS = "threads", "Threads"

    platform = models.CharField(max_length=10, choices=Platform)
    key = models.CharField(max_length=64, unique=True, editable=False)
    post_id = models.CharField(max_length=300, blank=True)
    address = models.TextField(blank=True)
    handle = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=300, blank=True, help_text=_("display name"))
    text = models.TextField(blank=True)
    posted_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("-posted_on", "-id")
        indexes = (models.Index(fields=("platform", "handle"), name="post_by_account"),)

    def __str__(self) -> str:
        who = f"@{self.handle}" if self.handle else self.author or self.post_id
        return f"{self.get_platform_display()} post {who}".strip()

    @staticmethod
    def key_of(platform: str, post_id: str, handle: str, posted: object, text: str) -> str:
        """What makes a post the same post: its id; else account, date and words (SHA-256, hex)."""
        parts = (
            [platform, post_id]
            if post_id
            else [platform, handle.casefold(), str(posted), name_key(text)]
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


class PostAppearance(SpanRow):
    """Where an article shows, links, quotes or credits a post; or the residue of a lost one."""

    class How(models.TextChoices):
        EMBEDDED = "embedded", _("embedded")
        LINKED = "linked", _("linked")
        QUOTED = "quoted", _("quoted")
        CREDITED = "credited", _("credited")
        RESIDUE = "residue", _("residue")

    fingerprint_kind = "post"
    post = models.ForeignKey(
        EmbeddedPost, models.PROTECT, null=True, blank=True, related_name="appearances"
    )
    how = models.CharField(max_length=8, choices=How)
    text_start = models.PositiveIntegerField(null=True, blank=True)
    text_end = models.PositiveIntegerField(null=True, blank=True)
    line_kind = models.CharField(
        max_length=12, blank=True, help_text=_("what kind of line a residue is")
    )
    line_outlet = models.ForeignKey(
        "coverage.Outlet",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="+",
        help_text=_("of a residue: its article’s, kept here so that an outlet’s are found at once"),
    )
    history = HistoricalRecords(excluded_fields=["line_outlet"])

    class Meta(SpanRow.Meta):
        default_related_name = "post_appearances"
        indexes = (
            *SpanRow.Meta.indexes,
            models.Index(
                fields=("state", "id"), condition=models.Q(how="residue"), name="residue_by_state"
            ),
            models.Index(
                fields=("line_kind", "state", "id"),
                condition=models.Q(how="residue"),
                name="residue_by_kind",
            ),
            models.Index(
                fields=("line_outlet", "state", "id"),
                condition=models.Q(how="residue"),
                name="residue_by_outlet",
            ),
            models.Index(  # the few that somebody left unsure, among the many that wait
                fields=("line_outlet", "state", "id"),
                condition=models.Q(how="residue", decided_at__isnull=False),
                name="residue_decided",
            ),
            models.Index(
                FirstWords("text"),
                "state",
                condition=models.Q(how="residue"),
                name="residue_by_words",
            ),
            models.Index(
                SureOfPost("how"),
                "id",
                "version",
                condition=OPEN & ~models.Q(how="residue"),
                name="post_to_review",
            ),
            models.Index(
                fields=("decided_at", "id"),
                condition=models.Q(decided_at__isnull=False),
                name="post_decided_last",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_how_display()}: {self.post or self.excerpt(60)}"

    def get_absolute_url(self) -> str:
        return f"{reverse('article', args=[self.version.article_id])}#post{self.pk}"
