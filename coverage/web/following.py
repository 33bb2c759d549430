"""Following feeds: by an address, out of a list, or those that a job read once."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coverage.desk.feeds import Found, NoFeed, find_feeds, follow
from coverage.documents.alternates import NamedFeed
from coverage.documents.refused import Refused
from coverage.models import Job, JobItem

from . import feeds
from .editors import reloads_to, signed_in
from .feed_form import (
    MOST_OFFERED,
    FollowForm,
    GivenForm,
    ListForm,
    Offer,
    offers,
    offers_again,
    ticked,
)

_NAMED = 3


@reloads_to("feeds")
def add_feed(request: HttpRequest) -> HttpResponse:
    """Follow the feed at an address; of a site with several, the person chooses."""
    form = FollowForm(request.POST)
    if not form.is_valid():
        return feeds.feeds_shown(request, form, ListForm(), status=422)
    address, may_pass = form.cleaned_data["address"], False
    try:
        if "anyway" in request.POST:
            named = [NamedFeed(address, "")]
        else:
            named = find_feeds(address, feeds.request_fetcher())
        if len(named) > 1:
            return _choice(request, named, f"{address} has several feeds", form)
        found = _follow(request, named[0], form)
    except (NoFeed, Refused) as why:
        may_pass = why.may_pass
        form.add_error("address", str(why))
        return feeds.feeds_shown(request, form, ListForm(), may_pass, status=422)
    messages.success(request, "Followed from now on." if found.is_new else "It was here already.")
    return redirect(found.feed)


@reloads_to("feeds")
def feeds_of_list(request: HttpRequest) -> HttpResponse:
    """What an OPML file lists, to tick which of it to follow."""
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return feeds.feeds_shown(request, FollowForm(), form, status=422)
    for why in form.refused[:_NAMED]:
        messages.warning(request, why)
    if (more := len(form.refused) - _NAMED) > 0:
        messages.warning(request, f"Its feeds without an address of the web are {more} more.")
    return _choice(request, form.cleaned_data["opml"], form.file_name)


@require_safe
def feeds_of_job(request: HttpRequest, job_id: int) -> HttpResponse:
    """The feeds that a job read once, to tick which of them to follow."""
    job = get_object_or_404(Job, pk=job_id)
    return _choice(request, feeds_read_by(job), job.purpose)


@reloads_to("feeds")
def follow_feeds(request: HttpRequest) -> HttpResponse:
    """Follow all that is ticked; what is no address is told, and the others go on."""
    form = GivenForm(request.POST)
    if not form.is_valid():
        offered = offers_again(request.POST, feeds.request_fetcher().policy)
        return _offered(request, offered, request.POST.get("said", "")[:200], form, 422)
    chosen = ticked(request.POST)
    new, known, refused = 0, 0, []
    for named in chosen:
        try:
            found = _follow(request, named, form)
        except Refused as why:
            refused.append(str(why))
            continue
        new, known = new + found.is_new, known + (not found.is_new)
    _tell(request, new, known, refused, bool(chosen))
    return redirect(found.feed if len(chosen) == 1 and not refused else "feeds")


def _follow(request: HttpRequest, named: NamedFeed, form: GivenForm) -> Found:
    person, policy = signed_in(request), feeds.request_fetcher().policy
    return follow(
        named.address, person, timezone.now(), title=named.title, policy=policy, **form.given
    )


def feeds_read_by(job: Job) -> list[NamedFeed]:
    """What of a job's addresses was a feed, by the name it came under."""
    read = JobItem.objects.filter(job=job, is_feed=True, kind=JobItem.Kind.ADDRESS)
    return [
        NamedFeed(address, "" if name.startswith(("http", "Feeds, ", "Addresses, ")) else name)
        for address, name in read.order_by("position").values_list("address", "name")
    ]


def _choice(
    request: HttpRequest, named: list[NamedFeed], said: str, form: FollowForm | None = None
) -> HttpResponse:
    """The feeds to tick; of a site's own only the first is ticked."""
    offered = offers(named, form is None, feeds.request_fetcher().policy)
    given = form or GivenForm()
    return _offered(request, offered, said, given, left_out=max(0, len(named) - MOST_OFFERED))


def _offered(
    request: HttpRequest,
    offered: list[Offer],
    said: str,
    form: GivenForm,
    status: int = 200,
    left_out: int = 0,
) -> HttpResponse:
    context = {
        "said": said,
        "offers": offered,
        "open": sum(offer.is_open for offer in offered),
        "left_out": left_out,
        "form": form,
    }
    return render(request, "feeds/choose.html", context, status=status)


def _tell(request: HttpRequest, new: int, known: int, refused: Iterable[str], is_any: bool) -> None:
    if not is_any:
        messages.error(request, "Nothing was ticked, so nothing is followed.")
        return
    said = [f"{new:,} {'feed is' if new == 1 else 'feeds are'} followed from now on"] * bool(new)
    said += [f"{known:,} {'was' if known == 1 else 'were'} here already"] if known else []
    if said:
        messages.success(request, f"{'; '.join(said)}.")
    for why in list(refused)[:_NAMED]:
        messages.error(request, f"Not followed: {why}")
    if (more := len(list(refused)) - _NAMED) > 0:
        messages.error(request, f"Not followed: {more:,} more, which cannot be asked for.")
