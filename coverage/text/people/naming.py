"""Naming: the words of a name without what stands around it, and what tells a man from a woman."""

from __future__ import annotations

from functools import lru_cache

from ..frames.frames import Token
from ..frames.nameparts import (
    BEFORE_PLACE,
    BODY,
    BODY_ROLE,
    BODY_ROLES,
    CALLED_SO,
    CALLING,
    CAPITAL,
    CAPITALS,
    DETERMINER,
    GENDERED,
    GENDERS,
    GIVEN,
    INNER,
    INSIDE,
    MADE_UP,
    MANS,
    NOBODYS,
    NOT_PEOPLE,
    PARTS,
    PLACE,
    PLAIN,
    ROLES,
    TITLE,
    TITLES,
    WOMANS,
    WOMEN,
    fold,
)
from ..remembered import Remembered
from .mentions import Named, is_role

SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
#: Titles only people bear: "Sen. Ann Church" is a person, "Senate Court" is not.
_OF_PEOPLE = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lady sen senator rep representative gov governor "
    "mayor congressman congresswoman president rev reverend sgt capt captain col lt herr frau "
    "madame monsieur judge coach sheriff".split()
)
_NO_MEN = frozenset("german roman norman ottoman human shaman talisman woman-to-woman".split())
#: Letters behind a name that are no part of it.
_BEHIND_NAMES = frozenset(
    "KC QC SC MP MPP MLA MSP MEP MS TD AM OBE MBE CBE KBE DBE PhD MD Esq CPA RN JP FRS DD".split()
)
_PARTS = ("house", "senate")  # of a parliament: House of Commons

Core = tuple[str, ...]


def _surname(core: Core) -> str:
    last = fold(core[-1])
    return fold(core[-2]) if last in SUFFIXES and len(core) > 1 else last


#: Name → the folded word it is found by: the last but for Jr. and the like.
SURNAMES = Remembered(_surname, 4_096)
#: Name → its words folded.
_FOLDED = Remembered[Core, Core](lambda core: tuple(map(fold, core)), 16_384)


def name_of(tokens: tuple[Token, ...], named: Named) -> tuple[Core, str]:
    """The words of a name without titles, roles, possessors and determiners, and its gender.

    () where no word is left; m, f, t (neither: a body, a place) or "" by titles, roles and given
    names.
    """
    first, last = named.first, named.last
    if last - first == 1:
        return NAMES_OF_ONE[tokens[first].text]
    if last - first == 2:
        return NAMES[tokens[first].text, tokens[first + 1].text]
    return NAMES[tuple([token.text for token in tokens[first:last]])]


def _name_of_one(text: str) -> tuple[Core, str]:
    word = _bare(text)
    if not (word[0].isupper() or word[0] == "@"):
        return (), ""
    return (word,), gender_of_core((word,))


#: What `name_of` says of a naming of one word.
NAMES_OF_ONE = Remembered(_name_of_one, 4_096)


#: Who stand with whom in `Mr and Mrs Ek`, `Lord and Lady Orle`, `Mayor and Mrs Holm`.
_COUPLED = frozenset("mr mrs ms miss dr lord lady sir dame prince princess king queen".split())


def is_couple(texts: Core) -> bool:
    """True for `Mr and Mrs Ek`: two people who go by one name."""
    if len(texts) < 4 or texts[1] not in ("and", "And", "&"):
        return False
    return texts[2].casefold().rstrip(".") in _COUPLED and PARTS[texts[0]] & TITLE != 0


