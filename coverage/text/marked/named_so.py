"""Named words: what people in general call a thing, or what it is called by nobody told.

`Doctors call it “broken heart syndrome”`, `is known as “gleaning”`, `a folder named “holiday”`. A
verdict of somebody's is none: `The union called the cuts “a disgrace”`, `Critics call it “mad”`.
"""

from __future__ import annotations

from ..frames.frames import Frame, Token
from ..lexicons import verbs, words
from ..people.clauses import is_finite
from ..people.namings import CUES, DETERMINERS, STOPS
from ..speech.speeches import Speech
from ..speech.subjects import PREPOSITIONS
from .governed import Governed
from .nobody import words_inside

_MOST_OBJECT = 6
_MOST_FRONTED = 24  # tokens from "what" to the verb: what Holm, the mayor, called “…”
_NAMING = verbs("naming_verbs")
_PARTISANS = words("partisans")
_VERDICTS = words("verdicts")
_ADVERBS = words("adverbs")
_JUDGING = ("able", "ible", "ful", "less", "ous")
_BE = frozenset("is are was were be been being am get gets got".split())
_NOW = frozenset("is are be being get gets".split())
_ARTICLES = frozenset("a an the only".split())
_FRONTED = frozenset("what which whom who that".split())
_GENERIC = frozenset(
    "we people you everybody everyone nobody anyone some many others most folk one".split()
)
_TRADES = frozenset(
    "industry trade law laws rules regulations statute statutes code textbook textbooks manual "
    "manuals dictionary dictionaries profession slang jargon".split()
)
_NATIONS = words("tongues")
_DEMONYMS = words("not_people")
_BIDDEN = frozenset("told asked taught trained instructed encouraged supposed meant".split())
_MANY = frozenset("many most some other all few lots young old older younger local".split())
_IRREGULAR = frozenset("people men women children folk police".split())
_NOT_PLURAL = ("ss", "us", "is", "'s", "’s")
_MIGHT = frozenset("would might could may can".split())
_CALLING = frozenset("call term dub name label describe".split())
_ANYBODY = frozenset("everybody everyone nobody anyone anybody one else industry".split())
#: What is called so is a kind of thing: this, such firms.
_KINDS_OF = frozenset("this these such that those".split())
#: With these "call" and "mark" are other verbs.
_OTHERWISE = frozenset("for on upon off out in down".split())
#: Verbs with which people weigh a thing as often as they name it.
_WEIGHING = frozenset("describe brand label list rate mark class classify".split())
_OF_QUALITY = ("y", "ic", "al", "ive", "ish", "ed", "less", "ful", "ous", "able", "ible")
#: Participles of what is written on a thing, or is its name, whoever tells of it.
_LABELS = frozenset("called named marked stamped tagged".split())
#: Participles that are said of what is named, never of who names it.
_KNOW = frozenset("know knows knew".split())
_SPEAKING = frozenset("speak speaks talk talks".split())
_OF_WHOM = frozenset("known nicknamed named titled entitled".split())


def judges(frame: Frame, index: int) -> bool:
    """True for words that judge: “a disgrace”, “reckless and cruel”; no name of a thing."""
    inside = words_inside(frame, index)
    low = inside.words[0].casefold()
    if low in ("a", "an") or inside.end in "!?" or not _VERDICTS.isdisjoint(inside.lows):
        return True
    return len(inside.words) <= 3 and any(word.endswith(_JUDGING) for word in inside.lows)


def named_at(
    frame: Frame, index: int, first: int, place: int, agent: Speech | None
) -> Governed | None:
    """The name people in general, or nobody told, give a thing."""
    tokens = frame.tokens
    for at in range(place - 1, max(first, place - 1 - _MOST_OBJECT) - 1, -1):
        token = tokens[at]
        if token.kind != "word":
            return None
        low = token.low
        base = _NAMING.get(low)
        if low in _SPEAKING and tokens[at + 1].low in ("of", "about"):
            return _of_everybody(frame, index, first, at, place, low)
        if base is None or (token.is_capital and at > first):
            if low in _KNOW and tokens[place - 1].low == "as":
                return Governed(at, "named", True)  # fans know him as “…”
            continue
        if low == base and tokens[at - 1].low == "to" and at - 2 > first:
            bidden = tokens[at - 2].low in _BIDDEN
            return Governed(at, "named", True) if bidden else None  # told to call them “…”
        if low in (base, f"{base}s", f"{base[:-1]}ies") and low != "known":
            return _of_everybody(frame, index, first, at, place, base)
        if low.endswith("ing") or at == first:
            return None
        return _of_nobody(frame, index, first, at, place, agent)
    return None


