"""Reactions: what a transcript notes of the audience, which nobody said: (Applause), [laughter].

A reaction at the edge of a quote is left out of its span. In a turn without marks one in the
middle parts it in two; inside quotation marks it stays, as the outlet printed it. Where words
could not be heard ([inaudible]) nothing is parted: that stands for words.
"""

from __future__ import annotations

import re

_HEARD = (
    r"applause|applauds?|laughter|laughs?|laughing|chuckles?|cheers?|cheering|boos?|booing|"
    r"crosstalk|cross-talk|silence|pause|pauses|sighs?|music|gavel|audience|crowd|chants?|chanting"
)
REACTION = re.compile(
    rf"[(\[*](?:[\w ,’'-]{{0,24}}\b)?(?:{_HEARD})\b[^)\]*\n]{{0,24}}[)\]*][.,]?", re.IGNORECASE
)
_MARKS = frozenset('“”‘’"«»„')


def spoken_pieces(body: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The stretches of `body[start:end]` between reactions, trimmed; only those with words."""
    pieces: list[tuple[int, int]] = []
    at = start
    for match in REACTION.finditer(body, start, end):
        _keep(body, at, match.start(), pieces)
        at = match.end()
    _keep(body, at, end, pieces)
    return tuple(pieces)


def find_reactions(body: str) -> tuple[tuple[int, int], ...]:
    """Where reactions stand in brackets, from and to, in order; not those that hold marks."""
    found: list[tuple[int, int]] = []
    for opening in "([":
        at = body.find(opening)
        while at >= 0:
            match = REACTION.match(body, at)
            if match is not None and _MARKS.isdisjoint(match[0]):
                found.append(match.span())
            at = body.find(opening, at + 1)
    return tuple(sorted(found))


def silenced(body: str, reactions: tuple[tuple[int, int], ...]) -> str:
    """The body with blanks for the reactions: every offset stays, and nobody is called Applause."""
    pieces: list[str] = []
    at = 0
    for start, end in reactions:
        pieces += body[at:start], " " * (end - start)
        at = end
    return "".join([*pieces, body[at:]])


def without_reactions(body: str, start: int, end: int) -> tuple[int, int]:
    """`start` and `end` with the reactions at either edge left out."""
    if start < end and body[start] in "([*" and (first := REACTION.match(body, start, end)):
        start = first.end()
    if start < end and (body[end - 1] in ")]*" or body[end - 2 : end] in (").", "].", "),", "],")):
        for match in REACTION.finditer(body, max(start, end - 60), end):
            if match.end() == end:
                end = match.start()
    return _trimmed(body, start, max(start, end))


def _trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end


def _keep(body: str, start: int, end: int, pieces: list[tuple[int, int]]) -> None:
    start, end = _trimmed(body, start, end)
    if any(map(str.isalnum, body[start:end])):
        pieces.append((start, end))
