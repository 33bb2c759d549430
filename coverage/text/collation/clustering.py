"""Clustering: sentences joined while that makes the whole better.

Correlation clustering (Bansal, Blum, Chawla 2004): greedily from the most alike pair, groups join
while the pairs across them are, added up, more alike than not; then single sentences move to where
they fit better, until none does (local search, as in Elsner and Schudy 2009).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from .likeness import Pair
from .telling import Sentence

#: How much it tells against a row that two sentences of different articles in it have nothing
#: that speaks for them, and that two of one article are in it.
UNLIKE = 0.057
SAME_ARTICLE = 0.03
#: Two sentences alone in a row need so much: in a longer row the others confirm a pair.
ALONE = 0.02
#: Times all sentences are tried elsewhere; two are nearly always enough.
PASSES = 5
#: A move must gain more than the arithmetic may err.
GAIN = 1e-9


def cluster(
    sentences: Sequence[Sentence],
    scores: Mapping[Pair, float],
    held: Sequence[Sequence[int]],
    proven: Mapping[int, set[int]],
) -> list[list[int]]:
    """Positions of the sentences, by group. What is `held` together is joined beforehand, and
    never with what something else holds or what is `proven` elsewhere. `scores` are above nought
    for pairs more alike than not; the outcome does not depend on the articles' order."""
    joining = _Joining(sentences, scores)
    holder = {n: number for number, numbers in enumerate(held) for n in numbers}
    for first, *others in (numbers for numbers in held if numbers):
        for n in others:
            if joining.group_of[first] != joining.group_of[n]:
                joining.join(joining.group_of[first], joining.group_of[n])
    # named by article and number, so that ties do not depend on the articles' order
    named = sorted(range(len(sentences)), key=lambda n: (sentences[n].key, sentences[n].number))
    rank = {n: at for at, n in enumerate(named)}
    order = sorted(
        (-round(score, 9), min(rank[a], rank[b]), max(rank[a], rank[b]))
        for (a, b), score in scores.items()
        if score > 0
    )
    for _, one, other in order:
        a, b = named[one], named[other]
        ours, theirs = joining.group_of[a], joining.group_of[b]
        if ours == theirs or joining.gain(ours, theirs) <= GAIN:
            continue
        parts = joining.members[ours], joining.members[theirs]
        if _may_join(*parts, holder, proven) and _may_join(*parts[::-1], holder, proven):
            joining.join(ours, theirs)
    groups = _Moving(sentences, scores, list(joining.members.values()), rank)
    alike = sorted({at for _, one, other in order for at in (one, other)})
    free = [named[at] for at in alike if named[at] not in holder]
    for _ in range(PASSES):
        moved = [n for n in free if groups.move(n, holder, proven)]
        if not moved:
            break
    rows: list[list[int]] = []
    for members in filter(None, groups.members):
        parted = False
        if len(members) == 2 and holder.keys().isdisjoint(members):
            parted = scores.get((min(members), max(members)), 0.0) < ALONE
        rows += [[n] for n in members] if parted else [members]
    return rows


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

    The gain is the pairs across, added up. Most pairs have nothing in common and count the same,
    so they are counted, and only how the others depart from that is kept, group by group.
    """

    def __init__(self, sentences: Sequence[Sentence], scores: Mapping[Pair, float]) -> None:
        self.group_of = list(range(len(sentences)))
        self.members = {n: [n] for n in self.group_of}
        self._keys = {n: Counter((s.key,)) for n, s in enumerate(sentences)}
        self._beyond: dict[int, dict[int, float]] = {n: {} for n in self.group_of}
        for (a, b), score in scores.items():
            self._beyond[a][b] = self._beyond[b][a] = score + UNLIKE

    def gain(self, ours: int, theirs: int) -> float:
        """What the whole gains when the two groups become one."""
        pairs = len(self.members[ours]) * len(self.members[theirs])
        small, large = sorted((self._keys[ours], self._keys[theirs]), key=len)
        same = sum(count * large[key] for key, count in small.items())
        unlike = UNLIKE * (pairs - same) + SAME_ARTICLE * same
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


class _Moving:
    """The groups as they were joined, out of and into which single sentences move."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        scores: Mapping[Pair, float],
        members: list[list[int]],
        rank: Mapping[int, int],
    ) -> None:
        self.members = members
        self._sentences = sentences
        self._group_of = {n: at for at, numbers in enumerate(members) for n in numbers}
        self._keys = [Counter(sentences[n].key for n in numbers) for numbers in members]
        beside: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
        for (a, b), score in scores.items():
            beside[a].append((rank[b], b, score + UNLIKE))
            beside[b].append((rank[a], a, score + UNLIKE))
        self._beside = {n: sorted(others) for n, others in beside.items()}

    def move(self, n: int, holder: Mapping[int, int], proven: Mapping[int, set[int]]) -> bool:
        """Moves the sentence to the group it fits best, or out of its own where it fits none;
        False where it stays."""
        here = self._group_of[n]
        beyond: dict[int, float] = defaultdict(float)
        for _, other, amount in self._beside[n]:
            beyond[self._group_of[other]] += amount
        best, to = self._fit(n, here, beyond[here]) + GAIN, here
        if best < 0 and len(self.members[here]) > 1:
            best, to = GAIN, -1
        for there, amount in beyond.items():
            if there == here:
                continue
            fit = self._fit(n, there, amount)
            if fit > best + GAIN and _may_join(self.members[there], [n], holder, proven):
                best, to = fit, there
        if to == here:
            return False
        if to < 0:
            to = len(self.members)
            self.members.append([])
            self._keys.append(Counter())
        self.members[here].remove(n)
        self._keys[here][self._sentences[n].key] -= 1
        self.members[to].append(n)
        self._keys[to][self._sentences[n].key] += 1
        self._group_of[n] = to
        return True

    def _fit(self, n: int, group: int, beyond: float) -> float:
        """The sentence's pairs with the group's others, added up."""
        others = len(self.members[group]) - (self._group_of[n] == group)
        same = self._keys[group][self._sentences[n].key] - (self._group_of[n] == group)
        return beyond - UNLIKE * (others - same) - SAME_ARTICLE * same
