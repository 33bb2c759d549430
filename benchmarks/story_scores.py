"""How good a grouping is: B-cubed and pairwise F1, with a bootstrap interval over stories.

B-cubed (Bagga and Baldwin 1998) is the mean over articles of how much of the group an article
stands in is of its story (precision) and how much of its story stands in the group (recall); F1 is
that of the two means. Pairwise counts the pairs of articles put together.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoryScore:
    """Figures from 0 to 1."""

    precision: float  # B-cubed
    recall: float  # B-cubed
    pair_precision: float
    pair_recall: float

    @property
    def f1(self) -> float:
        return harmonic(self.precision, self.recall)

    @property
    def pair_f1(self) -> float:
        return harmonic(self.pair_precision, self.pair_recall)


def harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


@dataclass(frozen=True, slots=True)
class _Share:
    """What one story adds to the sums."""

    articles: int
    precision: float
    recall: float
    right: float  # pairs
    together: float
    pairs: int


def _shares(gold: Mapping[str, str], found: Mapping[str, str]) -> list[_Share]:
    """One for each story; a pair of two stories put together counts half for each."""
    stories: defaultdict[str, list[str]] = defaultdict(list)
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for article, story in gold.items():
        stories[story].append(article)
        groups[_group(article, found)].append(article)
    shares = []
    for members in stories.values():
        inside = Counter(_group(article, found) for article in members)
        precision = sum(n * n / len(groups[group]) for group, n in inside.items())
        recall = sum(n * n for n in inside.values()) / len(members)
        right = sum(n * (n - 1) / 2 for n in inside.values())
        wrong = sum(n * (len(groups[group]) - n) / 2 for group, n in inside.items())
        size = len(members)
        pairs = size * (size - 1) // 2
        shares.append(_Share(size, precision, recall, right, right + wrong, pairs))
    return shares


def _group(article: str, found: Mapping[str, str]) -> tuple[str, ...]:
    return ("in", found[article]) if article in found else ("alone", article)


def _sum(shares: Sequence[_Share]) -> StoryScore:
    count = sum(share.articles for share in shares)
    right = sum(share.right for share in shares)
    together = sum(share.together for share in shares)
    pairs = sum(share.pairs for share in shares)
    return StoryScore(
        sum(share.precision for share in shares) / count if count else 0.0,
        sum(share.recall for share in shares) / count if count else 0.0,
        right / together if together else 1.0,
        right / pairs if pairs else 1.0,
    )


def score(gold: Mapping[str, str], found: Mapping[str, str]) -> StoryScore:
    """How well `found` (article → group) gives back `gold` (article → story); an article it leaves
    out stands alone."""
    return _sum(_shares(gold, found))


def interval(
    gold: Mapping[str, str], found: Mapping[str, str], draws: int = 1000, seed: int = 1
) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of B-cubed F1 over stories drawn with replacement."""
    shares, chance = _shares(gold, found), random.Random(seed)
    if not shares:
        return 0.0, 0.0
    drawn = sorted(_sum(chance.choices(shares, k=len(shares))).f1 for _ in range(draws))
    return drawn[int(0.025 * draws)], drawn[min(draws - 1, int(0.975 * draws))]
