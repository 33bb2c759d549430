"""Deciding what stands where coders differ, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from coverage.models import Adjudication, Article, Assignment, MadeBy, State
from coverage.text.agreement.disputes import parts

from .codedtexts import MACHINE
from .disagreements import Disputed, decisions_on
from .locking import placing
from .revisions import NothingToUndo, history_of, save_as, undo, write

Took = Adjudication.Took
MOST_LETTERS = 2000
_PLACE = ("start", "end", "text", "fingerprint", "area_start", "area_end")
#: Code points, half-open.
Span = tuple[int, int]


class CannotAdjudicate(ValueError):
    """A decision that cannot be kept; the message says what would do."""


class DecidedMeanwhile(Exception):
    """Somebody decided on the words since they were shown; `rows` are the decisions as they are."""

    def __init__(self, rows: Sequence[Adjudication]) -> None:
        self.rows = tuple(rows)
        super().__init__("somebody decided it meanwhile")


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision did, which is all that undoing it needs: rows that stand by it, and those
    that it took away."""

    rows: tuple[Adjudication, ...]
    gone: tuple[int, ...]


def adjudicate(
    assignment: Assignment,
    disputed: Disputed,
    took: str,
    person: User,
    reason: str = "",
    *,
    reading: int | None = None,
    own: tuple[int, int] | None = None,
    seen: str | None = None,
) -> Decided:
    """Keep which unit stands at the disputed words.

    `took` is one of Adjudication.Took; "first" and "second" are the first two readings, `reading`
    the number of a further one, `own` a span of code points. Units of which a reading has several
    become a row each. A decision made before at the same words is changed, its history stays.
    `seen` are the decisions that the person saw (`Disputed.seen`); DecidedMeanwhile where others
    stand now. Raises CannotAdjudicate.
    """
    if took not in Took.values:
        raise CannotAdjudicate("Choose the first, the second, both together, your own, or neither.")
    if len(reason) > MOST_LETTERS:
        raise CannotAdjudicate(
            f"A reason has at most {MOST_LETTERS:,} letters; this one has {len(reason):,}."
        )
    spans, took = _units(disputed, took, reading, own)
    with placing():  # one decision at a time, and none while a newer text takes marks along
        version = disputed.text.version
        if not Article.objects.filter(current_version=version).exists():
            raise CannotAdjudicate("A newer text of the article came meanwhile: look at it there.")
        stored = list(_decisions(assignment, disputed))
        if seen is not None and seen != _seen(stored):
            raise DecidedMeanwhile(stored)
        told = {
            "took": took,
            "reason": reason.strip(),
            "between": _between(disputed),
            "person": person,
            "state": State.CONFIRMED,
            "made_by": MadeBy.PERSON,
            "decided_by": person,
            "decided_at": timezone.now(),
        }
        extra = stored[len(spans) :]
        gone = tuple(row.pk for row in extra)
        for row in extra:
            row._history_user = person  # type: ignore[attr-defined]
            row.delete()
        rows = []
        for number, (span, area) in enumerate(spans):
            known = stored[number] if number < len(stored) else None
            rows.append(_kept(assignment, disputed, known, span, area, told, person))
    return Decided(tuple(rows), gone)


def take_back(
    assignment: Assignment, rows: Sequence[tuple[int, int]], gone: Sequence[int], person: User
) -> None:
    """Undo a decision: `rows` are (id, revision) of what it kept, `gone` the ids of what it took
    away. Raises DecidedMeanwhile, and NothingToUndo where one of them is no more."""
    with placing():
        for key, revision in rows:
            row = Adjudication.objects.filter(pk=key, assignment=assignment).first()
            if row is None:
                raise NothingToUndo("The decision is not there any more.")
            if row.revision != revision:
                raise DecidedMeanwhile([row])
            if history_of(row).count() > 1:
                undo(row, person)
            else:
                row._history_user = person  # type: ignore[attr-defined]
                row.delete()
        history = Adjudication.history.filter(assignment=assignment, history_type="-")
        for key in gone:
            before = history.filter(id=key).order_by("-history_date", "-history_id").first()
            if before is None:
                raise NothingToUndo("The earlier decision is not there any more.")
            save_as(before.instance, person)


def _decisions(assignment: Assignment, disputed: Disputed) -> Sequence[Adjudication]:
    rows = Adjudication.objects.filter(
        assignment=assignment, tag=disputed.tag, version=disputed.text.version
    )
    return decisions_on(list(rows.order_by("area_start", "pk")), disputed.text, disputed.dispute)


def _seen(rows: Sequence[Adjudication]) -> str:
    return " ".join(f"{row.pk}.{row.revision}" for row in rows)


def _units(
    disputed: Disputed, took: str, reading: int | None, own: tuple[int, int] | None
) -> tuple[list[tuple[Span, Span]], str]:
    """What stands, each unit with the words it decides on; and what was taken. A reading that
    marked nothing is "neither"."""
    area = disputed.area
    readings = disputed.dispute.readings
    if took == Took.NONE:
        return [(area, area)], took
    if took == Took.MERGED:
        return [(area, area)], took
    if took == Took.OWN and own is not None:
        start, end = own
        if not (start < area[1] and area[0] < end):
            raise CannotAdjudicate("Your own span must share a word with what is disputed.")
        return [(own, (min(start, area[0]), max(end, area[1])))], took
    place = {Took.FIRST: 0, Took.SECOND: 1}.get(Took(took), reading)
    if place is None or not 0 <= place < len(readings):
        raise CannotAdjudicate("Select the words in the text, or type them as they stand there.")
    chosen = readings[place]
    if not chosen.units:
        return [(area, area)], Took.NONE
    units = [disputed.text.span(chosen.coders[0], disputed.tag.pk, unit) for unit in chosen.units]
    return list(zip(units, parts(area, units), strict=True)), took


def _between(disputed: Disputed) -> list[dict[str, object]]:
    """The units as they stood when it was decided, with their words."""
    found: list[dict[str, object]] = []
    for reading in disputed.dispute.readings:
        for coder in reading.coders:
            who = None if coder == MACHINE else coder
            if not reading.units:
                found.append({"coder": who, "start": None, "end": None, "words": ""})
            for unit in reading.units:
                start, end = disputed.text.span(coder, disputed.tag.pk, unit)
                words = disputed.text.body[start:end]
                found.append({"coder": who, "start": start, "end": end, "words": words})
    return found


def _kept(
    assignment: Assignment,
    disputed: Disputed,
    row: Adjudication | None,
    span: Span,
    area: Span,
    told: Mapping[str, object],
    person: User,
) -> Adjudication:
    new = Adjudication(
        assignment=assignment,
        tag=disputed.tag,
        version_id=disputed.text.version,
        start=span[0],
        end=span[1],
        area_start=area[0],
        area_end=area[1],
        **told,
    )
    new.anchor(disputed.text.body)
    if row is None:
        save_as(new, person)
        return new
    placed = {name: getattr(new, name) for name in _PLACE}
    kept: Adjudication = write(row, {**placed, **told}, person)
    return kept
