"""Number words: what tells at a glance that a passage may hold a number, before it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..blanked import Blanking
from ..lexicon.measures import CURRENCY_WORDS, NATIONAL, PER_CENT, SQUARED, STATES
from .bare import AGED
from .numerals import SMALL, TENS
from .openings import ONE_OF
from .uncounted import COUNTED_ONES

_DIGITS = frozenset("0123456789½¼¾⅓⅔")
_NUMBER_END = re.compile(r"t(?<=\wt)(?:een|y)\b")  # begins with its letter: found faster
#: A passage with none of these and no digit holds no quantity and is not tokenised.
_NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve hundred hundreds thousand
    thousands million millions billion billions trillion trillions dozen dozens scores half third
    quarter fifth tenth tens couple pair zero nobody lakh lakhs crore crores""".split()
).union(SMALL, TENS)
_NUMBER_WORDS_OR_NO = _NUMBER_WORDS | {"no"} | ONE_OF
#: "more than an hour", as far as telling that a number may stand there.
_BOUND_ONE = re.compile(
    rf"(?<=[nrytdo] )an? (?:{'|'.join(sorted(ONE_OF))})\b| and a (?:half|quarter)\b"
)
#: What stands behind a "one" that counts, or may count in sums of money.
_JOINED_ONE = re.compile(r"[Oo][Nn][Ee][-‐‑–]")
_MORE_THAN_ONE = _NUMBER_WORDS - {"one"}
_AFTER_ONE = COUNTED_ONES.union(
    STATES,
    PER_CENT,
    SQUARED,
    CURRENCY_WORDS,
    ("per", "pound", "pounds", "u", "or", "plus"),
    (nation for nation, _ in NATIONAL),
)
#: What "no" counts.
NONE_OF = frozenset(
    """casualties deaths injuries fatalities survivors arrests victims people passengers children
    civilians survivors cases""".split()
)


def _instead(sign: str) -> str:
    """What stands for the sign where numbers are looked for: a small letter, a tab for any digit,
    which parts words too, or a blank."""
    if sign in _DIGITS:
        return "\t"
    if not sign.isalnum() and sign != "_":
        return " "
    small = sign.lower()
    return small if len(small) == 1 else sign


#: A body with its marks blanked: `split` gives its words in small letters, none with a digit.
parted = Blanking(_instead)


def _may_count_one(body: str, plain: str, words: Sequence[str], start: int, end: int) -> bool:
    """False where every "one" is of "one reason" or "this one", and there is no digit."""
    if plain.find("\t", start, end) >= 0 or "no" in words or not AGED.isdisjoint(words):
        return True
    at = -1
    for _ in range(words.count("one")):
        at = words.index("one", at + 1)
        if at + 1 < len(words) and words[at + 1] in _AFTER_ONE:
            return True
    return _JOINED_ONE.search(body, start, end) is not None


def may_hold_number_words(
    body: str, plain: str, words: Sequence[str], start: int, end: int
) -> bool:
    """True where one of the words can be or end a number, or "no" may count nobody hurt.

    `plain` is the body `parted`, `words` are those of `plain[start:end]`.
    """
    if plain.find("_", start, end) >= 0:  # may hide a number from the words
        return (
            "no" in words
            or not _NUMBER_WORDS.isdisjoint(words)
            or _NUMBER_END.search(plain, start, end) is not None
        )
    if _NUMBER_WORDS_OR_NO.isdisjoint(words):
        return False
    if not _MORE_THAN_ONE.isdisjoint(words) or ("no" in words and not NONE_OF.isdisjoint(words)):
        return True
    if "one" in words and _may_count_one(body, plain, words, start, end):
        return True
    return not ONE_OF.isdisjoint(words) and _BOUND_ONE.search(plain, start, end) is not None
