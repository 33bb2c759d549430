"""Why an article stands where it stands, in sentences a person can check in the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..lexicons import words
from ..words import is_common
from .frequencies import WEEKDAYS, background
from .similarity import Signature, Weighed

#: From here on an article is said to argue or explain.
_ARGUES = 0.5
#: Capitals that name a time, and figures that are as a rule the day or the year of a date: they say
#: nothing to a person that the days apart do not.
_TIMES = words("calendar")
_DAY, _YEARS = 31, range(1900, 2100)


def reasons(article: Weighed, others: Sequence[Weighed]) -> tuple[str, ...]:
    """What the article shares with the others that weighed most: names, figures, words, weekdays,
    kind of text; last, the days between. () where there are no others."""
    if not others:
        return ()
    faces = {term: face for term, _, _, face in article.signature.terms}
    shared: defaultdict[str, float] = defaultdict(float)
    for other in others:
        for term in article.text.keys() & other.text.keys():
            shared[term] += article.text[term] * other.text[term]
    telling = sorted(shared, key=lambda term: (-shared[term], term))
    names, figures, plain, days = list[str](), list[str](), list[str](), list[str]()
    for term in telling:
        if term in article.names:
            if any(term in o.names for o in others) and _is_name(faces[term], term):
                names.append(term)
        if term in article.numbers:
            if not _is_of_a_date(faces[term]):
                figures.append(term)
        elif term in WEEKDAYS:
            days.append(term)
        elif term not in article.names:
            plain.append(term)
    told = []
    if names:
        told.append("same names: " + ", ".join(faces[t] for t in names[:4]))
    if figures:
        told.append("same figures: " + ", ".join(faces[t] for t in figures[:3]))
    if plain:
        told.append("shares the words " + ", ".join(f"“{faces[t]}”" for t in plain[:5]))
    if days:
        told.append("both tell of " + ", ".join(faces[t] for t in days[:2]))
    if article.voice >= _ARGUES and any(other.voice >= _ARGUES for other in others):
        told.append("both read as opinion or explanation")
    told.append(_days_apart(article.signature, [other.signature for other in others]))
    return tuple(told)


def _is_name(face: str, term: str) -> bool:
    """False for a word that stands with a capital at a sentence's start, or names a time."""
    return not (face.casefold() in _TIMES or is_common(face.casefold()) or term in background())


def _is_of_a_date(face: str) -> bool:
    return face.isdecimal() and (int(face) <= _DAY or int(face) in _YEARS)


def _days_apart(signature: Signature, others: Sequence[Signature]) -> str:
    if signature.day is None:
        return "no date in its text"
    gaps = [abs(signature.day - other.day) for other in others if other.day is not None]
    if not gaps:
        return "no date in the texts it stands with"
    nearest = min(gaps)
    return "same day" if not nearest else f"{nearest} day{'s' if nearest > 1 else ''} apart"
