"""Taking off what a person marked, and bringing it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from coverage.models import (
    Article,
    ArticleVersion,
    ClaimAppearance,
    Coding,
    MadeBy,
    Note,
    Quantity,
    Quote,
    SpanRow,
    Tag,
)

from .recomparing import compare_later
from .revisions import Conflict, NothingToUndo, links_now, record
from .selecting import CannotMark
from .speakercounts import count_speakers
from .tagging import held

__all__ = ["MODELS", "may_take_off", "restore_mark", "take_off_mark", "was_taken_off"]

#: Kinds of marks that people make → where their rows are.
MODELS: dict[str, type[Any]] = {
    "quote": Quote,
    "claim": ClaimAppearance,
    "note": Note,
    "coding": Coding,
}
#: So long one press may be sent twice.
JUST = timedelta(minutes=1)
TAKEN_OFF, BROUGHT_BACK = "taken off", "brought back"


def may_take_off(row: SpanRow, person: int | None) -> bool:
    """Whether the person (their id) may: their own notes and tags, and quotes and claims that
    people marked. What the reader read is rejected, not taken off."""
    if isinstance(row, Note | Coding):
        return person is not None and row.person_id == person
    return row.made_by == MadeBy.PERSON and isinstance(row, Quote | ClaimAppearance)


def is_just_made(row: SpanRow, person: int) -> bool:
    """Whether the person (their id) made the mark a moment ago, and it was not changed since."""
    since = timezone.now() - JUST
    is_theirs = row.decided_by_id == person and may_take_off(row, person)
    return is_theirs and row.revision == 1 and bool(row.decided_at and row.decided_at > since)


@transaction.atomic
def take_off_mark(row: Any, person: User, revision: int | None = None) -> None:
    """The mark is gone; that it was there, and who took it off, stays in history.

    Raises CannotMark for marks of others, of the reader, and a quote with tags on it; Conflict when
    it has been changed since `revision`.
    """
    stored = type(row)._base_manager.select_related("version").filter(pk=row.pk).first()
    if stored is None or (revision is not None and stored.revision != revision):
        raise Conflict(stored or row, {"state": row.state})
    if not may_take_off(stored, person.pk):
        raise CannotMark(
            "This is somebody else’s: only who made it takes it off."
            if isinstance(row, Note | Coding)
            else "The reader read this: reject it instead."
        )
    if not _is_newest(stored.version):
        raise CannotMark(
            "This article has a newer text since you opened it: load the page again and take it off"
            " there."
        )
    if isinstance(stored, Quote) and stored.codings.exists():
        raise CannotMark("There are tags on this quote: take them off first, or reject it.")
    stored._history_user = person
    stored._change_reason = TAKEN_OFF
    stored.delete()
    _compare(stored)


@transaction.atomic
def restore_mark(kind: str, key: int, person: User) -> Any:
    """The mark as it was when it was taken off, with the number it had. Raises NothingToUndo where
    there is none to bring back, or the same stands there again; CannotMark where it is somebody
    else's, or the article has a newer text."""
    model = MODELS[kind]
    latest = was_taken_off(kind, key)
    if latest is None:
        raise NothingToUndo(f"{kind} {key} was not taken off")
    row = latest.instance
    if isinstance(row, Note | Coding) and row.person_id != person.pk:
        raise CannotMark("This is somebody else’s: only who made it brings it back.")
    version = ArticleVersion.objects.filter(pk=row.version_id).first()
    if version is None:
        raise NothingToUndo("the text it stood in is gone")
    Article.objects.select_for_update(no_key=True).filter(pk=version.article_id).first()
    if not _is_newest(version):
        raise CannotMark("This article has a newer text since it was taken off: mark it there.")
    row.revision += 1  # a form that was printed before is of what was taken off
    for name, now in links_now(model, vars(row)).items():
        setattr(row, name, now)
    if isinstance(row, Coding):
        tag = Tag.objects.filter(pk=row.tag_id).first()
        if tag is None:
            raise NothingToUndo("its tag is not here any more")
        row.tag = held(tag)
    try:
        with transaction.atomic():
            row.save_without_historical_record(force_insert=True)
            if isinstance(row, Note | Coding):  # saving a new row sets the moment anew
                row.made_at = latest.made_at
                model.objects.filter(pk=row.pk).update(made_at=row.made_at)
            record([row], person, BROUGHT_BACK, is_new=True)
    except IntegrityError:
        raise NothingToUndo("the same is marked there again") from None
    if isinstance(row, ClaimAppearance):
        figures = Quantity.objects.filter(version=row.version_id, appearance=None)
        figures.filter(start__gte=row.start, end__lte=row.end).update(appearance=row)
    _compare(row)
    return row


def _is_newest(version: ArticleVersion) -> bool:
    return Article.objects.filter(pk=version.article_id, current_version=version).exists()


def _compare(row: SpanRow) -> None:
    """What a story says of its quotes and claims changes; of notes and tags it says nothing."""
    if isinstance(row, Quote) and row.speaker_id:
        count_speakers([row.version.article_id])
    if isinstance(row, Quote | ClaimAppearance):
        compare_later([row.version_id])


def was_taken_off(kind: str, key: int) -> Any | None:
    """The history entry of a mark that was taken off: who, when, what it was; None where it stands
    or never was."""
    history = MODELS[kind].history.filter(id=key).select_related("history_user")
    latest = history.order_by("-history_date", "-history_id").first()
    return latest if latest and latest.history_type == "-" else None
