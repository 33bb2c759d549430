"""Senses: words that reports of one event use for one another ("quit", "resigned")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..lexicons import lines
from ..words import Word, fold, is_common, stem

_SENSE: dict[str, str] = {}
_PHRASE: dict[tuple[str, str], str] = {}
for _forms in lines("senses"):
    for _form in _forms:
        _first, _, _second = _form.partition("_")
        if _second:
            _PHRASE.setdefault((_first, _second), stem(fold(_forms[0])))
        else:
            _SENSE.setdefault(stem(fold(_form)), stem(fold(_forms[0])))
_OPENING = frozenset(first for first, _ in _PHRASE)


@lru_cache(maxsize=16_384)
def sense(a_stem: str) -> str:
    """The stem that stands for all words of the sense; the stem itself where it has none."""
    return _SENSE.get(a_stem, a_stem)


def senses(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Position and sense of each word that carries matter; of a verb and its particle
    ("step down") where the verb stands."""
    done = -1
    for at, word in enumerate(words):
        norm = word.norm
        if at == done:
            continue
        if norm in _OPENING and at + 1 < len(words):
            both = _PHRASE.get((norm, words[at + 1].norm))
            if both:
                done = at + 1
                yield at, both
                continue
        if not is_common(norm):
            a_stem = stem(norm)
            yield at, _SENSE.get(a_stem, a_stem)
