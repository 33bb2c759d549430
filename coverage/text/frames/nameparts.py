"""Parts of names: what a word can be in a name (a title, a given name, a word of bodies …).

Each distinct word is looked up in the lists once, as in wordflags; for namings only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..lexicons import lines, words
from ..remembered import Remembered

TITLES = words("titles")
CALLED_SO = words("callings")
ROLES = words("roles") | CALLED_SO
BODIES = words("bodies")
BODY_ROLES = words("body_roles")
GENDERED = {row[0]: row[1] for row in lines("gendered")}
NOT_PEOPLE = words("not_people")
_DETERMINERS = words("determiners")
#: `FactWatch`: a capital inside a word, behind more than a Mc, Mac or De.
_MADE_UP = re.compile("[A-Z][a-z]{3,}[A-Z]")
#: `al-Rashid`, `d’Arcy`: a small word drawn together with a name.
DRAWN = re.compile("(?:al|an|ar|as|ash|at|ad|az|el|ul|ibn|bin|d|l)[-’'][A-Z]")
_PLACES = words("places")
INNER = frozenset("of for and de da di du del van von der den bin al the la le dos ibn y".split())
_CALLINGS = (TITLES | ROLES) - BODY_ROLES - {"people", "person", "house", "senate", "star", "court"}
#: First words of names of places and bodies: New Orle, San Moe.
_BEFORE_PLACES = frozenset(
    "new north south east west northern southern eastern western central upper lower great greater "
    "san santa los las el saint st. st fort mount mt. cape port lake united wall white supreme "
    "capitol social national international federal royal world european american british".split()
)


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """Lower case, without accents, hyphens and points: "José" and "Jose" are one name."""
    low = word.casefold().replace("-", "").replace(".", "")
    if low.isascii():
        return low
    parts = unicodedata.normalize("NFD", low)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)) or low


def _folded(names: frozenset[str]) -> frozenset[str]:
    return frozenset([name if name.isalpha() and name.isascii() else fold(name) for name in names])


WOMEN, MEN = _folded(words("given_f")), _folded(words("given_m"))

# what a word can be in a name; the first by its letters but for a full stop behind, the next by all
# of them, the last without accents, points and hyphens
DETERMINER, TITLE, CALLING, INSIDE, GENDERS = 1, 2, 4, 8, 16
BODY, PLACE = 32, 64
BODY_ROLE, NOBODYS, BEFORE_PLACE = 128, 256, 512
_BARED, _WHOLE, _BY_FOLD = 31, 96, 896
WOMANS, MANS = 1024, 2048  # a given name; or the first of two with a hyphen between
GIVEN = 4096  # one as it is
CAPITAL = 8192
CAPITALS = 16384  # and no other letters: BBC
MADE_UP = 32768
#: Left out, or other than itself, in front of a name: titles, callings, possessors …
_NO_PART = DETERMINER | TITLE | CALLING | GENDERS
PLAIN = 65536  # a capital, and none of these


def _listed() -> dict[str, int]:
    """Word → what the lists say it can be in a name."""
    found: dict[str, int] = {}
    for bit, members in (
        (DETERMINER, _DETERMINERS),
        (TITLE, TITLES),
        (CALLING, _CALLINGS),
        (INSIDE, INNER),
        (GENDERS, GENDERED),
        (BODY, BODIES | BODY_ROLES),
        (PLACE, _PLACES),
        (BODY_ROLE, BODY_ROLES),
        (NOBODYS, NOT_PEOPLE),
        (BEFORE_PLACE, _BEFORE_PLACES),
    ):
        for word in members:
            found[word] = found.get(word, 0) | bit
    return found


_LISTED = _listed()


def _look_up(text: str) -> int:
    """Every bit of a word as it is spelt."""
    low = given = text.casefold()
    bits = _LISTED.get(low, 0)
    is_plain = text.isascii() and text.isalpha()  # nearly all: then the three are one
    if not is_plain:
        given = fold(text)
        bits = bits & _WHOLE | _LISTED.get(low.rstrip("."), 0) & _BARED
        bits |= _LISTED.get(given, 0) & _BY_FOLD
    if given in WOMEN:
        bits |= GIVEN | WOMANS
    if given in MEN:
        bits |= GIVEN | MANS
    if not is_plain and not bits & GIVEN and "-" in text:
        given = fold(text.split("-", 1)[0])
        bits = bits & ~BEFORE_PLACE | _LISTED.get(given, 0) & BEFORE_PLACE
        bits |= (given in WOMEN) * WOMANS | (given in MEN) * MANS
    if text[0].isupper() or DRAWN.match(text):
        bits |= CAPITAL
        if not bits & _NO_PART and not text.endswith(("'s", "’s")):
            bits |= PLAIN
    if not text[1:].islower():
        if text.isupper() and len(text) > 1:
            bits |= CAPITALS
        elif _MADE_UP.match(text):
            bits |= MADE_UP
    return bits


#: Word, as it is spelt → what it can be in a name.
PARTS = Remembered(_look_up)
