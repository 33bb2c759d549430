"""Cues: the whole group of words that introduces speech: can be heard saying, put it, told by."""

from __future__ import annotations

from collections.abc import Sequence

from ..frames.frames import Token
from ..lexicons import lines, words
from ..people.clauses import ADVERBS, AUXILIARIES, is_finite
from ..people.namings import CUES, Namings

STRONG = words("cues_strong")
_CATENATIVES = words("catenatives")
_BETWEEN = words("between")
#: Plain form of a verb → the small words that may belong to it, the longest first.
_PARTICLES: dict[str, list[tuple[str, ...]]] = {}
for _row in sorted(lines("particles"), key=len, reverse=True):
    _PARTICLES.setdefault(_row[0], []).append(_row[1:])
#: Verbs that say something only with such a word: alone their plain form is another word.
BY_PARTICLE = frozenset("fire shoot hit lash chime sum strike".split())
_BE = frozenset("is was are were be been being am".split())
_ENDS_PASSIVE = _BE | {"have", "has", "had", "to"}  # is reported to have said
_TOLD = frozenset("told ordered urged advised instructed".split())
#: Participles after which "by" names who says it, with no "was" before: hailed by bishops.
_SAID_OF = frozenset(
    "described quoted called hailed dismissed branded labelled labeled dubbed condemned denounced "
    "praised derided".split()
)
#: What is done with a text, which then speaks: was captioned “…”.
_OF_TEXTS = frozenset("caption post publish issue release read sign translate head title".split())
_TOOK = frozenset("take takes took taken taking turn turns turned turning".split())
#: Verbs after which the one they are done to does what follows "to".
_CONTROL = frozenset(
    "ask asked asks urge urged urges tell told tells lead led leads prompt prompted prompts force "
    "forced forces cause caused causes allow allowed allows invite invited invites want wants "
    "wanted expect expected expects push pushed order ordered orders press pressed encourage "
    "encouraged persuade persuaded persuades require required requires warn warned get got help "
    "helped helps".split()
)
_MOST_BEFORE = 7


def group_start(tokens: Sequence[Token], at: int, stop: int) -> int:
    """Where the group that ends with the verb at `at` begins; never before `stop`."""
    start, step = at, at - 1
    while step >= stop and step > at - _MOST_BEFORE:
        low = tokens[step].low
        if low in AUXILIARIES or low in _CATENATIVES:
            start = step
        elif low not in _BETWEEN and low not in ADVERBS and not low.endswith("ly"):
            break
        step -= 1
    if start == at and at - 1 >= stop and tokens[at - 1].low == "to":
        return _took_to(tokens, at - 1, stop)
    return start


def _took_to(tokens: Sequence[Token], to: int, stop: int) -> int:
    """Where `took to Harbour Net to [say]` begins; the verb itself where nothing like it does."""
    for back in range(to - 2, max(stop, to - 8) - 1, -1):
        if tokens[back].low in _TOOK and tokens[back + 1].low == "to":
            return back
        if tokens[back].kind != "word":
            break
    return to + 1


def has_particle(tokens: Sequence[Token], at: int, last: int, verb: str) -> bool:
    """True where small words that belong to the verb stand behind it: fire [back], sum [it up]."""
    return any(
        at + 1 + len(particles) <= last
        and all(tokens[at + 1 + n].low == word for n, word in enumerate(particles))
        for particles in _PARTICLES.get(verb, ())
    )


def group_end(tokens: Sequence[Token], at: int, last: int, verb: str) -> int:
    """Behind the small words that belong to the verb at `at`: put [it], chimed [in]."""
    for particles in _PARTICLES.get(verb, ()):
        end = at + 1 + len(particles)
        if end <= last and all(tokens[at + 1 + n].low == word for n, word in enumerate(particles)):
            return end
    if at + 2 < last and tokens[at + 2].kind == "quote" and tokens[at + 1].low == "to":
        return at + 2  # vowed to “…”
    return at + 1


def is_done_to(tokens: Sequence[Token], first: int, at: int, verb: str) -> bool:
    """True for `was asked`, `is known as`: the subject is spoken to or of, and says nothing."""
    low = tokens[at].low
    if low == "known":
        return True
    if low == "accused" and at + 1 < len(tokens) and tokens[at + 1].low == "of":
        return True  # actor accused of being “a bully”
    if low in _TOLD and at + 1 < len(tokens) and tokens[at + 1].low == "to":
        return True  # residents told to “stay indoors”
    if low == verb or low.endswith(("ing", "s")) or verb in _OF_TEXTS:
        return False
    back = at - 1
    while back > first and (tokens[back].low.endswith("ly") or tokens[back].low in ADVERBS):
        if tokens[back].low in _ENDS_PASSIVE:
            break
        back -= 1
    return back >= first and tokens[back].low in _BE


def is_passive(tokens: Sequence[Token], first: int, at: int, last: int) -> bool:
    """True for `was told [by] …`, `a plan described [by] …`: who speaks stands behind "by"."""
    if at + 2 >= last or tokens[at + 1].low != "by":
        return False
    low = tokens[at].low
    if low == CUES.get(low) or low.endswith(("ing", "s")) or low in ("said", "wrote", "spoke"):
        return False
    back = at - 1
    while back > first and tokens[back].low.endswith("ly"):
        back -= 1
    if back < first:
        return low in _SAID_OF  # Hailed [by] fans as “the greatest”, Ada Holm …
    return tokens[back].low in _BE or low in _SAID_OF


def governing_verb(tokens: Sequence[Token], first: int, to: int, mentions: Namings) -> int:
    """The verb an infinitive hangs on: `used` of `Holm used the speech [to] say`; -1 for none.

    None also where somebody between the two does it: `led Holm to say`.
    """
    for back in range(to - 1, max(first, to - 12) - 1, -1):
        token = tokens[back]
        if token.kind != "word":
            return -1
        if mentions.holding(back) is not None or token.is_capital:
            continue
        if is_finite(token):
            held = mentions.ending(to)
            return -1 if token.low in _CONTROL and held is not None else back
    return -1
