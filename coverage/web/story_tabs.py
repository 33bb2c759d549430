"""Three tabs of a story: who quotes whom, framing, timeline. All choices stand in the address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from coverage.desk.framingpage import framing_page
from coverage.desk.pages import StoryPage
from coverage.desk.storybench import OpenStory
from coverage.desk.storypage import story_shell
from coverage.desk.storytimeline import timeline_page
from coverage.desk.whoquotes import SORTS, Sort, who_quotes_whom

from .numbers import number_of
from .spreadlines import drawing
from .storyframe import Context, show_tab
from .tabcontrols import Asked, base_choices, follow_choices, sort_choices, tab_controls


@require_safe
def story_who(request: HttpRequest, story_id: int) -> HttpResponse:
    """Speakers × outlets, with the words quoted."""
    return show_tab(request, story_id, "story-who", _who)


@require_safe
def story_framing(request: HttpRequest, story_id: int) -> HttpResponse:
    """How each outlet begins, whom it quotes first, and what it calls people."""
    return show_tab(request, story_id, "story-framing", _framing)


@require_safe
def story_timeline(request: HttpRequest, story_id: int) -> HttpResponse:
    """Who published when, with what that was new."""
    return show_tab(request, story_id, "story-timeline", _timeline)


def _who(request: HttpRequest, opened: OpenStory) -> tuple[StoryPage, Context]:
    wanted = request.GET.get("sort", "first")
    sort: Sort = next((name for name in SORTS if name == wanted), "first")
    opens = request.GET.get("open", "")
    page = story_shell(opened)
    grid = who_quotes_whom(opened, sort, opens, number_of(request.GET.get("page", "")))
    asked = Asked.of(
        page,
        {"sort": sort if sort != "first" else "", "page": str(grid.page) if grid.page > 1 else ""},
    )
    return page, {
        "who": grid,
        "open": next((row.key for row in grid.rows if row.key == opens), ""),
        "controls": tab_controls(page, asked, sort=sort_choices(asked, sort)),
    }


def _framing(request: HttpRequest, opened: OpenStory) -> tuple[StoryPage, Context]:
    page = story_shell(opened)
    asked = Asked.of(page)
    return page, {
        "framing": framing_page(opened, request.GET.get("verb", "")),
        "controls": tab_controls(page, asked, base=base_choices(page, asked)),
    }


def _timeline(request: HttpRequest, opened: OpenStory) -> tuple[StoryPage, Context]:
    page, timeline = story_shell(opened), timeline_page(opened, request.GET.get("of", ""))
    following = timeline.followed.key if timeline.followed else "none"
    is_usual = bool(timeline.can_follow) and following == timeline.can_follow[0].key
    of = "" if is_usual or not timeline.can_follow else following
    asked = Asked.of(page, {"of": of})
    return page, {
        "timeline": timeline,
        "drawing": drawing(timeline.moments, timeline.followed is not None),
        "controls": tab_controls(page, asked, follow=follow_choices(timeline, asked)),
    }
