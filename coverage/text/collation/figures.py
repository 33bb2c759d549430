"""Figures: what at least two articles put a quantity or a day to, and how their figures agree."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import combinations, pairwise

from ..words import find_words, is_common
from .agreement import DAY, Interval, difference, relation
from .collated import Figure, FigureMember, FigureRelation
from .figure_names import name_figure
from .measured import Measured, find_measured
from .telling import Rarity, Telling

#: From so much of their clauses in common two figures that agree measure the same; days need more,
#: being everywhere, and so do figures that only do not rule each other out.
ENOUGH = {"same": 0.14, "rounded": 0.14, "compatible": 0.25}
ENOUGH_DAYS = {"same": 0.19, "compatible": 0.28}
#: Where the numbers cannot both hold, less so the nearer they lie.
ENOUGH_UNEQUAL = 0.35
#: Two days are two accounts of one thing only where the clauses are nearly the same.
ENOUGH_OTHER_DAY = 0.6
#: What standing in one row counts for.
ROW = 0.1
#: What it counts for that the same happened to the people counted.
STATE = 0.3
#: Less in common than this is never enough.
LEAST = 0.07
#: A stem near more figures than this says nothing of what they measure.
MANY = 120
#: A count that grew to more than so many times itself is another account, not a later count.
GROWTH = 2
#: Between a count and the one it replaces.
_FROM = re.compile(r"\b(?:up|down|rising|risen|rose|falling|fell|fallen)\s+from\s*$")
#: A figure links to all of another article's that come so close to its best.
NEARLY_BEST = 0.85


def find_figures(
    tellings: Sequence[Telling],
    rarity: Rarity,
    row_of: Mapping[tuple[str, int], int] | None = None,
) -> tuple[Figure, ...]:
    """Figures of at least two articles that measure the same thing, in the order of the first.

    `row_of` says which row (article key, sentence number) stands in: figures of one row measure
    the same sooner than others. Neither members nor relations depend on the articles' order.
    """
    rows = row_of or {}
    measured = [m for telling in tellings for m in find_measured(telling, rarity)]
    links = _links(measured, rows)
    order = {t.key: n for n, t in enumerate(tellings)}
    figures = []
    for group in _with_earlier(_groups(measured, links), measured, tellings):
        group.sort(key=lambda m: (order[m.key], m.span.start))
        figures.append(_figure(group))
    return tuple(
        sorted(
            figures,
            key=lambda f: (min(m.span.start for m in f.members), f.what, str(f.members[0].low)),
        )
    )


def _in_common(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Share of the clauses' weight that both hold, 0–1, of the lighter one more than the other."""
    both = sum(min(a[s], b[s]) for s in a.keys() & b.keys())
    weights = sorted((sum(a.values()), sum(b.values())))
    if not weights[0]:
        return 0.0
    return both / (0.6 * weights[0] + 0.4 * weights[1])


def _links(
    measured: Sequence[Measured], rows: Mapping[tuple[str, int], int]
) -> dict[tuple[int, int], float]:
    """Pairs of figures in different articles that measure the same, each nearly the other's best,
    and how surely."""
    strength: dict[tuple[int, int], float] = {}
    best: dict[tuple[int, str], float] = defaultdict(float)
    for n, m in _candidates(measured, rows):
        strong = _strength(measured[n], measured[m], rows)
        if strong > 0:
            strength[(n, m)] = strong
            for one, key in ((n, measured[m].key), (m, measured[n].key)):
                best[(one, key)] = max(best[(one, key)], strong)
    return {
        (n, m): strong
        for (n, m), strong in strength.items()
        if strong >= NEARLY_BEST * max(best[(n, measured[m].key)], best[(m, measured[n].key)])
    }


def _candidates(
    measured: Sequence[Measured], rows: Mapping[tuple[str, int], int]
) -> set[tuple[int, int]]:
    """Pairs of one unit in different articles that share a stem near them, or a row; a stem near
    very many figures finds no candidates."""
    sharing: dict[tuple[str, object], list[int]] = defaultdict(list)
    for n, one in enumerate(measured):
        for a_stem in one.clause:
            sharing[(one.interval.unit, a_stem)].append(n)
        row = rows.get((one.sentence.key, one.sentence.number))
        if row is not None:
            sharing[(one.interval.unit, row)].append(n)
        if one.state:
            sharing[(one.interval.unit, ("state", one.state))].append(n)
    return {
        (n, m)
        for numbers in sharing.values()
        if len(numbers) <= MANY
        for n, m in combinations(numbers, 2)
        if measured[n].key != measured[m].key
    }


