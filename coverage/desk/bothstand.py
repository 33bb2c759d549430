"""Two people changed one mark at once, and both are to stand."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from coverage.models import MadeBy, Note, Quote, SpanRow, State

from .editing import check_place, moved_fields
from .marking import as_note
from .recomparing import compare_later
from .revisions import history_of, record, write
from .selecting import CannotMark


@transaction.atomic
def second_mark(row: SpanRow, start: int, end: int, person: User) -> Any:
    """A mark of the same kind and of all that is said of it, over `body[start:end]`, made by the
    person; `row` stays where it is. Raises CannotMove where such a mark cannot stand."""
    body = row.version.body
    check_place(row, start, end, body)
    made: Any = type(row)._base_manager.get(pk=row.pk)
    made.pk, made._state.adding, made.revision = None, True, 1
    for name, value in moved_fields(row, start, end, body, person).items():
        setattr(made, name, value)
    made.made_by, made.state, made.reader_version = MadeBy.PERSON, State.CONFIRMED, ""
    made.decided_by, made.decided_at = person, timezone.now()
    if isinstance(made, Quote):
        made.utterance = None  # the next comparison says
    made.save_without_historical_record()
    record([made], person, "marked beside another’s", is_new=True)
    compare_later([row.version_id])
    return made


def both_notes(note: Note, words: str, person: User) -> Note:
    """The note with both texts one after the other, each under the name of who wrote it. Raises
    CannotMark for an empty one, too many letters, and somebody else's."""
    stored = Note.objects.select_related("person").get(pk=note.pk)
    if stored.person_id != person.pk:
        raise CannotMark("This is somebody else’s: only who wrote it changes it.")
    latest = history_of(stored).select_related("history_user").first()
    other = (latest and latest.history_user) or stored.person
    mine = f"{person.get_username()}: {as_note(words)}"
    told = as_note(f"{other.get_username()}: {stored.words}\n\n{mine}")
    write(stored, {"words": told}, person, why="both notes kept")
    return stored
