"""Staging: a body's own words as frames, each with the form in which speech stands in it.

Words in marks, a transcript's turns, lines of dialogue, or a block quote: whatever the form, what
is said becomes one token of a frame, so that attribution looks at the narration only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..found import OWN_WORDS, Passage, PassageKind
from ..frames.frames import Frame, frame_of_one, make_frame
from ..frames.mark_roles import MARK
from ..frames.marks import Stretch, find_stretches, too_many_marks
from ..frames.reactions import find_reactions, silenced
from ..frames.setoff import SetOff, find_set_off
from ..records import quickly_made
from .dialogue import DashLine, find_dialogue
from .interviews import find_answers
from .turns import Turn, find_turns

_OPENING = '"“„«`'  # marks that a further paragraph of one quotation begins with
_MANY, _SHORT = 2000, 20  # more passages than this, shorter than this on average, are no prose
Form = Literal["marks", "turn", "dialogue", "set off"]


@quickly_made
@dataclass(frozen=True, slots=True)
class Label:
    """Where a form names who speaks: `start` to `end`, and the colon behind it (-1 for none)."""

    start: int
    end: int
    colon: int = -1
    whole: tuple[int, int] | None = None  # another label, with the whole name


@quickly_made
@dataclass(frozen=True, slots=True)
class Staged:
    """A passage, or a line of one, as a frame.

    `label` names the speaker of all its stretches; in the `clause` of a line of dialogue it is told
    who says it.
    """

    frame: Frame
    kind: PassageKind
    form: Form = "marks"
    label: Label | None = None
    clause: tuple[int, int] | None = None


def stage(body: str, passages: Sequence[Passage], english: bool = True) -> list[Staged]:
    """The outlet's own passages in order; each turn and line of dialogue as a frame of its own.

    None for what is no prose: marks all over, or thousands of passages of a few letters each.
    """
    own = [passage for passage in passages if passage.kind in OWN_WORDS]
    if not _is_prose(body, own):
        return []
    lines: dict[int, list[Turn | DashLine | SetOff]] = {}
    found: list[Turn | DashLine] = [*find_turns(body, own), *find_dialogue(body, own, english)]
    if not found:
        found.extend(find_answers(body, own))
    for line in found:
        lines.setdefault(line.passage, []).append(line)
    for block in find_set_off(body, own):
        if block.passage not in lines:
            lines[block.passage] = [block]
    staged: list[Staged] = []
    reactions = find_reactions(body)
    quiet = silenced(body, reactions) if reactions else body
    for index, passage in enumerate(own):
        span = passage.span
        if index in lines:
            staged.extend(_staged_lines(body, passage, lines[index]))
        else:
            behind = _opening_behind(body, own, index)
            told = body
            if reactions and _holds_any(reactions, span.start, span.end):
                if quiet[span.start : span.end].strip():
                    told = quiet  # “We won.” (Applause.) “We always have.”
            staged.append(_in_marks(told, span.start, span.end, passage.kind, behind))
    return staged


def _holds_any(reactions: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(reactions, (start, 0))
    return at < len(reactions) and reactions[at][0] < end


def _is_prose(body: str, own: Sequence[Passage]) -> bool:
    """False for tables, puzzles and hostile text, which would take long and hold no quotes."""
    if len(own) > _MANY and sum(passage.span.length for passage in own) < _SHORT * len(own):
        return False
    return not too_many_marks(len(MARK.findall(body)), len(body))


def _opening_behind(body: str, own: Sequence[Passage], index: int) -> str:
    """The character that the next passage, captions aside, begins with; "" for none."""
    for passage in own[index + 1 : index + 4]:
        if passage.kind != "caption":
            return body[passage.span.start]
    return ""


def _in_marks(body: str, start: int, end: int, kind: PassageKind, behind: str = "") -> Staged:
    continues = behind != "" and behind in _OPENING
    stretches = find_stretches(body, start, end, continues, behind == "‘")
    return Staged(make_frame(body, start, end, stretches), kind)


def _staged_lines(
    body: str, passage: Passage, lines: Sequence[Turn | DashLine | SetOff]
) -> list[Staged]:
    """The lines of one passage, and what stands between them as words in marks."""
    staged: list[Staged] = []
    at = passage.span.start
    for line in sorted(lines, key=_start_of):
        start, end = _start_of(line), passage.span.end
        if not isinstance(line, SetOff):
            end = line.end
        if start < at:
            continue  # a dash before a label: the turn has it
        if body[at:start].strip():
            staged.append(_in_marks(body, at, start, passage.kind))
        staged.append(_staged_line(body, passage.kind, line, end))
        at = end
    if body[at : passage.span.end].strip():
        staged.append(_in_marks(body, at, passage.span.end, passage.kind))
    return staged


def _start_of(line: Turn | DashLine | SetOff) -> int:
    return line.pieces[0][0] if isinstance(line, SetOff) else line.start


def _staged_line(body: str, kind: PassageKind, line: Turn | DashLine | SetOff, end: int) -> Staged:
    if isinstance(line, Turn) and line.in_marks:
        start, stop = line.pieces[0]
        stretch = Stretch(line.start, start, stop, line.end, True)
        label = Label(line.label_start, line.label_end, line.colon, line.whole)
        return Staged(make_frame(body, line.start, end, (stretch,)), kind, "turn", label)
    stretches = tuple([Stretch(start, start, stop, stop, True) for start, stop in line.pieces])
    if isinstance(line, Turn):
        who = None
        if line.label_start >= 0:
            who = Label(line.label_start, line.label_end, line.colon, line.whole)
        if len(stretches) == 1 and stretches[0].end == end:
            return Staged(frame_of_one(body, stretches[0]), kind, "turn", who)  # nearly always
        return Staged(make_frame(body, line.pieces[0][0], end, stretches), kind, "turn", who)
    if isinstance(line, DashLine):
        frame = make_frame(body, line.start, end, stretches)
        return Staged(frame, kind, "dialogue", clause=line.clause)
    signed = Label(*line.name) if line.name else None
    return Staged(make_frame(body, line.pieces[0][0], end, stretches), kind, "set off", signed)
