"""Rows: every sentence of every article in one row with the sentences that report the same.

What utterances and posts hold together is joined first, then what is alike (`clustering.py`). A
false split is better than a false merge, so what is not alike enough stays alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from .clustering import UNLIKE, cluster
from .evidence import Evidence
from .likeness import Pair, find_alike
from .signs import Signs
from .telling import Sentence, Telling
from .together import Together

#: Likeness from which two sentences report the same rather than not.
ALIKE = 0.2875
#: What likeness of the sentences next to the two adds, and the most of it that counts.
BESIDE = 0.3
MOST_BESIDE = 0.6
#: No pair counts for more than this.
MOST = 0.17
#: Where no sentence stands.
NONE = -1


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of one row, in the articles' order, and what brought them together."""

    sentences: tuple[Sentence, ...]
    why: str
    held: tuple[Together, ...] = ()  # the utterances and posts that hold it together

    @property
    def is_shared(self) -> bool:
        """True when sentences of several articles stand in it."""
        return len({s.key for s in self.sentences}) > 1


def group_sentences(
    tellings: Sequence[Telling],
    evidence: Mapping[Pair, Evidence],
    together: Sequence[tuple[Together, ...]],
) -> list[Group]:
    """Every sentence in exactly one group: first what `together` holds, then what the evidence
    and likeness add. Pairs are of positions in the articles' sentences laid end to end; the
    outcome does not depend on the articles' order."""
    sentences = [s for telling in tellings for s in telling.sentences]
    at = {(s.key, s.number): n for n, s in enumerate(sentences)}
    held = [sorted(at[place] for one in row for place in one.places) for row in together]
    holds = {n: row for numbers, row in zip(held, together, strict=True) for n in numbers}
    alike = find_alike(sentences)
    proven: dict[int, set[int]] = {}
    for a, b in evidence:
        proven.setdefault(a, set()).add(b)
        proven.setdefault(b, set()).add(a)
    scores = _scores(sentences, alike, evidence, Signs(tellings, evidence))
    parts = cluster(sentences, scores, held, proven)
    groups = []
    for part in parts:
        row = next((holds[n] for n in part if n in holds), ())
        ordered = tuple(sentences[n] for n in sorted(part))
        groups.append(Group(ordered, _why(sentences, part, evidence, row), row))
    return groups


def _why(
    sentences: Sequence[Sentence],
    part: Sequence[int],
    evidence: Mapping[Pair, Evidence],
    held: Sequence[Together],
) -> str:
    """What lined the sentences up, the strongest alone; "" where they are merely alike."""
    if held:
        return held[0].why
    whys = {
        evidence[pair].why
        for pair in combinations(sorted(part), 2)
        if pair in evidence and sentences[pair[0]].key != sentences[pair[1]].key
    }
    return ", ".join(sorted(whys))


def _scores(
    sentences: Sequence[Sentence],
    alike: Mapping[Pair, float],
    evidence: Mapping[Pair, Evidence],
    signs: Signs,
) -> dict[Pair, float]:
    """How far each pair of different articles' sentences is from what would be too little, with
    what stands next to the two and other signs weighed in; where nothing speaks for them, none."""
    scores: dict[Pair, float] = {}
    article = [s.key for s in sentences]
    before = [n - 1 if n and article[n - 1] == key else NONE for n, key in enumerate(article)]
    after = [n + 1 if article[n + 1 : n + 2] == [key] else NONE for n, key in enumerate(article)]
    # by the first of the pair; at NONE nothing
    found: list[dict[int, float]] = [{} for _ in (*sentences, NONE)]
    for (a, b), likeness in alike.items():
        found[a][b] = likeness
    for a, b in evidence:
        if article[a] != article[b]:
            found[a].setdefault(b, 0.0)
    for a, row in enumerate(found[:NONE]):
        above, below = found[before[a]].get, found[after[a]].get
        for b, likeness in row.items():
            amount = likeness - ALIKE + signs.of(a, b)
            if (a, b) in evidence:
                amount += evidence[(a, b)].amount
            if amount >= MOST:
                scores[(a, b)] = MOST
                continue
            if amount + BESIDE * MOST_BESIDE <= -UNLIKE:
                continue
            back, on = before[b], after[b]
            beside = max(
                above(back, 0.0),
                above(b, 0.0),
                below(on, 0.0),
                below(b, 0.0),
                row.get(back, 0.0),
                row.get(on, 0.0),
            )
            amount += BESIDE * min(beside, MOST_BESIDE)
            if amount > -UNLIKE:
                scores[(a, b)] = min(amount, MOST)
    return scores


def join_alone(groups: Sequence[Group]) -> list[Group]:
    """Sentences of one passage that follow each other and stand alone become one group."""
    alone = {
        (g.sentences[0].key, g.sentences[0].number): g for g in groups if len(g.sentences) == 1
    }
    joined: list[Group] = [g for g in groups if len(g.sentences) > 1]
    run: list[Sentence] = []
    for key in sorted(alone):
        sentence = alone[key].sentences[0]
        follows = (
            run
            and run[-1].key == sentence.key
            and run[-1].number + 1 == sentence.number
            and run[-1].passage == sentence.passage >= 0
        )
        if run and not follows:
            joined.append(Group(tuple(run), ""))
            run = []
        run.append(sentence)
    if run:
        joined.append(Group(tuple(run), ""))
    return joined
