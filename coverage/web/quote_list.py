"""The list of quotes: what is asked of it, and the links that ask for more or less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from coverage.models import Outlet, Quote, Speaker, State, Tag
from coverage.models.assignments import open_codings

from .filterlinks import FilterGroup, FilterLink, filter_links
from .numbers import number_of
from .paging import ListPage, page_of

MOST_LINKS = 8
STATES = {"suggested": "suggested", "confirmed": "confirmed", "rejected": "rejected"}
KINDS = {"direct": "direct", "mixed": "mixed", "indirect": "reported speech", "any": "any"}
#: What the list counts, by the kind asked for; without one it holds words in marks.
NOUNS = {
    "indirect": "report of speech,reports of speech",
    "any": "quote or report,quotes and reports",
}
#: Filters that name a row: its model, and where quotes hold it and its name.
NAMED = {
    "speaker": (Speaker, "speaker", "speaker__name", "speaker__name_key"),
    "outlet": (
        Outlet,
        "version__article__outlet",
        "version__article__outlet__name",
        "version__article__outlet__name_key",
    ),
    "tag": (Tag, "codings__tag", "codings__tag__name", "codings__tag__name_key"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; values it does not know are left out."""

    speaker: int = 0
    outlet: int = 0
    tag: int = 0
    kind: str = ""
    state: str = ""

    @classmethod
    def asked(cls, query: QueryDict) -> Filters:
        numbers = {name: number_of(query.get(name, "")) for name in NAMED}
        kind, state = query.get("kind", ""), query.get("state", "")
        return cls(
            **numbers, kind=kind if kind in KINDS else "", state=state if state in STATES else ""
        )

    def href(self, **changed: Any) -> str:
        """The address of the list with something changed."""
        other = replace(self, **changed)
        asked = {name: getattr(other, name) for name in (*NAMED, "kind", "state")}
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    def conditions(self) -> dict[str, Q]:
        """One condition for each group of links. Rejected quotes are shown only when asked for."""
        tagged = open_codings().filter(tag=self.tag).values("quote")
        return {
            "speaker": of_speaker(self.speaker) if self.speaker else Q(),
            "outlet": Q(version__article__outlet=self.outlet) if self.outlet else Q(),
            "tag": Q(pk__in=tagged) if self.tag else Q(),
            "kind": of_kind(self.kind),
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
class QuoteList:
    """What the page of quotes prints."""

    page: ListPage
    groups: tuple[FilterGroup, ...]
    every: int  # standing words in marks, without any filter
    noun: str  # of what is listed, for `counted`
    apart: int  # standing reports of speech, where they are not listed
    hiding: tuple[str, ...]  # the filters that are on, in words

    @property
    def hidden(self) -> int:
        return max(0, self.every - self.page.total)


def quote_list(query: QueryDict) -> QuoteList:
    """The quotes asked for. Queries: counts by kind and state, one each for speakers, outlets and
    tags with theirs, then the page's count, quotes and codings."""
    filters, quotes = Filters.asked(query), Quote.objects.current()
    counts = quotes.aggregate(**_counts(filters))
    named = {name: _named_links(name, filters, quotes) for name in NAMED}
    groups = (
        FilterGroup("State", filter_links("state", STATES, filters, counts)),
        FilterGroup("Kind", filter_links("kind", KINDS, filters, counts)),
        *(FilterGroup(name.capitalize(), links) for name, links in named.items() if links),
    )
    on = [f"{group.title}: {link.words}" for group in groups for link in group.links if link.is_on]
    shown = Quote.objects.newest_first().current().filter(filters.without())
    noun = NOUNS.get(filters.kind, "quote")
    apart = 0 if filters.kind in NOUNS else counts["reported"]
    return QuoteList(page_of(shown, query), groups, counts["every"], noun, apart, tuple(on))


def of_speaker(speaker: int) -> Q:
    """Their quotes; those of whom they were merged into, where they were."""
    merged = Speaker.objects.filter(pk=speaker, merged_into__isnull=False)
    return Q(speaker=speaker) | Q(speaker__in=merged.values("merged_into"))


def of_kind(kind: str) -> Q:
    """Reported speech is listed only when asked for: words in marks are what quotes are."""
    if kind == "any":
        return Q()
    return Q(kind=kind) if kind else ~Q(kind=Quote.Kind.INDIRECT)


def _counts(filters: Filters) -> dict[str, Count]:
    def many(condition: Q) -> Count:
        return Count("pk", filter=condition)

    standing = ~Q(state=State.REJECTED)
    counts = {
        "every": many(standing & of_kind("")),
        "reported": many(standing & of_kind("indirect")),
    }
    for name in STATES:
        counts[f"state_{name}"] = many(filters.without("state") & Q(state=name))
    for name in KINDS:
        counts[f"kind_{name}"] = many(filters.without("kind") & of_kind(name))
    return counts


def _named_links(group: str, filters: Filters, quotes: QuerySet[Quote]) -> tuple[FilterLink, ...]:
    """Those with most of the quotes, and the one asked for wherever it stands."""
    model, key, name, order = NAMED[group]
    now = getattr(filters, group)
    told = (
        quotes.filter(filters.without(group), **{f"{key}__isnull": False})
        .order_by()
        .values(key, name)
        .annotate(quotes=Count("pk", distinct=True))
        .order_by("-quotes", order)[:MOST_LINKS]
    )
    links = [
        FilterLink(
            row[name],
            filters.href(**{group: 0 if row[key] == now else row[key]}),
            row["quotes"],
            row[key] == now,
        )
        for row in told
    ]
    if now and not any(link.is_on for link in links):
        kept = model._default_manager.filter(pk=now).first()
        called = str(kept) if kept else f"a {group} not kept here"
        links.append(FilterLink(called, filters.href(**{group: 0}), 0, True))
    return tuple(links)
