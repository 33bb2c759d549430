"""What an editor says of a near-duplicate, with one press."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from coverage.desk.folding import confirm_folded, fold_again, stand_alone
from coverage.models import Article

from .editors import signed_in
from .numbers import number_of

#: What is said → what is done, and what the page says then.
ANSWERS: dict[str, tuple[Callable[[Article, User], bool], str]] = {
    "own": (stand_alone, "It is an article of its own now, and stands in a story."),
    "fold": (fold_again, "It is shown under the first again."),
    "confirm": (confirm_folded, "Confirmed: it is a near-duplicate."),
}


@require_POST
def near_duplicate(request: HttpRequest, article_id: int) -> HttpResponse:
    """Settle whether the article is a near-duplicate of the first, as the form's button says."""
    article = get_object_or_404(Article, pk=article_id)
    if request.POST.get("is") not in ANSWERS:
        raise Http404("no such answer")
    answer, said = ANSWERS[request.POST["is"]]
    if answer(article, signed_in(request)):
        messages.success(request, said)
    else:
        messages.error(request, "Somebody settled it meanwhile: nothing was changed.")
    return redirect(article)


def shared_with(query: QueryDict) -> int:
    """The id of the article whose shared words are asked for; 0 for none."""
    return number_of(query.get("shared", ""))
