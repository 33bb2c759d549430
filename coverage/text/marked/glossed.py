"""Glossed words: what a word means, stands for, or how it is written, said and headed.

`whose name means “new rice”`, `Welsh for “longing”`, `pronounced “Moze”`, `the hashtag “…”`.
"""

from __future__ import annotations

from ..frames.frames import Token
from ..lexicons import words
from ..people.namings import CUES, DETERMINERS
from .governed import Governed
from .named_so import is_generic

_BE = frozenset("is are was were be been being".split())
_ADVERBS = words("adverbs")
_MEAN = frozenset("means meaning".split())
_LOOSELY = frozenset("roughly loosely literally simply basically merely directly variously".split())
_SPELT = frozenset("pronounced spelled spelt".split())
_SHORT = frozenset("short code shorthand slang euphemism acronym abbreviation word".split())
_SAID = frozenset("say tell answer reply shout write add".split())
_CRIES = frozenset("chant chants cry cries shout shouts sound refrain".split())
_OWN = frozenset("his her their its the my our".split())
_TO_WHOM = frozenset(
    "everyone everybody all friends fans family mates followers readers locals many most".split()
)
_MOST_TO_COLON = 20  # tokens from "a word for" to the colon
_MOST_BEHIND = 6  # tokens from "as" to "say"
_TO_CRIES = frozenset("heard hear hears hearing to amid over".split())
#: What opens a translation behind a word in marks, and closes it.
_SET_OFF = {"(": ")", "—": "—", "–": "–"}
_SPOKEN_NAMES = frozenset("motto slogan nickname refrain catchphrase password codename".split())
_HEAR = frozenset("heard hears hearing".split())
_COURTS = frozenset("court tribunal inquest inquiry jury committee jurors panel be was".split())
#: After these "the word “…”" is spoken of: rows over the word “…”.
_BEFORE_WORDS = frozenset(
    "and but because where over about around with like likes liked hate hates hated dislikes "
    "disliked avoid avoids avoided ban bans banned drop drops dropped delete deleted remove "
    "removed crossed strike struck replace replaced".split()
)
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


def glossed_at(
    tokens: tuple[Token, ...], first: int, place: int, last: int, count: int
) -> Governed | None:
    """What a word means, stands for, or is said and written like; `count` words stand inside."""
    at = place - 1
    behind = _glossed_behind(tokens, place, last)
    if behind is not None:
        return behind
    if tokens[at].text == ":":
        return _word_for_it(tokens, first, at)
    if tokens[at].text in _SET_OFF and at > first and place + 1 < last:
        if tokens[at - 1].kind == "quote" and tokens[place + 1].text == _SET_OFF[tokens[at].text]:
            return Governed(at, "glossed", True)  # “Allez!” (“go!”)
    if tokens[at].text == "," and at > first and tokens[at - 1].low in _SPOKEN_NAMES:
        return Governed(at, "glossed", True)  # the motto, “Vive la vie!”
    while at > first and (tokens[at].low in _LOOSELY or tokens[at].low in ("a", "an", "the")):
        at -= 1
    token = tokens[at]
    if token.kind != "word":
        return None
    low = token.low
    left = tokens[at - 1] if at > first else None
    if low in _MEAN:
        return Governed(at, "glossed") if left is not None else None
    if left is None:
        return None
    if low in _USE and place + 2 < last and tokens[place + 1].low in ("to", "for", "when"):
        if tokens[place + 1].low != "to" or tokens[place + 2].low in _DESCRIBE:
            return Governed(at, "glossed", True)  # use “residual” to describe it
    if count <= 2 and low in _WRITING and place + 2 < last and tokens[place + 1].low in _ACROSS:
        if tokens[place + 2].low in DETERMINERS:
            return Governed(at, "glossed", True)  # stamped “void” across the ticket
    if low in ("says", "say", "reads", "read") and left.low in _LABELLED:
        return Governed(at, "glossed")
    if low in _SPELT:
        passive = left.low in _BE or left.text in ",(" or left.low in _ADVERBS
        return Governed(at, "glossed", True) if passive else None
    if low in ("as", "to", "into") and _over(tokens, first, at - 1).startswith("translat"):
        return Governed(at, "glossed", True)
    if low == "for":
        over = left.low
        known = over.startswith("stand") or over in _SHORT or over in _TONGUES
        return Governed(at, "glossed", True) if known else None  # is Welsh for “…”
    if low in ("by", "as") and left.low in ("go", "goes", "went", "going"):
        return Governed(at - 1, "glossed", True)  # an account that went by “…”
    if low == "of" and left.low in _CRIES:
        back = at - 2
        if back >= first and tokens[back].low in DETERMINERS:
            back -= 1
        if back < first or tokens[back].text == "," or tokens[back].low in _TO_CRIES:
            return Governed(at, "glossed", True)  # The chant of “…” went on
    if low in _HEAR and left.low not in _COURTS:
        return Governed(at, "glossed")
    if low in _WORDS and left.low in DETERMINERS:
        used = at - 2 > first and tokens[at - 2].low in ("use", "uses")
        if used and place + 1 < last and tokens[place + 1].low in ("for", "to", "when", "of"):
            generic = is_generic(tokens, first, at - 2, tokens[at - 2].low == "use")
            return Governed(at, "glossed", True) if generic else None
        before = tokens[at - 2] if at - 2 >= first else None
        if before is None or before.text == "," or before.low in _BEFORE_WORDS:
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


def _glossed_behind(tokens: tuple[Token, ...], place: int, last: int) -> Governed | None:
    """`the greeting “sawubona” [means] …`, `says “ta-ra” [when] …`: told by the word behind."""
    at = place + 1
    if at >= last:
        return None
    left = tokens[place - 1]
    if tokens[at].low in ("means", "mean") and at + 1 < last and CUES.get(left.low) not in _SAID:
        return Governed(at, "glossed")
    if tokens[at].low == "to" and at + 1 < last and (left.low in _BE or left.kind == "point"):
        whom = tokens[at + 2] if at + 2 < last and tokens[at + 1].low in _OWN else tokens[at + 1]
        return Governed(at, "named", True) if whom.low in _TO_WHOM else None  # “…” to everyone
    if tokens[at].text == ",":
        at += 1
    if at + 2 < last and tokens[at].low == "as":
        if tokens[at + 1].low == "they" or tokens[at + 2].low == "saying":
            return Governed(at, "glossed")  # as they say, as the saying goes
        for verb in range(at + 2, min(last, at + _MOST_BEHIND)):
            if CUES.get(tokens[verb].low) in ("say", "call", "put"):
                generic = is_generic(tokens, at + 1, verb) and tokens[verb].low != "said"
                return Governed(at, "glossed") if generic else None
    return None


def _word_for_it(tokens: tuple[Token, ...], first: int, colon: int) -> Governed | None:
    """`The Danes have a word for it: “hygge”`"""
    for at in range(colon - 2, max(first, colon - _MOST_TO_COLON), -1):
        if tokens[at].low == "for" and tokens[at - 1].low in _WORDS and at - 2 >= first:
            return Governed(colon, "glossed")
    return None
