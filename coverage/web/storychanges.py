"""Merging, splitting and naming stories, relating them, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coverage.desk.bench import count
from coverage.desk.related import decide_related
from coverage.desk.storychanges import CannotChange, choose_headline, merge, split
from coverage.desk.storyfinding import stories_called, stories_like
from coverage.desk.storyhistory import members_of, regroupings, story_history
from coverage.desk.storysettling import CannotUndo, undo
from coverage.models import State, Story, StoryChange
from coverage.text.spans import as_body

from .editors import back, signed_in
from .numbers import number_of
from .showing import show
from .storyframe import moved


@require_http_methods(["GET", "HEAD", "POST"])
def merge_story(request: HttpRequest, story_id: int) -> HttpResponse:
    """Look for the other story; see what comes together; merge."""
    story = Story.objects.filter(pk=story_id, article_count__gt=0).first()
    if story is None:
        return moved(story_id, "story-merge")
    asked = request.POST if request.method == "POST" else request.GET
    other = _live(asked.get("other", ""), story)
    wrong = ""
    if request.method == "POST":
        leading, gone = (other, story) if asked.get("leading") == "other" else (story, other)
        seen = [number_of(one) for one in asked.get("seen", "").split()]
        try:
            if leading is None or gone is None:
                raise CannotChange("Choose the other story first.")
            merge(leading, gone, signed_in(request), seen=seen)
            return redirect("story-coverage", leading.pk)
        except CannotChange as refused:
            wrong = str(refused)
    context = _finding(asked, story) | {"story": story, "other": other, "wrong": wrong}
    if other is not None:
        context |= _together(story, other)
    return show(request, "stories/merge", context, status=409 if wrong else 200)


def _live(written: str, but: Story) -> Story | None:
    stories = Story.objects.filter(pk=number_of(written), article_count__gt=0)
    return stories.exclude(pk=but.pk).first()


def _finding(asked: Any, story: Story) -> dict[str, Any]:
    """Stories found by what was typed, or that may be the same."""
    typed = " ".join(as_body(asked.get("q", "")).split())[:200]
    found = stories_called(typed, story) if typed else stories_like(story)
    return {"typed": typed, "found": found}


def _together(story: Story, other: Story) -> dict[str, Any]:
    """All articles of both, by publication, and which memberships the person sees."""
    rows = members_of(story) + members_of(other)
    rows.sort(key=lambda row: (row.article.published_at is None, row.article.published_at, row.pk))
    return {"rows": rows, "seen": " ".join(str(row.pk) for row in rows)}


@require_http_methods(["GET", "HEAD", "POST"])
def split_story(request: HttpRequest, story_id: int) -> HttpResponse:
    """Tick articles that tell another story; say which, a new one or one there is."""
    story = Story.objects.filter(pk=story_id, article_count__gt=0).first()
    if story is None:
        return moved(story_id, "story-split")
    asked = request.POST if request.method == "POST" else request.GET
    ticked = {number_of(one) for one in asked.getlist("member")}
    wrong = ""
    if request.method == "POST":
        try:
            to = _live(asked["to"], story) if asked.get("to") else None
            if asked.get("to") and to is None:
                raise CannotChange("That story is not here any more. Choose where they belong.")
            related = asked.get("related") == "yes"
            change = split(story, ticked, signed_in(request), to=to, is_related=related)
            return redirect("story-coverage", change.to_id)
        except CannotChange as refused:
            wrong = str(refused)
    context = _finding(asked, story) | {
        "story": story,
        "rows": members_of(story),
        "ticked": ticked,
        "to": number_of(asked.get("to", "")),
        "related": asked.get("related", "yes" if request.method != "POST" else ""),
        "wrong": wrong,
    }
    return show(request, "stories/split", context, status=409 if wrong else 200)


@require_POST
def set_headline(request: HttpRequest, story_id: int) -> HttpResponse:
    """Have another article's headline stand over the story."""
    story = get_object_or_404(Story, pk=story_id)
    article, seen = (number_of(request.POST.get(name, "")) for name in ("article", "seen"))
    try:
        choose_headline(story, article, signed_in(request), seen=seen)
        messages.success(request, "Its headline stands over the story now.")
    except CannotChange as refused:
        messages.error(request, f"The headline stays: {refused}")
    return redirect("story-coverage", story.pk)


@require_POST
def undo_story_change(request: HttpRequest, change_id: int) -> HttpResponse:
    """Take a change back."""
    change = get_object_or_404(StoryChange.objects.select_related("story", "to"), pk=change_id)
    try:
        undone = undo(change, signed_in(request))
        said = (
            f"Undone: {count(undone.returned, 'article')} returned."
            if undone.returned
            else ("Undone: all is as it was.")
        )
        if undone.stayed:
            said += f" {count(undone.stayed, 'article')} stayed where somebody moved them since."
        messages.success(request, said)
    except CannotUndo as refused:
        messages.error(request, str(refused))
    story = change.story if change.story.memberships.filter(is_current=True).exists() else change.to
    return redirect(back(request, (story or change.story).get_absolute_url()))


@require_POST
def relate_story(request: HttpRequest, story_id: int) -> HttpResponse:
    """Say that another story is related to this one, or that it is not."""
    story = get_object_or_404(Story, pk=story_id)
    other = get_object_or_404(Story, pk=number_of(request.POST.get("other", "")))
    said = request.POST.get("say", "")
    if said not in (State.CONFIRMED, State.REJECTED):
        return HttpResponseBadRequest("say is confirmed or rejected")
    try:
        decide_related(story, other, said, signed_in(request))
        told = {"confirmed": "Linked as related.", "rejected": "Not related: not suggested again."}
        messages.success(request, told[said])
    except CannotChange as refused:
        messages.error(request, f"Nothing is changed: {refused}")
    return redirect(back(request, story.get_absolute_url()))


@require_safe
def history(request: HttpRequest, story_id: int) -> HttpResponse:
    """Who changed what about the story, with the way back."""
    story = Story.objects.filter(pk=story_id, article_count__gt=0).first()
    if story is None:
        return moved(story_id, "story-history")
    return show(request, "stories/history", {"story": story, "lines": story_history(story)})


@require_safe
def regrouped(request: HttpRequest) -> HttpResponse:
    """When the last days were grouped again, and what moved."""
    return show(request, "stories/regrouped", {"runs": regroupings()})
