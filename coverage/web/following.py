"""Following feeds: by an address, out of a list, or those that a job read once."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.feeds import NoFeed, find_feeds, follow
from coverage.documents.alternates import NamedFeed
from coverage.documents.refused import Refused
from coverage.models import Job, JobItem
from coverage.models.feeds import USUAL

from . import feeds
from .editors import for_editors, signed_in
from .feed_form import MOST_OFFERED, FollowForm, ListForm, every_of, offers, ticked

_NAMED = 3


@require_POST
@for_editors
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
        found = follow(
            named[0].address,
            signed_in(request),
            timezone.now(),
            title=named[0].title,
            **every_of(form),
        )
    except (NoFeed, Refused) as why:
        may_pass = why.may_pass
        form.add_error("address", str(why))
        return feeds.feeds_shown(request, form, ListForm(), may_pass, status=422)
    messages.success(request, "Followed from now on." if found.is_new else "It was here already.")
    return redirect(found.feed)


@require_POST
@for_editors
def feeds_of_list(request: HttpRequest) -> HttpResponse:
    """What an OPML file lists, to tick which of it to follow."""
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return feeds.feeds_shown(request, FollowForm(), form, status=422)
    return _choice(request, form.cleaned_data["opml"], form.file_name)


@require_safe
@for_editors
def feeds_of_job(request: HttpRequest, job_id: int) -> HttpResponse:
    """The feeds that a job read once, to tick which of them to follow."""
    job = get_object_or_404(Job, pk=job_id)
    return _choice(request, feeds_read_by(job), job.purpose)


@require_POST
@for_editors
def follow_feeds(request: HttpRequest) -> HttpResponse:
    """Follow all that is ticked; what is no address is told, and the others go on."""
    form = FollowForm({**request.POST.dict(), "address": "https://several.example/"})
    given = every_of(form) if form.is_valid() else {"outlet": "", "every": USUAL}
    chosen = ticked(request.POST)
    new, known, refused = 0, 0, []
    for named in chosen:
        try:
            found = follow(
                named.address, signed_in(request), timezone.now(), title=named.title, **given
            )
        except Refused as why:
            refused.append(str(why))
            continue
        new, known = new + found.is_new, known + (not found.is_new)
    _tell(request, new, known, refused, bool(chosen))
    return redirect(found.feed if len(chosen) == 1 and not refused else "feeds")


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
    context = {
        "said": said,
        "offers": offers(named, all_ticked=form is None),
        "left_out": max(0, len(named) - MOST_OFFERED),
        "outlet": form.cleaned_data["outlet"] if form else "",
        "every": form.cleaned_data["every"] if form else USUAL,
    }
    return render(request, "feeds/choose.html", context)


def _tell(request: HttpRequest, new: int, known: int, refused: Iterable[str], is_any: bool) -> None:
    if not is_any:
        messages.error(request, "Nothing was ticked, so nothing is followed.")
        return
    said = [f"{new:,} {'feed is' if new == 1 else 'feeds are'} followed from now on"]
    said += [f"{known:,} {'was' if known == 1 else 'were'} here already"] if known else []
    messages.success(request, f"{'; '.join(said)}.")
    for why in list(refused)[:_NAMED]:
        messages.error(request, f"Not followed: {why}")
    if (more := len(list(refused)) - _NAMED) > 0:
        messages.error(request, f"Not followed: {more:,} more that are no addresses of the web.")
