"""Genders: what an article's pronouns and places of names tell of those it does not say it of."""

from __future__ import annotations

from ..frames.frames import Token
from ..lexicons import verbs, words
from .clauses import AUXILIARIES
from .meeting import Met, is_word_they
from .naming import gender_of_calling, is_given, is_womans
from .people import Person

_CUES = verbs("cues")
_STRONG = words("cues_strong")
_DEEDS = verbs("deeds_of_people").keys()
#: Firms and states deny reports; somebody denies it, a charge, taking something.
_DENIES = frozenset("deny denies denied denying".split())
_PERSONAL = frozenset("it this charge charges murder guilt all both".split())
_MOST_NEAR = 40
_WITHIN = frozenset("in at near across into throughout inside outside".split())
#: Whoever a sentence speaks of without a name, by gender.
_ANYBODY = {gender: Person("", gender=gender) for gender in ("m", "f", "p")}
_TELLS = {"he": "m", "she": "f", "his": "m", "her": "f"}


def learn_genders(met: list[Met], who: list[Person | None]) -> None:
    """`Taylor said she …`: a pronoun right behind those it can mean tells man from woman.

    Each pronoun has one vote, shared among the people of unknown gender in its sentence and the one
    before; where somebody whose gender is known fits, it tells nothing.
    """
    votes: dict[int, list[float]] = {}
    near: list[Person] = []
    first = here = 0  # where in `near` those of the two sentences begin, and those of this one
    sentence = -9
    for row, person in zip(met, who, strict=True):
        if row.sentence != sentence:
            first = max(first, here) if row.sentence == sentence + 1 else len(near)
            here, sentence = len(near), row.sentence
        elif len(near) - first > _MOST_NEAR:
            first += 1
        if person is not None:
            if person.gender != "t" and (person.is_whole or person.likely > 0):
                near.append(person)
            continue
        kind = row.kind
        if kind == "pronoun":
            head = row.named.head
            if head == "they":
                if first < len(near) and is_word_they(row.frame.tokens, row.named.first):
                    near[-1] = _told_they(near[-1])
                continue
        else:
            if kind == "nominal":
                calling = gender_of_calling(row.named.head)
                if calling:
                    near.append(_ANYBODY[calling])
            head = row.opening
        gender = _TELLS.get(head)
        if not gender or first == len(near):
            continue
        genders = {other.gender for other in near[first:]}
        if gender in genders or "" not in genders:
            continue
        unknown = {id(other) for other in near[first:] if not other.gender}
        for key in unknown:
            vote = votes.setdefault(key, [0.0, 0.0])
            vote[gender == "f"] += 1 / len(unknown)
    for person in dict.fromkeys(who):
        if person is None or person.gender:
            continue
        if not person.is_whole and is_given(person.name):
            person.likely += 1.0  # Martha, and no surname anywhere
            if is_womans(person.name) and id(person) not in votes:
                person.gender = "f"
        if id(person) not in votes:
            continue
        men, women = votes[id(person)]
        if max(men, women) >= 0.5 and max(men, women) >= 3 * min(men, women):
            person.gender = "m" if men > women else "f"


def _told_they(person: Person) -> Person:
    """Whoever `uses the pronoun they`."""
    if person in _ANYBODY.values():
        return _ANYBODY["p"]
    person.gender = "p"
    return person


def _is_deed(tokens: tuple[Token, ...], at: int) -> bool:
    """`Dunn [resigned]`, `Dunn [was jailed]`, `Dunn [denied] it`: what somebody does or suffers."""
    if tokens[at].low in AUXILIARIES and at + 1 < len(tokens):
        at += 1
    low = tokens[at].low
    if low in _DENIES and at + 1 < len(tokens):
        denied = [token.low for token in tokens[at + 1 : at + 4]]
        return denied[0].endswith("ing") or not _PERSONAL.isdisjoint(denied)
    return low in _DEEDS


def shows_somebody(tokens: tuple[Token, ...], row: Met) -> float:
    """How much the place of a name shows that it is somebody (up) or something (down)."""
    named = row.named
    before = tokens[named.first - 1] if named.first > row.first else None
    follows = tokens[named.last] if named.last < len(tokens) else None
    shows = 0.0
    if follows is not None:
        if _CUES.get(follows.low) in _STRONG or follows.low in ("who", "whose"):
            shows += 1.0
        elif follows.text == "," and named.last + 1 < len(tokens):
            ahead = tokens[named.last + 1]
            if ahead.text.isdigit() and len(ahead.text) == 2 or ahead.low in ("who", "whose"):
                shows += 1.0
        elif _is_deed(tokens, named.last):
            shows += 1.0
    if before is not None:
        if before.low in _WITHIN:
            shows -= 1.0
        elif _CUES.get(before.low) in _STRONG and named.first - 1 > row.first:
            shows += 0.5
        elif before.low in _DEEDS:
            shows += 1.0  # they jailed Dunn
    if tokens[named.first].low in ("the", "a", "an"):
        shows -= 0.8
    elif named.last - named.first > len(row.core) and row.gender != "t":
        shows += 0.8  # a title
    return shows
