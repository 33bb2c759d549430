"""Bare subjects: who speaks beside marks without an article or a name: shoppers, union chief."""

from __future__ import annotations

from ..frames.frames import Token
from ..frames.wordflags import NO_ROLE_PART
from .clauses import is_finite
from .namings import STOPS, Named, Namings, is_bare_role

_MANY = ("s", "men", "women", "people")


def bare_between(tokens: tuple[Token, ...], first: int, at: int) -> Named | None:
    """`“…,” [shoppers] said`: one word for several, whatever it is, between marks and verb."""
    if at - 2 < first or tokens[at - 2].kind != "quote":
        return None
    if tokens[at - 2].text.rstrip("”\"'’»“").rstrip()[-1:] not in ",?!":
        return None
    word = tokens[at - 1]
    if not word.text.isalpha() or not word.text.islower() or word.low in STOPS:
        return None
    if not word.low.endswith(_MANY) or word.low.endswith("ss") or is_finite(word):
        return None
    return Named(at - 1, at, "nominal", word.low, True)


def bare_behind(tokens: tuple[Token, ...], at: int, last: int, mentions: Namings) -> Named | None:
    """`says [engineer]: “…”`, `says [union chief]`, `said [12 residents]`: no article, no name."""
    if at + 1 >= last or tokens[at + 1].kind != "word":
        return None
    opening = tokens[at + 1]
    if opening.low.isdigit():
        many = mentions.at(at + 2)
        if many is None or many.kind != "nominal" or not many.sure or many.possessive:
            return None
        return many._replace(first=at + 1) if many.head.endswith(("s", "men", "women")) else None
    for role in (at + 1, at + 2):
        ends = role + 1 == last or (role + 1 < last and tokens[role + 1].kind != "word")
        if ends and is_bare_role(tokens[role].low) and not is_finite(tokens[role]):
            return Named(at + 1, role + 1, "nominal", tokens[role].low, True)
        if opening.is_capital or opening.flags & NO_ROLE_PART or is_finite(opening):
            return None
    return None
