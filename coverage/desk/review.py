"""Confirming and rejecting what the machine read out, or saying that one is unsure of it."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from coverage.models import Quote, SpanRow, State

from .recomparing import compare_again, compare_soon
from .residues import ANSWER_OF, is_residue, lines_follow, settle
from .revisions import Conflict, NothingToUndo, keep_before, record, write
from .revisions import undo as undo_change
from .speakernames import naming_follows

__all__ = ["Conflict", "NothingToUndo", "decide", "decide_many", "decision", "undo"]

AnyRow = TypeVar("AnyRow", bound=SpanRow)
#: Rows that one bulk decision changes in one statement.
BATCH = 500


def decide(row: AnyRow, state: State | str, person: User, revision: int | None = None) -> AnyRow:
    """The row in that state, decided by the person; unchanged when somebody put it there already.

    Suggested by a person means unsure: it is remembered, and not asked again. `revision` is the
    one the person saw on the page. Raises Conflict when the row has been changed since; who, before
    and after stand in history, and `undo` takes it back.
    """
    stored = type(row)._base_manager.get(pk=row.pk)
    if stored.state == State(state) and (state != State.SUGGESTED or stored.decided_at):
        row.refresh_from_db(fields=["state", "decided_by", "decided_at", "revision"])
        return row
    if is_residue(stored):
        return cast("AnyRow", settle(cast(Any, row), ANSWER_OF[State(state)], person, revision))
    write(row, decision(State(state), person), person, revision, State(state).value)
    if State.REJECTED in (stored.state, state):
        compare_soon(stored.version.article_id)
    return row


def undo(row: AnyRow, person: User) -> AnyRow:
    """The row as it was before its last change; undoing again goes back one more.

    That it was undone, and by whom, stands in history. Raises NothingToUndo, and Conflict when the
    row has been changed since it was loaded.
    """
    before, speaker = _compared(row), getattr(row, "speaker_id", None)
    with transaction.atomic():
        undo_change(row, person)
        lines_follow([row], person)
        if isinstance(row, Quote) and row.speaker_id != speaker:
            naming_follows(row)
    if before != _compared(row):
        compare_soon(row.version.article_id)
    return row


def _compared(row: SpanRow) -> tuple[object, ...]:
    """What a comparison shows of a row: suggested and confirmed are the same to it."""
    told = (row.state == State.REJECTED, row.start, row.end)
    if isinstance(row, Quote):
        return (*told, row.kind, row.speaker_id, row.speaker_name, row.mention, row.cue, row.via)
    return (*told, getattr(row, "claimant", ""))


def decide_many(rows: QuerySet[Any], state: State | str, person: User) -> int:
    """How many rows were brought into that state, all or none; those that somebody put there
    already do not count."""
    wanted = rows.order_by().exclude(_said(State(state))).distinct()
    touched = wanted.all() if state == State.REJECTED else wanted.filter(state=State.REJECTED)
    articles = list(touched.values_list("version__article", flat=True).distinct())
    changed = _decide_all(rows.model, list(wanted.values_list("pk", flat=True)), state, person)
    compare_again(articles)
    return changed


@transaction.atomic
def _decide_all(model: type[SpanRow], keys: list[int], state: State | str, person: User) -> int:
    decided, changed = decision(State(state), person), 0
    for at in range(0, len(keys), BATCH):
        batch = model._base_manager.select_for_update().filter(pk__in=keys[at : at + BATCH])
        found = list(batch.exclude(_said(State(state))))
        keep_before(found)
        for row in found:
            row.revision += 1
            for name, value in decided.items():
                setattr(row, name, value)
        model._base_manager.bulk_update(found, [*decided, "revision"], batch_size=BATCH)
        record(found, person, State(state).value)
        lines_follow(found, person)
        changed += len(found)
    return changed


def _said(state: State) -> Q:
    """The rows that are in that state as far as people are concerned: what the machine suggests is
    nobody's, what somebody is unsure of is."""
    return Q(state=state, decided_at__isnull=False) if state == State.SUGGESTED else Q(state=state)


def decision(state: State, person: User) -> dict[str, object]:
    """The fields that say so. Unsure is a decision too: suggested, with who said so and when."""
    return {"state": state, "decided_by": person, "decided_at": timezone.now()}
