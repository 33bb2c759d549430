"""Likeness of sentences: how much the rare words, names and numbers of two of them agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt

from .telling import Sentence, Telling

Pair = tuple[int, int]

#: Stems in more than this share of the sentences find no candidates; they still count in the sum.
TOO_FREQUENT = 0.15


def find_alike(sentences: Sequence[Sentence]) -> dict[Pair, float]:
    """Cosine of the weighted stems, 0–1, for each pair of sentences (by position, the lower
    first) in different articles that share a stem which is not in every other sentence."""
    vectors = [_unit(s.weights) if s.is_told else {} for s in sentences]
    holding: dict[str, list[int]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for a_stem in vector:
            holding[a_stem].append(number)
    most = max(int(len(sentences) * TOO_FREQUENT), 12)
    alike: dict[Pair, float] = {}
    for a, vector in enumerate(vectors):
        sums: dict[int, float] = defaultdict(float)
        for a_stem, weight in vector.items():
            beside = holding[a_stem]
            if len(beside) > most:
                continue
            for b in beside:
                if b > a:
                    sums[b] += weight * vectors[b][a_stem]
        for b, found in sums.items():
            if sentences[a].key != sentences[b].key:
                alike[(a, b)] = found
    return alike


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
