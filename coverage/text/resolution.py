"""Resolution: the name a mention stands for inside one article.

"Dunn" and "Mr. Dunn" stand for Mark Dunn once the article has named him whole, anywhere; "he" for
the man who stands out most before it; "the mayor" for whom the article calls mayor; "the bystander"
for the one bystander it spoke of. Where two fit equally a mention keeps its own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from .antecedents import GOES_ON, MEMORY, add, choose, opens_with_clause, speaks_next, standing
from .found import Mention
from .frames import Frame, Token
from .lexicons import verbs, words
from .mentions import Named, find_mentions, is_role, read_mention
from .naming import BODY_ROLES, GENDERED, Core, core_name, gender_of
from .people import Person, describe_ahead, describe_before, describe_behind, is_several
from .registry import Registry
from .spans import Span

_INDEFINITE = frozenset("a an one another some many several other two three no any".split())
_DEFINITE = frozenset("the his her their its this that these those".split())
#: What follows "in" but does not tell who somebody is: an aide in a statement.
_CARRIERS = words("statement_words")
_CUES = verbs("cues")
_STRONG = words("cues_strong")
_THINGS = words("statement_words") | words("works") | words("things_that_tell")
_COMPLEMENTS = frozenset([("close", "to"), ("familiar", "with"), ("loyal", "to")])
_WANTED = {"he": "m", "she": "f", "it": "t", "they": "p"}


class _Met(NamedTuple):
    """One naming as the article is gone through."""

    frame: Frame
    sentence: int
    first: int  # the sentence's first token
    named: Named
    core: Core
    gender: str
    titled: bool = False  # in a headline that gives every word a capital


class Cast:
    """Everybody an article speaks of; made from all its frames, then asked for each mention."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.registry = Registry()
        self.placed: dict[int, Person | None] = {}  # first code point of a naming → who
        self.unnamed: dict[str, list[Person]] = {}
        met = self._meet(frames)
        self._register(met)
        who = self._name_all(met)
        _learn_genders(met, who)
        self._follow(met, who)

    @property
    def people(self) -> list[Person]:
        """Everybody named."""
        return self.registry.everybody()

    def mention(self, body: str, frame: Frame, named: Named) -> Mention:
        """The span of this naming, the name it stands for, and what the article calls them."""
        tokens = frame.tokens
        last = _with_complement(tokens, named) if named.kind == "nominal" else named.last
        span = Span.of(body, tokens[named.first].start, tokens[last - 1].end)
        person = self.resolve(frame, named)
        if person is None:
            return Mention(span, span.text)
        name = person.name or (body[slice(*person.span)] if person.span else span.text)
        role = body[slice(*person.calling)] if person.calling else ""
        return Mention(span, name, role)

    def resolve(self, frame: Frame, named: Named) -> Person | None:
        """Who is meant, or None where the article does not tell; one person is one object."""
        tokens = frame.tokens
        at = tokens[named.first].start
        if named.kind == "pronoun" and named.head == "who":
            return self._just_before(frame, named)
        if at in self.placed:
            return self.placed[at]
        if named.kind == "name":
            core = core_name(tokens, named)
            return self.registry.find(core, gender_of(tokens, named, core)) if core else None
        return None

    def _meet(self, frames: Sequence[Frame]) -> list[_Met]:
        met: list[_Met] = []
        count = 0
        small = {
            token.low
            for frame in frames
            for token in frame.tokens
            if token.kind == "word" and not token.is_capital
        }
        for frame in frames:
            titled = _is_titled(frame, small)
            for first, last in frame.sentences:
                for named in find_mentions(frame, first, last):
                    core: Core = ()
                    gender = ""
                    if named.kind == "name":
                        core = core_name(frame.tokens, named)
                        if named.first == first and len(core) == 1 and core[0].lower() in small:
                            core = ()  # `Soon after that`: a word that begins a sentence, no name
                        if core:
                            gender = gender_of(frame.tokens, named, core)
                            self.registry.note_place(frame.tokens, named, core)
                    met.append(_Met(frame, count, first, named, core, gender, titled))
                count += 1
        inside = {
            word
            for row in met
            if row.core and (row.named.first != row.first or len(row.core) > 1)
            for word in row.core
        }
        return [
            row._replace(core=(), gender="")
            if len(row.core) == 1 and row.core[0] not in inside and _only_begins(row)
            else row
            for row in met
        ]

    def _register(self, met: list[_Met]) -> None:
        """Whole names first, then surnames alone, so that order in the article does not matter."""
        used = Counter((row.core, row.gender) for row in met if row.core and not row.titled)
        for whole in (True, False):
            for (core, gender), count in used.items():
                if (len(core) > 1) is whole:
                    self.registry.add(core, gender, count)
        for row in met:
            if row.titled and row.core:
                self.registry.add_titled(row.core, row.gender)

    def _name_all(self, met: list[_Met]) -> list[Person | None]:
        """Who each naming by name is, and what the article calls them; None for the others."""
        who: list[Person | None] = []
        previous: tuple[_Met, Person | None] | None = None
        for row in met:
            person = None
            if row.core:
                person = self._by_name(row)
            if person is not None:
                self._note(row, person)
            near = previous if previous and previous[0].sentence == row.sentence else None
            if near and near[0].core and near[1] and row.named.kind == "nominal":
                describe_behind(row.frame, near[0].named, row.named, near[1])
            elif near and person and near[0].named.kind == "nominal":
                if describe_ahead(row.frame, near[0].named, row.named, person):
                    self.placed[row.frame.tokens[near[0].named.first].start] = person
            if row.named.kind != "pronoun":
                previous = (row, person)
            who.append(person)
        return who

    def _by_name(self, row: _Met) -> Person | None:
        core = row.core
        if row.titled:
            return self.registry.find_titled(core, row.gender)
        return self.registry.find(core, row.gender)

    def _note(self, row: _Met, person: Person) -> None:
        tokens, named = row.frame.tokens, row.named
        person.seen += 1
        person.whole += len(row.core) > 1
        if person.first_seen < 0:
            person.first_seen = tokens[named.first].start
        person.gender = person.gender or row.gender
        if named.last - named.first > len(row.core):
            describe_before(row.frame, named, row.core, person)
        if person.gender not in ("m", "f"):
            person.likely += _shows_somebody(tokens, row)

    def _follow(self, met: list[_Met], who: list[Person | None]) -> None:
        """Go through the article once more, and find whom each pronoun and description means."""
        active: dict[int, Person] = {}
        called = self.registry.called()
        behind = _named_behind(met, who)
        for index, row in enumerate(met):
            person, named = who[index], row.named
            start = row.frame.tokens[named.first].start
            worth = standing(row.frame, row.first, named)
            if row.titled:
                worth = min(worth, 1.0)
            if person is None and named.kind == "nominal":
                person = self.placed.get(start) or self._described(row, called)
            elif person is None and named.kind == "pronoun":
                person = self._pronoun(met, who, index, active, behind)
                worth = min(worth, GOES_ON)
            if named.kind != "pronoun" or person is not None or named.head in _WANTED:
                self.placed[start] = person
            if person is None:
                continue
            who[index] = person
            add(person, worth, row.sentence)
            active[id(person)] = person
            if len(active) > 24:
                for key in [
                    k for k, p in active.items() if row.sentence - p.sentence > MEMORY
                ]:
                    del active[key]

    def _pronoun(
        self,
        met: list[_Met],
        who: list[Person | None],
        index: int,
        active: dict[int, Person],
        behind: dict[int, list[int]],
    ) -> Person | None:
        row = met[index]
        wanted = _WANTED.get(row.named.head)
        tokens = row.frame.tokens
        if wanted is None or (wanted in "tp" and not speaks_next(tokens, row.named)):
            return None
        after = [place for place in behind.get(row.sentence, ()) if place > index]
        coming = None
        if after and opens_with_clause(tokens, row.first, row.named.first):
            coming = _main_subject(met, who, after)
        elif not after and not active:
            return None
        names_after = frozenset(id(who[place]) for place in after) if not coming else frozenset()
        return choose(
            active.values(),
            wanted,
            row.sentence,
            names_after,
            coming,
            _quoted_beside(tokens, row.named.first),
        )

    def _described(self, row: _Met, called: dict[str, list[Person]]) -> Person | None:
        """The one person called this before, or somebody unnamed, new or spoken of already."""
        tokens, named = row.frame.tokens, row.named
        head, at = named.head, tokens[named.first].start
        opening = tokens[named.first].low
        definite = opening in _DEFINITE and named.last - named.first > 1
        if definite:
            found = [
                person
                for person in called.get(head, ())
                if person.first_seen < at and head in person.described
            ]
            if len(found) > 1:
                found = _by_modifiers(found, head, tokens, named) or found
            if found:
                return found[0] if len(found) == 1 else None
        if not named.sure or not is_role(head) or named.possessive or head in _THINGS:
            return None
        known = self.unnamed.setdefault(head, [])
        if definite and opening in ("the", "this", "that") and known:
            return known[0] if len(known) == 1 else None
        gender = GENDERED.get(head, "")
        if is_several(named, tokens):
            gender = "p"
        elif head in BODY_ROLES:
            gender = "t"
        last = _with_complement(tokens, named)
        person = Person(
            "",
            gender=gender,
            seen=1,
            first_seen=at,
            span=(at, tokens[last - 1].end),
            likely=1.0,
        )
        known.append(person)
        return person

    def _just_before(self, frame: Frame, named: Named) -> Person | None:
        """`Mark Lund, [who] said …`"""
        best: Person | None = None
        at = frame.tokens[named.first].start
        for first, last in frame.sentences:
            if not first <= named.first < last:
                continue
            for other in find_mentions(frame, first, last):
                start = frame.tokens[other.first].start
                if other.first >= named.first:
                    break
                if other.kind != "pronoun" and at - start < 90:
                    best = self.placed.get(start) or best
        return best


