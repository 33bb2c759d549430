"""One speaker's quotes: what the address asks for, and the links that ask for more or less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import QueryDict

from coverage.desk.phrases import in_marks
from coverage.desk.speakerpage import InStory, by_story
from coverage.models import Membership, Outlet, Quote, Speaker, SpeakerInArticle, State, Story

from .filterlinks import FilterGroup, FilterLink, filter_links
from .numbers import number_of
from .paging import ListPage, page_of

#: Articles on a page.
PAGE = 25
MOST_LINKS = 8
KINDS = {"marks": "words in marks", "reported": "reported, without marks"}
STATES = {"suggested": "suggested", "confirmed": "confirmed", "rejected": "rejected"}
#: Newest articles whose stories are offered as filters.
NEWEST = 100
_STANDS = Q(quotes__gt=0) | Q(reported__gt=0)
_SAID = {"": F("quotes") + F("reported"), "marks": F("quotes"), "reported": F("reported")}
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
        numbers = {name: number_of(query.get(name, "")) for name in ("outlet", "story")}
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


@dataclass(frozen=True, slots=True)
class SpeakerQuotes:
    """What the page prints of one speaker's quotes."""

    page: ListPage  # of articles
    stories: tuple[InStory, ...]
    groups: tuple[FilterGroup, ...]
    shown: int  # quotes that the filters leave
    hiding: tuple[str, ...]  # the filters that are on, in words


def speaker_quotes(speaker: Speaker, query: QueryDict) -> SpeakerQuotes:
    """The quotes asked for. Queries: numbers by kind, decided ones, outlets, stories (3), the
    page's count and articles, their quotes, those of the same utterances elsewhere, and what comes
    with each of the two: codings, memberships, stories."""
    filters = Filters.asked(query)
    counts = _counts(speaker, filters)
    every = (
        FilterGroup("Kind", filter_links("kind", KINDS, filters, counts)),
        FilterGroup("State", filter_links("state", STATES, filters, counts)),
        FilterGroup("Outlet", _outlets(speaker, filters)),
        FilterGroup("Newest stories", _stories(speaker, filters)),
    )
    groups = tuple(group for group in every if group.links)
    on = [f"{group.title}: {link.words}" for group in groups for link in group.links if link.is_on]
    page = page_of(_articles(speaker, filters), query, PAGE)
    asked = filters.conditions()
    shown = Quote.objects.newest_first().with_stories().filter(asked["kind"], asked["state"])
    texts = [row.article.current_version_id for row in page.rows]
    rows = list(shown.filter(speaker=speaker, version__in=texts))
    others = _elsewhere(speaker, shown.filter(asked["outlet"]), rows)
    before = _shown_before(page, others)
    here = [row for row in rows if row.utterance_id not in before]
    return SpeakerQuotes(page, by_story(here, others), groups, counts["shown"], tuple(on))


def _elsewhere(speaker: Speaker, shown: Any, rows: list[Quote]) -> list[Quote]:
    """The speaker's quotes of the same utterances that stand in articles of other pages."""
    utterances = {row.utterance_id for row in rows if row.utterance_id}
    if not utterances:
        return []
    here = {row.pk for row in rows}
    found = shown.current().filter(utterance__in=utterances)  # few; the speaker's may be very many
    return [row for row in found if row.speaker_id == speaker.pk and row.pk not in here]


def _articles(speaker: Speaker, filters: Filters) -> QuerySet[SpeakerInArticle]:
    """The articles that quote the speaker so, newest first, undated last."""
    rows = _in_articles(speaker, filters).select_related("article").defer("article__signature")
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
    return rows.order_by(F("published_at").desc(nulls_last=True), "-article_id")


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


def _in_articles(
    speaker: Speaker, filters: Filters, left_out: str = ""
) -> QuerySet[SpeakerInArticle]:
    """The speaker's kept numbers in the outlet and the story asked for."""
    rows = SpeakerInArticle.objects.filter(speaker=speaker)
    if filters.outlet and left_out != "outlet":
        rows = rows.filter(article__outlet=filters.outlet)
    if filters.story and left_out != "story":
        rows = rows.filter(
            article__memberships__story=filters.story, article__memberships__is_current=True
        )
    return rows


