"""Mentioned words: marks around a name, a meaning or words only supposed, which nobody says here.

`Doctors call it “broken heart syndrome”`, `means “new rice”`, `if he says “sorry”`. Told by the
verb that governs the marks: who its subject is, its tense, and what stands inside. Where the
sentence is somebody's report (Frost said …), the report decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..frames.frames import Frame, Token
from ..lexicons import words
from ..speech.speeches import Speech
from .glossed import glossed_at
from .governed import Governed, How
from .named_so import habitual, named_at
from .nobody import words_inside
from .supposed import supposed_at

_WORKS = words("works")
#: More words than these are no name, and no word somebody might say.
MOST_WORDS = 6
_MOST_SAID = 3  # words that a report of somebody's does not make that somebody's
#: Small words over which one sentence begins another clause.
_NEW_CLAUSE = frozenset("and but while although though as which who after when whereas".split())


def mentioned(
    frame: Frame, index: int, speeches: Sequence[Speech], agent: Speech | None
) -> Governed | None:
    """How the words in these marks are mentioned and not said; None for what may be said.

    `speeches` are those around the stretch, `agent` the one whose subject stands behind the marks
    and "by". Kept for `how_mentioned`.
    """
    governed = _governed(frame, index, agent)
    if governed is not None:
        sentence = frame.sentence_of(frame.places[index])
        always = governed.always
        if governed.how == "supposed" and len(words_inside(frame, index).words) > _MOST_SAID:
            always = False  # Don’t tell him “we are late again”, says the guide
        settled = always or not is_reported(frame, index, governed.at, speeches, sentence)
        frame.memo["mentioned", index] = (governed, settled)
    return governed


def how_mentioned(frame: Frame, index: int) -> How | None:
    """The same of a stretch that attribution went over, where no report decides."""
    known = frame.memo.get(("mentioned", index))
    return known[0].how if known is not None and known[1] else None


def is_reported(
    frame: Frame, index: int, at: int, speeches: Sequence[Speech], sentence: int
) -> bool:
    """True where another verb of speech of the sentence governs the one at token `at`."""
    tokens, place = frame.tokens, frame.places[index]
    last = frame.sentences[sentence][1]
    for speech in speeches:
        if speech.sentence != sentence or speech.cue_start <= at < speech.cue_end:
            continue
        if not speech.strong and speech.shape != "according":
            continue
        if speech.last <= at:
            between = tokens[speech.cue_end : at]
            if not any(
                token.text in ";:" or (token.text == "," and follows.low in _NEW_CLAUSE)
                for token, follows in zip(between, between[1:], strict=False)
            ):
                return True
        elif speech.first > place and speech.subject.head not in ("who", "which"):
            before, opening = tokens[speech.first - 1], tokens[speech.first]
            comma = before.text == "," or before.kind == "quote"
            if before.kind == "quote" and opening.is_capital and speech.subject.kind == "pronoun":
                comma = False  # He was asked: “…?” He answered, “…”
            if comma and last - speech.last <= 12:
                return True
    return False


def _governed(frame: Frame, index: int, agent: Speech | None) -> Governed | None:
    inside = words_inside(frame, index)
    if not 0 < len(inside.words) <= MOST_WORDS:
        return None
    place = frame.places[index]
    listed = _as_before(frame, index)
    if listed is not None:
        return listed
    tokens = frame.tokens
    first, last = frame.sentences[frame.sentence_of(place)]
    if inside.is_title and _is_from_work(tokens, place, last):
        return Governed(place, "named", True)
    if place == first:
        return None
    if agent is not None:
        called = habitual(frame, index, agent)
        if called is not None:
            return called
    return (
        glossed_at(tokens, first, place, last, len(inside.words))
        or named_at(frame, index, first, place, agent)
        or supposed_at(frame, first, place)
    )


def _is_from_work(tokens: tuple[Token, ...], place: int, last: int) -> bool:
    """True for `“Bread and Salt,” from the 1994 album …`"""
    at = place + 1
    if at < last and tokens[at].text == ",":
        at += 1
    if at >= last or tokens[at].low not in ("from", "off"):
        return False
    return not _WORKS.isdisjoint([token.low for token in tokens[at + 1 : min(last, at + 5)]])


def _as_before(frame: Frame, index: int) -> Governed | None:
    """`“yes”, “no” or [“not sure”]`: as the stretch before it in a list."""
    if not index:
        return None
    between = frame.tokens[frame.places[index - 1] + 1 : frame.places[index]]
    if not 0 < len(between) <= 2:
        return None
    if any(token.text != "," and token.low not in ("and", "or") for token in between):
        return None
    known = frame.memo.get(("mentioned", index - 1))
    return known[0] if known is not None else None