def _strength(a: Measured, b: Measured, rows: Mapping[tuple[str, int], int]) -> float:
    """How surely two figures measure the same; 0 where they are not taken to."""
    if not _may_be_one(a, b):
        return 0.0
    row = rows.get((a.sentence.key, a.sentence.number))
    together = row is not None and row == rows.get((b.sentence.key, b.sentence.number))
    common = _in_common(a.clause, b.clause) + (ROW if together else 0.0)
    if common < LEAST:
        return 0.0
    agree = relation(a.interval, b.interval)
    if a.state and a.state == b.state:
        common += STATE
    if agree == "conflict":
        if a.state and a.state == b.state:
            return common * 0.5 if _is_within(a, b, GROWTH) else 0.0
        close = _closeness(a.interval, b.interval)
        if not close and not together:
            return 0.0
        if a.interval.unit == DAY and (common < ENOUGH_OTHER_DAY or len(a.told & b.told) < 2):
            return 0.0
        return common * (0.5 + 0.3 * close) if common >= ENOUGH_UNEQUAL - 0.2 * close else 0.0
    if agree == "compatible" and _is_far(a, b):
        return 0.0
    telling = min(_tells(a.interval), _tells(b.interval))
    is_day = a.interval.unit == DAY
    needed = ENOUGH_DAYS[agree] if is_day else ENOUGH[agree] * (1 - 0.5 * telling)
    return common + 0.3 + 0.2 * telling if common >= needed else 0.0


def _may_be_one(a: Measured, b: Measured) -> bool:
    """False for days of other doings, for people to whom something else happened, and for
    passengers beside soldiers; passengers are people only where as many are counted."""
    if a.interval.unit == DAY:
        return bool(a.told & b.told)
    if a.state != b.state and (a.state and b.state):
        return False
    if a.some != b.some:
        return not (a.some and b.some) and a.interval.middle == b.interval.middle
    return True


def _is_within(a: Measured, b: Measured, times: int) -> bool:
    one, other = a.interval.middle, b.interval.middle
    if not one or not other:
        return False
    return max(one, other) <= times * min(one, other)


def _is_far(a: Measured, b: Measured) -> bool:
    """True for open figures of which one is three times the other and more ("over 2", "9"): that
    they do not rule each other out says nothing, unless each says what it is counted in."""
    one, other = a.interval.middle, b.interval.middle
    if not one or not other or a.interval.unit == DAY:
        return False
    return max(one, other) > 3 * min(one, other) and not (a.scope and b.scope)


def _tells(interval: Interval) -> float:
    """How unlikely a figure is to stand in a story twice by chance: "$5,687.75", not "two"."""
    if interval.unit == DAY:
        return 0.0
    value = interval.low if interval.low is not None else interval.high
    if value is None:
        return 0.0
    digits = len(str(value.normalize().as_tuple().digits).replace(", ", "")) - 2
    return min(max(digits - 1, 0) / 4 + (0.3 if value >= 1000 else 0.0), 1.0)


def _closeness(a: Interval, b: Interval) -> float:
    """1 for numbers that are nearly one, 0 from a tenth apart on."""
    one, other = a.middle, b.middle
    if one is None or other is None or a.unit == DAY:
        return 0.0
    largest = max(abs(one), abs(other))
    return max(0.0, 1 - 10 * float(abs(one - other) / largest)) if largest else 1.0


def _groups(
    measured: Sequence[Measured], links: Mapping[tuple[int, int], float]
) -> list[list[Measured]]:
    """Figures joined by their links, the surest first; two groups become one when at least half
    of the pairs across them are linked, so that no chain of near misses joins far ends; counts of
    the people to whom one thing happened, however they differ, are one figure."""
    group_of = list(range(len(measured)))
    members = {n: [n] for n in group_of}
    keys = {n: Counter((one.key,)) for n, one in enumerate(measured)}
    linked: list[Counter[int]] = [Counter() for _ in measured]  # links to each other group
    for a, b in links:
        linked[a][b] = linked[b][a] = 1
    surest = sorted(links, key=lambda p: (-links[p], *sorted(_name(measured[n]) for n in p)))
    for a, b in surest:
        ours, theirs = group_of[a], group_of[b]
        if ours == theirs:
            continue
        same_article = sum(count * keys[theirs][key] for key, count in keys[ours].items())
        across = len(members[ours]) * len(members[theirs]) - same_article
        states = {measured[n].state for n in (*members[ours], *members[theirs])}
        if 2 * linked[ours][theirs] >= across or (len(states) == 1 and "" not in states):
            for n in members[theirs]:
                group_of[n] = ours
            members[ours] += members.pop(theirs)
            keys[ours].update(keys.pop(theirs))
            for other, count in linked[theirs].items():
                del linked[other][theirs]
                if other != ours:
                    linked[ours][other] += count
                    linked[other][ours] += count
            linked[theirs] = Counter()
    return [[measured[n] for n in group] for group in members.values() if len(group) > 1]


