"""Turns: what each speaker says in a transcript, where a label and a colon name the speaker.

`HOLM: We lost.`, `Q: And now? / A: We wait.`, `Interviewer: …`, `“LUND: We won.”`. A line with a
colon is a turn only among others: labels recur, or stand in capitals over what reads like speech.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..found import Passage
from ..frames.reactions import spoken_pieces
from ..lexicons import words
from ..people.mentions import is_role
from ..records import quickly_made

LabelKind = Literal["letter", "capitals", "role", "name"]

_NEVER = words("labels_never")
_PLACES = words("places")
_LABEL = re.compile(
    r"(?P<open>[“\"‘'«]?)(?P<label>[^\W\d_][\w.'’&/-]*(?: [\w.'’&/#-]+){0,4})"
    r"(?P<office>, ?(?!\d)[^\W\d_][^:.!?\n“”\"]{1,50})?"
    r"(?: ?[(\[](?P<manner>to |[\w ]{0,20}(?:ing|ly)\b)?[^)\]\n]{0,40}[)\]])?"
    r"(?P<colon>[:：])\s+(?=\S)"
)
_LETTER = re.compile(r"(?P<open>)(?P<label>[QA])(?P<colon>[.:])\s+(?=[A-Z“\"‘'])")
_LETTERS = frozenset(["q", "a", "question", "answer"])
#: Who speaks in a transcript without being named, beside the roles the lexicon knows.
_PARTS = frozenset(
    "interviewer reporter journalist host co-host moderator presenter anchor narrator announcer "
    "caller speaker audience crowd questioner interviewee correspondent dispatcher operator "
    "translator interpreter counsel court clerk chair voice all both man woman boy girl".split()
)
#: How words for what somebody does end: virologist, baker, technician.
_AGENTS = ("ist", "er", "or", "ian", "man", "woman")
_JOINERS = frozenset("de da di du van der von den bin al el la le of the and".split())
#: First and second person, and what else is said rather than written.
_SPOKEN = re.compile(
    r"\b(?:i|we|you|my|our|your|me|us|i['’]m|we['’]re|yes|no|yeah|well|okay|thanks?|please)\b"
    r"|[?!]|n['’]t\b|['’](?:re|ll|ve)\b",
    re.IGNORECASE,
)
_LONGEST_LABEL = 120
_SHORT = 4  # words: an answer this short may lack all of these
_GAP = 6  # passages between two turns of one transcript
_KINDS = frozenset(["paragraph", "heading", "blockquote", "headline", "standfirst"])
_MARKS_AT_START = "“\"‘'«„"


@quickly_made
@dataclass(frozen=True, slots=True)
class Turn:
    """One turn (or a paragraph more of it): its label, and the pieces of what was said.

    `label_start` to `label_end` names the speaker; a paragraph more of the turn has that of the
    line that began it; -1 for nobody. `pieces` are (start, end) without the audience's reactions.
    """

    passage: int
    label_start: int
    label_end: int
    colon: int  # where the colon stands, -1 for a paragraph more
    pieces: tuple[tuple[int, int], ...]
    start: int
    end: int
    in_marks: bool = False  # “LUND: We won.”: label and words stand in one pair of marks
    whole: tuple[int, int] | None = None  # the transcript's label with all of the speaker's name


@quickly_made
@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may be a turn."""

    passage: int
    start: int  # of the line
    label_start: int
    label_end: int
    colon: int
    said: int
    end: int
    kind: LabelKind
    key: str
    sounds_spoken: bool
    in_marks: bool
    closed: bool  # the marks are
    is_full_name: bool
    asks: bool
    has_manner: bool  # (to the clerk), (shouting)


def find_turns(body: str, passages: Sequence[Passage]) -> tuple[Turn, ...]:
    """The turns of every transcript among `passages`, in order; empty for an article with none."""
    found = _lines(body, passages)
    turns: list[Turn] = []
    at = 0
    while at < len(found):
        stop = at + 1
        while stop < len(found) and found[stop].passage - found[stop - 1].passage <= _GAP:
            stop += 1
        accepted = _accepted(found[at:stop])
        if accepted:
            turns.extend(_turns(body, passages, accepted))
        at = stop
    return tuple(turns)


