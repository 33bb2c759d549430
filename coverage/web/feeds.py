"""Feeds that are followed: the list, one feed, and what people change about them."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.feeds import follow_again, look_now, pause, set_every, stop
from coverage.desk.revisions import Conflict
from coverage.desk.turns import SHARED_TURNS
from coverage.documents.alternates import NamedFeed
from coverage.documents.fetching import Fetcher, FetchLimits
from coverage.documents.opml import write_opml
from coverage.models import Feed

from .editors import back, reloads_to, signed_in
from .feed_form import EveryForm, FollowForm, ListForm
from .feed_page import feed_page, feeds_page
from .showing import show, wants_fragment

#: What a person waits for: smaller and quicker than what workers fetch.
WAITED_FOR = FetchLimits(size=5 * 2**20, seconds=15.0, patience=10.0, robots_seconds=8.0)


@cache
def request_fetcher() -> Fetcher:
    """What looks for feeds while a person waits; it reaches the public web and nothing else."""
    contact = settings.BASE_URL if settings.BASE_URL.isascii() else ""
    return Fetcher(limits=WAITED_FOR, contact=contact, turns=SHARED_TURNS)


@require_safe
@never_cache
def feeds(request: HttpRequest) -> HttpResponse:
    """All feeds, with the last look at each and when the next one is due."""
    return feeds_shown(request, FollowForm(), ListForm())


def feeds_shown(
    request: HttpRequest,
    follow_form: FollowForm,
    list_form: ListForm,
    may_follow_anyway: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": feeds_page(request.GET, timezone.now()),
        "follow_form": follow_form,
        "list_form": list_form,
        "may_follow_anyway": may_follow_anyway,
    }
    return show(request, "feeds/feeds", context, status)


@require_safe
@never_cache
def feed(request: HttpRequest, feed_id: int) -> HttpResponse:
    """One feed, what can be done about it, and the jobs of what it brought."""
    return _feed_shown(request, feed_id)


def _feed_shown(
    request: HttpRequest, feed_id: int, form: EveryForm | None = None, status: int = 200
) -> HttpResponse:
    found = get_object_or_404(Feed.objects.for_list().select_related("added_by"), pk=feed_id)
    form = form or EveryForm(initial={"every": found.every, "revision": found.revision})
    page = feed_page(found, request.GET, timezone.now())
    says = page.row.said if wants_fragment(request) and page.has_news else ""
    return show(request, "feeds/feed", {"page": page, "form": form, "says": says}, status)


@require_POST
def look_at_feed(request: HttpRequest, feed_id: int) -> HttpResponse:
    """Have a worker look at it as soon as one is free."""
    found = look_now(get_object_or_404(Feed, pk=feed_id), timezone.now())
    return redirect(back(request, found.get_absolute_url()))


@require_POST
def pause_feed(request: HttpRequest, feed_id: int) -> HttpResponse:
    found = pause(get_object_or_404(Feed, pk=feed_id), signed_in(request))
    return redirect(back(request, found.get_absolute_url()))


@require_POST
def follow_feed_again(request: HttpRequest, feed_id: int) -> HttpResponse:
    """After a pause, a stop, or when it was said to be gone: also the undo of a stop."""
    found = get_object_or_404(Feed, pk=feed_id)
    found = follow_again(found, signed_in(request), timezone.now())
    return redirect(back(request, found.get_absolute_url()))


@require_POST
def stop_feed(request: HttpRequest, feed_id: int) -> HttpResponse:
    """No longer followed; the list that comes then offers to take it back."""
    found = stop(get_object_or_404(Feed, pk=feed_id), signed_in(request))
    return redirect(f"{reverse('feeds')}?stopped={found.pk}")


@reloads_to("feed")
def set_feed_every(request: HttpRequest, feed_id: int) -> HttpResponse:
    """Look at it more or less often. Somebody else's change in between is told, not overwritten."""
    found = get_object_or_404(Feed, pk=feed_id)
    form = EveryForm(request.POST)
    if not form.is_valid():
        return _feed_shown(request, feed_id, form, status=422)
    seen = form.cleaned_data["revision"]
    try:
        set_every(found, form.cleaned_data["every"], signed_in(request), seen)
    except Conflict as conflict:
        newest = Feed.objects.get(pk=feed_id).revision
        form = EveryForm({"every": request.POST.get("every"), "revision": newest})
        form.add_error(None, f"{conflict}: look at how it stands now, and send it again.")
        return _feed_shown(request, feed_id, form, status=409)
    messages.success(request, "Kept.")
    return redirect(found)


@require_safe
def feeds_export(request: HttpRequest) -> HttpResponse:
    """All feeds but those that nobody follows any more, for any reader of feeds."""
    named = [NamedFeed(feed.address, feed.title) for feed in Feed.objects.listed()]
    written = write_opml(named, "Feeds followed in Newsroom")
    response = HttpResponse(written, content_type="text/x-opml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="feeds.opml"'
    return response
