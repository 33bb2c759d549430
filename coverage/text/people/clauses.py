"""Clauses: which words are finite verbs, and which naming has one behind it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from ..frames.frames import Frame, Token
from ..lexicons import words
from .namings import CUES, DETERMINERS, STOPS, Named

ADVERBS = words("adverbs")
PASTS = words("pasts")
AUXILIARIES = frozenset(
    "is are was were am has have had will would could can should may might must did does do "
    "ca wo isn’t wasn’t didn’t doesn’t hasn’t hadn’t won’t wouldn’t couldn’t can’t isn't wasn't "
    "didn't doesn't hasn't hadn't won't wouldn't couldn't can't".split()
)
PREPOSITIONS = frozenset(
    "of for from at in with on by to about against over under between among after before during "
    "like than into onto toward towards near via amid despite without within through alongside "
    "besides beside behind beneath below above across along around inside outside opposite past "
    "aboard beyond off".split()
)
RELATIVES = frozenset("who which that whose".split())
#: Words that put a clause below another: As the crowd sang, …
SUBORDINATORS = frozenset(
    "as when while after before if because although though since until unless that where "
    "whether".split()
)
_SMALL = STOPS | DETERMINERS
_BEFORE_VERB = frozenset("to not will would could can should may might must".split())
_LONGEST_HEADLINE = 30
_NO_VERB = frozenset(
    "need bed red hundred seed feed speed breed indeed instead wed shed sacred".split()
)
#: A verb further off than this is another clause's.
_MOST_APART = 40


@lru_cache(maxsize=16_384)
def is_finite_word(low: str) -> bool:
    """True for "was", "went", "marched", "says": what can be the verb of a subject before it."""
    if low in AUXILIARIES or low in PASTS:
        return True
    base = CUES.get(low)
    if base is not None:
        return base != low and not low.endswith("ing")
    return low.endswith("ed") and len(low) > 3 and low not in _NO_VERB


def is_finite(token: Token) -> bool:
    return token.kind == "word" and not token.is_capital and is_finite_word(token.low)


def is_adverb(token: Token) -> bool:
    """`also`, `then`, `bluntly`: what may stand between a subject and its verb."""
    if token.kind != "word" or is_finite_word(token.low):
        return False
    return token.low in ADVERBS or token.low.endswith("ly")


def verb_of(tokens: tuple[Token, ...], named: Named, stop: int) -> int:
    """The finite verb this naming is the subject of, looked for up to `stop`; -1 for none.

    Right behind it (Holm again knocked), behind what is set off by commas or dashes (Holm, who
    is 54, knocked), or behind a phrase with a preposition (a group at the port knocked).
    """
    at = named.last
    while at < stop and is_adverb(tokens[at]):
        at += 1
    if at >= stop:
        return -1
    opening = tokens[at]
    if is_finite(opening):
        return at
    stop = min(stop, at + _MOST_APART)
    if opening.text in ",—–(-":
        for close in range(at + 2, stop):
            token = tokens[close]
            if token.kind == "quote" or token.text in ";:":
                return -1
            if token.text in ",—–)-":
                verb = _over_adverbs(tokens, close + 1, stop)
                if verb < stop and is_finite(tokens[verb]):
                    return verb
        return -1
    if opening.low in PREPOSITIONS:
        for verb in range(at + 2, stop):
            token = tokens[verb]
            if token.kind != "word":
                return -1
            if is_finite(token):
                return verb
    return -1


def _over_adverbs(tokens: tuple[Token, ...], at: int, stop: int) -> int:
    while at < stop and is_adverb(tokens[at]):
        at += 1
    return at


def plain_tokens(frame: Frame) -> tuple[Token, ...]:
    """The frame's tokens; in a headline with capitals throughout, verbs and small words without.

    So that `Mayor Dunn Tells Council To “Wait”` has the same namings as the line in small letters.
    """
    tokens = frame.tokens
    if not 3 < len(tokens) <= _LONGEST_HEADLINE or tokens[-1].text == ".":
        return tokens
    known: tuple[Token, ...] | None = frame.memo.get("plain")
    if known is None:
        known = frame.memo["plain"] = _lowered(tokens)
    return known


def _is_small(low: str, before: str) -> bool:
    """True for a word that has a capital only because the whole line has."""
    return before in _BEFORE_VERB or is_finite_word(low) or low in _SMALL


def _lowered(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    spelt = [token for token in tokens if token.kind == "word"]
    capitals = sum(token.is_capital for token in spelt)
    if len(spelt) < 4 or capitals < 0.75 * len(spelt):
        return tokens
    if sum(token.text.isupper() for token in spelt) > len(spelt) // 2:
        return tokens
    return tuple(
        replace(token, is_capital=False)
        if at and token.is_capital and _is_small(token.low, tokens[at - 1].low)
        else token
        for at, token in enumerate(tokens)
    )
