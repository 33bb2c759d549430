"""How far coders agree: for each tag and all of them, for all coders and each pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import lcm

from .intervals import DRAWS, LEAST_ARTICLES, SEED, drawn_sums, middle
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
    draws: int = DRAWS,
    seed: int = SEED,
) -> list[Compared]:
    """What each group of coders agrees on, in their order. `tolerance` is in positions (words).

    An article counts for a group where two of it finished it. With `draws` 0 there are no
    intervals.
    """
    parts = lcm(*range(1, max(2, *map(len, groups))))
    counted = [[_row(article, group, tags, tolerance, parts) for group in groups]
               for article in articles]  # fmt: skip
    of_group = [sum(1 for row in counted if row[place][0]) for place in range(len(groups))]
    rows = [list(chain.from_iterable(row)) for row in counted]
    seen = [sum(column) for column in zip(*rows, strict=True)]
    width = 1 + _FIELDS * len(tags)
    found = [_figures(seen[at : at + width], parts) for at in range(0, len(seen), width)]
    drawn: list[list[list[float | None]]] = [[[] for _ in each] for each in found]
    if max(of_group, default=0) >= LEAST_ARTICLES and draws:
        for sums in drawn_sums(rows, draws, seed):
            for place in range(len(found)):
                values = _figures(sums[place * width : (place + 1) * width], parts)
                for kept, value in zip(drawn[place], values, strict=True):
                    kept.append(value)
    return [
        _compared(group, of_group[place], seen[place * width : (place + 1) * width] or [0] * width,
                  found[place] if found else [None] * (2 * len(tags) + 2),
                  drawn[place] if drawn else [], tags)
        for place, group in enumerate(groups)
    ]  # fmt: skip


def _row(
    article: Continuum, group: Sequence[int], tags: Sequence[int], tolerance: int, parts: int
) -> list[int]:
    """ℓ.. of the article, then for each tag ℓ_kφ (in parts), ℓ_k, squared lengths of units, units
    matched, and units that could be; all 0 where not two of the group finished it."""
    here = [coder for coder in group if coder in article.codings]
    row = [article.length * len(here) if len(here) > 1 else 0]
    if not row[0]:
        return [0] * (1 + _FIELDS * len(tags))
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
        chance = expected(marked, squares, everything)
        values += (1 - apart / parts / chance if chance else None, percent_of(matched, units))
        apart_of_all, chance_of_all = apart_of_all + apart / parts, chance_of_all + chance
        matched_of_all, units_of_all = matched_of_all + matched, units_of_all + units
    alpha = 1 - apart_of_all / chance_of_all if chance_of_all else None
    return [alpha, percent_of(matched_of_all, units_of_all), *values]


def _compared(
    group: tuple[int, ...],
    articles: int,
    sums: Sequence[int],
    figures: Sequence[float | None],
    drawn: Sequence[Sequence[float | None]],
    tags: Sequence[int],
) -> Compared:
    values = list(_values(figures, drawn, articles, sums))
    overall, *each = [Measured(*pair) for pair in zip(values[::2], values[1::2], strict=True)]
    return Compared(group, articles, sums[0], overall, dict(zip(tags, each, strict=True)))


def _values(
    figures: Sequence[float | None],
    drawn: Sequence[Sequence[float | None]],
    articles: int,
    sums: Sequence[int],
) -> Iterator[Value]:
    for place, figure in enumerate(figures):
        if figure is None:
            marked = sum(sums[2::_FIELDS]) if place < 2 else sums[2 + (place // 2 - 1) * _FIELDS]
            nobody = NOTHING if place < 2 else NOBODY
            why = NO_ARTICLE if not articles else EVERYTHING if marked else nobody
            yield Value(None, None, why)
        elif articles < LEAST_ARTICLES or not drawn or not drawn[place]:
            yield Value(figure, None, FEW)
        else:
            interval = middle(drawn[place])
            yield Value(figure, interval, "" if interval else RARE)
