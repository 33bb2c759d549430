"""Marks: the stretches of a passage that stand in quotation marks, paired by rule.

What comes back is only what the marks say. Whether a stretch is somebody's speech, a title or a
scare quote is decided in `attribution`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .lexicons import verbs, words

Role = Literal["open", "close", "skip"]

_MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚‛'＂「」『』]")
_DOUBLES = frozenset(["``", "''", '"', "“", "”", "„", "‟", "«", "»", "＂", "「", "」", "『", "』"])
_ELISIONS = words("elisions")
_BEFORE_OPEN = " \t\n\u00a0\u2009\u200a\u202f\u3000([{—–-―/=>…:*_\u200b\ufeff|~"
_END_POINTS = ".,!?…;—–"
#: A stretch longer than this with no closing mark in sight is cut at its sentence's end.
_WORD_AFTER = re.compile(r"[^\W_]+")
_STRONG = "|".join(sorted(f for f, base in verbs("cues").items() if base in words("cues_strong")))
#: `…, said Mayor Dunn` or `…, Mayor Dunn said`
_CUE_INSIDE = re.compile(
    rf"[,?!]\s(?:(?:{_STRONG})\s[A-Z][\w.]+|(?:[A-Z][\w.]+\s){{1,4}}(?:{_STRONG})\b)"
)
_SENTENCE_END = re.compile(r"[.!?…][”’\"')]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in marks: `start`/`end` inside them, `outer_start`/`outer_end` with them."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    closed: bool
    single: bool = False
    torn: bool = False  # never closed, and a cue with a name stands among the words


class _Mark(NamedTuple):
    at: int
    end: int
    text: str
    role: Role
    single: bool


def find_stretches(body: str, start: int, end: int, continues: bool = False) -> tuple[Stretch, ...]:
    """The outermost marked stretches of `body[start:end]`, in order, none overlapping.

    `continues` says that the next passage begins with an opening mark, so that a stretch open at
    the end is one paragraph of a longer quotation.
    """
    marks = [mark for mark in _marks(body, start, end) if mark.role != "skip"]
    doubles = _pair(body, start, end, [m for m in marks if not m.single], continues)
    singles = _pair_singles(body, [m for m in marks if m.single], doubles)
    found = [stretch for stretch in (*doubles, *singles) if stretch.start < stretch.end]
    return tuple(sorted(found, key=lambda stretch: stretch.outer_start))


def opens_with_mark(body: str, start: int, end: int) -> bool:
    """True when the first character that is not blank is an opening double mark."""
    while start < end and body[start].isspace():
        start += 1
    return start < end and (body[start] in '"“„«»' or body.startswith("``", start))


def _marks(body: str, start: int, end: int) -> list[_Mark]:
    """Every mark with the role its shape and its neighbours give it."""
    found: list[_Mark] = []
    open_double = False
    low = False  # „ stands open, so “ closes
    for match in _MARK.finditer(body, start, end):
        text, at, stop = match.group(), match.start(), match.end()
        before = body[at - 1] if at > start else " "
        after = body[stop] if stop < end else " "
        if text in _DOUBLES:
            role = _double_role(text, before, after, open_double, low, body[stop : stop + 2])
            if role == "open":
                open_double, low = True, text in "„‟»" or (low and text != "“")
            elif role == "close":
                open_double = low = False
            found.append(_Mark(at, stop, text, role, False))
        else:
            found.append(_Mark(at, stop, text, _single_role(body, text, at, before, after), True))
    return found


def _double_role(text: str, before: str, after: str, is_open: bool, low: bool, ahead: str) -> Role:
    """Open, close, or no mark at all (inches)."""
    loose_before = before in _BEFORE_OPEN or before in "“‘'\"„"
    loose_after = after.isspace()
    if text in ("``", "„", "‟", "「", "『"):
        return "open"
    if text in ("」", "』"):
        return "close"
    if text == "«":
        return "close" if is_open and low else "open"
    if text == "»":
        return "close" if is_open else ("open" if loose_before and not loose_after else "close")
    if text == "“":
        if low:
            return "close"
        if is_open and not loose_before and (loose_after or after in ".,;:!?)"):
            return "close"
        return "open" if not loose_after or not is_open else "close"
    if text == "”":
        if not is_open and loose_before and not loose_after:
            return "open"
        return "close"
    # straight marks, and '' as LaTeX and old wires write them
    if before.isdigit() and not is_open:
        return "skip"  # 6" pipe
    if before.isdigit() and is_open and after == " " and ahead[1:2].islower():
        return "skip"  # the 6" pipe, inside a quotation
    if is_open and not loose_before:
        return "close"
    if loose_before and not loose_after:
        return "open"
    if loose_before and loose_after:
        return "close" if is_open else "skip"
    if not is_open and (loose_after or after in ".,;:!?)"):
        return "close"
    return "close" if is_open else "open"


def _single_role(body: str, text: str, at: int, before: str, after: str) -> Role:
    """Open, close, or an apostrophe."""
    word_before, word_after = before.isalnum(), after.isalnum()
    if word_before and word_after:
        return "skip"  # it's
    if text in ("‹", "›"):
        return "open" if text == "‹" else "close"
    loose_before = before in _BEFORE_OPEN or before in '“"„'
    if text in ("‘", "‚", "‛", "'") and loose_before and (word_after or after in '…[$£€¿¡.#@“"'):
        if after.isdigit() and body[at + 1 : at + 3].isdigit() and body[at + 3 : at + 4] in "s ,.":
            return "skip"  # ’90s
        word = _WORD_AFTER.match(body, at + 1)
        if word and word.group().lower() in _ELISIONS:
            return "skip"  # ’em
        return "open"
    if text == "’" and loose_before:
        return "skip"
    if text in ("’", "'", "‘") and not loose_before and not word_after:
        return "close"
    return "skip"


def _pair(body: str, start: int, end: int, marks: list[_Mark], continues: bool) -> list[Stretch]:
    """Pair double marks: nested ones stay inside, an unclosed one ends with its sentences."""
    # how deep the rest of the passage would end if every mark from here on were believed
    rest = [0] * (len(marks) + 1)
    for index in range(len(marks) - 1, -1, -1):
        rest[index] = rest[index + 1] + (1 if marks[index].role == "close" else -1)
    pyramid = continues and opens_with_mark(body, start, end)
    found: list[Stretch] = []
    opened: _Mark | None = None
    depth = 0
    for index, mark in enumerate(marks):
        if mark.role == "open":
            if opened is None:
                opened, depth = mark, 1
            elif rest[index] >= depth - (1 if pyramid else 0) and _closes_soon(marks, index):
                depth += 1
            else:
                found.append(_cut_before(body, opened, mark.at))
                opened, depth = mark, 1
        elif opened is not None:
            depth -= 1
            if depth == 0:
                found.append(Stretch(opened.at, opened.end, mark.at, mark.end, True))
                opened = None
    if opened is not None:
        found.append(_open_to(body, opened, end))
    return found


def _closes_soon(marks: list[_Mark], index: int) -> bool:
    """True when the mark after this opening one closes it: “the “Shark Tank” people”."""
    return index + 1 < len(marks) and marks[index + 1].role == "close"


def _cut_before(body: str, opened: _Mark, limit: int) -> Stretch:
    """An unclosed stretch ends with the last sentence before the one that opens the next mark."""
    stop = limit
    while stop > opened.end and body[stop - 1].isspace():
        stop -= 1
    last = None
    for match in _SENTENCE_END.finditer(body, opened.end, stop):
        if match.end() < stop:
            last = match
    stop = last.end() if last else stop
    return Stretch(opened.at, opened.end, stop, stop, False)


def _open_to(body: str, opened: _Mark, end: int) -> Stretch:
    """An unclosed stretch to the passage's end, or up to a cue that plainly stands outside it."""
    cue = _CUE_INSIDE.search(body, opened.end, end)
    if cue:
        stop = cue.start() + 1
        return Stretch(opened.at, opened.end, stop, stop, False, torn=True)
    while end > opened.end and body[end - 1].isspace():
        end -= 1
    return Stretch(opened.at, opened.end, end, end, False)


