"""Resolution: the name a mention stands for inside one article.

"Dunn" and "Mr. Dunn" stand for Mark Dunn once the article has named him whole, anywhere; "he" for
the man who stands out most before it; "the mayor" for whom the article calls mayor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from .found import Mention
from .frames import Frame, Token
from .lexicons import verbs, words
from .mentions import Named, find_mentions, read_mention
from .people import (
    BODIES,
    BODY_ROLES,
    GENDERED,
    OBJECT,
    Person,
    core_name,
    describe,
    described_before,
    gender_of,
    may_be_one,
)
from .spans import Span

_INDEFINITE = frozenset("a an one another some many several other two three no any".split())
#: What follows "in" but does not tell who somebody is: an aide in a statement.
_CARRIERS = words("statement_words")
_CUES = verbs("cues")
_COMPLEMENTS = frozenset([("close", "to"), ("familiar", "with"), ("loyal", "to")])
#: Genders of people an article may speak of without a name.
_UNNAMED = frozenset("mf")
#: Mentions further back than this many sentences are forgotten by a pronoun.
_MEMORY = 14


class _Seen(NamedTuple):
    at: int  # code point
    sentence: int  # counted through the article
    person: Person
    weight: float


class _Met(NamedTuple):
    """One naming as the article is gone through."""

    frame: Frame
    sentence: int
    first: int  # the sentence's first token
    named: Named
    core: tuple[str, ...]
    gender: str


class Cast:
    """Everybody an article names; made from all its frames, then asked for each mention."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.people: dict[str, list[Person]] = {}
        self.seen: list[_Seen] = []
        self.sentence_at: list[tuple[int, int]] = []
        self.spoken: list[tuple[int, Person]] = []
        self.called: dict[str, list[Person]] | None = None
        self.known: dict[tuple[tuple[str, ...], str], Person | None] = {}
        self.given: dict[str, list[Person]] | None = None
        self.shy: set[str] = set()  # first words of names of places: in [Dunn] Square
        met = self._meet(frames)
        self._place(met)

    def mention(self, body: str, frame: Frame, named: Named) -> Mention:
        """The span of this naming, and the name it stands for."""
        tokens = frame.tokens
        last = _with_complement(tokens, named) if named.kind == "nominal" else named.last
        span = Span.of(body, tokens[named.first].start, tokens[last - 1].end)
        person = self.resolve(frame, named)
        if person is None:
            return Mention(span, span.text)
        self.spoken.append((span.end, person))
        return Mention(span, person.name)

    def resolve(self, frame: Frame, named: Named) -> Person | None:
        """Who is meant, or None where the article does not tell."""
        tokens = frame.tokens
        if tokens[named.first].low in _INDEFINITE:
            return None  # a bystander stays a bystander, another person another
        if named.kind == "name":
            core = core_name(tokens, named)
            return self._of_name(core, gender_of(tokens, named, core)) if core else None
        at = tokens[named.first].start
        if named.kind == "pronoun":
            return self._of_pronoun(named.head, at, self._sentence(at))
        if tokens[named.first].low in ("the", "his", "her", "their", "its", "this"):
            return self._described(named.head, at)
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
            for first, last in frame.sentences:
                self.sentence_at.append((frame.tokens[first].start, count))
                for named in find_mentions(frame, first, last):
                    if named.kind == "pronoun":
                        continue
                    core = core_name(frame.tokens, named) if named.kind == "name" else ()
                    if named.first == first and len(core) == 1 and core[0].lower() in small:
                        core = ()  # `Soon after that`: a word that begins a sentence, no name
                    gender = gender_of(frame.tokens, named, core) if core else ""
                    if len(core) > 1 and _is_place(frame.tokens, named, core):
                        self.shy.add(core[0].casefold())
                    met.append(_Met(frame, count, first, named, core, gender))
                count += 1
        inside = {
            word
            for row in met
            if row.named.first != row.first or len(row.core) > 1
            for word in row.core
        }
        return [
            row._replace(core=(), gender="")
            if len(row.core) == 1 and row.core[0] not in inside and _only_begins(row)
            else row
            for row in met
        ]

    def _place(self, met: list[_Met]) -> None:
        """Whole names first, then surnames alone, so that order in the article does not matter."""
        used = Counter((row.core, row.gender) for row in met if row.core)
        for whole in (True, False):
            for (core, gender), count in used.items():
                if (len(core) > 1) is whole and (whole or self._of_name(core, gender) is None):
                    self._add(core, gender, count)
        previous: tuple[Frame, Named, Person] | None = None
        for row in met:
            tokens = row.frame.tokens
            if not row.core:
                if previous and previous[0] is row.frame:
                    describe(tokens, previous[1], row.named, previous[2])
                if row.named.kind == "nominal" and GENDERED.get(row.named.head, "") in _UNNAMED:
                    self._see(row, _unnamed(tokens, row.named))
                continue
            person = self._of_name(row.core, row.gender)
            if person is None:
                continue
            person.seen += 1
            if person.first_seen < 0:
                person.first_seen = tokens[row.named.first].start
            person.gender = person.gender or row.gender
            person.described.update(described_before(tokens, row.named))
            self._see(row, person)
            previous = (row.frame, row.named, person)

    def _see(self, row: _Met, person: Person) -> None:
        weight = _weight(row.frame.tokens, row)
        person.as_subject += weight > 1
        at = row.frame.tokens[row.named.first].start
        self.seen.append(_Seen(at, row.sentence, person, weight))

    def _add(self, core: tuple[str, ...], gender: str, count: int) -> None:
        self.known.clear()
        if len(core) > 1:
            self.given = None
        key = core[-1].casefold()
        for person in self.people.get(key, []):
            if any(may_be_one(core, other) for other in person.names) and not (
                gender and person.gender and gender != person.gender
            ):
                person.names[core] += count
                person.gender = person.gender or gender
                return
        self.people.setdefault(key, []).append(Person(key, Counter({core: count}), gender=gender))

    def _of_name(self, core: tuple[str, ...], gender: str) -> Person | None:
        key = (core, gender)
        if key not in self.known:
            self.known[key] = self._find(core, gender)
        return self.known[key]

    def _find(self, core: tuple[str, ...], gender: str) -> Person | None:
        fitting = [
            person
            for person in self.people.get(core[-1].casefold(), [])
            if any(may_be_one(core, name) for name in person.names)
            and not (gender and person.gender and gender != person.gender)
        ]
        if not fitting and len(core) == 1 and len(core[0]) > 2:
            fitting = self._of_given_name(core[0].casefold(), gender)
        return max(fitting, key=lambda person: sum(person.names.values()), default=None)

    def _of_given_name(self, given: str, gender: str) -> list[Person]:
        """The one person the article names whole who goes by this given name."""
        if given in self.shy:
            return []
        if self.given is None:
            self.given = {}
            for person in (person for rows in self.people.values() for person in rows):
                for name in {n[0].casefold() for n in person.names if len(n) == 2}:
                    self.given.setdefault(name, []).append(person)
        found = [
            person
            for person in self.given.get(given, [])
            if person.gender != "t" and not (gender and person.gender and gender != person.gender)
        ]
        return found if len(found) == 1 else []

    def _sentence(self, at: int) -> int:
        low, high = 0, len(self.sentence_at)
        while low < high:
            middle = (low + high) // 2
            if self.sentence_at[middle][0] <= at:
                low = middle + 1
            else:
                high = middle
        return self.sentence_at[low - 1][1] if low else 0

    def _of_pronoun(self, pronoun: str, at: int, sentence: int) -> Person | None:
        wanted = {"he": "m", "she": "f", "it": "t"}.get(pronoun)
        if pronoun == "who":
            return self._just_before(at)
        if wanted is None:
            return None
        scores: dict[int, float] = {}
        people: dict[int, Person] = {}
        position = self._before(at)
        for seen in reversed(self.seen[max(0, position - 60) : position]):
            distance = sentence - seen.sentence
            if distance > _MEMORY:
                break
            person = seen.person
            value = seen.weight - 0.9 * distance + _gender_fit(person, wanted)
            if id(person) not in scores or value > scores[id(person)]:
                scores[id(person)] = value
                people[id(person)] = person
        for end, person in reversed(self.spoken[-3:]):
            if end < at and id(person) in scores:
                scores[id(person)] += 1.5
                break
        if not scores:
            return None
        best = max(scores, key=lambda key: scores[key])
        return people[best] if scores[best] > -6 else None

    def _before(self, at: int) -> int:
        low, high = 0, len(self.seen)
        while low < high:
            middle = (low + high) // 2
            if self.seen[middle].at < at:
                low = middle + 1
            else:
                high = middle
        return low

    def _just_before(self, at: int) -> Person | None:
        position = self._before(at)
        if position and at - self.seen[position - 1].at < 80:
            return self.seen[position - 1].person
        return None

    def _described(self, head: str, at: int) -> Person | None:
        """The one person the article has called this before, if there is just one."""
        if self.called is None:
            self.called = {}
            for person in (person for rows in self.people.values() for person in rows):
                for word in person.described:
                    self.called.setdefault(word, []).append(person)
        found = [person for person in self.called.get(head, []) if person.first_seen < at]
        return found[0] if len(found) == 1 else None


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


