"""Outlets named by one word: `told Meridian`, where nothing else says that it is a paper.

A person told something by a bare surname has a whole name elsewhere in the article, or does
something there; a paper is named where it was told, or where it printed it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..frames.nameparts import (
    BODY,
    BODY_ROLE,
    GIVEN,
    NOBODYS,
    NOT_PEOPLE,
    PARTS,
    PLACE,
    PLAIN,
    fold,
)
from ..lexicons import words

_NO_OUTLET = BODY | BODY_ROLE | GIVEN | NOBODYS | PLACE
#: Who is told something by one word, and is no paper.
_TOLD = frozenset("lords commons peers mps meps msps tds dáil god alexa siri congress".split())
_KINDS = words("outlet_words") | words("audiences") | {"monthly", "quarterly", "title", "tabloid"}
#: What stands before an outlet; in what a person is named by, no name.
_BEFORE = re.compile(
    r"\b(?:told|tells|tell|telling|with|by|in|to|for|from|on|that|interview|and|says) \Z"
)
_WHAT_IT_IS = re.compile(r",? (?:the|a|an|which|’s|'s)\b([^.\n]{0,60})")
_PRINTS = re.compile(
    r" (?:has |had |also |first |since )?(?:published|reported|revealed|obtained|printed|"
    r"approached|contacted|understands|reports|broke)\b"
)
#: Where an article names the outlet it appeared in: characters from its start and its end.
_HEAD, _FOOT = 4000, 1000
_WORD_BEFORE, _WORD_AFTER = re.compile(r"\b(\w+)\s\Z"), re.compile(r"\s(\w+)")
_OUTLETS = words("outlet_words")
_LONGEST_BODY = 400_000  # code points in which a name is looked for


def is_only_told(body: str, word: str) -> bool:
    """True for one word with a capital that the article names only as a paper would be named."""
    bits = PARTS[word]
    if not bits & PLAIN or bits & _NO_OUTLET or len(word) < 3:
        return False
    low = fold(word)
    if word.casefold() in _TOLD or low in NOT_PEOPLE or low.removesuffix("s") in NOT_PEOPLE:
        return False
    return len(body) <= _LONGEST_BODY and _is_nobody_else(body, word)


@lru_cache(maxsize=64)
def _is_nobody_else(body: str, word: str) -> bool:
    at = body.find(word)
    while at >= 0:
        end = at + len(word)
        follows = body[end : end + 80]
        is_whole = not body[at - 1 : at].isalnum() and not follows[:1].isalnum()
        if is_whole and not _is_as_a_paper(body[max(0, at - 12) : at], follows):
            return False
        at = body.find(word, end)
    return True


def _is_as_a_paper(before: str, follows: str) -> bool:
    """True where these words beside the name leave it a paper's."""
    if _PRINTS.match(follows):
        return True
    told = _WHAT_IT_IS.match(follows)
    if told and _KINDS.intersection(re.findall(r"[^\W\d_]+", told[1].casefold())):
        return True
    if re.match(r" [A-Z]", follows) or follows.startswith((", who", "’s lawyer", "'s lawyer")):
        return False
    return _BEFORE.search(before) is not None


@lru_cache(maxsize=32)
def is_named_whole(body: str, word: str) -> bool:
    """True for `the Lamp` where the article's head or foot names `the Daily Lamp`."""
    for part in (body[:_HEAD], body[_HEAD:][-_FOOT:]):
        at = part.find(word)
        while at >= 0:
            before = _WORD_BEFORE.search(part, max(0, at - 20), at)
            after = _WORD_AFTER.match(part, at + len(word))
            for near in (before, after):
                if near and near[1][0].isupper() and near[1].casefold() in _OUTLETS:
                    return True
            at = part.find(word, at + 1)
    return False
