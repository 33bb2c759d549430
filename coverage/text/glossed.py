"""Glossed words: what a word means, stands for, or how it is written, said and headed.

`whose name means “new rice”`, `Welsh for “longing”`, `pronounced “Moze”`, `the hashtag “…”`.
"""

from __future__ import annotations

from .frames import Token
from .governed import Governed
from .lexicons import words
from .namings import DETERMINERS

_BE = frozenset("is are was were be been being".split())
_ADVERBS = words("adverbs")
_MEAN = frozenset("means meaning".split())
_LOOSELY = frozenset("roughly loosely literally simply basically merely directly variously".split())
_SPELT = frozenset("pronounced spelled spelt".split())
_SHORT = frozenset("short code shorthand slang euphemism acronym abbreviation word".split())
_WORDS = frozenset("word words term name phrase expression".split())
_USE = frozenset("use uses used using".split())
_DESCRIBE = frozenset("describe mean refer denote signify cover".split())
#: Things with a label: the button says “Pay now”.
_LABELLED = frozenset(
    "button box tab menu icon label option key switch tag dial gauge field link prompt".split()
)
#: Verbs of words put on a thing, and what stands before the thing.
_WRITING = frozenset(
    "type types typed typing write writes wrote written writing scrawl scrawls scrawled scrawling "
    "scribbled stamp stamps stamped stamping print printed printing paint painted painting "
    "spray sprayed daubed marked enter enters entered carved scratched keyed "
    "pencilled penciled put puts chalked inked".split()
)
_ACROSS = frozenset("across on over onto in into under beside below above against".split())
_HEADINGS = frozenset("heading headline banner title name slogan hashtag rubric label".split())
_TONGUES = words("tongues")


def glossed_at(tokens: tuple[Token, ...], first: int, place: int, last: int) -> Governed | None:
    """What a word means, stands for, or is said and written like."""
    at = place - 1
    if tokens[at].text == ":":
        return _word_for_it(tokens, first, at)
    while at > first and (tokens[at].low in _LOOSELY or tokens[at].low in ("a", "an", "the")):
        at -= 1
    token = tokens[at]
    if token.kind != "word":
        return None
    low = token.low
    left = tokens[at - 1] if at > first else None
    if low in _MEAN:
        return Governed(at, "glossed") if left is not None and left.kind != "quote" else None
    if left is None:
        return None
    if low in _USE and place + 2 < last and tokens[place + 1].low in ("to", "for", "when"):
        if tokens[place + 1].low != "to" or tokens[place + 2].low in _DESCRIBE:
            return Governed(at, "glossed", True)  # use “residual” to describe it
    if low in _WRITING and place + 2 < last and tokens[place + 1].low in _ACROSS:
        if tokens[place + 2].low in DETERMINERS:
            return Governed(at, "glossed", True)  # stamped “void” across the ticket
    if low in ("says", "say", "reads", "read") and left.low in _LABELLED:
        return Governed(at, "glossed")
    if low in _SPELT:
        passive = left.low in _BE or left.text in ",(" or left.low in _ADVERBS
        return Governed(at, "glossed") if passive else None
    if low in ("as", "to", "into") and _over(tokens, first, at - 1).startswith("translat"):
        return Governed(at, "glossed")
    if low == "for":
        over = left.low
        if over in ("stand", "stands", "stood", "standing") or over in _SHORT:
            return Governed(at, "glossed")
        return Governed(at, "glossed") if over in _TONGUES else None  # is Welsh for “…”
    if low in _WORDS and left.low in DETERMINERS:
        before = tokens[at - 2] if at - 2 >= first else None
        if before is None or before.text == "," or before.low in ("and", "but", "because", "where"):
            return Governed(at, "glossed", True)  # The word “sluice” comes from …, said Holm
    if low in ("hashtag", "hashtags"):
        return Governed(at, "glossed", True)
    if low in _HEADINGS and left.low in DETERMINERS and at - 2 >= first:
        if tokens[at - 2].low in ("under", "beneath"):
            return Governed(at, "glossed", True)
    return None


def _over(tokens: tuple[Token, ...], first: int, at: int) -> str:
    """The word here, or left of an adverb of how closely."""
    while at > first and tokens[at].low in _LOOSELY:
        at -= 1
    return tokens[at].low


def _word_for_it(tokens: tuple[Token, ...], first: int, colon: int) -> Governed | None:
    """`The Danes have a word for it: “hygge”`"""
    for at in range(colon - 2, max(first, colon - 6), -1):
        if tokens[at].low == "for" and tokens[at - 1].low in _WORDS:
            return Governed(colon, "glossed")
    return None
