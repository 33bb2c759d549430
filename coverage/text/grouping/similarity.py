"""How alike two articles are, by what their headlines and leads say.

TF-IDF over headline (counted twice) and lead, what the openings and the headlines share, how rare
the shared words are in the articles of these days, the days, the kind of text and the outlet, put
together by a logistic regression (fitted by `benchmarks/fit_grouping.py`). Everything works
without an archive: how common a word is comes from a small table of general words and, where there
are any, from the articles seen so far.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, fsum, log, sqrt
from operator import mul

from .frequencies import WEEKDAYS, Frequencies, Nearby, background
from .signing import LEAD_WORDS, Signature, sign, term_of

__all__ = [
    "LEAD_WORDS",
    "Frequencies",
    "Nearby",
    "Signature",
    "Weighed",
    "background",
    "likeness",
    "likeness_features",
    "sign",
    "term_of",
]

#: Different telling words of the lead that count as its opening.
OPENING = 24
_UNDATED_GAP = 0.5  # days that stand between two articles when one has no date
_RARE = 5.0  # a word rarer than this tells no more of one event than any other rare one
_USUAL_VOICE = 0.2  # of an article whose signature was written before voices were read
#: Feature → what the logistic regression learned, cross-validated over stories.
WEIGHTS: dict[str, float] = {
    "always": -6.76,
    "texts": 2.45,
    "openings": 2.8,
    "headlines": 6.76,
    "all shared words": 1.88,
    "rarest shared words": 9.15,
    "days": -0.78,
    "tell of the same weekday": -0.73,
    "tell of other weekdays": -1.08,
    "one tells of a weekday": -1.31,
    "begin with one weekday": -0.09,
    "begin with two weekdays": -1.72,
    "voices apart": -2.25,
    "both argue": 2.63,
    "one argues": 1.27,
    "one outlet": -1.29,
    # By hand: a line that an outlet prints under all its articles makes no event of them, when no
    # word of either headline stands in the other text. The gold has too few such pairs to tell.
    "headlines foreign": -9.0,
}


class Weighed:
    """A signature with the weights of its terms, ready for comparing."""

    __slots__ = (
        "_frequencies",
        "_nearby",
        "days_told",
        "first_day_told",
        "headline",
        "headline_weight",
        "names",
        "numbers",
        "opening",
        "opening_weight",
        "rarity",
        "signature",
        "text",
        "voice",
    )

    def __init__(self, signature: Signature, frequencies: Frequencies) -> None:
        terms = signature.terms
        rarity = frequencies.rarities([term for term, _, _, _ in terms])
        self.signature = signature
        self.rarity = rarity
        self.text = _unit(
            (term, (1 + log(2 * in_title + in_lead)) * rarity[term])
            for term, in_title, in_lead, _ in terms
        )
        self.headline = frozenset(term for term, in_title, _, _ in terms if in_title)
        self.headline_weight = sqrt(fsum([rarity[term] ** 2 for term in self.headline])) or 1.0
        opening = [term for term, _, in_lead, _ in terms if in_lead][:OPENING]
        self.opening = frozenset(opening)
        self.opening_weight = sqrt(sum([rarity[term] for term in opening])) or 1.0
        self.names = frozenset(signature.names)
        self.numbers = frozenset(signature.numbers)
        told = [WEEKDAYS[term] for term, _, _, _ in terms if term in WEEKDAYS]
        #: The weekdays (0–6) the article speaks of: when its events took place, as it says itself.
        self.days_told = frozenset(told)
        self.first_day_told = told[0] if told else None
        self.voice = _USUAL_VOICE if signature.voice is None else signature.voice
        self._frequencies = frequencies
        self._nearby: dict[str, float] | None = None

    @property
    def rarity_nearby(self) -> dict[str, float]:
        """Term → how rare it is in the articles of these days, as it was when first asked."""
        if self._nearby is None:
            self._nearby = self._frequencies.rarities_nearby(self.rarity)
        return self._nearby

    def forget_nearby(self) -> None:
        """Let go of what only an article that arrives needs."""
        self._nearby = None


def _unit(weights: Iterable[tuple[str, float]]) -> dict[str, float]:
    vector = dict(weights)
    norm = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / norm for term, weight in vector.items()}


def likeness_features(a: Weighed, b: Weighed) -> dict[str, float]:
    """The features of two articles that `likeness` weighs, each about 0–1 but for "days"; how
    common words are in these days is what it was when `a` was weighed, the later of the two."""
    return dict(zip(WEIGHTS, _features(a, b), strict=True))


def likeness(a: Weighed, b: Weighed) -> float:
    """How likely it is, 0–1, that the two tell of the same event; `a` came later, or both were
    weighed with the same frequencies."""
    return 1 / (1 + exp(-sum(map(mul, WEIGHTS.values(), _features(a, b)))))


def _features(a: Weighed, b: Weighed) -> tuple[float, ...]:
    """The features in the order of WEIGHTS."""
    nearby, here, there = a.rarity_nearby, a.text, b.text
    shared = here.keys() & there.keys()
    rare = sorted([_RARE if (rarity := nearby[t]) > _RARE else rarity for t in shared])
    days = _UNDATED_GAP
    if a.signature.day is not None and b.signature.day is not None:
        days = min(10.0, abs(a.signature.day - b.signature.day))
    same_day = other_days = one_day = begin_one = begin_two = 0.0
    if a.days_told and b.days_told:
        same_day = float(not a.days_told.isdisjoint(b.days_told))
        begin_one = float(a.first_day_told == b.first_day_told)
        other_days, begin_two = 1.0 - same_day, 1.0 - begin_one
    elif a.days_told or b.days_told:
        one_day = 1.0
    outlet = a.signature.outlet
    # Exact sums: a set gives its members in another order in every run.
    return (
        1.0,
        fsum([here[term] * there[term] for term in shared]),
        fsum([a.rarity[term] for term in a.opening & b.opening])
        / (a.opening_weight * b.opening_weight),
        fsum([nearby[term] ** 2 for term in a.headline & b.headline])
        / (a.headline_weight * b.headline_weight),
        min(1.5, sum(rare) / 60),
        sum(rare[-3:]) / 15,
        days,
        same_day,
        other_days,
        one_day,
        begin_one,
        begin_two,
        abs(a.voice - b.voice),
        a.voice * b.voice,
        max(a.voice, b.voice),
        float(bool(outlet) and outlet == b.signature.outlet),
        float(b.headline.isdisjoint(here) and a.headline.isdisjoint(there)),
    )
