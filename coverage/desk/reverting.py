"""Taking one change of a mark back, whoever made it and when: a new change, which history keeps."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from coverage.models import Article, ArticleVersion, Outlet, PostAppearance, Quote, Tag

from .articlecards import LETTERS
from .editing import (
    CannotMove,
    codings_of,
    edit_article,
    edit_body,
    moved_fields,
    take_along,
)
from .historylines import REVERTED, Entry, Reader, lines_of, things_of
from .historysources import MODELS, Found
from .orphans import CannotPlace, take_back
from .recomparing import compare_soon
from .residues import lines_follow
from .revisions import Conflict, NothingToUndo, history_of, links_now, write
from .selecting import CannotMark
from .speakernames import naming_follows
from .turning import TURNED, turn_back
from .unmarking import restore_mark, take_off_mark

_DECIDED = ("state", "decided_by_id", "decided_at")
_SPAN = ("start", "end")


class CannotRevert(ValueError):
    """A change that cannot be taken back; the message says why, and what would do."""


def revert(kind: str, number: int, person: User, reader: Reader) -> Entry:
    """Take back what one entry of history did (`number` is its own); the new entry that says so.

    Only what that entry changed goes back; what was changed elsewhere in the mark since then stays.
    Raises CannotRevert.
    """
    if not MODELS[kind].history.filter(history_id=number).exists():
        raise CannotRevert("That entry is not kept.")
    [entry] = lines_of([Found(kind, number)], reader)
    if entry.why_not:
        raise CannotRevert(f"Not reverted: {entry.why_not}.")
    model = MODELS[kind]
    row = model.history.get(history_id=number)
    try:
        with transaction.atomic():
            _take_back(kind, row, person)
    except Conflict as conflict:
        who = conflict.who.get_username() if conflict.who else "somebody"
        raise CannotRevert(f"Not reverted: {who} changed it just now. Look again.") from None
    except IntegrityError:
        raise CannotRevert("Not reverted: such a mark stands at these words already.") from None
    except (NothingToUndo, CannotMark, CannotMove, CannotPlace) as refused:
        raise CannotRevert(f"Not reverted: {refused}") from None
    latest: Any = history_of(model(pk=row.id)).first()
    [done] = lines_of([Found(kind, latest.history_id)], reader)
    return done


def _take_back(kind: str, entry: Any, person: User) -> None:
    if kind == "article":
        _article(entry, person)
    elif kind == "orphan":
        take_back(MODELS[kind].objects.get(pk=entry.id), person)
    elif entry.history_type == "-":
        restore_mark(kind, entry.id, person)
    elif entry.history_change_reason == TURNED:
        _turned(kind, entry, person)
    elif entry.history_type == "+":
        take_off_mark(MODELS[kind]._base_manager.get(pk=entry.id), person)
    else:
        _changed(kind, entry, person)


def _turned(kind: str, entry: Any, person: User) -> None:
    """The pair of rows that were turned into each other, by either of them."""
    row = MODELS[kind]._base_manager.select_related("version").get(pk=entry.id)
    if row.state == "rejected":
        other = MODELS["marked" if kind == "quote" else "quote"]._base_manager
        places = other.filter(version=row.version_id, start=row.start, end=row.end)
        row = places.exclude(state="rejected").select_related("version").first()
    if row is None:
        raise NothingToUndo("what it was made into is not there any more")
    turn_back(row, person)


def _changed(kind: str, entry: Any, person: User) -> None:
    row = MODELS[kind]._base_manager.select_related("version").get(pk=entry.id)
    rows = history_of(row)
    before = rows.filter(history_id__lt=entry.history_id).first()
    changes = _fields_back(kind, entry, before, is_last=rows.first() == entry)
    along: list[Any] = []
    if any(name in changes for name in _SPAN):
        place = changes["start"], changes["end"]
        moved = moved_fields(row, *place, row.version.body, person)
        changes = {**_by_column(MODELS[kind], moved), **changes}
        along = list(codings_of(row))
    if Tag.objects.filter(pk=changes.get("tag_id") or 0).exclude(merged_into=None).exists():
        raise NothingToUndo("its tag was merged into another; take the merge back in the codebook")
    write(row, changes | links_now(MODELS[kind], changes), person, why=REVERTED)
    take_along(along, row, person)
    if isinstance(row, Quote) and "speaker_id" in changes:
        naming_follows(row)
    if isinstance(row, PostAppearance):
        lines_follow([row], person)
    if kind in LETTERS:
        compare_soon(row.version.article_id)


def _fields_back(kind: str, entry: Any, before: Any, is_last: bool) -> dict[str, Any]:
    """What the entry changed, as it was before. Who decided goes back too, where nothing else was
    decided since."""
    if before is None:
        raise NothingToUndo("there is nothing before it")
    told = {name for thing in things_of(kind) for name in thing.fields}
    names = [field.attname for field in MODELS[kind].history.model.tracked_fields]
    own = {"id", "revision", "version_id", *(() if is_last else set(_DECIDED) - told)}
    changed = [
        name for name in names if name not in own and getattr(before, name) != getattr(entry, name)
    ]
    if not changed:
        raise NothingToUndo("nothing was changed then")
    return {name: getattr(before, name) for name in changed} | _whole_span(before, changed)


def _by_column(model: Any, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields as history names them: one column is set once."""
    return {
        model._meta.get_field(name).attname: getattr(value, "pk", value)
        for name, value in fields.items()
    }


def _whole_span(before: Any, changed: list[str]) -> dict[str, int]:
    """Both ends, where one was moved."""
    is_moved = any(name in changed for name in _SPAN)
    return {"start": before.start, "end": before.end} if is_moved else {}


def _article(entry: Any, person: User) -> None:
    """The head as it was, or the text: as a new version of it."""
    article: Any = Article.objects.select_related("current_version").get(pk=entry.id)
    before: Any = history_of(article).exclude(history_id__gte=entry.history_id).first()
    if (entry.history_change_reason or "").startswith("body edited"):
        versions = ArticleVersion.objects.filter(article=article).order_by("-number")
        older = versions.filter(number__lt=article.current_version.number).first()
        if older is None:
            raise NothingToUndo("there is no earlier text")
        edit_body(article, older.body, person, article.revision)
        return
    names = (
        *("headline", "headline_derived", "outlet_id", "outlet_state", "outlet_why"),
        *("published_at", "published_precision", "address", "language", "authors"),
    )
    changed = {
        name: getattr(before, name)
        for name in names
        if getattr(before, name) != getattr(entry, name)
    }
    if not changed:
        raise NothingToUndo("nothing was changed then")
    if "outlet_id" in changed:
        changed["outlet"] = Outlet.objects.filter(pk=changed.pop("outlet_id") or 0).first()
        changed.setdefault("outlet_state", before.outlet_state)
    edit_article(article, changed, person, article.revision)
