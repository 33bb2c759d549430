"""Weighing: how likely two figures of different articles measure the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import exp, log, sqrt

from ..lexicon.measures import MEASURES
from ..words import stem
from .agreement import DAY, Interval, relation
from .collated import FigureRelation
from .measured import Measured
from .scopes import apart
from .telling import Sentence

_agree = lru_cache(maxsize=16_384)(relation)

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
TIME = -0.5
AGAINST = -4.7
SAME_DAY = 0.7
LONGER = -0.2
MENTIONS = -0.5  # for each e-fold of figures that say the same day
LEDE = 0.8  # both stand where their articles begin
TOP = 0.1
AGAINST_DAYS = -1.75
#: What a number of three digits tells.
THREE_DIGITS = 0.5
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


class Weighing:
    """The odds of a story's figures; what they come to for two that share no row is kept, as they
    are asked for before the rows stand and after."""

    def __init__(self, measured: Sequence[Measured]) -> None:
        self.measured = measured
        self._mentions = Counter((m.key, m.interval) for m in measured)
        self._lengths: dict[tuple[str, int], float] = {}
        self._apart: dict[tuple[int, int], float] = {}

    def odds(self, n: int, m: int, *, together: bool) -> float:
        """The odds that figures number `n` and `m` measure the same; 0 where they are not taken to.
        `together` says that their sentences stand in one row."""
        if together:
            return self._weigh(self.measured[n], self.measured[m], together=True)
        if (n, m) not in self._apart:
            self._apart[(n, m)] = self._weigh(self.measured[n], self.measured[m], together=False)
        return self._apart[(n, m)]

    def _weigh(self, a: Measured, b: Measured, *, together: bool) -> float:
        if not _may_be_one(a, b):
            return 0.0
        common = in_common(a, b)
        one_state = bool(a.state and a.state == b.state)
        if common < LEAST and not one_state:
            return 0.0
        if a.interval.unit in MEASURES and a.clause.keys() & b.clause.keys() <= {
            stem(a.interval.unit)
        }:
            return 0.0  # only "years" in common
        agree = _agree(a.interval, b.interval)
        is_day = a.interval.unit == DAY
        if is_day and not (_tells_of(a, b) and _tells_of(b, a)):
            return 0.0
        if agree == "compatible" and (
            _times_longer(a, b) > MUCH_LONGER if is_day else _is_far(a, b)
        ):
            return 0.0
        if agree == "conflict":
            if not _is_conflict(a, b, common, together=together, one_state=one_state):
                return 0.0
            return exp(5 * common + STATE * one_state - 2)
        found = CLAUSES * common + SENTENCES * self._alike(a.sentence, b.sentence)
        if is_day:
            mentions = self._mentions[(a.key, a.interval)] * self._mentions[(b.key, b.interval)]
            found += LEDE * (a.sentence.place < TOP and b.sentence.place < TOP)
            found += (
                SAME_DAY * (agree == "same")
                + LONGER * log(_times_longer(a, b))
                + MENTIONS * log(mentions)
                + AGAINST_DAYS
            )
        else:
            found += AGREE.get(agree, 0.0) + ROW * together + STATE * one_state + AGAINST
            found += OTHER_NOUN * (a.interval.unit != b.interval.unit)
            found += NEAR * (agree == "compatible" and bool(closeness(a.interval, b.interval)))
            found += TIME * (a.interval.unit in _TIMES)
            found += TELLING * min(_tells(a.interval), _tells(b.interval))
        return exp(found) if found > 0 else 0.0

    def _alike(self, a: Sentence, b: Sentence) -> float:
        """Cosine of two sentences' weights; the length of each is worked out once."""
        lengths = self._length(a) * self._length(b)
        if not lengths:
            return 0.0
        light, heavy = sorted((a.weights, b.weights), key=len)
        return sum(w * heavy[s] for s, w in light.items() if s in heavy) / lengths

    def _length(self, one: Sentence) -> float:
        place = (one.key, one.number)
        if place not in self._lengths:
            self._lengths[place] = sqrt(sum(w * w for w in one.weights.values()))
        return self._lengths[place]


def _is_conflict(
    a: Measured, b: Measured, common: float, *, together: bool, one_state: bool
) -> bool:
    """True where figures that cannot both hold are put to one thing all the same."""
    if a.interval.unit == DAY:
        if _is_ahead(a) != _is_ahead(b):
            return False  # what is planned for a day and what happened on another
        if any(one.span.text.lower().startswith("since ") for one in (a, b)):
            return False  # how long a count adds up is no account of when
        return together and common >= OTHER_DAY and len(a.told & b.told) >= 3
    if apart(a.narrowed, b.narrowed):
        return False  # counted more narrowly in one: not one scope
    if one_state:
        return _is_within(a, b, GROWTH)
    close = closeness(a.interval, b.interval)
    if not close and (not together or common < MUCH):
        return False
    telling = min(_tells(a.interval), _tells(b.interval))
    needed = UNEQUAL - 0.2 * close - 0.2 * close * telling
    return common + 0.1 * together >= needed


def _is_ahead(one: Measured) -> bool:
    """True for a day after the one on which it was published."""
    if one.published is None or one.interval.low is None:
        return False
    return one.interval.low > one.published.toordinal()


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


def _may_be_one(a: Measured, b: Measured) -> bool:
    """False for what one says and the other denies, for people to whom something else happened,
    and for passengers beside soldiers; passengers are people, and ships boats, only where as many
    are counted."""
    if a.is_denied != b.is_denied:
        return False
    if a.interval.unit != b.interval.unit:
        if a.interval.middle != b.interval.middle or a.state != b.state:
            return False
        return min(_tells(a.interval), _tells(b.interval)) > 0 or not a.interval.unit
    if a.state != b.state and (a.state and b.state):
        return False
    if a.some != b.some:
        if a.interval.middle != b.interval.middle:
            return False
        return (
            not (a.some and b.some) or min(_tells(a.interval), _tells(b.interval)) >= THREE_DIGITS
        )
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
    digits = len(value.normalize().as_tuple().digits)
    return min(max(digits - 1, 0) / 4 + (0.3 if value >= 1000 else 0.0), 1.0)


@lru_cache(maxsize=16_384)
def closeness(a: Interval, b: Interval) -> float:
    """1 for numbers that are nearly one, 0 from a tenth apart on."""
    one, other = a.middle, b.middle
    if one is None or other is None or a.unit == DAY:
        return 0.0
    largest = max(abs(one), abs(other))
    return max(0.0, 1 - 10 * float(abs(one - other) / largest)) if largest else 1.0