def _with_complement(tokens: tuple[Token, ...], named: Named) -> int:
    """Where `a spokesman [for the union]`, `one [of the women]`, `a man [in the crowd]` ends."""
    last = named.last
    if named.possessive:
        return last
    for _ in range(2):
        at = last
        if at + 2 < len(tokens) and (tokens[at].low, tokens[at + 1].low) in _COMPLEMENTS:
            at += 1
        elif at >= len(tokens) or tokens[at].low not in ("of", "for", "from", "at", "in"):
            break
        follows = read_mention(tokens, at + 1, len(tokens)) if at + 1 < len(tokens) else None
        if follows is None or follows.possessive or follows.kind == "pronoun":
            break
        if follows.head in _CARRIERS or tokens[at + 1].low in ("a", "an", "his", "her", "their"):
            break
        last = follows.last
    return last


def _is_titled(frame: Frame, small: set[str]) -> bool:
    """True for a headline that gives its words capitals, so that names run into what follows."""
    tokens = frame.tokens
    if not 4 <= len(tokens) <= 30:
        return False
    long = [token for token in tokens if token.kind == "word" and len(token.text) > 3]
    capitals = [token for token in long if token.is_capital]
    if len(long) < 3 or len(capitals) <= 0.75 * len(long):
        return False
    return any(token.low in small for token in capitals[1:])


