"""Named actors: the people and bodies that one article names, and what it calls them, in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..frames.frames import Frame, Token
from ..frames.nameparts import INNER, PARTS, PLACE, TITLES, fold
from ..lexicons import words
from ..people.clauses import is_finite
from ..people.meeting import Met
from ..people.naming import SUFFIXES, Core, is_body, is_calling
from ..people.namings import DETERMINERS
from ..people.people import Person
from ..people.resolution import Cast
from ..spans import Span, without_possessive
from .descriptions import apposed, hedged

#: Descriptions kept of one actor in one article.
MOST_KEPT = 5
_HONORIFICS = words("honorifics") | {"mr", "mrs", "ms", "miss", "sir", "dame", "lord", "lady"}
_SMALL = frozenset(["the", "a", "an"])


@dataclass(frozen=True, slots=True)
class NamedActor:
    """Somebody or some body that an article names whole, somewhere."""

    name: str
    core: Core
    gender: str  # m, f, t for a body, "" unknown
    is_somebody: bool  # something shows that this is no place or thing
    callings: frozenset[str]  # mayor, captain
    person: Person
    met: tuple[Met, ...]  # where it names them
    frames: tuple[Frame, ...]
    is_alone: bool  # nobody else of the article has the last word of the name


def named_actors(cast: Cast) -> tuple[NamedActor, ...]:
    """Those of a cast that its article names by more than one word, in the order of the text."""
    cast.people  # noqa: B018 - has everybody met
    rows: dict[int, tuple[Person, list[Met]]] = {}
    for row, person in zip(cast.met, cast.who, strict=True):
        if row.kind == "name" and person is not None and person.is_whole and not row.titled:
            rows.setdefault(id(person), (person, []))[1].append(row)
    lasts = Counter(person.name.split()[-1] for person, _ in rows.values())
    frames = tuple(cast.frames)
    return tuple(
        _actor(person, tuple(met), frames, lasts[person.name.split()[-1]] == 1)
        for person, met in rows.values()
    )


def described(actor: NamedActor) -> tuple[Span, ...]:
    """The first words that name them, then others that say more; () where every naming could be
    somebody else's."""
    rows = actor.met[: 6 * MOST_KEPT]
    told = [span for row in rows if (span := _described(row, actor.person))]
    if not told:
        return ()
    by_last = actor.is_alone and actor.gender != "t" and not is_body(actor.core)
    owner = _owner(actor.core, actor.frames, told[0].start, by_last)
    return _telling([owner, *told] if owner else told, actor.core)


def _actor(
    person: Person, met: tuple[Met, ...], frames: tuple[Frame, ...], is_alone: bool
) -> NamedActor:
    core = tuple(person.name.split())
    body = is_body(core)
    is_place = bool(PARTS[core[-1]] & PLACE) and not body
    return NamedActor(
        name=person.name,
        core=core,
        gender=person.gender,
        is_somebody=body
        or (
            not is_place
            and person.gender != "t"
            and (bool(person.gender) or person.likely > 0 or bool(person.described))
        ),
        callings=frozenset(person.described),
        person=person,
        met=met,
        frames=frames,
        is_alone=is_alone,
    )


def _owner(core: Core, frames: Sequence[Frame], before: int, by_last: bool) -> Span | None:
    """The name (with `by_last` its last word, too) where it stands earlier as an owner's, which no
    naming is of its own: `[Kvist]’s boat`. Words in quotation marks are not the article's."""
    name, body = " ".join(core), frames[0].body
    if not any(body.find(f"{core[-1]}{sign}s", 0, before) >= 0 for sign in "’'"):
        return None
    names = f"{re.escape(name)}|{re.escape(core[-1])}" if by_last else re.escape(name)
    pattern = re.compile(rf"\b(?:{names})(?=[’']s\b)")
    for frame in frames:
        if frame.start >= before:
            break
        for found in pattern.finditer(frame.body, frame.start, min(frame.end, before)):
            start, end = found.span()
            if not any(s.outer_start <= start < s.outer_end for s in frame.stretches):
                return Span.of(frame.body, start, end)
    return None


def _described(row: Met, person: Person) -> Span | None:
    """The naming with what explains and hedges it; None where it is another's as well, as the words
    of `Mr. Lund’s wife Mona Lund` are Mr. Lund's."""
    frame, named = row.frame, row.named
    tokens, end = frame.tokens, named.last
    known = {fold(word) for core in (*person.names, tuple(person.name.split())) for word in core}
    at = end
    while at > named.first and _is_part(tokens[at - 1], known):
        at -= 1
    said = {fold(_bare(token.text)) for token in tokens[at:end]}
    if at == end or not _is_theirs(said, person):
        return None
    first = _calling_from(tokens, named.first, at)
    if first < 0:
        return None
    first, last = apposed(frame, first, end)
    span = hedged(frame, first, last)
    return without_possessive(span) if named.possessive else span


def _is_part(token: Token, known: set[str]) -> bool:
    text = _bare(token.text)
    return fold(text) in known or text in INNER or (len(text.rstrip(".")) == 1 and text.isupper())


def _is_theirs(said: set[str], person: Person) -> bool:
    """False for a part of a body's name, and for the father of a Junior."""
    core = [fold(word) for word in person.name.split()]
    if person.gender == "t" or is_body(tuple(person.name.split())):
        return said >= set(core)
    return len(said) < 2 or core[-1] not in SUFFIXES or core[-1] in said


def _calling_from(tokens: tuple[Token, ...], first: int, name: int) -> int:
    """Where what somebody is called begins before the name at token `name`: the verb of `directed
    [attorney] Lund` and the noun of `the day [Lund] left` are none of it. -1 where the words before
    are another's name."""
    if name == first:
        return name
    before = tokens[name - 1]
    low = _bare(before.low).rstrip(".")
    if not (_calls(low) or before.low.endswith(("'s", "’s"))):
        if before.is_capital and before.kind == "word" and low not in DETERMINERS:
            return -1 if _is_capital_name(tokens, name) else name
        is_new = tokens[first].low in ("a", "an") and not any(map(is_finite, tokens[first:name]))
        return first if is_new else name  # an angry Lund
    at = name - 1
    while at > first and not is_finite(tokens[at - 1]):
        at -= 1
    return at


def _is_capital_name(tokens: tuple[Token, ...], name: int) -> bool:
    """`Michael [Jackson]` where only Jackson is known, not `Editor-at-Large [Ben Holm]`."""
    return name + 1 >= len(tokens) or not tokens[name + 1].is_capital


def _calls(low: str) -> bool:
    return is_calling(low) or low in TITLES or is_calling(low.split("-", 1)[0])


def _bare(text: str) -> str:
    return text[:-2] if text.endswith(("'s", "’s")) else text


def _telling(spans: Sequence[Span], core: Core) -> tuple[Span, ...]:
    """The first, and behind it those that say what none before them says."""
    plain = {fold(word) for word in core} | _HONORIFICS | _SMALL
    kept = list(spans[:1])
    said = plain | _words(spans[0])
    for span in spans[1:]:
        new = _words(span) - said
        if new and len(kept) < MOST_KEPT:
            kept.append(span)
            said |= new
    return tuple(kept)


def _words(span: Span) -> set[str]:
    return {fold(word.strip(",.;:()“”\"'’‘–—").removesuffix("’s").removesuffix("'s"))
            for word in span.text.split()} - {""}  # fmt: skip
