"""What people did with marks, in words: one line for each entry of history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Any

from django.urls import reverse

from coverage.models import ArticleVersion

from .articlecards import LETTERS
from .changewords import Change, Names, changes_of, is_changed, names_for, things_of
from .historysources import PERSONAL, Found, all_of
from .revisions import UNDO
from .turning import TURNED
from .unmarking import BROUGHT_BACK

#: What a page calls a kind.
CALLED = {
    "quote": "quote",
    "marked": "words in marks",
    "claim": "claim",
    "post": "post",
    "note": "note",
    "coding": "tag",
    "line": "line",
    "orphan": "mark without a place",
    "article": "article",
}
#: What was decided of a mark without a place.
SETTLED = {"placed": "placed in the newest text", "gone": "gone from the text"}
REVERTED = "reverted"
_STATES = {"suggested": "unsure", "confirmed": "confirmed", "rejected": "rejected"}
_BODY, _CORRECTED = "body edited", "corrected: "
#: Letters of a mark's words that stand in a line.
_SHOWN = 140


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to which words, when; and whether it can be reverted."""

    kind: str
    key: int  # the mark's own number
    entry: int
    at: datetime
    person: str
    what: str  # "quote confirmed"
    words: str  # the mark's, shortened
    href: str  # the mark on its page, "" where it stands no more
    history_href: str  # all of the mark, "" where this is it
    changes: tuple[Change, ...]
    why_not: str  # why it cannot be reverted; "" where it can

    @property
    def anchor(self) -> str:
        return f"h-{self.kind}-{self.entry}"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the history, and what they may."""

    key: int
    is_coder: bool
    is_editor: bool


def lines_of(found: Sequence[Found], reader: Reader) -> tuple[Entry, ...]:
    """The entries in words, in their order; two queries for each kind among them, the versions of
    the texts, and what is named."""
    kept = all_of(found)
    at = {
        (kind, row.history_id): (kind, row.id) for (kind, _), rows in kept.items() for row in rows
    }
    every = [row for rows in kept.values() for row in rows]
    names = names_for(every)
    versions = _versions(every)
    lines = []
    for one in found:
        kind, key = at[one.kind, one.entry]
        rows = kept[kind, key]
        n = next(n for n, row in enumerate(rows) if row.history_id == one.entry)
        lines.append(_line(kind, rows, n, names, versions, reader))
    return tuple(lines)


def _versions(rows: Sequence[Any]) -> Mapping[int, ArticleVersion]:
    keys = {key for row in rows if (key := getattr(row, "version_id", None))}
    found = ArticleVersion.objects.filter(pk__in=keys).select_related("article")
    return {row.pk: row for row in found.defer("body", "article__signature")}


def _line(
    kind: str,
    rows: Sequence[Any],
    n: int,
    names: Names,
    versions: Mapping[int, ArticleVersion],
    reader: Reader,
) -> Entry:
    row, before = rows[n], rows[n - 1] if n else None
    is_change = before is not None and "-" not in (row.history_type, before.history_type)
    changes = changes_of(kind, before, row, names) if is_change else ()
    version = versions.get(getattr(row, "version_id", None) or 0)
    return Entry(
        kind=kind,
        key=row.id,
        entry=row.history_id,
        at=row.history_date,
        person=row.history_user.get_username() if row.history_user else "",
        what=_what(kind, row, changes, names),
        words=_words(kind, row),
        href=_href(kind, row, rows[-1], version),
        history_href=_history_href(kind, row.id),
        changes=changes,
        why_not=_why_not(kind, rows, n, version, reader),
    )


def _what(kind: str, row: Any, changes: Sequence[Change], names: Names) -> str:
    if kind == "orphan":
        return f"{row.kind}: {SETTLED.get(row.state, 'without a place again')}"
    called = CALLED[kind]
    if kind == "coding":
        called = f"tag {names.get('tag_id', row.tag_id)}"
    reason = row.history_change_reason or ""
    if row.history_type == "-":
        return f"{called} taken off"
    if reason in (UNDO, REVERTED):
        told = _told(row, changes).removeprefix(_CORRECTED)
        return f"{called} {'undone' if reason == UNDO else REVERTED}: {told}"
    if row.history_type == "+":
        made = {"coding": "put on", "note": "written"}.get(kind, "marked")
        return f"{called} {'brought back' if reason == BROUGHT_BACK else made}"
    if reason.startswith(_BODY):
        return reason
    if reason == TURNED:
        turned = {"quote": "made a quote", "marked": "made words that quote nobody"}
        return f"{turned.get(kind, called)}" if row.state != "rejected" else f"{called} rejected"
    return f"{called} {_told(row, changes)}"


def _told(row: Any, changes: Sequence[Change]) -> str:
    """What was done, told by what is another now."""
    parts = [change.what for change in changes]
    state = _STATES.get(getattr(row, "state", ""), "")
    if not parts or parts == ["state"]:
        return state or "saved again"
    if parts[-1] == "words" and set(parts) <= {"state", "words"}:
        return "moved"
    return _CORRECTED + ", ".join(part for part in parts if part != "state")


def _words(kind: str, row: Any) -> str:
    if kind == "article":
        return str(row.headline)
    return shorten(row.words if kind == "orphan" else row.text, _SHOWN, placeholder=" …")


def _href(kind: str, row: Any, latest: Any, version: ArticleVersion | None) -> str:
    """The card; "" where the mark stands no more, or only in an earlier text."""
    if kind == "orphan":
        anchor = "s" if row.state in SETTLED else "o"
        return f"{reverse('article-orphans', args=[row.article_id])}#{anchor}{row.id}"
    if version is None or latest.history_type == "-" or not _is_newest(version):
        return ""
    page = reverse("article", args=[version.article_id])
    if kind == "coding" and row.quote_id:
        return f"{page}#q{row.quote_id}"
    asked = "?reported=1" if kind == "quote" and latest.kind == "indirect" else ""
    return f"{page}{asked}#{LETTERS[kind]}{row.id}" if kind in LETTERS else page


def _history_href(kind: str, key: int) -> str:
    marks = ("quote", "marked", "claim", "post", "note", "coding")
    return reverse("mark-history", args=[kind, key]) if kind in marks else ""


def _is_newest(version: ArticleVersion) -> bool:
    return version.article.current_version_id == version.pk


def _why_not(
    kind: str, rows: Sequence[Any], n: int, version: ArticleVersion | None, reader: Reader
) -> str:
    """Why the entry cannot be reverted, as far as history alone tells."""
    row, latest = rows[n], rows[-1]
    if not (reader.is_editor if kind == "article" else reader.is_coder):
        return "to revert it takes an editor" if kind == "article" else "to revert it takes a coder"
    if kind == "line":
        return "lines are settled in the text and in the review queue"
    if kind == "article" or kind == "orphan":
        return "" if n and row is latest else _changed_since(latest, row)
    if version is None:
        return "the text it stood in is not kept"
    if not _is_newest(version):
        return f"it stands in version {version.number} of the text, which is not the newest"
    if kind in PERSONAL and row.person_id != reader.key:
        return "only who made it changes it"
    if row is latest:
        return "" if n or row.made_by == "person" else "it is as the reader read it"
    if latest.history_type == "-":
        return "it was taken off since: revert that first"
    if row.history_type != "~" or not n:
        return _changed_since(latest, row)
    moved = [thing for thing in things_of(kind) if is_changed(thing, rows[n - 1], row)]
    if not moved or any(is_changed(thing, row, latest) for thing in moved):
        return _changed_since(latest, row)
    return ""


def _changed_since(latest: Any, row: Any) -> str:
    if latest is row:
        return "there is nothing before it"
    who = latest.history_user.get_username() if latest.history_user else "somebody"
    return f"changed again since, at last by {who}: revert that first"


def article_of(kind: str, row: Any) -> int:
    """Id of the article that an entry is of."""
    if kind == "article":
        return int(row.id)
    if kind == "orphan":
        return int(row.article_id)
    found = ArticleVersion.objects.filter(pk=row.version_id).values_list("article", flat=True)
    return found.first() or 0