def _only_begins(row: _Met) -> bool:
    """`Hostilities between …`: a word with a capital because it begins, and no verb behind it."""
    tokens, last = row.frame.tokens, row.named.last
    if row.named.first != row.first or row.named.possessive:
        return False
    follows = tokens[last] if last < len(tokens) else None
    return follows is None or not (
        follows.low in _VERBISH or follows.low in _CUES or follows.low.endswith("ed")
    )


_VERBISH = frozenset(
    "is was has had will would says said told asked did does can could went came made took got "
    "says wrote told added thinks wants".split()
)


def _shows_somebody(tokens: tuple[Token, ...], row: _Met) -> float:
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
    if before is not None:
        if before.low in ("in", "at", "near", "across", "into", "throughout", "inside", "outside"):
            shows -= 1.0
        elif _CUES.get(before.low) in _STRONG and named.first - 1 > row.first:
            shows += 0.5
    if tokens[named.first].low in ("the", "a", "an"):
        shows -= 0.8
    elif named.last - named.first > len(row.core) and row.gender != "t":
        shows += 0.8  # a title
    return shows


def _learn_genders(met: list[_Met], who: list[Person | None]) -> None:
    """`Taylor said she …`: a pronoun right behind those it can mean tells man from woman.

    Each pronoun has one vote, shared among the people of unknown gender in its sentence and the one
    before; where somebody whose gender is known fits, it tells nothing.
    """
    votes: dict[int, list[float]] = {}
    near: list[tuple[int, Person]] = []
    sentence = -9
    for row, person in zip(met, who, strict=True):
        if row.sentence != sentence:
            sentence = row.sentence
            near = [pair for pair in near if sentence - pair[0] <= 1]
        if person is not None:
            if person.gender != "t" and (person.is_whole or person.likely > 0):
                near.append((sentence, person))
            continue
        head = row.named.head if row.named.kind == "pronoun" else ""
        gender = _TELLS.get(head or row.frame.tokens[row.named.first].low)
        if not gender or not near:
            continue
        if any(other.gender == gender for _, other in near):
            continue
        unknown = {id(other) for _, other in near if not other.gender}
        for key in unknown:
            vote = votes.setdefault(key, [0.0, 0.0])
            vote[gender == "f"] += 1 / len(unknown)
    if not votes:
        return
    for person in {id(p): p for p in who if p is not None}.values():
        men, women = votes.get(id(person), (0.0, 0.0))
        if max(men, women) >= 0.5 and max(men, women) >= 3 * min(men, women):
            person.gender = "m" if men > women else "f"


