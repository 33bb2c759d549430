"""The review queue on its page, and the answer to one mark with its copies."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST

from coverage.desk.orphanpage import orphan_count
from coverage.desk.queue import KINDS, Scope
from coverage.desk.queuepages import Number, settled_since
from coverage.desk.review import Conflict, NothingToUndo, undo
from coverage.desk.reviewanswers import answer, undo_action
from coverage.desk.reviewitems import AskedMark, QueuePage, asked_mark, queue_page
from coverage.desk.reviewlinks import alike_count
from coverage.desk.revisions import StandsAlready
from coverage.models import ReviewAction, State

from .editors import back, signed_in
from .filterlinks import FilterGroup
from .marking import Undoable, seen_revision
from .review_filters import QueueFilters, counted, filter_groups, told_filters
from .showing import HTMX_HEADERS, show, wants_fragment

SAID = {
    State.CONFIRMED: "Confirmed",
    State.REJECTED: "Rejected",
    State.SUGGESTED: "Left unsure",
}
#: Lists in which a person's place is remembered.
MOST_PLACES = 20
_PLACES = "review_places"


@dataclass(frozen=True, slots=True)
class QueueList:
    """The page of the queue."""

    filters: QueueFilters
    page: QueuePage
    groups: tuple[FilterGroup, ...]
    first: int  # outlets and stories are counted in so many of each kind; 0 where in all
    numbers: dict[str, Number]
    total: Number
    today: Number
    told: list[str]
    went_on: bool  # the page begins where the person stopped
    here: str
    next: str  # the page behind this one, "" at the end
    passed: str  # those the person passed over; "" where there are none

    @property
    def of_today(self) -> Number:
        """What is settled today and what is left."""
        return Number.of(self.today + self.total, self.total.is_more or self.today.is_more)

    @property
    def marks(self) -> list[AskedMark]:
        """Those that one answer may be given of: left-over lines are asked one by one."""
        return [one for one in self.page.marks if isinstance(one, AskedMark)]


def queue_list(request: HttpRequest) -> HttpResponse:
    """Twenty marks, the least sure first, or those put off or settled, newest first."""
    person = signed_in(request)
    filters = QueueFilters.of(request.GET)
    asked = filters.asked(person.pk)
    scope = Scope(asked)
    after, went_on = _place(request, filters)
    page = queue_page(asked, scope, after)
    if went_on and not page.marks:  # all behind it is settled: what was passed over is left
        after, went_on = "", False
        page = queue_page(asked, scope, "")
    numbers, total = counted(filters, asked, scope)
    groups, first = filter_groups(filters, asked, scope, numbers)
    here = filters.href()
    joint = "&" if "?" in here else "?"
    listed = QueueList(
        filters=filters,
        page=page,
        groups=groups,
        first=first,
        numbers=numbers,
        total=total,
        today=settled_since(_midnight(), person.pk),
        told=told_filters(filters),
        went_on=went_on,
        here=here,
        next=f"{here}{joint}{urlencode({'after': page.after})}" if page.after else "",
        passed=filters.href(until=after) if after and filters.show == "open" else "",
    )
    context = {
        "list": listed,
        "undoable": request.session.pop("undoable", None),
        "orphans": orphan_count(person.pk),
        "alike": alike_count(),
    }
    return show(request, "review/queue", context)


def _place(request: HttpRequest, filters: QueueFilters) -> tuple[str, bool]:
    """Behind which place the page begins, and whether that is where the person stopped before.
    What was passed over in a list stays so until they ask for its beginning."""
    after, key = request.GET.get("after", ""), filters.href()
    if filters.show != "open" or filters.until:
        return after, False
    kept: dict[str, str] = request.session.get(_PLACES, {})
    if after or "from" in request.GET:
        others = {name: place for name, place in kept.items() if name != key}
        now = {**others, key: after} if after else others
        if now != kept:
            request.session[_PLACES] = dict(list(now.items())[-MOST_PLACES:])
        return after, False
    return kept.get(key, ""), key in kept


def _midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_mark(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Confirm, reject or leave unsure: the mark, and the copies of it that nobody answered. Looked
    at, it is the mark as it stands now, after a part of it was edited in place."""
    asked, copies = _asked_or_404(kind, key)
    if request.method != "POST":
        return _as_it_stands(request, asked)
    state = request.POST.get("state", "")
    if state not in State.values:
        return HttpResponseBadRequest("state is suggested, confirmed or rejected")
    row = KINDS[kind].model.objects.select_related("version__article__outlet").get(pk=key)
    try:
        action = answer(kind, row, State(state), signed_in(request), seen_revision(request), copies)
    except Conflict as conflict:
        return _taken(request, asked, conflict)
    more = f", and in {_copies(action.changed - 1)}" if action and action.changed > 1 else ""
    fields = (("next", request.POST.get("next", "")), ("kind", kind), ("key", str(key)))
    done = Undoable(
        f"{SAID[State(state)]}: “{asked.short}”{more}",
        reverse("undo-answers", args=[action.pk])
        if action
        else reverse("unanswer-mark", args=[kind, key]),
        f"#{asked.name}",
        (*fields, ("revision", str(row.revision))),
    )
    if not wants_fragment(request):
        request.session["undoable"] = asdict(replace(done, target=""))
        return redirect(back(request, reverse("review")))
    now, _ = _asked_or_404(kind, key)
    context = {"asked": now, "more": more, "undoable": done, **_counts(request)}
    return _fragment(request, "review/_answered.html", context)


