"""Who is quoted: speakers, the names they go by, and what people said of who is who."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coverage.text.names import KEY_LENGTH, name_key
from coverage.text.people.speakernames import (
    ACRONYM,
    LETTERS,
    SURNAME,
    acronym_of,
    fold,
    letters_of,
    surname_of,
)

from .named import Named

#: Names in a list are looked for by so many words of what was typed.
MOST_WORDS = 6


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def standing(self) -> Self:
        """Without those merged into others."""
        return self.filter(merged_into=None)

    def for_list(self, order: str = "") -> Self:
        """Standing, most quoted first; "name" by surname, "newest" by the newest article."""
        orders: dict[str, tuple[Any, ...]] = {
            "name": ("surname", "name_key"),
            "newest": (F("newest_at").desc(nulls_last=True), "name_key"),
        }
        most = ("-quote_count", "-reported_count", "name_key")
        return self.standing().order_by(*orders.get(order, most))

    def called_like(self, typed: str) -> Self:
        """Those in whose name, or another name of theirs, every word typed stands."""
        own, other = Q(), Q()
        for word in typed.split()[:MOST_WORDS]:
            own &= Q(letters__contains=letters_of(word) or fold(word))
            other &= Q(name_key__contains=name_key(word))
        names = SpeakerName.objects.filter(other).values("speaker") if other else []
        return self.filter(own | Q(pk__in=names)) if own else self


class Speaker(Named):
    """A person or body quoted, by a proper name. "A bystander" is a mention, not a speaker:
    two bystanders are never taken for one.

    One merged into another stays as a row that leads there, so that its address still does and
    the merge can be undone. The numbers are of standing quotes in current texts.
    """

    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=KEY_LENGTH, unique=True, editable=False)
    about = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="merged", editable=False
    )
    letters = models.CharField(max_length=LETTERS, blank=True, editable=False)
    surname = models.CharField(max_length=SURNAME, blank=True, editable=False)
    acronym = models.CharField(max_length=ACRONYM, blank=True, editable=False)
    quote_count = models.PositiveIntegerField(default=0, editable=False)
    reported_count = models.PositiveIntegerField(default=0, editable=False)
    article_count = models.PositiveIntegerField(default=0, editable=False)
    newest_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords(
        excluded_fields=[
            "letters", "surname", "acronym",
            "quote_count", "reported_count", "article_count", "newest_at",
        ]
    )  # fmt: skip

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ("name_key",)
        indexes = (
            models.Index(
                fields=("-quote_count", "-reported_count", "name_key"),
                condition=Q(merged_into=None),
                name="speaker_most_quoted",
            ),
            models.Index(fields=("surname", "name_key"), name="speaker_by_surname"),
            models.Index(fields=("letters",), name="speaker_letters"),
            models.Index(fields=("acronym",), name="speaker_acronym"),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.take_keys()
        super().save(*args, **kwargs)

    def take_keys(self) -> Self:
        """Set everything the speaker is found by from the name; for rows made in bulk."""
        self.name_key = name_key(self.name)
        self.letters, self.surname = letters_of(self.name), surname_of(self.name)
        self.acronym = acronym_of(self.name)
        return self

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.pk])


class SpeakerName(Named):
    """Another name of the same speaker; what is read under it goes to them."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=KEY_LENGTH, unique=True, editable=False)

    class Meta:
        ordering = ("name_key",)


class SpeakerInArticle(models.Model):
    """How often one article's current text quotes a speaker; kept, so that no page counts quotes.

    `rejected` alone keeps an article whose quotes of the speaker were all rejected.
    """

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="articles")
    article = models.ForeignKey("coverage.Article", models.CASCADE, related_name="speakers")
    quotes = models.PositiveIntegerField(default=0, help_text=_("words in marks"))
    reported = models.PositiveIntegerField(default=0, help_text=_("reported speech"))
    rejected = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("speaker", "article"), name="speaker_once_an_article"),
        )
        indexes = (
            models.Index(fields=("speaker", "-published_at", "-article"), name="speaker_newest"),
            models.Index(fields=("speaker", "quotes", "reported"), name="speaker_numbers"),
        )

    def __str__(self) -> str:
        return f"{self.speaker} in {self.article}"


class SpeakerChange(models.Model):
    """A merge, or quotes given to another speaker: by whom, when, and what moved, so that it can be
    undone exactly.

    `moved` holds {"quotes", "via", "names", "namings": ids; "last": the last quote's id then}.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("merged")
        SPLIT = "split", _("quotes moved")

    kind = models.CharField(max_length=5, choices=Kind)
    speaker = models.ForeignKey(
        Speaker, models.CASCADE, null=True, blank=True, related_name="left",
        help_text=_("whose quotes they were; empty where nobody had them"),
    )  # fmt: skip
    to = models.ForeignKey(Speaker, models.CASCADE, related_name="gained")
    quote_count = models.PositiveIntegerField(default=0)
    moved = models.JSONField(default=dict, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"{self.speaker or 'nobody'} → {self.to}"


class Naming(models.Model):
    """A person's word on whom an article quotes: all it prints under one name, or one quote found
    again by its fingerprint. Later readings of the article keep to it."""

    article = models.ForeignKey("coverage.Article", models.CASCADE, related_name="namings")
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="namings")
    name = models.CharField(max_length=300, blank=True, help_text=_("as read in the article"))
    name_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False)
    fingerprint = models.CharField(max_length=32, blank=True, help_text=_("of one quote"))
    words = models.TextField(blank=True, help_text=_("of one quote"))
    change = models.ForeignKey(
        SpeakerChange, models.CASCADE, null=True, blank=True, related_name="namings"
    )

    class Meta:
        ordering = ("article", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("article", "name_key", "fingerprint"), name="named_once_an_article"
            ),
        )

    def __str__(self) -> str:
        return f"“{self.name or self.words[:60]}” is {self.speaker}"


class SpeakerDecision(models.Model):
    """What a person answered to "may be the same": not the same (never asked again), or later.

    Of two speakers (`one` has the smaller id), or of a speaker and a bare name in an article.
    """

    class Verdict(models.TextChoices):
        DIFFERENT = "different", _("not the same")
        LATER = "later", _("later")

    one = models.ForeignKey(Speaker, models.CASCADE, related_name="decisions")
    other = models.ForeignKey(
        Speaker, models.CASCADE, null=True, blank=True, related_name="decisions_as_other"
    )
    article = models.ForeignKey(
        "coverage.Article", models.CASCADE, null=True, blank=True, related_name="+"
    )
    name_key = models.CharField(max_length=KEY_LENGTH, blank=True)
    verdict = models.CharField(max_length=9, choices=Verdict)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("one", "other"), condition=Q(article=None), name="pair_decided_once"
            ),
            models.UniqueConstraint(
                fields=("one", "article", "name_key"),
                condition=Q(other=None),
                name="bare_name_decided_once",
            ),
            models.CheckConstraint(
                condition=Q(other=None, article__isnull=False)
                | Q(one__lt=F("other"), other__isnull=False, article=None),
                name="pair_or_bare_name",
            ),
        )

    def __str__(self) -> str:
        return f"{self.one} and {self.other or self.name_key}: {self.get_verdict_display()}"
