"""Rows: every sentence of every article in one row with the sentences that report the same.

Correlation clustering of sentences (Bansal, Blum, Chawla 2004), greedily from the most alike pair:
groups join while the pairs across them are, added up, more alike than not. A false split is better
than a false merge, so what is not alike enough stays alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from .evidence import Evidence
from .likeness import Pair, find_alike
from .telling import Sentence, Telling
from .together import Together

#: Cosine from which two sentences report the same rather than not.
ALIKE = 0.26
#: What likeness of the sentences next to the two adds, at most 0.6 of it.
BESIDE = 0.15
#: What standing at the top of one article and at the end of the other takes off.
PLACE = 0.04
#: How much it tells against a row that two sentences of one article in it are unlike each other.
SAME_ARTICLE = 0.5


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
    parts = _cluster(sentences, _scores(sentences, alike, evidence), held, proven)
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
        if pair in evidence and _is_across(sentences, pair)
    }
    return ", ".join(sorted(whys))


def _scores(
    sentences: Sequence[Sentence], alike: Mapping[Pair, float], evidence: Mapping[Pair, Evidence]
) -> dict[Pair, float]:
    """How far each pair is from what would be too little, with neighbours and place weighed in."""
    scores: dict[Pair, float] = {}
    for pair in alike.keys() | evidence.keys():
        a, b = pair
        amount = alike.get(pair, 0.0)
        if pair in evidence:
            amount += evidence[pair].amount
        elif amount < ALIKE / 2:
            continue
        if sentences[a].key == sentences[b].key:
            scores[pair] = min(amount - ALIKE, 0.0)
            continue
        beside = max(
            (
                alike.get((a + x, b + y), 0.0)
                for x, y in ((-1, -1), (1, 1), (-1, 0), (0, -1), (1, 0), (0, 1))
            ),
            default=0.0,
        )
        amount += BESIDE * min(beside, 0.6)
        amount -= PLACE * abs(sentences[a].place - sentences[b].place)
        scores[pair] = amount - ALIKE
    return scores


def _cluster(
    sentences: Sequence[Sentence],
    scores: Mapping[Pair, float],
    held: Sequence[Sequence[int]],
    proven: Mapping[int, set[int]],
) -> list[list[int]]:
    """Joins the best pair's groups while that makes the whole better. What is `held` together is
    joined beforehand, and never with what something else holds or what is `proven` elsewhere."""
    order = sorted(
        (pair for pair, score in scores.items() if score > 0 and _is_across(sentences, pair)),
        key=lambda p: (-scores[p], *_names(sentences, p)),
    )
    joining = _Joining(sentences, scores)
    holder = {n: number for number, numbers in enumerate(held) for n in numbers}
    for first, *others in (numbers for numbers in held if numbers):
        for n in others:
            if joining.group_of[first] != joining.group_of[n]:
                joining.join(joining.group_of[first], joining.group_of[n])
    for a, b in order:
        ours, theirs = joining.group_of[a], joining.group_of[b]
        if ours == theirs or joining.gain(ours, theirs) <= 0:
            continue
        parts = joining.members[ours], joining.members[theirs]
        if _may_join(*parts, holder, proven) and _may_join(*parts[::-1], holder, proven):
            joining.join(ours, theirs)
    return list(joining.members.values())


def _may_join(
    held: Sequence[int],
    other: Sequence[int],
    holder: Mapping[int, int],
    proven: Mapping[int, set[int]],
) -> bool:
    """False where the first group is held by an utterance or a post, and the other is held too or
    has evidence for another row: a sentence stands where the strongest evidence puts it."""
    if not any(n in holder for n in held):
        return True
    return not any(n in holder or (n in proven and not proven[n] & {*held}) for n in other)


class _Joining:
    """Groups of sentences, and what the whole would gain if two of them became one.

    The gain is the pairs across, added up. Most pairs have no word in common and count the same,
    so they are counted, and only how the others depart from that is kept, group by group.
    """

    def __init__(self, sentences: Sequence[Sentence], scores: Mapping[Pair, float]) -> None:
        self.group_of = list(range(len(sentences)))
        self.members = {n: [n] for n in self.group_of}
        self._keys = {n: Counter((s.key,)) for n, s in enumerate(sentences)}
        self._beyond: list[dict[int, float]] = [{} for _ in sentences]
        for (a, b), score in scores.items():
            is_across = _is_across(sentences, (a, b))
            share = 1.0 if is_across else SAME_ARTICLE
            if is_across or abs(sentences[a].number - sentences[b].number) > 1:
                self._set(a, b, share * (score + ALIKE))
        for n, (one, following) in enumerate(zip(sentences, sentences[1:], strict=False)):
            if one.key == following.key:  # the next sentence may go on with the same
                self._set(n, n + 1, SAME_ARTICLE * ALIKE)

    def _set(self, a: int, b: int, beyond: float) -> None:
        self._beyond[a][b] = self._beyond[b][a] = beyond

    def gain(self, ours: int, theirs: int) -> float:
        """What the whole gains when the two groups become one."""
        pairs = len(self.members[ours]) * len(self.members[theirs])
        small, large = sorted((self._keys[ours], self._keys[theirs]), key=len)
        same = sum(count * large[key] for key, count in small.items())
        unlike = ALIKE * (pairs - same) + ALIKE * SAME_ARTICLE * same
        return self._beyond[ours].get(theirs, 0.0) - unlike

    def join(self, ours: int, theirs: int) -> None:
        """Makes the two groups one."""
        if len(self._beyond[ours]) < len(self._beyond[theirs]):
            ours, theirs = theirs, ours
        for n in self.members[theirs]:
            self.group_of[n] = ours
        self.members[ours] += self.members.pop(theirs)
        self._keys[ours].update(self._keys.pop(theirs))
        kept = self._beyond[ours]
        for other, beyond in self._beyond[theirs].items():
            del self._beyond[other][theirs]
            if other != ours:
                kept[other] = self._beyond[other][ours] = kept.get(other, 0.0) + beyond
        self._beyond[theirs] = {}


def _is_across(sentences: Sequence[Sentence], pair: Pair) -> bool:
    return sentences[pair[0]].key != sentences[pair[1]].key


def _names(sentences: Sequence[Sentence], pair: Pair) -> tuple[str, int, str, int]:
    """A key for ties that does not depend on the articles' order."""
    first, second = sorted((sentences[n].key, sentences[n].number) for n in pair)
    return (*first, *second)


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
