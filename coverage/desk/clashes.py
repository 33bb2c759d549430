"""Two people changed one mark at once: what each of them has, and whether both can stand."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .changewords import THINGS, fields_changed, is_changed, names_for
from .revisions import Conflict, history_of
from .unmarking import was_taken_off


@dataclass(frozen=True, slots=True)
class Both:
    """One part of the mark: as it is mine, as it is theirs."""

    what: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Clash:
    """What two people say of one mark. Nothing of mine is written yet."""

    lines: tuple[Both, ...]
    who: str  # "" where that is not known
    when: datetime | None
    revision: int  # of what is stored now
    are_apart: bool  # neither touches what the other changed: mine goes on top of theirs


def clash_of(kind: str, conflict: Conflict, seen: int | None) -> Clash:
    """What the conflict is about; `seen` is the revision that the person had before them. Two
    queries, and one for each kind of name."""
    theirs: Any = conflict.theirs
    was = history_of(theirs).filter(revision=seen).first() if seen is not None else None
    before = was or theirs
    mine = copy(before)
    for name, value in conflict.mine.items():
        setattr(mine, name, value)
    names = names_for((mine, theirs))
    lines = [
        Both(thing.what, thing.tell(mine, names), thing.tell(theirs, names))
        for thing in THINGS[kind]
        if is_changed(thing, mine, theirs)
    ]
    said = fields_changed(kind, before, mine) | frozenset(conflict.mine)
    contested = [
        name
        for name in said & fields_changed(kind, before, theirs)
        if getattr(mine, name) != getattr(theirs, name)
    ]
    return Clash(
        lines=tuple(line for line in lines if line.mine != line.theirs),
        who=conflict.who.get_username() if conflict.who else "",
        when=conflict.when,
        revision=theirs.revision,
        are_apart=was is not None and not contested,
    )


def taken_off_by(kind: str, key: int) -> Any | None:
    """The entry of history that says who took a quote or a claim off, and when; None for others,
    and for one that stands or never was."""
    return was_taken_off(kind, key) if kind in ("quote", "claim") else None
