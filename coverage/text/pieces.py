"""A stretch of body cut where marks begin and end, ready to be printed one piece after another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be drawn: `name` says how ("quote", "speaker", "figure"), `key` which one."""

    start: int
    end: int
    name: str
    key: int = 0
    number: int = 0  # printed behind it (the utterance's number); 0 for none


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two mark boundaries, with every mark that lies over it, widest first."""

    text: str
    marks: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()  # marks whose last piece this is: their number is printed here

    @property
    def names(self) -> str:
        """The marks' names, once each, for a class attribute."""
        return " ".join(dict.fromkeys(mark.name for mark in self.marks))


def cut(body: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """`body[start:end]` in pieces; marks may overlap, nest and reach beyond the stretch."""
    inside = sorted(
        (mark for mark in marks if mark.start < end and start < mark.end and mark.start < mark.end),
        key=lambda mark: (mark.start, -mark.end, mark.name, mark.key),
    )
    edges = {start, end}
    for mark in inside:
        edges.add(max(start, mark.start))
        edges.add(min(end, mark.end))
    ordered = sorted(edges)
    pieces = []
    for left, right in zip(ordered, ordered[1:], strict=False):
        over = tuple(mark for mark in inside if mark.start <= left and right <= mark.end)
        pieces.append(Piece(body[left:right], over, tuple(m for m in over if m.end == right)))
    return tuple(pieces)
