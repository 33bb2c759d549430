"""How alike two articles are, by what their headlines and leads say.

TF-IDF over headline (counted twice) and lead, the headlines alone, the names, the figures, and the
days between, put together by a logistic regression (fitted by `benchmarks/fit_grouping.py`).
Everything works without an archive: how common a word is comes from a small table of general words
and, where there is one, from the articles seen so far.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from math import exp, log, sqrt
from typing import Any

from ..lexicons import lines
from ..words import COMMON, fold, stem

#: Words of the text that count as its lead.
LEAD_WORDS = 200
_WORD = re.compile(r"\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_WEEKDAYS = {
    stem(day): number
    for number, day in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
_CALENDAR = frozenset(
    stem(word)
    for word in "january february march april june july august september october november "
    "december".split()
) | frozenset(_WEEKDAYS)
#: A background of this many articles stands behind what was seen.
BACKGROUND = 400
_UNDATED_GAP = 0.5  # days that stand between two articles when one has no date
#: Articles seen after which both weights count for half each.
_ARCHIVE = 30
_RARE = 5.0  # a word rarer than this tells no more of one event than any other rare one
_UNSEEN = 0.004  # share of articles that hold a word the table does not know
#: Feature → what the logistic regression learned, cross-validated over stories: its weight where
#: only the background says how common words are, and where an archive does.
WEIGHTS: dict[str, tuple[float, float]] = {
    "always": (-5.11, -6.86),
    "texts": (1.68, 2.4),
    "headlines": (2.47, 4.3),
    "names": (0.0, 0.59),
    "figures": (0.0, 0.39),
    "headline in text": (3.88, 0.64),
    "all shared words": (2.75, 0.89),
    "rarest shared words": (1.8, 8.12),
    "days": (-0.9, -0.88),
    "tell of the same weekday": (-1.06, -1.2),
    "tell of other weekdays": (-3.13, -3.32),
    "one tells of a weekday": (-1.4, -1.68),
}


@dataclass(frozen=True, slots=True)
class Signature:
    """What grouping needs of one article. `terms` are (term, count in headline, count in lead,
    the word as first written); `day` counts days from 1 January of year 1, None without a date."""

    terms: tuple[tuple[str, int, int, str], ...]
    names: tuple[str, ...]  # terms written with a capital where others would not be
    numbers: tuple[str, ...]
    day: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The signature as what JSON can hold, for one column of a database."""
        return {
            "terms": [list(term) for term in self.terms],
            "names": list(self.names),
            "numbers": list(self.numbers),
            "day": self.day,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Signature:
        """The signature that `to_json` wrote; KeyError or ValueError where it is none."""
        terms = tuple((str(t), int(a), int(b), str(w)) for t, a, b, w in kept["terms"])
        day = kept["day"]
        return cls(
            terms, tuple(kept["names"]), tuple(kept["numbers"]), None if day is None else int(day)
        )


def sign(headline: str, text: str, published: date | datetime | None = None) -> Signature:
    """The signature of an article: its headline ("" where it has none), its body, its day.

    Without a headline the first sentence or line stands in for it.
    """
    headline, lead = headline.strip(), text
    if not headline:
        cut = re.search(r"[.!?]\s|\n", text[:400].strip())
        headline = text.strip()[: cut.end() if cut else 160]
    title_terms, names, numbers = _count(headline, 60)
    lead_terms, lead_names, lead_numbers = _count(lead, LEAD_WORDS)
    faces = {**lead_terms.faces, **title_terms.faces}
    terms = tuple(
        (term, title_terms.counts[term], lead_terms.counts[term], face)
        for term, face in faces.items()
    )
    day = None
    if published is not None:
        day = published.toordinal()
    return Signature(
        terms,
        tuple(dict.fromkeys((*lead_names, *names))),
        tuple(dict.fromkeys((*lead_numbers, *numbers))),
        day,
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    counts: Counter[str]
    faces: dict[str, str]


def _count(text: str, limit: int) -> tuple[_Counted, list[str], list[str]]:
    counts: Counter[str] = Counter()
    faces: dict[str, str] = {}
    names: list[str] = []
    numbers: list[str] = []
    known = background()
    taken = 0
    for match in _WORD.finditer(text):
        word = match.group()
        taken += 1
        if taken > limit:
            break
        term = _term(word)
        if not term:
            continue
        counts[term] += 1
        faces.setdefault(term, word)
        if word[0].isdigit():
            if len(word) > 1:
                numbers.append(term)
        elif word[0].isupper() and term not in known and term not in _CALENDAR:
            names.append(term)
    return _Counted(counts, faces), names, numbers


@lru_cache(maxsize=16_384)
def _term(word: str) -> str:
    """The term a word of a text counts as, "" for words that carry grammar only."""
    norm = fold(word)
    return "" if norm in COMMON or len(norm) < 2 else term_of(norm)


def term_of(norm: str) -> str:
    """The term a folded word counts as."""
    return stem(norm)


@cache
def background() -> dict[str, float]:
    """Term → share of articles that hold it, for general words of news; names are not in it."""
    return {row[0]: int(row[1]) / 10_000 for row in lines("background")}


class Frequencies:
    """How many articles hold each term: the background, and what was seen since."""

    def __init__(self, seen: Mapping[str, int] | None = None, total: int = 0) -> None:
        self.seen: Counter[str] = Counter(seen or {})
        self.total = total

    def add(self, signature: Signature) -> None:
        self.total += 1
        self.seen.update(term for term, _, _, _ in signature.terms)

    @property
    def trust(self) -> float:
        """0–1: how far what was seen says which words are common."""
        return self.total / (self.total + _ARCHIVE)

    def rarity(self, term: str) -> float:
        """log of one over the share of articles that hold the term."""
        held = BACKGROUND * background().get(term, _UNSEEN) + self.seen.get(term, 0)
        return max(0.0, log((BACKGROUND + self.total + 1) / (held + 0.5)))


class Weighed:
    """A signature with the weights of its terms, ready for comparing."""

    __slots__ = (
        "days_told",
        "headline",
        "names",
        "numbers",
        "rarity",
        "signature",
        "text",
        "trust",
    )

    def __init__(self, signature: Signature, frequencies: Frequencies) -> None:
        self.signature = signature
        self.rarity = {term: frequencies.rarity(term) for term, _, _, _ in signature.terms}
        self.text = _unit(
            (term, (1 + log(2 * in_title + in_lead)) * self.rarity[term])
            for term, in_title, in_lead, _ in signature.terms
        )
        self.headline = _unit(
            (term, self.rarity[term]) for term, in_title, _, _ in signature.terms if in_title
        )
        self.names = _unit((term, self.rarity[term]) for term in signature.names)
        self.numbers = frozenset(signature.numbers)
        self.days_told = _days_told(signature)
        self.trust = frequencies.trust


def _days_told(signature: Signature) -> frozenset[int]:
    """The weekdays (0–6) the article speaks of: when its events took place, as it says itself."""
    return frozenset(_WEEKDAYS[term] for term, _, _, word in signature.terms if term in _WEEKDAYS)


def _unit(weights: Iterable[tuple[str, float]]) -> dict[str, float]:
    vector = dict(weights)
    norm = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / norm for term, weight in vector.items()}


def _dot(a: dict[str, float], b: dict[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[term] for term, weight in a.items() if term in b)


def likeness_features(a: Weighed, b: Weighed) -> dict[str, float]:
    """The features of two articles that `likeness` weighs, each about 0–1 but for "days"."""
    small, large = (a.rarity, b.rarity) if len(a.rarity) < len(b.rarity) else (b.rarity, a.rarity)
    shared = sorted(
        [min(rarity, large[term], _RARE) for term, rarity in small.items() if term in large],
        reverse=True,
    )
    figures = len(a.numbers & b.numbers) / (1 + min(len(a.numbers), len(b.numbers)))
    inside = _held(a.headline, b.text) + _held(b.headline, a.text)
    days = _UNDATED_GAP
    if a.signature.day is not None and b.signature.day is not None:
        days = min(10.0, abs(a.signature.day - b.signature.day))
    same_day = other_day = one_day = 0.0
    if a.days_told and b.days_told:
        same_day = float(not a.days_told.isdisjoint(b.days_told))
        other_day = 1.0 - same_day
    elif a.days_told or b.days_told:
        one_day = 1.0
    return {
        "texts": _dot(a.text, b.text),
        "headlines": _dot(a.headline, b.headline),
        "names": _dot(a.names, b.names),
        "figures": figures,
        "headline in text": inside / 2,
        "all shared words": min(1.5, sum(shared) / 60),
        "rarest shared words": sum(shared[:3]) / 15,
        "days": days,
        "tell of the same weekday": same_day,
        "tell of other weekdays": other_day,
        "one tells of a weekday": one_day,
    }


def _held(headline: dict[str, float], text: dict[str, float]) -> float:
    """The share of a headline's weight that stands in the other text."""
    return sum(weight * weight for term, weight in headline.items() if term in text)


def likeness(a: Weighed, b: Weighed) -> float:
    """How likely it is, 0–1, that the two tell of the same event."""
    trust = max(a.trust, b.trust)
    alone, archived = WEIGHTS["always"]
    for name, value in likeness_features(a, b).items():
        if value:
            one, other = WEIGHTS[name]
            alone, archived = alone + one * value, archived + other * value
    return 1 / (1 + exp(-(alone + trust * (archived - alone))))
