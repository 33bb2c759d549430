"""Tags on quotes: suggested as they are typed, put on, taken off."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.tagging import CannotTag, suggest_tags, tag_quote, untag
from coverage.models import Coding, Quote
from coverage.text.names import name_key

from .editors import for_editors, signed_in
from .marking import Undoable, card_again, place_of, row_or_404
from .showing import wants_fragment


@require_safe
@for_editors
def suggest(request: HttpRequest) -> HttpResponse:
    """The options under the field: tags that hold what was typed, then making a new one."""
    typed = " ".join(request.GET.get("name", "").split())[:100]
    tags = suggest_tags(typed)
    is_known = any(tag.name_key == name_key(typed) for tag in tags)
    context = {"tags": tags, "typed": typed, "can_create": bool(typed) and not is_known}
    return render(request, "articles/_tag_options.html", context)


@require_POST
@for_editors
def tag(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Put a tag on a quote; a name that cannot be one stays in the field, with the reason."""
    quote, name = row_or_404("quote", quote_id), request.POST.get("name", "")
    try:
        coding = tag_quote(quote, name, signed_in(request))
    except CannotTag as error:
        return _refused(request, quote, name, str(error))
    done = Undoable(
        f"Tagged “{coding.tag}”: “{quote.excerpt(60)}”",
        reverse("untag", args=[coding.pk]),
        f"#q{quote.pk}",
    )
    return card_again(request, "quote", quote, done, just_tagged=True)


@require_POST
@for_editors
def take_off(request: HttpRequest, coding_id: int) -> HttpResponse:
    """Take one's own tag off; that it was there stays in history."""
    coding = get_object_or_404(Coding.objects.select_related("tag", "version"), pk=coding_id)
    if coding.person_id != request.user.pk:
        raise PermissionDenied("This tag was put on by somebody else.")
    name, quote = coding.tag.name, row_or_404("quote", coding.quote_id or 0)
    untag(coding, signed_in(request))
    done = Undoable(
        f"Took off “{name}”: “{quote.excerpt(60)}”",
        reverse("tag-quote", args=[quote.pk]),
        f"#q{quote.pk}",
        (("name", name),),
    )
    return card_again(request, "quote", quote, done)


def _refused(request: HttpRequest, quote: Quote, name: str, why: str) -> HttpResponse:
    if wants_fragment(request):
        return card_again(request, "quote", quote, status=422, tag_wrong=why, tag_typed=name)
    messages.error(request, f"Not tagged: {why}")
    return redirect(place_of("quote", quote))
