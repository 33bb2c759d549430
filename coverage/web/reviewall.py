"""One answer for all marks of a page, or of a list: looked at first, given in short steps, taken
back as a whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from coverage.desk.queue import KINDS, Asked, Place, Scope
from coverage.desk.queuepages import Number, counts, total
from coverage.desk.reviewanswers import MOST, answer_page, begin_list, last_rows, step_list
from coverage.desk.reviewitems import AskedMark, marks_at, queue_page
from coverage.models import ReviewAction, State

from .editors import back, signed_in
from .marking import Undoable
from .numbers import number_of
from .review_filters import NAMES, QueueFilters, told_filters
from .reviewqueue import SAID, marks_told

#: What the buttons say of many.
DOES = {
    State.CONFIRMED: "Confirm",
    State.REJECTED: "Reject",
    State.SUGGESTED: "Leave unsure",
}
#: Marks of a list that are shown before an answer is given of all.
SHOWN = 10
#: Marks that a form of a page may name.
MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class Preview:
    """What one answer would be given of."""

    does: str  # Confirm
    state: str
    number: Number
    kinds: tuple[tuple[str, Number], ...]  # "quotes in marks", how many
    told: list[str]  # the filters in words
    marks: tuple[AskedMark, ...]  # the first of them
    is_page: bool
    changed: int  # somebody changed so many since the page was opened
    fields: tuple[tuple[str, str], ...]
    action: str
    back: str

    @property
    def not_shown(self) -> int:
        return max(0, self.number - len(self.marks))

    @property
    def most(self) -> int:
        """How many an answer takes at most; 0 where that is more than there are."""
        return MOST if self.number.is_more else 0


@require_http_methods(["GET", "HEAD", "POST"])
def answer_all(request: HttpRequest) -> HttpResponse:
    """All that the filters leave: what it is; and, posted, the first step of answering it."""
    sent = request.POST if request.method == "POST" else request.GET
    state = sent.get("state", "")
    if state not in State.values:
        return HttpResponseBadRequest("state is suggested, confirmed or rejected")
    filters = QueueFilters.of(sent)
    if filters.kind == "residue" or filters.show == "settled":
        return HttpResponseBadRequest(
            "left-over lines, and what is settled, are answered one by one"
        )
    asked = _marks_asked(filters, signed_in(request).pk)
    if request.method != "POST":
        return _look(request, filters, asked, State(state))
    until = {kind: number_of(sent.get(f"last-{kind}", "")) for kind in KINDS}
    wanted = number_of(sent.get("wanted", "")) or MOST
    address = f"{filters.href()}"
    action = begin_list(asked, address, State(state), signed_in(request), wanted, until)
    if step_list(action, asked, signed_in(request)):
        return redirect("answer-list", action.pk)
    return _done(request, ReviewAction.objects.get(pk=action.pk))


@require_http_methods(["GET", "HEAD", "POST"])
def answer_list(request: HttpRequest, action_id: int) -> HttpResponse:
    """How far an answer of many has come; posted, its next step."""
    action = get_object_or_404(ReviewAction.objects.select_related("person"), pk=action_id)
    person = signed_in(request)
    if request.method == "POST" and action.person_id == person.pk and not action.undone_at:
        asked = _marks_asked(_filters_of(action), person.pk)
        if not step_list(action, asked, person):
            return _done(request, ReviewAction.objects.get(pk=action_id))
        action.refresh_from_db()
    undone = action.marks.filter(is_undone=True).count()
    context = {
        "action": action,
        "undone": undone,
        "is_going_back": bool(undone) and not action.undone_at,
        "said": SAID[State(action.answer)],
        "is_yours": action.person_id == person.pk,
        "list_href": action.asked or reverse("review"),
    }
    return render(request, "review/steps.html", context)


@require_POST
def answer_page_of(request: HttpRequest) -> HttpResponse:
    """All marks that a page showed: what it is, and with `sure` the answer, in one step."""
    state, named = request.POST.get("state", ""), request.POST.getlist("mark")[:MOST_NAMED]
    if state not in State.values:
        return HttpResponseBadRequest("state is suggested, confirmed or rejected")
    seen: dict[tuple[str, int], int] = {}
    for one in named:
        kind, _, rest = one.partition(":")
        key, _, revision = rest.partition(":")
        if kind in KINDS and kind != "residue":
            seen[kind, number_of(key)] = number_of(revision)
    if not request.POST.get("sure"):
        return _look_at_page(request, seen, State(state))
    action, changed = answer_page(seen, State(state), signed_in(request))
    return _done(request, action, changed)


def _marks_asked(filters: QueueFilters, person: int) -> Asked:
    """What an answer of all is given of: left-over lines are asked one by one."""
    return replace(filters.asked(person), only_marks=True)


def _filters_of(action: ReviewAction) -> QueueFilters:
    return QueueFilters.of(QueryDict(action.asked.partition("?")[2]))


def _look(request: HttpRequest, filters: QueueFilters, asked: Asked, state: State) -> HttpResponse:
    scope = Scope(asked)
    numbers = counts(asked, scope, MOST)
    wanted = [filters.kind] if filters.kind else [name for name in KINDS if name != "residue"]
    number = total(numbers[name] for name in wanted)
    number = Number.of(min(number, MOST), number.is_more or number > MOST)
    page = queue_page(asked, scope, "", SHOWN)
    last = {f"last-{kind}": str(row) for kind, row in last_rows(asked).items()}
    fields = {**dict(filters.fields), **last, "state": state.value, "wanted": str(int(number))}
    preview = Preview(
        does=DOES[state],
        state=state.value,
        number=number,
        kinds=tuple((NAMES[name], numbers[name]) for name in wanted if numbers[name]),
        told=told_filters(filters),
        marks=tuple(one for one in page.marks if isinstance(one, AskedMark)),
        is_page=False,
        changed=0,
        fields=tuple((name, str(value)) for name, value in fields.items()),
        action=reverse("answer-all"),
        back=filters.href(),
    )
    return render(request, "review/all.html", {"preview": preview})


def _look_at_page(
    request: HttpRequest, seen: dict[tuple[str, int], int], state: State
) -> HttpResponse:
    ranks = list(KINDS)
    found = marks_at([Place(0, ranks.index(kind), row) for kind, row in seen])
    same = tuple(one for one in found if seen[one.kind, one.key] == one.revision)
    kinds: dict[str, int] = {}
    for one in same:
        kinds[NAMES[one.kind]] = kinds.get(NAMES[one.kind], 0) + 1
    preview = Preview(
        does=DOES[state],
        state=state.value,
        number=Number.of(len(same)),
        kinds=tuple((name, Number.of(number)) for name, number in kinds.items()),
        told=[],
        marks=same,
        is_page=True,
        changed=len(seen) - len(same),
        fields=(
            ("state", state.value),
            ("sure", "1"),
            ("next", request.POST.get("next", "")),
            *(("mark", f"{one.kind}:{one.key}:{one.revision}") for one in same),
        ),
        action=reverse("answer-page"),
        back=back(request, reverse("review")),
    )
    return render(request, "review/all.html", {"preview": preview})


def _done(request: HttpRequest, action: ReviewAction, changed: int = 0) -> HttpResponse:
    """Back to the list, with the bar that takes all of it back."""
    said = f"{SAID[State(action.answer)]}: {marks_told(action.changed)}."
    if changed:
        said += f" {marks_told(changed)} somebody else has changed: left as they are."
    there = action.asked or back(request, reverse("review"))
    done: dict[str, Any] = asdict(
        Undoable(said, reverse("undo-answers", args=[action.pk]), fields=(("next", there),))
    )
    request.session["undoable"] = done
    return redirect(there)
