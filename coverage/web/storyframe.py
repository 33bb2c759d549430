"""What every tab of a story has: its head, its tabs, related stories, and the last change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from coverage.desk.pages import StoryPage
from coverage.desk.people import is_editor
from coverage.desk.related import related_to
from coverage.desk.stories import leads_to
from coverage.desk.storybench import OpenStory, open_story
from coverage.desk.storyhistory import lately_changed
from coverage.models import Story

from .controls import asked_of_story, tabs
from .editors import signed_in
from .showing import show, wants_fragment

Context = dict[str, Any]
#: Makes a tab's page and what else it prints of a story that is open.
Laid = Callable[[HttpRequest, OpenStory], tuple[StoryPage, Context]]


def show_tab(request: HttpRequest, story_id: int, name: str, lay: Laid) -> HttpResponse:
    """The tab of that name; a story that was merged away leads to where it went. Of a fragment the
    head goes with it, as its counts and tabs keep what is asked of the comparison."""
    asked = Story.objects.filter(pk=story_id, article_count__gt=0)
    story = asked.select_related("uncompared").first()
    if story is None:
        return moved(story_id, name)
    page, context = lay(request, open_story(story, **asked_of_story(request.GET)))
    edits = is_editor(request.user)
    context |= {
        "page": page,
        "name": name,
        "tabs": tabs(page, name),
        "swapped": wants_fragment(request),
        "related": related_to([story.pk]).get(story.pk, ()),
        "undoable": request.session.pop("undoable", None) if edits else None,
    }
    if edits:
        context["changed"] = lately_changed(story, signed_in(request))
    return show(request, f"stories/{name.replace('-', '_')}", context)


def moved(story_id: int, name: str) -> HttpResponse:
    """To the story into which this one was merged, however often; 404 where there is none."""
    to = leads_to(story_id)
    if to is None:
        raise Http404(f"no story {story_id}")
    return HttpResponseRedirect(reverse(name, args=[to]))
