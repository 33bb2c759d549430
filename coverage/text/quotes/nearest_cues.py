"""Nearest cues: of all the verbs that one speaker has, the one right before the words.

Who speaks is told by the likeliest speech; the words may have another of the same speaker beside
them: `Holm denied it, [saying] “…”`, `Holm lost and [called] it “…”`.
"""

from __future__ import annotations

from ..frames.frames import Frame
from ..lexicons import verbs
from ..people.namings import Named
from ..speech.speech import Speech
from .candidates import Candidate, around, speech_of

_CUES = verbs("cues")
#: What calls something so, in the marks right behind it: calling the dam “…”.
_CALLS = frozenset(
    "call term dub brand label describe dismiss denounce accuse deride condemn praise mock slam "
    "blast refer".split()
)
_NEAR_CALL = 8  # tokens
#: What makes a verb tell what was done to the speaker: when asked about it.
_ASKED_WHEN = frozenset("when if once as was were been being".split())


def nearest_speech(candidate: Candidate, frame: Frame, place: int) -> Speech:
    """The speech nearest before the words of all that one subject has: denied it, [saying] “…”."""
    first = candidate.speech
    assert first is not None
    speech = first
    speeches = speech_of(frame)
    if len(speeches) < 2 or candidate.frame is not frame:
        return first
    if frame.sentence_of(place) != first.sentence:
        return first
    for other in around(speeches, place):
        if speech.cue < other.cue < place and other.sentence == speech.sentence:
            if frame.tokens[other.cue - 1].low in _ASKED_WHEN:
                continue
            if _is_same(frame, other.subject, candidate.subject, first):
                base = _CUES.get(frame.tokens[other.cue].low)
                if other.strong or (base in _CALLS and place - other.cue <= _NEAR_CALL):
                    speech = other
    return speech


def _is_same(frame: Frame, one: Named, other: Named, speech: Speech) -> bool:
    """True for one naming, and for two in apposition: [the mayor], [Ada Holm], said."""
    if one == other:
        return True
    first, second = (one, other) if one.first < other.first else (other, one)
    if second.last > speech.cue:
        return False  # According to [Ek], [Holm] said
    return first.last + 1 == second.first and frame.tokens[first.last].text == ","
