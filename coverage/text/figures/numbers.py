"""Numbers as newspapers print them: digits, words, scales, fractions, dozens."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ..lexicon.measures import STATES
from .numerals import GLYPHS, LETTERS, PARTS, SCALES, SMALL, TENS, VAGUE
from .openings import ONE_OF, counts_one
from .tokens import HYPHENS, Tokens, is_joined, past_hyphen, word_at


class Number(NamedTuple):
    """A number read from tokens `first` up to, not including, `after`."""

    first: int
    after: int
    value: Decimal
    scaled: bool  # "million" or "m" stands with it
    spelled: bool  # written in words
    kind: str  # "exact", "vague" ("hundreds"), "fraction" ("a third"), "about" ("a couple of")


#: What a number can go on with; before another word it is read at once.
_GOING_ON = HYPHENS.union(SCALES, LETTERS, GLYPHS, PARTS, SMALL, {"and"})
_MOST = Decimal(10) ** 24  # larger numbers count nothing, and Decimal does not divide them exactly


def read_number(tokens: Tokens, i: int) -> Number | None:
    """The number that begins at token `i`, as long as it goes; None where none does."""
    number = _read_number(tokens, i)
    return number if number is None or number.value < _MOST else None


def _read_number(tokens: Tokens, i: int) -> Number | None:
    word = word_at(tokens, i)
    if not word:
        return None
    if word[0].isdigit() and word[0] in "0123456789":
        return _read_digits(tokens, i)
    if word in GLYPHS:
        return Number(i, i + 1, GLYPHS[word], False, False, "fraction")
    if word in ("a", "an"):
        return _read_after_article(tokens, i)
    if word in ("half", "halves"):
        return _read_half(tokens, i)
    if word in ("several", "many"):
        j = past_hyphen(tokens, i + 1) if past_hyphen(tokens, i + 1) > 0 else i + 1
        if word_at(tokens, j) in SCALES:
            return _scale_vaguely(tokens, i, j)
        return None
    if word in VAGUE:
        return _read_vague(tokens, i)
    if word in SMALL or word in TENS:
        if tokens.lowers[i + 1] not in _GOING_ON:
            value = SMALL[word] if word in SMALL else TENS[word]
            return Number(i, i + 1, value, False, True, "exact")
        return _read_words(tokens, i)
    return None


def _read_digits(tokens: Tokens, i: int) -> Number | None:
    text = tokens.texts[i]
    if not text.isascii() or len(text) > 24:
        return None
    value = Decimal(text.replace(",", ""))
    j = i + 1
    if tokens.lowers[j] not in _GOING_ON:
        return Number(i, j, value, False, False, "exact")
    if is_joined(tokens, j) and tokens.lowers[j] in LETTERS:
        return Number(i, j + 1, value * LETTERS[tokens.lowers[j]], True, False, "exact")
    if word_at(tokens, j) in GLYPHS and "." not in text:
        value, j = value + GLYPHS[tokens.texts[j]], j + 1
    return _finish(tokens, i, j, value, spelled=False)


def _finish(tokens: Tokens, first: int, j: int, value: Decimal, *, spelled: bool) -> Number:
    """Take in "and a half" and scale words after the number read so far."""
    value, j = _and_a_part(tokens, j, value)
    scaled = False
    while True:
        k = past_hyphen(tokens, j)
        k = k if k > 0 else j
        word = word_at(tokens, k)
        if word not in SCALES or value >= _MOST:
            break
        value, j, scaled = value * SCALES[word], k + 1, True
    return Number(first, j, value, scaled, spelled, "exact")


def _and_a_part(tokens: Tokens, j: int, value: Decimal) -> tuple[Decimal, int]:
    k = past_hyphen(tokens, j) if past_hyphen(tokens, j) > 0 else j
    if word_at(tokens, k) != "and":
        return value, j
    k = past_hyphen(tokens, k + 1) if past_hyphen(tokens, k + 1) > 0 else k + 1
    many = {"a": 1, "one": 1, "three": 3}.get(word_at(tokens, k))
    if many is None:
        return value, j
    k = past_hyphen(tokens, k + 1) if past_hyphen(tokens, k + 1) > 0 else k + 1
    part = word_at(tokens, k)
    if part in ("half", "quarter", "quarters") and not (many == 3 and part == "half"):
        return value + Decimal(many) / PARTS[part], k + 1
    return value, j


def _read_words(tokens: Tokens, i: int) -> Number | None:
    """A number in words by the usual grammar: "two hundred and fifty thousand"."""
    total = Decimal(0)
    j, scaled, last_scale = i, False, Decimal(10**15)
    while True:
        below, k = _below_hundred(tokens, j)
        if k == j:
            break
        below, k = _and_a_part(tokens, k, below)
        if _scale_at(tokens, k) == "hundred":
            below, k, scaled = below * 100, _past_scale(tokens, k), True
            m = k + 1 if word_at(tokens, k) == "and" else k
            rest, after = _below_hundred(tokens, m)
            if after > m and not _names_hyphened(tokens, after, m > k):
                below, k = below + rest, after
        scale = _scale_at(tokens, k)
        grew = False
        factor = Decimal(1)
        while scale and scale != "hundred" and factor < _MOST:
            factor, k, grew = factor * SCALES[scale], _past_scale(tokens, k), True
            scale = _scale_at(tokens, k)
        if grew and factor >= last_scale:
            break
        total, j = total + below * factor, k
        if not grew:
            break
        scaled, last_scale = True, factor
        after_and = j + 1 if word_at(tokens, j) == "and" and factor >= 1000 else j
        _, next_end = _below_hundred(tokens, after_and)
        if factor < 1000 or next_end == after_and:
            break
        if after_and > j and _names_hyphened(tokens, next_end, True):
            break
        j = after_and
    if j == i:
        return None
    part = _part_after(tokens, j)
    if part and not scaled:
        denominator, after = part
        if total < denominator or denominator == 2:
            return Number(i, after, total / denominator, False, True, "fraction")
    return Number(i, j, total, scaled, True, "exact")


def _names_hyphened(tokens: Tokens, k: int, after_and: bool) -> bool:
    """True for "a hundred and two-year…": the second number belongs to what follows."""
    return after_and and past_hyphen(tokens, k) > 0


def _scale_at(tokens: Tokens, k: int) -> str:
    joined = past_hyphen(tokens, k)
    word = word_at(tokens, joined if joined > 0 else k)
    return word if word in SCALES else ""


def _past_scale(tokens: Tokens, k: int) -> int:
    joined = past_hyphen(tokens, k)
    return (joined if joined > 0 else k) + 1


def _below_hundred(tokens: Tokens, j: int) -> tuple[Decimal, int]:
    word = word_at(tokens, j)
    if word in SMALL:
        return SMALL[word], j + 1
    if word in TENS:
        joined = past_hyphen(tokens, j + 1)
        k = joined if joined > 0 else j + 1
        ones = SMALL.get(word_at(tokens, k))
        if ones is not None and 0 < ones < 10:
            return TENS[word] + ones, k + 1
        return TENS[word], j + 1
    return Decimal(0), j


def _part_after(tokens: Tokens, j: int) -> tuple[Decimal, int] | None:
    joined = past_hyphen(tokens, j)
    k = joined if joined > 0 else j
    word = word_at(tokens, k)
    if word not in PARTS:
        return None
    if joined < 0 and not word.endswith("s") and word_at(tokens, k + 1) != "of":
        return None  # "one third party"
    return Decimal(PARTS[word]), k + 1


def _read_after_article(tokens: Tokens, i: int) -> Number | None:
    """ "a dozen", "a million", "a third of", "a quarter of a million", "a few hundred"."""
    word = word_at(tokens, i + 1)
    if word in SCALES:
        value, j, factor = Decimal(1), i + 1, SCALES[word]
        number = _finish(tokens, i, j, value, spelled=True)
        if word_at(tokens, number.after) == "and" and factor >= 100:
            rest, after = _below_hundred(tokens, number.after + 1)
            if after > number.after + 1:
                return number._replace(after=after, value=number.value + rest)
        return number
    if word == "few" and word_at(tokens, i + 2) in SCALES:
        return _scale_vaguely(tokens, i, i + 2)
    if word in ("couple", "pair"):
        j = i + 3 if word_at(tokens, i + 2) == "of" else i + 2
        if word_at(tokens, j) in SCALES:
            found = _finish(tokens, i, j, Decimal(2), spelled=True)
            return found._replace(kind="about")
        kind = "about" if word == "couple" else "exact"
        return Number(i, i + 2, Decimal(2), False, True, kind) if j == i + 3 else None
    if word == "half":
        joined = past_hyphen(tokens, i + 2)
        k = joined if joined > 0 else i + 2
        if word_at(tokens, k) in SCALES:
            return _finish(tokens, i, k, Decimal("0.5"), spelled=True)
        return None
    if word in PARTS:
        return _part_of(tokens, i, i + 1)
    if word in ONE_OF and counts_one(tokens, i):
        return Number(i, i + 1, Decimal(1), False, True, "exact")
    return None


#: What a share is more or less of: "a fifth more children", "a third higher".
MORE = frozenset("more less fewer higher lower cheaper larger smaller faster bigger".split())
#: Verbs of what became more or less by a share: "fell a fifth".
CHANGED = frozenset(
    """fell fallen rose risen grew grown dropped jumped slumped climbed up down sank shrank shrunk
    slid declined increased decreased soared plunged tumbled""".split()
)
_BEFORE_A_PART = CHANGED | frozenset("by than about nearly almost only over".split())
#: What goes on after "fell by a third".
_PAST_A_PART = frozenset(
    """in to from on since over this last compared as after during and between within by
    said say were was are is have had did do want think backed voted supported agreed""".split()
)


def _part_of(tokens: Tokens, first: int, k: int) -> Number | None:
    """A fraction that stands before "of" or after "by"; "of a million" is multiplied in."""
    value = Decimal(1) / PARTS[tokens.lowers[k]]
    if word_at(tokens, k + 1) == "of":
        if word_at(tokens, k + 2) in ("a", "an") and word_at(tokens, k + 3) in SCALES:
            return _finish(tokens, first, k + 3, value, spelled=True)
        return Number(first, k + 1, value, False, True, "fraction")
    if tokens.lowers[k] == "quarter" and word_at(tokens, k + 1) in ("point", "mile", "century"):
        return Number(first, k + 1, value, False, True, "exact")
    following = word_at(tokens, k + 1)
    if following in MORE:
        return Number(first, k + 1, value, False, True, "fraction")
    if word_at(tokens, first - 1) in _BEFORE_A_PART:
        joined = past_hyphen(tokens, k + 1)
        if joined > 0 and word_at(tokens, joined) not in ("century", "mile", "point", "hour"):
            return None  # "only a quarter-final"
        if not following or not following[0].isalpha() or following in _PAST_A_PART:
            return Number(first, k + 1, value, False, True, "fraction")
    return None


def _read_half(tokens: Tokens, i: int) -> Number | None:
    """ "half a million", "half an hour", "half of", "half-million"; not "first half"."""
    if is_joined(tokens, i) and word_at(tokens, i - 1) in HYPHENS:
        return None
    before = word_at(tokens, i - 1)
    if before in ("first", "second", "other", "latter", "better", "in", "a"):
        if before != "in" or word_at(tokens, i + 1) not in ("a", "an"):
            return None  # "cut in half"; but "in half a century"
    joined = past_hyphen(tokens, i + 1)
    if joined > 0:
        if word_at(tokens, joined) in SCALES:
            return _finish(tokens, i, joined, Decimal("0.5"), spelled=True)
        return None
    after = word_at(tokens, i + 1)
    half = Decimal("0.5")
    if after in ("a", "an"):
        if word_at(tokens, i + 2) in SCALES:
            return _finish(tokens, i, i + 2, half, spelled=True)
        return Number(i, i + 2, half, False, True, "exact")
    if after in ("of", "the", "its", "their", "his", "her", "our", "all", "those", "these"):
        return Number(i, i + 1, half, False, True, "fraction")
    if before in ("by", "than", "about", "nearly", "almost", "roughly", "over", "around"):
        return Number(i, i + 1, half, False, True, "fraction")
    return None


def _read_vague(tokens: Tokens, i: int) -> Number | None:
    """ "hundreds", "tens of thousands", "hundreds of millions"; "scores" only of somebody."""
    value, j = VAGUE[tokens.lowers[i]], i + 1
    while word_at(tokens, j) == "of" and word_at(tokens, j + 1) in VAGUE and value < _MOST:
        value, j = value * VAGUE[tokens.lowers[j + 1]], j + 2
    following = word_at(tokens, j)
    if j == i + 1 and tokens.lowers[i] == "scores":
        if following not in ("of", "more") and following not in STATES:
            return None
    if j == i + 1 and tokens.lowers[i] == "tens":
        return None
    return Number(i, j, value, False, True, "vague")


def _scale_vaguely(tokens: Tokens, first: int, j: int) -> Number:
    found = _finish(tokens, first, j, Decimal(1), spelled=True)
    return found._replace(kind="vague", scaled=False)