def _name_of(texts: Core) -> tuple[Core, str]:
    if is_couple(texts):
        return (*texts[:-1], _bare(texts[-1])), "p"
    parts = [PARTS[text] for text in texts]
    core = _plain_core(texts, parts) or _core_of(texts)
    for place, bits in enumerate(parts[:-1]):
        if bits & GENDERS:
            return core, GENDERED[texts[place].casefold().rstrip(".")]
    if len(core) == 1 and PARTS[core[0]] & NOBODYS:
        alone = len(texts) == 2 and texts[0].casefold() == "the" and core[0].endswith("s")
        return (core, "t") if alone else ((), "")  # a male Spaniard, the Spaniard
    if core and texts[0].casefold() == "the" and texts[1] == core[0]:
        return core, "t"  # `the Ada Holm`: a ship or a body; people have no article
    return core, gender_of_core(core) if core else ""


#: The same of one of several words.
NAMES = Remembered(_name_of, 4_096)


def _plain_core(texts: Core, parts: list[int]) -> Core:
    """The core of `Ada Holm`, `the Orle Marine Office`, `port lawyer Bo Ek`; () for others."""
    first, last = 0, len(texts) - 1
    while first < last and (parts[first] & DETERMINER or texts[first].islower()):
        first += 1
    for bits in parts[first:last]:
        if not bits & PLAIN:
            return ()
    if not parts[last] & CAPITAL or (first == last and parts[last] & DETERMINER):
        return ()
    ending = _bare(texts[last])
    if first + 1 < last and ending in _BEHIND_NAMES:
        return ()
    return _trimmed([*texts[first:last], ending])


def _core_of(texts: Core) -> Core:
    core: list[str] = []
    cut = 0  # behind the last role: RNC Chair [Ann Lund]
    skipped: list[str] = []  # titles in front
    for place, text in enumerate(texts):
        ends = place == len(texts) - 1
        if not text[0].isalnum():
            if text in "'’":
                core, cut, skipped = [], 0, []  # the Lunds’ [lawyer]
            elif text == "&":
                core.append(text)
            continue
        bits = PARTS[text]
        if not bits & CAPITAL:
            if (core or skipped) and bits & INSIDE:
                core.append(text)
            else:
                core, cut, skipped = [], 0, []
            continue
        bare = _bare(text)
        if bare != text and not ends:
            core, cut, skipped = [], 0, []
            continue
        if bits & DETERMINER and not core:
            continue
        if bits & TITLE and not core and not ends:
            skipped.append(bare)
            continue
        if ends and len(core) > 1 and bare in _BEHIND_NAMES:
            continue  # Ada Holm KC
        core.append(bare)
        if bits & CALLING and not ends:
            cut = len(core)
    rest = core[cut:]
    if cut and (is_body(tuple(rest)) or not _is_whole_or_titled(rest, core[cut - 1])):
        rest, cut = core, 0
    if rest and rest[0] in INNER and (cut or skipped):
        known = _given_at(rest)
        if known:
            rest = rest[known:]  # (Secretary) of State [Ann Lund]
        elif not cut and fold(skipped[-1]) in _PARTS:
            return tuple(skipped + core)  # House of Commons
        else:
            rest = _behind_of(rest)
    elif is_body(tuple(rest)) and not cut and skipped and fold(skipped[0]) not in _OF_PEOPLE:
        return tuple(skipped + core)
    while rest and rest[-1].islower():
        rest.pop()
    while rest and (rest[0].islower() and rest[0] in ("of", "for", "and", "the")):
        rest.pop(0)
    return _trimmed(rest)


def _trimmed(rest: list[str]) -> Core:
    """The words of a name without those that only say who it is."""
    if len(rest) > 2 and not is_body(tuple(rest[-2:])):
        if _is_calling(rest[0]) and not is_body(tuple(rest)):
            rest.pop(0)  # `Bride Ada Holm`, `Mum-of-two Ada Holm`
        elif fold(rest[0]) in NOT_PEOPLE and is_given(rest[1]):
            rest.pop(0)  # `Texan Ada Holm`
        elif len(rest) > 3 and is_given(rest[-2]) and not is_given(rest[0]):
            rest = rest[-2:]  # `Orle Ferries’ union rep Ada Holm`, `Orle Sound Post Ada Holm`
    return tuple(rest)


