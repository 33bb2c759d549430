"""Three tabs of a story: who quotes whom, framing, timeline. All choices stand in the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from coverage.desk.framingpage import framing_page
from coverage.desk.storybench import OpenStory, open_story, story_shell
from coverage.desk.storytimeline import timeline_page
from coverage.desk.whoquotes import SORTS, Sort, who_quotes_whom
from coverage.models import Story

from .controls import asked_of_story, tabs
from .showing import show
from .spreadlines import drawing
from .stories import moved
from .tabcontrols import Asked, tab_controls

Context = dict[str, Any]


@require_safe
def story_who(request: HttpRequest, story_id: int) -> HttpResponse:
    """Speakers × outlets, with the words quoted."""
    return _tab(request, story_id, "story-who", _who)


@require_safe
def story_framing(request: HttpRequest, story_id: int) -> HttpResponse:
    """How each outlet begins, whom it quotes first, and what it calls people."""
    return _tab(request, story_id, "story-framing", _framing)


@require_safe
def story_timeline(request: HttpRequest, story_id: int) -> HttpResponse:
    """Who published when, with what that was new."""
    return _tab(request, story_id, "story-timeline", _timeline)


def _who(request: HttpRequest, opened: OpenStory) -> Context:
    asked = request.GET.get("sort", "first")
    sort: Sort = next((name for name in SORTS if name == asked), "first")
    wanted = request.GET.get("open", "")
    grid = who_quotes_whom(opened, sort, wanted)
    return {
        "who": grid,
        "open": next((row.key for row in grid.rows if row.key == wanted), ""),
        "asked": {"sort": sort if sort != "first" else ""},
    }


def _framing(request: HttpRequest, opened: OpenStory) -> Context:
    return {"framing": framing_page(opened, request.GET.get("verb", "")), "asked": {}}


def _timeline(request: HttpRequest, opened: OpenStory) -> Context:
    page = timeline_page(opened, request.GET.get("of", ""))
    following = page.followed.key if page.followed else "none"
    is_usual = bool(page.can_follow) and following == page.can_follow[0].key
    return {
        "timeline": page,
        "drawing": drawing(page.moments, page.followed is not None),
        "asked": {"of": "" if is_usual or not page.can_follow else following},
    }


def _tab(
    request: HttpRequest,
    story_id: int,
    name: str,
    context_of: Callable[[HttpRequest, OpenStory], Context],
) -> HttpResponse:
    found = Story.objects.filter(pk=story_id, article_count__gt=0).first()
    if found is None:
        return moved(story_id, name)
    wanted = asked_of_story(request.GET)
    copies_once = request.GET.get("copies") == "once"
    opened = open_story(
        found, base=wanted["base"], picked=wanted["picked"], copies_once=copies_once
    )
    page = story_shell(opened)
    context = context_of(request, opened)
    asked = Asked(
        opened.picked, opened.base, copies_once and opened.has_copies, context.pop("asked")
    )
    context |= {
        "page": page,
        "name": name,
        "tabs": tabs(page, name),
        "opened": opened,
        "controls": tab_controls(opened, asked, context, name),
    }
    return show(request, f"stories/{name.replace('-', '_')}", context)
