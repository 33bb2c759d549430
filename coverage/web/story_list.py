"""The list of stories: what is asked of it, the links that ask for more or less, and its cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from coverage.desk.bench import count
from coverage.desk.related import NAMED, RelatedStory, related_to
from coverage.models import Membership, Outlet, Story

from .filterlinks import FilterGroup, FilterLink
from .numbers import number_of
from .timelines import Timeline, timeline

PAGE = 25
MOST_OUTLETS = 12

WHEN = {"day": ("Last 24 hours", timedelta(days=1)), "week": ("Last 7 days", timedelta(days=7))}
OUTLETS = {
    "2": ("2 or more", Q(outlet_count__gte=2)),
    "5": ("5 or more", Q(outlet_count__gte=5)),
    "1": ("One only", Q(outlet_count__lte=1)),
    "all": ("Any number", Q()),
}
SHOWS = {
    "figures": ("Figures that differ", Q(figures_differ=True)),
    "wordings": ("Wordings that differ", Q(wordings_differ=True)),
    "post": ("A shared post", Q(post_shared=True)),
    "text": ("Shared text", Q(text_shared=True)),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; values it does not know are left out."""

    when: str = ""
    outlets: str = "2"
    shows: tuple[str, ...] = ()
    outlet: int = 0

    @classmethod
    def asked(cls, query: QueryDict) -> Filters:
        when, outlets = query.get("when", ""), query.get("outlets", "2")
        return cls(
            when=when if when in WHEN else "",
            outlets=outlets if outlets in OUTLETS else "2",
            shows=tuple(name for name in SHOWS if name in query.getlist("shows")),
            outlet=number_of(query.get("outlet", "")),
        )

    def href(self, page: int = 1, **changed: Any) -> str:
        """The address of the list with something changed; "?" for the list without filters."""
        other = replace(self, **changed)
        query: list[tuple[str, Any]] = [("shows", name) for name in other.shows]
        if other.when:
            query.append(("when", other.when))
        if other.outlets != "2":
            query.append(("outlets", other.outlets))
        if other.outlet:
            query.append(("outlet", other.outlet))
        if page > 1:
            query.append(("page", page))
        return "?" + urlencode(query)

    def conditions(self, now: datetime) -> dict[str, Q]:
        """One condition for each group of links."""
        shows = Q()
        for name in self.shows:
            shows &= SHOWS[name][1]
        return {
            "when": Q(last_at__gte=now - WHEN[self.when][1]) if self.when else Q(),
            "outlets": OUTLETS[self.outlets][1],
            "shows": shows,
            "outlet": Q(in_outlet=True) if self.outlet else Q(),
        }

    def without(self, left_out: str, now: datetime) -> Q:
        """All conditions but those of one group."""
        every = Q()
        for group, condition in self.conditions(now).items():
            if group != left_out:
                every &= condition
        return every


@dataclass(frozen=True, slots=True)
class StoryCard:
    story: Story
    href: str
    facts: tuple[str, ...]
    findings: tuple[Mapping[str, str], ...]
    quote: Mapping[str, str]
    timeline: Timeline | None
    related: tuple[RelatedStory, ...] = ()  # the first of them


@dataclass(frozen=True, slots=True)
class StoryList:
    """What the home page prints."""

    cards: tuple[StoryCard, ...]
    groups: tuple[FilterGroup, ...]
    total: int  # with the filters
    every: int  # without any
    told: str  # "with two outlets or more"
    hiding: tuple[str, ...]  # the filters that are on, in words
    page: int
    pages: int
    older: str
    newer: str
    all_href: str = "?outlets=all"

    @property
    def is_empty(self) -> bool:
        return not self.every

    @property
    def hidden(self) -> int:
        return self.every - self.total


TOLD = {
    "2": "with two outlets or more",
    "5": "with five outlets or more",
    "1": "of one outlet only",
    "all": "",
}


