"""Linked: which figures of different articles measure the same thing, and how surely."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from math import exp, log, sqrt

from ..lexicon.measures import MEASURES
from ..words import stem
from .agreement import DAY, Interval, relation
from .collated import FigureRelation
from .figure_units import AGE
from .measured import Measured
from .telling import Sentence

Rows = Mapping[tuple[str, int], int]
_agree = lru_cache(maxsize=16_384)(relation)

#: A stem near more figures than this says nothing of what they measure.
MANY = 120
#: Less of the clauses in common than this is never enough.
LEAST = 0.04
#: How much each sign adds to the odds (natural logarithm) that two figures measure the same. Fitted
#: to stories labelled by reading, each weighed by the others; rounded, as they are few.
CLAUSES = 11.0  # shares of the clauses' weight in common, 0–1
SENTENCES = 4.0  # cosine of the sentences
ROW = 0.7
AGREE: dict[FigureRelation, float] = {"same": 3.5, "rounded": 3.5}
TELLING = 0.6
OTHER_NOUN = -1.5
NEAR = 2.5  # of figures that only do not rule each other out, where they are a tenth apart
STATE = 2.0
TIME = -0.7
AGAINST = -4.9
SAME_DAY = 0.7
LONGER = -0.2
MENTIONS = -0.5  # for each e-fold of figures that say the same day
LEDE = 0.8  # both stand where their articles begin
TOP = 0.1
AGAINST_DAYS = -1.75
#: A day said again joins from such a mean on, where no odds at all count as these.
REPEATED, UNLIKELY = 0.5, exp(-1)
#: Of so many of the group's members at most.
MOST_ASKED = 12
#: A figure links to all of another article's whose odds come so close to its best.
NEARLY_BEST = {True: exp(-0.5), False: exp(-1.5)}  # days, others
#: Where the numbers cannot both hold, so much must be in common; less so the nearer they lie.
UNEQUAL = 0.5
#: And this much where they are not near at all.
MUCH = 0.5
#: Two days are two accounts of one thing only where the clauses are nearly the same.
OTHER_DAY = 0.65
#: A stretch of days holds one so much shorter by chance: "this week", "this year".
MUCH_LONGER = 31
#: A count that grew to more than so many times itself is another account, not a later count.
GROWTH = 2
_TIMES = frozenset("second minute hour day week month year decade".split())


def find_links(measured: Sequence[Measured], rows: Rows) -> dict[tuple[int, int], float]:
    """Pairs of figures in different articles that measure the same, each nearly the other's best,
    and the odds that they do."""
    odds_of: dict[tuple[int, int], float] = {}
    best: dict[tuple[int, str], float] = defaultdict(float)
    mentions = Counter((m.key, m.interval) for m in measured)
    alike = _Likeness()
    for n, m in _candidates(measured, rows):
        a, b = measured[n], measured[m]
        odds = _odds(
            a, b, rows, alike, mentions[(a.key, a.interval)] * mentions[(b.key, b.interval)]
        )
        if odds > 0:
            odds_of[(n, m)] = odds
            for one, key in ((n, b.key), (m, a.key)):
                best[(one, key)] = max(best[(one, key)], odds)
    return {
        (n, m): odds
        for (n, m), odds in odds_of.items()
        if odds
        >= NEARLY_BEST[measured[n].interval.unit == DAY]
        * max(best[(n, measured[m].key)], best[(m, measured[n].key)])
    }


def with_repeats(
    groups: Sequence[list[Measured]], measured: Sequence[Measured]
) -> list[list[Measured]]:
    """The groups, each also with the days that an article of it says again of the same thing: those
    whose odds with the group's members of other articles are good on average."""
    alike = _Likeness()
    mentions = Counter((m.key, m.interval) for m in measured)
    taken = {(m.key, m.span.start) for group in groups for m in group}
    of_day: dict[tuple[str, Interval], list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        for place in {(m.key, _when(m.interval)) for m in group if m.interval.unit == DAY}:
            of_day[place].append(n)
    whole = [list(group) for group in groups]
    for one in measured:
        if one.interval.unit != DAY or (one.key, one.span.start) in taken:
            continue
        best, chosen = REPEATED, -1
        for n in of_day[(one.key, _when(one.interval))]:
            others = [m for m in groups[n] if m.key != one.key][:MOST_ASKED]
            said = mentions[(one.key, one.interval)]
            found = 0.0
            for m in others:
                odds = _odds(one, m, {}, alike, said * mentions[(m.key, m.interval)])
                found += log(odds or UNLIKELY)
            if found >= best * len(others):
                best, chosen = found / len(others), n
        if chosen >= 0:
            whole[chosen].append(one)
    return whole


def _when(interval: Interval) -> Interval:
    """The interval whatever words say it."""
    return replace(interval, name="") if interval.low is not None else interval


class _Likeness:
    """Cosine of two sentences' weights; the length of each is worked out once."""

    def __init__(self) -> None:
        self._lengths: dict[tuple[str, int], float] = {}

    def of(self, a: Sentence, b: Sentence) -> float:
        lengths = self._length(a) * self._length(b)
        shared = a.weights.keys() & b.weights.keys()
        return sum(a.weights[s] * b.weights[s] for s in shared) / lengths if lengths else 0.0

    def _length(self, one: Sentence) -> float:
        place = (one.key, one.number)
        if place not in self._lengths:
            self._lengths[place] = sqrt(sum(w * w for w in one.weights.values()))
        return self._lengths[place]


def _candidates(measured: Sequence[Measured], rows: Rows) -> set[tuple[int, int]]:
    """Pairs of one kind in different articles that share a stem near them, or a row; a stem near
    very many figures finds no candidates."""
    sharing: dict[tuple[str, object], list[int]] = defaultdict(list)
    for n, one in enumerate(measured):
        kind = _kind(one.interval.unit)
        for a_stem in one.clause:
            sharing[(kind, a_stem)].append(n)
        row = rows.get((one.sentence.key, one.sentence.number))
        if row is not None:
            sharing[(kind, row)].append(n)
        if one.state:
            sharing[(kind, ("state", one.state))].append(n)
    return {
        (n, m)
        for numbers in sharing.values()
        if len(numbers) <= MANY
        for n, m in combinations(numbers, 2)
        if measured[n].key != measured[m].key
    }


def _odds(a: Measured, b: Measured, rows: Rows, alike: _Likeness, mentions: int) -> float:
    """The odds that two figures measure the same; 0 where they are not taken to."""
    if not _may_be_one(a, b):
        return 0.0
    common = in_common(a, b)
    one_state = bool(a.state and a.state == b.state)
    if common < LEAST and not one_state:
        return 0.0
    if a.interval.unit in MEASURES and a.clause.keys() & b.clause.keys() <= {stem(a.interval.unit)}:
        return 0.0  # only "years" in common
    agree = _agree(a.interval, b.interval)
    is_day = a.interval.unit == DAY
    if is_day and not (_tells_of(a, b) and _tells_of(b, a)):
        return 0.0
    if agree == "compatible" and (_times_longer(a, b) > MUCH_LONGER if is_day else _is_far(a, b)):
        return 0.0
    row = rows.get((a.sentence.key, a.sentence.number))
    together = row is not None and row == rows.get((b.sentence.key, b.sentence.number))
    if agree == "conflict":
        if not _is_conflict(a, b, common, together=together, one_state=one_state):
            return 0.0
        return exp(5 * common + STATE * one_state - 2)
    found = CLAUSES * common + SENTENCES * alike.of(a.sentence, b.sentence)
    if is_day:
        found += LEDE * (a.sentence.place < TOP and b.sentence.place < TOP)
        found += (
            SAME_DAY * (agree == "same")
            + LONGER * log(_times_longer(a, b))
            + MENTIONS * log(max(mentions, 1))
            + AGAINST_DAYS
        )
    else:
        found += AGREE.get(agree, 0.0) + ROW * together + STATE * one_state + AGAINST
        found += OTHER_NOUN * (a.interval.unit != b.interval.unit)
        found += NEAR * (agree == "compatible" and bool(closeness(a.interval, b.interval)))
        found += TIME * (a.interval.unit in _TIMES)
        found += TELLING * min(_tells(a.interval), _tells(b.interval))
    return exp(found) if found > 0 else 0.0


def _is_conflict(
    a: Measured, b: Measured, common: float, *, together: bool, one_state: bool
) -> bool:
    """True where figures that cannot both hold are put to one thing all the same."""
    if a.interval.unit == DAY:
        return together and common >= OTHER_DAY and len(a.told & b.told) >= 2
    if one_state:
        return _is_within(a, b, GROWTH)
    close = closeness(a.interval, b.interval)
    if not close and (not together or common < MUCH):
        return False
    telling = min(_tells(a.interval), _tells(b.interval))
    needed = UNEQUAL - 0.2 * close - 0.2 * close * telling
    return common + 0.1 * together >= needed


def in_common(a: Measured, b: Measured) -> float:
    """Share of the clauses' weight that both hold, 0–1, of the lighter one more than the other."""
    ours, theirs = (a, b) if len(a.clause) <= len(b.clause) else (b, a)
    other = theirs.clause
    both = 0.0
    for a_stem, weight in ours.clause.items():
        if a_stem in other:
            both += min(weight, other[a_stem])
    light, heavy = sorted((a.weight, b.weight))
    return both / (0.6 * light + 0.4 * heavy) if light else 0.0


def _kind(unit: str) -> str:
    """The unit of a measure; "count" for whatever is counted, as nouns for one thing differ."""
    is_measure = unit.isupper() or unit in MEASURES or unit in (DAY, AGE, "percent")
    return unit if is_measure else "count"


def _may_be_one(a: Measured, b: Measured) -> bool:
    """False for people to whom something else happened, and for passengers beside soldiers;
    passengers are people, and ships boats, only where as many are counted."""
    if a.interval.unit != b.interval.unit:
        if a.interval.middle != b.interval.middle or a.state != b.state:
            return False
        return min(_tells(a.interval), _tells(b.interval)) > 0 or not a.interval.unit
    if a.state != b.state and (a.state and b.state):
        return False
    if a.some != b.some:
        return not (a.some and b.some) and a.interval.middle == b.interval.middle
    return True


def _tells_of(a: Measured, b: Measured) -> bool:
    """False where the noun a year stands before ("the 1998 flood") is nowhere near the other."""
    return not a.noun or a.noun in b.clause


def _is_within(a: Measured, b: Measured, times: int) -> bool:
    one, other = a.interval.middle, b.interval.middle
    if not one or not other:
        return False
    return max(one, other) <= times * min(one, other)


def _is_far(a: Measured, b: Measured) -> bool:
    """True for open figures of which one is three times the other and more ("over 2", "9"): that
    they do not rule each other out says nothing, unless each says what it is counted in."""
    one, other = a.interval.middle, b.interval.middle
    if not one or not other:
        return False
    return max(one, other) > 3 * min(one, other) and not (a.scope and b.scope)


def _times_longer(a: Measured, b: Measured) -> float:
    """How often the shorter stretch of days goes into the longer; 1 where nobody knows."""
    lengths = [
        int(i.high - i.low) + 1
        for i in (a.interval, b.interval)
        if i.low is not None and i.high is not None
    ]
    return max(lengths) / min(lengths) if len(lengths) == 2 else 1.0


@lru_cache(maxsize=4_096)
def _tells(interval: Interval) -> float:
    """How unlikely a figure is to stand in a story twice by chance: "$5,687.75", not "two"."""
    value = interval.low if interval.low is not None else interval.high
    if value is None:
        return 0.0
    digits = len(str(value.normalize().as_tuple().digits).replace(", ", "")) - 2
    return min(max(digits - 1, 0) / 4 + (0.3 if value >= 1000 else 0.0), 1.0)


@lru_cache(maxsize=16_384)
def closeness(a: Interval, b: Interval) -> float:
    """1 for numbers that are nearly one, 0 from a tenth apart on."""
    one, other = a.middle, b.middle
    if one is None or other is None or a.unit == DAY:
        return 0.0
    largest = max(abs(one), abs(other))
    return max(0.0, 1 - 10 * float(abs(one - other) / largest)) if largest else 1.0
