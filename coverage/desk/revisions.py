"""Changing a row only over the revision that was seen, and leaving who, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from coverage.models import ArticleVersion, SpanRow, Speaker

#: Fields that belong to a row, not to what was decided of it: undoing leaves them alone.
_OWN_FIELDS = frozenset({"id", "revision", "version_id", "article_id"})
UNDO = "undo"
#: What history says of a row as the machine had made it.
BEFORE_PEOPLE = "as it was before people changed it"


class Conflict(Exception):
    """Somebody changed the row since it was opened.

    `theirs` is the row as it is stored now, changed by `who` (None where that is not known) at
    `when`; `mine` are the fields that were to be written.
    """

    def __init__(self, theirs: models.Model, mine: Mapping[str, object]) -> None:
        self.theirs = theirs
        self.mine = dict(mine)
        latest = history_of(theirs).first()
        self.who = latest.history_user if latest else None
        self.when: datetime | None = latest.history_date if latest else None
        super().__init__(f"{theirs} was changed by {self.who or 'somebody'} in the meantime")

    def differences(self) -> list[tuple[str, object, object]]:
        """(field, mine, theirs) for each field that was to be written and is stored otherwise."""
        return [
            (name, value, getattr(self.theirs, name))
            for name, value in self.mine.items()
            if getattr(self.theirs, name) != value
        ]


class NothingToUndo(ValueError):
    """The row has no earlier state to go back to."""


class StandsAlready(NothingToUndo):
    """What the row was before, another row is now; the message says so to people."""


def history_of(row: models.Model) -> models.QuerySet[Any]:
    """The row's history, newest first."""
    return type(row).history.filter(id=row.pk).order_by("-history_date", "-history_id")  # type: ignore[attr-defined]


@transaction.atomic
def write(
    row: Any,
    changes: Mapping[str, object],
    person: User | None,
    revision: int | None = None,
    why: str = "",
) -> Any:
    """Set the fields and raise the revision by one; the row as it is stored then.

    `revision` is the one the person saw (the row's own when None). Raises Conflict when the stored
    row has another. History holds the row before (once) and after, with the person.
    """
    model = type(row)
    seen = row.revision if revision is None else revision
    stored = model._base_manager.filter(pk=row.pk).first()
    if stored is None:  # read anew meanwhile: the words may be another row's now
        raise Conflict(row, changes)
    after = {**changes, "revision": seen + 1}
    if stored.revision != seen:
        raise Conflict(stored, changes)
    keep_before([stored])
    if not model._base_manager.filter(pk=row.pk, revision=seen).update(**after):
        raise Conflict(model._base_manager.get(pk=row.pk), changes)
    for name, value in after.items():
        setattr(stored, name, value)
        setattr(row, name, value)
    record([stored], person, why)
    return row


def record(
    rows: Sequence[Any],
    person: User | None,
    why: str = "",
    *,
    is_new: bool = False,
    when: Mapping[int, datetime] | None = None,
) -> None:
    """Write the rows to history as they are, changed (or made) by the person.

    `when` gives the moment for a row's id; now otherwise.
    """
    if not rows:
        return
    for row in rows:
        row._history_user = person
        if when and row.pk in when:
            row._history_date = when[row.pk]
    type(rows[0]).history.bulk_history_create(
        rows, batch_size=500, update=not is_new, default_change_reason=why[:100]
    )
    for row in rows:
        del row._history_user
        if hasattr(row, "_history_date"):
            del row._history_date


def save_unrecorded(row: Any, fields: Sequence[str] | None = None) -> None:
    """Save what the machine made or changed; history is of people."""
    row.skip_history_when_saving = True
    try:
        row.save(update_fields=fields)
    finally:
        del row.skip_history_when_saving


def save_as(row: Any, person: User) -> None:
    """Save what a person made or changed, with who and what to history."""
    row._history_user = person
    row.save()


def keep_before(rows: Iterable[Any]) -> None:
    """Write to history what the machine had made of rows that nobody has changed so far."""
    rows = list(rows)
    if not rows:
        return
    model = type(rows[0])
    known: set[int] = set()
    keys = [row.pk for row in rows]
    for at in range(0, len(keys), 500):
        known.update(
            model.history.filter(id__in=keys[at : at + 500]).values_list("id", flat=True).distinct()
        )
    new = [row for row in rows if row.pk not in known]
    record(new, None, BEFORE_PEOPLE, is_new=True, when=_made_at(new))


def _made_at(rows: Sequence[Any]) -> dict[int, datetime]:
    """Row id → when it came to be: with its version, when it was received, else now."""
    if not rows or not isinstance(rows[0], SpanRow):
        now = timezone.now()
        return {row.pk: getattr(row, "received_at", now) for row in rows}
    keys = list({row.version_id for row in rows})
    made: dict[int, datetime] = {}
    for at in range(0, len(keys), 500):
        versions = ArticleVersion.objects.filter(pk__in=keys[at : at + 500])
        made.update(versions.values_list("pk", "made_at"))
    return {row.pk: made[row.version_id] for row in rows}


def undo(row: Any, person: User | None) -> Any:
    """Back to the state before the last change, which is a change of its own in history.

    Undoing twice goes back two changes. Raises NothingToUndo (StandsAlready where another row is
    what it was), and Conflict as `write` does.
    """
    earlier = earlier_state(row)
    if earlier is None:
        raise NothingToUndo(f"{row} has no earlier state")
    names = [field.attname for field in type(row).history.model.tracked_fields]
    before = {name: getattr(earlier, name) for name in names if name not in _OWN_FIELDS}
    try:
        return write(row, before | links_now(type(row), before), person, why=UNDO)
    except IntegrityError:
        raise StandsAlready("Not undone: such a mark stands at those words by now.") from None


def earlier_state(row: Any) -> Any | None:
    """The entry of history that `undo` goes back to; None where there is none."""
    states: list[Any] = []
    for entry in reversed(list(history_of(row))):
        if entry.history_change_reason == UNDO and len(states) > 1:
            states.pop()
        else:
            states.append(entry)
    return states[-2] if len(states) > 1 else None


def links_now(model: Any, before: Mapping[str, Any]) -> dict[str, int | None]:
    """The optional links among the fields as they can be set again: to nothing where the row they
    led to is gone, to the speaker that one was merged into since. A query for each that is set."""
    links: dict[str, int | None] = {}
    for field in model._meta.concrete_fields:
        key = before.get(field.attname)
        if not (field.is_relation and field.null and key):
            continue
        there = field.related_model._base_manager.filter(pk=key).first()
        merged = there.merged_into_id if isinstance(there, Speaker) else None
        links[field.attname] = merged or (there and there.pk)
    return links
