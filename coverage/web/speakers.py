"""The speakers, and one speaker with what outlets quote of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from coverage.models import Quote, Speaker, Story

from .paging import page_of
from .showing import show


@dataclass(frozen=True, slots=True)
class InStory:
    """A speaker's quotes in one story; `story` is None for articles that are in none."""

    story: Story | None
    quotes: tuple[Quote, ...]


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    """Everybody quoted by a proper name, most quoted first."""
    return show(
        request, "speakers/speakers", {"page": page_of(Speaker.objects.for_list(), request.GET)}
    )


@require_safe
def speaker(request: HttpRequest, speaker_id: int) -> HttpResponse:
    """One speaker's quotes by story, and who quotes them."""
    found = get_object_or_404(Speaker.objects.for_list(), pk=speaker_id)
    quotes = Quote.objects.current().standing().filter(speaker=found)
    shown = Quote.objects.newest_first().with_stories().current().standing()
    page = page_of(shown.filter(speaker=found), request.GET)
    context = {
        "speaker": found,
        "names": found.names.all(),
        "outlets": outlets_quoting(quotes),
        "page": page,
        "stories": by_story(page.rows),
    }
    return show(request, "speakers/speaker", context)


def outlets_quoting(quotes: QuerySet[Quote]) -> Iterable[dict[str, Any]]:
    """Outlet name and id with how many of the quotes it prints, most first; one query."""
    told: QuerySet[Quote, Any] = (
        quotes.order_by()
        .values("version__article__outlet", "version__article__outlet__name")
        .annotate(quotes=Count("pk"))
        .order_by("-quotes", "version__article__outlet__name_key")
    )
    return told


def by_story(quotes: Iterable[Quote]) -> tuple[InStory, ...]:
    """The quotes under their stories, in the order in which the stories first come."""

    def story_of(quote: Quote) -> Story | None:
        membership = quote.version.article.membership
        return membership.story if membership else None

    ordered = list(quotes)
    first: dict[Story | None, int] = {}
    for place, quote in enumerate(ordered):
        first.setdefault(story_of(quote), place)
    ordered.sort(key=lambda quote: first[story_of(quote)])
    return tuple(InStory(story, tuple(group)) for story, group in groupby(ordered, key=story_of))
