"""What an editor decides about a whole story or article, with one button."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from coverage.desk.bench import count
from coverage.desk.recomparing import compare_again
from coverage.desk.rereading import reread_article
from coverage.desk.samples import keep_first_codebook, load_samples
from coverage.desk.storychanges import CannotChange, confirm_all, move
from coverage.models import Article, Story

from .editors import back, signed_in
from .numbers import number_of


@require_POST
def confirm_story(request: HttpRequest, story_id: int) -> HttpResponse:
    """Say that every article the person saw stands in the right story."""
    story = get_object_or_404(Story, pk=story_id)
    seen = [number_of(one) for one in request.POST.get("seen", "").split() if one]
    _, left = confirm_all(story, signed_in(request), seen or None)
    said = "Confirmed: these articles tell one story."
    if left:
        said += f" {count(left, 'article')} came since you looked and stay suggested."
    messages.success(request, said)
    return redirect(back(request, story.get_absolute_url()))


@require_POST
def move_article(request: HttpRequest, article_id: int) -> HttpResponse:
    """Put an article into the story the form names, or into one of its own."""
    article = get_object_or_404(Article, pk=article_id)
    to, seen = request.POST.get("story", ""), number_of(request.POST.get("seen", ""))
    story = get_object_or_404(Story, pk=number_of(to)) if to else None
    try:
        moved = move(article, story, signed_in(request), seen=seen or None)
    except CannotChange as refused:
        messages.error(request, f"Nothing is moved: {refused}")
        return redirect(back(request, article.get_absolute_url()))
    said = "Moved here." if story else "Moved to a story of its own. Possible matches put it back."
    messages.success(request, said)
    return redirect(moved.story)


@require_POST
def read_again(request: HttpRequest, article_id: int) -> HttpResponse:
    """Try once more to read what the reader failed on."""
    article = get_object_or_404(Article.objects.for_comparison(), pk=article_id)
    answer = reread_article(article)
    compare_again([article.pk])
    if answer.why:
        messages.error(request, f"Quotes not read: {answer.why}")
    else:
        messages.success(request, "Read again.")
    return redirect(back(request, article.get_absolute_url()))


@require_POST
def load_sample(request: HttpRequest) -> HttpResponse:
    """Load the sample coverage; a second time adds nothing."""
    answers = load_samples(settings.BASE_DIR / "seeds")
    keep_first_codebook()
    added = sum(answer.outcome == "added" for answer in answers)
    messages.success(request, f"Sample coverage loaded: {added} articles added.")
    return redirect("stories")