_TELLS = {"he": "m", "she": "f", "his": "m", "her": "f"}


def _named_behind(met: list[_Met], who: list[Person | None]) -> dict[int, list[int]]:
    """Sentence → places of its namings by name."""
    behind: dict[int, list[int]] = {}
    for place, (row, person) in enumerate(zip(met, who, strict=True)):
        if person is not None:
            behind.setdefault(row.sentence, []).append(place)
    return behind


def _main_subject(met: list[_Met], who: list[Person | None], after: list[int]) -> Person | None:
    """`After he lost, [Mark Dunn] said`: the first one named behind the clause's comma."""
    row = met[after[0]]
    tokens, first = row.frame.tokens, row.named.first
    person = who[after[0]]
    if person is None or person.gender == "t" or row.named.possessive:
        return None
    comma = tokens[first - 1].text == ","
    titled = first > 1 and tokens[first - 2].text == ","
    return person if comma or titled else None


def _quoted_beside(tokens: tuple[Token, ...], at: int) -> str:
    """The words of the quote beside this token, folded; "" for none."""
    for place in (at - 1, at - 2, at + 2, at + 3):
        if 0 <= place < len(tokens) and tokens[place].kind == "quote":
            return tokens[place].text.casefold()
    return ""


def _by_modifiers(
    found: list[Person], head: str, tokens: tuple[Token, ...], named: Named
) -> list[Person]:
    """`the Florida senator` of two senators: who is called so with one of these words."""
    around = {token.low.removesuffix("'s") for token in tokens[named.first + 1 : named.last - 1]}
    return [person for person in found if person.described[head] & around] if around else []
