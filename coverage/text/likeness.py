"""Likeness of sentences: how much the rare words, names and numbers of two of them agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt

from .telling import Sentence, Telling

Pair = tuple[int, int]

#: Stems in more than this share of the sentences say nothing and are left out of the sum.
TOO_FREQUENT = 0.15
#: Two sentences that share one stem only are seldom about one thing.
ONE_STEM = 0.5
#: A stem that several articles use, once each or so and in so many sentences at least, is what
#: those sentences are about: "surrender" in three of sixty.
KEYWORD = 3
#: What each keyword in common adds, up to three.
KEYWORD_ADDS = 0.1


def find_alike(sentences: Sequence[Sentence]) -> dict[Pair, float]:
    """Cosine of the weighted stems and what keywords add, 0 to about 1.3, for each pair of told
    sentences (by position, the lower first) that share a stem which is not everywhere."""
    vectors = [_unit(s.weights) if s.is_told else {} for s in sentences]
    holding: dict[str, list[int]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for a_stem in vector:
            holding[a_stem].append(number)
    most = max(int(len(sentences) * TOO_FREQUENT), 12)
    keywords = _keywords(sentences, holding)
    alike: dict[Pair, float] = {}
    for a, vector in enumerate(vectors):
        sums: dict[int, float] = defaultdict(float)
        shared: dict[int, int] = defaultdict(int)
        key: dict[int, int] = defaultdict(int)
        for a_stem, weight in vector.items():
            beside = holding[a_stem]
            if len(beside) > most:
                continue
            is_key = a_stem in keywords
            for b in beside:
                if b > a:
                    sums[b] += weight * vectors[b][a_stem]
                    shared[b] += 1
                    key[b] += is_key
        for b, found in sums.items():
            if shared[b] == 1:
                alike[(a, b)] = found * ONE_STEM
            else:
                alike[(a, b)] = found + KEYWORD_ADDS * min(key[b], 3)
    return alike


def _keywords(sentences: Sequence[Sentence], holding: dict[str, list[int]]) -> set[str]:
    """Stems of several articles that stand in about one sentence of each."""
    most = max(KEYWORD, len({s.key for s in sentences}))
    found = set()
    for a_stem, numbers in holding.items():
        if 1 < len(numbers) <= most and len({sentences[n].key for n in numbers}) > 1:
            found.add(a_stem)
    return found


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(w * w for w in weights.values()))
    return {s: w / length for s, w in weights.items()} if length else {}


def shared_stems(sentences: Iterable[Sentence]) -> list[str]:
    """Stems that stand in sentences of at least two articles, the weightiest first."""
    weight: dict[str, float] = defaultdict(float)
    keys: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        for a_stem, w in sentence.weights.items():
            weight[a_stem] = max(weight[a_stem], w)
            keys[a_stem].add(sentence.key)
    shared = [s for s in weight if len(keys[s]) > 1]
    return sorted(shared, key=lambda s: (-weight[s], s))


def positions(tellings: Sequence[Telling]) -> tuple[list[Sentence], dict[tuple[str, int], int]]:
    """All sentences in one row, and where each stands in it by (article, number)."""
    row = [s for telling in tellings for s in telling.sentences]
    return row, {(s.key, s.number): n for n, s in enumerate(row)}
