"""Block quotes: words that a page sets off instead of putting them in marks.

Who said them stands in a line behind them (`— Ada Holm, mayor`) or in the passage before, which
attribution looks at as for any quotation that is a passage of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..found import Passage
from .marks import find_stretches

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SIGNED = re.compile(
    r"(?:^|(?<=[\n.!?…”\"’»])\s*)(?:>\s*)?[—–―-]{1,2}\s?(?P<name>[^\W\d_][^\n,;(]{1,60}?)\s?(?:[,;(][^\n]{0,100})?$"
)
_NAME_ALONE = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.’'-]*(?: (?:de|van|von|al|bin|[^\W\d_a-z][\w.’'-]*)){1,3})"
    r"(?:[,(][^.!?]*)?$"
)
_POST = re.compile(r"\(@\w+\)|\bpic\.twitter\.com/|https?://t\.co/|^[^|]{1,20} \| ")
_LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class SetOff:
    """A block quote: the pieces said, and where the line behind it names who said them."""

    passage: int
    pieces: tuple[tuple[int, int], ...]
    name: tuple[int, int] | None


def find_set_off(body: str, passages: Sequence[Passage]) -> tuple[SetOff, ...]:
    """The block quotes among `passages` whose words stand in no marks, in order."""
    found: list[SetOff] = []
    for index, passage in enumerate(passages):
        if passage.kind != "blockquote":
            continue
        start, end = passage.span.start, passage.span.end
        if _POST.search(body, start, end) or _in_marks(body, start, end):
            continue
        signed = _SIGNED.search(body, max(start, end - 200), end)
        name = signed.span("name") if signed else None
        pieces = _lines(body, start, signed.start() if signed else end)
        count = sum(len(_WORD.findall(body, *piece)) for piece in pieces)
        if count >= _LEAST_WORDS and not _stands_elsewhere(body, pieces):
            found.append(SetOff(index, pieces, name or _name_behind(body, passages, index)))
    return _signed_together(found)


def _in_marks(body: str, start: int, end: int) -> bool:
    """True when marks tell what is said: they open the passage, or hold half of it."""
    stretches = find_stretches(body, start, end)
    if not stretches:
        return False
    inside = sum(stretch.end - stretch.start for stretch in stretches)
    return stretches[0].outer_start == start or 2 * inside > end - start


def _lines(body: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The passage as one piece, or its lines where each begins with ">"."""
    pieces = []
    stops = [start, end]
    if body[start] == ">":
        at = start
        stops = [start]
        while (at := body.find("\n", at, end)) >= 0:
            at += 1
            stops.append(at)
        stops.append(end)
    for first, last in zip(stops, stops[1:], strict=False):
        while first < last and (body[first].isspace() or body[first] == ">"):
            first += 1
        while last > first and body[last - 1].isspace():
            last -= 1
        if first < last:
            pieces.append((first, last))
    return tuple(pieces)


def _stands_elsewhere(body: str, pieces: Sequence[tuple[int, int]]) -> bool:
    """True for a pull quote: the same words stand in the article once more."""
    start, end = pieces[0]
    text = body[start:end].strip(".,!?…")
    return len(text) < 500 and body.count(text) > 1


def _name_behind(body: str, passages: Sequence[Passage], index: int) -> tuple[int, int] | None:
    """The name in a passage of its own right behind: `— Ada Holm, mayor`."""
    if index + 1 >= len(passages):
        return None
    behind = passages[index + 1]
    span = behind.span
    if span.length > 160:
        return None
    if body[span.start] in "—–―-":
        signed = _SIGNED.match(body, span.start, span.end)
        return signed.span("name") if signed else None
    # a page's <footer> or <cite>, which the page itself draws a dash before
    signed = _NAME_ALONE.match(body, span.start, span.end) if behind.kind == "blockquote" else None
    return signed.span("name") if signed else None


def _signed_together(found: Sequence[SetOff]) -> tuple[SetOff, ...]:
    """Block quotes one behind the other are one, and the name under the last is for all."""
    whole: list[SetOff] = []
    name: tuple[int, int] | None = None
    behind = -2
    for one in reversed(found):
        if one.name is None and one.passage + 1 == behind:
            one = SetOff(one.passage, one.pieces, name)
        name, behind = one.name, one.passage
        whole.append(one)
    return tuple(reversed(whole))
