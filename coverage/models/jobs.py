"""Work that outlasts a request: jobs, their items one by one, and the bytes these wait for."""

from __future__ import annotations

import hashlib
import zlib
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .feeds import Feed
from .hosts import HostTurn

#: A waiting file is kept in pieces of so many bytes, so that no worker holds a large one whole.
CHUNK = 1024 * 1024


class Job(models.Model):
    """Documents to be taken in, begun by a person, worked through by any number of workers.

    The counts are of what stands in the report: a file that was unpacked into documents is none.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        LOOKED = "looked", _("looked through")
        CANCELLED = "cancelled", _("cancelled")
        DONE = "done", _("done")

    purpose = models.CharField(max_length=200, help_text=_("what for: “3 files”, “a feed”"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outlet = models.CharField(
        max_length=200, blank=True, help_text=_("who published it all, where the person says so")
    )
    feed = models.ForeignKey(
        "coverage.Feed",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="jobs",
        help_text=_("that listed it all, where one did"),
    )
    keeps_near_duplicates = models.BooleanField(
        default=False, help_text=_("near-duplicates are articles of their own")
    )
    is_looking = models.BooleanField(
        default=False,
        help_text=_("it is only looked through: nothing is taken in before a person says so"),
    )
    once = models.CharField(
        max_length=64,
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text=_("SHA-256 of the form it was sent with and of its inputs"),
    )
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    item_count = models.PositiveIntegerField(default=0)
    added_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    new_version_count = models.PositiveIntegerField(default=0)
    near_duplicate_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    left_out_count = models.PositiveIntegerField(default=0)
    looked_count = models.PositiveIntegerField(
        default=0, help_text=_("documents of which it is only known what would become of them")
    )
    done_before = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("documents done when it was started the last time")
    )
    last_position = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "running", "looked", "cancelled", "done")),
                name="job_state_is_known",
            ),
        )
        indexes = (
            models.Index(fields=("feed", "-id"), name="job_of_feed"),
            models.Index(
                fields=("finished_at",),
                condition=Q(state="done", feed__isnull=False, added_count=0),
                name="job_that_added_nothing",
            ),
            models.Index(
                fields=("made_at",),
                condition=Q(state__in=("waiting", "running")),
                name="job_open",
            ),
            models.Index(
                fields=("finished_at",),
                condition=Q(state__in=("looked", "cancelled")),
                name="job_undecided",
            ),
        )

    def __str__(self) -> str:
        return f"job {self.pk}: {self.purpose}"

    @property
    def done_count(self) -> int:
        """Documents of which it is known what became of them."""
        return (
            self.added_count
            + self.unchanged_count
            + self.new_version_count
            + self.near_duplicate_count
            + self.refused_count
            + self.left_out_count
        )

    @property
    def is_ended(self) -> bool:
        return self.state in (self.State.CANCELLED, self.State.DONE)


class JobItemQuerySet(models.QuerySet["JobItem"]):
    def waiting(self) -> Self:
        return self.filter(state=JobItem.State.WAITING)

    def leased(self) -> Self:
        return self.filter(state=JobItem.State.LEASED)

    def looked(self) -> Self:
        """Of which it is known what would become of them, and nothing is taken in yet."""
        return self.filter(state=JobItem.State.LOOKED)

    def takeable(self) -> Self:
        """Waiting items of running jobs, the one to take first first.

        What ended a worker before comes last, so that it holds up nothing else; of the others
        documents and addresses (by the alphabet) come before files that would unpack into more.
        A host of which an address is being fetched or a feed looked at, or to which a redirect
        leads just now, is left alone, and so is an address until its server may be asked again.
        """
        fetched = JobItem.objects.leased().filter(host=OuterRef("host"))
        looked_at = Feed.objects.filter(host=OuterRef("host"), looked_until__gt=Now())
        asked = HostTurn.objects.filter(host=OuterRef("host"), until__gt=Now())
        return (
            self.waiting()
            .filter(job__state=Job.State.RUNNING, job__cancel_asked_at=None)
            .filter(Q(not_before=None) | Q(not_before__lte=Now()))
            .filter(Q(host="") | ~Exists(fetched) & ~Exists(looked_at) & ~Exists(asked))
            .order_by("attempts", "kind", "position")
        )

    def for_report(self) -> Self:
        """In the order of the input, what a file held where the file stood; without the files that
        were unpacked into others."""
        return (
            self.exclude(outcome=JobItem.Outcome.UNPACKED)
            .select_related("article__outlet", "unpacked_from")
            .defer("article__signature")
            .order_by("place", "position")
        )

    def behind(self, place: str, position: int) -> Self:
        """Those that come after this place in a report."""
        return self.filter(Q(place__gt=place) | Q(place=place, position__gt=position))


class JobItem(models.Model):
    """One thing a job has to do, leased to one worker at a time, and what became of it."""

    class Kind(models.TextChoices):
        ADDRESS = "address", _("an address to fetch")
        DOCUMENT = "document", _("a document")
        FILE = "file", _("a file to unpack")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        LEASED = "leased", _("being worked on")
        LOOKED = "looked", _("looked at")
        DONE = "done", _("done")

    class Outcome(models.TextChoices):
        ADDED = "added", _("added")
        UNCHANGED = "unchanged", _("unchanged")
        NEW_VERSION = "new version", _("new version")
        NEAR_DUPLICATE = "near-duplicate", _("near-duplicate")
        REFUSED = "refused", _("refused")
        LEFT_OUT = "left out", _("left out")
        UNPACKED = "unpacked", _("unpacked")

    job = models.ForeignKey(Job, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(help_text=_("counted from 1, as it came"))
    place = models.CharField(
        max_length=120,
        blank=True,
        editable=False,
        help_text=_("in the report: the numbers of what it was unpacked from, then its own"),
    )
    key = models.CharField(max_length=64, help_text=_("SHA-256 of what the input is"))
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=400, blank=True)
    address = models.TextField(blank=True)
    is_feed = models.BooleanField(default=False, help_text=_("the address lists others"))
    host = models.CharField(
        max_length=253, blank=True, help_text=_("of the address to fetch; asked one at a time")
    )
    content_type = models.CharField(max_length=100, blank=True)
    unpacked_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="unpacked"
    )
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    owner = models.CharField(max_length=64, blank=True, help_text=_("worker: host, process"))
    leased_until = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(
        null=True, blank=True, help_text=_("when its server may be asked again")
    )
    outcome = models.CharField(max_length=14, choices=Outcome, blank=True)
    why = models.TextField(blank=True)
    is_left_out = models.BooleanField(
        default=False, help_text=_("a person said so of what was looked at")
    )
    article = models.ForeignKey(
        "coverage.Article", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    compare_due = models.BooleanField(
        default=False, help_text=_("the article's story is still to be compared again")
    )
    compare_attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = JobItemQuerySet.as_manager()

    class Meta:
        ordering = ("job", "position")
        constraints = (
            models.UniqueConstraint(fields=("job", "key"), name="input_once_a_job"),
            models.UniqueConstraint(fields=("job", "position"), name="position_once_a_job"),
            models.UniqueConstraint(
                fields=("host",),
                condition=Q(state="leased") & ~Q(host=""),
                name="one_fetch_at_a_host",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "leased", "looked", "done")),
                name="jobitem_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="leased") | Q(leased_until__isnull=False),
                name="a_lease_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state="done", outcome__gt="") | (~Q(state="done") & Q(outcome="")),
                name="done_with_an_outcome",
            ),
        )
        indexes = (
            models.Index(
                fields=("job", "attempts", "kind", "position"),
                condition=Q(state="waiting"),
                name="jobitem_to_take",
            ),
            models.Index(
                fields=("leased_until",), condition=Q(state="leased"), name="jobitem_leased"
            ),
            models.Index(fields=("job",), condition=Q(compare_due=True), name="jobitem_compare"),
            models.Index(fields=("job", "place", "position"), name="jobitem_place"),
        )

    def __str__(self) -> str:
        return self.name or self.address or f"number {self.position}"

    @staticmethod
    def place_of(position: int, source: JobItem | None = None) -> str:
        """Where an item stands in a report: behind the one it was unpacked from. Only digits, as
        databases order other letters each in their own way."""
        if source is None:
            return f"{position:010d}"
        place = f"{source.place}{position:010d}" if source.place else ""
        return place if len(place) <= 120 else source.place

    @staticmethod
    def key_of(*said: str) -> str:
        """The key of an input: SHA-256 of what tells it from every other of its job, in hex."""
        return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()


class ItemBytes(models.Model):
    """Bytes that a waiting item still needs; deleted with the last of it, as the document keeps
    them. In pieces, so that a worker on another host can take a large file."""

    item = models.ForeignKey(JobItem, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    packed = models.BinaryField(help_text="zlib")

    class Meta:
        ordering = ("item", "number")
        verbose_name_plural = "item bytes"
        constraints = (
            models.UniqueConstraint(fields=("item", "number"), name="piece_once_an_item"),
        )

    def __str__(self) -> str:
        return f"piece {self.number} of {self.item_id}"

    @classmethod
    def of(cls, item: JobItem, number: int, content: bytes) -> ItemBytes:
        """An unsaved piece; packed quickly, as it is soon deleted."""
        return cls(item=item, number=number, packed=zlib.compress(content, 1))

    @property
    def content(self) -> bytes:
        return zlib.decompress(self.packed)
