"""What the address of the review queue asks for, and the links that ask for more or less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from coverage.desk.queue import AGES, BANDS, KINDS, SHOWS, Asked, Place, Scope
from coverage.desk.queuepages import LOOKED_AT, Number, counts, first_articles, total
from coverage.models import Article, Membership, Outlet, Story

from .filterlinks import FilterGroup, FilterLink
from .numbers import number_of

MOST_LINKS = 10
NAMES = {
    "quote": "quotes in marks",
    "report": "reported speech",
    "marked": "words in marks that quote nobody",
    "post": "posts",
    "residue": "left-over lines",
    "claim": "claims",
}
SHOWN = {"open": "to settle", "unsure": "left unsure", "settled": "settled"}
SURE = {
    "under-50": "below 0.50",
    "50-70": "0.50 to 0.69",
    "70-90": "0.70 to 0.89",
    "from-90": "0.90 and more",
}
CAME = {"day": "in the last day", "week": "in the last 7 days", "month": "in the last 31 days"}


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """Values the address does not know are left out."""

    show: str = "open"
    kind: str = ""
    outlet: int = 0
    story: int = 0
    article: int = 0
    sure: str = ""
    age: str = ""
    by: str = ""  # "me": put off or settled by who asks
    until: str = ""  # the list ends there: what somebody passed over

    @classmethod
    def of(cls, query: QueryDict) -> QueueFilters:
        def known(name: str, values: Mapping[str, Any], otherwise: str = "") -> str:
            asked = query.get(name, "")
            return asked if asked in values else otherwise

        show, until = known("show", SHOWS, "open"), query.get("until", "")
        return cls(
            show=show,
            kind=known("kind", KINDS),
            outlet=number_of(query.get("outlet", "")),
            story=number_of(query.get("story", "")),
            article=number_of(query.get("article", "")),
            sure=known("sure", BANDS),
            age=known("age", AGES),
            by="me" if query.get("by") == "me" and show != "open" else "",
            until=until if show == "open" and Place.of(until) else "",
        )

    def asked(self, person: int) -> Asked:
        """What the desk is asked."""
        return Asked(
            show=self.show,
            kind=self.kind,
            outlet=self.outlet,
            story=self.story,
            article=self.article,
            sure=self.sure,
            age=self.age,
            mine=person if self.by else 0,
            until=Place.of(self.until),
            coder=person,
        )

    def href(self, **changed: Any) -> str:
        """The list with other filters, from its beginning."""
        other = replace(self, **changed)
        if other.show == "open":
            other = replace(other, by="")
        values = {
            "show": "" if other.show == "open" else other.show,
            **{name: getattr(other, name) for name in
               ("kind", "outlet", "story", "article", "sure", "age", "by", "until")},
        }  # fmt: skip
        asked = urlencode({name: value for name, value in values.items() if value})
        return reverse("review") + (f"?{asked}" if asked else "")

    @property
    def fields(self) -> list[tuple[str, Any]]:
        """The filters as hidden fields of a form."""
        return list(QueryDict(self.href().partition("?")[2]).items())

    @property
    def is_narrow(self) -> bool:
        """Whether something is hidden by them."""
        return bool(self.kind or self.outlet or self.story or self.article or self.sure
                    or self.age or self.by or self.until)  # fmt: skip


def filter_groups(
    filters: QueueFilters, asked: Asked, scope: Scope, numbers: Mapping[str, Number]
) -> tuple[tuple[FilterGroup, ...], int]:
    """The groups of links, and among how many marks of a kind outlets and stories are counted: 0
    where among all."""
    shows = tuple(
        FilterLink(words, filters.href(show=name, until=""), None, name == filters.show)
        for name, words in SHOWN.items()
    )
    kinds = tuple(
        FilterLink(
            words,
            filters.href(kind="" if name == filters.kind else name),
            numbers[name],
            name == filters.kind,
            name,
        )
        for name, words in NAMES.items()
    )
    groups = [FilterGroup("Suggestions", shows)]
    if filters.show != "open":
        mine = FilterLink(
            "by you", filters.href(by="" if filters.by else "me"), None, bool(filters.by)
        )
        groups.append(FilterGroup("Whose answer", (mine,)))
    groups += [
        FilterGroup("Kind", kinds),
        FilterGroup("How sure the reader is", _plain(filters, "sure", SURE)),
        FilterGroup("Its text came in", _plain(filters, "age", CAME)),
    ]
    first = first_articles(asked, scope)
    groups += [
        FilterGroup("Outlet", _outlets(filters, first)),
        FilterGroup("Story", _stories(filters, first)),
    ]
    is_more = any(numbers[k] > LOOKED_AT for k in numbers if filters.kind in ("", k))
    return tuple(group for group in groups if group.links), LOOKED_AT if is_more else 0


def _plain(filters: QueueFilters, name: str, words: Mapping[str, str]) -> tuple[FilterLink, ...]:
    now = getattr(filters, name)
    return tuple(
        FilterLink(said, filters.href(**{name: "" if key == now else key}), None, key == now)
        for key, said in words.items()
    )


def _outlets(filters: QueueFilters, articles: list[int]) -> tuple[FilterLink, ...]:
    found = Article.objects.filter(pk__in=set(articles), outlet__isnull=False).order_by()
    outlet_of = {a: (o, name) for a, o, name in found.values_list("pk", "outlet", "outlet__name")}
    return _links(filters, "outlet", articles, outlet_of)


def _stories(filters: QueueFilters, articles: list[int]) -> tuple[FilterLink, ...]:
    members = Membership.objects.filter(article__in=set(articles), is_current=True)
    named = members.values_list("article", "story", "story__headline")
    return _links(filters, "story", articles, {a: (s, headline) for a, s, headline in named})


def _links(
    filters: QueueFilters, name: str, articles: list[int], of: Mapping[int, tuple[int, str]]
) -> tuple[FilterLink, ...]:
    stands = [of[article] for article in articles if article in of]
    numbers, words = Counter(key for key, _ in stands), dict(stands)
    now = getattr(filters, name)
    most = sorted(words, key=lambda key: (key != now, -numbers[key], words[key], key))[:MOST_LINKS]
    return tuple(
        FilterLink(
            words[key], filters.href(**{name: 0 if key == now else key}), numbers[key], key == now
        )
        for key in most
    )


def told_filters(filters: QueueFilters) -> list[str]:
    """The filters in words, for a list they leave empty and for an answer to all of it."""
    said = [NAMES[filters.kind]] if filters.kind else []
    if filters.outlet:
        outlet = Outlet.objects.filter(pk=filters.outlet).first()
        said.append(f"of {outlet.name}" if outlet else "of an outlet that is not here")
    if filters.story:
        story = Story.objects.filter(pk=filters.story).first()
        said.append(f"in the story “{story.headline}”" if story else "in a story that is not here")
    if filters.article:
        article = Article.objects.filter(pk=filters.article).first()
        said.append(f"in “{article.headline}”" if article else "in an article that is not here")
    said += [f"sureness {SURE[filters.sure]}"] if filters.sure else []
    said += [f"come {CAME[filters.age]}"] if filters.age else []
    return said + (["answered by you"] if filters.by else [])


def counted(filters: QueueFilters, asked: Asked, scope: Scope) -> tuple[dict[str, Number], Number]:
    """Kind → how many, and how many of what the filters leave."""
    numbers = counts(asked, scope)
    wanted = [numbers[filters.kind]] if filters.kind else list(numbers.values())
    return numbers, total(wanted)
