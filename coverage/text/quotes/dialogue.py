"""Dialogue: lines that a dash opens instead of a mark, as French and Nordic papers print it.

`— We lost, he said. — We go on.`, `– Vi tapte, sier Holm.`, `—Perdimos —dijo Holm—. Volveremos.`
A line counts when a clause with a verb of speech is put into it, or when it stands beside such
lines. List lines, datelines and credits have no such clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..found import Passage
from ..frames.saying import find_clause
from ..lexicons import words
from ..patterns import late

_KINDS = frozenset(["paragraph", "list", "blockquote", "heading", "headline", "standfirst"])
_OPENING = re.compile(r"(?:[—–―]|--|-(?=\s))\s?(?=[\w“\"‘'«¿¡…])")
_DASH = "—–―-"
_NAME = r"[^\W\d_a-zà-ÿ][\w.’'-]*"
DASH_VERBS = words("dash_verbs")
_VERBS = "|".join(sorted(map(re.escape, DASH_VERBS), key=len, reverse=True))
#: A clause with a verb of speech in other languages.
_ELSEWHERE = late(
    rf"(?P<stop>[,?!….]?)\s?[{_DASH}]\s?(?:{_VERBS})\b|"
    rf"(?P<comma>[,?!…])\s(?:(?:{_VERBS})\b|(?:{_NAME}\s){{1,3}}(?:{_VERBS})\b)"
)
#: `…», — сказал`: what stands between marks and a verb in papers that use both.
DASH_VERB_BEHIND = late(rf"[,.]?\s?[{_DASH}]\s?(?=(?:{_VERBS})\b)")
_CLAUSE_END = late(r"[.!?…:](?=\s|$)|[,.]?\s?[—–―](?=[\s.,]|[^\W\d_])|[,.]?\s-(?=\s)")
_SENTENCE_ENDS = '.!?…”"»'
_KEPT = frozenset("?!….")  # points that belong to what is said
_LONGEST_CLAUSE = 160
_NEAR = 4  # passages


@dataclass(frozen=True, slots=True)
class DashLine:
    """A line of dialogue: the pieces said, and the clause put into it that tells who says it."""

    passage: int
    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    clause: tuple[int, int] | None


def _find_clause(body: str, said: int, end: int, english: bool) -> tuple[str, int] | None:
    """The point before the clause that tells who speaks ("" for none), and where that stands."""
    if english:
        return find_clause(body, said, end)
    found = _ELSEWHERE.search(body, said, end)
    return (found["stop"] or found["comma"] or "", found.start()) if found else None


def find_dialogue(body: str, passages: Sequence[Passage], english: bool) -> tuple[DashLine, ...]:
    """The lines of dialogue among `passages`, in order; empty where no line has a clause."""
    lines: list[DashLine] = []
    for index, passage in enumerate(passages):
        if passage.kind in _KINDS and body[passage.span.start] in _DASH:
            lines.extend(_lines(body, index, passage, english))
    told = [line.passage for line in lines if line.clause]
    if not told:
        return ()
    return tuple(
        line
        for line in lines
        if line.clause
        or (
            passages[line.passage].kind != "list"
            and body[line.end - 1] in _SENTENCE_ENDS
            and any(abs(line.passage - place) <= _NEAR for place in told)
        )
    )


def _lines(body: str, index: int, passage: Passage, english: bool) -> list[DashLine]:
    found = []
    at, stop = passage.span.start, passage.span.end
    while at < stop:
        end = body.find("\n", at, stop)
        end = stop if end < 0 else end
        line = _read_line(body, index, at, end, english)
        if line:
            found.append(line)
        at = end + 1
    return found


def _read_line(body: str, index: int, start: int, end: int, english: bool) -> DashLine | None:
    while end > start and body[end - 1].isspace():
        end -= 1
    opening = _OPENING.match(body, start, end)
    if opening is None or body[opening.end()] in "“\"‘'«":
        return None  # what stands in marks as well is read as marks
    said = opening.end()
    found = _find_clause(body, said, end, english)
    if found is None:
        return DashLine(index, start, end, ((said, end),), None)
    stop, at = found
    first = at + (stop in _KEPT)
    clause = at + len(stop)
    while body[clause].isspace() or body[clause] in _DASH:
        clause += 1
    closing = _CLAUSE_END.search(body, clause, min(end, clause + _LONGEST_CLAUSE))
    pieces = [(said, first)]
    rest = _said_again(body, closing.end(), end) if closing else None
    if rest is not None:
        pieces.append((rest, end))
    return DashLine(index, start, end, tuple(pieces), (clause, closing.start() if closing else end))


def clause_end(body: str, start: int, end: int) -> int:
    """Where a clause that begins at `start` ends: at a stop or a dash."""
    closing = _CLAUSE_END.search(body, start, min(end, start + _LONGEST_CLAUSE))
    return closing.start() if closing else min(end, start + _LONGEST_CLAUSE)


def _said_again(body: str, at: int, end: int) -> int | None:
    """Where speech goes on behind the clause: only a dash says that it does."""
    dashed = body[at - 1] in _DASH
    while at < end and (body[at].isspace() or body[at] in _DASH or (dashed and body[at] in ".,")):
        dashed = dashed or body[at] in _DASH
        at += 1
    return at if dashed and at < end and any(map(str.isalnum, body[at:end])) else None
