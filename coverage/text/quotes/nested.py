"""Quotes inside quotes: what somebody else is quoted as saying by the one who is quoted.

An inner quote stays a part of the outer one. It is a quote of its own besides only where the outer
words name another speaker for it, with a verb of speech right beside the inner marks: `“Then Mayor
Ek said, ‘Go home,’ and we left,” she said.`
"""

from __future__ import annotations

import re

from ..frames.frames import Frame, make_frame
from ..frames.marks import Stretch, find_stretches
from .attribution import Attributed, attribute

#: Begins with the marks, which the search jumps to.
_INNER_MARK = re.compile(r"['‘“\"«‹‚„`](?:(?<!`)(?<!\w.)|(?<=`)`)\w")
_LEAST_WORDS = 3
_TOLD = frozenset(["said", "told", "wrote"])
_NEAR = frozenset(["place:before-next", "place:after-next"])


def find_nested(body: str, stretch: Stretch) -> list[Attributed]:
    """The inner quotes of a stretch that have a named speaker of their own, in order."""
    if _INNER_MARK.search(body, stretch.start, stretch.end) is None:
        return []
    inner = find_stretches(body, stretch.start, stretch.end)
    if not inner:
        return []
    frame = make_frame(body, stretch.start, stretch.end, inner)
    return [one for one in attribute(frame, None, None) if _has_its_own(body, frame, one)]


def _has_its_own(body: str, frame: Frame, one: Attributed) -> bool:
    candidate, inner = one.candidate, frame.stretches[one.stretch]
    if candidate is None or candidate.speech is None or not inner.closed:
        return False
    if candidate.subject.kind != "name" or not candidate.subject.sure:
        return False
    verb = candidate.frame.tokens[candidate.speech.cue].low
    if not candidate.speech.strong or not (verb in _TOLD or verb.endswith("ed")):
        return False  # says, will say, saying: nobody surely has
    if len(body[inner.start : inner.end].split()) < _LEAST_WORDS:
        return False
    return not _NEAR.isdisjoint(candidate.features)