def _of_everybody(
    frame: Frame, index: int, first: int, at: int, place: int, base: str
) -> Governed | None:
    """`Doctors call it “…”`: a present with a subject that is no definite somebody."""
    tokens = frame.tokens
    if tokens[at - 1].low in _MIGHT and tokens[at].low == base and base in _CALLING:
        if _is_anybody(tokens, first, at - 1):
            return Governed(at, "named", True)  # some would call it “theft”
    if judges(frame, index) or not is_generic(tokens, first, at, tokens[at].low == base):
        return None
    told = [token.low for token in tokens[at + 1 : place] if token.low not in ("as", "to")]
    if told and told[0] in _OTHERWISE:
        return None  # parents call for “…”
    if _KINDS_OF.isdisjoint(told):
        if base in _WEIGHING:
            return None  # patients describe the pain as “…”
        if told and _is_quality(words_inside(frame, index).words):
            return None  # users call the app “clunky”
    return Governed(at, "named")


def _is_anybody(tokens: tuple[Token, ...], first: int, modal: int) -> bool:
    """True for `some`, `you`, `an estate agent` before "would" and "might"."""
    if tokens[modal - 1].low in _GENERIC:
        return True
    return any(
        tokens[at].low in ("a", "an", "some") and at in (first, modal - 3, modal - 2)
        for at in range(max(first, modal - 4), modal)
    )


def _is_quality(told: list[str]) -> bool:
    """True for one word that ends as adjectives do: clunky, magic."""
    word = told[-1]
    return len(told) == 1 and word.islower() and word.endswith(_OF_QUALITY)


def is_generic(tokens: tuple[Token, ...], first: int, verb: int, is_plural: bool = True) -> bool:
    """True for `Doctors`, `many local farmers`, `people in the valley`, `we` before the verb.

    `is_plural` says that the verb has the plural's form: `Reuters calls it` is one.
    """
    at = verb - 1
    while (
        at >= first
        and tokens[at].low != "to"
        and (tokens[at].low in _ADVERBS or tokens[at].low in ("here", "there"))
    ):
        at -= 1
    if at < first:
        return False
    if not is_plural:
        return tokens[at].low in _ANYBODY or tokens[at].low in _TRADES
    if _heads_many(tokens, first, at):
        return True
    for back in range(at - 1, max(first, at - 5), -1):  # people [in the valley]
        token = tokens[back]
        if token.kind != "word":
            return False
        if token.low in PREPOSITIONS and _heads_many(tokens, first, back - 1):
            return True
    return False


