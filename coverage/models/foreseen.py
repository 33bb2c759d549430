"""What would become of the articles of a job that is only looked through; gone after that."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from coverage.text.names import KEY_LENGTH
from coverage.text.versions.shingles import ToldText, told_in


class Foreseen(models.Model):
    """What would become of one article of an item, and by what those that come after it in the
    same job are compared with it."""

    class Outcome(models.TextChoices):
        ADDED = "would be added", _("would be added")
        UNCHANGED = "would be unchanged", _("would be unchanged")
        NEW_VERSION = "would be a new version", _("would be a new version")
        NEAR_DUPLICATE = "would be a near-duplicate", _("would be a near-duplicate")
        FETCHED = "would be fetched", _("would be fetched")

    job = models.ForeignKey("coverage.Job", models.CASCADE, related_name="foreseen", db_index=False)
    item = models.ForeignKey(
        "coverage.JobItem", models.CASCADE, related_name="foreseen", db_index=False
    )
    number = models.PositiveIntegerField(help_text=_("of the item’s articles, counted from 1"))
    outcome = models.CharField(max_length=25, choices=Outcome)
    why = models.TextField(blank=True)
    headline = models.TextField(blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    address = models.TextField(blank=True)
    outlet_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False)
    address_key = models.CharField(max_length=64, blank=True, editable=False)
    text = models.CharField(
        max_length=64, blank=True, editable=False, help_text=_("SHA-256 of its body")
    )
    packed = models.BinaryField(
        null=True, editable=False, help_text="zlib: the body, where others are compared with it"
    )
    stretches = models.JSONField(
        default=list, editable=False, help_text=_("of the body, in which it tells its news")
    )

    class Meta:
        ordering = ("item", "number")
        verbose_name_plural = "foreseen"
        constraints = (
            models.UniqueConstraint(fields=("item", "number"), name="foreseen_once_an_article"),
        )
        indexes = (
            models.Index(fields=("job", "outcome"), name="foreseen_outcome"),
            models.Index(fields=("job", "address_key"), name="foreseen_address"),
            models.Index(fields=("job", "text"), name="foreseen_text"),
        )

    def __str__(self) -> str:
        return f"{self.headline or self.address or self.number}: {self.outcome}"

    def pack(self, told: ToldText) -> None:
        """Have what comes later be compared with this text."""
        self.packed = zlib.compress(told.body.encode("utf-8", "surrogatepass"), 1)
        self.stretches = [list(stretch) for stretch in told.stretches]

    @property
    def told(self) -> ToldText:
        assert self.packed is not None
        body = zlib.decompress(self.packed).decode("utf-8", "surrogatepass")
        return told_in(body, [(start, end) for start, end in self.stretches])


class ForeseenKeyQuerySet(models.QuerySet["ForeseenKey"]):
    def newest_with(self, job_id: int, keys: Sequence[int], most: int) -> list[int]:
        """As `SketchKey.objects.newest_with`, of the articles of one job."""
        if not keys:
            return []
        table, quote = self.model._meta.db_table, connection.ops.quote_name
        one = (
            f"SELECT * FROM (SELECT {quote('foreseen_id')} FROM {quote(table)} "  # noqa: S608
            f"WHERE {quote('job_id')} = %s AND {quote('key')} = %s "
            f"ORDER BY {quote('foreseen_id')} DESC LIMIT {int(most)}) "
        )
        sql = " UNION ALL ".join(f"{one} AS k{number}" for number in range(len(keys)))
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for key in keys for value in (job_id, key)])
            return [foreseen for (foreseen,) in cursor.fetchall()]


class ForeseenKey(models.Model):
    """One of the few runs of words by which a foreseen article's text is found again."""

    job = models.ForeignKey("coverage.Job", models.CASCADE, related_name="+", db_index=False)
    foreseen = models.ForeignKey(Foreseen, models.CASCADE, related_name="keys")
    key = models.BigIntegerField()

    objects = ForeseenKeyQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("job", "key", "foreseen"), name="foreseen_key"),)

    def __str__(self) -> str:
        return str(self.key)
