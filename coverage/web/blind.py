"""Blind view, handout and answer key of a story: who published what is masked."""

from __future__ import annotations

from secrets import randbelow

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from coverage.desk.blind import blind_page
from coverage.models import Story

from .numbers import number_of
from .showing import show
from .storyframe import moved

#: Seeds are short, as they are read out in class: 1000 to 9999.
SEEDS = range(1000, 10_000)


@require_safe
def blind(request: HttpRequest, story_id: int) -> HttpResponse:
    """Side by side, every text under a letter; `?reveal=1` says beneath who they are."""
    return _page(request, story_id, "story-blind")


@require_safe
def handout(request: HttpRequest, story_id: int) -> HttpResponse:
    """For printing: the texts whole, and a table to fill in."""
    return _page(request, story_id, "story-handout")


@require_safe
def answer_key(request: HttpRequest, story_id: int) -> HttpResponse:
    """For printing: who the letters are, and the table filled in."""
    return _page(request, story_id, "story-key")


def _page(request: HttpRequest, story_id: int, name: str) -> HttpResponse:
    found = Story.objects.filter(pk=story_id, article_count__gt=0)
    story = found.select_related("uncompared").first()
    if story is None:
        return moved(story_id, name)
    seed = number_of(request.GET.get("seed", ""))
    if seed not in SEEDS:  # the order stands in the address, so that a class sees one
        drawn = SEEDS[randbelow(len(SEEDS))]
        return HttpResponseRedirect(f"{reverse(name, args=[story_id])}?seed={drawn}")
    context = {
        "page": blind_page(story, seed),
        "seed": seed,
        "is_revealed": request.GET.get("reveal") == "1",
    }
    return show(request, f"stories/{name.replace('-', '_')}", context)
