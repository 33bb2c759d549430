"""Figures in digits and in words, as far as telling that one was changed needs it."""

from __future__ import annotations

import re
from decimal import Decimal

from .numerals import SCALES, SMALL, TENS

#: "one" is as often no number: "one of them", "no one".
_WORDS = {word: worth for word, worth in {**SMALL, **TENS, **SCALES}.items() if word != "one"}
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_BETWEEN = frozenset(("", " ", "-", "\u00a0", "\u2009"))


def is_figure(norm: str) -> bool:
    """True for a folded word that is a number: "40", "3,000", "seven", "million"."""
    return norm[:1].isdigit() or norm in _WORDS


def figures_in(text: str) -> list[str]:
    """The figures, in order, as they stand there: "40", "twenty-five", "3 million"."""
    places: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        if not is_figure(match.group().casefold()):
            continue
        if places and text[places[-1][1] : match.start()] in _BETWEEN:
            places[-1] = (places[-1][0], match.end())
        else:
            places.append(match.span())
    return [text[start:end] for start, end in places]


def changed_figures(old: str, new: str) -> list[tuple[str, str]]:
    """Figures of `old` with those that stand in their place; none where their numbers differ, and
    not one that is only written otherwise."""
    ours, theirs = figures_in(old), figures_in(new)
    if len(ours) != len(theirs):
        return []
    pairs = zip(ours, theirs, strict=True)
    return [(one, other) for one, other in pairs if _worth(one) != _worth(other)]


def _worth(figure: str) -> object:
    """What a figure of one word is worth; others as they are written."""
    plain = figure.casefold()
    if plain in _WORDS:
        return _WORDS[plain]
    return Decimal(plain) if plain.isascii() and plain.isdecimal() else plain
