"""Namings: the words that name somebody, and what a single word can be in them."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Literal, NamedTuple

from ..frames.frames import Token
from ..frames.wordflags import JOINED, NO_PART, POSSESSIVE, is_role
from ..lexicons import lines, verbs, words

MentionKind = Literal["name", "nominal", "pronoun"]

TITLES = words("titles")
ROLES = words("roles")
BODIES = words("bodies")
DETERMINERS = words("determiners")
STOPS = words("stops")
CALENDAR = words("calendar")
CUES = verbs("cues")
PRONOUNS = {row[0]: row[1] for row in lines("pronouns")}
#: A subject stands at most this many namings and tokens before its verb.
_MOST_NAMINGS, _MOST_TOKENS = 24, 80
#: In a sentence with as many namings as no writer puts in one, only the nearest are looked at.
_CROWDED, _FEW_NAMINGS = 120, 3


class Named(NamedTuple):
    """Tokens `first` to `last` (exclusive) name somebody; `head` is the word that counts."""

    first: int
    last: int
    kind: MentionKind
    head: str
    sure: bool  # a role, a title or a full name: surely somebody
    possessive: bool = False


class Namings:
    """The namings of one sentence, found by where they stand."""

    def __init__(self, row: list[Named]) -> None:
        self.row = row
        self.firsts = [named.first for named in row]
        self.most = _MOST_NAMINGS if len(row) < _CROWDED else _FEW_NAMINGS

    def at(self, first: int) -> Named | None:
        """The naming that begins at this token."""
        position = bisect_right(self.firsts, first) - 1
        return self.row[position] if position >= 0 and self.firsts[position] == first else None

    def holding(self, token: int) -> Named | None:
        """The naming this token is part of."""
        position = bisect_right(self.firsts, token) - 1
        return self.row[position] if position >= 0 and token < self.row[position].last else None

    def ending(self, last: int) -> Named | None:
        """The naming that ends right before this token."""
        position = bisect_right(self.firsts, last - 1) - 1
        return self.row[position] if position >= 0 and self.row[position].last == last else None

    def place(self, named: Named) -> int:
        """Where it stands among the others; 0 for one that is not among them."""
        return max(0, bisect_right(self.firsts, named.first) - 1)

    def before(self, token: int) -> range:
        """Places of the namings that end before this token, the near ones only."""
        stop = bisect_right(self.firsts, token - 1)
        if stop and self.row[stop - 1].last > token:
            stop -= 1
        start = max(0, stop - self.most)
        while start < stop and self.firsts[start] < token - _MOST_TOKENS:
            start += 1
        return range(start, stop)


@lru_cache(maxsize=16_384)
def is_bare_role(low: str) -> bool:
    """The same, the possessive ending aside: "the union's"."""
    return is_role(bare(low))


def bare(low: str) -> str:
    """The word without its possessive ending."""
    return low[:-2] if low.endswith(("'s", "’s")) else low


def is_possessive(token: Token, tokens: tuple[Token, ...], index: int) -> bool:
    """True for `Dunn's`, and for `Dunns` before a lone apostrophe."""
    if token.flags & POSSESSIVE:
        return True
    if index + 1 >= len(tokens):
        return False
    follows = tokens[index + 1]
    return follows.flags & JOINED != 0 and follows.text in "'’"


def goes_on(token: Token) -> bool:
    """A further word of a name."""
    return token.is_capital and not token.flags & NO_PART


def has_body(tokens: tuple[Token, ...], index: int, at: int, joiner: str) -> bool:
    """`Ministry [of]`, and `Ministry of Defence [of]`: names of bodies go on."""
    if joiner != "of":
        return bare(tokens[at - 1].low) in BODIES
    return any(bare(token.low) in BODIES for token in tokens[index:at])
