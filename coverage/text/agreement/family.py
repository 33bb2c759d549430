"""The family of ᵤα for tags that exclude one another: where coders marked, and with which tag.

Krippendorff, Mathet, Bouvry, Widlöcher (2016, as in `unitizing.py`), equations 1 to 13. For values
c and k, tags or the gaps φ, coincidences are ℓ_ck = Σ_a 1/(m−1) Σ_i Σ_j≠i positions that i gave c
and j gave k; chance would pair

    ε_ck = ℓ.. (ℓ_c ℓ_k − [c = k] S_c) / (ℓ..² − Σ S),   S_c = Σ (length of unit)², S_φ = ℓ_φ

    ᵤα   = 1 − (ℓ.. − Σ ℓ_cc) / (ℓ.. − Σ ε_cc)           units and their tags
    |ᵤα  = 1 − (ℓ_φ − ℓ_φφ) / (ε_φ − ε_φφ)               marked with anything, or not
    ᶜᵤα  the first with what both marked alone (ℓ*, ε*)  which tag, where both marked
    ₍ₖ₎ᵤα = 1 − ε*_k (ℓ*_k − ℓ*_kk) / (ℓ*_k (ε*_k − ε*_kk))   tag k, where both marked

In ε* a unit's length is what of it can be paired: 1/(m−1) Σ_j≠i (what it shares with units of j).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .units import Continuum, Stretch, shared_length

Table = dict[tuple[int | None, int | None], float]
#: A coder's units with their tags, in order.
Tagged = Sequence[tuple[Stretch, int]]


@dataclass(frozen=True, slots=True)
class Family:
    """Each coefficient, None where chance could bring nothing else. `coverage`: which share of all
    positions two coders marked both, 0–1; `of_tag`: tag → (₍ₖ₎ᵤα, share of its positions)."""

    units: float | None
    marked: float | None
    tags: float | None
    coverage: float
    of_tag: Mapping[int, tuple[float | None, float]]


def family(articles: Iterable[Continuum]) -> Family | None:
    """The coefficients over all articles that two or more coders finished; None where units of
    one coder lie over one another, as then they are no partition of the text."""
    seen: Table = defaultdict(float)
    squares: dict[int | None, float] = defaultdict(float)
    shared_squares: dict[int | None, float] = defaultdict(float)
    for article in articles:
        codings = [_in_order(coding) for coding in article.codings.values()]
        if any(one[0][1] > other[0][0] for units in codings for one, other in pairwise(units)):
            return None
        if len(codings) > 1:
            _count(article.length, codings, seen, squares, shared_squares)
    every = sum(seen.values())
    if not every:
        return Family(None, None, None, 0.0, {})
    squares[None] = sum(length for (one, _), length in seen.items() if one is None)
    chance = _expected(seen, squares)
    both = {pair: length for pair, length in seen.items() if None not in pair}
    both_chance = _expected(both, shared_squares)
    total = sum(both.values())
    return Family(
        units=_one_less(_apart(seen), _apart(chance)),
        marked=_one_less(_apart_from_gaps(seen), _apart_from_gaps(chance)),
        tags=_one_less(_apart(both), _apart(both_chance)),
        coverage=total / every,
        of_tag={
            tag: (_alpha_of(tag, both, both_chance), _of(both, tag) / _of(seen, tag))
            for tag in sorted({one for one, _ in seen if one is not None})
        },
    )


def _in_order(coding: Mapping[int, Sequence[Stretch]]) -> Tagged:
    return sorted((unit, tag) for tag, units in coding.items() for unit in units)


def _count(
    length: int,
    codings: Sequence[Tagged],
    seen: Table,
    squares: dict[int | None, float],
    shared_squares: dict[int | None, float],
) -> None:
    others = len(codings) - 1
    edges = sorted({0, length, *(at for units in codings for unit, _ in units for at in unit)})
    at = [0] * len(codings)
    for start, end in pairwise(edges):
        values: dict[int | None, int] = defaultdict(int)
        for coder, units in enumerate(codings):
            while at[coder] < len(units) and units[at[coder]][0][1] <= start:
                at[coder] += 1
            here = units[at[coder]] if at[coder] < len(units) else None
            values[here[1] if here and here[0][0] <= start else None] += 1
        for one, count in values.items():
            for other, its in values.items():
                pairs = count * (its - (one == other))
                if pairs:
                    seen[one, other] += (end - start) * pairs / others
    for coder, units in enumerate(codings):
        for unit, tag in units:
            squares[tag] += (unit[1] - unit[0]) ** 2
            shared = sum(
                shared_length([unit], [other for other, _ in theirs])
                for its, theirs in enumerate(codings)
                if its != coder
            )
            shared_squares[tag] += (shared / others) ** 2


def _of(table: Table, value: int | None) -> float:
    return sum(length for (one, _), length in table.items() if one == value)


def _apart(table: Table) -> float:
    return sum(length for (one, other), length in table.items() if one != other)


def _apart_from_gaps(table: Table) -> float:
    return _of(table, None) - table.get((None, None), 0)


def _expected(seen: Table, squares: Mapping[int | None, float]) -> Table:
    values = {one for one, _ in seen}
    sums = {value: _of(seen, value) for value in values}
    every = sum(sums.values())
    free = every * every - sum(squares[value] for value in values)
    if free <= 0:
        return {}
    itself = {(value, value): squares[value] for value in values}
    return {
        (one, other): every * (sums[one] * sums[other] - itself.get((one, other), 0)) / free
        for one in values
        for other in values
    }


def _alpha_of(tag: int, both: Table, chance: Table) -> float | None:
    here, expected = _of(both, tag), _of(chance, tag)
    if not here:
        return None
    apart, chance_apart = here - both.get((tag, tag), 0), expected - chance.get((tag, tag), 0)
    return 1 - expected * apart / (here * chance_apart) if chance_apart > 0 else None


def _one_less(apart: float, chance: float) -> float | None:
    return 1 - apart / chance if chance > 0 else None
