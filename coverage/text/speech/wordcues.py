"""Cues that are no verbs: according to, in the words of, per; her promise to “…”."""

from __future__ import annotations

from typing import NamedTuple

from ..frames.frames import Token
from ..lexicons import words
from ..people.clauses import is_finite
from ..people.namings import MentionKind, Named, Namings, is_possessive

_NOUNS = words("cue_nouns")
_OWNERS = {
    "his": "he",
    "her": "she",
    "their": "they",
    "its": "it",
    "my": "i",
    "our": "we",
    "your": "you",
}
_CARRIERS = words("statement_words")
_LEADS = frozenset(["of", "to", "that", "for"])
#: Nouns of speech that may be made to somebody: his remarks to “Harbour Hour”.
_REMARKS = frozenset("remark comment observation".split())
#: What may stand between the verb of a claim and its marks: had not been “…”, was a “…”.
_WITH_VERB = frozenset(
    "a an the not been be being so too just only no more very even also never ever simply".split()
)
#: Tokens between a noun and the marks it introduces, at most.
_MOST_BETWEEN = 8


class Way(NamedTuple):
    """The tokens of `according to`, `in the words of`: from `start` to `end`."""

    start: int
    end: int
    name: str


def by_way_of(tokens: tuple[Token, ...], first: int, at: int, last: int) -> Way | None:
    """The words here after which who speaks is named, or None."""
    low = tokens[at].low
    if low == "according":
        if at + 2 < last and tokens[at + 1].low == "to":
            return Way(at, at + 2, "according")
    elif low == "words":
        if (
            at - 2 >= first
            and at + 2 < last
            and tokens[at + 1].low == "of"
            and tokens[at - 2].low == "in"
            and tokens[at - 1].low == "the"
        ):
            return Way(at - 2, at + 2, "words")
    elif low == "per":
        opens = at == first or tokens[at - 1].text in ",(" or tokens[at - 1].kind == "quote"
        if opens and at + 1 < last and (tokens[at + 1].is_capital or tokens[at + 1].low == "the"):
            return None if tokens[at].is_capital and at > first else Way(at, at + 1, "per")
    return None


def may_be_noun_cue(low: str) -> bool:
    """True for "promise", "claims", and for "letter", which needs a colon."""
    return low in _NOUNS or low in _CARRIERS or low[:-1] in _CARRIERS or _is_said(low)


def _is_said(low: str) -> bool:
    return low in _NOUNS or (low.endswith("s") and low[:-1] in _NOUNS)


def at_noun(tokens: tuple[Token, ...], at: int, last: int, mentions: Namings) -> Named | None:
    """Whose promise, claim or warning the noun here is, where marks follow it; or None.

    `her promise to “…”` → her; `Holm’s warning: “…”` → Holm’s.
    """
    if not may_be_noun_cue(tokens[at].low):
        return None
    if not _is_said(tokens[at].low) and (at + 1 >= last or tokens[at + 1].text != ":"):
        return None  # her letter: “…”
    named = mentions.holding(at)
    if named is None or named.first == at or not introduces(tokens, at, last):
        return None
    opening = tokens[named.first].low
    if opening in _OWNERS:
        return Named(named.first, named.first + 1, "pronoun", _OWNERS[opening], True)
    for owner in range(at - 1, named.first - 1, -1):
        if tokens[owner].kind == "word" and is_possessive(tokens[owner], tokens, owner):
            kind: MentionKind = "name" if tokens[owner].is_capital else "nominal"
            head = tokens[owner].low.rstrip("s").rstrip("'’") or tokens[owner].low
            return Named(named.first, owner + 1, kind, head, True, True)
    return None


def introduces(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """True where a colon, "that", "of", "to" … and marks follow the noun."""
    if at + 1 >= last:
        return False
    follows = tokens[at + 1]
    if follows.kind == "quote":
        return True
    if follows.text == ":":
        return at + 2 < last and tokens[at + 2].kind == "quote"
    stop = min(last, at + _MOST_BETWEEN)
    if follows.low == "that":
        return _states(tokens, at + 2, stop)
    if follows.low not in _LEADS or _bare(tokens[at].low) in _REMARKS:
        return False
    stated = False  # her advice to the crew was short: “…”
    for ahead in range(at + 2, stop):
        token = tokens[ahead]
        if token.kind == "quote":
            return not stated or tokens[ahead - 1].text == ":"
        if token.low in ("was", "is"):
            stated = True
        elif is_finite(token) or (token.kind != "word" and token.text != ":"):
            return False
    return False


def _states(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """`that the vote was “rigged”`, `that keepers “should save”`: a clause up to the marks, whose
    verb, where it has one before them, stands beside them."""
    has_verb = False
    for at in range(first, last):
        token = tokens[at]
        if token.kind == "quote":
            return True
        if token.kind != "word" or (has_verb and token.low not in _WITH_VERB):
            return False
        if is_finite(token) and not has_verb:
            if at == first:
                return False
            has_verb = True
    return False


def _bare(low: str) -> str:
    return low[:-1] if low.endswith("s") else low
