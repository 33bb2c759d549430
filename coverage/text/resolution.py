"""Resolution: the name a mention stands for inside one article.

"Dunn" and "Mr. Dunn" stand for Mark Dunn once the article has named him whole, anywhere; "he" for
the man who stands out most before it; "the mayor" for whom the article calls mayor; "the bystander"
for the one bystander it spoke of. Where two fit equally a mention keeps its own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .antecedents import MEMORY, add, choose, opens_with_clause, standing
from .complements import with_complement
from .found import Mention
from .frames import Frame, Token
from .genders import learn_genders, shows_somebody
from .lexicons import words
from .meeting import Met, meet, short_forms
from .mentions import Named, find_mentions
from .naming import BODY_ROLES, core_name, gender_of, gender_of_calling, is_calling
from .people import (
    Person,
    describe_ahead,
    describe_bare,
    describe_before,
    describe_behind,
    is_apposed,
    is_several,
)
from .registry import Registry
from .spans import Span

_DEFINITE = frozenset("the his her their its this that these those".split())
_OWNERS = {"his": "m", "her": "f", "their": "p", "its": "t"}
_CUE_NOUNS = words("cue_nouns")
_AGAIN = frozenset(["the", "this", "that", "these", "those"])
_THINGS = words("statement_words") | words("works") | words("things_that_tell")
_WANTED = {"he": "m", "she": "f", "it": "t", "they": "p"}
_MOST_ACTIVE = 24
_IN_HEADLINE = 1.0


class Cast:
    """Everybody an article speaks of; made from all its frames, then asked for each mention."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.registry = Registry()
        self.placed: dict[int, Person | None] = {}  # first code point of a naming → who
        self.owners: dict[int, Person | None] = {}  # where "her promise" begins → who promised
        self.unnamed: dict[str, list[Person]] = {}
        met = meet(frames)
        self._register(met)
        who = self._name_all(met)
        learn_genders(met, who)
        self._follow(met, who)

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
        name = person.name or (body[slice(*person.span)] if person.span else span.text)
        role = body[slice(*person.calling)] if person.calling else ""
        return Mention(span, name, role)

    def resolve(self, frame: Frame, named: Named) -> Person | None:
        """Who is meant, or None where the article does not tell; one person is one object."""
        tokens = frame.tokens
        at = tokens[named.first].start
        if named.kind == "pronoun" and named.head == "who":
            return self._just_before(frame, named)
        if named.kind == "pronoun" and tokens[named.first].low in _OWNERS:
            return self.owners.get(at)
        if at in self.placed:
            return self.placed[at]
        if named.kind == "name":
            core = core_name(tokens, named)
            return self.registry.find(core, gender_of(tokens, named, core)) if core else None
        return None

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
        self.registry.known.clear()
        for (core, gender), count in used.items():
            if len(core) == 1:
                self.registry.add(core, gender, count)
        for row in met:
            if row.titled and row.core:
                self.registry.add_titled(row.core, row.gender)

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
                and row.frame.tokens[row.named.first - 1].text == ","
            ):
                last = with_complement(row.frame.tokens, nominal.named)
                other = nominal.named._replace(last=last)
                if describe_ahead(row.frame, row.first, other, row.named, person):
                    self.placed[nominal.at] = person
            if kind != "pronoun":
                previous, named_before = row, person
            who.append(person)
        return who

    def _note(self, row: Met, person: Person) -> None:
        tokens, named = row.frame.tokens, row.named
        person.seen += 1
        if person.first_seen < 0:
            person.first_seen = tokens[named.first].start
        person.gender = person.gender or row.gender
        if named.last - named.first > len(row.core):
            describe_before(row.frame, named, row.core, person)
        if named.last < len(tokens) and tokens[named.last].text in ",(":
            describe_bare(row.frame, named, person)
        if not person.gender:
            person.likely += shows_somebody(tokens, row)

    def _follow(self, met: list[Met], who: list[Person | None]) -> None:
        """Go through the article once more, and find whom each pronoun and description means."""
        active: dict[int, Person] = {}
        called = self.registry.called()
        asked = {wanted for wanted in map(_asks_for, met) if wanted}
        before: tuple[Met, Person] | None = None
        for index, row in enumerate(met):
            person, named = who[index], row.named
            if person is None:
                if named.kind == "nominal":
                    wanted = _asks_for(row)
                    if wanted:
                        self.owners[row.at] = _meant(met, who, index, active, wanted)
                    person = self.placed.get(row.at) or _told_of(row, before)
                    person = person or self._described(row, called)
                elif named.kind == "pronoun":
                    person = _meant(met, who, index, active, _WANTED[named.head])
                who[index] = person
            self.placed[row.at] = person
            if person is None:
                continue
            if named.kind != "pronoun":
                before = row, person
            if not asked or (person.gender and person.gender not in asked):
                continue  # no pronoun can mean them
            worth = standing(row.frame, row.first, named)
            add(person, min(worth, _IN_HEADLINE) if row.titled else worth, row.sentence)
            active[id(person)] = person
            if len(active) > _MOST_ACTIVE:
                for key in [k for k, p in active.items() if row.sentence - p.sentence > MEMORY]:
                    del active[key]

    def _described(self, row: Met, called: dict[str, list[Person]]) -> Person | None:
        """The one person called this before, or somebody unnamed, new or spoken of already."""
        tokens, named = row.frame.tokens, row.named
        head, at = named.head, row.at
        opening = row.opening
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
        if opening in _OWNERS and not is_calling(head):
            return None
        if named.possessive or head in _THINGS:
            return None
        known = self.unnamed.setdefault(head, [])
        if definite and opening in _AGAIN and known:
            return known[0] if len(known) == 1 else None
        if is_several(named, tokens):
            gender = "p"
        else:
            gender = "t" if head in BODY_ROLES else gender_of_calling(head)
        last = with_complement(tokens, named)
        person = Person(
            "",
            gender=gender,
            seen=1,
            first_seen=at,
            span=(at, tokens[last - 1].end),
            likely=1.0 if gender != "t" and is_calling(head) else 0.5,
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


def _asks_for(row: Met) -> str:
    """The gender a pronoun asks for, or the one in `her promise`; "" for other namings."""
    if row.named.kind == "pronoun":
        return _WANTED[row.named.head]
    if row.named.kind == "nominal" and row.named.head in _CUE_NOUNS:
        return _OWNERS.get(row.opening, "")
    return ""


def _told_of(row: Met, before: tuple[Met, Person] | None) -> Person | None:
    """`The beekeeper, [a tall woman], …`: the same as the naming before the comma."""
    if before is None or before[0].sentence != row.sentence or before[0].named.kind != "nominal":
        return None
    person = before[1]
    if not is_apposed(row.frame.tokens, before[0].named, row.named):
        return None
    gender = gender_of_calling(row.named.head)
    if person.gender and gender and person.gender != gender:
        return None
    if person.gender == "t" or not is_calling(row.named.head):
        return None
    person.gender = person.gender or gender
    return person


def _meant(
    met: list[Met],
    who: list[Person | None],
    index: int,
    active: dict[int, Person],
    wanted: str,
) -> Person | None:
    """Whom a pronoun of this gender means among those who stand out."""
    row = met[index]
    tokens, named = row.frame.tokens, row.named
    after: list[int] = []
    place = index + 1
    while place < len(met) and met[place].sentence == row.sentence:
        if who[place] is not None:
            after.append(place)
        place += 1
    coming = None
    if after and opens_with_clause(tokens, row.first, named.first):
        coming = _main_subject(met[after[0]], who[after[0]])
    names_after = frozenset[int]() if coming else frozenset(id(who[place]) for place in after)
    quoted = _quoted_beside(tokens, named.first)
    return choose(active.values(), wanted, row.sentence, names_after, coming, quoted)


def _main_subject(row: Met, person: Person | None) -> Person | None:
    """`After he lost, [Mark Dunn] said`: the first one named behind the clause's comma."""
    tokens, first = row.frame.tokens, row.named.first
    if person is None or person.gender == "t" or row.named.possessive:
        return None
    comma = tokens[first - 1].text == ","
    apposed = first > 1 and tokens[first - 2].text == ","
    return person if comma or apposed else None


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
