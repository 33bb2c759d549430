"""The list of stories, and the tabs of one that lay out rows, quotes, claims, posts, articles."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coverage.desk.pages import StoryPage
from coverage.desk.storybench import OpenStory
from coverage.desk.storypage import page_of

from .controls import controls, rows_asked
from .coverage_tab import coverage_rows, shared_texts
from .showing import show
from .story_list import story_list
from .storyframe import Context, show_tab
from .tabcontrols import Asked, base_choices, tab_controls


@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """Home: all stories, newest first."""
    return show(request, "stories/stories", {"list": story_list(request.GET, timezone.now())})


@require_safe
def story(request: HttpRequest, story_id: int) -> HttpResponse:
    """Side by side."""
    return show_tab(request, story_id, "story", _side)


@require_safe
def story_quotes(request: HttpRequest, story_id: int) -> HttpResponse:
    """One card for each utterance."""
    return show_tab(request, story_id, "story-quotes", _quotes)


@require_safe
def story_claims(request: HttpRequest, story_id: int) -> HttpResponse:
    """Figures that several articles put, and what only one has."""
    return show_tab(request, story_id, "story-claims", _claims)


@require_safe
def story_posts(request: HttpRequest, story_id: int) -> HttpResponse:
    """Each post, and how each article has it."""
    return show_tab(request, story_id, "story-posts", _laid)


@require_safe
def story_coverage(request: HttpRequest, story_id: int) -> HttpResponse:
    """The articles, and why each is in the story."""
    return show_tab(request, story_id, "story-coverage", _coverage)


def _side(request: HttpRequest, opened: OpenStory) -> tuple[StoryPage, Context]:
    page = page_of(opened, **rows_asked(request.GET))
    return page, {"controls": controls(page, request.GET)}


def _laid(request: HttpRequest, opened: OpenStory) -> tuple[StoryPage, Context]:
    page = page_of(opened)
    own = {name: request.GET.get(name, "") for name in ("claims", "full")}
    asked = Asked.of(page, {name: value for name, value in own.items() if value})
    return page, {"choices": tab_controls(page, asked)}


def _claims(request: HttpRequest, opened: OpenStory) -> tuple[StoryPage, Context]:
    page, context = _laid(request, opened)
    return page, context | {"controls": controls(page, request.GET)}


def _quotes(request: HttpRequest, opened: OpenStory) -> tuple[StoryPage, Context]:
    page, context = _claims(request, opened)
    asked = context["choices"].here
    return page, context | {"choices": tab_controls(page, asked, base=base_choices(page, asked))}


def _coverage(request: HttpRequest, opened: OpenStory) -> tuple[StoryPage, Context]:
    page, context = _laid(request, opened)
    return page, context | {
        "coverage": coverage_rows(opened.story, page),
        "shared_texts": shared_texts(opened),
        "headline_article": opened.story.headline_article_id or 0,
    }