def _lines(body: str, passages: Sequence[Passage]) -> list[_Line]:
    found: list[_Line] = []
    for index, passage in enumerate(passages):
        if passage.kind not in _KINDS:
            continue
        span = passage.span
        at = span.start
        while at < span.end:
            stop = body.find("\n", at, span.end)
            stop = span.end if stop < 0 else stop
            line = _read_line(body, index, at, stop)
            if line is not None:
                found.append(line)
            at = stop + 1
    return found


def _read_line(body: str, passage: int, start: int, end: int) -> _Line | None:
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    near = min(end, start + _LONGEST_LABEL)
    if body.find(":", start, near) < 0 and body.find("：", start, near) < 0:
        if body[start : start + 2] not in ("Q.", "A."):
            return None
    match = _LETTER.match(body, start, end) if body[start] in "QA" else None
    opening, label, office, manner = "", "", None, None
    if match is not None:
        label = match["label"]
    else:
        match = _LABEL.match(body, start, near)
        if match is None:
            return None
        opening, label, office, manner = match.group("open", "label", "office", "manner")
    kind = _label_kind(label)
    if kind is None or (office and not _is_office(label, office[1:].strip(), kind)):
        return None
    said = match.end()
    closed = False
    if opening:
        # “LUND: We won.”: the marks hold label and words
        if kind not in ("capitals", "letter"):
            return None
        closed = body[end - 1] in "”\"’'»"
        end -= closed
    text = body[said : min(end, said + 400)]
    short = len(text.split()) <= _SHORT and any(map(str.isalpha, text))
    spoken = short or _SPOKEN.search(text) is not None
    label_start = start + len(opening)
    label_end = label_start + len(label)
    return _Line(
        passage, start, label_start, label_end, _colon(body, label_end, said), said, end,
        kind, _key(label, kind), spoken, bool(opening), closed, " " in label, "?" in text,
        bool(manner),
    )  # fmt: skip


def _colon(body: str, at: int, said: int) -> int:
    """Where the first colon behind a label stands, nearly always right behind; -1 for none."""
    if body[at] in ":：":
        return at
    return max(body.find(":", at, said), body.find("：", at, said))


def _is_office(label: str, office: str, kind: LabelKind) -> bool:
    """True for `ADA HOLM, [HOST]` and `Ada Holm, [port doctor]`; not for `Orle, [UK]`."""
    if kind == "capitals":
        return not any(letter.islower() for letter in office) or _is_part(office)
    return kind == "name" and " " in label and office[0].islower() and _is_part(office)


def _is_part(office: str) -> bool:
    """True for what somebody is: host, port doctor, chair of the board."""
    head = office.split(" of ")[0].split(" at ")[0].split(" for ")[0].split()[-1].casefold()
    return head in _PARTS or is_role(head) or (len(head) > 4 and head.endswith(_AGENTS))


def _label_kind(label: str) -> LabelKind | None:
    """What sort of label these words can be; None for what is no speaker."""
    spoken = label.split()
    low = [word.casefold().rstrip(".,") for word in spoken]
    if len(low) == 1 and low[0] in _LETTERS:
        return "letter"
    if low[-1] in _NEVER or low[0] in _NEVER or low[-1] in _PLACES:
        return None
    if _is_in_capitals(label):
        return "capitals"
    if not spoken[0][0].isupper():
        return None
    if low[-1] in _PARTS or is_role(low[-1]) or (low[-1].isdigit() and low[0] in _PARTS):
        return "role"
    named = [word for word in spoken if word.casefold() not in _JOINERS]
    if all(word[0].isupper() for word in named) and not any(word[-1].isdigit() for word in spoken):
        return "name"
    return None


def _is_in_capitals(label: str) -> bool:
    """True where all letters are capitals, and there are several."""
    if label.isascii():
        return label.isupper() and (label[:2].isalpha() or sum(map(str.isalpha, label)) > 1)
    letters = [letter for letter in label if letter.isalpha()]
    return len(letters) > 1 and all(map(str.isupper, letters))


