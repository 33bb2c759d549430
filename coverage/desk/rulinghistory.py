"""The history of a story's rulings: who said what, what it was before, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coverage.models import RuledPlace, Ruling, Story

from .ruledplaces import where_now
from .rulingnotes import who_of

#: Rulings on one page, the newest.
MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class PlaceLine:
    called: str  # the article
    words: str  # "" for a whole text
    is_theirs: bool
    trouble: str  # "its words do not stand in the newest text", "in another story now"
    href: str


@dataclass(frozen=True, slots=True)
class RulingLine:
    key: int
    what: str
    before: str
    after: str
    who: str
    at: datetime
    fate: str  # stands | in part | overruled | no place | undone
    places: tuple[PlaceLine, ...]
    undone_by: str = ""
    undone_at: datetime | None = None


def ruling_history(story: Story) -> tuple[RulingLine, ...]:
    """What people ruled on words of the articles that stand in the story now, newest first; five
    queries for any number."""
    members = list(story.memberships.filter(is_current=True).values_list("article", flat=True))
    comparison = story.comparisons.order_by("-number").first()
    fates = comparison.result.get("fates", {}) if comparison else {}
    rows = (
        Ruling.objects.on_articles(members)
        .order_by("-pk")
        .select_related("person", "undone_by")
        .prefetch_related("places__article__outlet", "places__article__current_version")
    )
    return tuple(_line(row, set(members), fates) for row in rows[:MOST_SHOWN])


def _line(row: Ruling, members: set[int], fates: dict[str, str]) -> RulingLine:
    fate = "undone" if row.undone_at else fates.get(str(row.pk), "no place")
    return RulingLine(
        key=row.pk,
        what=row.what,
        before=row.before,
        after=str(row.get_stance_display() or row.get_kind_display()),
        who=who_of(row.person),
        at=row.made_at,
        fate=fate,
        places=tuple(_place(place, members) for place in row.places.all()),
        undone_by=who_of(row.undone_by) if row.undone_at else "",
        undone_at=row.undone_at,
    )


def _place(place: RuledPlace, members: set[int]) -> PlaceLine:
    article = place.article
    trouble = ""
    if article.pk not in members:
        trouble = "its article is in another story now"
    elif where_now(place, article.current_version) is None:
        trouble = (
            "its words do not stand in the newest text"
            if place.text
            else "the text was changed since it was checked"
        )
    return PlaceLine(
        article.called, place.text, place.is_theirs, trouble, article.get_absolute_url()
    )
