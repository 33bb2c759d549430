"""Rows: every sentence of every article in one row with the sentences that report the same.

Correlation clustering of sentences (Bansal, Blum, Chawla 2004), greedily from the most alike pair:
groups join while the pairs across them are, added up, more alike than not. A false split is better
than a false merge, so what is not alike enough stays alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .collated import Row
from .evidence import Evidence
from .likeness import Pair, find_alike, shared_stems
from .spans import Span
from .telling import Sentence, Telling
from .words import stem

#: Cosine from which two sentences report the same rather than not.
ALIKE = 0.26
#: What likeness of the sentences next to the two adds, at most 0.6 of it.
BESIDE = 0.15
#: What standing at the top of one article and at the end of the other takes off.
PLACE = 0.04
#: How much it tells against a row that two sentences of one article in it are unlike each other.
SAME_ARTICLE = 0.5


#: Times the rows are gone through for a better order; two are nearly always enough.
PASSES = 4


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of one row, in the articles' order, and what brought them together."""

    sentences: tuple[Sentence, ...]
    why: str


def group_sentences(tellings: Sequence[Telling], evidence: Mapping[Pair, Evidence]) -> list[Group]:
    """Every sentence in exactly one group. Pairs are of positions in the articles' sentences
    laid end to end; the outcome does not depend on the articles' order."""
    sentences = [s for telling in tellings for s in telling.sentences]
    alike = find_alike(sentences)
    scores = _scores(sentences, alike, evidence)
    parts = _cluster(sentences, scores)
    groups = []
    for part in parts:
        whys = {
            evidence[pair].why
            for pair in ((a, b) for a in part for b in part if a < b)
            if pair in evidence and _is_across(sentences, pair)
        }
        ordered = tuple(sentences[n] for n in sorted(part))
        groups.append(Group(ordered, ", ".join(sorted(whys))))
    return groups


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


def _cluster(sentences: Sequence[Sentence], scores: Mapping[Pair, float]) -> list[list[int]]:
    """Joins the best pair's groups while that makes the whole better."""
    order = sorted(
        (pair for pair, score in scores.items() if score > 0 and _is_across(sentences, pair)),
        key=lambda p: (-scores[p], *_names(sentences, p)),
    )
    joining = _Joining(sentences, scores)
    for a, b in order:
        ours, theirs = joining.group_of[a], joining.group_of[b]
        if ours != theirs and joining.gain(ours, theirs) > 0:
            joining.join(ours, theirs)
    return list(joining.members.values())


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


def in_reading_order(groups: Sequence[Group], keys: Sequence[str]) -> list[Group]:
    """The groups in an order that reads naturally in every column: rows that several articles
    have stand where the articles put them on average, unless that turns an article's order round;
    what one article has alone follows what it stands after there."""
    place = {key: n for n, key in enumerate(keys)}
    shared = [g for g in groups if len({s.key for s in g.sentences}) > 1]
    ordered = _merge(sorted(shared, key=lambda g: (_mean_place(g), _first(g, place))))
    rank: dict[tuple[str, int], int] = {
        (s.key, s.number): n for n, g in enumerate(ordered, 1) for s in g.sentences
    }
    after: dict[int, list[Group]] = defaultdict(list)
    for group in groups:
        if len({s.key for s in group.sentences}) > 1:
            continue
        first = group.sentences[0]
        number = first.number - 1
        while number >= 0 and (first.key, number) not in rank:
            number -= 1
        after[rank.get((first.key, number), 0)].append(group)
    result: list[Group] = []
    for n in range(len(ordered) + 1):
        result += [ordered[n - 1]] if n else []
        result += sorted(after[n], key=lambda g: _first(g, place))
    return result


def _mean_place(group: Group) -> float:
    """Mean over the articles of where each first reports it, 0 top to 1 end."""
    firsts: dict[str, float] = {}
    for s in group.sentences:
        firsts[s.key] = min(s.place, firsts.get(s.key, 1.0))
    return sum(firsts.values()) / len(firsts)


def _first(group: Group, place: Mapping[str, int]) -> tuple[int, int]:
    return min((place[s.key], s.number) for s in group.sentences)


def _merge(groups: Sequence[Group]) -> list[Group]:
    """The groups, already in order of their mean place, each moved to where the fewest articles
    find theirs turned round; after Kemeny's median order, by local search."""
    firsts: list[dict[str, int]] = []
    for group in groups:
        first: dict[str, int] = {}
        for s in group.sentences:
            first[s.key] = min(s.number, first.get(s.key, s.number))
        firsts.append(first)

    def favour(one: int, other: int) -> int:
        """How many more articles have `one` before `other` than the other way round."""
        ours, theirs = firsts[one], firsts[other]
        return sum(
            (number < theirs[key]) - (number > theirs[key])
            for key, number in ours.items()
            if key in theirs
        )

    order = list(range(len(groups)))
    for _ in range(PASSES):
        moved = False
        for n in range(1, len(order)):
            gain, best, to = 0, 0, n
            for at in range(n - 1, -1, -1):
                gain += favour(order[n], order[at])
                if gain > best:
                    best, to = gain, at
            if to < n:
                order.insert(to, order.pop(n))
                moved = True
        if not moved:
            break
    return [groups[n] for n in order]


def cells_of(group: Group, keys: Sequence[str]) -> dict[str, tuple[Span, ...]]:
    """The group's sentences by article, in the articles' order."""
    cells: dict[str, list[Span]] = {}
    for sentence in group.sentences:
        cells.setdefault(sentence.key, []).append(sentence.span)
    return {key: tuple(sorted(cells[key])) for key in keys if key in cells}


def as_row(group: Group, keys: Sequence[str], differs: bool, body_of: Mapping[str, str]) -> Row:
    """The group as a row, labelled with its own words."""
    cells = cells_of(group, keys)
    shared = len(cells) > 1
    words = _telling_words(group, shared, body_of)
    label = " · ".join(f"“{word}”" for word in words)
    why = group.why
    if shared and not why:
        why = "shares " + ", ".join(f"“{word}”" for word in words)
    return Row(cells, label, ("differs" if differs else "shared") if shared else "only", why)


def _telling_words(group: Group, shared: bool, body_of: Mapping[str, str]) -> list[str]:
    """Up to three words or short names the row could be known by, as they stand in the first
    cell; words that stand side by side come as one. "" never; a row without a word gives its
    first characters."""
    first = min(group.sentences, key=lambda s: (-len(s.weights) if not shared else 0, s.number))
    body = body_of[first.key]
    stems = shared_stems(group.sentences) if shared else []
    if not any(s in first.weights for s in stems):
        stems = sorted(first.weights, key=lambda s: (-first.weights[s], s))
    wanted = [s for s in stems if s in first.weights][:4]
    return _phrases(body, first, wanted) or [first.span.text.strip()[:40]]


def _phrases(body: str, sentence: Sentence, wanted: Sequence[str]) -> list[str]:
    """The wanted stems as the sentence prints them, neighbours with only a space between joined."""
    spans: list[tuple[int, int]] = []
    left = set(wanted)
    for word in sentence.words:
        a_stem = stem(word.norm)
        if a_stem not in left:
            continue
        left.discard(a_stem)
        if spans and body[spans[-1][1] : word.start] in (" ", "-", "’s ", "'s "):
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    return [body[a:b] for a, b in spans[:3]]
