"""Resolution: the name a mention stands for inside one article.

"Dunn" and "Mr. Dunn" stand for Mark Dunn once the article has named him whole, anywhere; "he" for
the man who stands out most before it; "the mayor" for whom the article calls mayor; "the bystander"
for the one bystander it spoke of. Where two fit equally a mention keeps its own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .complements import with_complement
from .following import DEFINITE, OWNERS, Following
from .found import Mention
from .frames import Frame
from .genders import shows_somebody
from .meeting import Met, meet, short_forms
from .mentions import Named, find_mentions
from .naming import name_of
from .people import (
    BEFORE_NAMES,
    Person,
    describe_ahead,
    describe_bare,
    describe_before,
    describe_behind,
)
from .registry import Registry
from .spans import Span

#: Code points between a name and the "who" that goes back to it.
_NEAR = 90


class Cast:
    """Everybody an article speaks of; made from all its frames, then asked for each mention."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.registry = Registry()
        self.placed: dict[int, Person | None] = {}  # first code point of a naming → who
        self.met = meet(frames)
        self._register(self.met)
        self.who = self._name_all(self.met)
        self.following: Following | None = None  # only where a pronoun or description asks

    @property
    def people(self) -> list[Person]:
        """Everybody named."""
        return self.registry.everybody()

    def mention(self, body: str, frame: Frame, named: Named) -> Mention:
        """The span of this naming, the name it stands for, and what the article calls them."""
        tokens = frame.tokens
        last = with_complement(tokens, named) if named.kind == "nominal" else named.last
        span = Span.of(body, tokens[named.first].start, tokens[last - 1].end)
        person = self.resolve(frame, named)
        if person is None:
            return Mention(span, span.text)
        name = person.name
        if not name and person.unnamed:
            first, there = person.unnamed
            end = with_complement(first.tokens, there)
            name = body[first.tokens[there.first].start : first.tokens[end - 1].end]
        role = body[slice(*person.calling)] if person.calling else ""
        return Mention(span, name or span.text, role)

    def resolve(self, frame: Frame, named: Named) -> Person | None:
        """Who is meant, or None where the article does not tell; one person is one object."""
        tokens = frame.tokens
        at = tokens[named.first].start
        if named.kind == "name":
            if at in self.placed:
                return self.placed[at]
            core, gender = name_of(tokens, named)
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

    def _register(self, met: list[Met]) -> None:
        """Whole names first, then surnames alone, so that order in the article does not matter."""
        used = Counter([(row.core, row.gender) for row in met if row.core and not row.titled])
        for place, (core, _) in enumerate(used):
            self.registry.order.setdefault(core, place)
        for (core, gender), count in used.items():
            if len(core) > 1:
                self.registry.add(core, gender, count)
        for row in met:
            if len(row.core) > 1 and not row.titled:
                self.registry.note_place(row.frame.tokens, row.named, row.core)
        for short, row in short_forms(met):
            whole = self.registry.find(row.core, row.gender)
            if whole is not None:
                self.registry.short[short] = whole
        for (core, gender), count in used.items():
            if len(core) == 1:
                self.registry.add(core, gender, count)
        for row in met:
            if row.titled and row.core:
                self.registry.add_titled(row.core, row.gender)
        self.registry.known.clear()

    def _name_all(self, met: list[Met]) -> list[Person | None]:
        """Who each naming by name is, and what the article calls them; None for the others."""
        who: list[Person | None] = []
        previous: Met | None = None
        nominal: Met | None = None  # the last one of the sentence
        named_before: Person | None = None
        find, find_titled = self.registry.find, self.registry.find_titled
        for row in met:
            person = None
            if row.core:
                person = (find_titled if row.titled else find)(row.core, row.gender)
                if person is not None:
                    self._note(row, person)
            kind = row.named.kind
            if previous is not None and previous.sentence != row.sentence:
                previous = nominal = None
            if kind == "nominal":
                if previous is not None and named_before is not None:
                    if describe_behind(row.frame, previous.named, row.named, named_before):
                        self.placed[row.at] = named_before
                nominal = row
            elif (
                person is not None
                and nominal is not None
                and row.frame.tokens[row.named.first - 1].low in BEFORE_NAMES
            ):
                last = with_complement(row.frame.tokens, nominal.named)
                other = nominal.named._replace(last=last)
                if describe_ahead(row.frame, row.first, other, row.named, person):
                    self.placed[nominal.at] = person
            if kind != "pronoun":
                previous, named_before = row, person
            who.append(person)
            if row.core:
                self.placed[row.at] = person
        return who

    def _note(self, row: Met, person: Person) -> None:
        tokens, named = row.frame.tokens, row.named
        person.seen += 1
        if person.first_seen < 0:
            person.first_seen = tokens[named.first].start
        person.gender = person.gender or row.gender
        if row.titled:
            return  # Lawmaker Wants Lund Out: no lawmaker called Lund
        if named.last - named.first > len(row.core):
            describe_before(row.frame, named, row.core, person)
        if named.last < len(tokens) and tokens[named.last].text in ",(":
            describe_bare(row.frame, named, person)
        if not person.gender:
            person.likely += shows_somebody(tokens, row)

    def _just_before(self, frame: Frame, named: Named) -> Person | None:
        """`Mark Lund, [who] said …`"""
        best: Person | None = None
        if not frame.sentences:
            return None
        at = frame.tokens[named.first].start
        for other in find_mentions(frame, *frame.sentences[frame.sentence_of(named.first)]):
            start = frame.tokens[other.first].start
            if other.first >= named.first:
                break
            if other.kind != "pronoun" and at - start < _NEAR:
                best = self.placed.get(start) or best
        return best
