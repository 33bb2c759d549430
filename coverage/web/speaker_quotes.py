"""One speaker's quotes: what the address asks for, and the links that ask for more or less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict

from coverage.desk.phrases import in_marks
from coverage.desk.speakerpage import InStory, by_story
from coverage.models import Outlet, Quote, Speaker, SpeakerInArticle, State, Story

from .paging import ListPage, page_of
from .story_list import FilterGroup, FilterLink

#: Articles on a page.
PAGE = 25
MOST_LINKS = 8
KINDS = {"marks": "words in marks", "reported": "reported, without marks"}
STATES = {"suggested": "suggested", "confirmed": "confirmed", "rejected": "rejected"}
_MEMBER = "version__article__memberships"
_IN_STORY = f"{_MEMBER}__story"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; values it does not know are left out."""

    outlet: int = 0
    story: int = 0
    kind: str = ""
    state: str = ""

    @classmethod
    def asked(cls, query: QueryDict) -> Filters:
        numbers = {}
        for name in ("outlet", "story"):
            written = query.get(name, "")
            numbers[name] = int(written) if written.isdecimal() and len(written) < 18 else 0
        kind, state = query.get("kind", ""), query.get("state", "")
        return cls(
            **numbers, kind=kind if kind in KINDS else "", state=state if state in STATES else ""
        )

    def href(self, **changed: Any) -> str:
        """The address with something changed; "?" for all quotes."""
        other = replace(self, **changed)
        asked = {name: getattr(other, name) for name in ("outlet", "story", "kind", "state")}
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    def conditions(self) -> dict[str, Q]:
        """One condition on quotes for each group of links. Rejected ones are shown only when asked
        for."""
        kinds = {"": Q(), "marks": ~Q(kind="indirect"), "reported": Q(kind="indirect")}
        in_story = Q(**{_IN_STORY: self.story, f"{_MEMBER}__is_current": True})
        return {
            "outlet": Q(version__article__outlet=self.outlet) if self.outlet else Q(),
            "story": in_story if self.story else Q(),
            "kind": kinds[self.kind],
            "state": Q(state=self.state) if self.state else ~Q(state=State.REJECTED),
        }

    def without(self, left_out: str = "") -> Q:
        """All conditions but those of one group."""
        every = Q()
        for group, condition in self.conditions().items():
            if group != left_out:
                every &= condition
        return every


@dataclass(frozen=True, slots=True)
class SpeakerQuotes:
    """What the page prints of one speaker's quotes."""

    page: ListPage  # of articles
    stories: tuple[InStory, ...]
    groups: tuple[FilterGroup, ...]
    shown: int  # quotes that the filters leave
    hiding: tuple[str, ...]  # the filters that are on, in words


def speaker_quotes(speaker: Speaker, query: QueryDict) -> SpeakerQuotes:
    """The quotes asked for. Queries: counts by kind and state, one each for outlets and stories,
    the page's count and articles, their quotes, those of the same utterances elsewhere, and what
    comes with each of the two: codings, memberships, stories."""
    filters = Filters.asked(query)
    quotes = Quote.objects.current().filter(speaker=speaker)
    counts = quotes.aggregate(**_counts(filters))
    named = {
        "Outlet": _named(quotes, filters, "outlet", Outlet, "version__article__outlet", "name"),
        "Story": _named(quotes, filters, "story", Story, _IN_STORY, "headline"),
    }
    groups = (
        FilterGroup("Kind", _links("kind", KINDS, filters, counts)),
        FilterGroup("State", _links("state", STATES, filters, counts)),
        *(FilterGroup(title, links) for title, links in named.items() if links),
    )
    on = [f"{group.title}: {link.words}" for group in groups for link in group.links if link.is_on]
    page = page_of(_articles(speaker, filters), query, PAGE)
    shown = Quote.objects.newest_first().with_stories().current().filter(speaker=speaker)
    shown = shown.filter(filters.without("story"))
    rows = list(shown.filter(version__article__in=[row.article_id for row in page.rows]))
    others = list(
        shown.filter(utterance__in={row.utterance_id for row in rows if row.utterance_id}).exclude(
            pk__in=[row.pk for row in rows]
        )
    )
    before = _shown_before(page, others)
    here = [row for row in rows if row.utterance_id not in before]
    return SpeakerQuotes(page, by_story(here, others), groups, counts["shown"], tuple(on))


