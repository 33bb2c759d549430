"""Nominals: namings without a name: the mayor, a friend, one woman, the union's president."""

from __future__ import annotations

from ..frames.frames import Token
from ..frames.wordflags import (
    JOINED,
    MAYBE_ROLE,
    MAYBE_VERB,
    NO_NAMING,
    NO_ROLE_PART,
    NO_WORD,
    PARTICIPLES,
    PAST,
    POSSESSIVE,
    ROLE,
    SPELT,
    WHERE,
)
from .clauses import PASTS, is_finite, is_finite_word
from .coordinated import joins_departments
from .namings import (
    CALENDAR,
    CUES,
    DETERMINERS,
    PRONOUNS,
    STOPS,
    MentionKind,
    Named,
    bare,
    goes_on,
    has_body,
    is_possessive,
    is_role,
)

#: Determiners that name somebody by themselves: Some said …, Others shouted …
_NAMING = frozenset(
    "this that these those some many several both all others one another most few".split()
)
#: Pronouns that name somebody unnamed, and no word with them.
_SOMEBODY = frozenset("someone somebody everyone everybody".split())
_QUANTITIES = frozenset("hundreds thousands dozens scores tens millions".split())
_NUMBERS = frozenset("two three four five six seven eight others".split())
#: Past forms that are as often part of a naming: the tax cut, the left wing.
_ALSO_NOUNS = frozenset(
    "left felt cut set hit bid cost spread beat quit shot saw wound cast lit fed won lost bent "
    "read let burst hurt put shut led lay broadcast stuck split".split()
)
_QUALITIES = ("ed", "y", "ish", "al", "ous", "ful", "ing", "ive", "less", "old", "tall", "quiet")
_STOPPING = NO_WORD | NO_NAMING | MAYBE_VERB
_NO_ROLE = NO_WORD | NO_ROLE_PART
_ALONE = frozenset(
    "one another some many several both all most few two three four five six".split()
)


def read_nominal(tokens: tuple[Token, ...], index: int, last: int) -> Named | None:
    """From a determiner to the word before a preposition, verb or point."""
    if tokens[index].low in _SOMEBODY:
        return Named(index, index + 1, "nominal", tokens[index].low, True)
    at = begin = index + 1
    stop = min(last, index + 9)
    while at < stop:
        token = tokens[at]
        flags = token.flags
        if flags & _STOPPING:
            if flags & NO_WORD:
                if token.text not in ",-/'’" or not _is_inner_point(tokens, at, begin, last):
                    break
            elif flags & NO_NAMING:
                if token.low == "and" and joins_departments(tokens, at, last):
                    at += 1
                    continue
                if token.low != "no" or not (token.is_capital and _is_number(tokens, at + 1, last)):
                    break  # a No 10 spokesman
            elif at == begin:
                if _names_alone(tokens, index, bare(token.low), last):
                    return Named(index, at, "nominal", tokens[index].low, True)
            elif not token.is_capital:
                end = _last_word(tokens, begin, at)
                if not tokens[end - 1].flags & POSSESSIVE:
                    if _ends_before(tokens, at, end, bare(token.low), last):
                        break
        at += 1
    end = at if at > begin and not tokens[at - 1].flags & NO_WORD else _last_word(tokens, begin, at)
    if end == index + 1:
        if tokens[index].low in _QUANTITIES and end + 1 < last and tokens[end].low == "of":
            many = read_nominal(tokens, end, last)  # hundreds of demonstrators
            if many is not None and many.sure:
                return Named(index, many.last, many.kind, many.head, True, many.possessive)
        if tokens[index].low in _NAMING:
            return Named(index, index + 1, "nominal", tokens[index].low, False)
        return None
    ending = tokens[end - 1]
    if ending.is_capital and end < last and tokens[end].low in ("of", "for"):
        end = _past_of_body(tokens, index + 1, end, last)
        follows = tokens[end] if end < last else None
        if follows and follows.flags & ROLE and not follows.flags & MAYBE_VERB:
            end += 1  # a Department for Ports spokesman
        ending = tokens[end - 1]
    flags = ending.flags
    owns = flags & POSSESSIVE != 0
    head = ending.low[:-2] if owns else ending.low
    if not owns and end < len(tokens) and tokens[end].text in "'’":
        owns = is_possessive(ending, tokens, end - 1)
    sure = flags & MAYBE_ROLE != 0
    kind: MentionKind = "nominal"
    if ending.is_capital and head not in CALENDAR:
        kind = "name"
        sure = sure or sum([token.is_capital for token in tokens[begin:at]]) > 1
    return tuple.__new__(Named, (index, end, kind, head, sure, owns))


def _last_word(tokens: tuple[Token, ...], begin: int, at: int) -> int:
    """The token behind the last word before `at`: points at its end are no part of a naming."""
    while at > begin and tokens[at - 1].flags & NO_WORD:
        at -= 1
    return at


def _is_inner_point(tokens: tuple[Token, ...], at: int, first: int, last: int) -> bool:
    """True for a point inside a naming: a hyphen, an apostrophe, the comma of a list."""
    token = tokens[at]
    if token.text == ",":
        if joins_departments(tokens, at, last):
            return True
        capitals = [other for other in tokens[first:at] if other.is_capital]
        return not capitals and _lists_on(tokens, at, first, last)
    return token.text in "-/" or token.flags & JOINED != 0


