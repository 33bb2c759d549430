"""When each outlet published, as the places of ticks and labels on a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as date_format

WIDTH = 330
EDGE = 6
LETTER = 7.2  # a letter of a label is about this wide
LEVELS = 3
LEVEL = 17


@dataclass(frozen=True, slots=True)
class Tick:
    """One article; `label_y` is 0 where its label found no place."""

    called: str
    x: int
    anchor: str
    label_x: int
    label_y: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """An SVG of WIDTH × height; y of the line, and of the two dates under it."""

    ticks: tuple[Tick, ...]
    height: int
    line: int
    begins: str
    ends: str
    told: str  # all of it in words
    width: int = WIDTH

    @property
    def top(self) -> int:
        return self.line - 9

    @property
    def bottom(self) -> int:
        return self.line + 9

    @property
    def dates(self) -> int:
        return self.line + 28


def timeline(kept: Sequence[Mapping[str, Any]]) -> Timeline | None:
    """The line of what a story's summary keeps ({"called", "at", "share" 0–100}); None without
    a date."""
    dated = [(str(row["called"]), _moment(row["at"]), float(row["share"])) for row in kept]
    if not dated:
        return None
    dated.sort(key=lambda row: (row[2], row[1]))
    placed = [_place(called, share) for called, _, share in dated]
    levels = _levels(placed)
    used = max((level for level in levels if level >= 0), default=0) + 1
    line = 14 + used * LEVEL
    ticks = tuple(
        Tick(called, x, anchor, x, line - 14 - level * LEVEL if level >= 0 else 0)
        for (called, x, anchor, _, _), level in zip(placed, levels, strict=True)
    )
    first, last = dated[0][1], dated[-1][1]
    return Timeline(
        ticks=ticks,
        height=line + 34,
        line=line,
        begins=_day(first, year=True, clock=first != last),
        ends=_day(last, year=last.year != first.year, clock=True) if last != first else "",
        told="; ".join(f"{called} {_day(at, year=True, clock=True)}" for called, at, _ in dated),
    )


def _place(called: str, share: float) -> tuple[str, int, str, float, float]:
    """Label, x, its anchor, and where the label begins and ends."""
    x = EDGE + round(max(0.0, min(100.0, share)) / 100 * (WIDTH - 2 * EDGE))
    wide = len(called) * LETTER
    if x - wide / 2 < 0:
        return called, x, "start", x, x + wide
    if x + wide / 2 > WIDTH:
        return called, x, "end", x - wide, x
    return called, x, "middle", x - wide / 2, x + wide / 2


def _levels(placed: Sequence[tuple[str, int, str, float, float]]) -> list[int]:
    """The lowest level on which each label overlaps none before it; -1 where all are taken."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(LEVELS)]
    levels = []
    for _, _, _, begins, ends in placed:
        level = next(
            (
                n
                for n, others in enumerate(taken)
                if all(ends + 8 <= left or right + 8 <= begins for left, right in others)
            ),
            -1,
        )
        if level >= 0:
            taken[level].append((begins, ends))
        levels.append(level)
    return levels


def _moment(at: str) -> datetime:
    moment = datetime.fromisoformat(at)
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _day(moment: datetime, *, year: bool, clock: bool) -> str:
    """ "14 Oct 2026, 06:10"; midnight means that only the day is known."""
    has_clock = clock and (moment.hour, moment.minute) != (0, 0)
    return date_format(moment, ("j M Y" if year else "j M") + (", H:i" if has_clock else ""))
