"""Unnamed actors: the soldier, the gunman, the whale that one article tells of without a name.

Only a word that an article uses of one alone is read: where it speaks of two soldiers, of another
one, or of a Russian and a Ukrainian one, who is meant where cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..frames.frames import Frame, Token
from ..lexicons import lines, words
from ..people.clauses import is_finite, plain_tokens
from ..people.namings import DETERMINERS, PRONOUNS, STOPS
from ..spans import Span
from .descriptions import hedged
from .named_actors import MOST_KEPT

#: Noun → whether many in one story are called so.
ACTORS = {row[0]: row[1:] == ("any",) for row in lines("actors")}
_PLURALS = {
    plural: noun
    for noun in ACTORS
    for plural in (
        noun + "s",
        noun[:-1] + "ies",
        noun[:-3] + "men" if noun.endswith("man") else noun + "es",
        {"child": "children", "person": "people", "wolf": "wolves", "calf": "calves"}.get(noun, ""),
    )
    if plural and plural not in ACTORS
}
_ONE = frozenset(["a", "an", "one"])
_THAT_ONE = frozenset(["the", "this", "that"])
_NUMBERS = frozenset("two three four five six seven eight nine ten both several".split())
#: What tells one from another of the kind.
_APART = frozenset(
    "another other second third fourth fifth first last former latter next older younger elder "
    "taller each every any no either neither same different new".split()
)
#: Words that only hedge, and those that many could be called.
_HEDGING = frozenset(
    "apparent purported so-called self-proclaimed would-be possible likely accused unnamed "
    "unidentified".split()
) | words("hedge_verbs")
_WEAK = _HEDGING | frozenset(
    "young old elderly little big large small poor late local alone whole only own lone stricken "
    "unfortunate".split()
)
_MOST_MODIFIERS = 7
_MOST_KINDS = 100  # different descriptions of one; nobody is called so many things
_SHORT_MARKED = 30  # code points of a modifier in marks: a “captured” soldier
_AGE = re.compile(r"(\d{1,3})(?:-year-old|-years-old)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the noun stands for somebody."""

    span: Span
    determiner: str  # "a", "the", "" in a headline's style
    modifiers: frozenset[str]  # hedges aside
    capitals: frozenset[str]  # of them: Russian
    ages: frozenset[str]
    is_ahead: bool  # in the headline, the standfirst or the first two sentences


@dataclass(frozen=True, slots=True)
class UnnamedActor:
    """Somebody whom an article calls by a noun and speaks of as the one of that kind."""

    noun: str
    spans: tuple[Span, ...]
    modifiers: frozenset[str]  # that tell more than a hedge
    capitals: frozenset[str]
    ages: frozenset[str]
    is_ahead: bool
    is_definite: bool  # spoken of again as "the soldier"


def unnamed_actors(
    frames: Sequence[tuple[Frame, str]], held: Collection[str]
) -> dict[str, UnnamedActor]:
    """Noun → the one it stands for; `frames` come with the kinds of their passages, `held` are the
    nouns that the article uses of people it names."""
    found: dict[str, list[Mention]] = {}
    several: set[str] = set(held)
    told = 0  # sentences of prose so far
    for frame, kind in frames:
        tokens = frame.tokens
        plain = plain_tokens(frame)
        is_head = kind in ("headline", "standfirst", "heading")
        for begin, stop in frame.sentences:
            if not is_head:
                told += 1
            for at in range(begin, stop):
                low = tokens[at].low
                if low in _PLURALS:
                    if _is_counted(tokens, at, begin):
                        several.add(_PLURALS[low])
                    continue
                if low not in ACTORS or low in several or tokens[at].kind != "word":
                    continue
                if tokens[at].is_capital and not plain[at].text.islower() and at > begin:
                    continue  # Captain Ines Varga, the King of Orle
                mention = _mention(frame, at, begin, stop, is_head, kind == "headline" or told < 3)
                if mention == "several":
                    several.add(low)
                elif isinstance(mention, Mention):
                    found.setdefault(low, []).append(mention)
    return {
        noun: actor
        for noun, mentions in found.items()
        if noun not in several and (actor := _actor(noun, mentions)) is not None
    }


def _is_counted(tokens: tuple[Token, ...], at: int, begin: int) -> bool:
    """`two [soldiers]`, `one of the [soldiers]`"""
    before = [token.low for token in tokens[max(begin, at - 5) : at]]
    if any(low in _NUMBERS or (low.isdigit() and len(low) < 3) for low in before[-3:]):
        return True
    return any(before[n : n + 2] in (["one", "of"], ["some", "of"]) for n in range(len(before)))


