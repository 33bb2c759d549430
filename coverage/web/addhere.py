"""Adding an article to the story one looks at: found among those here, or pasted."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from coverage.desk.addinghere import articles_for, receive_here
from coverage.desk.ingest import Arrival
from coverage.models import Story
from coverage.text.spans import as_body

from .add_form import AsTyped, is_small_text_alone, pasted_bytes, pasted_type
from .editors import signed_in
from .showing import show
from .storyframe import moved


class TextForm(forms.Form):
    """One pasted text, whose it is and where it stands."""

    text = AsTyped(label="Text or HTML of one article")
    outlet = forms.CharField(required=False, max_length=200, label="Outlet")
    address = forms.URLField(
        required=False, max_length=2000, label="Address of the article", assume_scheme="https"
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        given = {"text": text, "documents": [], "addresses": [], "feeds": []}
        if text.strip() and not is_small_text_alone(given):
            raise forms.ValidationError("This is too large to paste here: use Add coverage.")
        return text


@require_http_methods(["GET", "HEAD", "POST"])
def add_here(request: HttpRequest, story_id: int) -> HttpResponse:
    """The page; after a text was sent the story, which has its article then."""
    story = Story.objects.filter(pk=story_id, article_count__gt=0).first()
    if story is None:
        return moved(story_id, "story-add")
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        refused = _receive(request, story, form)
        if not refused:
            return redirect("story", story.pk)
        form.add_error("text", refused)
    typed = " ".join(as_body(request.GET.get("q", "")).split())[:2000]
    context = {
        "story": story,
        "form": form,
        "typed": typed,
        "found": articles_for(story, typed),
    }
    return show(request, "stories/add_here", context, status=422 if form.errors else 200)


def _receive(request: HttpRequest, story: Story, form: TextForm) -> str:
    """Why nothing was taken in; "" where it was."""
    given, person = form.cleaned_data, signed_in(request)
    arrival = Arrival(
        pasted_bytes(given["text"]),
        address=given["address"],
        outlet=given["outlet"],
        content_type=pasted_type(given["text"]),
        person=person,
    )
    answers = receive_here(arrival, story, person)
    if refused := next((answer.why for answer in answers if answer.outcome == "refused"), ""):
        return f"Not taken in: {refused}"
    for answer in answers:
        if answer.article:
            messages.success(request, f"{answer.article.called}: {answer.outcome}, in this story.")
    return ""
