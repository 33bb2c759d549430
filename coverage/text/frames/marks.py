"""Marks: the stretches of a passage that stand in quotation marks, paired by rule.

What comes back is only what the marks say. Whether a stretch is somebody's speech, a title or a
scare quote is decided in `attribution`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ..records import quickly_made
from .mark_roles import Mark, find_marks
from .saying import cue_behind, cue_inside

_END_POINTS = ".,!?…;—–"
#: A passage with more marks than this, standing closer than this, is no prose.
_MOST_MARKS, _LEAST_APART = 400, 12
_MOST_OF_ALL, _APART_AMONG_MANY = 20_000, 20  # the same for what is as long as a book
_CUE_WITHIN = 120  # characters behind a mark that nothing opened
_LONGEST_AROUND = 1500  # characters of a single-marked stretch that holds double marks
_CUE_BEFORE = 60  # characters of a clause before a mark that opens where another is open
_LONGEST_TAIL = 400  # characters of a clause and the words that only a closing mark ends
_CLAUSE = re.compile(r"(\s[^,.!?;:“”\"\n]{4,60})[,.]\s+(?=\w)")
_SENTENCE_END = re.compile(r"[.!?…][”’\"')]*(?=\s|$)")


@quickly_made
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


def find_stretches(
    body: str, start: int, end: int, continues: bool = False, in_singles: bool = False
) -> tuple[Stretch, ...]:
    """The outermost marked stretches of `body[start:end]`, in order, none overlapping.

    `continues` says that the next passage begins with an opening mark (`in_singles`: a single one),
    so that a stretch open at the end is one paragraph of a longer quotation.
    """
    marks = [mark for mark in find_marks(body, start, end) if mark.role != "skip"]
    if not marks:
        return ()
    if too_many_marks(len(marks), end - start):
        return ()
    doubles = _pair(body, start, end, [m for m in marks if not m.single], continues)
    single_marks = [m for m in marks if m.single]
    singles = _pair_singles(body, start, single_marks, doubles) if single_marks else []
    if in_singles and not doubles:
        singles = _with_open_single(body, end, marks, singles)
    if singles and doubles:
        doubles = _not_inside(doubles, singles)
    found = [stretch for stretch in (*doubles, *singles) if stretch.start < stretch.end]
    if len(found) > 1:
        found.sort(key=lambda stretch: stretch.outer_start)
    return tuple(found)


def too_many_marks(count: int, length: int) -> bool:
    """True where so many marks stand so close that the characters around them are no prose."""
    if count > _MOST_OF_ALL:
        return count * _APART_AMONG_MANY > length
    return count > _MOST_MARKS and count * _LEAST_APART > length


def opens_with_mark(body: str, start: int, end: int) -> bool:
    """True when the first character that is not blank is an opening double mark."""
    while start < end and body[start].isspace():
        start += 1
    return start < end and (body[start] in '"“„«»' or body.startswith("``", start))


def _pair(body: str, start: int, end: int, marks: list[Mark], continues: bool) -> list[Stretch]:
    """Pair double marks: nested ones stay inside, an unclosed one ends with its sentences."""
    # how deep the rest of the passage would end if every mark from here on were believed
    rest = [0] * (len(marks) + 1)
    for index in range(len(marks) - 1, -1, -1):
        rest[index] = rest[index + 1] + (1 if marks[index].role == "close" else -1)
    pyramid = continues and opens_with_mark(body, start, end)
    found: list[Stretch] = []
    opened: Mark | None = None
    depth = 0
    for index, mark in enumerate(marks):
        if mark.role == "open":
            if opened is None:
                opened, depth = mark, 1
            elif rest[index] >= depth - (1 if pyramid else 0) and _closes_soon(marks, index):
                depth += 1
            else:
                if not _is_stray(body, opened):
                    found.append(_cut_before(body, opened, mark.at))
                opened, depth = mark, 1
        elif opened is not None:
            depth -= 1
            if depth == 0:
                found.append(Stretch(opened.at, opened.end, mark.at, mark.end, True))
                opened = None
        elif index == 0 and _lost_its_opening(body, start, mark, end):
            found.append(Stretch(start, start, mark.at, mark.end, True))
        elif found and (tail := _tail_behind(body, found[-1], mark)) >= 0:
            found.append(Stretch(tail, tail, mark.at, mark.end, True))
    if opened is not None and not _is_stray(body, opened):
        found.append(_open_to(body, opened, end, not continues))
    return found


def _is_stray(body: str, opened: Mark) -> bool:
    """A mark that nothing closes, with a blank on both sides, opens nothing."""
    return body[opened.end : opened.end + 1].isspace() and body[opened.at - 1 : opened.at] == " "


def _lost_its_opening(body: str, start: int, mark: Mark, end: int) -> bool:
    """True for `We lost everything,” said Holm.`: a whole passage up to a mark and a cue."""
    if body[mark.at - 1 : mark.at] not in (",", ".", "?", "!") or mark.at - start < 12:
        return False
    return cue_behind(body, mark.end, min(end, mark.end + _CUE_WITHIN))


def _tail_behind(body: str, last: Stretch, mark: Mark) -> int:
    """Where the tail begins that only a closing mark tells: `“We lost,” said Holm, [and wept.]”`;
    -1 where no clause with a cue stands right behind the marks before."""
    if body[mark.at - 1] not in ".,!?" or mark.at - last.outer_end > _LONGEST_TAIL:
        return -1
    clause = _CLAUSE.match(body, last.outer_end, mark.at)
    if clause is None or not cue_behind(body, last.outer_end, clause.end(1)):
        return -1
    return clause.end() if clause.end() + 2 < mark.at else -1


def _closes_soon(marks: list[Mark], index: int) -> bool:
    """True when the mark after this opening one closes it: “the “Shark Tank” people”."""
    return index + 1 < len(marks) and marks[index + 1].role == "close"


def _cut_before(body: str, opened: Mark, limit: int) -> Stretch:
    """An unclosed stretch ends with the last sentence before the one that opens the next mark, or
    with the cue right before that: `“We lost, said Holm, “and went home.”`"""
    stop = limit
    while stop > opened.end and body[stop - 1].isspace():
        stop -= 1
    cue = cue_inside(body, max(opened.end, stop - _CUE_BEFORE), stop) if stop < limit else -1
    if cue >= 0 and body[stop - 1] in ",.:":
        return Stretch(opened.at, opened.end, cue + 1, cue + 1, False)
    cue = cue_inside(body, opened.end, stop) if stop < limit else -1
    if cue >= 0:  # “We lost, said Holm. Rain fell. “And again,” …
        return Stretch(opened.at, opened.end, cue + 1, cue + 1, False, torn=True)
    last = None
    for match in _SENTENCE_END.finditer(body, opened.end, stop):
        if match.end() < stop:
            last = match
    stop = last.end() if last else stop
    return Stretch(opened.at, opened.end, stop, stop, False)


def _open_to(body: str, opened: Mark, end: int, by_role: bool) -> Stretch:
    """An unclosed stretch to the passage's end, or up to a cue that plainly stands outside it."""
    cue = cue_inside(body, opened.end, end, by_role)
    if cue >= 0:
        stop = cue + 1
        return Stretch(opened.at, opened.end, stop, stop, False, torn=True)
    while end > opened.end and body[end - 1].isspace():
        end -= 1
    return Stretch(opened.at, opened.end, end, end, False)