def _counts(speaker: Speaker, filters: Filters) -> dict[str, int]:
    """From the kept numbers; quotes themselves are counted only where a state is asked for, and
    the confirmed ones, which are few."""
    conditions = filters.conditions()
    quotes = Quote.objects.current().filter(
        conditions["outlet"], conditions["story"], speaker=speaker
    )
    standing = _in_articles(speaker, filters).aggregate(
        marks=Coalesce(Sum("quotes"), 0), reported=Coalesce(Sum("reported"), 0)
    )
    kept = standing
    if filters.state:
        kept = quotes.filter(conditions["state"]).aggregate(
            marks=Count("pk", filter=~Q(kind="indirect")),
            reported=Count("pk", filter=Q(kind="indirect")),
        )
    of_kind = quotes.filter(conditions["kind"])
    decided = of_kind.filter(state__in=(State.CONFIRMED, State.REJECTED)).aggregate(
        confirmed=Count("pk", filter=Q(state=State.CONFIRMED)),
        rejected=Count("pk", filter=Q(state=State.REJECTED)),
    )
    total = sum(standing.values()) if not filters.kind else standing[filters.kind]
    return {
        "kind_marks": kept["marks"],
        "kind_reported": kept["reported"],
        "state_confirmed": decided["confirmed"],
        "state_rejected": decided["rejected"],
        "state_suggested": max(0, total - decided["confirmed"]),
        "shown": kept[filters.kind] if filters.kind else kept["marks"] + kept["reported"],
    }


def _outlets(speaker: Speaker, filters: Filters) -> tuple[FilterLink, ...]:
    """Outlets with most of the quotes, and the one asked for wherever it stands."""
    rows = _in_articles(speaker, filters, "outlet").exclude(article__outlet=None).order_by()
    told = (
        rows.values(key=F("article__outlet"), words=F("article__outlet__name"))
        .annotate(quotes=Sum(_SAID[filters.kind]))
        .filter(quotes__gt=0)
        .order_by("-quotes", "key")[:MOST_LINKS]
    )
    return _named("outlet", filters, [(row["key"], row["words"], row["quotes"]) for row in told])


def _stories(speaker: Speaker, filters: Filters) -> tuple[FilterLink, ...]:
    """The stories of the newest articles, and the one asked for wherever it stands."""
    newest = (
        _in_articles(speaker, filters, "story")
        .filter(_STANDS)
        .order_by(F("published_at").desc(nulls_last=True))
        .values_list("article", flat=True)[:NEWEST]
    )
    members = Membership.objects.filter(is_current=True, article__in=list(newest))
    stories = members.order_by("-story").values_list("story", flat=True).distinct()[:MOST_LINKS]
    told = (
        _in_articles(speaker, filters, "story")
        .filter(
            article__memberships__is_current=True, article__memberships__story__in=list(stories)
        )
        .order_by()
        .values(
            key=F("article__memberships__story"), words=F("article__memberships__story__headline")
        )
        .annotate(quotes=Sum(_SAID[filters.kind]))
        .filter(quotes__gt=0)
        .order_by("-quotes", "-key")
    )
    found = [(row["key"], in_marks(row["words"]), row["quotes"]) for row in told]
    return _named("story", filters, found)


def _named(
    group: str, filters: Filters, found: list[tuple[int, str, int]]
) -> tuple[FilterLink, ...]:
    now = getattr(filters, group)
    links = [
        FilterLink(words, filters.href(**{group: 0 if key == now else key}), quotes, key == now)
        for key, words, quotes in found
    ]
    if now and not any(link.is_on for link in links):
        model: Any = Outlet if group == "outlet" else Story
        kept = model.objects.filter(pk=now).first()
        words = str(kept) if kept else f"a {group} not kept here"
        links.append(FilterLink(words, filters.href(**{group: 0}), 0, True))
    return tuple(links)