def _with_earlier(
    groups: Sequence[list[Measured]], measured: Sequence[Measured], tellings: Sequence[Telling]
) -> list[list[Measured]]:
    """The groups, each also with the later (or earlier) count that an article puts beside its
    member: "7.4 million, up from 4.6 million" is two counts of one thing."""
    bodies = {t.key: t.told.reading.body for t in tellings}
    taken = {_name(m) for group in groups for m in group}
    followers = [
        (one, other)
        for one, other in pairwise(measured)
        if one.key == other.key
        and one.interval.unit == other.interval.unit
        and _FROM.search(bodies[one.key][one.span.end : other.span.start])
        and one.sentence is other.sentence
    ]
    whole = []
    for group in groups:
        names = {_name(m) for m in group}
        beside = [m for pair in followers for m in pair if names & {_name(p) for p in pair}]
        whole.append(group + [m for m in beside if _name(m) not in taken])
    return whole


def _name(one: Measured) -> tuple[str, int]:
    return one.key, one.span.start


def _figure(group: Sequence[Measured]) -> Figure:
    members = tuple(
        FigureMember(
            key=m.key,
            span=m.span,
            low=m.interval.low,
            high=m.interval.high,
            bound=m.interval.bound,
            unit=m.interval.unit,
            scope=m.scope,
        )
        for m in group
    )
    agree = _whole_relation(group)
    stated = difference([m.interval for m in group]) if agree == "conflict" else ""
    return Figure(name_figure(group), members, agree, stated)


_GRAVEST: tuple[FigureRelation, ...] = (
    "conflict",
    "update",
    "scope",
    "compatible",
    "rounded",
    "same",
)


def _whole_relation(group: Sequence[Measured]) -> FigureRelation:
    """The gravest relation between figures of different articles; what an article itself puts
    in two ways is held against the other article's nearest."""
    found: set[FigureRelation] = set()
    for a in group:
        by_article: dict[str, set[FigureRelation]] = defaultdict(set)
        for b in group:
            if a.key != b.key:
                by_article[b.key].add(_relation(a, b))
        for relations in by_article.values():
            found.add(max(relations, key=_GRAVEST.index))
    return next(r for r in _GRAVEST if r in found)


def _relation(a: Measured, b: Measured) -> FigureRelation:
    agree = relation(a.interval, b.interval)
    # figures that nearly agree count the same thing, whatever their clauses name beside it
    is_apart = agree in ("compatible", "conflict") and not _closeness(a.interval, b.interval)
    if is_apart and a.scope and b.scope and not _same_scope(a.scope, b.scope):
        return "scope"
    return "update" if agree == "conflict" and _is_update(a, b) else agree


def _same_scope(a: str, b: str) -> bool:
    words = [{w.norm for w in find_words(s) if not is_common(w.norm)} for s in (a, b)]
    return bool(words[0] & words[1])


def _is_update(a: Measured, b: Measured) -> bool:
    """A count that grew from one publication to the next is the later one, not another account."""
    if a.interval.unit == DAY or a.interval.unit.isupper() or a.interval.unit == "percent":
        return False
    before = _is_before(a.published, b.published)
    if before is None:
        return False
    earlier, later = (a, b) if before else (b, a)
    one, other = earlier.interval.middle, later.interval.middle
    return one is not None and other is not None and one < other <= GROWTH * one


def _is_before(one: date | datetime | None, other: date | datetime | None) -> bool | None:
    """Whether the one was published before the other; None where nobody can tell."""
    if one is None or other is None:
        return None
    if not (isinstance(one, datetime) and isinstance(other, datetime)) or (
        (one.tzinfo is None) != (other.tzinfo is None)
    ):
        one = one.date() if isinstance(one, datetime) else one
        other = other.date() if isinstance(other, datetime) else other
    return None if one == other else one < other
