"""Mentions: the stretches of a frame that name a person, a body, or somebody unnamed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection

from ..frames.frames import Frame, Token
from ..frames.nameparts import GIVEN, PARTS
from ..frames.wordflags import (
    CUE,
    DETERMINER,
    JOINED,
    JOINERS,
    JOINS,
    MAYBE_ROLE,
    NO_BEGINNING,
    NO_PART,
    NO_WORD,
    ODD,
    ORDINALS,
    PARTICLE,
    POSSESSIVE,
    PRONOUN,
    ROLE,
    TITLE,
)
from ..lexicons import words
from .clauses import is_finite, plain_tokens
from .coordinated import joins, joins_departments
from .fields import is_no_verb, is_role_of, with_field
from .namings import (
    CUES,
    DETERMINERS,
    PRONOUNS,
    STOPS,
    TITLES,
    MentionKind,
    Named,
    bare,
    goes_on,
    has_body,
    is_bare_role,
    is_possessive,
    is_role,
)
from .nominals import after_possessive, may_be_role, read_nominal
from .smallnames import is_given, is_name_part

__all__ = ["PRONOUNS", "MentionKind", "Named", "find_mentions", "is_role", "read_mention"]

_ARTICLES = frozenset("the a an this that these those his her their its some many".split())


#: A name may go on over a word in small letters, or end in it.
_CARRIES = JOINS | MAYBE_ROLE
_LONE = NO_WORD | JOINED  # a point right behind a word
_new = tuple.__new__  # NamedTuple's own constructor takes twice as long
_BIDDINGS = words("biddings")
_BEINGS = frozenset("is was has will had".split())
#: Parts of laws and papers, told apart by a number.
_PARTS_OF_TEXTS = frozenset(
    "section article rule clause paragraph chapter schedule amendment regulation page part verse "
    "psalm line item point question recommendation proposition measure initiative order directive "
    "appendix annex exhibit title form notice standard principle".split()
)
#: Who says it in `State television said`, `Local media reported`.
_WHOSE_MEDIA = frozenset("state local national public foreign independent".split())
_MEDIA = frozenset("media television tv radio broadcasters newspapers".split())
#: Roles that name somebody without an article.
_MASSES = frozenset("police counsel management prosecution defence defense".split())


def find_mentions(frame: Frame, first: int, last: int) -> list[Named]:
    """The mentions among tokens `first` to `last`, in order, none overlapping."""
    known: list[Named] | None = frame.memo.get((first, last))
    if known is not None:
        return known
    found: list[Named] = []
    tokens = plain_tokens(frame)
    begins = frame.beginnings
    past = first
    for index in begins[bisect_left(begins, first) : bisect_left(begins, last)]:
        if index < past:
            continue
        named = read_mention(tokens, index, last, index == first)
        if named is not None:
            if index > past and not tokens[index].is_capital:
                if named.kind == "name":
                    if not tokens[index].flags & (DETERMINER | PARTICLE):
                        named = with_field(tokens, named, past)
                elif named.kind == "nominal" and named.last == index + 1:
                    if tokens[index].flags & ROLE and named.head.endswith("s"):
                        named = with_field(tokens, named, past)  # marine biologists
            found.append(named)
            past = named.last
    frame.memo[first, last] = found
    return found


def read_mention(
    tokens: tuple[Token, ...], index: int, last: int, at_start: bool = False
) -> Named | None:
    """The mention that begins at this token, or None."""
    token = tokens[index]
    low, flags = token.low, token.flags
    if flags & PRONOUN and token.text != "US" and token.text != "IT":
        return _new(Named, (index, index + 1, "pronoun", low, True, False))
    if flags & ODD and low in ORDINALS and token.is_capital:
        if index + 1 < last and goes_on(tokens[index + 1]):
            return _name(tokens, index, last)  # First Minister Ada Holm
    if flags & DETERMINER:
        if low == "a" and index + 1 < last and tokens[index + 1].low[-1:] == "é":
            return None  # `a déclaré Ada Holm`: French, and a verb
        if low == "that" and not at_start and _opens_clause(tokens, index, last):
            return None
        named = read_nominal(tokens, index, last)
        if named is None or named.last >= last or tokens[named.last].low != "of":
            return named
        return _past_role(tokens, named, last)
    if token.is_capital and not at_start:
        if not flags & NO_BEGINNING or (flags & ODD and is_given(tokens, index, last, False)):
            return _name(tokens, index, last)
    elif token.is_capital:
        if low in _WHOSE_MEDIA and index + 1 < last and tokens[index + 1].low in _MEDIA:
            return _new(Named, (index, index + 2, "nominal", tokens[index + 1].low, True, False))
        if flags & CUE:
            heads = (
                _heads_subject(tokens, index, last)
                or is_role_of(tokens, index, last)
                or _is_part_of_text(tokens, index, last)
            )
            if not heads and flags & ROLE and low.endswith("s"):
                return _new(Named, (index, index + 1, "nominal", low, True, False))  # Signs read
        else:
            heads = low.endswith("ing") and _heads_subject(tokens, index, last, ())
        follows = tokens[index + 1] if index + 1 < last else None
        if _can_begin_sentence(token, follows, heads) or (
            flags & ODD and is_given(tokens, index, last, True)
        ):
            if low in _BIDDINGS and not _is_no_bidding(follows):
                return None  # Click “Accept”, Don’t say “no”
            if follows and (
                follows.low in _ARTICLES or (follows.flags & PRONOUN and follows.low != "who")
            ):
                return None  # `Soon the call …`, `Apparently he …`
            return _name(tokens, index, last)
    if flags & (TITLE | ROLE):
        return _bare_nominal(tokens, index, last)
    if flags & PARTICLE and token.text.islower() and _joins(tokens, index, last):
        name = _name(tokens, index, last)
        return name if name.last > index + 1 else None
    if not flags & CUE and token.text.islower() and may_be_role(tokens, index, last):
        named = _role_then_name(tokens, index, last)  # port spokeswoman Ada Holm
        return named if named and named.kind == "name" else None
    return None


def _opens_clause(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """True for the "that" of `said that Orle …`, `said that more than …`, not of `that man`."""
    if index + 1 >= last:
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    return (
        after.is_capital
        or after.kind != "word"
        or after.text[0].isdigit()
        or after.low in STOPS
        or after.low in DETERMINERS
        or before.low in CUES
        or is_role(after.low)
        and after.low.endswith("s")
    )


def _past_role(tokens: tuple[Token, ...], named: Named | None, last: int) -> Named | None:
    """`her chief [of staff Bo Ek]`: a role of two words and a name."""
    if named is None or named.kind != "nominal" or named.possessive:
        return named
    start = _name_past_of(tokens, named.last, last)
    if start < 0:
        return named
    name = _name(tokens, start, last)
    return Named(named.first, name.last, name.kind, name.head, True, name.possessive)


def _name_past_of(tokens: tuple[Token, ...], at: int, last: int) -> int:
    """Where the name begins behind `chief [of staff]`, `secretary [of state]`; -1 for none."""
    if at + 2 >= last or tokens[at].low != "of" or not is_bare_role(tokens[at - 1].low):
        return -1
    step = at + 1
    while step < at + 3 and step < last and _is_plain(tokens[step]):
        step += 1
    if step == at + 1 or step >= last or tokens[step].kind != "word":
        return -1
    return step if goes_on(tokens[step]) else -1


def _is_plain(token: Token) -> bool:
    """A small word that is no name, no role and no part of grammar: staff, state, ceremonies."""
    low = token.low
    return (
        token.text.islower()
        and low not in STOPS
        and low not in DETERMINERS
        and low not in PRONOUNS
        and low not in TITLES
        and not is_bare_role(low)
    )


def _can_begin_sentence(token: Token, follows: Token | None, heads_subject: bool) -> bool:
    """True for a word with a capital that may be a name's, though it begins the sentence."""
    if token.flags & NO_BEGINNING:
        return False
    low = bare(token.low)
    if low in CUES and low not in ("mark", "grant"):
        return CUES[low] == low and heads_subject
    if not low.endswith(("ing", "ly")) or len(low) < 5 or PARTS[token.text] & GIVEN:
        return True
    if heads_subject:
        return True  # Downing Street said
    return follows is not None and follows.low in CUES and is_finite(follows)  # Reilly said