def _only_begins(row: _Met) -> bool:
    """`Hostilities between …`: a word with a capital because it begins, and no verb behind it."""
    tokens, last = row.frame.tokens, row.named.last
    if row.named.first != row.first or row.named.possessive:
        return False
    follows = tokens[last] if last < len(tokens) else None
    return follows is None or not (
        follows.low in _VERBISH or follows.low in _CUES or follows.low.endswith("ed")
    )


def _is_place(tokens: tuple[Token, ...], named: Named, core: tuple[str, ...]) -> bool:
    """`in Dunn Square`, `at the Dunn Hotel`: no person's name, so "Dunn" is not short for it."""
    before = tokens[named.first - 1].low if named.first else ""
    return (
        before in ("in", "at", "on", "near", "outside", "inside") or core[-1].casefold() in BODIES
    )


def _unnamed(tokens: tuple[Token, ...], named: Named) -> Person:
    """`The woman`, to whom "she" may go back though nobody names her."""
    naming = tuple(token.text for token in tokens[named.first : named.last])
    return Person("", Counter({naming: 1}), gender=GENDERED[named.head], seen=1)


def _gender_fit(person: Person, wanted: str) -> float:
    if not person.gender:
        if wanted == "t":
            return -1.0
        if person.described - BODY_ROLES:
            return 0.5  # a captain, a nurse: somebody, if not which
        return 0.0 if len(person.name.split()) > 1 else -1.5 if person.as_subject else -3.0
    if person.gender == wanted:
        return 1.0
    return -20.0


def _weight(tokens: tuple[Token, ...], row: _Met) -> float:
    """How much a naming stands out: subjects most, objects of a preposition least."""
    named = row.named
    weight = 0.0
    if named.first == row.first:
        weight += 2.0
    elif tokens[named.first - 1].low in OBJECT:
        weight -= 0.8
    elif tokens[named.first - 1].text == "," and named.first - row.first < 9:
        weight += 0.7  # The mayor, [Ann Lund], …; On Friday, [Ann Lund] …
    follows = tokens[named.last] if named.last < len(tokens) else None
    if follows is not None and follows.kind == "word" and not named.possessive:
        if follows.low in _VERBISH or follows.low.endswith("ed"):
            weight += 1.2
    if named.possessive:
        weight -= 0.3
    return weight


_VERBISH = frozenset(
    "is was has had will would says said told asked did does can could went came made took got "
    "says wrote told added thinks wants".split()
)
