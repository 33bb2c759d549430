"""Clauses: which words of a sentence say what one of its figures measures, and how much each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..lexicons import lines, verbs, words
from ..spans import Span
from ..words import Word, is_common, is_number, is_past, stem
from .telling import Rarity, Sentence

#: Words with which a new clause begins.
OPENING = frozenset(
    """that who which whose whom after before when while as because since until where although
    though but and or if whether than following amid""".split()
)
#: What a word counts for, by how many clauses lie between it and the figure; else the least.
WEIGHTS = (1.0, 0.55, 0.35)
LEAST = 0.25
#: And the figure's own word where that is a measure: "years".
MEASURE = 0.5
_MARK = re.compile(r"[,;:—–()“”\"]|\s--?\s")
_SPEAKING = {**verbs("cues_strong"), **verbs("reports_that")}
_PASTS = words("pasts")
#: Past forms by their look alone: nouns and adjectives.
_NO_VERBS = frozenset("death deaths people children men women united lies".split())
#: Stem → the first of its line: "topple" and "defeat" are one doing.
_SAME: dict[str, str] = {}
for _line in lines("same_doings"):
    for _form in _line:
        _SAME.setdefault(stem(_form), stem(_line[0]))


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence's words by clause: `number` of each word's clause, and which clauses have a verb
    of their own that is not subordinate."""

    sentence: Sentence
    number: tuple[int, ...]
    verbal: frozenset[int]
    main: frozenset[int]


def find_clauses(sentence: Sentence) -> Clauses:
    """The sentence cut at marks and at the words that open a clause."""
    text, at = sentence.span.text, sentence.span.start
    numbers: list[int] = []
    verbal: set[int] = set()
    subordinate: set[int] = set()
    clause, before = 0, 0
    for n, word in enumerate(sentence.words):
        start = word.start - at
        opens = word.norm in OPENING
        if n and (opens or _MARK.search(text, before, start)):
            clause += 1
        if opens and (not numbers or numbers[-1] != clause):
            subordinate.add(clause)
        numbers.append(clause)
        before = word.end - at
        if text[start].islower() and _is_verb(word):
            verbal.add(clause)
    return Clauses(sentence, tuple(numbers), frozenset(verbal), frozenset(verbal - subordinate))


def _is_verb(word: Word) -> bool:
    norm = word.norm
    return norm not in _NO_VERBS and (is_past(norm) or norm in _PASTS or norm in _SPEAKING)


def clause_of(
    clauses: Clauses, span: Span, rarity: Rarity, *, is_day: bool, is_measure: bool = False
) -> dict[str, float]:
    """The stems that tell of the figure at `span` and how much each says of it; numbers and
    the words of a day nothing.

    A figure is told of by its own clause, a day that stands in none with a verb by the next as well
    ("On Friday, … the office took"), or by the one before.
    """
    sentence = clauses.sentence
    inside = [n for n, w in enumerate(sentence.words) if span.start <= w.start < span.end]
    if not inside:
        return {}
    home = {clauses.number[n] for n in inside}
    if is_day and not home & clauses.verbal:
        home |= _next_with_verb(clauses, max(home))
    told: dict[str, float] = {}
    for n, word in enumerate(sentence.words):
        if is_common(word.norm) or is_number(word.norm):
            continue
        if inside[0] <= n <= inside[-1] and (is_day or len(inside) == 1):
            continue
        away = min(abs(clauses.number[n] - number) for number in home)
        weight = WEIGHTS[away] if away < len(WEIGHTS) else LEAST
        if is_measure and inside[0] <= n <= inside[-1]:
            weight = MEASURE
        own = stem(word.norm)
        key = _SAME.get(own, own)
        told[key] = max(told.get(key, 0.0), weight * (0.2 + rarity.of(own)))
    return told


def before_figure(clauses: Clauses, span: Span) -> str:
    """The words of the figure's own clause that stand before it."""
    sentence = clauses.sentence
    inside = [n for n, w in enumerate(sentence.words) if span.start <= w.start < span.end]
    if not inside:
        return ""
    own = clauses.number[inside[0]]
    first = next(n for n in range(inside[0] + 1) if clauses.number[n] == own)
    at = sentence.span.start
    return sentence.span.text[sentence.words[first].start - at : span.start - at]


def noun_after(clauses: Clauses, span: Span) -> str:
    """The stem of the noun that a bare year stands before ("the 1998 flood"), or ""."""
    sentence = clauses.sentence
    inside = [n for n, w in enumerate(sentence.words) if span.start <= w.start < span.end]
    noun = ""
    if len(inside) == 1 and is_number(sentence.words[inside[0]].norm):
        for n in range(inside[0] + 1, min(inside[0] + 4, len(sentence.words))):
            word = sentence.words[n]
            if clauses.number[n] != clauses.number[inside[0]] or is_common(word.norm):
                break
            if _is_verb(word):
                break
            own = stem(word.norm)
            noun = _SAME.get(own, own)
    return noun


def _next_with_verb(clauses: Clauses, home: int) -> set[int]:
    after = [n for n in clauses.main if n > home] or [n for n in clauses.verbal if n > home]
    if after:
        return {min(after)}
    before = [n for n in clauses.verbal if n < home]
    return {max(before)} if before else set()