def _key(label: str, kind: LabelKind) -> str:
    """What one speaker's labels share: the surname of a name."""
    low = [word.casefold().strip(".") for word in label.split()]
    if kind in ("letter", "role"):
        return " ".join(low)
    return low[-1]


def _accepted(lines: Sequence[_Line]) -> list[_Line]:
    """The lines of one neighbourhood that are turns; none where it is no transcript."""
    if len(lines) < 2:
        return [line for line in lines if line.has_manner and line.kind != "letter"]
    counts = Counter(line.key for line in lines)
    letters = [line for line in lines if line.kind == "letter"]
    asked, told = (
        any(line.key in pair for line in letters) for pair in (("q", "question"), ("a", "answer"))
    )
    if asked and told:
        return list(lines)
    lines = [line for line in lines if line.kind != "letter"]
    spoken = sum(line.sounds_spoken for line in lines)
    recurring = [line for line in lines if counts[line.key] > 1]
    if recurring:
        if 3 * spoken < len(lines) or (len(counts) < 2 and 2 * spoken < len(lines)):
            return []
        kinds = {line.kind for line in recurring}
        return [line for line in lines if counts[line.key] > 1 or line.kind in kinds]
    plain = [line for line in lines if line.kind in ("capitals", "role")]
    if len(plain) > 1 and 2 * sum(line.sounds_spoken for line in plain) >= len(plain):
        return plain
    named = [line for line in lines if line.kind == "name" and line.is_full_name]
    if len(named) == len(lines) > 1 and any(line.asks for line in named):
        return named
    return []


def _turns(body: str, passages: Sequence[Passage], lines: Sequence[_Line]) -> list[Turn]:
    """The turns, and the paragraphs between them that go on with one."""
    turns: list[Turn] = []
    spread = lines[-1].passage - lines[0].passage + 1
    dense = 2 * len(lines) >= spread
    wholes = _whole_labels(body, lines)
    for place, line in enumerate(lines):
        whole = None if line.is_full_name else wholes.get(line.key)
        turn = _turn(body, line, whole)
        if turn is None:
            continue
        turns.append(turn)
        after = lines[place + 1].passage if place + 1 < len(lines) else line.passage
        for index in range(line.passage + 1, after) if dense else ():
            passage = passages[index]
            span = passage.span
            if passage.kind != "paragraph" or not _goes_on(body, span.start, span.end):
                break
            pieces = spoken_pieces(body, span.start, span.end)
            turns.append(
                Turn(
                    index, turn.label_start, turn.label_end, -1, pieces, span.start, span.end,
                    whole=whole,
                )
            )  # fmt: skip
    return turns


def _whole_labels(body: str, lines: Sequence[_Line]) -> dict[str, tuple[int, int]]:
    """Surname → the first label with the whole name; none where two people have the surname."""
    wholes: dict[str, tuple[int, int]] = {}
    names: dict[str, set[str]] = {}
    for line in lines:
        if line.is_full_name and line.kind in ("capitals", "name"):
            wholes.setdefault(line.key, (line.label_start, line.label_end))
            names.setdefault(line.key, set()).add(body[line.label_start : line.label_end])
    return {key: whole for key, whole in wholes.items() if len(names[key]) == 1}


def _turn(body: str, line: _Line, whole: tuple[int, int] | None) -> Turn | None:
    """The turn of a line; None where its words stand in marks, which are read as marks."""
    if body[line.said] in _MARKS_AT_START and not line.in_marks:
        return None
    pieces = spoken_pieces(body, line.said, line.end)
    if not pieces:
        return None
    if line.in_marks:
        pieces = ((pieces[0][0], pieces[-1][1]),)  # what marks hold stays whole
    return Turn(
        line.passage, line.label_start, line.label_end, line.colon, pieces,
        line.start, line.end + line.closed, line.in_marks, whole,
    )  # fmt: skip


def _goes_on(body: str, start: int, end: int) -> bool:
    """True for a paragraph that a speaker goes on with: no marks first, no stage direction."""
    return (
        body[start] not in _MARKS_AT_START + "([*_"
        and _SPOKEN.search(body, start, min(end, start + 400)) is not None
    )
