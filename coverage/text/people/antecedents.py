"""Antecedents: whom he, she, it or they means, by how much each person stands out so far.

Salience as in Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution" (1994): each
naming adds what its place in the sentence is worth, and half of the sum goes with each sentence.
The numbers were set by hand, looking at pronouns whose names a coreference tool had given; what
they do is in the tables of tests/text/people/test_pronouns.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..frames.frames import Token
from ..frames.nameparts import NOT_PEOPLE
from ..frames.wordflags import NO_WORD
from ..lexicons import verbs, words
from .clauses import AUXILIARIES, is_finite_word
from .mentions import Named, is_role
from .people import OBJECT, Person

_CUES = verbs("cues")
_ADVERBS = words("adverbs")
_ARTICLES = frozenset("the a an his her their its our one another".split())
_ASIDES = _ARTICLES | frozenset(["who", "whose", "former", "then"])
_ASIDE_OPENS = frozenset(",—–(")
_LONGEST_ASIDE = 18
_WHILE = frozenset(
    "after as although asked because before despite if once since though unless until when while "
    "whenever wherever".split()
)
#: What a naming adds, by where it stands.
SUBJECT, OTHER, OWNS, UNDER = 3.5, 1.5, 0.9, 0.4
#: What `Her doctor` in front of a sentence adds to her.
OWNS_FIRST = 2.5
#: What is added where the article says who somebody is: Ada Holm, a rower, …
INTRODUCED = 1.0
#: What the lesser of two sentences’ namings adds to the greater; what is left after each.
KEEPS, FADES = 0.3, 0.5
_LEFT = [FADES**step for step in range(30)]
#: How much a gender that fits weighs: known, likely somebody, a whole name, a bare word.
KNOWN, SOMEBODY, WHOLE, BARE = 1.6, 0.95, 0.3, -2.4
NAMED_AFTER, IN_QUOTE, CATAPHORA = -1.5, -0.4, 3.2
#: Below this nobody is meant surely enough; and the first must be this much above the second.
LEAST, AHEAD = 1.5, 0.02
#: People not spoken of for this many sentences are forgotten by a pronoun.
MEMORY = 12
BODY, SEVERAL = "t", "p"


def add(person: Person, worth: float, sentence: int) -> None:
    """Let a person stand out by `worth` more, in this sentence."""
    step = sentence - person.sentence
    left = person.salience * _LEFT[step] if step < 30 else 0.0
    if left < worth:
        person.salience = worth + KEEPS * left if step else worth
    else:
        person.salience = left + KEEPS * worth if step else left
    person.sentence = sentence


def standing(tokens: tuple[Token, ...], first: int, named: Named) -> float:
    """What this naming adds to a salience; `first` is the first token of its sentence.

    Most as the subject of a verb, or in front of its sentence, or inverted behind a quote; least
    behind a preposition.
    """
    begin, at, _, _, _, possessive = named
    if possessive:
        return OWNS
    count, more = len(tokens), 0.0
    if at < count and tokens[at].flags & NO_WORD and tokens[at].text in _ASIDE_OPENS:
        introduced, at = _past_aside(tokens, at)
        more = INTRODUCED if introduced else 0.0
    if begin == first:
        return SUBJECT + more
    if at < count and tokens[at].low in _ADVERBS:
        at += 1
    before = tokens[begin - 1].low
    if at < count and _is_verb(tokens[at]):
        under = before in OBJECT and tokens[at].low not in _CUES
        return (UNDER if under else SUBJECT) + more
    if before in _CUES or before == "to":
        ahead = tokens[begin - 2] if begin - 1 > first else None
        if ahead and (ahead.kind == "quote" or ahead.text in ',”"' or ahead.low == "according"):
            return SUBJECT + more  # “…,” said Ada Holm
    if before in OBJECT:
        return UNDER + more
    if before == "," and begin - first < 9 and _heads_apposition(tokens, first, named):
        return SUBJECT + more
    return OTHER + more


def _is_verb(token: Token) -> bool:
    """True for a word right behind a name that is its verb."""
    if token.is_capital or token.kind != "word":
        return False
    low = token.low
    return is_finite_word(low) or (low[-1] == "s" and low not in OBJECT and not is_role(low))


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
        token.text == "," or is_finite_word(token.low) for token in tokens[first : named.first - 1]
    )


def fit(person: Person, wanted: str) -> float:
    """How well somebody's gender, the pronoun's or unknown, fits a pronoun's."""
    if person.gender == wanted:
        if wanted == BODY and person.key in NOT_PEOPLE and not person.is_whole:
            return WHOLE  # a country rather than a ministry
        return KNOWN
    if wanted in (BODY, SEVERAL):
        return -KNOWN if person.likely > 0 else 0.0
    if person.likely > 0:
        return SOMEBODY
    return WHOLE if person.is_whole and person.likely > -1 else BARE


def choose(
    people: Iterable[Person],
    wanted: str,
    sentence: int,
    after: Sequence[Person],
    coming: Person | None,
    words_quoted: str,
) -> Person | None:
    """Who is meant by a pronoun of this gender in this sentence, or None.

    `after`: those this very sentence names behind the pronoun; `coming`: whoever its main
    clause names, for `After he lost, Mark Dunn …`; `words_quoted`: the quote beside the pronoun,
    whose speaker hardly speaks of himself by name.
    """
    best = second = -99.0
    winner: Person | None = None
    named_after = () if coming else after
    for person in people:
        if person.gender and person.gender != wanted:
            continue
        step = sentence - person.sentence
        if step > MEMORY:
            continue
        value = fit(person, wanted) + (person.salience * _LEFT[step]) ** 0.5
        if person in named_after:
            value += NAMED_AFTER
        elif words_quoted and person.key and person.key in words_quoted:
            value += IN_QUOTE
        if value > best:
            best, second, winner = value, best, person
        elif value > second:
            second = value
    if coming is not None and best < CATAPHORA and coming.gender in ("", wanted):
        if fit(coming, wanted) > 0:
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
        if low not in AUXILIARIES and low not in _ADVERBS:
            break
    return bool(named.first) and tokens[named.first - 1].low in _CUES
