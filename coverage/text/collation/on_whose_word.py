"""On whose word: who the articles say gives each of the figures that conflict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from ..figures.claimants import find_claimant
from ..figures.units import singular
from ..lexicons import words
from ..spans import Span
from ..words import find_words, is_common
from .measured import Measured

#: Who can be said to say something, besides names.
_SPEAKING = (
    words("roles") | words("callings") | words("people_counted") | words("body_roles") | {"police"}
)
_SAID_FIRST = re.compile(
    r"(?P<name>(?:[^\W\d_][\w'’.-]*\s){1,5}?)(?:said|says|estimated|estimates|reported|reports)\s"
)


def by_whom(group: Sequence[Measured]) -> list[str]:
    """ "according to the police" for each figure of a conflict, where not all are one's word; else
    what narrows it."""
    names = [_claimant(m.sentence.span.text) for m in group]
    told = {found for name in names if (found := _words(name))}
    if all(one & other for one, other in combinations(told, 2)):
        return [m.scope for m in group]
    return [
        m.scope or (f"according to {_inside(name)}" if name else "")
        for m, name in zip(group, names, strict=True)
    ]


def _claimant(sentence: str) -> str:
    """Whose word the sentence gives, "" where it says nothing of it."""
    claimant = find_claimant(sentence, Span(0, len(sentence), sentence))
    first = None if claimant else _SAID_FIRST.match(sentence)
    name = claimant.name if claimant else first["name"].rstrip() if first else ""
    return name if _is_somebody(name) else ""


def _is_somebody(name: str) -> bool:
    """True for "the police", "Anna Vell", "officials"; not for "he", nor for "fewer than first"
    (reported)."""
    said = name.split()
    if not _words(name) or said[0].lower() in ("the", "a", "an"):
        return bool(_words(name))
    return singular(said[-1].lower()) in _SPEAKING or all(word[0].isupper() for word in said)


def _inside(name: str) -> str:
    """The name as it stands inside a sentence: "the police" of "The police said"."""
    first, *rest = name.split()
    is_noun = singular((rest or [first])[-1].lower()) in _SPEAKING and name[1:].islower()
    opens = first in ("The", "A", "An") or is_noun
    return name[0].lower() + name[1:] if opens else name


def _words(name: str) -> frozenset[str]:
    return frozenset(w.norm for w in find_words(name) if not is_common(w.norm))
