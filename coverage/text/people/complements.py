"""Complements: where the naming of somebody unnamed ends.

`a spokesman [for the union]`, `a source [familiar with the talks]`, `a poll [released on Friday]`.
"""

from __future__ import annotations

from ..frames.frames import Token
from ..lexicons import verbs, words
from .clauses import is_finite
from .mentions import Named, read_mention

_CUES = verbs("cues")
_CALENDAR = words("calendar")
_THINGS = words("statement_words") | words("works") | words("things_that_tell")
_COMPLEMENTS = frozenset([("close", "to"), ("familiar", "with"), ("loyal", "to")])
_OPENING = frozenset(["of", "for", "from", "at", "in"])
_BY = frozenset(["by", "from"])
_WITHIN = frozenset("in on by with of for at to from into about".split())
#: Participles that do not end in -ed.
_PARTICIPLES = frozenset("held made written given taken sent shown seen led put born".split())
_INDEFINITE = frozenset(["a", "an", "his", "her", "their"])


def with_complement(tokens: tuple[Token, ...], named: Named) -> int:
    """The token behind the naming and all that tells who or what is named."""
    last = named.last
    if named.possessive:
        return last
    for _ in range(2):
        at = last
        if at + 2 < len(tokens) and (tokens[at].low, tokens[at + 1].low) in _COMPLEMENTS:
            at += 1
        elif at >= len(tokens) or tokens[at].low not in _OPENING:
            break
        follows = read_mention(tokens, at + 1, len(tokens)) if at + 1 < len(tokens) else None
        if follows is None or follows.possessive or follows.kind == "pronoun":
            break
        if follows.head in _THINGS or tokens[at + 1].low in _INDEFINITE:
            break
        last = follows.last
    if named.head in _THINGS:
        last = _past_author(tokens, last)
    return _past_participle(tokens, last)


def _past_author(tokens: tuple[Token, ...], last: int) -> int:
    """`a study [by the Orle Institute]`"""
    if last + 1 >= len(tokens) or tokens[last].low not in _BY:
        return last
    author = read_mention(tokens, last + 1, len(tokens))
    return author.last if author and author.kind != "pronoun" and not author.possessive else last


def _past_participle(tokens: tuple[Token, ...], last: int) -> int:
    """`a source [involved in the talks]`, `a poll [conducted in May]`, before a verb or an end."""
    if last + 1 >= len(tokens):
        return last
    low = tokens[last].low
    if (not low.endswith("ed") and low not in _PARTICIPLES) or low in _CUES:
        return last
    at = last + 1
    if tokens[at].low in _WITHIN:
        follows = read_mention(tokens, at + 1, len(tokens)) if at + 1 < len(tokens) else None
        if follows is not None:
            at = follows.last
        elif at + 1 < len(tokens) and tokens[at + 1].low in _CALENDAR:
            at += 2
        else:
            return last
    elif tokens[at].low in _CALENDAR:
        at += 1
    else:
        return last
    while at < len(tokens) and tokens[at].low in _CALENDAR:
        at += 1
    closes = at >= len(tokens) or tokens[at].kind != "word" or is_finite(tokens[at])
    return at if closes else last
