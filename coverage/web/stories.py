"""The list of stories, and one story in its tabs."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coverage.desk.people import is_editor
from coverage.desk.related import related_to
from coverage.desk.stories import leads_to
from coverage.desk.storyhistory import lately_changed
from coverage.desk.storypage import story_page
from coverage.models import Story

from .controls import asked_of_story, controls, tabs
from .coverage_tab import coverage_rows
from .editors import signed_in
from .showing import show
from .story_list import story_list


@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """Home: all stories, newest first."""
    return show(request, "stories/stories", {"list": story_list(request.GET, timezone.now())})


@require_safe
def story(request: HttpRequest, story_id: int) -> HttpResponse:
    """Side by side."""
    return _tab(request, story_id, "story")


@require_safe
def story_quotes(request: HttpRequest, story_id: int) -> HttpResponse:
    """One card for each utterance."""
    return _tab(request, story_id, "story-quotes")


@require_safe
def story_claims(request: HttpRequest, story_id: int) -> HttpResponse:
    """Figures that several articles put, and what only one has."""
    return _tab(request, story_id, "story-claims")


@require_safe
def story_posts(request: HttpRequest, story_id: int) -> HttpResponse:
    """Each post, and how each article has it."""
    return _tab(request, story_id, "story-posts")


@require_safe
def story_coverage(request: HttpRequest, story_id: int) -> HttpResponse:
    """The articles, and why each is in the story."""
    return _tab(request, story_id, "story-coverage")


def _tab(request: HttpRequest, story_id: int, name: str) -> HttpResponse:
    asked = Story.objects.filter(pk=story_id, article_count__gt=0)
    found = asked.select_related("uncompared").first()
    if found is None:
        return moved(story_id, name)
    page = story_page(found, **asked_of_story(request.GET))
    context = {
        "page": page,
        "name": name,
        "tabs": tabs(page, name),
        "controls": controls(page, request.GET),
        "undoable": request.session.pop("undoable", None) if is_editor(request.user) else None,
        "related": related_to([found.pk]).get(found.pk, ()),
    }
    if name == "story-coverage":
        context["coverage"] = coverage_rows(found, page)
        context["headline_article"] = found.headline_article_id or 0
    if is_editor(request.user):
        context["changed"] = lately_changed(found, signed_in(request))
    return show(request, f"stories/{name.replace('-', '_')}", context)


def moved(story_id: int, name: str) -> HttpResponse:
    """To the story into which this one was merged, however often; 404 where there is none."""
    to = leads_to(story_id)
    if to is None:
        raise Http404(f"no story {story_id}")
    return HttpResponseRedirect(reverse(name, args=[to]))
