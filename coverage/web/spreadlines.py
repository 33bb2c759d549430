"""The timeline as a drawing: one line for each article, its mark where it was published.

Places along the line are shares of the width, so that letters keep their size on every screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateformat import format as date_format

from coverage.desk.pages import Column
from coverage.desk.storytimeline import Moment

LINE = 26  # pixels from one article's line to the next
TOP, FOOT = 16, 30
LEFT, RIGHT = 2.0, 98.0  # per cent of the width
LONGEST = 24  # letters of a label


@dataclass(frozen=True, slots=True)
class Lane:
    """One article's line; `x` is per cent of the width, `y` pixels."""

    x: str
    y: int
    label_y: int
    anchor: str
    label: str
    has_it: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    lanes: tuple[Lane, ...]
    height: int
    axis: int  # y of the line of time
    dates: int  # y of the words under it
    begins: str
    ends: str  # "" where all were published at once
    told: str


def drawing(moments: Sequence[Moment], follows: bool) -> Drawing | None:
    """The drawing of dated articles; None where fewer than two are dated."""
    dated = [(moment, moment.column.published) for moment in moments if moment.column.published]
    if len(dated) < 2:
        return None
    first, last = dated[0][1], dated[-1][1]
    length = (last - first).total_seconds()
    lanes = []
    for number, (moment, published) in enumerate(dated):
        share = (published - first).total_seconds() / length if length else 0.0
        x = LEFT + share * (RIGHT - LEFT)
        is_left = x <= 50
        y = TOP + number * LINE
        lanes.append(
            Lane(
                x=f"{x:.2f}%",
                y=y,
                label_y=y + 4,
                anchor="start" if is_left else "end",
                label=_label(moment),
                has_it=moment.spread is not None,
            )
        )
    axis = TOP + len(lanes) * LINE - 4
    return Drawing(
        lanes=tuple(lanes),
        height=axis + FOOT,
        axis=axis,
        dates=axis + 20,
        begins=_when(dated[0][0].column),
        ends=_when(dated[-1][0].column) if length else "",
        told=_told([moment for moment, _ in dated], follows),
    )


def _label(moment: Moment) -> str:
    called = moment.column.called
    short = called if len(called) <= LONGEST else called[: LONGEST - 1].rstrip() + "…"
    return f"{moment.number} {short}"


def _when(column: Column) -> str:
    assert column.published is not None
    local = timezone.localtime(column.published)
    return date_format(local, "j M Y" if column.day_only else "j M Y, H:i")


def _told(moments: Sequence[Moment], follows: bool) -> str:
    lines = []
    for moment in moments:
        line = f"{moment.number} {moment.column.called}, {_when(moment.column)}"
        if follows:
            line += f": {moment.spread.words if moment.spread else 'not found in its text'}"
        lines.append(line)
    return "; ".join(lines)
