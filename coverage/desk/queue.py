"""The review queue: what the machine read and nobody has said anything of, least sure first.

Every kind of mark is a stream in an order that an index holds; the queue is these streams merged.
A place in it is a `Place` (how sure, which kind, which row), and a page begins behind one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.fields import FloatField
from django.utils import timezone

from coverage.models import (
    Article,
    ArticleVersion,
    ClaimAppearance,
    MarkedWords,
    Membership,
    PostAppearance,
    Quote,
    State,
)
from coverage.models.reviewing import (
    OPEN,
    SURE_OF_RESIDUE,
    SureOfClaim,
    SureOfMarked,
    SureOfPost,
)

from .assignments import without_machine

#: Texts that are read whole: of more, the queue is walked in its order.
FEW = 1000
#: Bands of sureness: from, below.
BANDS: dict[str, tuple[float, float]] = {
    "under-50": (0, 0.5),
    "50-70": (0.5, 0.7),
    "70-90": (0.7, 0.9),
    "from-90": (0.9, 1.1),
}
#: How long ago a text came in, in days.
AGES: dict[str, int] = {"day": 1, "week": 7, "month": 31}
SHOWS: dict[str, Q] = {
    "open": OPEN,
    "unsure": Q(state=State.SUGGESTED, decided_at__isnull=False),
    "settled": Q(state__in=(State.CONFIRMED, State.REJECTED), decided_at__isnull=False),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A stream of the queue: its rows, and how sure the reader is of one."""

    name: str
    called: str  # "quote", to be counted
    model: Any
    sure: Any  # expression
    order: tuple[str, ...] = ("sure", "pk")
    which: Q = Q()  # noqa: RUF009  (nothing changes it)


_RESIDUE = Q(how=PostAppearance.How.RESIDUE)
#: In the order in which equally sure ones are asked.
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("quote", "quote in marks", Quote, F("confidence"), which=~Q(kind=Quote.Kind.INDIRECT)),
        Kind("report", "report", Quote, F("confidence"), which=Q(kind=Quote.Kind.INDIRECT)),
        Kind("marked", "marked phrase", MarkedWords, SureOfMarked("kind")),
        Kind("post", "post", PostAppearance, SureOfPost("how"), which=~_RESIDUE),
        Kind(
            "residue",
            "left-over line",
            PostAppearance,
            Value(SURE_OF_RESIDUE, output_field=FloatField()),
            order=("pk",),
            which=_RESIDUE,
        ),
        Kind("claim", "claim", ClaimAppearance, SureOfClaim("checkworthiness")),
    )
}
RANKS = {name: rank for rank, name in enumerate(KINDS)}


