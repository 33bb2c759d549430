"""How two names of speakers are alike, for suggesting that they mean one: never for deciding it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..lexicons import lines

#: Longest kept keys, in code points.
LETTERS, SURNAME, ACRONYM = 300, 100, 20

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL = frozenset({"of", "for", "the", "and", "in", "on", "at", "de", "la", "du", "des", "&"})
#: Words that only names of bodies have; their last word is no surname.
_BODY = frozenset({"of", "for", "the", "and"})
_TITLES = frozenset(word for row in lines("titles") for word in row)
#: Letters that no accent can be taken off, as they are typed without them.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_MALE = frozenset({"mr", "sir", "lord"})
_FEMALE = frozenset({"ms", "mrs", "miss", "dame", "lady"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two names may mean one speaker. `rank` orders: the smaller, the stronger."""

    rank: int
    why: str


def fold(words: str) -> str:
    """Casefolded, without accents: "Müller" is "muller"."""
    if words.isascii():
        return words.lower()
    parts = unicodedata.normalize("NFKD", words.casefold().translate(_PLAIN))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def letters_of(name: str) -> str:
    """Its letters and digits alone, folded: "Ana-María O’Neill" and "@anamariaoneill" are one."""
    return "".join(letter for letter in fold(name) if letter.isalnum())[:LETTERS]


def surname_of(name: str) -> str:
    """Its last word folded, without "Jr." and the like; "" for a name without words."""
    words = _words(name)
    return letters_of(words[-1])[:SURNAME] if words else ""


def acronym_of(name: str) -> str:
    """The name itself where it is in capitals ("NATO"), the first letters of its great words where
    it has three or more ("Harbour Works Board" → "hwb"); "" for others."""
    words = _words(name)
    if len(words) == 1:
        return letters_of(words[0])[:ACRONYM] if words[0].isupper() and len(words[0]) > 1 else ""
    great = [word for word in words if fold(word) not in _SMALL]
    if len(great) < 3 and not any(fold(word) in _BODY for word in words):
        return ""
    return "".join(letters_of(word)[:1] for word in great)[:ACRONYM]


def likeness(one: str, other: str) -> Likeness | None:
    """Why the names may mean one speaker; None where nothing says so, or the given names differ."""
    if letters_of(one) == letters_of(other):
        return Likeness(1, "the same letters, but for accents, hyphens, dots or blanks")
    if found := _acronym(one, other) or _acronym(other, one):
        return found
    if surname_of(one) != surname_of(other) or _is_body(one) or _is_body(other):
        return None
    return _alike(_given(one), _given(other), one, other)


def sex_said(mention: str) -> str:
    """ "m" or "f" where the mention begins with a word that says it (Mr., Ms. …), else ""."""
    first = fold(mention.partition(" ")[0]).rstrip(".")
    return "m" if first in _MALE else "f" if first in _FEMALE else ""


def is_only_the_name(mention: str, name: str) -> bool:
    """True when the mention is the name or a part of it, with no more than Mr. or Ms. before it."""
    plain = set(map(fold, _WORD.findall(name)))
    said = [fold(word) for word in _WORD.findall(mention)]
    return bool(said) and all(word in plain | _MALE | _FEMALE | {"dr"} for word in said)


def is_bare_surname(name: str, full: str) -> bool:
    """True for "Dunn" and "Ms. Dunn" beside "Ada Dunn": one word, in a capital, that ends both."""
    words = _words(name)
    return len(words) == 1 and words[0][0].isupper() and surname_of(name) == surname_of(full) != ""


@lru_cache(4096)
def _words(name: str) -> tuple[str, ...]:
    words = _WORD.findall(name)
    while len(words) > 1 and fold(words[-1]) in _SUFFIXES:
        words.pop()
    while len(words) > 1 and fold(words[0]) in _TITLES:
        words.pop(0)
    return tuple(words)


def _given(name: str) -> list[str]:
    return [letters_of(word) for word in _words(name)[:-1]]


def _is_body(name: str) -> bool:
    return any(fold(word) in _BODY for word in _words(name))


def _acronym(short: str, long: str) -> Likeness | None:
    if len(_words(short)) != 1 or len(_words(long)) < 2:
        return None
    if acronym_of(short) and acronym_of(short) == acronym_of(long):
        return Likeness(4, f"“{short}” are the first letters of “{long}”")
    return None


def _alike(one: list[str], other: list[str], name: str, other_name: str) -> Likeness | None:
    if not one or not other:
        bare = name if not one else other_name
        return Likeness(6, f"“{bare}” is the surname alone")
    (first, *rest), (second, *others) = one, other
    if not _may_be(rest, others):
        return None
    if first == second:
        return Likeness(5, "the same first and last name; one has more between them")
    short, long = sorted((first, second), key=len)
    if len(short) == 1 and long.startswith(short):
        return Likeness(2, f"“{short.upper()}.” may stand for “{long.capitalize()}”")
    if len(short) > 2 and long.startswith(short):
        return Likeness(3, f"“{short.capitalize()}” may be short for “{long.capitalize()}”")
    return None


def _may_be(one: list[str], other: list[str]) -> bool:
    """Middle names do not contradict: as many of them are the same, or one is an initial."""
    if len(one) != len(other):
        return True
    return all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])
        for a, b in zip(one, other, strict=True)
    )
