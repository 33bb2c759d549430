"""Merging and splitting speakers, answering "may be the same", and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST

from coverage.desk.speakermerging import decide_bare_name, decide_pair, merge
from coverage.desk.speakermoves import CannotMove, undo
from coverage.desk.speakersplitting import adopt, split
from coverage.desk.speakersuggestions import pairs_for
from coverage.models import Article, Speaker, SpeakerChange, SpeakerDecision
from coverage.text.spans import as_body

from .editors import back, signed_in
from .marking import Undoable
from .numbers import number_of
from .showing import HTMX_HEADERS, show, wants_fragment
from .speaker_split import chosen_quotes, split_list

#: Speakers shown to choose from when two are merged by hand.
MOST_SHOWN = 20
VERDICTS = SpeakerDecision.Verdict.values


@require_http_methods(["GET", "HEAD", "POST"])
def merge_speaker(request: HttpRequest, speaker_id: int) -> HttpResponse:
    """Look for the other speaker, then merge: the page says first what will happen."""
    found = standing_or_404(speaker_id)
    if request.method == "POST":
        return _merge(request, found)
    typed = " ".join(as_body(request.GET.get("q", "")).split())[:100]
    others = Speaker.objects.for_list().called_like(typed).exclude(pk=found.pk)
    alike = [p.other if p.one.speaker == found else p.one for p in pairs_for([found])]
    context = {
        "speaker": found,
        "typed": typed,
        "others": others[:MOST_SHOWN] if typed else [side.speaker for side in alike],
        "chosen": number_of(request.GET.get("other", "")),
    }
    return show(request, "speakers/merge", context)


def _merge(request: HttpRequest, found: Speaker) -> HttpResponse:
    other = Speaker.objects.filter(pk=number_of(request.POST.get("other", ""))).first()
    if other is None:
        messages.error(request, "Nothing is merged: choose the other speaker first.")
        return redirect("speaker-merge", found.pk)
    leading, gone = (other, found) if request.POST.get("leading") == "other" else (found, other)
    try:
        change = merge(leading, gone, signed_in(request))
    except CannotMove as refused:
        messages.error(request, f"Not merged: {refused}")
        return redirect(found)
    return redirect(change.to)


@require_http_methods(["GET", "HEAD", "POST"])
def split_speaker(request: HttpRequest, speaker_id: int) -> HttpResponse:
    """Choose quotes, and whose they are."""
    found = standing_or_404(speaker_id)
    wrong = ""
    if request.method == "POST":
        whole_name = request.POST.get("later") == "name"
        try:
            change = split(
                found,
                chosen_quotes(found, request.POST),
                as_body(request.POST.get("to", "")),
                signed_in(request),
                whole_name=whole_name,
            )
            return redirect(change.to)
        except CannotMove as refused:
            wrong = str(refused)
    asked = request.POST if wrong else request.GET
    context = {"list": split_list(found, request.GET, asked), "speaker": found, "wrong": wrong}
    return show(request, "speakers/split", context, status=422 if wrong else 200)


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """One pair, or a bare name in an article: merge (name it), not the same, or later."""
    asked = request.POST
    one = standing_or_404(number_of(asked.get("one", "")))
    try:
        if asked.get("article"):
            return _answer_bare_name(request, one, asked)
        return _answer_pair(request, one, standing_or_404(number_of(asked.get("other", ""))))
    except CannotMove as refused:
        return _done(request, Undoable(f"Nothing is changed: {refused}"), one)


def _answer_pair(request: HttpRequest, one: Speaker, other: Speaker) -> HttpResponse:
    verdict, person = request.POST.get("verdict", ""), signed_in(request)
    if verdict == "same":
        leading = other if request.POST.get("leading") == str(other.pk) else one
        change = merge(leading, one if leading == other else other, person)
        said = f"Merged: {change.speaker} is {change.to}."
        return _done(request, _undoable(said, change), change.to)
    if verdict not in VERDICTS:
        return HttpResponseBadRequest("verdict is same, different or later")
    decide_pair(one, other, verdict, person)
    told = {"different": f"Kept apart for good: {one} and {other}.", "later": "Put off for later."}
    return _done(request, Undoable(told[verdict]), one)


def _answer_bare_name(request: HttpRequest, one: Speaker, asked: QueryDict) -> HttpResponse:
    article = get_object_or_404(Article, pk=number_of(asked.get("article", "")))
    name, verdict = as_body(asked.get("name", ""))[:300], asked.get("verdict", "")
    if verdict == "same":
        change = adopt(article, name, one, signed_in(request))
        said = f"“{name}” in {article.called} is {one} now, in later readings too."
        return _done(request, _undoable(said, change), one)
    if verdict not in VERDICTS:
        return HttpResponseBadRequest("verdict is same, different or later")
    decide_bare_name(one, article, name, verdict, signed_in(request))
    told = {
        "different": f"“{name}” in {article.called} is not {one}.",
        "later": "Put off for later.",
    }
    return _done(request, Undoable(told[verdict]), one)


@require_POST
def undo_change(request: HttpRequest, change_id: int) -> HttpResponse:
    """Take a merge or a split back."""
    change = get_object_or_404(SpeakerChange.objects.select_related("speaker", "to"), pk=change_id)
    try:
        undo(change, signed_in(request))
        done = Undoable("Undone: quotes and names are where they were.")
    except CannotMove as refused:
        done = Undoable(str(refused))
    return _done(request, done, change.speaker or change.to)


def standing_or_404(speaker_id: int) -> Speaker:
    """The speaker, or the one they were merged into."""
    found = get_object_or_404(Speaker.objects.select_related("merged_into"), pk=speaker_id)
    return found.merged_into or found


def _undoable(said: str, change: SpeakerChange) -> Undoable:
    return Undoable(said, reverse("undo-speaker-change", args=[change.pk]), "closest .pair")


def _done(request: HttpRequest, done: Undoable, speaker: Speaker) -> HttpResponse:
    """For htmx what stands in the card's place; without JavaScript back to the page, with the
    message."""
    if not wants_fragment(request):
        messages.success(request, done.words)
        return redirect(back(request, speaker.get_absolute_url()))
    context: dict[str, Any] = {"undoable": done}
    response = render(request, "speakers/_answered.html", context)
    patch_vary_headers(response, HTMX_HEADERS)
    return response
