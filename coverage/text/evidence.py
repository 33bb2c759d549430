"""Evidence: why two sentences belong in one row besides the words they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from .agreement import DAY
from .collated import Figure
from .likeness import Pair
from .sequence import PlacedAct
from .telling import Sentence, Telling
from .wordings import Link

Acts = tuple[PlacedAct, PlacedAct]

#: What it counts for that two sentences hold the same words of an utterance: a line, or a word.
SAME_WORDS, SAME_WORD = 1.0, 0.15
#: What it counts for that a figure in each measures the same.
SAME_FIGURE = 0.3
#: What it counts for that two sentences place the same act in time.
SAME_ACT = 0.25


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much it counts for two sentences that they have this in common, and what, in words."""

    amount: float
    why: str


def find_evidence(
    tellings: Sequence[Telling],
    links: Sequence[Link],
    figures: Sequence[Figure],
    acts: Mapping[Pair, Acts],
) -> dict[Pair, Evidence]:
    """Pairs of sentences that hold the same words of one utterance, measure the same thing, or
    place the same act in time. Days are no evidence: much happens on one day."""
    place: dict[tuple[str, int], int] = {}
    for telling in tellings:
        for sentence in telling.sentences:
            place[(sentence.key, sentence.number)] = len(place)
    by_key = {t.key: t for t in tellings}
    evidence: dict[Pair, Evidence] = {}

    def add(one: Sentence, other: Sentence, found: Evidence) -> None:
        x, y = sorted(place[(s.key, s.number)] for s in (one, other))
        if (x, y) not in evidence or evidence[(x, y)].amount < found.amount:
            evidence[(x, y)] = found

    for a, b in links:
        why = "same post" if a.is_post or b.is_post else "same quote"
        for one in by_key[a.key].sentences_of(a.span):
            for other in by_key[b.key].sentences_of(b.span):
                ours = {w.norm for w in one.words if a.span.start <= w.start < a.span.end}
                theirs = {w.norm for w in other.words if b.span.start <= w.start < b.span.end}
                least = min(len(ours), len(theirs))
                if least and len(ours & theirs) / least >= 0.5:
                    add(one, other, Evidence(SAME_WORDS if least > 2 else SAME_WORD, why))
    for figure in figures:
        for m, n in combinations(figure.members, 2):
            here = by_key[m.key].sentence_at(m.span.start)
            there = by_key[n.key].sentence_at(n.span.start)
            if m.unit != DAY and m.key != n.key and here and there:
                add(here, there, Evidence(SAME_FIGURE, "same figure"))
    for pair, both in acts.items():
        printed = sorted({act.printed for act in both})
        why = "same act placed in time: " + " · ".join(f"“{words}”" for words in printed)
        if pair not in evidence:
            evidence[pair] = Evidence(SAME_ACT, why)
    return evidence
