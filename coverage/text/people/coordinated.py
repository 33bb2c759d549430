"""Coordinated namings: words that "and" joins inside one naming.

`Trade and Industry Minister Ada Holm`, `the Foreign and Commonwealth Office`, `Mr and Mrs Ek`.
"""

from __future__ import annotations

from ..frames.frames import Token
from ..lexicons import words
from .namings import TITLES, Named, Namings, goes_on, is_bare_role

_DEPARTMENTS = words("departments")
_COUPLES = frozenset("mr mrs ms miss dr prof sir lord lady mayor father king prince".split())
#: The head of a naming of two who speak together, each by name.
TOGETHER = "and"
_MOST_LISTED = 8  # tokens of `Culture, Media and Sport`


def joins(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """True for an "and" between two titles, two departments, or Mr and Mrs, of one naming."""
    if at + 1 >= last:
        return False
    return (
        joins_departments(tokens, at, last)
        or _is_couple(tokens, at, last)
        or _is_second_title(tokens, at, last)
    )


def joins_departments(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """`Trade [and] Industry Minister`, `Culture[,] Media and Sport`."""
    if at + 1 >= last or not (_is_department(tokens[at - 1]) and _is_department(tokens[at + 1])):
        return False
    if tokens[at].low == "and":
        return True
    for step in range(at + 2, min(last, at + _MOST_LISTED)):
        if tokens[step].low == "and":
            return joins_departments(tokens, step, last)
        if tokens[step].text != "," and not _is_department(tokens[step]):
            return False
    return False


def _is_department(token: Token) -> bool:
    return token.is_capital and token.low in _DEPARTMENTS


def _is_couple(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """`Mr [and] Mrs Ek`"""
    before, behind = tokens[at - 1], tokens[at + 1]
    return (
        before.low.rstrip(".") in _COUPLES
        and behind.low.rstrip(".") in TITLES
        and behind.is_capital
        and at + 2 < last
        and tokens[at + 2].kind == "word"
        and goes_on(tokens[at + 2])
    )


def _is_second_title(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """`Orle Mayor [and] Port Board Chairman Bo Ek`: two titles of one name."""
    if not _is_title(tokens[at - 1]):
        return False
    step = at + 1
    while step < last and step < at + 7 and tokens[step].kind == "word":
        small = tokens[step].low in TITLES  # former
        if not small and not goes_on(tokens[step]):
            return False
        if _is_title(tokens[step]) and step > at + 1:
            return step + 1 < last and tokens[step + 1].kind == "word" and goes_on(tokens[step + 1])
        step += 1
    return False


def _is_title(token: Token) -> bool:
    low = token.low.rstrip(".")
    return token.is_capital and (low in TITLES or is_bare_role(low))


def with_partner(
    tokens: tuple[Token, ...], first: int, at: int, last: int, subject: Named, mentions: Namings
) -> Named:
    """`Ada Holm and Bo Ek`, where both are named and speak together; else the subject itself.

    Right behind the verb at `at`, up to a point; before it, from the beginning of the clause.
    """
    if not _pairs(subject):
        return subject
    if subject.first > at:
        partner = mentions.at(subject.last + 1)
        if partner is None or tokens[subject.last].low != "and" or not _pairs(partner):
            return subject
        if partner.last < last and tokens[partner.last].text not in (",", ".", ";"):
            return subject
        return Named(subject.first, partner.last, "name", TOGETHER, True)
    before = subject.first - 1
    partner = mentions.ending(before) if before > first and tokens[before].low == "and" else None
    if partner is None or not _pairs(partner) or subject.last != at:
        return subject
    opens = partner.first == first or tokens[partner.first - 1].kind == "quote"
    return Named(partner.first, subject.last, "name", TOGETHER, True) if opens else subject


def _pairs(named: Named) -> bool:
    return named.kind == "name" and not named.possessive
