"""Fields: what a role is about, before it: fire chief, press officer, call centre manager.

Such words are as often verbs of speech (fire, press, call): here they are told apart.
"""

from __future__ import annotations

from ..frames.frames import Token
from ..frames.wordflags import NO_ROLE_PART, ROLE
from ..lexicons import words
from .clauses import ADVERBS, PREPOSITIONS, is_finite, is_finite_word
from .namings import CUES, Named, goes_on

_STRONG = words("cues_strong")


def with_field(tokens: tuple[Token, ...], named: Named, past: int) -> Named:
    """`said [fire] chief Bo Ek`, `[press office] manager Bo Ek`: with what the role is about.

    Words of verbs too, where no verb can stand; never before token `past`.
    """
    first = named.first
    while first > past and first > named.first - 2 and _may_be_field(tokens, first - 1):
        first -= 1
    while first < named.first and not _opens_naming(tokens, first):
        first += 1
    return named._replace(first=first) if first < named.first else named


def _may_be_field(tokens: tuple[Token, ...], at: int) -> bool:
    """True for a plain word, as of a field: fire, claims, port, office."""
    token = tokens[at]
    low = token.low
    if token.kind != "word" or not token.text.isalpha() or not token.text.islower():
        return False
    if token.flags & NO_ROLE_PART or low.endswith("ly") or low in ADVERBS:
        return False
    return not is_finite_word(low) or (CUES.get(low) == low[:-1] and low[-1] == "s")


def _opens_naming(tokens: tuple[Token, ...], at: int) -> bool:
    """True where the word here is no verb: behind marks, points, small words, said."""
    if not at:
        return True
    low, before = tokens[at].low, tokens[at - 1]
    if before.kind != "word":
        return not low.endswith("ing") and not is_finite_word(low)  # “…,” jokes mayor Bo Ek
    if is_finite(before):
        return CUES.get(before.low) in _STRONG
    return before.low in PREPOSITIONS and not low.endswith("ing")


def is_no_verb(tokens: tuple[Token, ...], at: int) -> bool:
    """`Orle [fire] chief`, not `Orle [urges] mayor`, `Lunds [urge] mayor`, `Nurses [carried]`."""
    low = tokens[at].low
    many = tokens[at - 1].low[-1] == "s"
    if low not in CUES:
        return not many or not is_finite_word(low)
    return CUES[low] == low and not many


def is_role_of(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """`[Fire] chief Bo Ek`: a sentence begins with what a role is about."""
    at = index + 1
    if at + 1 >= last or not tokens[at].flags & ROLE or tokens[at].is_capital:
        return False
    return tokens[at + 1].kind == "word" and goes_on(tokens[at + 1])