def _pair_singles(
    body: str, start: int, marks: list[Mark], doubles: list[Stretch]
) -> list[Stretch]:
    """Pair single marks outside double ones; an opening one with no closing one is no quotation.

    A pair may hold double-marked stretches where both its marks plainly are marks.
    """
    found: list[Stretch] = []
    outside = _outside(marks, doubles)
    index = 0
    while index < len(outside):
        if outside[index].role != "open":
            index += 1
            continue
        opened = outside[index]
        closing = _closing_single(body, outside, index)
        if closing is None:
            index += 1
            continue
        mark = outside[closing]
        if _holds_any(doubles, opened, mark) and not _surely_around(body, start, opened, mark):
            index += 1
            continue
        found.append(Stretch(opened.at, opened.end, mark.at, mark.end, True, single=True))
        index = closing + 1
    return found


def _outside(marks: list[Mark], doubles: list[Stretch]) -> list[Mark]:
    """The marks that stand in no double-marked stretch."""
    left: list[Mark] = []
    at = 0
    for mark in marks:
        while at < len(doubles) and doubles[at].outer_end <= mark.at:
            at += 1
        if at == len(doubles) or mark.at < doubles[at].outer_start:
            left.append(mark)
    return left


def _with_open_single(
    body: str, end: int, marks: list[Mark], singles: list[Stretch]
) -> list[Stretch]:
    """The last ‘ that nothing closes holds the rest: the next paragraph opens with one again."""
    done = singles[-1].outer_end if singles else 0
    for mark in marks:
        if mark.at >= done and mark.role == "open" and mark.text == "‘":
            while end > mark.end and body[end - 1].isspace():
                end -= 1
            return [*singles, Stretch(mark.at, mark.end, end, end, False, single=True)]
    return singles


def _holds_any(doubles: list[Stretch], opened: Mark, closing: Mark) -> bool:
    """True when a double-marked stretch stands between two single marks."""
    at = bisect_right(doubles, opened.at, key=lambda double: double.outer_start)
    return at < len(doubles) and doubles[at].outer_start < closing.at


def _surely_around(body: str, start: int, opened: Mark, closing: Mark) -> bool:
    """True for `‘He said “no” to me,’ she said`: begins like speech, and ends at a stop."""
    if closing.at - opened.end > _LONGEST_AROUND or body[closing.at - 1] not in _END_POINTS:
        return False
    before = body[max(start, opened.at - 8) : opened.at].rstrip()[-1:]
    return not before or before in ".,:;?!—–’'"


def _not_inside(doubles: list[Stretch], singles: list[Stretch]) -> list[Stretch]:
    """The double-marked stretches that stand in no single-marked one: nested ones stay inside."""
    starts = [single.outer_start for single in singles]
    kept = []
    for double in doubles:
        at = bisect_right(starts, double.outer_start) - 1
        if at < 0 or singles[at].outer_end <= double.outer_start:
            kept.append(double)
    return kept


def _closing_single(body: str, marks: list[Mark], index: int) -> int | None:
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
        # the players’ bus, the mornin’ bus
        plural = after == " " and (
            before in "sS"
            or body[mark.at - 3 : mark.at - 2].isalpha()
            and body[mark.at - 2 : mark.at] == "in"
        )
        if depth and (before in _END_POINTS or not plural):
            depth -= 1
            continue
        if before in _END_POINTS or not plural:
            # `voters’ anger … said.’`: a plural passed on the way was one
            return at
        if weak is None:
            weak = at
    return weak
