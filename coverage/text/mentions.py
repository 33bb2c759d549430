"""Mentions: the stretches of a frame that name a person, a body, or somebody unnamed."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from .frames import Frame, Token
from .lexicons import lines, verbs, words

MentionKind = Literal["name", "nominal", "pronoun"]

_TITLES = words("titles")
_ROLES = words("roles")
_BODIES = words("bodies")
_DETERMINERS = words("determiners")
_STOPS = words("stops")
_CALENDAR = words("calendar")
_CUES = verbs("cues")
PRONOUNS = {row[0]: row[1] for row in lines("pronouns")}
_JOINERS = frozenset("de da di du van von der den bin al el la le dos ibn ben ap y".split())
_ARTICLES = frozenset("the a an this that these those his her their its some many".split())
#: Small words that may stand inside a naming: the most wanted man, the then mayor.
_INSIDE = frozenset(["most", "more", "well", "then"])


class Named(NamedTuple):
    """Tokens `first` to `last` (exclusive) name somebody; `head` is the word that counts."""

    first: int
    last: int
    kind: MentionKind
    head: str
    sure: bool  # a role, a title or a full name: surely somebody
    possessive: bool = False


@cache
def is_role(word: str) -> bool:
    """True for "spokesman", "officials", "companies": one of the roles or its plural."""
    if word in _ROLES:
        return True
    if word.endswith("ies") and word[:-3] + "y" in _ROLES:
        return True
    if word.endswith("es") and word[:-2] in _ROLES:
        return True
    if word.endswith("s") and word[:-1] in _ROLES:
        return True
    for hyphen in "-":
        if hyphen in word:
            return is_role(word.rsplit(hyphen, 1)[1])
    return False


@lru_cache(maxsize=32_768)
def _may_begin(low: str) -> bool:
    """True for a small word with which a naming can begin."""
    return low in PRONOUNS or low in _DETERMINERS or low in _TITLES or is_role(_bare(low))


@lru_cache(maxsize=32_768)
def _is_bare_role(low: str) -> bool:
    return is_role(_bare(low))


def find_mentions(frame: Frame, first: int, last: int) -> list[Named]:
    """The mentions among tokens `first` to `last`, in order, none overlapping."""
    known: list[Named] | None = frame.memo.get((first, last))
    if known is not None:
        return known
    found: list[Named] = []
    tokens = frame.tokens
    index = first
    while index < last:
        token = tokens[index]
        if token.kind != "word" or not (
            token.is_capital
            or _may_begin(token.low)
            or (index + 1 < last and _is_bare_role(tokens[index + 1].low))
        ):
            index += 1
            continue
        named = read_mention(tokens, index, last, index == first)
        if named is None:
            index += 1
            continue
        found.append(named)
        index = named.last
    frame.memo[first, last] = found
    return found


def read_mention(
    tokens: tuple[Token, ...], index: int, last: int, at_start: bool = False
) -> Named | None:
    """The mention that begins at this token, or None."""
    token = tokens[index]
    low = token.low
    if low in PRONOUNS and (token.text != "US" and token.text != "IT"):
        return Named(index, index + 1, "pronoun", low, True)
    if low == "a" and index + 1 < last and tokens[index + 1].low.endswith("é"):
        return None  # `a déclaré Ada Holm`: French, and a verb
    if low in _DETERMINERS:
        return _nominal(tokens, index, last)
    heads = at_start and low in _CUES and _heads_subject(tokens, index, last)
    if _can_begin_name(token, at_start, heads) or (not at_start and _is_given(tokens, index, last)):
        follows = tokens[index + 1] if index + 1 < last else None
        if at_start and follows and (follows.low in _ARTICLES or follows.low in PRONOUNS):
            return None  # `Soon the call …`, `Apparently he …`
        return _name(tokens, index, last)
    if low in _TITLES or is_role(_bare(low)):
        return _bare_nominal(tokens, index, last)
    if token.text.islower() and low not in _CUES and _may_be_role(tokens, index, last):
        named = _role_then_name(tokens, index, last)  # port spokeswoman Ada Holm
        return named if named and named.kind == "name" else None
    return None


def _bare(low: str) -> str:
    return low[:-2] if low.endswith(("'s", "’s")) else low


def _is_possessive(token: Token, tokens: tuple[Token, ...], index: int) -> bool:
    if token.low.endswith(("'s", "’s")):
        return True
    follows = tokens[index + 1] if index + 1 < len(tokens) else None
    return follows is not None and follows.text in "'’" and follows.start == token.end


def _can_begin_name(token: Token, at_start: bool, heads_subject: bool = False) -> bool:
    if not token.is_capital:
        return False
    low = _bare(token.low)
    if low in _STOPS or low in _CALENDAR or low in _DETERMINERS:
        return False
    if at_start and low in _CUES and low not in ("mark", "grant"):
        return _CUES[low] == low and heads_subject
    return not (at_start and low.endswith("ing") and len(low) > 5) and not (
        at_start
        and low.endswith("ly")
        and len(low) > 4
        and low not in ("kelly", "molly", "billy", "polly", "reilly")
    )


def _heads_subject(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """True for `Sound Line says …`: a verb's word, but capitals and then a verb follow it."""
    at = index + 1
    while at < last and at < index + 5 and tokens[at].kind == "word" and _goes_on(tokens[at]):
        if tokens[at].low.endswith(("'s", "’s")):
            return True
        at += 1
    if at == index + 1 or at >= last or tokens[at].kind != "word":
        return False
    low = tokens[at].low
    return low in ("is", "was", "has", "will", "had") or (low in _CUES and _CUES[low] != low)


