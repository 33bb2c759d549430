"""Carrying what people decided from one version of an article to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from coverage.models import (
    ArticleVersion,
    ClaimAppearance,
    Coding,
    MarkedWords,
    Note,
    Passage,
    PostAppearance,
    Quantity,
    Quote,
    SpanRow,
)
from coverage.text.anchors import reanchor
from coverage.text.spans import Span, trimmed

from .revisions import keep_before, record

#: In this order: a coding follows its quote, a quantity its claim.
CARRIED: tuple[type[SpanRow], ...] = (
    Passage,
    Quote,
    MarkedWords,
    PostAppearance,
    ClaimAppearance,
    Quantity,
    Note,
    Coding,
)
#: (start, end) fields of spans inside a row, which move with it.
INNER_SPANS = {
    Quote: (
        ("outer_start", "outer_end"),
        ("mention_start", "mention_end"),
        ("cue_start", "cue_end"),
        ("via_start", "via_end"),
    ),
    MarkedWords: (("outer_start", "outer_end"),),
    PostAppearance: (("text_start", "text_end"),),
    ClaimAppearance: (("claimant_start", "claimant_end"),),
}
#: What a row has by standing where it stands, not by what people decided of it.
_PLACED = frozenset({"id", "version", "start", "end", "text", "fingerprint", "revision", "number"})
_NOWHERE = "its words do not stand in the new text"
_TWICE = "another mark stands at its words already"
_CUT = "its passage is divided otherwise in the new text"


@dataclass(slots=True)
class _Target:
    """The new version, what was read there newly, and what has been carried so far."""

    version: ArticleVersion
    body: str
    read: dict[type[SpanRow], list[Any]]
    became: dict[tuple[type[SpanRow], int], Any]


@transaction.atomic
def carry(old: ArticleVersion, new: ArticleVersion) -> list[dict[str, Any]]:
    """Bring everything people confirmed, rejected or wrote on `old` over to `new`; the orphans.

    A newly read row at the same words takes over state and decision, so that it is not suggested
    again; where none was read, the row is made. Old rows stay as they are. An orphan is what could
    not be re-anchored: {"kind", "row", "version", "words", "state", "person", "why"}; all of them
    are kept in `new.orphans`, and those of `old` are tried again.
    """
    target = _Target(
        new,
        new.body,
        {model: list(model._base_manager.filter(version=new)) for model in CARRIED},
        {},
    )
    orphans = []
    for row, body in _rows_to_carry(old):
        why = _carry_row(row, body, target)
        if why:
            orphans.append(_orphan(row, why))
    _leave_one_of_two(target)
    new.orphans = orphans
    new.save(update_fields=["orphans"])
    return orphans


def _leave_one_of_two(target: _Target) -> None:
    """What was newly read of words that people said are no quote, or are one, gives way."""
    carried = [row for row in target.became.values() if row.state != "rejected" and row.is_decided]
    pairs: tuple[tuple[type[SpanRow], Any], ...] = ((MarkedWords, Quote), (Quote, MarkedWords))
    for model, other in pairs:
        places = {(row.start, row.end) for row in carried if isinstance(row, model)}
        newly = other.objects.filter(version=target.version, state="suggested", made_by="reader")
        gone = other.objects.filter(
            pk__in=[row.pk for row in newly if (row.start, row.end) in places]
        )
        (gone.filter(codings=None) if other is Quote else gone).delete()


def _rows_to_carry(old: ArticleVersion) -> Iterator[tuple[Any, str]]:
    """(row, body it stands in): of `old`, and what an earlier change left without a place."""
    for model in CARRIED:
        earlier = [o["row"] for o in old.orphans if o["kind"] == model.fingerprint_kind]
        lost = model._base_manager.filter(pk__in=earlier).exclude(version=old)
        for row in lost.select_related("version", "decided_by"):
            yield row, row.version.body
        for row in _marked(model, old):
            yield row, old.body


def _marked(model: type[SpanRow], version: ArticleVersion) -> Any:
    """Rows of the version that people decided or wrote, and quotes that they tagged."""
    rows: Any = model._base_manager.filter(version=version)
    rows = rows.select_related("decided_by").order_by("pk")
    if model in (Coding, Note):
        return rows.select_related("person")
    wanted = ~Q(state="suggested") | Q(made_by="person") | Q(decided_at__isnull=False)
    if model is Quote:
        wanted |= Q(codings__isnull=False)
    return rows.filter(wanted).distinct()


def _carry_row(row: Any, body: str, target: _Target) -> str:
    """Why the row could not be carried; "" when it was."""
    model = type(row)
    start, end = row.start, row.end
    if model is Passage:  # blanks at its ends are anybody's
        words = trimmed(body, start, end)
        start, end = words.start, words.end
    span = reanchor(body, target.body, start, end)
    if span is None:
        return _NOWHERE
    read = _read_there(row, body, span, target)
    if read is None and model is Passage:
        return _CUT
    if read is None and _stands(row, span, target):
        return _TWICE
    new = read or model(version=target.version)
    if read and row.is_decided and hasattr(model, "history"):
        keep_before([read])
    _take_over(new, row, span, body, target)
    if read:
        new.revision += 1
    if hasattr(new, "save_without_historical_record"):
        new.save_without_historical_record()
        if row.is_decided or model in (Coding, Note):
            who = row.decided_by or getattr(row, "person", None)
            number = row.version.number
            record([new], who, f"carried from version {number}", is_new=read is None)
    else:
        new.save()
    if read is None:
        target.read[model].append(new)
    target.became[model, row.pk] = new
    return ""


def _read_there(row: Any, body: str, span: Span, target: _Target) -> Any | None:
    """The newly read row for the same words, also for those it had before a person moved it."""
    if isinstance(row, Coding | Note):
        return None
    if isinstance(row, Passage):
        return next((new for new in target.read[Passage] if _words(new, target) == span), None)
    taken = {id(new) for new in target.became.values()}
    free = [new for new in target.read[type(row)] if id(new) not in taken]
    for start, end in [(span.start, span.end), *_former_spans(row, body, target.body)]:
        there = [new for new in free if (new.start, new.end) == (start, end)]
        same = [new for new in there if _sort(new) == _sort(row)]
        if same or there:
            return (same or there)[0]
    return None


def _words(row: Any, target: _Target) -> Span:
    return trimmed(target.body, row.start, row.end)


def _sort(row: Any) -> object:
    """What tells two rows of one model at the same words apart."""
    if isinstance(row, PostAppearance):
        return row.post_id
    return row.kind if isinstance(row, Quote) else None


def _former_spans(row: Any, body: str, new_body: str) -> list[tuple[int, int]]:
    """Where the words stand now that the row covered before a person moved it."""
    if not hasattr(type(row), "history"):
        return []
    former = row.history.values_list("start", "end").distinct().order_by("start", "end")
    spans = []
    for start, end in former:
        if (start, end) != (row.start, row.end) and end <= len(body):
            found = reanchor(body, new_body, start, end)
            spans += [(found.start, found.end)] if found else []
    return spans


def _stands(row: Any, span: Span, target: _Target) -> bool:
    """True when the new version holds such a row at these words already."""
    same: Callable[[Any], bool] = {
        Quote: lambda new: new.kind == row.kind,
        PostAppearance: lambda new: new.post_id == row.post_id,
        Coding: lambda new: (new.tag_id, new.person_id) == (row.tag_id, row.person_id),
        Note: lambda new: (new.words, new.person_id) == (row.words, row.person_id),
    }.get(type(row), lambda new: True)
    return any(
        (new.start, new.end) == (span.start, span.end) and same(new)
        for new in target.read[type(row)]
    )


def _take_over(new: Any, row: Any, span: Span, body: str, target: _Target) -> None:
    """Everything decided of `row`, at its place in the new body."""
    inner = INNER_SPANS.get(type(row), ())
    kept = {name for pair in inner for name in pair} | _PLACED
    read_only_tagged = new.pk is not None and not row.is_decided
    if read_only_tagged:
        return  # the newer reading stands; only the codings on it are people's
    for field in type(row)._meta.concrete_fields:
        if field.name not in kept:
            setattr(new, field.attname, getattr(row, field.attname))
    for start, end in inner:
        _move(new, row, start, end, span, body, target.body)
    if not isinstance(row, Passage):  # a passage ends where the new text's passages end
        new.start, new.end = span.start, span.end
    if isinstance(row, Coding) and row.quote_id:
        new.quote = target.became.get((Quote, row.quote_id))
    if isinstance(row, Quantity) and row.appearance_id:
        new.appearance = target.became.get((ClaimAppearance, row.appearance_id))
    if isinstance(row, Quote) and new.pk is None:
        new.utterance = None  # the next comparison says
    new.anchor(target.body)


def _move(new: Any, row: Any, start: str, end: str, span: Span, body: str, new_body: str) -> None:
    """Set an inner span: at the same distance where its words stand there, else found again."""
    at, to = getattr(row, start), getattr(row, end)
    if at is None or to is None:
        setattr(new, start, None)
        setattr(new, end, None)
        return
    words, moved = body[at:to], at - row.start + span.start
    if moved >= 0 and new_body[moved : moved + len(words)] == words:
        found: Span | None = Span.of(new_body, moved, moved + len(words))
    else:
        found = reanchor(body, new_body, at, to)
    if start == "outer_start" and (found is None or not found.holds(span)):
        found = span  # the marks were edited away
    setattr(new, start, found.start if found else None)
    setattr(new, end, found.end if found else None)


def _orphan(row: Any, why: str) -> dict[str, Any]:
    person = row.decided_by or getattr(row, "person", None)
    return {
        "kind": row.fingerprint_kind,
        "row": row.pk,
        "version": row.version.number,
        "words": row.text,
        "state": row.state,
        "person": person.get_username() if person else "",
        "why": why,
    }
