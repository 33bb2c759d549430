"""People: somebody an article names, the words of a name, and what tells a man from a woman."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from .frames import Token
from .lexicons import lines, words
from .mentions import Named

_TITLES = words("titles")
_ROLES = words("roles")
BODIES = words("bodies")
BODY_ROLES = words("body_roles")
_DETERMINERS = words("determiners")
_WOMEN = words("given_f")
_MEN = words("given_m")
GENDERED = {row[0]: row[1] for row in lines("gendered")}
#: `FactWatch`: a capital inside a word, behind more than a Mc, Mac or De.
_MADE_UP = re.compile("[A-Z][a-z]{3,}[A-Z]")
_PLACES = words("places")
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_INNER = frozenset("of for and the de da di du del van von der den bin al la le".split())
OBJECT = frozenset("of for from at in with on by to about against over under as near".split())


@dataclass(slots=True)
class Person:
    """Somebody (or some body) an article names: every name it uses and what it calls them."""

    key: str
    names: Counter[tuple[str, ...]] = field(default_factory=Counter)
    described: set[str] = field(default_factory=set)
    gender: str = ""  # "m", "f", "t" for a body, "" unknown
    seen: int = 0
    as_subject: int = 0
    first_seen: int = -1  # code point, -1 before that

    @property
    def name(self) -> str:
        """The longest name, the most used one among equals."""
        best = max(self.names.items(), key=lambda pair: (len(pair[0]), pair[1]))
        return " ".join(best[0])


def core_name(tokens: tuple[Token, ...], named: Named) -> tuple[str, ...]:
    """The words of a name without titles, roles, possessors and determiners."""
    core: list[str] = []
    for token in tokens[named.first : named.last]:
        text = token.text
        for ending in ("'s", "’s"):
            text = text.removesuffix(ending)
        if token.kind != "word":
            continue
        if not token.is_capital:
            if core and token.low in (
                "of",
                "for",
                "and",
                "de",
                "van",
                "von",
                "der",
                "bin",
                "the",
                "al",
            ):
                core.append(text)
            else:
                core = []
            continue
        low = token.low.rstrip(".")
        if low in _SUFFIXES:
            continue
        if low in _DETERMINERS and not core:
            continue
        if low in _TITLES and not core and token is not tokens[named.last - 1]:
            continue
        if text != token.text and token is not tokens[named.last - 1]:
            core = []
            continue
        core.append(text)
    while core and core[-1].islower():
        core.pop()
    if len(core) > 2 and _is_calling(core[0]) and not _is_body(tuple(core)):
        core.pop(0)  # `Bride Ada Holm`, `Mum-of-two Ada Holm`
    return tuple(core)


def _is_calling(word: str) -> bool:
    """True for a word that tells what somebody is: skipper, bride, mum-of-two."""
    low = word.casefold()
    return low in _ROLES or low.split("-", 1)[0] in GENDERED


def _is_body(core: tuple[str, ...]) -> bool:
    return any(word.casefold() in BODIES or word.casefold() in BODY_ROLES for word in core)


def may_be_one(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """True when both can name one person: "Dunn", "M. Dunn", "Mark Dunn"; not "Ann Dunn"."""
    if len(shorter) > len(longer):
        shorter, longer = longer, shorter
    if shorter[-1].casefold() != longer[-1].casefold():
        return False
    if len(shorter) == 1:
        return True
    one, other = shorter[0].rstrip(".").casefold(), longer[0].rstrip(".").casefold()
    return (
        one == other
        or one.startswith(other)
        or other.startswith(one)
        or one in [word.casefold() for word in longer[:-1]]
    )


def gender_of(tokens: tuple[Token, ...], named: Named, core: tuple[str, ...]) -> str:
    """m, f, t (a body), or "" from titles, roles and given names."""
    for token in tokens[named.first : named.last]:
        gender = GENDERED.get(token.low.rstrip("."))
        if gender:
            return gender
    if not core:
        return ""
    if len(core) > 1:
        given = core[0].casefold()
        woman, man = given in _WOMEN, given in _MEN
        if woman != man:
            return "f" if woman else "m"
    if (
        _is_body(core)
        or (len(core) > 1 and core[-1].casefold() in _PLACES)
        or _has_article(tokens, named, core)
    ):
        return "t"
    if all(word.isupper() and len(word) > 1 for word in core) or _MADE_UP.match(core[-1]):
        return "t"
    return ""


def _has_article(tokens: tuple[Token, ...], named: Named, core: tuple[str, ...]) -> bool:
    """`the Ada Holm`, `The Marine Office`: a ship or a body; people have no article."""
    if len(core) < 2 or tokens[named.first].low != "the" or named.last - named.first < 2:
        return False
    return tokens[named.first + 1].text == core[0]


def describe(tokens: tuple[Token, ...], named: Named, other: Named, person: Person) -> None:
    """Keep what a person is called right behind the name: Mark Lund, the mayor."""
    if _apposed(tokens, named, other):
        person.described.add(other.head)
        person.gender = person.gender or GENDERED.get(other.head, "")


def _apposed(tokens: tuple[Token, ...], named: Named, other: Named) -> bool:
    """`Mark Dunn, the mayor,` but not `On Monday, the mayor said`."""
    at = _past_brackets(tokens, named.last)
    if other.first != at + 1 or tokens[at].text != ",":
        return False
    if named.first and tokens[named.first - 1].low in OBJECT:
        return False
    closing = tokens[other.last] if other.last < len(tokens) else None
    return closing is None or closing.text in ",.;—)" or closing.low in ("of", "for", "at", "who")


def _past_brackets(tokens: tuple[Token, ...], at: int) -> int:
    """Behind `(…)`, where a name is followed by its other spelling or an age."""
    if at < len(tokens) and tokens[at].text == "(":
        for ahead in range(at + 1, min(at + 12, len(tokens) - 1)):
            if tokens[ahead].text == ")":
                return ahead + 1
    return at


def described_before(tokens: tuple[Token, ...], named: Named) -> set[str]:
    """`Mayor Mark Lund`, `the mayor, Mark Lund`, `spokeswoman Ann Bell`."""
    if named.last - named.first == 1 and not (named.first and tokens[named.first - 1].text == ","):
        return set()
    found = {token.low.rstrip(".") for token in tokens[named.first : named.last - 1]}
    if named.first >= 2 and tokens[named.first - 1].text == ",":
        found.add(tokens[named.first - 2].low)
    return found & _CALLED


_CALLED = _ROLES | _TITLES
