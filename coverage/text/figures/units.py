"""What is measured: units, currencies, and the counted noun after a number."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ..lexicon.measures import (
    CODES,
    COUNTED_TOO,
    CURRENCY_WORDS,
    DOLLARS,
    IE_PLURALS,
    IRREGULAR,
    MASSES,
    MEASURES,
    NATIONAL,
    NOT_PLURAL,
    PER_CENT,
    SHORT,
    SQUARED,
    STATES,
    STOPS,
    SYMBOLS,
    UNMARKED,
)
from .tokens import Tokens, is_joined, past_hyphen, word_at

_NATIONS: dict[str, list[tuple[str, str]]] = {}
for (_nation, _noun), _code in NATIONAL.items():
    _NATIONS.setdefault(_nation, []).append((_noun, _code))
#: What a measure is joined to: "16-year-old", "3ft-long".
_OLD = frozenset("old olds long plus tall high wide deep thick".split())
_SCREENS = frozenset("144 240 360 480 720 1080 1440 2160 4320".split())
_CODES = frozenset(CODES.values())
#: The last token of what stands for a currency before a number.
_MONEY_MARKS = frozenset({*SYMBOLS, *CODES, ".", "r"})


def singular(word: str) -> str:
    """The singular of an English noun, in lower case unless it is a name ("Americans")."""
    low = word.lower()
    if low in IRREGULAR:
        return IRREGULAR[low]
    kept = word if word[:1].isupper() and not word.isupper() else low
    if (low in UNMARKED and low != "troops") or low in MASSES:
        return kept
    if low.endswith("men") and len(low) > 4:
        return kept[:-2] + "an"
    if low.endswith("children"):
        return kept[:-3]
    if low.endswith("people") and len(low) > 6:
        return kept[:-6] + "person"
    if low.endswith("ies") and len(low) > 4:
        return kept[:-1] if low in IE_PLURALS else kept[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return kept[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 2:
        return kept[:-1]
    return kept


def is_plural(word: str) -> bool:
    """True for a word that looks like a plural noun."""
    low = word.lower()
    if low in UNMARKED or low in IRREGULAR:
        return True
    if low.endswith("men") and len(low) > 4 and low not in ("women", "specimen", "regimen"):
        return True
    if low.endswith("children"):
        return True
    if len(low) < 3 or not low.endswith("s") or low in NOT_PLURAL:
        return False
    return not low.endswith(("ss", "us", "is", "ous", "'s", "’s"))


def currency_before(tokens: Tokens, i: int) -> tuple[int, str] | None:
    """(first token, code) of the currency that stands before token `i`; None where none does."""
    mark = word_at(tokens, i - 1)
    if mark not in _MONEY_MARKS:
        return None
    if mark in SYMBOLS:
        code = SYMBOLS[mark]
        if mark in "$£" and is_joined(tokens, i - 1) and word_at(tokens, i - 2) in DOLLARS:
            if mark == "$":
                return i - 2, DOLLARS[word_at(tokens, i - 2)]
        return i - 1, code
    if mark == "." and word_at(tokens, i - 2) == "rs" and is_joined(tokens, i - 1):
        return i - 2, "INR"
    if mark in CODES:
        text = tokens.texts[i - 1]
        if is_joined(tokens, i) and mark in ("cop", "all", "try", "pen", "cad"):
            return None
        if text.isupper() or mark in ("rs", "rp", "tk", "sfr"):
            return i - 1, CODES[mark]
    if mark == "r" and tokens.texts[i - 1] == "R" and is_joined(tokens, i):
        return i - 1, "ZAR"
    return None


def currency_word(tokens: Tokens, j: int, sentence: Callable[[], str]) -> tuple[int, str] | None:
    """(token after, code) of the currency named after a number: "million dollars", "50 pounds".

    "pounds" is money unless the sentence weighs something.
    """
    word = word_at(tokens, j)
    after = word_at(tokens, j + 1)
    for noun, code in _NATIONS.get(word, ()):
        if after.startswith(noun):
            return j + 2, code
    if word in ("new", "hong") and word_at(tokens, j + 2).startswith("dollar"):
        return j + 3, "NZD" if word == "new" else "HKD"
    if word == "u" and after == "." and word_at(tokens, j + 4).startswith("dollar"):
        return j + 5, "USD"
    if word in CURRENCY_WORDS:
        if word == "won" and after in ("the", "a", "an", "in", "at", "gold", "by"):
            return None
        return j + 1, CURRENCY_WORDS[word]
    if word in ("pound", "pounds"):
        low = sentence().lower()
        weighs = ("weigh", "lost ", "gain", "heav", "overweight", "cocaine", "fentanyl", "heroin")
        if word == "pound" or after == "of" or any(sign in low for sign in weighs):
            return None
        return j + 1, "GBP"
    if word.upper() in _CODES and j < len(tokens) and tokens.texts[j].isupper():
        return j + 1, word.upper()
    return None


def is_percent(tokens: Tokens, j: int) -> int:
    """The token after "%", "percent" or "per cent" at `j`, or -1."""
    word = word_at(tokens, j)
    if word in PER_CENT:
        return j + 1
    if word == "per" and word_at(tokens, j + 1) == "cent":
        return j + 2
    return -1


def short_unit(tokens: Tokens, j: int) -> tuple[int, str] | None:
    """(token after, noun) of a short unit after digits: "km", "kg", "ft", "km/h", "sq ft", "°C"."""
    word = word_at(tokens, j)
    if word == "p":  # "80p", not the "1080p" of a screen
        is_money = is_joined(tokens, j) and tokens.texts[j - 1] not in _SCREENS
        return (j + 1, "penny") if is_money else None
    if word == "°":
        return (j + 2 if word_at(tokens, j + 1) in ("c", "f") else j + 1), "degree"
    if word in ("c", "f") and is_joined(tokens, j) and tokens.texts[j] in "CF":
        return j + 1, "degree"
    if word == "sq" and word_at(tokens, j + 1) in SHORT | {"mile": "", "miles": "", "feet": ""}:
        area = word_at(tokens, j + 1)
        return j + 2, "square " + (SHORT.get(area) or singular(area))
    if word in SHORT and SHORT[word] and (is_joined(tokens, j) or len(word) > 1):
        if word_at(tokens, j + 1) == "/" and word_at(tokens, j + 2) == "h":
            return j + 3, SHORT[word] + " per hour"
        return j + 1, SHORT[word]
    return None


def counted_noun(tokens: Tokens, j: int, value: Decimal | None) -> tuple[int, str] | None:
    """(token after, singular noun) of what is counted from token `j` on; None where nothing is.

    After a number other than one the noun is the first plural within four words ("300 Russian
    soldiers"), taking in a compound ("12 sports cars"); after one it is the next noun.
    """
    k, steps = j, 0
    while steps < 5 and k < len(tokens):
        word = tokens.lowers[k]
        if steps == 0 and value is not None and value > 1 and word in COUNTED_TOO:
            return k + 1, singular(word)
        if not word[0].isalpha():
            return None
        joined = past_hyphen(tokens, k + 1)
        if word in STOPS and not (joined > 0 and tokens.lowers[joined][0].isalpha()):
            return None  # but "five by-elections"
        if word in STATES and not is_plural(word_at(tokens, k + 1)):
            return k + 1, "person"
        if word in SQUARED and word_at(tokens, k + 1):
            noun = word_at(tokens, k + 1)
            if is_plural(noun) or noun in MEASURES:
                return k + 2, f"{word} {singular(noun)}"
        if word in ("percentage", "basis") and word_at(tokens, k + 1).startswith("point"):
            return k + 2, f"{word} point"
        if joined > 0 and tokens.lowers[joined][0].isdigit() and len(word) <= 3:
            if word_at(tokens, joined + 1) == "s" and is_joined(tokens, joined + 1):
                return joined + 2, f"{tokens.texts[k]}-{tokens.texts[joined]}"  # "two F-35s"
            k, steps = joined + 1, steps + 1
            continue
        if joined > 0 and tokens.lowers[joined][0].isalpha():
            k, steps = joined, steps + 1
            if not is_plural(tokens.lowers[k]) or _is_plural_noun(word_at(tokens, k + 1)):
                k += 1
                continue  # "12 four-door cars", "hundreds of anti-tax marchers"
            noun = singular(tokens.texts[k])
            if len(word) <= 3:  # "by-elections", "co-workers", "T-shirts"
                noun = f"{tokens.texts[k - 2]}-{noun}"
            return k + 1, noun
        if word == "other" and not is_plural(word_at(tokens, k + 1)):
            return None
        if word in MEASURES and steps == 0:
            return _per(tokens, k + 1, word)
        if is_plural(word):
            following = word_at(tokens, k + 1)
            if _is_plural_noun(following) and singular(word) not in MEASURES and word != "others":
                return k + 2, singular(tokens.texts[k + 1])
            return _per(tokens, k + 1, singular(tokens.texts[k]))
        if value == 1 and steps == 0 and not word.endswith(("ly", "ed", "ing")):
            return k + 1, word
        k, steps = k + 1, steps + 1
    return None


def _is_plural_noun(word: str) -> bool:
    return is_plural(word) and word not in STOPS and word not in NOT_PLURAL


def _per(tokens: Tokens, k: int, noun: str) -> tuple[int, str]:
    """Take in "per hour", "an hour" after a distance: a speed."""
    if noun in ("mile", "kilometre", "kilometer", "metre", "meter", "foot"):
        if word_at(tokens, k) in ("per", "an", "a") and word_at(tokens, k + 1) in (
            "hour",
            "second",
        ):
            return k + 2, f"{noun} per {word_at(tokens, k + 1)}"
    return k, noun


def past_old(tokens: Tokens, after: int) -> int:
    """Past "-old" or "-olds" of "16-year-old"."""
    k = past_hyphen(tokens, after)
    if k > 0 and word_at(tokens, k) in _OLD:
        return k + 1
    return after
