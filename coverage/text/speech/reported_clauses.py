"""Clauses: where reported words begin behind a verb of speech, and where the outlet's own go on."""

from __future__ import annotations

from collections.abc import Collection

from ..frames.frames import Frame, Token
from ..lexicons import words
from ..people.clauses import (
    AUXILIARIES,
    PREPOSITIONS,
    SUBORDINATORS,
    is_finite,
    is_finite_word,
    verb_of,
)
from ..people.mentions import find_mentions

_DETERMINERS = words("determiners")
_CALENDAR = words("calendar")
#: Common forms of the present that are no verb of speech.
_PRESENT = frozenset(
    "be been goes comes makes takes gets gives keeps needs need wants want means plans expects "
    "hopes knows remains remain seems looks works lives runs owes faces feels deserves supports "
    "opposes isn aren wasn weren".split()
)
_PRONOUNS = frozenset(
    "he she they it there we i you this that these those nobody nothing everyone everybody "
    "somebody someone anyone no-one neither both all none one many most some".split()
)
_BEGINS_NOTHING = (
    frozenset(
        "and but or so yes no not only just too also again before after when while because if as "
        "than then well why how what who whom which whether".split()
    )
    | PREPOSITIONS
) - frozenset(["like"])
_NOUNS = ("tion", "sion", "ness", "ment", "ity", "acy", "ship", "ing")
BULLETS = frozenset("•·▪◦‣●■○")
_SHORTENED = frozenset(["'re", "’re", "'ll", "’ll", "'ve", "’ve", "n't", "n’t"])
#: A word behind a comma with which the outlet speaks again.
_OWN_AGAIN = frozenset(
    "but while although though whereas yet adding saying noting citing according insisting "
    "arguing claiming warning stressing telling explaining calling describing accusing urging "
    "suggesting referring prompting sparking drawing quoting as despite".split()
)
_TIMES = frozenset(
    "yesterday today tonight earlier later recently previously repeatedly publicly privately "
    "simply bluntly flatly last this early late also then again since already "
    "morning afternoon evening night week month year monday tuesday wednesday thursday friday "
    "saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)
_OPENS_TIME = frozenset("on in at during by to through via after before from".split())
MOST_BETWEEN = 12  # tokens between a verb of speech and its "that"


def has_verb(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """True when a verb with a subject of its own seems to stand among these tokens."""
    for at in range(first, last):
        token = tokens[at]
        if token.kind != "word" or token.is_capital:
            if token.low.split("’")[0].split("'")[0] in _PRONOUNS and _is_shortened(token.low):
                return True
            continue
        if token.low in _PRESENT or _is_shortened(token.low):
            return True
        if is_finite_word(token.low):
            if token.low in AUXILIARIES or not token.low.endswith("ed"):
                return True
            if at > first and not _is_participle(tokens, at):
                return True
    return False


def _is_shortened(low: str) -> bool:
    """`he's`, `they'll`, `she’d`."""
    return low[-3:] in _SHORTENED or (
        low[-2:] in ("'s", "’s", "'d", "’d") and low[:-2] in _PRONOUNS
    )


def _is_participle(tokens: tuple[Token, ...], at: int) -> bool:
    """`the [proposed] plan`, `by armed men`: no verb of a sentence."""
    before = tokens[at - 1].low
    return before in _DETERMINERS or before in PREPOSITIONS


def that_behind(tokens: tuple[Token, ...], at: int, end: int) -> int:
    """The "that" which opens the reported clause, over a hearer, a time or a place; -1 for none."""
    if at >= end:
        return -1
    if tokens[at].low == "that":
        return at if at + 1 < end else -1
    low = tokens[at].low
    if low not in _OPENS_TIME and low not in _TIMES and tokens[at].text != ",":
        return -1
    for ahead in range(at + 1, min(end - 1, at + MOST_BETWEEN)):
        token = tokens[ahead]
        if token.kind == "quote" or token.text in ";:":
            return -1
        if token.low == "that":
            commas = any(one.text == "," for one in tokens[at:ahead])
            return ahead if not commas or tokens[ahead - 1].text == "," else -1
        if token.low in AUXILIARIES:
            return -1
    return -1


def past_time(tokens: tuple[Token, ...], at: int, end: int) -> int:
    """The token behind `on Monday`, `Tuesday night`, `last week`, `in a statement`; else `at`."""
    start = at
    if at < end and tokens[at].low in ("on", "late", "early", "last", "this", "earlier"):
        at += 1
    if at < end and (tokens[at].low in _TIMES or tokens[at].low in _CALENDAR):
        at += 1
        while at < end and (tokens[at].low in _TIMES or tokens[at].text[0].isdigit()):
            at += 1
        return at
    if start + 2 < end and tokens[start].low in ("in", "during", "at"):
        if tokens[start + 1].low in ("a", "an", "his", "her", "its", "their"):
            for ahead in range(start + 2, min(end, start + 5)):
                if tokens[ahead].kind != "word" or tokens[ahead].is_capital:
                    break
                before = tokens[ahead - 1].low
                if before in PREPOSITIONS or before in SUBORDINATORS:
                    break
                if may_begin(tokens, ahead, end) and ahead > start + 2:
                    return ahead
    return start


def opens_time_or_place(token: Token) -> bool:
    """`on`, `Monday`, `later`, `during`: what may follow a verb of speech that ends a sentence."""
    low = token.low
    return low in PREPOSITIONS or low in _TIMES or low in _CALENDAR or low in ("when", "as")


def may_be_infinitive(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """True for what can follow "to" as a verb: resign, not "a moratorium", "Paris", "secrecy"."""
    if at >= end or not tokens[at].text.islower() or at + 1 >= end:
        return False
    low = tokens[at].low
    return low not in _DETERMINERS and low not in PREPOSITIONS and not low.endswith(_NOUNS)


def may_begin(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """True where a clause with a subject and a verb can begin without "that"."""
    if at + 2 >= end or tokens[at].kind != "word" or is_finite(tokens[at]):
        return False
    low = tokens[at].low
    base = low.split("'")[0].split("’")[0]
    if base in _PRONOUNS:
        return low != base or has_verb(tokens, at + 1, min(end, at + 5))
    if low in _BEGINS_NOTHING or (low in _TIMES and not tokens[at].is_capital):
        return False
    stop = at + 1
    while stop < min(end, at + 14) and tokens[stop].text not in (",", ";", ":", "—", "–"):
        stop += 1
    if low in _DETERMINERS or tokens[at].is_capital or low[0].isdigit():
        return has_verb(tokens, at + 1, stop)
    return has_verb(tokens, at + 1, min(stop, at + 4))


def has_subject(frame: Frame, sentence: int, at: int, end: int, surely: bool = False) -> bool:
    """True where a naming begins that is the subject of a verb of its own.

    `surely` asks for a verb that is never a participle: "the rules put in place" have none.
    """
    tokens = frame.tokens
    if at >= end:
        return False  # the sentence is over: `…, says United Nations report`
    base = tokens[at].low.split("'")[0].split("’")[0]
    if base in _PRONOUNS and base not in _DETERMINERS:
        return True
    for named in find_mentions(frame, *frame.sentences[sentence]):
        if named.first == at:
            verb = verb_of(tokens, named, end)
            if surely:
                return verb >= 0 and tokens[verb].low in AUXILIARIES
            return verb >= 0 and not tokens[verb].low.endswith("ed")
        if named.first > at:
            break
    return False


def clause_end(
    tokens: tuple[Token, ...], first: int, end: int, spoken: Collection[int] = ()
) -> int:
    """Where the reported clause ends: before a clause in which the outlet speaks again.

    `spoken` are the tokens with which other verbs of speech and their subjects begin.
    """
    begins = tokens[first + 1 if tokens[first].low == "that" and first + 1 < end else first]
    under = begins.low in SUBORDINATORS  # that [while …], he would go on
    for at in range(first + 3, end):
        text = tokens[at].text
        if text == "," and under:
            under = False
            continue
        if text == ";" or text in BULLETS:
            return at
        if text in "—–―" and has_verb(tokens, first, at):
            return at
        if text == "," and at + 2 < end:
            low = tokens[at + 1].low
            if low in _OWN_AGAIN or (at + 1 in spoken and has_verb(tokens, first, at)):
                return at
            if low == "and" and _is_own_subject(tokens, at + 2, end):
                if has_verb(tokens, first, at):
                    return at
    return end


def _is_own_subject(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """`, and [the council] voted`: a subject and a verb, with no "that" before them."""
    low = tokens[at].low
    if low == "that":
        return False
    if low not in _PRONOUNS and low not in _DETERMINERS and not tokens[at].is_capital:
        return False
    return has_verb(tokens, at + 1, min(end, at + 6))