def _is_no_bidding(follows: Token | None) -> bool:
    """True where a name's next word or a verb follows: Click [Energy], Mind [said]."""
    if follows is None:
        return False
    return (
        goes_on(follows) or is_finite(follows) or follows.flags & ROLE != 0 or follows.text in ":,"
    )


def _heads_subject(
    tokens: tuple[Token, ...], index: int, last: int, beings: Collection[str] = _BEINGS
) -> bool:
    """True for `Sound Line says …`: a verb's word, but capitals and then a verb follow it."""
    at = index + 1
    while at < last and at < index + 5 and tokens[at].kind == "word" and goes_on(tokens[at]):
        if tokens[at].low.endswith(("'s", "’s")):
            return True
        at += 1
    if at == index + 1 or at >= last or tokens[at].kind != "word":
        return False
    low = tokens[at].low
    return low in beings or (low in CUES and CUES[low] != low)


def _name(tokens: tuple[Token, ...], index: int, last: int) -> Named:
    """A run of capitals: titles, "of" parts, a role between (Lake campaign manager Bo Ek)."""
    at = index
    capitals = 0
    many = len(tokens)
    while at < last:
        token = tokens[at]
        flags = token.flags
        if flags & NO_WORD:
            if token.text not in "&'’":
                if token.text == "," and at > index and joins_departments(tokens, at, last):
                    at += 1
                    continue
                break
            if token.text == "&" and at + 1 < last and tokens[at + 1].is_capital and at > index:
                at += 1
                continue
            if at > index and flags & JOINED:
                # the Dunns’ lawyer
                longer = after_possessive(tokens, at + 1, last)
                if longer is not None:
                    return Named(index, longer.last, longer.kind, longer.head, longer.sure)
                return Named(index, at, "name", tokens[at - 1].low, capitals > 1, True)
            break
        if at > index and (flags & NO_PART or not token.is_capital):
            if not token.text.islower() and is_name_part(tokens, index, at, last):
                at += 1
                capitals += 1
                continue
            if not flags & _CARRIES and (at + 1 >= last or not tokens[at + 1].flags & ROLE):
                break  # nearly always
            if token.text[0].isdigit():
                if at == index + 1 and _is_part_of_text(tokens, index, last):
                    return _part_of_text(tokens, index, last)
                if _is_rank(tokens, at, last):
                    at += 1
                    continue
            if token.low in JOINERS and _joins(tokens, at, last):
                at += 1
                continue
            if token.low == "and" and joins(tokens, at, last):
                at += 1
                continue
            if token.low in ("of", "for", "and") and has_body(tokens, index, at, token.low):
                step = at + 1
                if step < last and tokens[step].low == "the":
                    step += 1
                if step < last and goes_on(tokens[step]) and (token.low != "and" or capitals == 1):
                    at = step
                    continue
            if may_be_role(tokens, at, last):
                longer = _role_then_name(tokens, at, last)
                if longer is not None and (
                    longer.kind == "name" or (is_role(longer.head) and is_no_verb(tokens, at))
                ):
                    return Named(
                        index, longer.last, longer.kind, longer.head, True, longer.possessive
                    )
            break
        at += 1
        capitals += 1
        if flags & POSSESSIVE or (
            at < many and tokens[at].flags & _LONE == _LONE and tokens[at].text in "'’"
        ):
            longer = _past_role(tokens, after_possessive(tokens, at, last), last)
            if longer is not None:
                return Named(
                    index, longer.last, longer.kind, longer.head, longer.sure, longer.possessive
                )
            return Named(index, at, "name", bare(token.low), capitals > 1, True)
    sure = capitals > 1 or tokens[index].flags & TITLE != 0
    return _new(Named, (index, at, "name", tokens[at - 1].low, sure, False))


