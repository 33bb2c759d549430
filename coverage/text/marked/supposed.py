"""Supposed words: what may be said, should be said, or somebody is bidden to say.

`if he says “sorry”`, `Don’t say “no”`, `hard to say “no”`, `could have said “yes”`, `nobody says`.
What somebody did say (he went on to say “no”) and did not (he did not say “no”) is left to the
scorer: both are told of somebody.
"""

from __future__ import annotations

from ..frames.frames import Frame, Token
from ..people.namings import CUES
from .governed import Governed
from .named_so import is_generic
from .nobody import words_inside

#: What may be heard or seen, as well as said, where it is only supposed.
_HEARING = frozenset(["hear", "see", "read"])
_MOST_BACK = 12  # tokens before the verb in which its clause opens
#: Verbs of plain saying, whose marks hold the very words.
_SAYING = frozenset(
    "say tell shout answer reply respond write cry yell whisper ask utter murmur type".split()
)
_IF = frozenset("if unless whenever whether".split())
_ONCE = frozenset("until till once before when as".split())
_TIMES = frozenset("every each any next".split())
_ANYBODY = frozenset("you we one someone somebody anyone anybody people they everyone".split())
_WHOEVER = frozenset("anyone anybody whoever".split())
_NOBODYS = frozenset("nobody none".split())
_WOULD = frozenset("would could might".split())
_OUGHT = frozenset(
    "must should could may might can can’t can't cannot shouldn’t shouldn't couldn’t couldn't "
    "mustn’t mustn't ought".split()
)
_BETWEEN = frozenset(
    "not never have be also just always ever still simply even only n't first then now all".split()
)
_MOST_PEOPLE = frozenset("most many some few others everyone everybody people you anyone".split())
_AUXILIARIES = frozenset(
    "do does did would will could can should may might must is are has have had".split()
)
#: After these, "to say" says nothing: hard to say “no”.
_WITHOUT_SAYING = frozenset(
    "hard harder easy easier difficult impossible possible wrong right tempting time enough rude "
    "polite better best free able unable afraid reluctant ready learn learns learned learnt "
    "learning refuse refuses refused refusing decline declined declines dare dares dared "
    "how when where not never forget forgets forgot fail fails failed wise safe fair power "
    "courage nerve chance freedom luxury ability habit permission".split()
)
_TAUGHT = frozenset("taught trained programmed supposed meant encouraged reminded advised".split())
_ON_OCCASION = frozenset("when for to instead if".split())
_NOT_SAYING = frozenset("without instead short than avoid avoids avoided afraid fear".split())
_BIDS = frozenset("don’t don't never please just always do let’s let's simply".split())


def supposed_at(frame: Frame, first: int, place: int) -> Governed | None:
    """Words that may be said, should be said, or that somebody is bidden to say."""
    tokens = frame.tokens
    at = place - 1
    if tokens[at].kind == "word" and tokens[at].low in ("him", "her", "them", "us", "you", "me"):
        at -= 1
    if tokens[at].low in ("word", "words") and at - 2 > first:
        at -= 2  # to say the word “…”
    if at < first or tokens[at].kind != "word":
        return None
    low = tokens[at].low
    base = CUES.get(low)
    if low == "saying" and at > first:
        return _unsaid(tokens, first, at)
    if low.endswith("ing") or (base not in _SAYING and base not in _HEARING):
        return None
    found = Governed(at, "supposed", True)
    is_present = low == base or low.endswith("s")
    if base in _HEARING:
        return found if is_present and _in_condition(frame, first, at, True) else None
    if at == first:
        return found if low == base and tokens[at].is_capital else None
    left = tokens[at - 1]
    if low == base and left.text in ":;—–":
        return found  # The rule is simple: say “please”.
    if left.low in _BIDS and low == base:
        back = at - 1
        while back > first and tokens[back - 1].low in _BIDS:
            back -= 1
        if back == first or tokens[back - 1].kind != "word":
            return found  # Don’t say “no”
    if left.low == "to" and low == base:
        for back in range(at - 2, max(first, at - 4) - 1, -1):
            if tokens[back].low in _WITHOUT_SAYING or tokens[back].low in _TAUGHT:
                return found
            if tokens[back].low == "than":
                return found
        return None
    back = at - 1
    while back >= first and tokens[back].low in _BETWEEN:
        back -= 1
    if back >= first and tokens[back].low in _OUGHT:
        return None if "only" in [token.low for token in tokens[back:at]] else found
    if back > first and tokens[back].low == "would" and tokens[back - 1].low in _MOST_PEOPLE:
        return found  # most would say “no”
    if back >= first and back < at - 1 and tokens[back].low == "would":
        return found if "have" in [t.low for t in tokens[back:at]] else None
    if low == base and _is_habit(frame, first, at, place):
        return found
    return found if _in_condition(frame, first, at, is_present) else None


def _is_habit(frame: Frame, first: int, at: int, place: int) -> bool:
    """`People in Orle say “ta-ra” when they leave`: what is said for something, by anybody."""
    tokens = frame.tokens
    if place + 1 >= len(tokens) or tokens[place + 1].low not in _ON_OCCASION:
        return False
    return len(words_inside(frame, frame.tokens[place].quote).words) <= 2 and is_generic(
        tokens, first, at
    )


def _unsaid(tokens: tuple[Token, ...], first: int, at: int) -> Governed | None:
    """`without saying “…”`, `instead of saying “…”`, `stopped short of saying “…”`."""
    left = tokens[at - 1].low
    if left == "of" and at - 2 >= first:
        left = tokens[at - 2].low
    return Governed(at, "supposed", True) if left in _NOT_SAYING else None


def _in_condition(frame: Frame, first: int, at: int, is_present: bool) -> bool:
    """True where the verb's clause opens with if, whenever, nobody …"""
    tokens = frame.tokens
    sentence = frame.sentence_of(at)
    last = frame.sentences[sentence][1]
    start = at
    while start > first and at - start < _MOST_BACK and tokens[start - 1].kind == "word":
        start -= 1
    for spot in range(at - 1, start - 1, -1):
        low = tokens[spot].low
        if low in _WHOEVER and is_present:
            return True
        if low in _NOBODYS or (low == "no" and tokens[spot + 1].low in ("one", "body")):
            return True
        if low in _IF:
            return is_present or any(token.low in _WOULD for token in tokens[first:last])
        if low in _TIMES and spot + 1 < at and tokens[spot + 1].low in ("time", "times"):
            return is_present
        if low in _ONCE and is_present:
            if low in ("when", "as", "before"):
                follows = tokens[spot + 1].low
                return low == "when" and (follows in _ANYBODY or follows in ("a", "an", "any"))
            return spot == start or low == "until"
    asks = tokens[last - 1].text == "?"
    if asks and start == first and tokens[first].low in ("who", "what"):
        return True  # Who said “never”?
    if tokens[start].low in ("had", "should") and (start == first or tokens[start - 1].text == ","):
        return start + 1 < at  # Should the board say “no”, …
    return asks and tokens[first].low in _AUXILIARIES and start == first
