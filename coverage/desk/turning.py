"""Saying that words in marks are a quote after all, or that a quote quotes nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from coverage.models import MadeBy, MarkedWords, Quote, State

from .recomparing import compare_soon
from .review import decision
from .revisions import Conflict, NothingToUndo, history_of, record, undo, write

#: What history says of both rows; taking it back looks for it.
TURNED = "turned"


def make_quote(marked: MarkedWords, person: User, revision: int | None = None) -> Quote:
    """The quote of the same words, confirmed, its speaker not told; the marked words are rejected.

    A quote of these words that was rejected before stands again, as it was read. Raises Conflict
    when the marked words have been changed since `revision`.
    """
    quote = turn_into_quote(marked, person, revision)
    compare_soon(marked.version.article_id)
    return quote


def turn_into_quote(marked: MarkedWords, person: User, revision: int | None = None) -> Quote:
    """The same, and the story is not compared yet."""
    kind = Quote.Kind.MIXED if marked.text[:1].islower() else Quote.Kind.DIRECT
    quote: Quote = _turn(marked, Quote, {}, {"kind": kind, "confidence": 1.0}, person, revision)
    return quote


def make_marked(
    quote: Quote, kind: MarkedWords.Kind | str, person: User, revision: int | None = None
) -> MarkedWords:
    """The same words as a title, a nickname, a term or a scare quote, confirmed; the quote is
    rejected, its tags stay on it. Raises ValueError for another kind, and Conflict as above."""
    known = {"kind": MarkedWords.Kind(kind)}
    marked: MarkedWords = _turn(quote, MarkedWords, known, {}, person, revision)
    compare_soon(quote.version.article_id)
    return marked


def turn_back(row: Quote | MarkedWords, person: User, revision: int | None = None) -> Any:
    """Undo making `row`: what it was made of, as that was before. A row that only the turning made
    goes (history keeps that it was there); one that was there before is as it was before.

    Raises NothingToUndo where `row` was not made so, and Conflict when it has been changed since.
    """
    other_model = MarkedWords if isinstance(row, Quote) else Quote
    places = other_model.objects.filter(version=row.version_id, start=row.start, end=row.end)
    other = next((found for found in places if _was_turned(found)), None)
    if other is None or not _was_turned(row):
        raise NothingToUndo(f"{row} was not made of anything")
    with transaction.atomic():
        if history_of(row).count() > 1 or (isinstance(row, Quote) and row.codings.exists()):
            if revision is not None:
                row.revision = revision
            undo(row, person)
        else:
            if revision is not None and row.revision != revision:
                raise Conflict(row, {"state": State.REJECTED})
            row._history_user = person  # type: ignore[union-attr]
            row.delete()
        undo(other, person)
    compare_soon(other.version.article_id)
    return other


def _turn(
    row: Any,
    into: type[Quote] | type[MarkedWords],
    known: Mapping[str, object],
    new: Mapping[str, object],
    person: User,
    revision: int | None,
) -> Any:
    """Reject `row` and confirm the row of the other model at its words. `known` are fields set in
    any case, `new` those of a row that is made."""
    with transaction.atomic():
        write(row, decision(State.REJECTED, person), person, revision, TURNED)
        place = {"version_id": row.version_id, "start": row.start, "end": row.end}
        made: Any = into.objects.filter(**place).order_by("pk").first()
        confirmed = {**known, **decision(State.CONFIRMED, person)}
        if made is not None:
            write(made, confirmed, person, why=TURNED)
        else:
            fields = {**place, **new, **confirmed, "made_by": MadeBy.PERSON}
            made = into(**fields, outer_start=row.outer_start, outer_end=row.outer_end)
            made.anchor(row.version.body)
            made.save_without_historical_record()
            record([made], person, TURNED, is_new=True)
    return made


def _was_turned(row: Quote | MarkedWords) -> bool:
    latest = history_of(row).first()
    return bool(latest and latest.history_change_reason == TURNED)