def _mention(
    frame: Frame, at: int, begin: int, stop: int, is_head: bool, is_ahead: bool
) -> Mention | str:
    """The naming whose noun stands at `at`; "several" where it tells one from another, "" where it
    names nobody who could be known again."""
    tokens = frame.tokens
    if at + 1 < stop:
        follows = tokens[at + 1]
        if follows.kind == "word" and (follows.is_capital and not is_head):
            return ""  # skipper Ada Holm
        if follows.text in "-'’" or (
            follows.kind == "word" and follows.low not in STOPS and _goes_on(follows)
        ):
            return ""  # soldier boy, the captain’s
    if tokens[at].text.endswith(("'s", "’s")):
        return ""
    first = at
    determiner = ""
    while first > begin and at - first < _MOST_MODIFIERS:
        token = tokens[first - 1]
        low = token.low
        if low in _APART:
            return "several"
        if low in DETERMINERS or low in PRONOUNS:
            if low not in _ONE | _THAT_ONE:
                return ""  # his mother, some soldier, her
            determiner, first = low, first - 1
            break
        if not _may_modify(tokens, first - 1, begin):
            break
        first -= 1
    if not determiner and (first > begin or not (is_head or first == frame.sentences[0][0])):
        return ""  # as captain
    span = hedged(frame, first, at + 1)
    own = [token for token in tokens[first + bool(determiner) : at] if token.kind == "word"]
    ages = frozenset(age.group(1) for token in own if (age := _AGE.match(token.low)))
    return Mention(
        span=span,
        determiner=determiner,
        modifiers=frozenset(token.low for token in own) - _HEDGING,
        capitals=frozenset(token.low for token in own if token.is_capital) - _WEAK,
        ages=ages | _age_behind(tokens, at, stop),
        is_ahead=is_ahead,
    )


def _goes_on(token: Token) -> bool:
    """True where the noun is only the first part of another: `the soldier uniform`. Verbs end in
    -s, -ed or -ing, or are known; all else is taken for a noun."""
    low = token.low
    return not (is_finite(token) or low.endswith(("s", "ed", "ing", "ly")))


def _may_modify(tokens: tuple[Token, ...], at: int, begin: int) -> bool:
    token = tokens[at]
    if token.kind == "quote":
        return token.width <= _SHORT_MARKED
    if token.text == ",":
        return (
            at > begin
            and tokens[at - 1].kind == "word"
            and not tokens[at - 1].is_capital
            and (at - 1 == begin or tokens[at - 2].low in _ONE | _THAT_ONE)
        )
    if token.kind != "word" or token.low in STOPS or token.text.endswith(("'s", "’s")):
        return False
    if token.low.endswith("ed") or token.low.endswith("en"):
        return True  # a captured soldier
    return not is_finite(token)


def _age_behind(tokens: tuple[Token, ...], at: int, stop: int) -> frozenset[str]:
    """`a man, 34,`, `a man aged 34`"""
    for sign in (",", "aged", "("):
        if at + 2 < stop and tokens[at + 1].low == sign and tokens[at + 2].text.isdigit():
            if len(tokens[at + 2].text) < 4 and (
                sign == "aged" or at + 3 >= stop or tokens[at + 3].kind != "word"
            ):
                return frozenset([tokens[at + 2].text])
    return frozenset()


def _actor(noun: str, mentions: Sequence[Mention]) -> UnnamedActor | None:
    """Whom the noun stands for in all of these places; None where it may be more than one."""
    if contradict([m.capitals for m in mentions]) or contradict([m.ages for m in mentions]):
        return None
    new = [m for m in mentions if m.determiner in _ONE]
    if contradict([m.modifiers for m in new]):
        return None  # an elderly passenger … a pregnant passenger
    is_definite = any(m.determiner in _THAT_ONE for m in mentions)
    if len(new) > 1 and not (is_definite or mentions[0].determiner == ""):
        return None
    return UnnamedActor(
        noun=noun,
        spans=_telling(mentions, noun),
        modifiers=frozenset().union(*(m.modifiers for m in mentions)) - _WEAK,
        capitals=frozenset().union(*(m.capitals for m in mentions)),
        ages=frozenset().union(*(m.ages for m in mentions)),
        is_ahead=any(m.is_ahead for m in mentions),
        is_definite=is_definite,
    )


def contradict(kinds: Sequence[frozenset[str]]) -> bool:
    """True where two say something and share nothing of it, or where too many say something else
    to be weighed against each other."""
    said = list({kind for kind in kinds if kind})
    return len(said) > _MOST_KINDS or any(
        one.isdisjoint(other) for n, one in enumerate(said) for other in said[n + 1 :]
    )


def _telling(mentions: Sequence[Mention], noun: str) -> tuple[Span, ...]:
    """The first naming, and behind it those in other words; the bare noun only as the first."""
    kept: list[Span] = []
    seen: set[str] = set()
    for mention in mentions:
        said = " ".join(mention.span.text.casefold().split())
        for article in ("a ", "an ", "the ", "one ", "this ", "that "):
            said = said.removeprefix(article)
        if said not in seen and (not kept or said != noun) and len(kept) < MOST_KEPT:
            kept.append(mention.span)
        seen.add(said)
    return tuple(kept)
