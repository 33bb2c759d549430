"""What words say of a claim by themselves, fitted after the signs: the table `claim_words.txt`.

The signs of `claim_weights.py` say most; a word's weight is what is left to say for or against
where it stands, pulled hard towards zero. Words that are names, that stand in few topics, or that
are the commonest of all ("the", "and": how often they stand is a manner of writing) have none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import exp

from benchmarks.claim_rows import Row
from coverage.text.figures import claim_signs

PULL, STEPS, EASE = 20.0, 60, 0.25
COMMONEST, FEWEST, TOPICS = 30, 4, 3
#: A weight nearer to zero is not worth a line, and one further off is cut: in hundredths.
LEAST, MOST = 4, 60


def words_of(text: str) -> list[str]:
    """The words of a sentence as the reader takes them, in small letters."""
    return claim_signs._words_alone(text).lower().split()


def choose_words(rows: Sequence[Row]) -> frozenset[str]:
    """The words worth a weight: general, neither rare nor the commonest."""
    times: Counter[str] = Counter()
    large: Counter[str] = Counter()
    topics: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for at, word in enumerate(claim_signs._words_alone(row.text).split()):
            low = word.lower()
            times[low] += 1
            topics[low].add(row.topic)
            large[low] += at > 0 and word[0].isupper() and low.split("'")[0] != "i"
    common = {word for word, _ in times.most_common(COMMONEST)}
    return frozenset(
        word
        for word, count in times.items()
        if count >= FEWEST
        and len(topics[word]) >= TOPICS
        and word not in common
        and word[0].isalpha()
        and 10 * large[word] <= count
    )


def fit_words(
    rows: Sequence[Row], told: Sequence[float], known: frozenset[str]
) -> dict[str, float]:
    """Word → weight, where `told` is what the signs say of each row; by steps of Newton's method
    along each weight alone, all eased so that they do not overshoot together."""
    stands = [[word for word in words_of(row.text) if word in known] for row in rows]
    weights = dict.fromkeys(sorted(known), 0.0)
    for _ in range(STEPS):
        slope = {word: -PULL * weight for word, weight in weights.items()}
        bend = dict.fromkeys(weights, PULL)
        for row, signs, words in zip(rows, told, stands, strict=True):
            sure = 1 / (1 + exp(-(signs + sum(weights[word] for word in words))))
            off, spread = row.counts * (row.label - sure), row.counts * sure * (1 - sure)
            for word in words:
                slope[word] += off
                bend[word] += spread
        for word in weights:
            weights[word] += EASE * slope[word] / bend[word]
    return weights


def weigh_words(text: str, weights: Mapping[str, float]) -> float:
    """What the words of a sentence say together."""
    return sum(weights.get(word, 0.0) for word in words_of(text))


def table_of(weights: Mapping[str, float]) -> str:
    """The lines of `claim_words.txt`: word and hundredths, those that speak for it first."""
    kept = [(max(-MOST, min(MOST, round(100 * weight))), word) for word, weight in weights.items()]
    lines = sorted((-points, word) for points, word in kept if abs(points) >= LEAST)
    return "".join(f"{word} {-points}\n" for points, word in lines)