def _role_then_name(tokens: tuple[Token, ...], at: int, last: int) -> Named | None:
    """`campaign manager [Bo Ek]` behind a name; the role alone makes a nominal."""
    step = at
    while (
        step < last
        and step < at + 5
        and tokens[step].kind == "word"
        and not tokens[step].is_capital
        and (tokens[step].flags & MAYBE_ROLE or may_be_role(tokens, step, last))
    ):
        step += 1
    if step == at:
        return None
    past = _name_past_of(tokens, step, last)
    if past >= 0:
        step = past
    if step < last and (goes_on(tokens[step]) or _is_rank(tokens, step, last)):
        name = _name(tokens, step, last)
        return Named(at, name.last, name.kind, name.head, True, name.possessive)
    ending = tokens[step - 1]
    head = bare(ending.low)
    possessive = is_possessive(ending, tokens, step - 1)
    sure = ending.flags & ROLE != 0
    return _new(Named, (at, step, "nominal", head, sure, possessive))


def _joins(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """`Pieter [van] der Moe`: a small word, or two, and a capital behind."""
    step = at + 1
    if step + 1 < last and tokens[step].low in JOINERS and not tokens[step].is_capital:
        step += 1
    return step < last and goes_on(tokens[step])


def _is_part_of_text(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """True for `Section 4`, `Rule 12`."""
    if tokens[index].low not in _PARTS_OF_TEXTS or index + 1 >= last:
        return False
    return tokens[index + 1].text[0].isdigit()


def _part_of_text(tokens: tuple[Token, ...], index: int, last: int) -> Named:
    """`Section 4 [of the Harbour Act]`: a text's part is what speaks, with the text it is of."""
    end = index + 2
    if end + 1 < last and tokens[end].low in ("of", "to"):
        whole = read_mention(tokens, end + 1, last)
        if whole is not None and whole.kind != "pronoun" and not whole.possessive:
            end = whole.last
            if end < last and tokens[end].text.isdigit() and whole.kind == "name":
                end += 1  # the Housing Act 1988
            elif tokens[end - 1].flags & CUE and end < last and tokens[end].flags & NO_WORD:
                end -= 1  # Article 9 of the treaty [states]: …
    return Named(index, end, "nominal", tokens[index].low, True)


def _is_rank(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """`1st Lt. …`"""
    text = tokens[at].text
    return text[0].isdigit() and text[-1].isalpha() and at + 1 < last and goes_on(tokens[at + 1])


def _bare_nominal(tokens: tuple[Token, ...], index: int, last: int) -> Named | None:
    """`officials`, `campaign manager Bo Ek`, `neighbours`."""
    named = _role_then_name(tokens, index, last)
    if named is None or named.kind == "name":
        return named
    if not is_role(named.head) or (
        tokens[named.last - 1].low in CUES and named.head not in _MASSES
    ):
        return None
    # a role alone names somebody only in the plural: officials, not "justice" or "board"
    if named.head in _MASSES or named.head.endswith(("s", "people", "men", "women")):
        return named
    return None