def _bare(text: str) -> str:
    return text[:-2] if text.endswith(("'s", "’s")) else text


def _is_whole_or_titled(rest: list[str], calling: str) -> bool:
    """What is left behind a role is a name: two words, or one behind a title."""
    capitals = sum(word[0].isupper() for word in rest)
    return capitals > 1 or (capitals == 1 and fold(calling) in TITLES)


def _given_at(rest: list[str]) -> int:
    """Where a given name with a surname behind it stands, 0 for nowhere."""
    for place in range(1, len(rest) - 1):
        if is_given(rest[place]) and rest[place + 1][0].isupper():
            return place
    return 0


def _behind_of(rest: list[str]) -> list[str]:
    """`(Secretary) of State [Lund]`, `(President) of [nobody’s] Norway`."""
    capitals = [word for word in rest[1:] if word[0].isupper()]
    return capitals[1:] if len(capitals) < 4 else capitals[-2:]


def is_womans(word: str) -> bool:
    """True for a given name of women."""
    return fold(word) in WOMEN


def is_given(word: str) -> bool:
    """True for a given name."""
    return PARTS[word] & GIVEN != 0


def _is_calling(word: str) -> bool:
    """True for a word that tells what somebody is: skipper, bride, mum-of-two."""
    low = word.casefold()
    return low in ROLES or low.split("-", 1)[0] in GENDERED


@lru_cache(maxsize=16_384)
def is_calling(low: str) -> bool:
    """True for what somebody can be called behind "the": mayor, fisherwoman, 34-year-old."""
    return (
        is_role(low)
        or low in CALLED_SO
        or low in BODY_ROLES
        or low.endswith("-year-old")
        or bool(gender_of_calling(low))
    )


@lru_cache(maxsize=16_384)
def gender_of_calling(low: str) -> str:
    """m, f or "" by what somebody is called."""
    known = GENDERED.get(low, "")
    if known or len(low) < 6 or low in _NO_MEN:
        return known
    return "f" if low.endswith("woman") else "m" if low.endswith("man") else ""


@lru_cache(maxsize=16_384)
def is_body(core: Core) -> bool:
    """True for a name with a word of bodies in it: Ministry of Ports, Orle Line."""
    if len(core) == 2:
        first, second = PARTS[core[0]], PARTS[core[1]]
        if first & GIVEN and not second & BODY_ROLE:
            return False  # Ann Church, Grace Court
        return (first | second) & BODY != 0
    return any(PARTS[word] & BODY for word in core)


def may_be_one(shorter: Core, longer: Core) -> bool:
    """True when two names with one surname can be one person's: "M. Dunn", "Mark Dunn"."""
    if shorter == longer:
        return True
    if len(shorter) > len(longer):
        shorter, longer = longer, shorter
    few, many = _FOLDED[shorter], _FOLDED[longer]
    if len(few) == 1:
        return True
    if few[-1] != many[-1] and few[-1] in SUFFIXES and many[-1] in SUFFIXES:
        return False  # Jr. and Sr.
    if is_body(longer):
        return set(few) <= set(many)
    one, other = few[0], many[0]
    return one.startswith(other) or other.startswith(one) or one in many[:-1]


def gender_of_core(core: Core) -> str:
    """m, f, t or "" by the words of a name alone."""
    first, last = PARTS[core[0]], PARTS[core[-1]]
    every = first & last
    for word in core[1:-1]:
        every &= PARTS[word]
    if len(core) > 1:
        known = first & (WOMANS | MANS)
        if known in (WOMANS, MANS) and (len(core) == 2 or not is_body(core)):
            return "f" if known == WOMANS else "m"
        if last & PLACE or is_body(core):
            return "t"
        if every & NOBODYS or first & BEFORE_PLACE:
            return "t"
    elif first & (BODY | NOBODYS):
        return "t"
    return "t" if every & CAPITALS or last & MADE_UP else ""
