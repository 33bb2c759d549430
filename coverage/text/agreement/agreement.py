"""How far coders agree: for each tag and all of them, for all coders and each pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import lcm

from .intervals import (
    LEAST_ARTICLES,
    LEAST_WITH_TAG,
    MOST_DRAWS,
    SEED,
    drawn_sums,
    middle,
)
from .tolerance import count_matched, percent_of
from .unitizing import expected, sums_of
from .units import Continuum

#: A tag's numbers in a row of sums, see `_row`.
_FIELDS = 5


@dataclass(frozen=True, slots=True)
class Value:
    """A figure and the middle 95 % of what came of articles drawn anew; None for what there is
    not. `why` says so in words: why there is no figure, or no interval."""

    figure: float | None
    interval: tuple[float, float] | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """ᵤα (−1 to 1, 1 where all is alike) and percent (0–100) of one tag, or of all together."""

    alpha: Value
    percent: Value


@dataclass(frozen=True, slots=True)
class Compared:
    """What a group of coders agrees on: `articles` that two of them finished, `words` of
    each of their coders added up."""

    coders: tuple[int, ...]
    articles: int
    words: int
    overall: Measured
    of_tag: dict[int, Measured]


NOBODY = "nobody marked anything with it"
NOTHING = "nobody marked anything"
EVERYTHING = "everybody marked every word with it"
NO_ARTICLE = "no article is finished by two of them"
FEW = "too few articles for an interval"
RARE = "in too few articles for an interval"


def groups_of(coders: Sequence[int]) -> list[tuple[int, ...]]:
    """All coders together first, then each pair in order; two are one pair."""
    every = tuple(coders)
    return [every, *combinations(every, 2)] if len(every) > 2 else [every]


def measure(
    articles: Sequence[Continuum],
    groups: Sequence[tuple[int, ...]],
    tags: Sequence[int],
    tolerance: int,
    draws: int = MOST_DRAWS,
    seed: int = SEED,
) -> list[Compared]:
    """What each group of coders agrees on, in their order. `tolerance` is in positions (words).

    An article counts for a group where two of it finished it. `draws` is B; 0 for no
    intervals.
    """
    return [_compare(articles, group, tags, tolerance, draws, seed) for group in groups]


def _compare(
    articles: Sequence[Continuum],
    group: tuple[int, ...],
    tags: Sequence[int],
    tolerance: int,
    draws: int,
    seed: int,
) -> Compared:
    parts = lcm(*range(1, max(2, len(group))))
    rows = [row for article in articles if (row := _row(article, group, tags, tolerance, parts))]
    sums = [sum(column) for column in zip(*rows, strict=True)] or [0] * (1 + _FIELDS * len(tags))
    drawn: list[tuple[float | None, ...]] = []
    if len(rows) >= LEAST_ARTICLES and draws:
        every = (_figures(each, parts) for each in drawn_sums(rows, draws, seed))
        drawn = list(zip(*every, strict=True))
    values = []
    for place, figure in enumerate(_figures(sums, parts)):
        tag = place // 2 - 1  # the first two are of all tags together
        marked = sums[2 + _FIELDS * tag] if tag >= 0 else sum(sums[2::_FIELDS])
        if figure is None:
            nobody = NOBODY if tag >= 0 else NOTHING
            why = NO_ARTICLE if not rows else EVERYTHING if marked else nobody
            values.append(Value(None, None, why))
        elif not drawn:
            values.append(Value(figure, None, FEW))
        else:
            of = slice(2, None, _FIELDS) if tag < 0 else slice(2 + _FIELDS * tag, 3 + _FIELDS * tag)
            found_in = sum(any(row[of]) for row in rows)
            interval = middle(drawn[place]) if found_in >= LEAST_WITH_TAG else None
            values.append(Value(figure, interval, "" if interval else RARE))
    overall, *each = [Measured(*pair) for pair in zip(values[::2], values[1::2], strict=True)]
    return Compared(group, len(rows), sums[0], overall, dict(zip(tags, each, strict=True)))


def _row(
    article: Continuum, group: Sequence[int], tags: Sequence[int], tolerance: int, parts: int
) -> list[int]:
    """ℓ.. of the article, then for each tag ℓ_kφ (in parts), ℓ_k, squared lengths of units, units
    matched, and units that could be; [] where not two of the group finished it."""
    here = [coder for coder in group if coder in article.codings]
    if len(here) < 2:
        return []
    row = [article.length * len(here)]
    for tag in tags:
        codings = [article.units(coder, tag) for coder in here]
        if not any(codings):
            row += (0,) * _FIELDS
            continue
        sums = sums_of(article.length, codings, parts)
        matched = sum(count_matched(*pair, tolerance) for pair in combinations(codings, 2))
        could = (len(here) - 1) * sum(map(len, codings))
        row += (sums.apart, sums.marked, sums.squares, matched, could)
    return row


def _figures(sums: Sequence[int], parts: int) -> list[float | None]:
    """[alpha of all tags, percent of all, alpha of the first tag, percent of it …]"""
    everything = sums[0]
    values: list[float | None] = []
    apart_of_all = chance_of_all = 0.0
    matched_of_all = units_of_all = 0
    for at in range(1, len(sums), _FIELDS):
        apart, marked, squares, matched, units = sums[at : at + _FIELDS]
        if not marked:
            values += (None, None)
            continue
        chance = expected(marked, squares, everything)
        values += (1 - apart / parts / chance if chance else None, percent_of(matched, units))
        apart_of_all, chance_of_all = apart_of_all + apart / parts, chance_of_all + chance
        matched_of_all, units_of_all = matched_of_all + matched, units_of_all + units
    alpha = 1 - apart_of_all / chance_of_all if chance_of_all else None
    return [alpha, percent_of(matched_of_all, units_of_all), *values]
