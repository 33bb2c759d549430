"""Indirect speech: what somebody is reported to have said, in the reporter's words.

`Dunn said that the vote was lost`, `the vote was lost, Dunn said`, `according to Dunn, …`.
"""

from __future__ import annotations

from dataclasses import dataclass

from .frames import Frame
from .lexicons import words
from .mentions import PRONOUNS
from .speech import Speech

_REPORTING = words("cues_reporting")
_DETERMINERS = words("determiners")
_LEAST_WORDS = 4
_MOST_BETWEEN = 6  # words between the cue and "that": told the council on Monday that


@dataclass(frozen=True, slots=True)
class Reported:
    """Tokens `first` to `last` of a frame report what the subject of `speech` said."""

    frame: Frame
    first: int
    last: int
    speech: Speech
    confidence: float


def find_reported(frame: Frame, speeches: list[Speech]) -> list[Reported]:
    """At most one report a sentence, and none in a sentence with quotation marks."""
    found: list[Reported] = []
    done: set[int] = set()
    marked = {frame.sentence_of(place) for place in frame.places}
    for speech in speeches:
        if speech.sentence in done or speech.sentence in marked:
            continue
        reported = _reported(frame, speech)
        if reported and _words(frame, reported.first, reported.last) >= _LEAST_WORDS:
            found.append(reported)
            done.add(speech.sentence)
    return found


def _reported(frame: Frame, speech: Speech) -> Reported | None:
    if speech.shape != "according" and speech.verb not in _REPORTING:
        return None
    if speech.reach not in ("next", "apposed", "relative", "prepositional", "joined"):
        return None
    first, last = frame.sentences[speech.sentence]
    end = last
    while end > first and frame.tokens[end - 1].kind == "point":
        end -= 1
    return _after(frame, speech, end) or _before(frame, speech, first, end)


def _after(frame: Frame, speech: Speech, end: int) -> Reported | None:
    tokens = frame.tokens
    at = speech.last
    if speech.shape == "according":
        if at < end and tokens[at].text == "," and _starts_sentence(frame, speech):
            return Reported(frame, at + 1, end, speech, 0.6)
        return None
    for ahead in range(at, min(end, at + _MOST_BETWEEN + 1)):
        if tokens[ahead].low == "that":
            return Reported(frame, ahead, end, speech, 0.7)
    if speech.shape != "plain" or at >= end:
        return None
    begins = tokens[at]
    if begins.low in PRONOUNS or begins.low in _DETERMINERS or begins.is_capital:
        if speech.verb == "tell":
            return None
        return Reported(frame, at, end, speech, 0.55)
    return None


def _before(frame: Frame, speech: Speech, first: int, end: int) -> Reported | None:
    tokens = frame.tokens
    if speech.first <= first or tokens[speech.first - 1].text != ",":
        return None
    if end - speech.last > 8 or _words(frame, first, speech.first) < _LEAST_WORDS:
        return None
    return Reported(frame, first, speech.first - 1, speech, 0.6)


def _starts_sentence(frame: Frame, speech: Speech) -> bool:
    return speech.cue == frame.sentences[speech.sentence][0]


def _words(frame: Frame, first: int, last: int) -> int:
    return sum(token.kind == "word" for token in frame.tokens[first:last])
