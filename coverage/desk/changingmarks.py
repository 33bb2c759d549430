"""Moving a mark to other words, and writing a note anew."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from coverage.models import Article, Coding, Note, Quote
from coverage.text.selected import inside_marks

from .editing import MOVED, MOVED_ALONG, CannotMove, move_span
from .marking import as_note
from .recomparing import compare_later
from .revisions import NothingToUndo, history_of, undo, write
from .selecting import CannotMark, Selection, find_selected

__all__ = ["CannotMove", "change_note", "move_back", "move_mark", "was_moved"]


def move_mark(row: Any, selection: Selection, person: User, revision: int | None = None) -> Any:
    """The mark over the selected words; a quote inside their quotation marks.

    Raises CannotMark or CannotMove where it cannot stand there, and Conflict when it has been
    changed since `revision`.
    """
    with transaction.atomic():
        if isinstance(row, Note | Coding) and row.person_id != person.pk:
            raise CannotMark("This is somebody else’s: only who made it moves it.")
        return move_span(row, *place_to_move_to(row, selection), person, revision)


def place_to_move_to(row: Any, selection: Selection) -> tuple[int, int]:
    """Where the mark goes: `[start, end)` of its text, which stays the article's newest until the
    transaction ends. Raises CannotMark."""
    held = Article.objects.select_for_update(of=("self",)).select_related("current_version")
    with transaction.atomic():
        article = held.get(pk=row.version.article_id)
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
    """Undo moving the mark: it and the tags on it stand where they stood. Raises NothingToUndo
    where moving was not the last that was done with it, and Conflict."""
    if not was_moved(row, MOVED):
        raise NothingToUndo(f"{row} was not moved")
    place = {"version": row.version_id, "start": row.start, "end": row.end}
    with transaction.atomic():
        codings = [one for one in Coding.objects.filter(**place) if was_moved(one, MOVED_ALONG)]
        undo(row, person)
        for coding in codings:
            undo(coding, person)
        if not isinstance(row, Note | Coding):
            compare_later([row.version_id])
    return row


def was_moved(row: Any, why: str = MOVED) -> bool:
    """Whether the last that history says of the mark is that it was moved so."""
    latest = history_of(row).first()
    return bool(latest and latest.history_change_reason == why)


def change_note(note: Note, words: str, person: User, revision: int | None = None) -> Note:
    """The note with other words, its own. Raises CannotMark for none and for somebody else's, and
    Conflict when it has been changed since `revision`."""
    if note.person_id != person.pk:
        raise CannotMark("This is somebody else’s: only who wrote it changes it.")
    words = as_note(words)
    if words == note.words:
        return note
    return write(note, {"words": words}, person, revision, "note changed")
