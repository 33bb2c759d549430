"""Tags on quotes and claims: suggested as they are typed, put on, taken off."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.articlecards import LETTERS
from coverage.desk.redrawing import card_of
from coverage.desk.tagging import CannotTag, suggest_tags, tag_words, untag
from coverage.models import Coding, Quote, SpanRow
from coverage.text.names import name_key

from .cardsagain import TAGGED, Undoable, card_again, place_of, row_or_404
from .editors import signed_in
from .showing import wants_fragment


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The options under the field: tags that hold what was typed, then making a new one."""
    typed = " ".join(request.GET.get("name", "").split())[:100]
    tags = suggest_tags(typed, person=signed_in(request).pk)
    is_known = any(tag.name_key == name_key(typed) for tag in tags)
    context = {"tags": tags, "typed": typed, "can_create": bool(typed) and not is_known}
    return render(request, "articles/_tag_options.html", context)


@require_POST
def tag(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Put a tag on a quote; a name that cannot be one stays in the field, with the reason."""
    return tag_mark(request, "quote", quote_id)


@require_POST
def tag_mark(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """The same for a quote or a claim: the tag is on all of its words."""
    if kind not in TAGGED:
        raise Http404("tags are put on quotes and claims, and on any words")
    row, name = row_or_404(kind, key), request.POST.get("name", "")
    quote = row if isinstance(row, Quote) else None
    try:
        coding = tag_words(row.version, row.start, row.end, name, signed_in(request), quote=quote)
    except CannotTag as error:
        return _refused(request, kind, row, name, str(error))
    done = Undoable(
        f"Tagged “{coding.tag}”: “{row.excerpt(60)}”",
        reverse("untag", args=[coding.pk]),
        f"#{LETTERS[kind]}{key}",
    )
    return card_again(request, kind, row, done, just_tagged=True)


@require_POST
def take_off(request: HttpRequest, coding_id: int) -> HttpResponse:
    """Take one's own tag off; that it was there stays in history."""
    coding = get_object_or_404(Coding.objects.select_related("tag", "version"), pk=coding_id)
    if coding.person_id != request.user.pk:
        raise PermissionDenied("This tag was put on by somebody else.")
    kind, key = card_of(coding)
    if kind == "coding":
        raise Http404("a tag on words alone is taken off as a mark")
    name, row = coding.tag.name, row_or_404(kind, key)
    untag(coding, signed_in(request))
    done = Undoable(
        f"Took off “{name}”: “{row.excerpt(60)}”",
        reverse("restore-mark", args=["coding", coding_id]),
        f"#{LETTERS[kind]}{key}",
    )
    return card_again(request, kind, row, done)


def _refused(request: HttpRequest, kind: str, row: SpanRow, name: str, why: str) -> HttpResponse:
    if wants_fragment(request):
        return card_again(request, kind, row, status=422, tag_wrong=why, tag_typed=name)
    messages.error(request, f"Not tagged: {why}")
    return redirect(place_of(kind, row))
