"""Giving a mark without a place one, or saying that its words are gone; and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from coverage.models import ArticleVersion, Coding, Orphan, Quote, SpanRow
from coverage.text.spans import Span, trimmed

from .carriedrows import CARRIED, CUT, TWICE, Target, put
from .carrying import key_of
from .locking import hold_article, placing
from .recomparing import compare_again
from .revisions import UNDO, Conflict, history_of, undo, write

__all__ = ["CannotPlace", "Conflict", "place", "place_of_words", "say_gone", "take_back"]

#: What a mark is called → where its rows are.
MODELS: dict[str, type[SpanRow]] = {model.fingerprint_kind: model for model in CARRIED}
State = Orphan.State
WHY = {
    TWICE: "Another mark of this kind stands at these words already.",
    CUT: "Select the words of one paragraph: what kind a paragraph is cannot be said of a part.",
}


class CannotPlace(ValueError):
    """A mark that cannot be set down there; the message says why, and what would do."""


def place_of_words(body: str, words: str, start: int | None, end: int | None) -> tuple[int, int]:
    """Where the words stand that a person selected or typed: at `start` and `end` if they stand
    there, else where they stand once. Raises CannotPlace."""
    if start is not None and end is not None and 0 <= start < end <= len(body):
        if not words or _same_words(body[start:end], words):
            return start, end
    words = words.strip()
    if not words:
        raise CannotPlace("Select the words in the text, or type them as they stand there.")
    count = body.count(words)
    if count == 0:
        raise CannotPlace(f"“{words[:80]}” does not stand in the text: type it letter for letter.")
    if count > 1:
        raise CannotPlace(
            f"“{words[:80]}” stands {count} times in the text: select one, or type more of it."
        )
    at = body.index(words)
    return at, at + len(words)


def _same_words(one: str, other: str) -> bool:
    return one.split() == other.split()


def place(
    orphan: Orphan, start: int, end: int, person: User, revision: int | None = None
) -> Orphan:
    """The mark set down at `body[start:end]` of the newest text, with its state and what was said
    of it; a quote takes its tags along.

    History says who put it there. Raises CannotPlace, and Conflict when somebody settled it since
    `revision`.
    """
    with placing():
        version = _newest(orphan)
        span = trimmed(version.body, *_within(version.body, start, end))
        if not span.length:
            raise CannotPlace("There are no words at that place.")
        _settle(orphan, {"state": State.PLACED, "version": version}, person, revision, "placed")
        target = Target(version)
        row = _row_of(orphan)
        if isinstance(row, Coding):
            row.quote_id = row.quote_id or -1  # its quote may be gone for good
            target.became[Quote, row.quote_id] = _quote_at(version, span)
        carried = dict(version.carried)
        for member, its in [(orphan, row), *_tags_of(orphan)]:
            why = put(its, span, target, person, f"placed from version {its.version.number}")
            if why:
                raise CannotPlace(WHY.get(why, why))
            placed = target.became[type(its), its.pk]
            made = (type(its), its.pk) in target.made
            if member is not orphan:
                fields = {"state": State.PLACED, "version": version}
                _settle(member, fields, person, None, "placed with its quote")
            Orphan.objects.filter(pk=member.pk).update(placed_row=placed.pk, made_new=made)
            member.placed_row, member.made_new = placed.pk, made
            was = its.text if its.text != placed.text else ""
            carried[key_of(placed)] = {
                "how": "person", "sure": 1.0, "was": was, "from": its.version.number
            }  # fmt: skip
        ArticleVersion.objects.filter(pk=version.pk).update(carried=carried)
    compare_again([orphan.article_id])
    return orphan


def say_gone(orphan: Orphan, person: User, revision: int | None = None) -> Orphan:
    """Decided: its words are not in the text any more. Should they come back, so does the mark.
    Raises CannotPlace when it is settled, and Conflict."""
    with placing():
        _settle(orphan, {"state": State.GONE}, person, revision, "gone from the text")
        for member, _ in _tags_of(orphan):
            _settle(member, {"state": State.GONE}, person, None, "gone with its quote")
    return orphan


def take_back(orphan: Orphan, person: User, revision: int | None = None) -> Orphan:
    """Without a place again: what was placed is taken off, or stands as the reader had it.

    Raises CannotPlace where a newer text or another person has built on it, and Conflict.
    """
    with placing():
        orphan.refresh_from_db(fields=None if revision is None else ["state", "placed_row"])
        if orphan.state not in (State.PLACED, State.GONE):
            raise CannotPlace("There is nothing to take back: it has no place yet.")
        members = [orphan, *_settled_with(orphan)]
        if orphan.state == State.PLACED:
            if _newest(orphan).pk != orphan.version_id:
                raise CannotPlace("A newer text has come since, and took the mark along.")
            for member in reversed(members):  # tags before their quote
                _take_off(member, person)
        for member in members:
            seen = revision if member is orphan else None
            fields = {"state": State.OPEN, "placed_row": None, "made_new": False}
            write(member, {**fields, "decided_by": None, "decided_at": None}, person, seen, UNDO)
    compare_again([orphan.article_id])
    return orphan


def _settle(
    orphan: Orphan, fields: dict[str, object], person: User, revision: int | None, why: str
) -> None:
    stored = Orphan.objects.get(pk=orphan.pk)
    if revision is not None and stored.revision != revision:
        raise Conflict(stored, fields)
    if stored.state != State.OPEN:
        raise CannotPlace(f"It has been settled already: {stored.get_state_display()}.")
    decided = {"decided_by": person, "decided_at": timezone.now()}
    write(orphan, {**fields, **decided}, person, stored.revision, why)


def _newest(orphan: Orphan) -> ArticleVersion:
    version = hold_article(orphan.article_id).current_version
    if version is None:
        raise CannotPlace("The article has no text.")
    return version


def _within(body: str, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start < end <= len(body):
        raise CannotPlace(f"{start}–{end} is not a stretch of a text of {len(body)} characters.")
    return start, end


def _row_of(orphan: Orphan) -> Any:
    rows: Any = MODELS[orphan.kind]._base_manager.select_related("version", "decided_by")
    row = rows.filter(pk=orphan.row).first()
    if row is None:
        raise CannotPlace("The mark itself is no longer kept: say that it is gone.")
    return row


def _quote_at(version: ArticleVersion, span: Span) -> Quote:
    """The quote that a tag is to stand on."""
    quotes = Quote.objects.filter(version=version, start__lt=span.end, end__gt=span.start)
    found = quotes.standing().order_by("start").first()
    if found is None:
        raise CannotPlace("A tag stands on a quote: select words of one.")
    return found


def _tags_of(orphan: Orphan) -> list[tuple[Orphan, Coding]]:
    """The tags on a quote that have no place either."""
    if orphan.kind != Quote.fingerprint_kind:
        return []
    codings = {
        row.pk: row
        for row in Coding.objects.filter(quote=orphan.row).select_related("version", "person")
    }
    open_ones = Orphan.objects.to_place().filter(article=orphan.article_id, kind="coding")
    return [(one, codings[one.row]) for one in open_ones if one.row in codings]


def _settled_with(orphan: Orphan) -> Sequence[Orphan]:
    """Tags that were settled together with their quote."""
    if orphan.kind != Quote.fingerprint_kind:
        return []
    codings = Coding.objects.filter(quote=orphan.row).values("pk")
    tags = Orphan.objects.filter(article=orphan.article_id, kind="coding", row__in=codings)
    tags = tags.filter(state=orphan.state, version=orphan.version_id)
    return [tag for tag in tags if _last_reason(tag).endswith("its quote")]


def _last_reason(orphan: Orphan) -> str:
    latest = history_of(orphan).first()
    return (latest.history_change_reason or "") if latest else ""


def _take_off(orphan: Orphan, person: User) -> None:
    rows: Any = MODELS[orphan.kind]._base_manager
    row = rows.filter(pk=orphan.placed_row).first()
    if row is None:
        return
    if not orphan.made_new:
        undo(row, person)
        return
    if isinstance(row, Quote) and row.codings.exists():
        raise CannotPlace("The quote has been tagged since: take the tags off first.")
    row._history_user = person
    row.delete()
    version = row.version
    carried = {key: how for key, how in version.carried.items() if key != key_of_gone(orphan)}
    ArticleVersion.objects.filter(pk=version.pk).update(carried=carried)


def key_of_gone(orphan: Orphan) -> str:
    return f"{orphan.kind}:{orphan.placed_row}"
