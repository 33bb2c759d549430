"""Antecedents: whom he, she, it or they means, by how much each person stands out so far.

Salience as in Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution" (1994): each
naming adds what its place in the sentence is worth, and half of the sum goes with each sentence.
"""

from __future__ import annotations

from collections.abc import Iterable

from .frames import Frame, Token
from .lexicons import verbs, words
from .mentions import Named, is_role
from .people import OBJECT, Person

_CUES = verbs("cues")
_ADVERBS = words("adverbs")
_VERBISH = frozenset(
    "is was has had will would can could did does may might must should came went made took got "
    "wants thinks".split()
)
_ARTICLES = frozenset("the a an his her their its our one another".split())
_ASIDES = _ARTICLES | frozenset(["who", "whose", "former", "then"])
_LONGEST_ASIDE = 18
_WHILE = frozenset(
    "after as although asked because before despite if once since though unless until when while "
    "whenever wherever".split()
)
#: What a naming adds, by where it stands.
SPEAKS, ACTS, OTHER, OWNS, UNDER = 3.5, 3.5, 1.2, 0.9, 0.4
#: What is added where the article says who somebody is: Ada Holm, a rower, …
INTRODUCED = 1.0
#: What a pronoun that fits adds: it keeps the talk on somebody.
GOES_ON = 3.0
#: What is left of a salience when the next naming is added, and after each sentence.
KEEPS, FADES = 0.5, 0.5
#: How much a gender that fits weighs: known, likely somebody, a whole name, a bare word.
KNOWN, SOMEBODY, WHOLE, BARE = 1.6, 0.95, 0.3, -2.4
NAMED_AFTER, IN_QUOTE, CATAPHORA = -1.5, -0.4, 2.5
#: Below this nobody is meant surely enough; and the first must be this much above the second.
LEAST, AHEAD = 1.5, 0.02
#: People not spoken of for this many sentences are forgotten by a pronoun.
MEMORY = 12
WOMAN, MAN, BODY, SEVERAL = "f", "m", "t", "p"


def add(person: Person, worth: float, sentence: int) -> None:
    """Let a person stand out by `worth` more, in this sentence."""
    step = sentence - person.sentence
    left = person.salience * FADES**step if step < 30 else 0.0
    person.salience = left * KEEPS + worth
    person.sentence = sentence


def standing(frame: Frame, first: int, named: Named) -> float:
    """What this naming adds to a salience; `first` is the first token of its sentence."""
    tokens = frame.tokens
    if named.possessive:
        return OWNS
    before = tokens[named.first - 1] if named.first > first else None
    at = named.last
    speaks = acts = introduced = False
    if at < len(tokens):
        if tokens[at].text in ",—–(":
            introduced, at = _past_aside(tokens, at)
        if at < len(tokens) and tokens[at].low in _ADVERBS:
            at += 1
        if at < len(tokens):
            low = tokens[at].low
            speaks = low in _CUES
            acts = speaks or low in _VERBISH or low.endswith("ed")
    more = INTRODUCED if introduced else 0.0
    if before is None:
        return (SPEAKS if speaks else ACTS) + more
    if before.low in _CUES and not acts and named.first - 1 > first:
        ahead = tokens[named.first - 2]
        if ahead.kind == "quote" or ahead.text in ",”\"":
            return SPEAKS + more  # “…,” said Ada Holm
    if before.low == "to" and tokens[named.first - 2].low == "according":
        return SPEAKS + more
    if speaks:
        return SPEAKS + more
    if before.low in OBJECT:
        return UNDER + more
    if acts:
        return ACTS + more
    if before.text == "," and named.first - first < 9 and _heads_apposition(tokens, first, named):
        return ACTS + more
    return OTHER + more


def _past_aside(tokens: tuple[Token, ...], at: int) -> tuple[bool, int]:
    """Whether a comma or dash here sets off who somebody is, and where that ends.

    `Ada Holm[, 44,] said`, `Ada Holm[, who runs the port,] said`, `Ada Holm [(Orle)] said`.
    """
    closing = ")" if tokens[at].text == "(" else tokens[at].text
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    introduced = follows is not None and (
        follows.low in _ASIDES or is_role(follows.low) or follows.text.isdigit()
    )
    if introduced or closing == ")":
        for ahead in range(at + 2, min(at + _LONGEST_ASIDE, len(tokens) - 1)):
            if tokens[ahead].text == closing:
                return introduced, ahead + 1
    return introduced, at


def _heads_apposition(tokens: tuple[Token, ...], first: int, named: Named) -> bool:
    """`The mayor of Orle, [Ann Lund], …`, `One of them, [Ann Lund] (44), …`."""
    if tokens[first].low not in _ARTICLES:
        return False
    return not any(
        token.low in _VERBISH or token.low in _CUES or token.text == ","
        for token in tokens[first : named.first - 1]
    )


def fit(person: Person, wanted: str) -> float:
    """How well somebody's gender fits a pronoun's; -20 for never."""
    gender = person.gender
    if gender == wanted:
        return KNOWN
    if gender:
        return -20.0
    if wanted in (BODY, SEVERAL):
        return -KNOWN if person.likely > 0 else 0.0
    if person.likely > 0:
        return SOMEBODY
    return WHOLE if person.is_whole and person.likely > -1 else BARE


def choose(
    people: Iterable[Person],
    wanted: str,
    sentence: int,
    after: frozenset[int],
    coming: Person | None,
    words_quoted: str,
) -> Person | None:
    """Who is meant by a pronoun of this gender in this sentence, or None.

    `after`: ids of those this very sentence names behind the pronoun; `coming`: whoever its main
    clause names, for `After he lost, Mark Dunn …`; `words_quoted`: the quote beside the pronoun,
    whose speaker hardly speaks of himself by name.
    """
    best = second = -99.0
    winner: Person | None = None
    for person in people:
        value = fit(person, wanted)
        step = sentence - person.sentence
        if value < -9 or step > MEMORY:
            continue
        value += (person.salience * FADES**step) ** 0.5
        if id(person) in after:
            value += NAMED_AFTER
        elif words_quoted and person.key and person.key in words_quoted:
            value += IN_QUOTE
        if value > best:
            best, second, winner = value, best, person
        elif value > second:
            second = value
    if coming is not None and fit(coming, wanted) > 0 and CATAPHORA > best:
        return coming
    if best < LEAST or best - second < AHEAD:
        return None
    return winner


def opens_with_clause(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    """True for `After he lost, …`: the pronoun at `at` stands in a clause the sentence begins."""
    return tokens[first].low in _WHILE and at - first <= 3


def speaks_next(tokens: tuple[Token, ...], named: Named) -> bool:
    """True when a verb of speech stands beside a pronoun: it said, says it, they have argued."""
    for place in range(named.last, min(named.last + 3, len(tokens))):
        low = tokens[place].low
        if low in _CUES:
            return True
        if low not in _VERBISH and low not in _ADVERBS and low not in ("have", "also"):
            break
    return bool(named.first) and tokens[named.first - 1].low in _CUES