def _heads_many(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    token = tokens[at]
    low = token.low
    if token.kind != "word":
        return False
    if low == "they":
        return at == first or _is_generic_opening(tokens, first, at)
    if low in _GENERIC:
        return True
    if low in _TRADES:
        return True
    if token.is_capital and low in _NATIONS:
        return at > first and tokens[at - 1].low == "the"  # The Japanese call it “…”
    if token.is_capital and low in _DEMONYMS and low.endswith("s") and low not in _PARTISANS:
        return True
    if not (low.endswith("s") and not low.endswith(_NOT_PLURAL)) and low not in _IRREGULAR:
        return False
    if low in _PARTISANS or low in STOPS or (token.is_capital and at > first):
        return False
    start = at
    while start > first and at - start < 4:
        left = tokens[start - 1]
        if left.kind != "word" or left.low in STOPS and left.low not in _MANY:
            break
        if left.low in DETERMINERS and left.low not in _MANY:
            return False
        if left.is_capital and start - 1 > first:
            return False
        start -= 1
    return True


def _is_generic_opening(tokens: tuple[Token, ...], first: int, stop: int) -> bool:
    """True where the sentence's first words are such a subject: Traders speak of what [they] …"""
    return any(
        tokens[at].kind == "word"
        and tokens[at].low not in _GENERIC
        and tokens[at].low != "they"
        and _heads_many(tokens, first, at)
        for at in range(first, min(first + 3, stop))
    )


def _of_nobody(
    frame: Frame, index: int, first: int, at: int, place: int, agent: Speech | None
) -> Governed | None:
    """`is known as “…”`, `a folder named “…”`: a participle without anybody who names."""
    tokens = frame.tokens
    if tokens[at].low == "known" and _is_known_as(tokens, at, place):
        return Governed(at, "named", True)
    for token in tokens[at + 1 : place]:
        if token.low not in _ARTICLES and token.low not in ("as", "to"):
            return None  # called the cuts “…”
    back = at - 1
    while back > first and tokens[back].low in _ADVERBS and tokens[back].low not in _BE:
        back -= 1
    left = tokens[back]
    if tokens[at].low in _OF_WHOM and tokens[at].low != "named":
        return Governed(at, "named", True)
    if left.low not in _BE:
        if tokens[at + 1].low in _ARTICLES and (
            _NAMING[tokens[at].low] == "describe"
            or (_starts_sentence(tokens, first, back) and not _goes_on(tokens, place))
        ):
            return None  # witnesses described a “…”
        for spot in range(max(first, at - _MOST_FRONTED), at):
            if tokens[spot].low in _FRONTED:
                return None  # what the minister called “…”
        if left.kind == "word" and (left.low in STOPS or left.low in CUES):
            return None
        if tokens[at].low != "named" and _is_zero_relative(tokens, first, back):
            return None
        if at == place - 1 and left.kind == "word" and agent is None:
            return Governed(at, "named", tokens[at].low in _LABELS)
    if agent is None or tokens[at].low == "named":
        labelled = tokens[at].low.startswith("label")
        labelled = labelled and words_inside(frame, index).words[0][0].isupper()
        return Governed(at, "named", labelled or tokens[at].low in _LABELS - {"called"})
    return None


def habitual(frame: Frame, index: int, agent: Speech) -> Governed | None:
    """`The storm is called “the Widow” by locals`: anybody's name for it, whoever stands behind."""
    tokens, subject = frame.tokens, agent.subject
    back = agent.cue - 1
    while back > 0 and tokens[back].low in _ADVERBS and tokens[back].low not in _BE:
        back -= 1
    is_past = tokens[back].low in _BE and tokens[back].low not in _NOW
    if is_past or subject.kind != "nominal" or judges(frame, index):
        return None
    if agent.reach != "agent" or tokens[agent.cue].low not in _NAMING:
        return None
    if _heads_many(tokens, subject.first, subject.last - 1):
        return Governed(agent.cue, "named")
    return None


def _goes_on(tokens: tuple[Token, ...], place: int) -> bool:
    """True where the sentence's own verb stands behind the marks: called “…” [is] seen."""
    return place + 1 < len(tokens) and is_finite(tokens[place + 1])


def _starts_sentence(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    """True where all words up to this one are one naming, which may be the verb's subject."""
    return not any(
        token.kind != "word" or token.low in STOPS or is_finite(token)
        for token in tokens[first + 1 : at + 1]
    )


def _is_known_as(tokens: tuple[Token, ...], at: int, place: int) -> bool:
    """`known [locally as] “…”`, `known [to fans as the] “…”`"""
    back = place - 1
    while back > at and tokens[back].low in _ARTICLES:
        back -= 1
    return back > at and tokens[back].low == "as"


def _is_zero_relative(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    """True where who names stands right before the verb: a move [its chief] described as “…”.

    `at` is the token before the verb, or a comma: a move its chief, [Ada Holm], called “…”.
    """
    if tokens[at].text == ",":
        return any(token.is_capital for token in tokens[max(first + 1, at - 3) : at])
    if tokens[at].is_capital:
        while at - 1 > first and tokens[at - 1].is_capital:
            at -= 1
    else:
        while at - 1 > first and tokens[at].low not in DETERMINERS:
            at -= 1
            if tokens[at].kind != "word" or tokens[at].low in STOPS or is_finite(tokens[at]):
                return False
    if at - 1 <= first:
        return False
    left = tokens[at - 1]
    return left.kind == "word" and left.low not in STOPS and not is_finite(left)
