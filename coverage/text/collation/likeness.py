"""Likeness of sentences: how much the rare words, names, numbers and phrases of two of them agree.

Each sentence is a row of weights, one for every sense, number, name and phrase of two words, by
how rare it is in the story (inverse sentence frequency; Salton and Buckley 1988). Two sentences
are as alike as the cosine of theirs, and more where one clause of each says nearly the same: a
long sentence reports several things, and shares only one of them with a short one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt

from ..lexicons import words as lexicon
from ..words import Word, fold, is_common, is_number, stem
from .senses import sense, senses
from .telling import Sentence

Pair = tuple[int, int]
Term = str | tuple[str, str]

#: Senses too weak to say alone what a sentence is about.
_WEAK = frozenset(sense(stem(word)) for word in lexicon("weak"))
#: Words that say nothing of what happened: alone they make no two sentences alike.
_EMPTY = frozenset(
    sense(stem(fold(word)))
    for word in (
        *lexicon("adverbs"),
        *lexicon("stops"),
        *"nobody somebody anybody everybody someone everyone anyone nothing something anything "
        "everything perhaps maybe".split(),
    )
)
#: A sense in more sentences than this (and than this share of them) brings no two together:
#: pairs grow with the square.
MOST_HOLDING = 60
TOO_FREQUENT = 0.15
#: What a name or a number weighs more than another word, and a phrase of two words beside it.
NAME = 1.25
PHRASE = 0.5
#: Cosine under which a pair is not looked at any closer.
LEAST = 0.06
#: And under which it is not kept.
NOTHING = 0.02
#: How much of the likeness of the two most alike clauses counts beside that of the sentences.
CLAUSE = 0.18
#: Words of matter without which what stands between two commas is no clause of its own.
CLAUSE_WORDS = 3
#: What counts beside the cosine where the two share more than a name and a word: much is told of
#: one person, and sentences that share her name and a word are seldom about one thing.
TOLD = 0.14
#: And what is left of the cosine where they share names alone, with or without one weak word.
NAMES_ALONE = 0.4
#: What each keyword in common adds, up to three: a sense that several articles use, once each or
#: so and in so many sentences at most, is what those sentences are about ("surrender"); and what
#: it adds besides where it is no name.
KEYWORD = 0.025
TOLD_KEYWORD = 0.02
FEW = 3
#: A sentence of fewer senses says too little to be like another.
FEWEST = 2
#: But not where the other is the same word for word, in so many words at least.
FEWEST_WORDS, WORD_FOR_WORD = 3, 1.0

#: A line of names and a date in more words than this tells something.
MOST_OF_A_STAMP = 10

_PARTING = re.compile(
    r"[,;:—–]|\b(?:and|but|while|after|before|when|as|who|which|that|because|though|although|where"
    r"|saying|if)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One told sentence, ready to be compared."""

    weights: dict[Term, float]  # of senses and phrases, of length 1 together
    rarity: dict[str, float]  # of its senses, before that
    clause_of: dict[str, int]  # sense → its first clause
    clauses: tuple[float, ...]  # the length of each clause's weights


def find_alike(sentences: Sequence[Sentence]) -> dict[Pair, float]:
    """Likeness, 0 to about 1.3, for each pair of told sentences of different articles (by
    position, the lower first) that share a sense which is not everywhere."""
    parsed = [_parse(s) for s in sentences]
    weighed = _weigh(sentences, parsed)
    holding: dict[Term, list[int]] = defaultdict(list)
    for number, one in enumerate(weighed):
        for term in one.weights:
            holding[term].append(number)
    most = max(MOST_HOLDING, int(len(sentences) * TOO_FREQUENT))
    names = _names(sentences, parsed)
    keywords = _keywords(sentences, holding)
    article = [s.key for s in sentences]
    alike: dict[Pair, float] = {}
    for a, one in enumerate(weighed):
        ours = article[a]
        cosines: dict[int, float] = defaultdict(float)
        for term, weight in one.weights.items():
            beside = holding[term]
            if 1 < len(beside) <= most:
                for b in beside:
                    if b > a and article[b] != ours:
                        cosines[b] += weight * weighed[b].weights[term]
        for b, cosine in cosines.items():
            if cosine >= LEAST:
                alike[(a, b)] = _closer(one, weighed[b], cosine, names, keywords)
            elif cosine >= NOTHING:
                alike[(a, b)] = cosine
    alike.update(dict.fromkeys(_word_for_word(sentences), WORD_FOR_WORD))
    return alike


def _word_for_word(sentences: Sequence[Sentence]) -> Iterator[Pair]:
    """Pairs of told sentences of different articles that are the same words, however little these
    say: copies print "Nobody was hurt." in one place."""
    printing: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, sentence in enumerate(sentences):
        norms = tuple(word.norm for word in sentence.words)
        if len(norms) >= FEWEST_WORDS and sentence.is_told and not _is_stamp(sentence):
            if not all(map(is_common, norms)):
                printing[norms].append(n)
    for numbers in printing.values():
        for a, b in combinations(numbers, 2):
            if sentences[a].key != sentences[b].key:
                yield a, b


def _parse(sentence: Sentence) -> list[tuple[int, str]]:
    """Positions and senses of the sentence; none of what tells nothing."""
    if not sentence.is_told or _is_stamp(sentence):
        return []
    found = list(senses(sentence.words))
    return found if len({term for _, term in found} - _EMPTY) >= FEWEST else []


