"""Carrying what people decided from one version of an article to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q

from coverage.models import (
    ArticleVersion,
    Coding,
    MarkedWords,
    Note,
    Orphan,
    Passage,
    Quote,
    SpanRow,
)
from coverage.text.spans import trimmed
from coverage.text.versions.reanchoring import FoundAgain
from coverage.text.versions.revised import compare_texts

from .carriedrows import CARRIED, Target, put
from .revisions import save_unrecorded
from .sameplace import ONE_AT_A_PLACE, answered_nearby

NOWHERE = "its words do not stand in the new text"
OTHERWISE = "a figure, a name or a “not” in it is another in the new text"


@transaction.atomic
def carry(old: ArticleVersion, new: ArticleVersion) -> list[dict[str, Any]]:
    """Bring everything people confirmed, rejected or wrote on `old` over to `new`; the orphans.

    A mark is found by its words, else by its surroundings, else by likeness; `new.carried` keeps
    which, and how sure. Old rows stay as they are. An orphan is what could not be placed: {"kind",
    "row", "version", "words", "state", "person", "why"}; `new.orphans` keeps them as they were when
    this text was made, and each is an Orphan that a person is asked about. Earlier orphans are
    tried again. `new.changed` counts what changed between the two texts.
    """
    target = Target(new)
    orphans: list[dict[str, Any]] = []
    carried: dict[str, dict[str, Any]] = {}
    known = {(o.kind, o.row): o for o in Orphan.objects.filter(article=new.article_id)}
    for row in _rows_to_carry(old, known):
        orphan = known.get((row.fingerprint_kind, row.pk))
        found, why = _carry_row(row, target)
        if why:
            orphans.append(_told(row, why))
            _keep_orphan(orphan, row, new, why)
            continue
        placed = target.became[type(row), row.pk]
        if found:
            carried[key_of(placed)] = _how(row, placed, found, old)
        if orphan:
            _mark_found(orphan, placed, new)
    _leave_one_of_two(target)
    new.orphans, new.carried, new.changed = orphans, carried, changes_between(old.body, new.body)
    new.save(update_fields=["orphans", "carried", "changed"])
    return orphans


def changes_between(old: str, new: str) -> dict[str, int]:
    """Numbers of changes, words added and removed, and paragraphs moved."""
    revised = compare_texts(old, new)
    return {
        "changes": revised.changes,
        "added": revised.added_words,
        "removed": revised.removed_words,
        "moved": revised.moved,
    }


def key_of(row: SpanRow) -> str:
    """What `ArticleVersion.carried` calls a mark: "quote:12"."""
    return f"{row.fingerprint_kind}:{row.pk}"


def _rows_to_carry(old: ArticleVersion, known: dict[tuple[str, int], Orphan]) -> Iterator[Any]:
    """Marks of `old`, and those that earlier changes left without a place."""
    wanted = (Orphan.State.OPEN, Orphan.State.GONE)
    for model in CARRIED:
        lost = [
            row for (kind, row), orphan in known.items()
            if kind == model.fingerprint_kind and orphan.state in wanted
        ]  # fmt: skip
        rows = model._base_manager.filter(pk__in=lost).exclude(version=old)
        yield from rows.select_related("version", "decided_by").order_by("pk")
        for row in _marked(model, old):
            row.version = old
            yield row


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


def _carry_row(row: Any, target: Target) -> tuple[FoundAgain | None, str]:
    """(how it was found, why it could not be carried: "" when it was)."""
    start, end = row.start, row.end
    if isinstance(row, Passage):  # blanks at its ends are anybody's
        words = trimmed(row.version.body, start, end)
        start, end = words.start, words.end
    reanchoring = target.reanchoring(row.version)
    found = reanchoring.find(start, end)
    if found is None:
        return None, OTHERWISE if reanchoring.says_otherwise(start, end) else NOWHERE
    who = row.decided_by or getattr(row, "person", None)
    why = put(row, found.span, target, who, f"carried from version {row.version.number}")
    return found, why


def _how(row: Any, placed: Any, found: FoundAgain, old: ArticleVersion) -> dict[str, Any]:
    """How it was found. What was found by guessing in an earlier text stays known for it."""
    earlier = old.carried.get(key_of(row)) if row.version_id == old.pk else None
    if found.how == "exact" and earlier:
        return dict(earlier)
    was = row.text if row.text != placed.text else ""
    return {"how": found.how, "sure": found.sure, "was": was, "from": row.version.number}


def _leave_one_of_two(target: Target) -> None:
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
    for sort in ONE_AT_A_PLACE:
        decided = [row for row in target.became.values() if type(row) is sort and row.is_decided]
        if decided:
            _leave_no_twin(sort, target.version, decided)


def _leave_no_twin(sort: Any, version: ArticleVersion, decided: list[Any]) -> None:
    """What was newly read at nearly the words of a decided mark is not asked again."""
    newly = sort.objects.filter(
        version=version, state="suggested", made_by="reader", decided_at__isnull=True
    )
    if sort is Quote:
        newly = newly.filter(codings=None)
    carried = {row.pk for row in decided}
    twins = answered_nearby([row for row in newly if row.pk not in carried], decided)
    sort.objects.filter(pk__in=[row.pk for row in twins]).delete()


def _told(row: Any, why: str) -> dict[str, Any]:
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


def _keep_orphan(orphan: Orphan | None, row: Any, new: ArticleVersion, why: str) -> None:
    """On the list; what a person said is gone from the text is not asked again."""
    if orphan is None:
        orphan = Orphan(
            article_id=new.article_id,
            source=row.version,
            kind=row.fingerprint_kind,
            row=row.pk,
            start=row.start,
            end=row.end,
            words=row.text,
            mark_state=row.state,
            marked_by=row.decided_by or getattr(row, "person", None),
        )
    else:
        orphan.revision += 1  # places that a page offers are those of the text before
    if orphan.state not in (Orphan.State.OPEN, Orphan.State.GONE):
        orphan.state, orphan.placed_row, orphan.made_new = Orphan.State.OPEN, None, False
    orphan.version, orphan.why = new, why
    save_unrecorded(orphan)


def _mark_found(orphan: Orphan, placed: Any, new: ArticleVersion) -> None:
    """Its words came back."""
    orphan.state, orphan.version, orphan.placed_row = Orphan.State.FOUND, new, placed.pk
    orphan.revision += 1
    save_unrecorded(orphan)
