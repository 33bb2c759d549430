"""The registry: every name of an article, and whom each stands for."""

from __future__ import annotations

from collections.abc import Callable

from ..frames.frames import Frame
from ..frames.nameparts import BODIES, BODY, BODY_ROLES, PARTS, fold
from .mentions import Named
from .naming import SURNAMES, Core, is_body, is_couple, may_be_one
from .people import Person

_MOST_INITIALS = 8
_BEFORE_PLACES = frozenset("in at on near outside inside".split())
_NOT_ASKED = Person("")
#: A surname or a calling of more people than this tells nobody from another.
_MOST_NAMESAKES = 20


class Registry:
    """Names by surname; asked with a name, it answers with the one person it can mean, or None."""

    def __init__(self) -> None:
        self.people: dict[str, list[Person]] = {}
        self.known: dict[tuple[Core, str], Person | None] = {}
        self.given: dict[str, list[tuple[Person, Core]]] | None = None
        self.initials: dict[str, list[Person]] | None = None
        self.handles: dict[str, list[Person]] | None = None
        self.short: dict[str, Person] = {}  # NMA, @handle → who
        self.order: dict[Core, int] = {}  # name → how many others came first
        self.unsure: dict[Core, Person] = {}
        self.whole: list[tuple[Frame, Named, Core]] = []  # where names of two words and more stand
        self.has_couples = False
        self.places: set[str] | None = None  # first words of names of places: in [Dunn] Square

    def everybody(self) -> list[Person]:
        """Every person once, in the order they were added."""
        return [person for rows in self.people.values() for person in rows]

    def words(self) -> set[str]:
        """Every word by which a name can find somebody, folded: of names, and what is short for
        them."""
        found = {*self.people, *map(fold, self.short), *map(fold, self._by(_initials))}
        for person in self.everybody():
            for name in person.names:
                found.update(map(fold, name))
        return found

    def add(self, core: Core, gender: str, count: int) -> None:
        """Keep a name: as a further name of somebody it fits, or as a new person.

        Whole names come first, so that a surname or a given name alone finds them.
        """
        surname = SURNAMES[core]
        rows = self.people.get(surname)
        if len(core) == 1:
            person = self._find(core, gender)
            if person is not None:
                if surname == person.key:
                    person.names[core] = person.names.get(core, 0) + count
                return
        elif rows is not None:
            fitting = self._fitting(core, gender)
            if fitting:
                person = max(fitting, key=_count) if len(fitting) > 1 else fitting[0]
                person.names[core] = person.names.get(core, 0) + count
                person.gender = person.gender or gender
                return
        if rows is None:
            rows = self.people[surname] = []
        if len(core) > 3 and is_couple(core):
            self.has_couples = True
        if len(rows) < _MOST_NAMESAKES:
            order = self.order.get(core, 0)
            rows.append(Person(surname, {core: count}, gender, len(core) > 1, order))

    def add_titled(self, core: Core, gender: str) -> None:
        """Take the whole name out of a headline in capitals, where the body has the surname."""
        for length in (3, 2):
            name = core[:length]
            if len(name) != length or SURNAMES[name] not in self.people:
                continue
            if any(len(other) > 1 for p in self.people[SURNAMES[name]] for other in p.names):
                return
            for person in self.people[SURNAMES[name]]:
                if not (gender and person.gender and gender != person.gender):
                    person.names[name] = 1
                    person.is_whole = True
                    person.gender = person.gender or gender
                    return

    def find(self, core: Core, gender: str) -> Person | None:
        """Whom a name means, or None."""
        key = (core, gender)
        person = self.known.get(key, _NOT_ASKED)
        if person is not _NOT_ASKED:
            return person
        rows = self.people.get(SURNAMES[core], ())
        if len(rows) == 1 and core in rows[0].names and core[0] not in self.short:
            person = rows[0]  # nearly always: one of this surname, who is called so
            if gender and person.gender and gender != person.gender:
                person = self._find(core, gender)
        elif not rows and len(core) > 1:
            person = None  # in an article of labels alone, nearly always
        else:
            person = self._find(core, gender)
        self.known[key] = person
        return person

    def has_namesakes(self, core: Core) -> bool:
        """True where a surname is that of several, or of somebody else's wife, son or aide."""
        rows = self.people.get(SURNAMES[core], ())
        return len(rows) > 1 or (len(rows) == 1 and bool(rows[0].described))

    def find_called(self, core: Core, gender: str, head: str, around: set[str]) -> Person | None:
        """Whom a calling and a surname mean: `Chief Lund` is whom the article calls chief.

        Whoever is the chief's wife or brother is not; with nobody left, somebody not named whole.
        """
        fitting = [one for one in self._fitting(core, gender) if one.gender != "t"]
        so = [one for one in fitting if head in one.described]
        if len(so) > 1 and around:
            so = [one for one in so if one.described[head] & around] or so
        if len(so) == 1:
            return so[0]
        others = [one for one in fitting if not one.is_kin_of(head)]
        if len(others) == len(fitting) or len(others) > 1:
            return self.find(core, gender)
        return others[0] if others else self._somebody(core, "")

    def find_titled(self, core: Core, gender: str) -> Person | None:
        """Whom the first words of a run of capitals mean: [Mark Lund] Loses Vote."""
        for length in range(min(len(core), 4), 0, -1):
            person = self.find(core[:length], gender)
            if person is not None:
                return person
        return None

    def called(self) -> dict[str, list[Person]]:
        """What people are called (mayor, company) → who; names of bodies say what they are."""
        called: dict[str, list[Person]] = {}
        for person in self.everybody():
            if person.gender == "t":
                for name in person.names:
                    if len(name) > 1 and any(map(BODY.__and__, map(PARTS.__getitem__, name))):
                        lows = [word.casefold() for word in name]
                        for low in lows:
                            if low in BODY_ROLES:
                                person.describe(low, set(lows))
            for head in person.described:
                rows = called.setdefault(head, [])
                if len(rows) < _MOST_NAMESAKES:
                    rows.append(person)
        return called

    def _fitting(self, core: Core, gender: str) -> list[Person]:
        rows = self.people.get(SURNAMES[core])
        if rows is None:
            return []
        if len(core) == 1 and not gender:
            if self.has_couples:  # Ek is one of Mr and Mrs Ek, or another
                return [person for person in rows if not any(map(is_couple, person.names))]
            return rows
        if len(rows) == _MOST_NAMESAKES:
            return [person for person in rows if core in person.names]
        fitting = []
        for person in rows:
            if gender and person.gender and gender != person.gender:
                continue
            if core in person.names:
                fitting.append(person)
                continue
            for name in person.names:
                if may_be_one(core, name):
                    fitting.append(person)
                    break
        return fitting

    def _find(self, core: Core, gender: str) -> Person | None:
        if len(core) > 1:
            fitting = self._fitting(core, gender)
            if len(fitting) > 1:
                return max(fitting, key=_count)
            return fitting[0] if fitting else None
        word = core[0]
        if word in self.short:
            return self.short[word]
        fitting = self._fitting(core, gender)
        if len(fitting) > 1:
            return self._of_surname(core, fitting)
        if not fitting and len(word) > 2:
            if word[0] == "@" or (word.isupper() and len(word) < _MOST_INITIALS):
                fitting = self._of_short_form(word)
            else:
                fitting = self._of_given_name(fold(word), gender)
        return fitting[0] if fitting else None

    def _of_short_form(self, word: str) -> list[Person]:
        """The one with these initials (OMO), or whose name makes this handle (@MarkLund)."""
        if word[0] == "@":
            if self.handles is None:
                self.handles = self._by(_handle)
            found = self.handles.get(fold(word), [])
        else:
            if self.initials is None:
                self.initials = self._by(_initials)
            found = self.initials.get(word, [])
        return found if len(found) == 1 else []

    def _by(self, short: Callable[[Core], str]) -> dict[str, list[Person]]:
        """Everybody's whole names by a short form of them."""
        found: dict[str, list[Person]] = {}
        for person in self.everybody():
            if person.is_whole:
                for name in person.names:
                    if len(name) > 1:
                        found.setdefault(short(name), []).append(person)
        return found

    def _of_surname(self, core: Core, fitting: list[Person]) -> Person:
        """Whom "Lund" means where Mark Lund and Anna Lund are named.

        The one whom the article had named when it first wrote the surname alone; else the one it
        names far more often; else somebody of whom it does not tell who it is.
        """
        people = [person for person in fitting if person.gender != "t"] or fitting
        first = self.order.get(core, 0)
        earlier = [person for person in people if person.order < first]
        if len(earlier) == 1:
            return earlier[0]
        if len(people) == 1:
            return people[0]
        most, second = sorted(people, key=_count, reverse=True)[:2]
        if _count(most) >= 2 * _count(second):
            return most
        genders = {person.gender for person in people}
        return self._somebody(core, genders.pop() if len(genders) == 1 else "")

    def _somebody(self, core: Core, gender: str) -> Person:
        """Whoever a surname means of whom the article does not tell which one."""
        if core not in self.unsure:
            self.unsure[core] = Person(SURNAMES[core], {core: 1}, gender=gender)
        return self.unsure[core]

    def _of_given_name(self, given: str, gender: str) -> list[Person]:
        """The one person the article names whole who goes by this given name."""
        if self.given is None:
            self.given = self._by_given_name()
        named = self.given.get(given)
        if named is None or self._is_place(given):
            return []
        people: list[Person] = []
        for person, name in named:
            if not is_body(name) and len(people) < _MOST_NAMESAKES and person not in people[-1:]:
                people.append(person)
        found = [
            person
            for person in people
            if person.gender != "t" and not (gender and person.gender and gender != person.gender)
        ]
        return found if len(found) == 1 else []

    def _by_given_name(self) -> dict[str, list[tuple[Person, Core]]]:
        given: dict[str, list[tuple[Person, Core]]] = {}
        for person in self.everybody():
            if person.is_whole:
                for name in person.names:
                    if len(name) == 2:
                        given.setdefault(fold(name[0]), []).append((person, name))
        return given

    def _is_place(self, given: str) -> bool:
        """True for the first word of a name that is a place's: it is nobody's given name."""
        if self.places is None:
            self.places = set()
            for frame, named, core in self.whole:
                before = frame.tokens[named.first - 1].low if named.first else ""
                if before in _BEFORE_PLACES or fold(core[-1]) in BODIES:
                    self.places.add(fold(core[0]))
        return given in self.places


def _initials(name: Core) -> str:
    return "".join([part[0] for part in name if part[0].isupper()])


def _handle(name: Core) -> str:
    return "@" + "".join(map(fold, name))


def _count(person: Person) -> int:
    """How often somebody is named whole."""
    return sum([count for name, count in person.names.items() if len(name) > 1]) or 1