class Place(NamedTuple):
    """Where a mark stands in the queue."""

    sure: float
    rank: int
    row: int

    @property
    def kind(self) -> str:
        return list(KINDS)[self.rank]

    def __str__(self) -> str:
        return f"{self.sure!r}~{self.kind}~{self.row}"

    @classmethod
    def of(cls, written: str) -> Place | None:
        """The place that an address names; None for none."""
        sure, _, rest = written.partition("~")
        kind, _, row = rest.partition("~")
        try:
            place = cls(float(sure), RANKS[kind], int(row))
        except (ValueError, KeyError):
            return None
        return place if 0 <= place.sure <= 1.1 and 0 <= place.row < 2**62 else None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which marks are asked for; `mine` is the id of the person who put them off or settled them,
    `until` the place behind which the list ends (what somebody passed over)."""

    show: str = "open"
    kind: str = ""
    outlet: int = 0
    story: int = 0
    article: int = 0
    sure: str = ""
    age: str = ""
    mine: int = 0
    until: Place | None = None
    only_marks: bool = False  # without left-over lines, whose question is another
    coder: int = 0  # who asks: articles that they code without the reader's marks are left out


class Scope:
    """Where the filters allow marks to stand: in `versions`, few enough to be read whole; else
    (None) in texts of the outlet, from version `since` on. Two to four queries."""

    def __init__(self, asked: Asked, now: datetime | None = None) -> None:
        self.outlet, self.since = asked.outlet, first_version(asked.age, now)
        self.hidden = without_machine(asked.coder) if asked.coder else []
        self.versions = self._few(asked)
        self.ends: dict[
            tuple[str, Place | None], Place | None
        ] = {}  # of walks, by where they begin

    def _few(self, asked: Asked) -> list[int] | None:
        if not (asked.story or asked.article or asked.outlet or self.since):
            return None
        articles = Article.objects.exclude(current_version=None).order_by()
        if self.hidden:
            articles = articles.exclude(pk__in=self.hidden)
        if asked.article:
            articles = articles.filter(pk=asked.article)
        if asked.story:
            members = Membership.objects.filter(story=asked.story, is_current=True)
            articles = articles.filter(pk__in=members.values("article"))
        if asked.outlet:
            articles = articles.filter(outlet=asked.outlet)
        if self.since:
            articles = articles.filter(current_version__gte=self.since)
        found = list(articles.values_list("current_version", flat=True)[: FEW + 1])
        return found if len(found) <= FEW or asked.story or asked.article else None

    def holds(self, version: int, outlet: int | None) -> bool:
        """Whether a mark of that version, which is its article's current one, is in it."""
        if self.versions is not None:
            return version in self.versions
        return (not self.outlet or outlet == self.outlet) and version >= self.since

    @property
    def standing(self) -> Q:
        """The text of the row stands now, and the scope allows it."""
        if self.versions is not None:
            return Q(version__in=self.versions)
        of_outlet = {"outlet": self.outlet} if self.outlet else {}
        stands = Article.objects.filter(current_version=OuterRef("version"), **of_outlet).order_by()
        if self.hidden:
            stands = stands.exclude(pk__in=self.hidden)
        return Q(Exists(stands)) & (Q(version__gte=self.since) if self.since else Q())

    @property
    def is_walked(self) -> bool:
        """Whether many rows may have to be passed before one is in it."""
        return self.versions is None and bool(self.outlet or self.since)


def first_version(age: str, now: datetime | None = None) -> int:
    """The first text that came in since then; 0 for no age."""
    if age not in AGES:
        return 0
    since = (now or timezone.now()) - timedelta(days=AGES[age])
    newer = ArticleVersion.objects.filter(made_at__gte=since).order_by("made_at")
    first = newer.values_list("pk", flat=True).first()
    return first if first is not None else 2**62


def kinds_of(asked: Asked) -> list[Kind]:
    if asked.kind:
        return [KINDS[asked.kind]]
    return [kind for kind in KINDS.values() if not (asked.only_marks and kind.name == "residue")]


def rows_of(kind: Kind, asked: Asked, scope: Scope) -> QuerySet[Any]:
    """The rows of one kind that the filters leave, with `sure`, in no order."""
    rows = kind.model.objects.annotate(sure=kind.sure).filter(kind.which, scope.standing)
    if scope.versions is None:
        rows = rows.filter(SHOWS[asked.show])
    else:  # said so that no index on the state draws the database away from the few texts
        is_open = asked.show == "open"
        rows = rows.filter(decided_at__isnull=is_open, made_by="reader")
        gone = (State.CONFIRMED, State.REJECTED) if asked.show != "settled" else (State.SUGGESTED,)
        rows = rows.exclude(state__in=gone)
    if asked.sure:
        low, below = BANDS[asked.sure]
        rows = rows.filter(sure__gte=low, sure__lt=below)
    if asked.mine and asked.show != "open":
        rows = rows.filter(decided_by=asked.mine)
    if asked.until:
        rows = rows.exclude(behind(kind, asked.until))
    return rows


def behind(kind: Kind, place: Place) -> Q:
    """The rows of the kind that come after the place."""
    rank = RANKS[kind.name]
    if rank > place.rank:
        return Q(sure__gte=place.sure)
    if rank < place.rank:
        return Q(sure__gt=place.sure)
    return Q(sure__gte=place.sure) & (Q(sure__gt=place.sure) | Q(pk__gt=place.row))