def _as_it_stands(request: HttpRequest, asked: AskedMark) -> HttpResponse:
    there = request.GET.get("next", "")
    if not wants_fragment(request):
        return redirect("review")
    counts = counts_of_list(there, signed_in(request).pk)
    if asked.at is None:
        return _fragment(request, "review/_asked_again.html", {"asked": asked, **counts})
    done = Undoable(
        f"{SAID[State(asked.state)]}: “{asked.short}”",
        reverse("unanswer-mark", args=[asked.kind, asked.key]),
        f"#{asked.name}",
        (("next", there), ("revision", str(asked.revision))),
    )
    return _fragment(request, "review/_answered.html", {"asked": asked, "undoable": done, **counts})


@require_POST
def unanswer_mark(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """As the mark was before the last answer."""
    asked, _ = _asked_or_404(kind, key)
    row = KINDS[kind].model.objects.select_related("version").get(pk=key)
    revision = seen_revision(request)
    if revision is not None:
        row.revision = revision
    said = f"Undone: “{asked.short}” waits again."
    try:
        undo(row, signed_in(request))
    except StandsAlready as why:
        said = str(why)
    except NothingToUndo:
        said = "Nothing to undo."
    except Conflict as conflict:
        return _taken(request, asked, conflict)
    return _again(request, kind, key, said)


@require_POST
def undo_answers(request: HttpRequest, action_id: int) -> HttpResponse:
    """Take back an answer that was given of several marks at once; of very many in short steps."""
    action = get_object_or_404(ReviewAction, pk=action_id)
    back_again, changed, is_more = undo_action(action, signed_in(request))
    if is_more:
        return redirect("answer-list", action_id)
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    said = f"Undone: {marks_told(back_again)} as before."
    if not (back_again or changed):
        said = "Nothing to undo: it was taken back already."
    if changed:
        said += f" {marks_told(changed)} somebody has changed since: left as they are."
    if kind in KINDS and key.isdecimal() and wants_fragment(request):
        return _again(request, kind, int(key), said)
    messages.success(request, said)
    return redirect(back(request, reverse("review")))


def _again(request: HttpRequest, kind: str, key: int, said: str) -> HttpResponse:
    """The mark as it asks now."""
    if not wants_fragment(request):
        messages.success(request, said)
        return redirect(back(request, reverse("review")))
    asked, _ = _asked_or_404(kind, key)
    context = {"asked": asked, "undoable": Undoable(said), **_counts(request)}
    return _fragment(request, "review/_asked_again.html", context)


def _taken(request: HttpRequest, asked: AskedMark, conflict: Conflict) -> HttpResponse:
    """Somebody was quicker: nothing is written, what they said stands there, the next one comes."""
    who = conflict.who.get_username() if conflict.who else "Somebody"
    theirs: Any = conflict.theirs
    state = State(getattr(theirs, "state", State.SUGGESTED))
    did = SAID[state].lower() if getattr(theirs, "is_decided", False) else "changed"
    said = f"{who} {did} this while you had it open. Nothing of yours is written."
    if not wants_fragment(request):
        messages.error(request, said)
        return redirect(back(request, reverse("review")))
    context = {"asked": asked, "said": said, **_counts(request)}
    return _fragment(request, "review/_taken.html", context, status=409)


def _fragment(
    request: HttpRequest, file: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    response = render(request, file, context, status=status)
    patch_vary_headers(response, HTMX_HEADERS)
    return response


def _counts(request: HttpRequest) -> dict[str, Any]:
    """The list the form stands in, and its counts as they are now."""
    return counts_of_list(request.POST.get("next", ""), signed_in(request).pk)


def counts_of_list(there: str, person: int) -> dict[str, Any]:
    """What the heads of a list say, for an answer that changes them."""
    filters = QueueFilters.of(QueryDict(there.partition("?")[2]))
    asked = filters.asked(person)
    numbers, total = counted(filters, asked, Scope(asked))
    today = settled_since(_midnight(), person)
    return {
        "next": there,
        "filters": filters,
        "numbers": numbers,
        "total": total,
        "today": today,
        "of_today": Number.of(today + total, total.is_more or today.is_more),
    }


def _asked_or_404(kind: str, key: int) -> tuple[AskedMark, Any]:
    if kind not in KINDS or kind == "residue":
        raise Http404(f"no kind {kind}")
    try:
        asked, copies = asked_mark(kind, key)
    except (ObjectDoesNotExist, ValueError):
        raise Http404(f"no {kind} {key}") from None
    assert isinstance(asked, AskedMark)
    return asked, copies


def _copies(number: int) -> str:
    return f"{number} {'copy' if number == 1 else 'copies'}"


def marks_told(number: int) -> str:
    """ "1 mark", "2,000 marks"."""
    return f"{number:,} {'mark' if number == 1 else 'marks'}"
