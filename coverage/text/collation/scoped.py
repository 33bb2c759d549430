"""Scoped: figures of one thing that are counted more narrowly in one article than in another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from ..words import find_words, is_common, stem
from .agreement import DAY, relation
from .figure_units import PEOPLE
from .linked import Rows
from .measured import Measured
from .scopes import apart
from .weighing import Weighing, closeness

#: So much of their clauses two figures have in common that count one thing in two scopes; less
#: where their sentences stand in one row.
MUCH, TOGETHER = 0.6, 0.45
#: Narrowings of counts of people.
_WHOM = ("counted", "group")


def is_of_other_scope(a: Measured, b: Measured) -> bool:
    """True where the two are narrowed differently, on platforms or otherwise; figures that nearly
    agree count the same thing, whatever platforms their clauses name beside it. That one counts
    the wounded too matters only where the numbers cannot both hold."""
    if a.scope and b.scope and not _same_platform(a.scope, b.scope):
        if not closeness(a.interval, b.interval):
            return True
    ours, theirs = a.narrowed, b.narrowed
    if relation(a.interval, b.interval) != "conflict":
        ours, theirs = (tuple(x for x in one if x.kind not in _WHOM) for one in (ours, theirs))
    return apart(ours, theirs) is not None


def in_other_words(group: Sequence[Measured]) -> list[str]:
    """What narrows each of a group of figures, in its article's words; "" for those that no other
    is narrowed differently from, and where the figure itself says it ("12 children")."""
    told = [m.scope for m in group]
    for n, m in combinations(range(len(group)), 2):
        said = apart(group[n].narrowed, group[m].narrowed)
        if said and group[n].key != group[m].key:
            for place, narrowing in zip((n, m), said, strict=True):
                if not told[place] and narrowing not in group[place].span.text:
                    told[place] = narrowing
    return told


def _same_platform(a: str, b: str) -> bool:
    names = ({w.norm for w in find_words(s) if not is_common(w.norm)} for s in (a, b))
    return not next(names).isdisjoint(next(names))


def with_other_scopes(
    groups: Sequence[list[int]], weighing: Weighing, rows: Rows
) -> list[list[int]]:
    """The groups, each also with the figure for another scope of an article that has none in it,
    and pairs of such figures. Only what the articles say in nearly the same words is taken, and of
    two articles only what is each other's nearest."""
    measured = weighing.measured
    whole = [list(group) for group in groups]
    group_of = {n: place for place, group in enumerate(whole) for n in group}
    nearest: dict[tuple[int, str], tuple[float, tuple[str, int]]] = {}
    found: dict[tuple[int, int], float] = {}
    narrowed = [n for n, one in enumerate(measured) if one.narrowed and one.interval.unit != DAY]
    for n, m in combinations(narrowed, 2):
        if n in group_of and m in group_of:
            continue
        common = _common(measured[n], measured[m], rows)
        if common and not (_counterpart(n, m, measured) or _counterpart(m, n, measured)):
            found[n, m] = common
            for one, other in ((n, m), (m, n)):
                said = (common, measured[other].place)
                asked = (one, measured[other].key)
                nearest[asked] = max(nearest.get(asked, said), said)
    for n, m in sorted(found, key=lambda pair: (-found[pair], *sorted(_names(measured, pair)))):
        if n in group_of and m in group_of:
            continue
        ours, theirs = measured[n], measured[m]
        if nearest[n, theirs.key][1] != theirs.place or nearest[m, ours.key][1] != ours.place:
            continue
        if n not in group_of and m not in group_of:
            group_of[n] = group_of[m] = len(whole)
            whole.append([n, m])
            continue
        new, place = (n, group_of[m]) if n not in group_of else (m, group_of[n])
        if all(measured[k].key != measured[new].key for k in whole[place]):
            whole[place].append(new)
            group_of[new] = place
    return whole


def _counterpart(n: int, m: int, measured: Sequence[Measured]) -> bool:
    """True where the article of figure `m` has another for the scope of `n` itself."""
    one, key = measured[n], measured[m].key
    mine = {(x.kind, x.value) for x in one.narrowed if x.kind not in _WHOM}
    return any(
        other.key == key
        and other.interval.unit == one.interval.unit
        and not mine.isdisjoint((x.kind, x.value) for x in other.narrowed)
        and apart(one.narrowed, other.narrowed) is None
        for other in measured
    )


def _common(a: Measured, b: Measured, rows: Rows) -> float:
    """How much two figures of other scopes have in common; 0 where they are not taken for such."""
    if a.key == b.key or a.interval.unit != b.interval.unit or a.is_denied != b.is_denied:
        return 0.0
    if apart(a.narrowed, b.narrowed) is None:
        return 0.0
    if relation(a.interval, b.interval) not in ("compatible", "conflict"):
        return 0.0
    if a.interval.unit == PEOPLE and not _may_be_part(a, b):
        return 0.0
    common = _but_for_scopes(a, b)
    is_together = _row(a, rows) is not None and _row(a, rows) == _row(b, rows)
    return common if common >= (TOGETHER if is_together else MUCH) else 0.0


def _but_for_scopes(a: Measured, b: Measured) -> float:
    """Share of the clauses' weight that both hold, 0–1, the words that narrow them left out."""
    left_out = {stem(w.norm) for m in (a, b) for x in m.narrowed for w in find_words(x.words)} | {
        stem(w.norm) for m in (a, b) for w in find_words(m.span.text)
    }
    ours, theirs = (
        {told: weight for told, weight in m.clause.items() if told not in left_out} for m in (a, b)
    )
    both = sum(min(weight, theirs[told]) for told, weight in ours.items() if told in theirs)
    most = max(sum(ours.values()), sum(theirs.values()))
    return both / most if most else 0.0


def _may_be_part(a: Measured, b: Measured) -> bool:
    """True for people to whom the same happened, of whom no more are counted where only some are:
    "12 children" of "40 people"."""
    both = {one.value for m in (a, b) for one in m.narrowed if one.kind == "counted"}
    if a.state != b.state and "casualties" not in both:
        return False
    if a.some == b.some:
        return True
    if (a.some and b.some) or not a.state:
        return False
    part, whole = (a, b) if a.some else (b, a)
    few, many = part.interval.middle, whole.interval.middle
    return few is not None and many is not None and few < many


def _row(one: Measured, rows: Rows) -> int | None:
    return rows.get((one.sentence.key, one.sentence.number))


def _names(measured: Sequence[Measured], pair: tuple[int, int]) -> list[tuple[str, int]]:
    return [measured[n].place for n in pair]
