"""Linked: which figures of different articles measure the same thing, and how surely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import exp, log

from ..lexicon.measures import MEASURES
from .agreement import DAY, Interval, relation
from .figure_units import AGE
from .measured import Measured
from .weighing import Weighing, in_common

Rows = Mapping[tuple[str, int], int]

#: A stem near more figures than this says nothing of what they measure.
MANY = 120
#: A day said again joins from such a mean on, where no odds at all count as these.
REPEATED, UNLIKELY = 0.5, exp(-1)
#: Of so many of the group's members at most.
MOST_ASKED = 12
#: A figure links to all of another article's whose odds come so close to its best.
NEARLY_BEST = {True: exp(-0.5), False: exp(-1.5)}  # days, others
#: So much of their clauses have two accounts of one thing in common, in one article.
OTHER_ACCOUNT = 0.8
#: From such odds on a pair speaks for making two groups one.
LIKELY = exp(1)


def find_links(
    weighing: Weighing, rows: Rows
) -> tuple[dict[tuple[int, int], float], set[tuple[int, int]]]:
    """Pairs of figures in different articles that measure the same, each nearly the other's best,
    and the odds that they do; and all pairs that likely do, best or not."""
    measured = weighing.measured
    odds_of: dict[tuple[int, int], float] = {}
    best: dict[tuple[int, str], float] = defaultdict(float)
    row_of = [rows.get((m.sentence.key, m.sentence.number)) for m in measured]
    for n, m in _candidates(measured, row_of):
        together = row_of[n] is not None and row_of[n] == row_of[m]
        odds = weighing.odds(n, m, together=together)
        if odds > 0:
            odds_of[(n, m)] = odds
            for one, key in ((n, measured[m].key), (m, measured[n].key)):
                best[(one, key)] = max(best[(one, key)], odds)
    links = {
        (n, m): odds
        for (n, m), odds in odds_of.items()
        if odds
        >= NEARLY_BEST[measured[n].interval.unit == DAY]
        * max(best[(n, measured[m].key)], best[(m, measured[n].key)])
    }
    return links, {pair for pair, odds in odds_of.items() if odds >= LIKELY}


def with_repeats(groups: Sequence[list[int]], weighing: Weighing) -> list[list[int]]:
    """The groups, each also with what an article of it says again of the same thing: the same day,
    or the same amount as it is or rounded, whose odds with the group's members of other articles
    are good on average; and with its other account of it, in nearly the same words."""
    measured = weighing.measured
    taken = {n for group in groups for n in group}
    # by name, so that the articles' order decides nothing
    whole = [sorted(group, key=lambda n: measured[n].place) for group in groups]
    whole.sort(key=lambda group: measured[group[0]].place)
    holding: dict[tuple[str, object], list[list[int]]] = defaultdict(list)
    for group in whole:
        for said in {(measured[n].key, _said(measured[n].interval)) for n in group}:
            holding[said].append(list(group))
    place = {group[0]: group for group in whole}
    for n, one in enumerate(measured):
        if n in taken:
            continue
        best, chosen = REPEATED, -1
        for found in holding[(one.key, _said(one.interval))]:
            said_there = [measured[m] for m in found]
            if _is_other_account(one, said_there):
                chosen = found[0]
                break
            if _is_said_again(one, said_there):
                mean = _mean(n, [m for m in found if measured[m].key != one.key], weighing)
                if mean >= best and (chosen < 0 or mean > best):
                    best, chosen = mean, found[0]
        if chosen >= 0:
            place[chosen].append(n)
    return whole


def _mean(n: int, others: Sequence[int], weighing: Weighing) -> float:
    """The mean logarithm of the odds that figure `n` measures what the others do."""
    pairs = [(min(n, m), max(n, m)) for m in others[:MOST_ASKED]]
    odds = [weighing.odds(*pair, together=False) or UNLIKELY for pair in pairs]
    return sum(map(log, odds)) / len(odds)


def _said(interval: Interval) -> object:
    """What figures that say one thing again have in common: the day, or the unit."""
    if interval.unit != DAY:
        return interval.unit
    return interval.low, interval.high, "" if interval.low is not None else interval.name


def _is_said_again(one: Measured, group: Sequence[Measured]) -> bool:
    if one.interval.unit == DAY:
        return True
    own = [m for m in group if m.key == one.key]
    return all(relation(one.interval, m.interval) in ("same", "rounded") for m in own)


def _is_other_account(one: Measured, group: Sequence[Measured]) -> bool:
    """True for a number that the article puts to nearly the same words as one of the group's: its
    other account of the thing ("the union said 900")."""
    if _kind(one.interval.unit) != "count":
        return False
    return any(
        m.key == one.key
        and relation(one.interval, m.interval) == "conflict"
        and in_common(one, m) >= OTHER_ACCOUNT
        and len(one.clause.keys() & m.clause.keys()) >= 3
        for m in group
    )


def _candidates(measured: Sequence[Measured], row_of: Sequence[int | None]) -> set[tuple[int, int]]:
    """Pairs of one kind in different articles that share a stem near them, or a row; a stem near
    very many figures finds no candidates."""
    sharing: dict[tuple[str, object], list[int]] = defaultdict(list)
    for n, one in enumerate(measured):
        kind = _kind(one.interval.unit)
        for a_stem in one.clause:
            sharing[(kind, a_stem)].append(n)
        if row_of[n] is not None:
            sharing[(kind, row_of[n])].append(n)
        if one.state:
            sharing[(kind, ("state", one.state))].append(n)
    return {
        (n, m)
        for numbers in sharing.values()
        if len(numbers) <= MANY
        for n, m in combinations(numbers, 2)
        if measured[n].key != measured[m].key
    }


def _kind(unit: str) -> str:
    """The unit of a measure; "count" for whatever is counted, as nouns for one thing differ."""
    is_measure = unit.isupper() or unit in MEASURES or unit in (DAY, AGE, "percent")
    return unit if is_measure else "count"
