"""Sequence: acts that a sentence places in time ("resigned before the vote"), so that two
accounts of when the same thing happened can be laid side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from .likeness import Pair
from .telling import Sentence
from .words import is_common, is_number, stem

When = Literal["before", "after", "during"]

#: An act, and right after it what it is placed by; at most one short word between the two.
_PLACED = re.compile(
    r"\b(?P<act>[^\W\d_]{4,})(?:\s+[^\W\d_]{2,4})?\s+"
    r"(?:(?P<before>prior\s+to|before|ahead\s+of|until)"
    r"|(?P<after>after|following|once)"
    r"|(?P<during>during|while))\b"
)
#: In more of the story's sentences than this an act is no longer one event.
FEW = 0.06


@dataclass(frozen=True, slots=True)
class PlacedAct:
    """An act's stem, as printed, and on which side of something else it is put."""

    act: str
    printed: str
    when: When


def find_placed_acts(sentence: Sentence) -> tuple[PlacedAct, ...]:
    """The acts a told sentence places in time; the words before a connective, names left out."""
    if not sentence.is_told:
        return ()
    found = []
    for match in _PLACED.finditer(sentence.span.text):
        word = match["act"].casefold()
        if match["act"][0].isupper() or is_common(word) or is_number(word):
            continue
        when: When = "before" if match["before"] else "after" if match["after"] else "during"
        found.append(PlacedAct(stem(word), match.group(), when))
    return tuple(found)


def find_same_acts(sentences: Sequence[Sentence]) -> dict[Pair, tuple[PlacedAct, PlacedAct]]:
    """Pairs of sentences (by position, the lower first) that place the same act in time, for
    acts that few sentences hold and that at least two articles place."""
    holding: dict[str, int] = defaultdict(int)
    for sentence in sentences:
        for a_stem in sentence.weights:
            holding[a_stem] += 1
    placing: dict[str, list[tuple[int, PlacedAct]]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for act in find_placed_acts(sentence):
            placing[act.act].append((number, act))
    most = max(4, int(FEW * len(sentences)))
    pairs: dict[Pair, tuple[PlacedAct, PlacedAct]] = {}
    for a_stem, places in placing.items():
        if holding[a_stem] > most or len({sentences[n].key for n, _ in places}) < 2:
            continue
        for (a, one), (b, other) in combinations(places, 2):
            if a != b:
                pairs[(a, b)] = (one, other)
    return pairs
