"""Resolution: the name a mention stands for inside one article.

"Dunn" and "Mr. Dunn" stand for Mark Dunn once the article has named him whole, anywhere; "he" for
the man who stands out most before it; "the mayor" for whom the article calls mayor; "the bystander"
for the one bystander it spoke of. Where two fit equally a mention keeps its own words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from ..found import Mention
from ..frames.frames import Frame
from .complements import with_complement
from .coordinated import TOGETHER
from .following import DEFINITE, OWNERS, Following
from .genders import shows_somebody
from .meeting import Met, meet, short_forms
from .mentions import Named, find_mentions
from .naming import name_of
from .people import (
    BEFORE_NAMES,
    BEHIND_NAMES,
    Person,
    called_before,
    describe_ahead,
    describe_bare,
    describe_before,
    describe_behind,
)
from .registry import Registry

#: Code points between a name and the "who" that goes back to it.
_NEAR = 90
_START = attrgetter("start")


class Cast:
    """Everybody an article speaks of; made from all its frames, then asked for each mention."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.frames = frames
        self.gone_through = False
        self.registry = Registry()
        self.places: dict[int, int] = {}  # id of a frame → how many tokens stand before it
        self.placed: dict[float, Person | None] = {}  # place of a naming’s first token → who
        self.met: list[Met] = []
        self.who: list[Person | None] = []
        self.words: set[str] | None = None  # of all names, as soon as a label asks for them
        self.following: Following | None = None  # only where a pronoun or description asks

    @property
    def people(self) -> list[Person]:
        """Everybody named."""
        self._go_through()
        return self.registry.everybody()

    def may_know(self, label: str) -> bool:
        """False where the article surely tells nothing of whom a label outside its sentences names:
        plain words, and it has none of them in a name. Most labels of a long transcript are so."""
        self._go_through()
        if not self.met:
            return False
        parts = label.casefold().split()
        if not (label.isascii() and "".join(parts).isalpha()) or parts[0] in DEFINITE:
            return True
        if self.words is None:
            self.words = self.registry.words()
        return not self.words.isdisjoint(parts)

    def mention(self, body: str, frame: Frame, named: Named) -> Mention:
        """The span of this naming, the name it stands for, and what the article calls them."""
        tokens = frame.tokens
        last = with_complement(tokens, named) if named.kind == "nominal" else named.last
        span = frame.span(named.first, last)
        if named.head == TOGETHER:
            names = self._names_of_both(frame, named)
            return Mention(span, " and ".join(names) or span.text, names=names)
        person = self.resolve(frame, named)
        if person is None:
            return Mention(span, span.text)
        name = person.name
        if not name and person.unnamed:
            there, first = person.unnamed
            name = there.span(first.first, with_complement(there.tokens, first)).text
        role = ""
        if person.calling is not None:
            there, begin, end = person.calling
            role = there.span(begin, end).text
        return Mention(span, name or span.text, role)

    def _names_of_both(self, frame: Frame, named: Named) -> tuple[str, ...]:
        """The names of two who speak together; () unless the article names both whole."""
        names: list[str] = []
        first, last = frame.sentences[frame.sentence_of(named.first)]
        for one in find_mentions(frame, first, last):
            if named.first <= one.first and one.last <= named.last:
                person = self.resolve(frame, one)
                if person is None or not person.is_whole or person.gender == "t":
                    return ()
                names.append(person.name)
        return tuple(names) if len(set(names)) == 2 == len(names) else ()

    def resolve(self, frame: Frame, named: Named) -> Person | None:
        """Who is meant, or None where the article does not tell; one person is one object."""
        if not self.gone_through:
            self._go_through()
        tokens = frame.tokens
        at = self._place_of(frame, named.first)
        if named.kind == "name":
            if at in self.placed:
                return self.placed[at]
            core, gender = name_of(tokens, named)
            if len(core) == 1 and len(core[0]) > 3 and core[0].isupper():
                known = self.registry.find((core[0].capitalize(),), "")
                if known is not None and known.is_whole:
                    return known  # DOYLE: “…”
            return self.registry.find(core, gender) if core else None
        if named.kind == "nominal" and tokens[named.first].low not in DEFINITE:
            return self.placed.get(at)  # a bystander: whoever it is, not spoken of before
        if self.following is None:
            called = self.registry.called()
            self.following = Following(self.met, self.who, self.placed, called)
        self.following.go_to(at)
        if named.kind == "pronoun" and named.head == "who":
            return self._just_before(frame, named)
        if named.kind == "pronoun" and tokens[named.first].low in OWNERS:
            return self.following.owners.get(at)
        return self.placed.get(at)

    def _go_through(self) -> None:
        """Meet everybody, as soon as somebody is asked for: in one article of 25 nobody is."""
        if self.gone_through:
            return
        self.gone_through = True
        place = 0
        for frame in self.frames:
            self.places[id(frame)] = place
            place += len(frame.tokens)
        self.met = meet(self.frames)
        self._register(self.met)
        self.who = self._name_all(self.met)

    def _place_of(self, frame: Frame, token: int) -> float:
        """How many tokens of the article stand before this one.

        A frame that was made of a part of the article (a label, the inside of a quote) has the
        places of the tokens at the same code points, and a half where none stands.
        """
        place = self.places.get(id(frame))
        if place is not None:
            return place + token
        at = frame.start_of(token)
        index = bisect_right(self.frames, at, key=_START) - 1
        if index < 0:
            return -0.5
        frame = self.frames[index]
        token = bisect_left(frame.starts, at)
        stands = token < len(frame.starts) and frame.starts[token] == at
        return self.places[id(frame)] + token - (not stands) / 2

    def _register(self, met: list[Met]) -> None:
        """Whole names first, then surnames alone, so that order in the article does not matter."""
        registry = self.registry
        named = [row for row in met if row.core]
        used = Counter([(row.core, row.gender) for row in named if not row.titled])
        for place, (core, _) in enumerate(used):
            registry.order.setdefault(core, place)
        for (core, gender), count in used.items():
            if len(core) > 1:
                registry.add(core, gender, count)
        registry.whole = [
            (row.frame, row.named, row.core)
            for row in named
            if len(row.core) > 1 and not row.titled
        ]
        unsure: set[str] = set()  # the CEO, Ada Holm, … the CEO, Bo Ek, …
        for short, row in short_forms(met):
            whole = registry.find(row.core, row.gender)
            if whole is not None:
                if registry.short.setdefault(short, whole) is not whole:
                    unsure.add(short)
        for short in unsure:
            del registry.short[short]
        for (core, gender), count in used.items():
            if len(core) == 1:
                registry.add(core, gender, count)
        for row in named:
            if row.titled:
                registry.add_titled(row.core, row.gender)
        registry.known.clear()

    def _name_all(self, met: list[Met]) -> list[Person | None]:
        """Who each naming by name is, and what the article calls them; None for the others."""
        who: list[Person | None] = []
        previous: Named | None = None  # the naming before in this sentence, but for pronouns
        previous_sentence = -1
        nominal: Met | None = None  # the last one of the sentence
        named_before: Person | None = None
        called: list[tuple[int, Met]] = []  # a calling and a surname that several people have
        find, find_titled, placed = self.registry.find, self.registry.find_titled, self.placed
        for row in met:
            kind, named = row.kind, row.named
            if kind == "pronoun":
                who.append(None)
                continue
            if previous_sentence != row.sentence:
                previous = nominal = None
                previous_sentence = row.sentence
            person = None
            if kind == "nominal":
                if (
                    previous is not None
                    and named_before is not None
                    and row.frame.tokens[previous.last].low in BEHIND_NAMES
                    and describe_behind(row.frame, previous, named, named_before)
                ):
                    placed[row.at] = named_before
                nominal = row
            elif row.core:
                if len(row.core) == 1 and named.last - named.first > 1 and not row.titled:
                    if self.registry.has_namesakes(row.core):
                        if called_before(row.frame, named, row.core)[0]:
                            called.append((len(who), row))
                            who.append(None)
                            previous, named_before = named, None
                            continue
                person = (find_titled if row.titled else find)(row.core, row.gender)
                if person is not None:
                    self._note(row, person)
                    if nominal is not None:
                        self._note_ahead(nominal, row, person)
                placed[row.at] = person
            who.append(person)
            previous, named_before = named, person
        if called:
            self._name_called(called, who)
        return who

    def _name_called(self, called: list[tuple[int, Met]], who: list[Person | None]) -> None:
        """`Chief Lund`, once it is known whom the article calls chief; then `Lund` behind it.

        A surname alone, which could mean several, means the one whom its calling meant before.
        """
        registry = self.registry
        meant: dict[str, tuple[int, Person | None]] = {}  # surname → where first, and the only one
        for place, row in called:
            head, around = called_before(row.frame, row.named, row.core)
            person = registry.find_called(row.core, row.gender, head, around)
            who[place] = self.placed[row.at] = person
            if person is not None:
                self._note(row, person)
                first, one = meant.setdefault(row.core[0], (place, person))
                meant[row.core[0]] = first, one if one is person else None
        for place, row in enumerate(self.met):
            if row.kind != "name" or len(row.core) != 1 or row.core[0] not in meant:
                continue
            first, one = meant[row.core[0]]
            if one is not None and first < place and who[place] is registry.unsure.get(row.core):
                if not (row.gender and one.gender and row.gender != one.gender):
                    who[place] = self.placed[row.at] = one

    def _note(self, row: Met, person: Person) -> None:
        """Keep what the words around a name tell of whom it names."""
        if person.first_seen < 0:
            person.first_seen = row.at
        if not person.gender:
            person.gender = row.gender
        if row.titled:
            return  # Lawmaker Wants Lund Out: no lawmaker called Lund
        frame, named = row.frame, row.named
        tokens, last = frame.tokens, named.last
        if last - named.first > len(row.core):
            describe_before(frame, named, row.core, person)
        if last < len(tokens) and tokens[last].text in ",(":
            describe_bare(frame, named, person)
        if not person.gender:
            person.likely += shows_somebody(tokens, row)

    def _note_ahead(self, nominal: Met, row: Met, person: Person) -> None:
        """Whom a description right before a name means: `The mayor, Mark Lund, …`."""
        tokens = row.frame.tokens
        if tokens[row.named.first - 1].low not in BEFORE_NAMES:
            return
        last = with_complement(tokens, nominal.named)
        other = nominal.named._replace(last=last)
        if describe_ahead(row.frame, row.first, other, row.named, person):
            self.placed[nominal.at] = person

    def _just_before(self, frame: Frame, named: Named) -> Person | None:
        """`Mark Lund, [who] said …`"""
        best: Person | None = None
        if not frame.sentences:
            return None
        at = frame.start_of(named.first)
        for other in find_mentions(frame, *frame.sentences[frame.sentence_of(named.first)]):
            if other.first >= named.first:
                break
            if other.kind != "pronoun" and at - frame.start_of(other.first) < _NEAR:
                best = self.placed.get(self._place_of(frame, other.first)) or best
        return best