def _articles(speaker: Speaker, filters: Filters) -> QuerySet[SpeakerInArticle]:
    """The articles that quote the speaker so, newest first, undated last."""
    rows = SpeakerInArticle.objects.filter(speaker=speaker)
    if filters.outlet:
        rows = rows.filter(article__outlet=filters.outlet)
    if filters.story:
        rows = rows.filter(
            article__memberships__story=filters.story, article__memberships__is_current=True
        )
    if filters.state in ("", "rejected") and not (filters.state and filters.kind):
        wanted = {"": Q(quotes__gt=0) | Q(reported__gt=0), "marks": Q(quotes__gt=0)}
        asked = wanted.get(filters.kind, Q(reported__gt=0))
        rows = rows.filter(Q(rejected__gt=0) if filters.state else asked)
    else:
        conditions = filters.conditions()
        there = Quote.objects.filter(
            conditions["kind"],
            conditions["state"],
            speaker=speaker,
            version=OuterRef("article__current_version"),
        )
        rows = rows.filter(Exists(there))
    return rows.order_by(F("published_at").desc(nulls_last=True), "-article")


def _shown_before(page: ListPage, others: list[Quote]) -> set[int | None]:
    """Utterances that an earlier page shows whole: it has a newer article that prints them."""
    if page.number == 1 or not page.rows:
        return set()
    first = page.rows[0]

    def place(published: Any, article: int) -> tuple[bool, float, int]:
        return published is not None, published.timestamp() if published else 0.0, article

    top = place(first.published_at, first.article_id)
    return {
        row.utterance_id
        for row in others
        if place(row.version.article.published_at, row.version.article_id) > top
    }


def _counts(filters: Filters) -> dict[str, Count]:
    def many(condition: Q) -> Count:
        return Count("pk", filter=condition, distinct=True)

    kinds = {"marks": ~Q(kind="indirect"), "reported": Q(kind="indirect")}
    counts = {"shown": many(filters.without())}
    for name, condition in kinds.items():
        counts[f"kind_{name}"] = many(filters.without("kind") & condition)
    for name in STATES:
        counts[f"state_{name}"] = many(filters.without("state") & Q(state=name))
    return counts


def _links(
    group: str, words: Mapping[str, str], filters: Filters, counts: Mapping[str, int]
) -> tuple[FilterLink, ...]:
    now = getattr(filters, group)
    return tuple(
        FilterLink(
            said,
            filters.href(**{group: "" if name == now else name}),
            counts[f"{group}_{name}"],
            name == now,
        )
        for name, said in words.items()
    )


def _named(
    quotes: QuerySet[Quote],
    filters: Filters,
    group: str,
    model: type[Outlet] | type[Story],
    key: str,
    called: str,
) -> tuple[FilterLink, ...]:
    """Those with most of the quotes, and the one asked for wherever it stands."""
    now = getattr(filters, group)
    rows = quotes.filter(filters.without(group), **{f"{key}__isnull": False}).order_by()
    if group == "story":
        rows = rows.filter(**{f"{_MEMBER}__is_current": True})
    told = (
        rows.values(key, f"{key}__{called}")
        .annotate(quotes=Count("pk", distinct=True))
        .order_by("-quotes", key)[:MOST_LINKS]
    )
    links = [
        FilterLink(
            in_marks(row[f"{key}__{called}"]) if group == "story" else row[f"{key}__{called}"],
            filters.href(**{group: 0 if row[key] == now else row[key]}),
            row["quotes"],
            row[key] == now,
        )
        for row in told
    ]
    if now and not any(link.is_on for link in links):
        kept = model._default_manager.filter(pk=now).first()
        words = str(kept) if kept else f"a {group} not kept here"
        links.append(FilterLink(words, filters.href(**{group: 0}), 0, True))
    return tuple(links)
