"""Figures: what at least two articles put a quantity or a day to, and how their figures agree."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import combinations, pairwise

from .agreement import DAY, Interval, difference, relation
from .collated import Figure, FigureMember, FigureRelation
from .figure_names import name_figure
from .linked import find_links, with_repeats
from .measured import Measured, find_measured
from .on_whose_word import by_whom
from .scoped import in_other_words, is_of_other_scope, with_other_scopes
from .telling import Rarity, Telling
from .weighing import GROWTH, Weighing, in_common

#: So much of their clauses have figures in common that stand in two renderings of one utterance.
ONE_UTTERANCE = 0.4
#: Between a count and the one it replaces.
_FROM = re.compile(r"\b(?:up|down|rising|risen|rose|falling|fell|fallen)\s+from\s*$")


def weigh(tellings: Sequence[Telling], rarity: Rarity) -> Weighing:
    """Every quantity and day of the articles, for a caller who finds figures more than once."""
    return Weighing([m for telling in tellings for m in find_measured(telling, rarity)])


def find_figures(
    tellings: Sequence[Telling],
    rarity: Rarity,
    row_of: Mapping[tuple[str, int], int] | None = None,
    weighing: Weighing | None = None,
) -> tuple[Figure, ...]:
    """Figures of at least two articles that measure the same thing, in the order of the first.

    `row_of` says which row (article key, sentence number) stands in: figures of one row measure
    the same sooner than others. Neither members nor relations depend on the articles' order.
    """
    rows = row_of or {}
    weighing = weighing or weigh(tellings, rarity)
    links, likely = find_links(weighing, rows)
    order = {t.key: n for n, t in enumerate(tellings)}
    figures = []
    measured = weighing.measured
    numbers = _groups(measured, links, likely)
    if row_of is not None:  # what only helps to find the rows needs no repeats
        numbers = with_repeats(numbers, weighing)
        numbers = with_other_scopes(numbers, weighing, rows)
    groups = [[measured[n] for n in group] for group in numbers]
    for group in _with_earlier(groups, measured, tellings):
        group.sort(key=lambda m: (order[m.key], m.span.start))
        figures.append(_figure(group))
    return tuple(
        sorted(
            figures,
            key=lambda f: (min(m.span.start for m in f.members), f.what, str(f.members[0].low)),
        )
    )


def _groups(
    measured: Sequence[Measured],
    links: Mapping[tuple[int, int], float],
    likely: set[tuple[int, int]],
) -> list[list[int]]:
    """Figures (by number) joined by their links, the surest first; two groups become one when at
    least half of the pairs across them are likely, so that no chain of near misses joins far ends;
    counts of the people to whom one thing happened, however they differ, are one figure."""
    group_of = list(range(len(measured)))
    members = {n: [n] for n in group_of}
    keys = {n: Counter((one.key,)) for n, one in enumerate(measured)}
    whens = [{one.interval} for one in measured]
    linked: list[Counter[int]] = [Counter() for _ in measured]  # links to each other group
    for a, b in links.keys() | likely:
        linked[a][b] = linked[b][a] = 1
    surest = sorted(links, key=lambda p: (-links[p], *sorted(measured[n].place for n in p)))
    for a, b in surest:
        ours, theirs = group_of[a], group_of[b]
        if ours == theirs:
            continue
        same_article = sum(count * keys[theirs][key] for key, count in keys[ours].items())
        across = len(members[ours]) * len(members[theirs]) - same_article
        states = {measured[n].state for n in (*members[ours], *members[theirs])}
        if len(members[ours]) + len(members[theirs]) > 2 and _are_apart(whens[ours], whens[theirs]):
            continue
        if 2 * linked[ours][theirs] >= across or (len(states) == 1 and "" not in states):
            for n in members[theirs]:
                group_of[n] = ours
            members[ours] += members.pop(theirs)
            keys[ours].update(keys.pop(theirs))
            whens[ours] |= whens[theirs]
            for other, count in linked[theirs].items():
                del linked[other][theirs]
                if other != ours:
                    linked[ours][other] += count
                    linked[other][ours] += count
            linked[theirs] = Counter()
    return [group for group in members.values() if len(group) > 1]


def _are_apart(ours: set[Interval], theirs: set[Interval]) -> bool:
    """True where more than one of several days cannot be another: no chain of "last year" joins
    a summer and a winter."""
    if next(iter(ours)).unit != DAY:
        return False
    return any(relation(a, b) == "conflict" for a in ours for b in theirs if a != b)


def _with_earlier(
    groups: Sequence[list[Measured]], measured: Sequence[Measured], tellings: Sequence[Telling]
) -> list[list[Measured]]:
    """The groups, each also with the later (or earlier) count that an article puts beside its
    member: "7.4 million, up from 4.6 million" is two counts of one thing."""
    bodies = {t.key: t.told.reading.body for t in tellings}
    taken = {m.place for group in groups for m in group}
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
        names = {m.place for m in group}
        beside = [m for pair in followers for m in pair if names & {p.place for p in pair}]
        whole.append(group + [m for m in beside if m.place not in taken])
    return whole


def _figure(group: Sequence[Measured]) -> Figure:
    agree = _whole_relation(group)
    scopes = [m.scope for m in group]
    if agree in ("scope", "conflict") and group[0].interval.unit != DAY:
        scopes = in_other_words(group) if agree == "scope" else by_whom(group)
    members = tuple(
        FigureMember(
            key=m.key,
            span=m.span,
            low=m.interval.low,
            high=m.interval.high,
            bound=m.interval.bound,
            unit=m.interval.unit,
            scope=scope,
        )
        for m, scope in zip(group, scopes, strict=True)
    )
    is_stated = agree == "conflict" and not any(
        is_of_other_scope(a, b) for a, b in combinations(group, 2)
    )
    stated = difference([m.interval for m in group]) if is_stated else ""
    return Figure(name_figure(sorted(group, key=lambda m: m.place)), members, agree, stated)


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
    if agree in ("compatible", "conflict") and is_of_other_scope(a, b):
        return "scope"
    if agree != "conflict" or (a.is_quoted and b.is_quoted and in_common(a, b) >= ONE_UTTERANCE):
        return agree  # one speech has one number, whoever prints it when
    return "update" if _is_update(a, b) else agree


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
