"""The residue queue as a list: what is asked of it, and the links that ask for more or less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.http import QueryDict

from coverage.desk.residuequeue import SHOWS, AskedLine, asked_lines, queue
from coverage.models import Outlet, Story
from coverage.text.residue import NAMES_OF_KINDS

from .filterlinks import FilterGroup, FilterLink
from .numbers import number_of
from .paging import ListPage, page_of

PAGE = 20
MOST_LINKS = 10
TOLD = {"open": "to settle", "unsure": "unsure", "settled": "settled"}
_OUTLET, _STORY = "version__article__outlet", "version__article__memberships__story"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; values it does not know are left out."""

    show: str = "open"
    kind: str = ""
    outlet: int = 0
    story: int = 0
    article: int = 0

    @classmethod
    def asked(cls, query: QueryDict) -> Filters:
        show, kind = query.get("show", ""), query.get("kind", "")
        return cls(
            show=show if show in SHOWS else "open",
            kind=kind if kind in NAMES_OF_KINDS else "",
            outlet=number_of(query.get("outlet", "")),
            story=number_of(query.get("story", "")),
            article=number_of(query.get("article", "")),
        )

    def href(self, **changed: Any) -> str:
        other = replace(self, **changed)
        asked = {
            "show": "" if other.show == "open" else other.show,
            "kind": other.kind,
            "outlet": other.outlet,
            "story": other.story,
            "article": other.article,
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    @property
    def named(self) -> dict[str, Any]:
        return {
            "outlet": self.outlet,
            "story": self.story,
            "article": self.article,
            "kind": self.kind,
        }


@dataclass(frozen=True, slots=True)
class ReviewList:
    page: ListPage
    lines: list[AskedLine]
    filters: Filters
    groups: tuple[FilterGroup, ...]
    counts: Mapping[str, int]  # by what is shown: open, unsure, settled
    hiding: tuple[str, ...]
    here: str


def review_list(query: QueryDict) -> ReviewList:
    """The page asked for, with its filters and their counts."""
    asked = Filters.asked(query)
    page = page_of(queue(asked.show, **asked.named), query, PAGE)
    numbers = counts_of(asked)
    shows = tuple(
        FilterLink(TOLD[name], asked.href(show=name), numbers[name], name == asked.show)
        for name in SHOWS
    )
    groups = (
        FilterGroup("Lines", shows),
        FilterGroup("Kind of line", _kinds(asked)),
        FilterGroup("Outlet", _of(asked, "outlet", _OUTLET, f"{_OUTLET}__name")),
        FilterGroup("Story", _of(asked, "story", _STORY, f"{_STORY}__headline")),
    )
    return ReviewList(
        page=page,
        lines=asked_lines(page.rows),
        filters=asked,
        groups=tuple(group for group in groups if group.links),
        counts=numbers,
        hiding=tuple(_hiding(asked)),
        here=asked.href(),
    )


def counts_of(asked: Filters) -> dict[str, int]:
    """How many lines wait, are left unsure and are settled, under the other filters."""
    every = queue(asked.show, **asked.named, left_out="show").order_by()
    return every.aggregate(
        **{name: Count("pk", filter=condition) for name, condition in SHOWS.items()}
    )


def _kinds(asked: Filters) -> tuple[FilterLink, ...]:
    rows = queue(asked.show, **asked.named, left_out="kind").order_by()
    counts = dict(rows.values_list("line_kind").annotate(Count("pk")))
    return tuple(
        FilterLink(
            words,
            asked.href(kind="" if asked.kind == kind else kind),
            counts.get(kind, 0),
            asked.kind == kind,
        )
        for kind, words in NAMES_OF_KINDS.items()
        if counts.get(kind) or asked.kind == kind
    )


def _of(asked: Filters, group: str, field: str, name: str) -> tuple[FilterLink, ...]:
    rows = queue(asked.show, **asked.named, left_out=group).order_by()
    if group == "story":
        rows = rows.filter(version__article__memberships__is_current=True)
    else:
        rows = rows.exclude(**{field: None})
    counted = rows.values_list(field, name).annotate(number=Count("pk"))
    now = getattr(asked, group)
    links = [
        FilterLink(words, asked.href(**{group: 0 if key == now else key}), number, key == now)
        for key, words, number in counted.order_by(F("number").desc(), name)[:MOST_LINKS]
    ]
    return tuple(links)


def _hiding(asked: Filters) -> list[str]:
    """The filters in words, for a list they leave empty."""
    said = [f"“{NAMES_OF_KINDS[asked.kind]}”"] if asked.kind else []  # type: ignore[index]
    if asked.outlet:
        outlet = Outlet.objects.filter(pk=asked.outlet).first()
        said.append(outlet.name if outlet else "an outlet that is not here")
    if asked.story:
        story = Story.objects.filter(Q(pk=asked.story)).first()
        said.append(f"“{story.headline}”" if story else "a story that is not here")
    if asked.article:
        said.append("this article")
    return said
