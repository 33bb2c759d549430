"""Numerals: what the words and digits of a quote are worth."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ..figures.numerals import SCALES, SMALL, TENS
from ..words import is_number

_WORTH = {word: worth for word, worth in {**SMALL, **TENS, **SCALES}.items() if worth > 1}


def worths(norms: Iterable[str]) -> list[Decimal | str]:
    """Of each numeral among the folded words: "40" is "forty"; "one" may be a pronoun. Digits that
    are no number come back as they are."""
    found: list[Decimal | str] = []
    for norm in norms:
        if is_number(norm):
            plain = norm.replace(",", "")
            found.append(Decimal(plain) if plain.replace(".", "", 1).isdecimal() else norm)
        elif norm in _WORTH:
            found.append(_WORTH[norm])
    return found
