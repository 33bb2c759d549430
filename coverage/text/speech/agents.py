"""Agents: by whom something is called what stands in the marks: branded “reckless” by the union."""

from __future__ import annotations

from ..frames.frames import Token
from ..frames.wordflags import ROLE
from ..lexicons import words
from ..people.clauses import RELATIVES, is_finite
from ..people.namings import Named, Namings

_ADVERBS = words("adverbs")
_STOPS = words("stops")
_BE = frozenset("is are was were be been being am get gets got".split())
#: How the participles end after which who does it may stand.
PARTICIPLE_ENDINGS = ("ed", "told")
_NAMED_SO = frozenset(
    "called described labelled labeled branded dubbed termed hailed dismissed condemned denounced "
    "derided praised referred nicknamed tagged billed deemed accused".split()
)
_SPOKEN_TO = frozenset("told asked informed warned advised ordered urged reminded".split())
_TO_NAMES = frozenset(["as", "to", "a", "an", "the", "of"])
_MOST_TO_AGENT = 12  # tokens


def agent_behind(
    tokens: tuple[Token, ...], first: int, at: int, last: int, mentions: Namings
) -> Named | None:
    """Who calls it so: the union of `was branded “reckless” [by] the union`; None for nobody.

    The verb at `at` is a participle: behind a form of "be", or right behind what it tells of.
    """
    back = at - 1
    while back > first and _is_loose(tokens[back].low) and tokens[back].low not in _BE:
        back -= 1
    if (at == first or tokens[back].low not in _BE) and not _is_reduced(tokens, first, at):
        return None
    mark = -1
    for ahead in range(at + 1, min(last, at + _MOST_TO_AGENT)):
        token = tokens[ahead]
        if token.kind == "quote":
            mark = ahead
        elif mark < 0:
            if token.kind != "word" or is_finite(token):
                return None
        elif token.low == "by":
            agent = mentions.at(ahead + 1) or mentions.at(ahead + 2)
            if agent is None and ahead + 1 < last:
                agent = _bare_at(tokens, ahead + 1, last)
            return agent if agent and not agent.possessive else None
        elif ahead - mark > 4 or (token.kind != "word" and token.text != ",") or is_finite(token):
            return None
    return None


def told_by_nobody(tokens: tuple[Token, ...], first: int, place: int) -> int:
    """The participle of `he was told “…”`, `she was asked: “…”`; -1 where none governs the marks.

    Whoever speaks is not named: the subject is spoken to.
    """
    at = place - 1
    while at > first and (tokens[at].text in ",:" or tokens[at].low in ("to", "about", "that")):
        at -= 1
    if tokens[at].low not in _SPOKEN_TO:
        return -1
    back = at - 1
    while back > first and _is_loose(tokens[back].low) and tokens[back].low not in _BE:
        back -= 1
    return at if back > first and tokens[back].low in _BE else -1


def _is_reduced(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    """`The deal, [described] as “…”`, `[Hailed] as “…” by …`: a participle without "was"."""
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].low not in _NAMED_SO or follows is None:
        return False
    if follows.kind != "quote" and follows.low not in _TO_NAMES:
        return False
    return not any(token.low in RELATIVES for token in tokens[max(first, at - 8) : at])


def bare_agent(tokens: tuple[Token, ...], by: int) -> Named | None:
    """`“…” [by] builders`: who stands bare behind "by" right behind the marks."""
    if by + 1 >= len(tokens) or tokens[by].low != "by":
        return None
    return _bare_at(tokens, by + 1, len(tokens))


def _bare_at(tokens: tuple[Token, ...], at: int, last: int) -> Named | None:
    """`by [colleagues]`, `by [union]` at a headline's end."""
    token = tokens[at]
    if token.kind != "word" or token.is_capital or token.low in _STOPS:
        return None
    if token.flags & ROLE and (at + 1 == last or tokens[at + 1].kind != "word"):
        return Named(at, at + 1, "nominal", token.low, True)
    if not token.low.endswith("s") or token.low.endswith(("ss", "us", "is", "'s", "’s")):
        return None
    return Named(at, at + 1, "nominal", token.low, True)


def _is_loose(low: str) -> bool:
    """An adverb: may stand between "was" and the participle."""
    return low in _ADVERBS or low.endswith("ly")
