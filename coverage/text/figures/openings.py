"""Where a number can begin: the words and digits that open one."""

from __future__ import annotations

from .numerals import GLYPHS, PARTS, SCALES, SMALL, TENS, VAGUE
from .tokens import Tokens, word_at

_BEGINNINGS = frozenset(
    {*GLYPHS, *VAGUE, *SMALL, *TENS} | {"half", "halves", "several", "many", "no", "nobody"}
)
_ARTICLES = frozenset({"a", "an"})
#: What makes a number of an article before it.
_BEGUN = frozenset({*SCALES, *PARTS, "few", "couple", "pair"})
#: What "more than an hour" and "a year and a half" count one of.
ONE_OF = frozenset(
    """minute hour day week fortnight month year decade century mile metre meter kilometre kilometer
    tonne ton acre litre gallon foot inch yard""".split()
)
#: What stands before such an article.
_BOUNDING = frozenset(
    "than over nearly almost about around roughly approximately least under most within".split()
)
#: What may follow such a one with a number of its own: "a year and two months".
_SMALLER = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months".split()
)
#: Without any of these and a digit, no number is read.
TELLING = _BEGINNINGS | _BEGUN
_TOLD_BY = TELLING | ONE_OF


def beginnings(tokens: Tokens) -> list[int]:
    """The indices of the tokens with which a number, or "none", can begin."""
    lowers = tokens.lowers
    places: list[int] = []
    for i in [i for i, low in enumerate(lowers) if low in _TOLD_BY or "0" <= low < ":"]:
        low = lowers[i]
        if low in ONE_OF:
            if lowers[i - 1] in _ARTICLES and counts_one(tokens, i - 1):
                places.append(i - 1)
            continue
        if low in _BEGUN and lowers[i - 1] in _ARTICLES:
            places.append(i - 1)
        if low not in _BEGUN or low in _BEGINNINGS:
            places.append(i)
    return places


def counts_one(tokens: Tokens, i: int) -> bool:
    """True for the article of "more than an hour" and "a year and a half", not of "$9 an hour"."""
    before = word_at(tokens, i - 1)
    if before in _BOUNDING or (before == "to" and word_at(tokens, i - 2) in ("up", "close")):
        return True
    if word_at(tokens, i + 2) != "and":
        return False
    if word_at(tokens, i + 3) == "a":
        return word_at(tokens, i + 4) in ("half", "quarter")
    # "an hour and twenty minutes"
    return not _SMALLER.isdisjoint(tokens.lowers[i + 4 : i + 7]) and _opens(tokens, i + 3)


def _opens(tokens: Tokens, i: int) -> bool:
    word = word_at(tokens, i)
    return word in SMALL or word in TENS or word.isdecimal()