def _pair_singles(body: str, marks: list[_Mark], doubles: list[Stretch]) -> list[Stretch]:
    """Pair single marks outside double ones; an opening one with no closing one is no quotation."""
    found: list[Stretch] = []
    outside = _outside(marks, doubles)
    index = 0
    while index < len(outside):
        if outside[index].role != "open":
            index += 1
            continue
        opened = outside[index]
        closing = _closing_single(body, outside, index, doubles)
        if closing is None:
            index += 1
            continue
        mark = outside[closing]
        found.append(Stretch(opened.at, opened.end, mark.at, mark.end, True, single=True))
        index = closing + 1
    return found


def _outside(marks: list[_Mark], doubles: list[Stretch]) -> list[_Mark]:
    """The marks that stand in no double-marked stretch."""
    left: list[_Mark] = []
    at = 0
    for mark in marks:
        while at < len(doubles) and doubles[at].outer_end <= mark.at:
            at += 1
        if at == len(doubles) or mark.at < doubles[at].outer_start:
            left.append(mark)
    return left


def _closing_single(
    body: str, marks: list[_Mark], index: int, doubles: list[Stretch]
) -> int | None:
    """Where the stretch opened at `index` closes: at a mark after a stop, or the first that is
    not a plural's apostrophe (voters’ anger) with a better one behind it."""
    weak: int | None = None
    depth = 0
    for at in range(index + 1, min(len(marks), index + 40)):
        mark = marks[at]
        if mark.role == "open":
            if weak is not None:
                return weak
            depth += 1
            if depth > 2:
                return None
            continue
        before = body[mark.at - 1]
        after = body[mark.end : mark.end + 1]
        plural = before in "sS" and after == " "
        if depth and (before in _END_POINTS or not plural):
            depth -= 1
            continue
        if before in _END_POINTS or not plural:
            # `voters’ anger … said.’`: a plural passed on the way was one
            return at
        if weak is None:
            weak = at
    return weak
