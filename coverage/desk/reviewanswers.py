"""Answering what the review queue asks: one mark with its copies, a page, a whole list; and taking
the whole answer back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from coverage.models import ArticleVersion, ReviewAction, ReviewedMark, SpanRow, State

from .queue import KINDS, Asked, Kind, Place, Scope, kinds_of
from .queuepages import places
from .recomparing import compare_later
from .residues import lines_follow
from .review import Conflict, decide, decision
from .reviewcopies import Copies
from .revisions import UNDO, keep_before, record
from .speakercounts import count_speakers

#: Marks that one short transaction answers or takes back; of a longer list one follows another.
STEP = 500
#: Marks that one answer may be given of.
MOST = 10_000
#: Texts of which whom they quote is counted anew at once.
FEW = 50
_FIELDS = ("state", "decided_by", "decided_at", "revision")


def answer(
    kind: str, row: SpanRow, state: State, person: User, revision: int | None, copies: Copies
) -> ReviewAction | None:
    """The row in that state, and its copies that nobody answered too; what takes all of it back,
    None where there was no copy and `review.undo` does. Raises Conflict as `decide` does; then the
    copies are left alone."""
    same = [one.place for one in copies.open]
    if not same:
        decide(row, state, person, revision)
        return None
    with transaction.atomic():
        before = _locked(KINDS[kind].model, [row.pk])
        if revision is not None and (not before or before[0].revision != revision):
            decide(row, state, person, revision)  # raises Conflict, or has nothing to do
        told = f"{len(same) + 1} marks reading “{row.excerpt(60)}”"
        action = _begin(person, state, told, len(same) + 1)
        own = Place(0, list(KINDS).index(kind), row.pk)
        touched = _answer_all(action, [own], state, person, only_open=False)
        touched += _answer_all(action, same, state, person)
        _end(action)
        _due(touched, state)
    row.refresh_from_db()
    return action


def answer_page(
    seen: Mapping[tuple[str, int], int], state: State, person: User
) -> tuple[ReviewAction, int]:
    """Answer the marks of a page, (kind, row) → the revision that was seen, in one transaction;
    and how many were left as they were, as somebody changed them meanwhile."""
    ranks = list(KINDS)
    wanted = [Place(0, ranks.index(kind), row) for kind, row in seen]
    with transaction.atomic():
        action = _begin(person, state, f"{len(seen)} marks of a page", len(seen))
        touched = _answer_all(action, wanted, state, person, seen=seen)
        _end(action)
        _due(touched, state)
    return action, len(seen) - action.changed


def begin_list(
    asked: Asked, address: str, state: State, person: User, wanted: int, until: Mapping[str, int]
) -> ReviewAction:
    """An answer of all that the filters leave, to be given in steps. What comes in after it was
    looked at (`until`: kind → the last row there was) is not answered."""
    action = _begin(person, state, f"{wanted:,} marks of a list", min(wanted, MOST))
    action.asked, action.until = address, dict(until)
    action.save(update_fields=["asked", "until"])
    return action


def step_list(action: ReviewAction, asked: Asked, person: User) -> bool:
    """Answer the next of them in one transaction; whether more are left."""
    scope, state = Scope(asked), State(action.answer)
    with transaction.atomic():
        action = ReviewAction.objects.select_for_update().get(pk=action.pk)
        if action.finished_at:  # or taken back a moment ago
            return False
        room = min(STEP, action.wanted - action.changed)
        after = Place.of(action.until.get("after", ""))
        found = places(asked, scope, after, room) if room > 0 else None
        wanted = [
            place
            for place in (found.places if found else ())
            if place.row <= action.until.get(place.kind, 0)
        ]
        is_unsure = asked.show == "unsure"
        touched = _answer_all(action, wanted, state, person, of_unsure=is_unsure)
        end = found.end if found else None
        action.until["after"] = str(end) if end else ""
        action.save(update_fields=["until"])
        if end is None or action.changed >= action.wanted:
            _end(action)
        _due(touched, state)
    return action.finished_at is None


def last_rows(asked: Asked) -> dict[str, int]:
    """Kind → the newest row there is: what a list that is looked at can hold."""
    return {
        kind.name: kind.model.objects.aggregate(last=Max("pk"))["last"] or 0
        for kind in kinds_of(asked)
    }


def undo_action(action: ReviewAction, person: User) -> tuple[int, int, bool]:
    """Take the next of its marks back, as they were before: how many were, how many somebody has
    changed since and stay, and whether more are left. Short actions go back in one step."""
    with transaction.atomic():
        action = ReviewAction.objects.select_for_update().get(pk=action.pk)
        if action.finished_at is None:  # what is taken back does not go on
            _end(action)
        marks = list(action.marks.filter(is_undone=False).order_by("pk")[: STEP + 1])
        is_more = len(marks) > STEP
        marks = marks[:STEP]
        touched = _put_back(marks, person)
        ReviewedMark.objects.filter(pk__in=[mark.pk for mark in marks]).update(is_undone=True)
        if not is_more:
            action.undone_by, action.undone_at = person, timezone.now()
            action.save(update_fields=["undone_by", "undone_at"])
        if State.REJECTED in {action.answer, *(mark.state_before for mark in marks)}:
            _due(touched, State.REJECTED)
    return len(touched), len(marks) - len(touched), is_more


def _begin(person: User, state: State, told: str, wanted: int) -> ReviewAction:
    return ReviewAction.objects.create(person=person, answer=state, told=told, wanted=wanted)


def _end(action: ReviewAction) -> None:
    action.finished_at = timezone.now()
    action.save(update_fields=["finished_at"])


def _answer_all(
    action: ReviewAction,
    wanted: Iterable[Place],
    state: State,
    person: User,
    *,
    seen: Mapping[tuple[str, int], int] | None = None,
    only_open: bool = True,
    of_unsure: bool = False,
) -> list[Any]:
    """Bring the rows into that state and note how each was; the rows that were changed. What
    somebody decided meanwhile, or changed since it was seen, is left alone."""
    touched: list[Any] = []
    for model, keys in _by_model(wanted).items():
        rows = []
        for kind, row in ((keys[row.pk], row) for row in _locked(model, keys)):
            if seen is not None and seen.get((kind.name, row.pk)) != row.revision:
                continue
            is_there = row.state == state and (state != State.SUGGESTED or row.decided_at)
            # Of a list of what was left unsure, what is unsure still.
            is_settled = row.state != State.SUGGESTED or (row.is_decided and not of_unsure)
            if not is_there and not (only_open and seen is None and is_settled):
                rows.append((kind, row))
        marks = [
            ReviewedMark(
                action=action,
                kind=kind.name,
                row=row.pk,
                revision=row.revision + 1,
                state_before=row.state,
                by_before=row.decided_by_id,
                at_before=row.decided_at,
            )
            for kind, row in rows
        ]
        ReviewedMark.objects.bulk_create(marks, batch_size=STEP)
        changes = decision(state, person)
        _write(model, [(row, changes) for _, row in rows], person, f"{state.value}, with others")
        touched += [row for _, row in rows]
    action.changed = F("changed") + len(touched)
    action.save(update_fields=["changed"])
    action.refresh_from_db(fields=["changed"])
    return touched


def _put_back(marks: Sequence[ReviewedMark], person: User) -> list[Any]:
    by_model: defaultdict[Any, dict[int, ReviewedMark]] = defaultdict(dict)
    for mark in marks:
        by_model[KINDS[mark.kind].model][mark.row] = mark
    known = set(
        User.objects.filter(pk__in={m.by_before for m in marks}).values_list("pk", flat=True)
    )
    touched: list[Any] = []
    for model, of in by_model.items():
        rows = [
            (
                row,
                {
                    "state": was.state_before,
                    "decided_by_id": was.by_before if was.by_before in known else None,
                    "decided_at": was.at_before,
                },
            )
            for row in _locked(model, of)
            if row.revision == (was := of[row.pk]).revision
        ]
        _write(model, rows, person, UNDO)
        touched += [row for row, _ in rows]
    return touched


def _write(
    model: Any, rows: Sequence[tuple[Any, Mapping[str, object]]], person: User, why: str
) -> None:
    """Set the fields of locked rows, with history for each."""
    if not rows:
        return
    many = [row for row, _ in rows]
    keep_before(many)
    for row, changes in rows:
        row.revision += 1
        for name, value in changes.items():
            setattr(row, name, value)
    model._base_manager.bulk_update(many, _FIELDS, batch_size=STEP)
    record(many, person, why)
    lines_follow(many, person)


def _locked(model: Any, keys: Iterable[int]) -> list[Any]:
    rows = model._base_manager.select_for_update().filter(pk__in=list(keys))
    return list(rows.order_by("pk"))


def _by_model(wanted: Iterable[Place]) -> dict[Any, dict[int, Kind]]:
    found: defaultdict[Any, dict[int, Kind]] = defaultdict(dict)
    for place in wanted:
        kind = KINDS[place.kind]
        found[kind.model][place.row] = kind
    return found


def _due(touched: Sequence[Any], state: State) -> None:
    """Stories whose comparison changes, as something is rejected in them or no longer, are
    compared by a worker: nobody waits for them between two answers."""
    if state == State.REJECTED and touched:
        versions = {row.version_id for row in touched}
        compare_later(versions)
        if len(versions) <= FEW:  # those in no story have no worker who counts them
            of = ArticleVersion.objects.filter(pk__in=versions).order_by()
            count_speakers(of.values_list("article", flat=True))


__all__ = [
    "Conflict",
    "answer",
    "answer_page",
    "begin_list",
    "last_rows",
    "step_list",
    "undo_action",
]
