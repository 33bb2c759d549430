"""Saying: where a line plainly says that somebody speaks, told before it is taken apart.

`, said Mayor Dunn`, `Dunn said`. Marks that nothing closes end there, and so does what is said
behind a dash. Words are looked up in the list of verbs: one pattern of all of them would take as
long to make as five articles to read.
"""

from __future__ import annotations

import re

from ..lexicons import verbs, words

_ANY = frozenset(verbs("cues"))
_STRONG = frozenset(form for form, base in verbs("cues").items() if base in words("cues_strong"))
_VERB = r"(?:e-)?[a-z]+"
_NAME = r"[^\W\d_a-zà-ÿ][\w.’'-]*"
_SMALL = r"[a-z-]{1,30}"
_NAMES = r"[A-Z][\w’'-]{0,40}(?:\s[A-Z][\w.’'-]{0,40}){0,3}"
_INSIDE = re.compile(
    rf"[,?!]\s(?:(?P<before>{_VERB})\s[A-Z][\w.]+|(?:[A-Z][\w.]+\s){{1,4}}(?P<behind>{_VERB})\b)"
)
#: The same with a role, a naming without a name, or a pronoun: only where a point, or a word that
#: tells where, shows that the clause ends there.
_INSIDE_BY_ROLE = re.compile(
    rf"[,?!]\s(?:(?P<before>{_VERB})\s"
    rf"(?:(?:the|an?)\s{_SMALL}(?:\s{_SMALL}){{0,2}}|(?:{_SMALL}\s){{0,3}}{_NAMES}|he|she|they)"
    rf"|(?:(?:the|an?)\s(?:{_SMALL}\s){{1,3}}|(?:{_SMALL}\s){{1,2}}{_NAMES}\s|(?:he|she|they)\s)"
    rf"(?P<behind>{_VERB}))"
    r"(?=[.,]|\s(?:who|in|on|at|from|as|after|outside|beside|yesterday|last|later)\b|$)"
)
_WORDS = re.compile(r"\s(?=\w)((?:\w[\w.’'-]*\s){0,8}(?:\w[\w.’'-]*)?)")
_FORM = re.compile(rf"{_VERB}\b")
_MOST_BEFORE = 4  # words between the marks and the verb, `the` not counted
_ARTICLES = ("the", "The")
_STOP = re.compile(r"[,?!…]\s(?=\w)")
_VERB_FIRST = re.compile(rf"(?P<verb>{_VERB})\s(?:(?P<name>(?:the\s)?{_NAME})|\w)")
_SUBJECTS_FIRST = (
    re.compile(rf"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Tt]he\s\w+|an?\s\w+)\s(?P<verb>{_VERB})\b"),
    re.compile(rf"{_NAME}(?:\s{_NAME}){{0,3}}\s(?P<verb>{_VERB})\b"),
)


def cue_inside(body: str, start: int, end: int, by_role: bool = False) -> int:
    """Where the first `…, said Mayor Dunn` or `…, Mayor Dunn said` of the stretch begins, at its
    comma; -1 for none. `by_role` adds `…, said farmer Dunn`, `…, the farmer said.`"""
    places = [_first(_INSIDE, body, start, end)]
    if by_role:
        places.append(_first(_INSIDE_BY_ROLE, body, start, end))
    return min((place for place in places if place >= 0), default=-1)


def _first(pattern: re.Pattern[str], body: str, start: int, end: int) -> int:
    found = pattern.search(body, start, end)
    while found is not None:
        if (found["before"] or found["behind"]) in _STRONG:
            return found.start()
        found = pattern.search(body, found.start() + 1, end)
    return -1


def cue_behind(body: str, at: int, end: int) -> bool:
    """True where ` said Mayor Dunn` or ` the mayor said` stands right behind `at`."""
    found = _WORDS.match(body, at, end)
    if found is None:
        return False
    spoken = found[1].split()
    for place, word in enumerate(spoken):
        form = _FORM.match(word)
        if form is None or form[0] not in _STRONG:
            continue
        if place and _groups(spoken[:place]) <= _MOST_BEFORE:
            return True
        if not place and form[0] == word and len(spoken) > 1:
            return True
    return False


def _groups(spoken: list[str]) -> int:
    """How many words these are, an article and its noun counted as one."""
    at = count = 0
    while at < len(spoken):
        at += 2 if spoken[at] in _ARTICLES and at + 1 < len(spoken) else 1
        count += 1
    return count


def find_clause(body: str, start: int, end: int) -> tuple[str, int] | None:
    """The point before the first `, said Holm`, `! the mayor said` of a line, and where it stands;
    None where the line has no such clause."""
    for stop in _STOP.finditer(body, start, end):
        if _is_clause(body, stop.end(), end):
            return stop[0][0], stop.start()
    return None


def _is_clause(body: str, at: int, end: int) -> bool:
    first = _VERB_FIRST.match(body, at, end)
    if first is not None:
        if first["verb"] in _STRONG or (first["name"] and first["verb"] in _ANY):
            return True
    subjects = [pattern.match(body, at, end) for pattern in _SUBJECTS_FIRST]
    return any(subject is not None and subject["verb"] in _STRONG for subject in subjects)
