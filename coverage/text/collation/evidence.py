"""Evidence: why two sentences may belong in one row besides the words they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from .agreement import DAY
from .collated import Figure
from .likeness import Pair
from .telling import Sentence, Telling

#: What it counts for that a figure in each measures the same.
SAME_FIGURE = 0.4
#: What it counts for that two sentences place the same act in time.
SAME_ACT = 0.35


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much it counts for two sentences that they have this in common, and what, in words."""

    amount: float
    why: str


def find_evidence(
    tellings: Sequence[Telling], figures: Sequence[Figure], placed: Mapping[Pair, str]
) -> dict[Pair, Evidence]:
    """Pairs of sentences that measure the same thing, or place the same act in time (`placed`:
    the act as printed). Days are no evidence: much happens on one day."""
    place: dict[tuple[str, int], int] = {}
    for telling in tellings:
        for sentence in telling.sentences:
            place[(sentence.key, sentence.number)] = len(place)
    by_key = {t.key: t for t in tellings}
    evidence: dict[Pair, Evidence] = {}

    def add(one: Sentence, other: Sentence, found: Evidence) -> None:
        x, y = sorted(place[(s.key, s.number)] for s in (one, other))
        evidence[(x, y)] = found

    for figure in figures:
        for m, n in combinations(figure.members, 2):
            here = by_key[m.key].sentence_at(m.span.start)
            there = by_key[n.key].sentence_at(n.span.start)
            if m.unit != DAY and m.key != n.key and here and there:
                add(here, there, Evidence(SAME_FIGURE, "same figure"))
    for pair, printed in placed.items():
        evidence.setdefault(pair, Evidence(SAME_ACT, f"same act placed in time: {printed}"))
    return evidence
