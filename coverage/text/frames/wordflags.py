"""Word flags: what the lexicons say of a word as a naming's part, in one number.

Each distinct word is looked up in the lists once; whoever goes through an article's tokens then
tests bits (`token.flags & ROLE`) instead of asking several lists again for every token.
"""

from __future__ import annotations

from functools import lru_cache

from ..lexicons import lines, verbs, words

#: Words of which some say who speaks: according to, in the words of, per.
WAYS = frozenset(["according", "words", "per"])
#: Small words with which a surname can begin: van der Moe.
PARTICLES = frozenset("van von de di da bin ibn".split())
#: Small words over which a name goes on: Pieter van der Moe, Ministry of Ports.
JOINERS = frozenset("de da di du van von der den bin al el la le dos ibn ben ap y".split())
ORDINALS = frozenset(["first", "second", "third"])
#: Small words that are given names before another capital: Per Lund, Will Hay.
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
SMALL_GIVEN = frozenset("per will may april june august jan an".split()) | DAYS
#: Verbs no ending gives away.
PAST = frozenset("told wrote said knew thought spoke swore tells writes says thinks".split())
#: Participles that no ending gives away and no past form is like: a report [seen] by us.
PARTICIPLES = frozenset("seen shown taken written drawn known stolen hidden torn".split())
#: Words that are part of a naming (an outside adviser), or end it: the tug [beside] the jetty.
WHERE = frozenset("beside beneath below above inside outside opposite past aboard".split())
#: Verbs of things with words on them, alike in present and past.
SPELT = frozenset(["read", "reads"])
_ARTICLES = frozenset("the a an this that these those his her their its some many".split())
#: Small words that may stand inside a naming: the most wanted man, the then mayor.
_INSIDE = frozenset(["most", "more", "well", "then"])
_PEOPLE = ("man", "men", "woman", "women", "person", "people")
_NO_PEOPLE = frozenset(
    "german ottoman roman norman shaman talisman specimen regimen abdomen".split()
)
_ROLES = words("roles")
#: What people do for a living: many of them are somebody without an article, one is not.
_CALLINGS = frozenset(
    word for word in words("callings") if word.endswith(("er", "or", "ist", "ian", "ant", "ee"))
)

PRONOUN = 1
DETERMINER = 2
TITLE = 4
PARTICLE = 8
CUE = 16
ODD = 32  # an ordinal or a small given name, which some capitals make part of a name
POSSESSIVE = 64  # ends in 's
# what follows is said of the word without its possessive ending
ROLE = 128
MAYBE_ROLE = 256  # a role or a title
NO_BEGINNING = 512  # grammar or calendar: no name begins with it
NO_PART = 1024  # the same and pronouns: no part of a name
NO_ROLE_PART = 2048  # grammar: `small` and `port` may stand before a role, `with` may not
NO_NAMING = 4096  # grammar that no naming of somebody unnamed goes over
MAYBE_VERB = 8192  # what may be a verb or an adverb
END_POINT = 16384
NO_WORD = 32768  # a point or a marked stretch
BEGINS = 65536  # spelt as it is, a naming may begin with it
JOINED = 131072  # stands right behind the token before, with nothing between
OWNS_STOP = 262144  # ends with a full stop of its own: Mr., U.S.
INITIAL = 524288  # the same where it is one letter, and a capital must follow: J. Holm
JOINS = 1048576  # a name may go on over it: van, of, 1st
SPEAKS = 2097152  # tells that somebody speaks: said, according, a colon
#: A naming may begin with the word, whatever its letters are.
BEGINNING = PRONOUN | DETERMINER | TITLE | PARTICLE | ROLE

_PRONOUNS = frozenset(row[0] for row in lines("pronouns"))
_GRAMMAR = words("stops") | words("determiners")
_CUES = frozenset(verbs("cues"))
_BY_ITSELF = (
    (PRONOUN, _PRONOUNS),
    (DETERMINER, words("determiners")),
    (TITLE, words("titles")),
    (PARTICLE, PARTICLES),
    (CUE, _CUES),
    (SPEAKS, _CUES | WAYS),
    (ODD, ORDINALS | SMALL_GIVEN),
    (JOINS, JOINERS | {"of", "for", "and"}),
)
_BARE = (
    (MAYBE_ROLE, words("titles")),
    (NO_BEGINNING, _GRAMMAR | words("calendar")),
    (NO_PART, _GRAMMAR | words("calendar") | _PRONOUNS),
    (NO_ROLE_PART, _GRAMMAR | _PRONOUNS),
    (NO_NAMING, _ARTICLES | _PRONOUNS | (words("stops") - _INSIDE)),
    (MAYBE_VERB, _CUES | words("pasts") | PAST | SPELT | PARTICIPLES | WHERE),
)
_ENDS = frozenset(".?!…")


def _listed(lists: tuple[tuple[int, frozenset[str]], ...]) -> dict[str, int]:
    """Word → the flags of all lists it stands in."""
    flags: dict[str, int] = {}
    for flag, members in lists:
        for word in members:
            flags[word] = flags.get(word, 0) | flag
    return flags


_OF_BARE = _listed(_BARE)
_OF_WORD = _listed(_BY_ITSELF)
_OF_PLAIN = _listed((*_BARE, *_BY_ITSELF, (ROLE | MAYBE_ROLE, _ROLES)))
_VERB_ENDINGS = ("ed", "s", "ly")


def flags_of(low: str, is_capital: bool) -> int:
    """The flags of a word in lower case; `is_capital` where it is written with a capital."""
    last = low[-1:]
    if last == "s" and low[-2:-1] in ("'", "’"):
        bare = low[:-2]
        flags = _OF_WORD.get(low, 0) | _OF_BARE.get(bare, 0) | POSSESSIVE
        if is_role(bare):
            flags |= ROLE | MAYBE_ROLE
    else:
        bare = low
        flags = _OF_PLAIN.get(low, 0)
        if last == "s" or "-" in low or low.endswith(_PEOPLE):  # else the lists say it
            if is_role(low):
                flags |= ROLE | MAYBE_ROLE
    if not flags & MAYBE_VERB and bare.endswith(_VERB_ENDINGS):
        flags |= MAYBE_VERB
    if low[:1].isdigit():
        flags |= JOINS
    if flags & BEGINNING or (is_capital and (flags & ODD or not flags & NO_BEGINNING)):
        flags |= BEGINS
    return flags


def flags_of_point(point: str) -> int:
    """The flags of a point."""
    if point == ":":
        return NO_WORD | SPEAKS
    return NO_WORD | END_POINT if point in _ENDS else NO_WORD


@lru_cache(maxsize=16_384)
def is_role(word: str) -> bool:
    """True for "spokesman", "officials", "companies": one of the roles or its plural."""
    if word in _ROLES:
        return True
    if word.endswith("ies") and word[:-3] + "y" in _ROLES:
        return True
    if word.endswith("es") and word[:-2] in _ROLES:
        return True
    if word.endswith("s") and (word[:-1] in _ROLES or word[:-1] in _CALLINGS):
        return True  # archaeologists, commuters
    if word.endswith(_PEOPLE) and len(word) > 5 and word not in _NO_PEOPLE:
        return True  # fisherwoman, oarsmen
    return "-" in word and is_role(word.rsplit("-", 1)[1])