def _lists_on(tokens: tuple[Token, ...], comma: int, first: int, last: int) -> bool:
    """`the tall[,] quiet skipper`: two words of one naming, and a role behind the comma."""
    if comma != first + 1 or not tokens[first].low.endswith(_QUALITIES):
        return False
    for at in range(comma + 1, min(last, comma + 4)):
        token = tokens[at]
        if token.kind != "word" or token.is_capital or not _is_noun_like(token):
            return False
        if is_role(token.low):  # not: the dirty, police said
            return at > comma + 1 and not token.low.endswith(("s", "police", "people", "men"))
    return False


def _names_alone(tokens: tuple[Token, ...], index: int, low: str, last: int) -> bool:
    """`[Thousands] marched`, `[One] said: “…”`: the word before the verb is the whole naming."""
    if tokens[index].low in _QUANTITIES:
        return is_finite(tokens[index + 1])
    return low in CUES and _stands_alone(tokens, index, low, last)


def _ends_before(tokens: tuple[Token, ...], at: int, end: int, low: str, last: int) -> bool:
    """True where the word at `at` is a verb, or an adverb or participle, behind the naming."""
    if is_verb_here(tokens, end - 1, tokens[at], low, last):
        return True
    follows = tokens[at + 1] if at + 1 < last else None
    if low in WHERE:
        return follows is None or not _is_noun_like(follows) or follows.is_capital
    if low.endswith("ly"):
        return follows is not None and is_finite(follows)  # the new mayor [mockingly answered]
    if low.endswith("ed") or low in PARTICIPLES:
        return follows is None or not _is_noun_like(follows)  # a letter [signed by] …
    return low in SPELT and (follows is None or follows.kind != "word")  # the sign [read: “…”]


def _past_of_body(tokens: tuple[Token, ...], index: int, end: int, last: int) -> int:
    """Where `the Ministry [of Ports]`, `the Royal Bank [of Orle]` ends."""
    while end + 1 < last and tokens[end].low in ("of", "for") and not _owns(tokens[end - 1]):
        step = end + 2 if tokens[end + 1].low == "the" else end + 1
        if step >= last or not goes_on(tokens[step]):
            break
        if not has_body(tokens, index, end, tokens[end].low):
            break
        while step < last and (
            (tokens[step].kind == "word" and goes_on(tokens[step]))
            or (tokens[step].text in ("and", ",") and joins_departments(tokens, step, last))
        ):
            step += 1
            if is_possessive(tokens[step - 1], tokens, step - 1):
                break
        end = step
    return end


def _is_number(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    return at < last and tokens[at].text.isdigit()


def _is_noun_like(token: Token) -> bool:
    """True for a word that can be part of a naming, no point and no word of grammar."""
    return (
        token.kind == "word"
        and token.low not in STOPS
        and token.low not in DETERMINERS
        and token.low not in CALENDAR
    )


def _owns(token: Token) -> bool:
    """True for `agency's`: what follows is no verb but a thing of the agency's."""
    return token.flags & POSSESSIVE != 0


def after_possessive(tokens: tuple[Token, ...], at: int, last: int) -> Named | None:
    """What belongs to a possessor: Ms. Bell's [lawyer], the union's [president]."""
    if at >= last or tokens[at].kind != "word" or tokens[at].low in STOPS:
        return None
    return read_nominal(tokens, at - 1, last)


def _stands_alone(tokens: tuple[Token, ...], index: int, low: str, last: int) -> bool:
    """`One said: “…”`: the word before the verb is the whole naming."""
    if tokens[index].low not in _ALONE or not (low in PAST or low.endswith("ed")):
        return False
    follows = tokens[index + 2] if index + 2 < last else None
    return low in PAST or follows is None or follows.kind != "word" or follows.low == "that"


def is_verb_here(tokens: tuple[Token, ...], before: int, token: Token, low: str, last: int) -> bool:
    """True when a word after the first of a naming is the verb, not a part of the naming."""
    if token.flags & POSSESSIVE:
        return False
    if low in PAST or (low in PASTS and low not in _ALSO_NOUNS):
        return True
    prior = tokens[before]
    if is_finite_word(low) and _is_plural(prior.low):
        return True  # the auditors found, the ships involved
    after_role = is_role(bare(prior.low)) or prior.is_capital or prior.low in _NUMBERS
    if low in CUES:
        if (
            CUES[low] == low
            and tokens[before].is_capital
            and not _takes_plain(tokens, before, last)
        ):
            return False  # the White House [press] secretary
        return (after_role and not is_role(low)) or low.endswith(("ed", "id", "ys"))
    if not after_role or is_role(low):
        return False
    if low.endswith("ed") or low in PASTS:
        return True
    if not _is_plural(low):
        return False
    # the Orle shipping [news desk] said
    at = before + 2
    return not (at < last and (is_role(tokens[at].low) or is_finite(tokens[at])))


def _is_plural(low: str) -> bool:
    return low.endswith("s") and not low.endswith(("ss", "us", "is"))


def _takes_plain(tokens: tuple[Token, ...], before: int, last: int) -> bool:
    """True where a plain form is a verb: the Democrats say, the Met say they …"""
    low = tokens[before].low
    if low.endswith("s") or is_role(low):
        return True
    at = before + 2
    follows = tokens[at].low if at < last else ""
    return follows == "that" or follows in PRONOUNS


def may_be_role(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """True for `manager`, and for `nutritional-supplement` before `executive`."""
    flags = tokens[at].flags
    if flags & MAYBE_ROLE:
        return True
    if flags & _NO_ROLE or at + 1 >= last or not tokens[at + 1].flags & ROLE:
        return False
    low = bare(tokens[at].low)
    # `chiefs [begged] residents`
    return not (low in PASTS or (low in CUES and (CUES[low] != low or low in PAST)))
