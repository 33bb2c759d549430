"""A stretch of body cut where marks begin and end, ready to be printed one piece after another."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

#: Heights at which lines are drawn under marks that lie over each other; what lies over more
#: shares the last.
LEVELS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be drawn: `name` says how ("quote", "speaker", "figure"), `key` which one."""

    start: int
    end: int
    name: str
    key: int = 0
    number: int = 0  # printed behind it (the utterance's number); 0 for none
    level: int = 1  # 1 is drawn nearest to the words
    colour: int = 0  # of a tag: 1–12, a class of the palette
    hint: str = ""  # printed behind it, small: a tag's two letters, "term"


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


def with_levels(marks: Sequence[Mark]) -> list[Mark]:
    """The marks in the same order, each at the lowest level that no shorter mark over some of its
    words has: of nested marks the outer one is drawn further from the words, of two that overlap
    each has one line from end to end. Marks of no length stay at 1.

    Up to LEVELS; a fifth mark over the same words shares the last level. n log n for n marks.
    """
    taken: list[list[tuple[int, int]]] = [[] for _ in range(LEVELS - 1)]  # disjoint, in order
    levels = [1] * len(marks)
    shortest_first = sorted(
        (at for at, mark in enumerate(marks) if mark.start < mark.end),
        key=lambda at: (marks[at].end - marks[at].start, marks[at].start, at),
    )
    for at in shortest_first:
        mark = marks[at]
        free = (level for level, spans in enumerate(taken, 1) if _is_free(spans, mark))
        levels[at] = next(free, LEVELS)
        if levels[at] < LEVELS:
            insort(taken[levels[at] - 1], (mark.start, mark.end))
    return [replace(mark, level=level) for mark, level in zip(marks, levels, strict=True)]


def _is_free(spans: list[tuple[int, int]], mark: Mark) -> bool:
    at = bisect_left(spans, (mark.start, mark.start))
    is_before = at == 0 or spans[at - 1][1] <= mark.start
    return is_before and (at == len(spans) or mark.end <= spans[at][0])
