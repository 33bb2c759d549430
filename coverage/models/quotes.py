"""Who said what, in whose words."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .machine import MachineReadQuerySet, SpanRow
from .posts import PostAppearance
from .reviewing import OPEN
from .speakers import Speaker
from .stories import current_memberships


class Utterance(models.Model):
    """The one thing said, of which several outlets print quotes. Lasts while its words do."""

    story = models.ForeignKey("coverage.Story", models.CASCADE, related_name="utterances")
    text = models.TextField(help_text=_("the base's words"))
    key = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ("story", "id")
        constraints = (
            models.UniqueConstraint(fields=("story", "key"), name="utterance_once_a_story"),
        )

    def __str__(self) -> str:
        return f"“{self.text[:80]}”"


#: A confidence below this is said on the pages: of quotes read so unsurely about half are right, of
#: those above it at least seven in ten (the reliability table in docs/reading_quotes.md).
UNSURE_BELOW = 0.7


class QuoteQuerySet(MachineReadQuerySet):
    def in_marks(self) -> Self:
        """Words in quotation marks: what a page means by "5 quotes"."""
        return self.exclude(kind="indirect")

    def reported(self) -> Self:
        """Reported speech: what somebody said, in the outlet's words."""
        return self.filter(kind="indirect")

    def for_list(self) -> Self:
        """With speaker, outlet, article, whom it was heard through, and tags; the card of the post
        it came from is `post_appearance`."""
        stands = PostAppearance.objects.standing().filter(
            version=models.OuterRef("version"), post=models.OuterRef("via_post")
        )
        return (
            self.select_related("speaker", "version__article__outlet", "utterance")
            .select_related("via_outlet", "via_speaker", "via_post")
            .annotate(post_appearance=models.Subquery(stands.values("pk")[:1]))
            .prefetch_related(_tagged())
        )

    def current(self) -> Self:
        """Quotes of the texts that articles have now."""
        return self.filter(version=models.F("version__article__current_version"))

    def newest_first(self) -> Self:
        """`for_list` by the article's publication, undated last, then in the order of the text;
        bodies stay in the database."""
        return (
            self.for_list()
            .defer("version__body", "version__article__signature")
            .order_by(
                models.F("version__article__published_at").desc(nulls_last=True),
                "-version__article_id",
                "start",
                "id",
            )
        )

    def with_stories(self) -> Self:
        """The article of each knows its current story."""
        return self.prefetch_related(
            models.Prefetch("version__article__memberships", current_memberships())
        )

    def for_article(self, article_id: int) -> Self:
        """Standing quotes of the article's current version, in the order of the text."""
        return (
            self.filter(
                version__article=article_id, version=models.F("version__article__current_version")
            )
            .standing()
            .select_related("speaker", "utterance")
            .prefetch_related(_tagged())
        )


def _tagged() -> models.Prefetch[str, Any, str]:
    """The codings that every page may show, each with its tag."""
    from .assignments import open_codings

    return models.Prefetch("codings", open_codings().prefetch_related("tag"))


class Quote(SpanRow):
    """Reported words; the span is inside the marks."""

    class Kind(models.TextChoices):
        DIRECT = "direct", _("direct")
        MIXED = "mixed", _("mixed")
        INDIRECT = "indirect", _("indirect")

    fingerprint_kind = "quote"
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.DIRECT)
    outer_start = models.PositiveIntegerField(help_text=_("with the marks"))
    outer_end = models.PositiveIntegerField(help_text=_("with the marks"))
    speaker = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="quotes"
    )
    speaker_name = models.CharField(
        max_length=300, blank=True, help_text=_("the name the mention stands for in this article")
    )
    mention_start = models.PositiveIntegerField(null=True, blank=True)
    mention_end = models.PositiveIntegerField(null=True, blank=True)
    mention = models.CharField(
        max_length=1000, blank=True, help_text=_("as the article names them")
    )
    speaker_role = models.CharField(
        max_length=300, blank=True, help_text=_("what the article calls them: “harbour master”")
    )
    cue_start = models.PositiveIntegerField(null=True, blank=True)
    cue_end = models.PositiveIntegerField(null=True, blank=True)
    cue = models.CharField(max_length=400, blank=True)
    via_start = models.PositiveIntegerField(null=True, blank=True)
    via_end = models.PositiveIntegerField(null=True, blank=True)
    via = models.CharField(max_length=400, blank=True, help_text=_("through whom it was heard"))
    via_how = models.CharField(max_length=20, blank=True)
    via_outlet = models.ForeignKey(
        "coverage.Outlet", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    via_speaker = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    via_post = models.ForeignKey(
        "coverage.EmbeddedPost", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confidence = models.FloatField(default=0.5)
    utterance = models.ForeignKey(
        Utterance, models.SET_NULL, null=True, blank=True, related_name="quotes"
    )
    history = HistoricalRecords(excluded_fields=["utterance"])

    objects: ClassVar[Any] = QuoteQuerySet.as_manager()

    class Meta(SpanRow.Meta):
        default_related_name = "quotes"
        constraints = (
            *SpanRow.Meta.constraints,
            models.UniqueConstraint(
                fields=("version", "start", "end", "kind"), name="quote_once_a_version"
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="quote_confidence_0_to_1"
            ),
        )
        indexes = (
            *SpanRow.Meta.indexes,
            models.Index(fields=("speaker", "state"), name="quote_of_speaker_by_state"),
            models.Index(
                fields=("confidence", "id", "kind", "version"),
                condition=OPEN,
                name="quote_to_review",
            ),
            models.Index(
                fields=("decided_at", "id"),
                condition=Q(decided_at__isnull=False),
                name="quote_decided_last",
            ),
        )

    def __str__(self) -> str:
        return f"“{self.excerpt(80)}”"

    def get_absolute_url(self) -> str:
        """The card on the article's page; one of reported speech stands there when asked for."""
        asked = "?reported=1" if self.is_reported else ""
        return f"{reverse('article', args=[self.version.article_id])}{asked}#q{self.pk}"

    @property
    def is_reported(self) -> bool:
        """True for reported speech, whose words are the outlet's."""
        return self.kind == self.Kind.INDIRECT

    @property
    def post_href(self) -> str:
        """Where the post it came from stands in its article; "" without one. Of `for_list`."""
        at = getattr(self, "post_appearance", None)
        return f"{self.version.article.get_absolute_url()}#post{at}" if at else ""

    @property
    def kind_told(self) -> str:
        """The kind in the pages' words."""
        return "reported speech" if self.is_reported else str(self.get_kind_display())

    @property
    def cue_told(self) -> str:
        """The cue whole as the article has it; a point that stands for one is named."""
        return {":": "a colon", "–": "a dash", "—": "a dash"}.get(self.cue, self.cue)

    @property
    def unsure(self) -> str:
        """The confidence where it is low and nobody has decided, "0.42"; "" elsewhere."""
        is_low = self.confidence < UNSURE_BELOW and not self.is_decided
        return f"{self.confidence:.2f}" if is_low else ""

    @property
    def who(self) -> str:
        """Whose words, as the article names them; "" where it cannot be told."""
        return self.mention or self.speaker_name
