"""Stories that are kept apart but plainly tell of one matter: follow-ups, and pieces of opinion.

A follow-up tells of the same people and places on another day, so days and weekdays say nothing
here. Two texts are about one matter whose rare words are alike (cosine of TF-IDF over headline,
counted twice, and lead), that name several of the same people or things, one of them in a
headline. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from ..lexicons import lines
from ..webaddresses import path_of
from ..words import fold
from .similarity import Frequencies, Signature

#: Two articles are of one matter whose texts are at least this alike (0–1), and that name at least
#: so many of the same people, places or things. Two thirds of the pairs of articles on one event
#: are, and 6 in 1,000 of others of the same weeks, most on one long affair.
ALIKE, NAMED = 0.3, 3
#: Articles of each story that speak for it, and how many pairs of them must be of one matter.
SPEAKING, SHARE = 4, 0.5
#: Names and words that a reason prints.
PRINTED = 4
_PREFIX = re.compile(r"^\W*([^\W\d_][\w'’ -]{1,24}?)\s*(?:[:|｜：]|\s[–—-]\s)\s*\S")
_SUFFIX = re.compile(r"\S\s*(?:[|｜]|\s[–—-]\s)\s*([^\W\d_][\w'’ -]{1,24})\s*$")
_BRACKET = re.compile(r"^\s*[\[(【]([^\])】]{2,24})[\])】]")


@dataclass(frozen=True, slots=True)
class Relation:
    """How alike two stories are with the days left out, and why, in sentences."""

    likeness: float
    reasons: tuple[str, ...]


def relation(one: Sequence[Signature], other: Sequence[Signature]) -> Relation | None:
    """How two stories (their articles' signatures, the newest last) are related; None where they
    are not."""
    these, those = one[-SPEAKING:], other[-SPEAKING:]
    pairs = [(_alike(a, b), a, b) for a in these for b in those]
    alike = [pair for pair in pairs if pair[0] > 0]
    if not alike or len(alike) < SHARE * len(pairs):
        return None
    _, a, b = max(alike, key=lambda pair: pair[0])
    mean = sum(value for value, _, _ in pairs) / len(pairs)
    return Relation(mean, (*_days_between(one, other), *_told(a, b)))


def _alike(a: Signature, b: Signature) -> float:
    """How alike two articles are that are of one matter, 0 where they are not."""
    shared = set(a.names) & set(b.names)
    if len(shared) < NAMED or not (_headline(a) | _headline(b)) & shared:
        return 0.0
    here, there = _weights(a), _weights(b)
    cosine = sum(weight * there[term] for term, weight in here.items() if term in there)
    return cosine if cosine >= ALIKE else 0.0


def _headline(signature: Signature) -> set[str]:
    return {term for term, in_title, _, _ in signature.terms if in_title}


def _weights(signature: Signature) -> dict[str, float]:
    known = Frequencies()
    weights = {
        term: (1 + log(2 * in_title + in_lead)) * known.rarity(term)
        for term, in_title, in_lead, _ in signature.terms
    }
    norm = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / norm for term, weight in weights.items()}


def _told(a: Signature, b: Signature) -> list[str]:
    """What both name and say, the most telling first, in the words of one."""
    faces = {term: face for term, _, _, face in a.terms}
    here, there = _weights(a), _weights(b)
    shared = sorted(
        (term for term in here if term in there), key=lambda term: -here[term] * there[term]
    )
    both = set(a.names) & set(b.names)
    names = [faces[term] for term in shared if term in both][:PRINTED]
    words = [
        faces[term]
        for term in shared
        if term not in both and term not in a.names and not term[0].isdigit()
    ][:PRINTED]
    told = [f"same names: {', '.join(names)}"]
    if words:
        told.append(f"shares the words {', '.join(f'“{word}”' for word in words)}")
    return told


def opinion_of(headline: str, address: str = "", section: str = "") -> str:
    """What says that a piece is opinion or analysis, as a sentence ("its headline begins
    “Opinion:”"); "" where nothing does. The outlet's own label alone counts, not the words."""
    for pattern, where in ((_PREFIX, "begins"), (_BRACKET, "begins"), (_SUFFIX, "ends")):
        if (found := pattern.search(headline)) and _is_label(found[1]):
            return f"its headline {where} “{found[1].strip()}”"
    if section and any(_is_label(part) for part in re.split(r"[/|,>]", section)):
        return f"it stands in the section “{section.strip()}”"
    for part in path_of(address)[:-1]:  # the last is the article's own name
        if _is_label(part.replace("-", " ").replace("_", " ")):
            return f"its address has “/{part}/”"
    return ""


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(" ".join(row)) for row in lines("opinion"))


def _is_label(words: str) -> bool:
    return fold(" ".join(words.split())) in _labels()


def _days_between(one: Sequence[Signature], other: Sequence[Signature]) -> list[str]:
    """ "12 days later" where all of one story comes after all of the other."""
    these = [s.day for s in one if s.day is not None]
    those = [s.day for s in other if s.day is not None]
    if not these or not those:
        return []
    gap = max(min(these) - max(those), min(those) - max(these))
    if gap <= 0:
        return ["the same days"]
    return [f"{gap} day{'s' if gap > 1 else ''} between them"]
