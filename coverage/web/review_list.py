"""The residue queue as a list: what is asked of it, and the links that ask for more or less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from coverage.desk.residuequeue import SHOWS, AskedLine, asked_lines, queue
from coverage.models import Membership, Outlet, Story
from coverage.text.posts.residue import NAMES_OF_KINDS

from .filterlinks import FilterGroup, FilterLink
from .numbers import number_of
from .paging import ListPage, bounded_page_of

PAGE = 20
MOST_LINKS = 10
#: Lines that are counted: the page costs no more where more wait.
MOST_COUNTED = 1000
TOLD = {"open": "to settle", "unsure": "unsure", "settled": "settled"}


def asks_for_lines(query: QueryDict) -> bool:
    """Whether the address asks for left-over lines alone, of any kind of line or of one."""
    return query.get("kind") == "residue" or query.get("kind") in NAMES_OF_KINDS


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
            "kind": other.kind or "residue",
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
class Counted:
    """The filters beside a list, with how many lines each leaves."""

    groups: tuple[FilterGroup, ...]
    counts: Mapping[str, Number]  # by what is shown: open, unsure, settled
    first: int  # so many lines the counts of the other filters are of; 0 where of all


@dataclass(frozen=True, slots=True)
class ReviewList:
    page: ListPage
    lines: list[AskedLine]
    filters: Filters
    counted: Counted
    hiding: tuple[str, ...]
    here: str

    @property
    def total(self) -> Number:
        return self.counted.counts[self.filters.show]


def review_list(query: QueryDict) -> ReviewList:
    """The page asked for, with its filters and their counts."""
    asked = Filters.asked(query)
    page = bounded_page_of(queue(asked.show, **asked.named), query, PAGE, MOST_COUNTED)
    return ReviewList(
        page=page,
        lines=asked_lines(page.rows),
        filters=asked,
        counted=counted(asked),
        hiding=tuple(_hiding(asked)),
        here=asked.href(),
    )


def counted(asked: Filters) -> Counted:
    """The filters as they count now."""
    numbers = counts_of(asked)
    first = _FirstLines(asked)
    shows = tuple(
        FilterLink(TOLD[name], asked.href(show=name), number, name == asked.show)
        for name, number in numbers.items()
    )
    groups = (
        FilterGroup("Lines", shows),
        FilterGroup("Kind of line", _kinds(asked, first)),
        FilterGroup("Outlet", _of(asked, "outlet", first)),
        FilterGroup("Story", _of(asked, "story", first)),
    )
    return Counted(
        groups=tuple(group for group in groups if group.links),
        counts=numbers,
        first=MOST_COUNTED if first.is_more else 0,
    )


def counts_of(asked: Filters) -> dict[str, Number]:
    """How many lines wait, are left unsure and are settled, under the other filters; of each
    `MOST_COUNTED` at most."""
    every = queue(asked.show, **asked.named, left_out="show").order_by()
    return {
        name: Number(every.filter(condition)[: MOST_COUNTED + 1].count())
        for name, condition in SHOWS.items()
    }


class Number(int):
    """A count that stops: written as "1,000+" where there are more."""

    @property
    def is_more(self) -> bool:
        return self > MOST_COUNTED

    def __str__(self) -> str:
        return f"{MOST_COUNTED:,}+" if self.is_more else f"{int(self):,}"

    def __format__(self, _: str) -> str:
        return str(self)


class _FirstLines:
    """The first lines of the queue with one filter left out, read once for filters that ask for
    the same: what stands beside a filter is counted in these."""

    def __init__(self, asked: Filters) -> None:
        self._asked = asked
        self._read: dict[tuple[Any, ...], list[tuple[str, int | None, int]]] = {}
        self.is_more = False

    def left_out(self, group: str) -> list[tuple[str, int | None, int]]:
        """(kind, outlet, article) of each line."""
        named = {**self._asked.named, group: type(self._asked.named[group])()}
        key = tuple(named.values())
        if key not in self._read:
            rows = queue(self._asked.show, **named)
            values = rows.values_list("line_kind", "line_outlet", "version__article")
            found: list[Any] = list(values[: MOST_COUNTED + 1])
            self.is_more = self.is_more or len(found) > MOST_COUNTED
            self._read[key] = found[:MOST_COUNTED]
        return self._read[key]


def _kinds(asked: Filters, first: _FirstLines) -> tuple[FilterLink, ...]:
    counts = Counter(kind for kind, _, _ in first.left_out("kind"))
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


def _of(asked: Filters, group: str, first: _FirstLines) -> tuple[FilterLink, ...]:
    lines = first.left_out(group)
    if group == "outlet":
        counts = Counter(outlet for _, outlet, _ in lines if outlet)
        names = dict(Outlet.objects.filter(pk__in=list(counts)).values_list("pk", "name"))
    else:
        members = Membership.objects.filter(
            article__in={article for _, _, article in lines}, is_current=True
        )
        story_of = {
            article: (story, headline)
            for article, story, headline in members.values_list(
                "article", "story", "story__headline"
            )
        }
        stands = [story_of[article] for _, _, article in lines if article in story_of]
        counts, names = Counter(story for story, _ in stands), dict(stands)
    now = getattr(asked, group)
    most = sorted(names, key=lambda key: (-counts[key], names[key], key))[:MOST_LINKS]
    return tuple(
        FilterLink(
            names[key], asked.href(**{group: 0 if key == now else key}), counts[key], key == now
        )
        for key in most
    )


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
