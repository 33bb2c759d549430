"""Signatures: what grouping needs of one article, small enough for one column of a database."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from ..words import COMMON, fold, stem
from .frequencies import MONTHS, WEEKDAYS, background
from .voice import voice

#: Words of the text that count as its lead.
LEAD_WORDS = 200
_WORD = re.compile(r"\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
#: The shape of what `to_json` writes; what was written without a number is of the first.
SHAPE = 2


@dataclass(frozen=True, slots=True)
class Signature:
    """What grouping needs of one article. `terms` are (term, count in headline, count in lead,
    the word as first written), those of the lead first, in the order of the text; `day` counts
    days from 1 January of year 1, None without a date."""

    terms: tuple[tuple[str, int, int, str], ...]
    names: tuple[str, ...]  # terms written with a capital where others would not be
    numbers: tuple[str, ...]
    day: int | None = None
    outlet: str = ""  # folded; "" where nobody knows
    voice: float | None = None  # 0–1, see `voice`; None in a signature of the first shape

    def to_json(self) -> dict[str, Any]:
        """The signature as what JSON can hold, for one column of a database."""
        return {
            "shape": SHAPE,
            "terms": [list(term) for term in self.terms],
            "names": list(self.names),
            "numbers": list(self.numbers),
            "day": self.day,
            "outlet": self.outlet,
            "voice": self.voice,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Signature:
        """The signature that `to_json` wrote, of this or the first shape; KeyError or ValueError
        where it is none."""
        terms = tuple((str(t), int(a), int(b), str(w)) for t, a, b, w in kept["terms"])
        day, how = kept["day"], kept.get("voice")
        return cls(
            terms,
            tuple(kept["names"]),
            tuple(kept["numbers"]),
            None if day is None else int(day),
            str(kept.get("outlet", "")),
            None if how is None else float(how),
        )


def sign(
    headline: str, text: str, published: date | datetime | None = None, outlet: str = ""
) -> Signature:
    """The signature of an article: its headline ("" where it has none), its body, its day, and
    its outlet's name.

    Without a headline the first sentence or line stands in for it.
    """
    headline, lead = headline.strip(), text
    how = round(voice(headline, text, outlet), 3)
    if not headline:
        cut = re.search(r"[.!?]\s|\n", text[:400].strip())
        headline = text.strip()[: cut.end() if cut else 160]
    title_terms, names, numbers = _count(headline, 60)
    lead_terms, lead_names, lead_numbers = _count(lead, LEAD_WORDS)
    faces = {**lead_terms.faces, **title_terms.faces}
    terms = tuple(
        (term, title_terms.counts[term], lead_terms.counts[term], face)
        for term, face in faces.items()
    )
    return Signature(
        terms,
        tuple(dict.fromkeys((*lead_names, *names))),
        tuple(dict.fromkeys((*lead_numbers, *numbers))),
        None if published is None else published.toordinal(),
        " ".join(outlet.casefold().split()),
        how,
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    counts: Counter[str]
    faces: dict[str, str]


def _count(text: str, limit: int) -> tuple[_Counted, list[str], list[str]]:
    counts: Counter[str] = Counter()
    faces: dict[str, str] = {}
    names: list[str] = []
    numbers: list[str] = []
    known = background()
    taken = 0
    for match in _WORD.finditer(text):
        word = match.group()
        taken += 1
        if taken > limit:
            break
        term = _term(word)
        if not term:
            continue
        counts[term] += 1
        faces.setdefault(term, word)
        if word[0].isdigit():
            if len(word) > 1:
                numbers.append(term)
        elif (
            word[0].isupper() and term not in known and term not in MONTHS and term not in WEEKDAYS
        ):
            names.append(term)
    return _Counted(counts, faces), names, numbers


@lru_cache(maxsize=16_384)
def _term(word: str) -> str:
    """The term a word of a text counts as, "" for words that carry grammar only."""
    norm = fold(word)
    return "" if norm in COMMON or len(norm) < 2 else term_of(norm)


def term_of(norm: str) -> str:
    """The term a folded word counts as."""
    return stem(norm)