def _is_given(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """`Per Lund`, `Will Hay`: small words that are given names before another capital."""
    token = tokens[index]
    return (
        token.is_capital
        and token.low in ("per", "will", "may", "april", "june", "august", "an")
        and index + 1 < last
        and _goes_on(tokens[index + 1])
    )


def _goes_on(token: Token) -> bool:
    """A further word of a name."""
    if not token.is_capital:
        return False
    low = _bare(token.low)
    return (
        low not in _STOPS
        and low not in _CALENDAR
        and low not in PRONOUNS
        and low not in _DETERMINERS
    )


def _name(tokens: tuple[Token, ...], index: int, last: int) -> Named:
    """A run of capitals: titles, "of" parts, a role between (Lake campaign manager Bo Ek)."""
    at = index
    capitals = 0
    while at < last:
        token = tokens[at]
        if token.kind != "word":
            if token.text == "&" and at + 1 < last and tokens[at + 1].is_capital and at > index:
                at += 1
                continue
            if token.text in "'’" and at > index and token.start == tokens[at - 1].end:
                # the Dunns’ lawyer
                longer = _after_possessive(tokens, at + 1, last)
                if longer is not None:
                    return Named(index, longer.last, longer.kind, longer.head, longer.sure)
                return Named(index, at, "name", tokens[at - 1].low, capitals > 1, True)
            break
        if at > index and not _goes_on(token):
            if _is_rank(tokens, at, last):
                at += 1
                continue
            if token.low in _JOINERS and at + 1 < last and _goes_on(tokens[at + 1]):
                at += 1
                continue
            if token.low in ("of", "for", "and") and _has_body(tokens, index, at, token.low):
                step = at + 1
                if step < last and tokens[step].low == "the":
                    step += 1
                if step < last and _goes_on(tokens[step]) and (token.low != "and" or capitals == 1):
                    at = step
                    continue
            if _may_be_role(tokens, at, last):
                longer = _role_then_name(tokens, at, last)
                if longer is not None and (longer.kind == "name" or token.low not in _CUES):
                    return Named(
                        index, longer.last, longer.kind, longer.head, True, longer.possessive
                    )
            break
        at += 1
        capitals += 1
        if _is_possessive(token, tokens, at - 1):
            longer = _after_possessive(tokens, at, last)
            if longer is not None:
                return Named(
                    index, longer.last, longer.kind, longer.head, longer.sure, longer.possessive
                )
            return Named(index, at, "name", _bare(token.low), capitals > 1, True)
    end = at
    titled = tokens[index].low.rstrip(".") in _TITLES
    return Named(index, end, "name", tokens[end - 1].low, capitals > 1 or titled)


def _has_body(tokens: tuple[Token, ...], index: int, at: int, joiner: str) -> bool:
    """`Ministry [of]`, and `Ministry of Defence [of]`: names of bodies go on."""
    if joiner != "of":
        return _bare(tokens[at - 1].low) in _BODIES
    return any(_bare(token.low) in _BODIES for token in tokens[index:at])


def _may_be_role(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """True for `manager`, and for `nutritional-supplement` before `executive`."""
    low = _bare(tokens[at].low)
    if low in _TITLES or is_role(low):
        return True
    if low in _STOPS or low in _DETERMINERS or low in PRONOUNS or tokens[at].kind != "word":
        return False
    if low in _CUES and (_CUES[low] != low or low in _PAST):
        return False  # `chiefs [begged] residents`
    follows = tokens[at + 1] if at + 1 < last else None
    return follows is not None and follows.kind == "word" and is_role(_bare(follows.low))


def _role_then_name(tokens: tuple[Token, ...], at: int, last: int) -> Named | None:
    """`campaign manager [Bo Ek]` behind a name; the role alone makes a nominal."""
    step = at
    while (
        step < last
        and step < at + 5
        and tokens[step].kind == "word"
        and not tokens[step].is_capital
        and _may_be_role(tokens, step, last)
    ):
        step += 1
    if step == at:
        return None
    if step < last and (_goes_on(tokens[step]) or _is_rank(tokens, step, last)):
        name = _name(tokens, step, last)
        return Named(at, name.last, name.kind, name.head, True, name.possessive)
    head = _bare(tokens[step - 1].low)
    possessive = _is_possessive(tokens[step - 1], tokens, step - 1)
    return Named(at, step, "nominal", head, is_role(head), possessive)


def _is_rank(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """`1st Lt. …`"""
    text = tokens[at].text
    return text[0].isdigit() and text[-1].isalpha() and at + 1 < last and _goes_on(tokens[at + 1])


def _after_possessive(tokens: tuple[Token, ...], at: int, last: int) -> Named | None:
    """What belongs to a possessor: Ms. Bell's [lawyer], the union's [president]."""
    if at >= last or tokens[at].kind != "word" or tokens[at].low in _STOPS:
        return None
    return _nominal(tokens, at - 1, last)


def _nominal(tokens: tuple[Token, ...], index: int, last: int) -> Named | None:
    """From a determiner to the word before a preposition, verb or point."""
    at = index + 1
    end = at
    capitals = 0
    while at < last and at < index + 9:
        token = tokens[at]
        if token.kind != "word":
            if token.text in "-/" or (token.text in "'’" and token.start == tokens[at - 1].end):
                at += 1
                continue
            break
        low = _bare(token.low)
        if (
            low in _ARTICLES
            or low in PRONOUNS
            or (low in _STOPS and low not in ("most", "more", "well", "then"))
        ):
            break
        if end > index + 1 and not token.is_capital and _is_verb_here(tokens, end - 1, token, low):
            break
        if at == index + 1 and low in _CUES and _stands_alone(tokens, index, low, last):
            return Named(index, at, "nominal", tokens[index].low, True)
        capitals += token.is_capital
        at += 1
        end = at
    if end == index + 1:
        if tokens[index].low in (
            "this",
            "that",
            "these",
            "those",
            "some",
            "many",
            "several",
            "both",
            "all",
            "others",
            "one",
            "another",
            "most",
            "few",
        ):
            return Named(index, index + 1, "nominal", tokens[index].low, False)
        return None
    head = _bare(tokens[end - 1].low)
    sure = is_role(head) or head in _TITLES
    kind: MentionKind = "nominal"
    if tokens[end - 1].is_capital and head not in _CALENDAR:
        kind = "name"
        sure = sure or capitals > 1
    possessive = _is_possessive(tokens[end - 1], tokens, end - 1)
    return Named(index, end, kind, head, sure, possessive)


_PAST = frozenset("told wrote said knew thought spoke swore tells writes says thinks".split())
_ALONE = frozenset(
    "one another some many several both all most few two three four five six".split()
)


def _stands_alone(tokens: tuple[Token, ...], index: int, low: str, last: int) -> bool:
    """`One said: “…”`: the word before the verb is the whole naming."""
    if tokens[index].low not in _ALONE or not (low in _PAST or low.endswith("ed")):
        return False
    follows = tokens[index + 2] if index + 2 < last else None
    return low in _PAST or follows is None or follows.kind != "word" or follows.low == "that"


def _is_verb_here(tokens: tuple[Token, ...], before: int, token: Token, low: str) -> bool:
    """True when a word after the first of a naming is the verb, not a part of the naming."""
    if token.low.endswith(("'s", "’s")):
        return False
    if low in _PAST:
        return True
    after_role = is_role(_bare(tokens[before].low)) or tokens[before].is_capital
    if low in _CUES:
        return (after_role and not is_role(low)) or low.endswith(("ed", "id", "ys"))
    return after_role and low.endswith(("ed", "s")) and not is_role(low)


def _bare_nominal(tokens: tuple[Token, ...], index: int, last: int) -> Named | None:
    """`officials`, `campaign manager Bo Ek`, `neighbours`."""
    named = _role_then_name(tokens, index, last)
    if named is None or named.kind == "name":
        return named
    if not is_role(named.head) or tokens[named.last - 1].low in _CUES:
        return None
    # a role alone names somebody only in the plural: officials, not "justice" or "board"
    return named if named.head.endswith(("s", "people", "men", "women", "police")) else None