def _is_stamp(sentence: Sentence) -> bool:
    """True for a line that says who and when and tells nothing: "Meridian · 13 November, 20:05"."""
    if sentence.kind not in ("caption", "paragraph") or len(sentence.words) > MOST_OF_A_STAMP:
        return False
    if not any(is_number(word.norm) for word in sentence.words):
        return False
    at = sentence.span.start
    return not any(sentence.span.text[word.start - at].islower() for word in sentence.words)


def _closer(
    one: Weighed, other: Weighed, cosine: float, names: set[str], keywords: set[Term]
) -> float:
    """The pair's cosine with what it shares and its clauses weighed in."""
    shared = one.rarity.keys() & other.rarity.keys()
    said = [term for term in shared if term not in names]
    matter = [term for term in said if term not in _EMPTY]
    if not matter or (len(matter) == 1 and matter[0] in _WEAK):
        return cosine * NAMES_ALONE
    if len(shared) < 2:
        return cosine
    worth = 0.5 if len(said) == 1 or _WEAK.issuperset(said) else 1.0
    keys = sum(term in keywords for term in shared) if len(said) > 1 else 0
    told_keys = sum(term in keywords for term in said)
    added = TOLD * worth * cosine + KEYWORD * min(keys, 3) + TOLD_KEYWORD * min(told_keys, 3)
    return cosine + added + CLAUSE * _clauses(one, other, shared)


def _clauses(one: Weighed, other: Weighed, shared: Iterable[str]) -> float:
    """Cosine of the most alike two clauses that share at least two senses."""
    sums: dict[tuple[int, int], float] = {}
    several: set[tuple[int, int]] = set()
    for term in shared:
        pair = (one.clause_of[term], other.clause_of[term])
        if pair in sums:
            several.add(pair)
            sums[pair] += one.rarity[term] * other.rarity[term]
        else:
            sums[pair] = one.rarity[term] * other.rarity[term]
    best = 0.0
    for pair in several:
        best = max(best, sums[pair] / (one.clauses[pair[0]] * other.clauses[pair[1]]))
    return best


_Parsed = Sequence[Sequence[tuple[int, str]]]


def _weigh(sentences: Sequence[Sentence], parsed: _Parsed) -> list[Weighed]:
    phrases = [
        _phrases(s.words) if found else set() for s, found in zip(sentences, parsed, strict=True)
    ]
    counts: Counter[Term] = Counter()
    for found, two in zip(parsed, phrases, strict=True):
        counts.update({term for _, term in found})
        counts.update(two)
    every = log(len(sentences) + 1)
    rare = {term: 1 - log(count) / every for term, count in counts.items()} if every else {}
    weighed = []
    for sentence, found, two in zip(sentences, parsed, phrases, strict=True):
        text, start = sentence.span.text, sentence.span.start
        rarity: dict[str, float] = {}
        clause_of: dict[str, int] = {}
        clause_at, count = _clause_at(sentence, found)
        for at, term in found:
            word = sentence.words[at]
            weight = rare[term]
            if is_number(word.norm) or (at and text[word.start - start].isupper()):
                weight *= NAME
            rarity[term] = max(weight, rarity.get(term, 0.0))
            clause_of.setdefault(term, clause_at[at])
        squares = [0.0] * count
        for term, clause in clause_of.items():
            squares[clause] += rarity[term] ** 2
        weights: dict[Term, float] = {both: PHRASE * rare[both] for both in two}
        weights.update(rarity)
        weighed.append(
            Weighed(_unit(weights), rarity, clause_of, tuple(sqrt(s) or 1.0 for s in squares))
        )
    return weighed


def _phrases(words: Sequence[Word]) -> set[Term]:
    """Words that follow each other ("gone viral"), by their stems; two of grammar are none."""
    return {
        (stem(one.norm), stem(other.norm))
        for one, other in zip(words, words[1:], strict=False)
        if not (is_common(one.norm) and is_common(other.norm))
    }


def _clause_at(sentence: Sentence, found: Sequence[tuple[int, str]]) -> tuple[dict[int, int], int]:
    """Which clause each word of matter stands in, and how many there are: what commas, dashes and
    connectives part; too short a stretch goes with the next, at the end with the one before."""
    start = sentence.span.start
    cuts = [start + m.start() for m in _PARTING.finditer(sentence.span.text)]
    clause_at: dict[int, int] = {}
    clause, held, cut = 0, 0, 0
    for at, _ in found:
        parted = False
        while cut < len(cuts) and cuts[cut] <= sentence.words[at].start:
            cut += 1
            parted = True
        if parted and held >= CLAUSE_WORDS:
            clause, held = clause + 1, 0
        clause_at[at] = clause
        held += 1
    if clause and held < CLAUSE_WORDS:
        clause_at = {at: min(n, clause - 1) for at, n in clause_at.items()}
        clause -= 1
    return clause_at, clause + 1


def _names(sentences: Sequence[Sentence], parsed: _Parsed) -> set[str]:
    """Senses that the story never prints without a capital."""
    capital: set[str] = set()
    small: set[str] = set()
    for sentence, found in zip(sentences, parsed, strict=True):
        text, start = sentence.span.text, sentence.span.start
        for at, term in found:
            letter = text[sentence.words[at].start - start]
            (capital if letter.isupper() else small).add(term)
    return capital - small


def _keywords(sentences: Sequence[Sentence], holding: Mapping[Term, Sequence[int]]) -> set[Term]:
    """Senses of several articles that stand in about one sentence of each."""
    most = max(FEW, len({s.key for s in sentences}))
    return {
        term
        for term, numbers in holding.items()
        if 1 < len(numbers) <= most
        and isinstance(term, str)
        and len({sentences[n].key for n in numbers}) > 1
    }


def _unit(weights: dict[Term, float]) -> dict[Term, float]:
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
