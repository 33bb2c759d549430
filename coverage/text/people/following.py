"""Following: going through an article to see whom each pronoun and each description means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from ..frames.frames import Frame, Token
from ..frames.nameparts import BODY_ROLES
from ..lexicons import words
from ..remembered import Remembered
from .antecedents import OWNS_FIRST, add, choose, opens_with_clause, standing
from .clauses import is_finite
from .genders import learn_genders
from .likewise import called_likewise
from .meeting import Met
from .naming import gender_of_calling, is_calling
from .people import Person, compound, is_apposed, is_several

DEFINITE = frozenset("the his her their its this that these those".split())
_CUE_NOUNS = words("cue_nouns")
_AGAIN = frozenset(["the", "this", "that", "these", "those"])
_ONCE = frozenset(["former", "ex", "late", "onetime"])
_THINGS = words("statement_words") | words("works") | words("things_that_tell")
OWNERS = {"his": "m", "her": "f", "their": "p", "its": "t"}
_OF_PEOPLE = ("his", "her")
_WANTED = {"he": "m", "she": "f", "it": "t", "they": "p"}
#: `Echoing Ada Holm, she …`: who does so is not whom it is done to. Words that begin likewise.
_WITH_ANOTHER = frozenset("like unlike asked joined flanked accompanied alongside besides".split())
_NO_DOING = frozenset("according following during nothing something anything including".split())
_LONGEST_DOING = 20  # tokens
_LOW, _AT = attrgetter("low"), attrgetter("at")
_MOST_ACTIVE = 24
_MOST_AFTER = 20
_IN_HEADLINE = 1.0


class Following:
    """Goes on as far as it is asked; `placed` and `owners` hold what it found."""

    def __init__(
        self,
        met: list[Met],
        who: list[Person | None],
        placed: dict[float, Person | None],
        called: dict[str, list[Person]],
    ) -> None:
        self.met, self.who, self.placed, self.called = met, who, placed, called
        self.owners: dict[float, Person | None] = {}  # where "her promise" begins → who promised
        self.unnamed: dict[str, list[Person]] = {}
        self.active: dict[int, Person] = {}
        self.before: tuple[Met, Person] | None = None
        self.done = 0
        self.asked = {_asks_for(row) for row in met if row.kind != "name"} - {""}
        self.people_only = not self.asked & {"t", "p"}
        if self.asked:
            learn_genders(met, who)

    def go_to(self, at: float) -> None:
        """Find whom every pronoun and description up to this place means."""
        met, who, placed, asked, active = self.met, self.who, self.placed, self.asked, self.active
        done = bisect_right(met, at, self.done, key=_AT)
        for index in range(self.done, done):
            row = met[index]
            person, kind = who[index], row.kind
            if person is None:
                if kind == "nominal":
                    person = self._nominal(index, row)
                elif kind == "pronoun":
                    person = _meant(met, who, index, active, _WANTED[row.named.head])
                who[index] = placed[row.at] = person
                if person is None:
                    continue
            if kind != "pronoun":
                self.before = row, person
            gender = person.gender
            if gender not in asked and (
                gender or not asked or (self.people_only and person.is_mere_word)
            ):
                continue  # no pronoun can mean them
            worth = standing(row.frame.tokens, row.first, row.named)
            add(person, min(worth, _IN_HEADLINE) if row.titled else worth, row.sentence)
            key = id(person)
            active.pop(key, None)
            active[key] = person  # the last spoken of come last
            if len(active) > _MOST_ACTIVE:
                del active[next(iter(active))]
        self.done = done

    def _nominal(self, index: int, row: Met) -> Person | None:
        wanted = OWNERS.get(row.opening)
        if wanted is None:
            pass
        elif row.named.head in _CUE_NOUNS:
            self.owners[row.at] = _meant(self.met, self.who, index, self.active, wanted)
        elif row.named.first == row.first and row.opening in _OF_PEOPLE:
            # `Her doctor …` keeps the talk on her
            owner = _meant(self.met, self.who, index, self.active, wanted)
            if owner is not None:
                add(owner, OWNS_FIRST, row.sentence)
        return self.placed.get(row.at) or _told_of(row, self.before) or self._described(row)

    def _described(self, row: Met) -> Person | None:
        """The one person called this before, or somebody unnamed, new or spoken of already."""
        tokens, named = row.frame.tokens, row.named
        head, at = named.head, row.at
        opening = row.opening
        again = opening in _AGAIN and named.last - named.first > 1
        if again:
            around = set(map(_LOW, tokens[named.first + 1 : named.last - 1]))
            key = compound(head, around)
            found = [
                person
                for person in self.called.get(key, ())
                if person.first_seen < at and key in person.described
            ]
            if len(found) > 1 and around:
                found = [person for person in found if person.described[key] & around] or found
            if len(found) > 1 and not around & _ONCE:
                found = [person for person in found if not person.described[key] & _ONCE] or found
            if not found and not around and head not in self.unnamed:
                found = called_likewise(head, self.called, at)
            if found:
                return found[0] if len(found) == 1 else None
        if opening in OWNERS and not _HEADS[head][2]:
            return None
        if named.possessive or head in _THINGS:
            return None
        known = self.unnamed.setdefault(head, [])
        if known and again:
            return known[0] if len(known) == 1 else None
        gender, likely, _ = _HEADS[head]
        person = Person("", {}, gender, first_seen=at, unnamed=(row.frame, named), likely=likely)
        known.append(person)
        return person


def _read_head(head: str) -> tuple[str, float, bool]:
    called = is_calling(head)
    if is_several(head):
        gender = "p"
    else:
        gender = "t" if head in BODY_ROLES else gender_of_calling(head)
    return gender, 1.0 if gender != "t" and called else 0.5, called


#: What somebody unnamed is called → gender, how likely it is somebody, and whether it is a calling.
_HEADS = Remembered(_read_head, 4_096)


def _asks_for(row: Met) -> str:
    """The gender a pronoun asks for, or the one in `her promise`; "" for other namings."""
    if row.kind == "pronoun":
        return _WANTED[row.named.head]
    if row.kind == "nominal" and row.opening in OWNERS and row.named.head in _CUE_NOUNS:
        return OWNERS[row.opening]
    return ""


def _told_of(row: Met, before: tuple[Met, Person] | None) -> Person | None:
    """`The beekeeper, [a tall woman], …`: the same as the naming before the comma."""
    if before is None or before[0].sentence != row.sentence or before[0].kind != "nominal":
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
    after: list[Person] = []
    place = index + 1
    last = -1
    coming = None
    while place < len(met) and met[place].sentence == row.sentence:
        if last < 0:
            last = _next_quote(row.frame, named.last)
        if met[place].named.first > last or len(after) == _MOST_AFTER:
            break  # `she said, but …: “…,” said Bell`: another clause
        person = who[place]
        if person is not None:
            if not after and opens_with_clause(tokens, row.first, named.first):
                coming = _main_subject(met[place], person)
            after.append(person)
        place += 1
    quoted = _quoted_beside(tokens, named.first) if row.frame.places else ""
    people = active.values()
    if tokens[named.first - 1].text == "," and (others := _done_to(met, who, index)):
        return choose(
            [one for one in people if one not in others],
            wanted, row.sentence, after, coming, quoted,
        )  # fmt: skip
    return choose(people, wanted, row.sentence, after, coming, quoted)


def _done_to(met: list[Met], who: list[Person | None], index: int) -> list[Person]:
    """Whom the phrase that opens the pronoun's sentence names: `Echoing [the bishop], she said`."""
    row = met[index]
    tokens, first, at = row.frame.tokens, row.first, row.named.first
    opening = tokens[first].low
    if not 1 < at - first <= _LONGEST_DOING:
        return []
    if opening not in _WITH_ANOTHER and (
        not opening.endswith("ing") or len(opening) < 5 or opening in _NO_DOING
    ):
        return []
    if any(is_finite(token) for token in tokens[first + 1 : at]):
        return []
    done: list[Person] = []
    place = index - 1
    while place >= 0 and met[place].sentence == row.sentence:
        person = who[place]
        if person is not None:
            done.append(person)
        place -= 1
    return done


def _next_quote(frame: Frame, at: int) -> int:
    places = frame.places
    index = bisect_left(places, at + 3)
    if index < len(places) and places[index] < at + 60:
        return places[index]
    return len(frame.tokens)


def _main_subject(row: Met, person: Person) -> Person | None:
    """`After he lost, [Mark Dunn] said`: the first one named behind the clause's comma."""
    tokens, first = row.frame.tokens, row.named.first
    if person.gender == "t" or row.named.possessive:
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
