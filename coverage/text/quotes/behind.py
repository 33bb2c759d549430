"""Who is named behind a passage that is nothing but a quote.

A credit (`— Ada Holm, mayor`, `Ada Holm, the mayor, on the new bridge`) or a sentence that says
whose words they were (`That is how Ada Holm put it.`, `So said the mayor.`).
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ..frames.frames import Frame, Token
from ..frames.wordflags import DETERMINER, MAYBE_ROLE
from ..people.clauses import PREPOSITIONS, RELATIVES
from ..people.mentions import read_mention
from ..people.namings import Named
from ..speech.reported_clauses import has_verb

#: The naming follows at the end of the match.
_WHOSE = re.compile(
    r"(?:(?:That|This|It)(?:[’']s| is| was) (?:how|what|the way) "
    r"|So (?:said|says|spoke|argued|wrote) |Thus (?:spoke|spake|said|wrote) "
    r"|(?:Those|These) (?:were|are) (?:the|some of the|among the) (?:\w+ )?words of "
    r"|(?:That|This) (?:is|was) the (?:\w+ )?(?:verdict|view|message|warning|advice|opinion|claim|"
    r"assessment|conclusion|judgment|judgement|answer|plea|appeal) (?:of|from) )"
)
_HOW = re.compile(
    r"(?:put|puts|sees|saw|described|describes|remembers|remembered|recalls|recalled|told|said|"
    r"says|sums|summed|wrote|explained|explains|phrased|reacted)\b"
)
_DASHES = "—–―-"
_LONGEST_CREDIT = 30  # tokens
_PLACES_OF_WORK = frozenset(",(")


def named_behind(body: str, frame: Frame, behind: Frame | None) -> Named | None:
    """The naming in `behind`, the frame of the next passage, of who said all of `frame`."""
    if behind is None or not behind.tokens or len(frame.stretches) != 1:
        return None
    if any(token.kind == "word" for token in frame.tokens):
        return None
    return _credited(behind) or _told(body, behind)


def _credited(behind: Frame) -> Named | None:
    """`— Ada Holm, mayor`; without a dash only a full name with something about it, and no verb."""
    tokens = behind.tokens
    dashed = 0
    while dashed < len(tokens) and tokens[dashed].text in _DASHES:
        dashed += 1
    if behind.stretches or len(tokens) > _LONGEST_CREDIT or dashed >= len(tokens) or dashed > 2:
        return None
    named = read_mention(tokens, dashed, len(tokens), True)
    if named is None or named.kind != "name" or named.possessive:
        return None
    rest = [token for token in tokens[named.last :] if token.text not in ".!"]
    if has_verb(tokens, dashed, len(tokens)):
        return None
    if dashed:
        return named if not rest or rest[0].text in _PLACES_OF_WORK or rest[0].low == "on" else None
    if not named.sure or not rest or rest[0].text != ",":
        return None
    ends = tokens[-1].text in ".!"
    return None if ends and _may_be_sentence(tokens, named.last, len(tokens)) else named


def _may_be_sentence(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """True for `(Ada Holm), 51, sells fish.`: a word that may be a verb where a clause goes on.

    Behind a comma a credit has an age, an article, a place, a role or a preposition.
    """
    for at in range(first, last - 1):
        token, follows = tokens[at], tokens[at + 1]
        if token.low in RELATIVES:
            return True
        if token.text != "," or follows.kind != "word" or follows.is_capital:
            continue
        if follows.text[0].isdigit() or follows.low in PREPOSITIONS:
            continue
        if follows.flags & (DETERMINER | MAYBE_ROLE):
            continue
        behind = tokens[at + 2] if at + 2 < last else None
        if behind is None or not behind.flags & MAYBE_ROLE:
            return True
    return False


def _told(body: str, behind: Frame) -> Named | None:
    match = _WHOSE.match(body, behind.start_of(0), behind.end)
    if match is None:
        return None
    tokens = behind.tokens
    first = bisect_left(behind.starts, match.end())
    named = read_mention(tokens, first, len(tokens)) if first < len(tokens) else None
    if named is None or named.possessive or named.kind == "pronoun" and named.head in ("i", "we"):
        return None
    if match.group().endswith(("how ", "what ", "way ")):
        near = tokens[named.last : named.last + 5]
        if not any(_HOW.match(token.low) for token in near):
            return None
    return named
