"""Figure names: the articles' own word for what a figure measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..figures.units import is_plural
from ..words import find_words, is_number, is_past, stem
from .agreement import DAY
from .measured import STATES, Measured

#: Beside figures everywhere, and no names of anything.
_NO_NAMES = frozenset(
    """am pm million billion trillion thousand dozen hundreds thousands millions dozens scores
    per""".split()
)


def name_figure(group: Sequence[Measured]) -> str:
    """What happened to the people counted, else the noun of the unit, else what stands nearest to
    the figures in all; the first figure itself where they share no word."""
    states = {m.state for m in group} - {""}
    if len(states) == 1:
        (state,) = states
        for m in group:
            for word in m.sentence.words:
                if m.state and STATES.get(word.norm) == state:
                    return _printed(m, word.start, word.end)
    if group[0].interval.unit != DAY:
        for m in group:
            for word in find_words(m.span.text):
                if not is_number(word.norm) and stem(word.norm) in (
                    stem(m.interval.unit),
                    stem(m.some),
                ):
                    return m.span.text[word.start : word.end]
        if not group[0].interval.unit.isupper():
            for m in group:
                nouns = [w for w in find_words(m.span.text) if is_plural(w.norm)]
                if nouns and nouns[-1].norm not in _NO_NAMES:
                    return m.span.text[nouns[-1].start : nouns[-1].end]
    return _as_printed(group, _shared(group)) or group[0].span.text


def _shared(group: Sequence[Measured]) -> list[str]:
    """The stems that figures of different articles share, the nearest first."""
    weight: dict[str, float] = defaultdict(float)
    for a in group:
        for b in group:
            if a.key < b.key:
                for s in a.clause.keys() & b.clause.keys() & a.told & b.told:
                    weight[s] += a.clause[s] * b.clause[s]
    return sorted(weight, key=lambda s: (-weight[s], s))


def _as_printed(group: Sequence[Measured], stems: Sequence[str]) -> str:
    """The best of the stems as an article prints it; of a day rather a verb than a noun."""
    printed: dict[str, str] = {}
    for wanted in stems:
        for m in group:
            for word in m.sentence.words:
                if stem(word.norm) == wanted and word.norm not in _NO_NAMES:
                    printed.setdefault(wanted, _printed(m, word.start, word.end))
    if group[0].interval.unit == DAY:
        done = [words for words in printed.values() if is_past(words.casefold())]
        if done:
            return done[0]
    return next(iter(printed.values()), "")


def _printed(m: Measured, start: int, end: int) -> str:
    at = m.sentence.span.start
    return m.sentence.span.text[start - at : end - at]
