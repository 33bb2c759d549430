"""Moving a mark to other words, and writing a note anew."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from coverage.models import Coding, Note, Quote
from coverage.text.selected import inside_marks

from .editing import CannotMove, codings_of, move_span, take_along
from .locking import hold_article
from .marking import as_note
from .recomparing import compare_later
from .revisions import NothingToUndo, StandsAlready, earlier_state, undo, write
from .selecting import CannotMark, Selection, find_selected

__all__ = ["CannotMove", "change_note", "move_back", "move_mark", "was_moved"]


def move_mark(row: Any, selection: Selection, person: User, revision: int | None = None) -> Any:
    """The mark over the selected words; a quote inside their quotation marks.

    Raises CannotMark or CannotMove where it cannot stand there, and Conflict when it has been
    changed since `revision`.
    """
    with transaction.atomic():
        return move_span(row, *place_to_move_to(row, selection, person), person, revision)


def place_to_move_to(row: Any, selection: Selection, person: User) -> tuple[int, int]:
    """Where the person puts the mark: `[start, end)` of its text, which stays the article's newest
    until the transaction ends. Raises CannotMark."""
    if isinstance(row, Note | Coding) and row.person_id != person.pk:
        raise CannotMark("This is somebody else’s: only who made it moves it.")
    with transaction.atomic():
        article = hold_article(row.version.article_id)
    if row.version_id != article.current_version_id:
        raise CannotMark(
            "This article has a newer text since you opened it: load the page again and move the"
            " mark there."
        )
    version, span = find_selected(article, selection)
    if isinstance(row, Quote):
        span, _ = inside_marks(version.body, span.start, span.end)
    return span.start, span.end


def move_back(row: Any, person: User) -> Any:
    """Undo moving the mark: it stands where it stood, and the tags on it with it. Raises
    NothingToUndo where undoing its last change would not move it, and Conflict."""
    if not was_moved(row):
        raise NothingToUndo(f"{row} was not moved")
    try:
        with transaction.atomic():
            codings = list(codings_of(row))
            undo(row, person)
            take_along(codings, row, person)
            if not isinstance(row, Note | Coding):
                compare_later([row.version_id])
    except IntegrityError:
        raise StandsAlready("Not undone: a tag on it stands at those words by now.") from None
    return row


def was_moved(row: Any) -> bool:
    """Whether undoing the last change of the mark puts it over other words."""
    before = earlier_state(row)
    return before is not None and (before.start, before.end) != (row.start, row.end)


def change_note(note: Note, words: str, person: User, revision: int | None = None) -> Note:
    """The note with other words, its own. Raises CannotMark for none and for somebody else's, and
    Conflict when it has been changed since `revision`."""
    if note.person_id != person.pk:
        raise CannotMark("This is somebody else’s: only who wrote it changes it.")
    words = as_note(words)
    if words == note.words:
        return note
    return write(note, {"words": words}, person, revision, "note changed")
