"""What changed of a mark, in words: for its history, and for two people who change it at once.

Rows may be those that stand, or what history kept of them: both have the same fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coverage.models import EmbeddedPost, Outlet, Speaker, Tag
from coverage.text.quotes.via_words import in_words

from .versionpage import Words, changed_words

#: What nobody said anything of.
NONE = "none"


@dataclass(frozen=True, slots=True)
class Names:
    """The names behind the ids in rows; what is gone has none."""

    of: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    def get(self, name: str, key: int | None) -> str:
        return self.of.get(name, {}).get(key, "one that is gone") if key else ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is another than before: "speaker", "Ada Voss", "Mark Dunn". For longer words
    `words` has what was added and taken away."""

    what: str
    before: str
    after: str
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """A part of a row that is changed and told as one."""

    what: str
    fields: tuple[str, ...]
    tell: Callable[[Any, Names], str]
    is_long: bool = False


def _plain(name: str, none: str = NONE) -> Callable[[Any, Names], str]:
    return lambda row, names: str(getattr(row, name) or none)


def _named(name: str) -> Callable[[Any, Names], str]:
    return lambda row, names: names.get(name, getattr(row, name)) or NONE


def _speaker(row: Any, names: Names) -> str:
    name = names.get("speaker_id", row.speaker_id) or row.speaker_name
    if not name and not row.mention:
        return "not stated"
    if not name or name == row.mention:
        return str(row.mention)
    return f"{name}, as “{row.mention}”" if row.mention else name


def _via(row: Any, names: Names) -> str:
    if not row.via:
        return names.get("via_post_id", row.via_post_id) or NONE
    return f"{in_words(row.via_how, row.via)} {row.via}".strip()


def _kind(row: Any, names: Names) -> str:
    return "reported speech" if row.kind == "indirect" else str(row.get_kind_display())


def _day(row: Any, names: Names) -> str:
    return f"{row.published_at:%Y-%m-%d %H:%M}" if row.published_at else NONE


_STATE = Thing("state", ("state",), _plain("state"))
_PLACE = Thing("words", ("start", "end"), _plain("text"), is_long=True)
_MARK = (_STATE, _PLACE)
THINGS: dict[str, tuple[Thing, ...]] = {
    "quote": (
        *_MARK,
        Thing("speaker", ("speaker_id", "speaker_name", "mention"), _speaker),
        Thing("cue", ("cue",), _plain("cue")),
        Thing("via", ("via", "via_how", "via_post_id"), _via),
        Thing("kind", ("kind",), _kind),
    ),
    "claim": (
        *_MARK,
        Thing("claimant", ("claimant",), _plain("claimant", "the article’s own voice")),
    ),
    "marked": (*_MARK, Thing("kind", ("kind",), _kind)),
    "post": (*_MARK, Thing("post", ("post_id",), _named("post_id"))),
    "note": (_PLACE, Thing("note", ("words",), _plain("words"), is_long=True)),
    "coding": (_PLACE, Thing("tag", ("tag_id",), _named("tag_id"))),
    "line": (_STATE, Thing("kind", ("kind",), _kind)),
    "article": (
        Thing("headline", ("headline",), _plain("headline"), is_long=True),
        Thing("outlet", ("outlet_id",), _named("outlet_id")),
        Thing("outlet’s state", ("outlet_state",), _plain("outlet_state")),
        Thing("day", ("published_at",), _day),
        Thing("address", ("address",), _plain("address")),
        Thing("language", ("language",), _plain("language")),
    ),
}
_ROWS: dict[str, Any] = {
    "speaker_id": Speaker,
    "tag_id": Tag,
    "post_id": EmbeddedPost,
    "via_post_id": EmbeddedPost,
    "outlet_id": Outlet,
}


def names_for(rows: Iterable[Any]) -> Names:
    """The names that telling the rows needs; a query for each kind of name there is, four at
    most."""
    wanted: dict[str, set[int]] = {}
    for row in rows:
        for name in _ROWS:
            if key := getattr(row, name, None):
                wanted.setdefault(name, set()).add(key)
    by_model: dict[Any, set[int]] = {}
    for name, keys in wanted.items():
        by_model.setdefault(_ROWS[name], set()).update(keys)
    told = {
        model: {key: _told(row) for key, row in model._base_manager.in_bulk(keys).items()}
        for model, keys in by_model.items()
    }
    return Names({name: told[_ROWS[name]] for name in wanted})


def _told(row: Any) -> str:
    return f"the {row}" if isinstance(row, EmbeddedPost) else str(row)


def things_of(kind: str) -> tuple[Thing, ...]:
    """The parts of a kind of row; of a mark without a place none is told."""
    return THINGS.get(kind, ())


def changes_of(kind: str, before: Any, after: Any, names: Names) -> tuple[Change, ...]:
    """What is another in `after`, in the order in which a card has it."""
    return tuple(
        _change(thing, before, after, names)
        for thing in things_of(kind)
        if is_changed(thing, before, after)
    )


def is_changed(thing: Thing, before: Any, after: Any) -> bool:
    """True where one of its fields is another."""
    return any(getattr(before, name) != getattr(after, name) for name in thing.fields)


def fields_changed(kind: str, before: Any, after: Any) -> frozenset[str]:
    """Fields of all that is another."""
    return frozenset(
        name for thing in THINGS[kind] if is_changed(thing, before, after) for name in thing.fields
    )


def _change(thing: Thing, before: Any, after: Any, names: Names) -> Change:
    was, now = thing.tell(before, names), thing.tell(after, names)
    if thing is _PLACE:
        return Change(thing.what, was, now, over(before, after))
    return Change(thing.what, was, now, changed_words(was, now) if thing.is_long else ())


def over(before: Any, after: Any) -> tuple[Words, ...]:
    """The words of two spans of one text over each other; one after the other where they share
    none, or stand in two texts."""
    first, second = (before, after) if before.start <= after.start else (after, before)
    if before.version_id != after.version_id or first.end < second.start:
        return (Words("removed", before.text), Words("added", after.text))
    only = {id(before): "removed", id(after): "added"}
    shared = min(first.end, second.end)
    last = first if first.end > second.end else second
    cuts: Sequence[tuple[str, str]] = (
        (only[id(first)], first.text[: second.start - first.start]),
        ("same", second.text[: shared - second.start]),
        (only[id(last)], last.text[shared - last.start :]),
    )
    return tuple(Words(kind, text) for kind, text in cuts if text)