def story_list(query: QueryDict, now: datetime) -> StoryList:
    """The stories asked for. Four queries, whatever the number of stories and filters: the
    counts, the outlets with theirs, one page of stories, the stories related to these; a fifth
    names an outlet asked for that is not among those with most stories."""
    filters = Filters.asked(query)
    stories = with_outlet(Story.objects.filter(article_count__gt=0), filters.outlet)
    counts = stories.aggregate(**_counts(filters, now))
    total = counts["total"]
    pages = max(1, -(-total // PAGE))
    page = min(pages, max(1, number_of(query.get("page", ""))))
    shown = stories.for_list().filter(filters.without("", now))[(page - 1) * PAGE : page * PAGE]
    outlets = outlet_links(filters, stories.filter(filters.without("outlet", now)))
    return StoryList(
        cards=_cards(shown) if total else (),
        groups=(*_groups(filters, counts), *([FilterGroup("Outlet", outlets)] if outlets else [])),
        total=total,
        every=counts["every"],
        told=TOLD[filters.outlets],
        hiding=_hiding(filters, outlets),
        page=page,
        pages=pages,
        older=filters.href(page + 1) if page < pages else "",
        newer=filters.href(page - 1) if page > 1 else "",
    )


def _cards(stories: QuerySet[Story]) -> tuple[StoryCard, ...]:
    shown = list(stories)
    related = related_to(story.pk for story in shown)
    return tuple(card(story, related.get(story.pk, ())[:NAMED]) for story in shown)


def with_outlet(stories: QuerySet[Story], outlet: int) -> Any:
    """The stories, each knowing whether the outlet asked for is in it."""
    if not outlet:
        return stories
    told_by = Membership.objects.filter(
        story=OuterRef("pk"), is_current=True, article__outlet=outlet
    )
    return stories.annotate(in_outlet=Exists(told_by))


def _counts(filters: Filters, now: datetime) -> dict[str, Count]:
    """What each link would leave, all in one query."""

    def many(condition: Q) -> Count:
        return Count("pk", filter=condition) if condition else Count("pk")

    counts = {"every": Count("pk"), "total": many(filters.without("", now))}
    for name, (_, span) in WHEN.items():
        counts[f"when_{name}"] = many(filters.without("when", now) & Q(last_at__gte=now - span))
    for name, (_, condition) in OUTLETS.items():
        counts[f"outlets_{name}"] = many(filters.without("outlets", now) & condition)
    for name, (_, condition) in SHOWS.items():
        counts[f"shows_{name}"] = many(filters.without("", now) & condition)
    return counts


def _groups(filters: Filters, counts: Mapping[str, int]) -> tuple[FilterGroup, ...]:
    when = [FilterLink("Any time", filters.href(when=""), None, not filters.when)]
    for name, (words, _) in WHEN.items():
        is_on = filters.when == name
        href = filters.href(when="" if is_on else name)
        when.append(FilterLink(words, href, counts[f"when_{name}"], is_on))
    outlets = [
        FilterLink(
            words, filters.href(outlets=name), counts[f"outlets_{name}"], filters.outlets == name
        )
        for name, (words, _) in OUTLETS.items()
    ]
    shows = []
    for name, (words, _) in SHOWS.items():
        is_on = name in filters.shows
        chosen = tuple(s for s in SHOWS if (s in filters.shows) != (s == name))
        shows.append(FilterLink(words, filters.href(shows=chosen), counts[f"shows_{name}"], is_on))
    return (
        FilterGroup("When", tuple(when)),
        FilterGroup("Outlets in story", tuple(outlets)),
        FilterGroup("Shows", tuple(shows)),
    )


def outlet_links(filters: Filters, stories: QuerySet[Story]) -> tuple[FilterLink, ...]:
    """The outlets that tell most of the stories, and the one asked for wherever it stands."""
    told = (
        Membership.objects.filter(
            is_current=True, article__outlet__isnull=False, story__in=stories.values("pk")
        )
        .values("article__outlet", "article__outlet__name")
        .annotate(stories=Count("story", distinct=True))
        .order_by("-stories", "article__outlet__name_key")[:MOST_OUTLETS]
    )
    links = [
        FilterLink(
            row["article__outlet__name"],
            filters.href(
                outlet=0 if row["article__outlet"] == filters.outlet else row["article__outlet"]
            ),
            row["stories"],
            row["article__outlet"] == filters.outlet,
        )
        for row in told
    ]
    if filters.outlet and not any(link.is_on for link in links):
        name = Outlet.objects.filter(pk=filters.outlet).values_list("name", flat=True).first()
        links.append(FilterLink(name or "an outlet not kept here", filters.href(outlet=0), 0, True))
    return tuple(links)


def _hiding(filters: Filters, outlets: tuple[FilterLink, ...]) -> tuple[str, ...]:
    words = []
    if filters.when:
        words.append(f"When: {WHEN[filters.when][0]}")
    if filters.outlets != "all":
        words.append(f"Outlets in story: {OUTLETS[filters.outlets][0]}")
    words += [f"Shows: {SHOWS[name][0]}" for name in filters.shows]
    words += [f"Outlet: {link.words}" for link in outlets if link.is_on]
    return tuple(words)


def outlets_told(story: Story) -> str:
    """ "5 outlets", "3 articles of 2 outlets", "3 articles: 1 outlet named, 2 not stated"."""
    if unnamed := (story.summary or {}).get("unnamed", 0):
        named = count(story.outlet_count - unnamed, "outlet")
        return f"{count(story.article_count, 'article')}: {named} named, {unnamed} not stated"
    if story.outlet_count == story.article_count:
        return count(story.article_count, "outlet")
    return f"{count(story.article_count, 'article')} of {count(story.outlet_count, 'outlet')}"


def card(story: Story, related: tuple[RelatedStory, ...] = ()) -> StoryCard:
    """What the home page prints of a story, all of it kept on its row."""
    kept: dict[str, Any] = story.summary or {}
    undated = kept.get("undated", 0)
    facts = [f"{undated} undated" if undated else "", outlets_told(story), kept.get("texts", "")]
    if story.post_count:
        facts.append(count(story.post_count, "post"))
    return StoryCard(
        story=story,
        href=story.get_absolute_url(),
        facts=tuple(fact for fact in facts if fact),
        findings=tuple(kept.get("findings") or ()),
        quote=kept.get("quote") or {},
        timeline=timeline(kept.get("timeline") or ()),
        related=related,
    )
