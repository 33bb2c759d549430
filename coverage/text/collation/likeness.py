"""Likeness of sentences: how much the rare words, names and numbers of two of them agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import sqrt

from ..lexicons import words as lexicon
from ..words import is_common, stem
from .telling import Sentence, Telling

Pair = tuple[int, int]

#: Stems of words too weak to say alone what a sentence is about.
_WEAK = frozenset(stem(word) for word in lexicon("weak"))
#: Stems in more than this share of the sentences say nothing and are left out of the sum.
TOO_FREQUENT = 0.15
#: What likeness is worth where only so many of the words in common are more than a name, or where
#: all are weak: much is told of one person, and sentences that share her name and a word are
#: seldom about one thing.
SAID = {0: 0.0, 1: 0.5}
#: A stem that several articles use, once each or so and in so many sentences at least, is what
#: those sentences are about: "surrender" in three of sixty.
KEYWORD = 3
#: What each keyword in common adds, up to three.
KEYWORD_ADDS = 0.1
#: What each phrase of two words in common adds, up to three; one that more sentences than this
#: (or than there are articles) hold is a manner of speaking.
PHRASE_ADDS = 0.03
FEW = 4


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
    names = _names(sentences)
    alike: dict[Pair, float] = {}
    for a, vector in enumerate(vectors):
        sums: dict[int, float] = defaultdict(float)
        said: dict[int, int] = defaultdict(int)
        strong: dict[int, int] = defaultdict(int)
        key: dict[int, int] = defaultdict(int)
        for a_stem, weight in vector.items():
            beside = holding[a_stem]
            if len(beside) > most:
                continue
            is_key, is_said = a_stem in keywords, a_stem not in names
            is_strong = is_said and a_stem not in _WEAK
            for b in beside:
                if b > a:
                    sums[b] += weight * vectors[b][a_stem]
                    said[b] += is_said
                    key[b] += is_key
                    strong[b] += is_strong
        for b, found in sums.items():
            worth = SAID.get(said[b] if strong[b] else min(said[b], 1), 1.0)
            if worth:
                added = KEYWORD_ADDS * min(key[b], 3) if said[b] > 1 else 0.0
                alike[(a, b)] = found * worth + added
    for pair, phrases in _phrases_in_common(sentences).items():
        if pair in alike:
            alike[pair] += PHRASE_ADDS * min(phrases, 3)
    return alike


def _phrases_in_common(sentences: Sequence[Sentence]) -> dict[Pair, int]:
    """How many pairs of words that follow each other ("gone viral") two sentences share; pairs of
    words of grammar and what many sentences hold are not counted."""
    holding: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        if sentence.is_told:
            norms = [word.norm for word in sentence.words]
            for phrase in set(zip(norms, norms[1:], strict=False)):
                if not (is_common(phrase[0]) and is_common(phrase[1])):
                    holding[phrase].append(number)
    most = max(FEW, len({s.key for s in sentences}))
    counts: dict[Pair, int] = defaultdict(int)
    for numbers in holding.values():
        if len(numbers) <= most:
            for pair in combinations(numbers, 2):
                counts[pair] += 1
    return counts


def _names(sentences: Sequence[Sentence]) -> set[str]:
    """Stems that the story never prints without a capital."""
    capital: set[str] = set()
    small: set[str] = set()
    for sentence in sentences:
        at = sentence.span.start
        for word in sentence.words:
            letter = sentence.span.text[word.start - at]
            if letter.isupper():
                capital.add(stem(word.norm))
            elif letter.islower():
                small.add(stem(word.norm))
    return capital - small


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
