"""People: somebody an article names or speaks of, and what it calls them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..frames.frames import Frame, Token
from ..frames.nameparts import BODY_ROLES, ROLES, TITLES
from ..lexicons import words
from .clauses import is_finite_word
from .mentions import Named
from .naming import Core, gender_of_calling, is_calling
from .namings import CUES

_HONORIFICS = words("honorifics")
OBJECT = frozenset("of for from at in with on by to about against over under as near".split())
_CALLED = (ROLES | TITLES) - _HONORIFICS
_BEHIND_ROLES = frozenset("of for at with in from".split())
BEFORE_NAMES = frozenset([",", "called", "named"])
#: Words that make another calling of the one behind them: a vice president is no president.
_UNDER = frozenset("vice deputy assistant associate lieutenant".split())
#: Short titles and the words that stand for them: Gov. Mark Lund … the governor.
_SPELT_OUT = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "capt": "captain",
    "sgt": "sergeant",
    "col": "colonel",
    "maj": "major",
    "adm": "admiral",
    "prof": "professor",
    "dr": "doctor",
    "rev": "reverend",
    "cllr": "councillor",
    "supt": "superintendent",
}
#: What somebody is to another; no role where it does not say to whom.
_RELATIONS = frozenset(
    "opponent rival wife husband son daughter brother sister father mother friend colleague boss "
    "partner twin neighbor neighbour widow widower uncle aunt cousin nephew niece dad mum mom "
    "grandfather grandmother grandson granddaughter client man woman boy girl critic "
    "supporter".split()
)
#: What firms are called, too: they show nobody.
_FIRMS = frozenset(
    "operator owner maker manufacturer provider publisher retailer supplier leader champion rival "
    "partner competitor builder developer contractor lender insurer employer producer exporter "
    "importer broadcaster carrier distributor winner loser host sponsor creditor landlord tenant "
    "buyer seller bidder giant".split()
)
_INDEFINITE = frozenset(["a", "an", "one", "another", "some", "no", "any"])
_LINKS = frozenset("is was became remains".split())
#: What stands behind a name where it is said who that is.
BEHIND_NAMES = _LINKS | frozenset(",—–(")
#: Words inside what somebody is called that tell one from another: the [Florida] senator.
_MOST_WORDS = 12


@dataclass(slots=True, eq=False)
class Person:
    """Somebody (or some body) an article speaks of: every name it uses and what it calls them.

    Of the unnamed ("a bystander") `names` is empty, and `unnamed` the first naming.
    """

    key: str
    names: dict[Core, int] = field(default_factory=dict)  # name → how often it stands
    gender: str = ""  # "m", "f", "t" for a body or place, "p" for several, "" unknown
    is_whole: bool = False  # named by more than one word, somewhere
    order: int = 0  # how many other names the article has before
    first_seen: int = -1  # token of the article, -1 before that
    described: dict[str, set[str]] = field(default_factory=dict)  # mayor → {orle}
    unnamed: tuple[Frame, Named] | None = None
    calling: tuple[Frame, int, int] | None = None  # tokens in which it is said what they are
    likely: float = 0.0  # how much shows that this is somebody rather than something
    salience: float = 0.0
    sentence: int = -99  # the last one in which salience was added
    known_as: str = ""  # its name, as soon as it was asked for

    @property
    def name(self) -> str:
        """The longest name, the most used one among equals; "" for the unnamed.

        Asked for when the article's names are all known: it stays what it was at first.
        """
        if not self.known_as and self.names:
            best = next(iter(self.names))
            if len(self.names) > 1:
                best, _ = max(self.names.items(), key=lambda pair: (len(pair[0]), pair[1]))
            self.known_as = " ".join(best)
        return self.known_as

    @property
    def is_mere_word(self) -> bool:
        """True where nothing shows that this is somebody."""
        return not self.gender and self.likely <= 0 and not self.is_whole

    def is_kin_of(self, head: str) -> bool:
        """True for the chief’s wife, asked for the chief."""
        return any(
            head in around for called, around in self.described.items() if called in _RELATIONS
        )

    def describe(self, head: str, modifiers: set[str]) -> None:
        """Keep that the article calls them this."""
        head = compound(head, modifiers)
        self.described.setdefault(head, set()).update(modifiers)


def compound(head: str, modifiers: set[str]) -> str:
    """What a calling is looked up by: "president", "vice president"."""
    for under in _UNDER & modifiers:
        return f"{under} {head}"
    return head


def describe_before(frame: Frame, named: Named, core: Core, person: Person) -> None:
    """`Mayor Mark Lund`, `the mayor, Mark Lund`, `spokeswoman Ann Bell`."""
    tokens, first = frame.tokens, named.first
    place, start = _calling_before(tokens, named, core)
    if place < 0:
        return
    low = tokens[place].low.rstrip(".")
    person.describe(_SPELT_OUT.get(low, low), _modifiers(tokens, first, place))
    if person.calling is None and low not in _RELATIONS:
        begin = place
        while begin > first and not _ends_calling(tokens[begin - 1]):
            begin -= 1
        person.calling = frame, begin, start


def called_before(frame: Frame, named: Named, core: Core) -> tuple[str, set[str]]:
    """What a naming calls somebody before the name, and the words around: chief, {fire}.

    "" where it calls them nothing.
    """
    place, _ = _calling_before(frame.tokens, named, core)
    if place < 0:
        return "", set()
    low = frame.tokens[place].low.rstrip(".")
    around = _modifiers(frame.tokens, named.first, place)
    return compound(_SPELT_OUT.get(low, low), around), around


def _calling_before(tokens: tuple[Token, ...], named: Named, core: Core) -> tuple[int, int]:
    """Where the calling right before a name stands, -1 for none, and where the name begins."""
    first = named.first
    start, begins = named.last - 1, core[0].rstrip(".")
    while start > first and tokens[start].text.rstrip(".") != begins:
        start -= 1
    for place in range(start - 1, first - 1, -1):
        low = tokens[place].low.rstrip(".")
        if low in _CALLED and (low in ROLES or tokens[place].is_capital):
            return place, start
        if low not in TITLES and low not in ROLES:
            break
    return -1, start


def _ends_calling(token: Token) -> bool:
    """True for what stands before what somebody is called, and is no part of it."""
    return (
        token.kind != "word"
        or _is_article(token)
        or (not token.is_capital and is_finite_word(token.low) and not _may_be_plural(token.low))
    )


def _may_be_plural(low: str) -> bool:
    """True for claims, reports: verbs in the form of nouns."""
    return CUES.get(low) == low[:-1] and low[-1] == "s"


def describe_bare(frame: Frame, named: Named, person: Person) -> None:
    """`Mark Lund, 34, …`, `Mark Lund, president of the club, …`: no article, so no naming.

    A comma or bracket follows the naming.
    """
    tokens, at = frame.tokens, named.last
    if at + 2 >= len(tokens):
        return
    if tokens[at + 1].text.isdigit() and tokens[at + 2].text in ",.;)":
        person.describe(f"{tokens[at + 1].text}-year-old", set())
        if person.gender != "t":
            person.likely += 1.0
        return
    for end in range(at + 1, min(at + 6, len(tokens) - 1)):
        low = tokens[end].low
        if tokens[end].kind != "word" or _is_article(tokens[end]):
            return
        if low in OBJECT or is_finite_word(low) or low in ("person", "people"):
            return  # Ada Holm, apologised in person
        follows = tokens[end + 1]
        if low in ROLES and (follows.text in ",.;)" or follows.low in _BEHIND_ROLES):
            person.describe(low, _modifiers(tokens, at + 1, end))
            if person.gender != "t":
                person.gender = person.gender or gender_of_calling(low)
            if person.calling is None and low not in _RELATIONS:
                person.calling = _calling(frame, at + 1, end + 1)
            return


def describe_behind(frame: Frame, named: Named, other: Named, person: Person) -> bool:
    """Keep what a person is called right behind the name; True where `other` is that.

    `Mark Lund, the mayor, …`, `Mark Lund is a nurse`.
    """
    tokens = frame.tokens
    if not (is_apposed(tokens, named, other) or _is_linked(tokens, named, other)):
        return False
    head = other.head
    if not is_calling(head) and head not in TITLES:
        return False
    if head in BODY_ROLES and person.gender in ("m", "f"):
        return False
    person.describe(head, _modifiers(tokens, other.first, other.last - 1))
    if person.gender != "t":
        person.gender = person.gender or gender_of_calling(head)
        if not is_several(head) and head not in _FIRMS and head not in BODY_ROLES:
            person.likely += 1.0  # Dunn, a nurse
    if person.calling is None and other.head not in _RELATIONS:
        person.calling = _calling(frame, other.first, other.last)
    return True


def describe_ahead(frame: Frame, first: int, other: Named, named: Named, person: Person) -> bool:
    """`The mayor, Mark Lund, …`, `the firm’s chief executive, Ada Holm`: the naming before."""
    tokens = frame.tokens
    if other.last + 1 != named.first or tokens[other.last].low not in BEFORE_NAMES:
        return False
    if tokens[other.last].text != ",":
        person.describe(other.head, _modifiers(tokens, other.first, other.last - 1))
        return is_calling(other.head)  # a pupil called Mark Lund
    if other.possessive or tokens[other.first].low in _INDEFINITE or not is_calling(other.head):
        return False
    if other.head in BODY_ROLES and person.gender in ("m", "f"):
        return False  # according to the office, Mr. Lund …
    closing = tokens[named.last] if named.last < len(tokens) else None
    closed = closing is None or closing.text in ",.;—–)(:"
    if not closed and (other.first != first or tokens[other.first].low != "the"):
        return False
    person.describe(other.head, _modifiers(tokens, other.first, other.last - 1))
    if person.calling is None and other.head not in _RELATIONS:
        person.calling = _calling(frame, other.first, other.last)
    return True


def is_apposed(tokens: tuple[Token, ...], named: Named, other: Named) -> bool:
    """`Mark Dunn, the mayor,` but not `On Monday, the mayor said`."""
    at = _past_age(tokens, named.last)
    if other.first != at + 1 or tokens[at].text not in ",—–":
        return False
    if named.first and tokens[named.first - 1].low in OBJECT and tokens[other.first].low != "a":
        return False
    closing = tokens[other.last] if other.last < len(tokens) else None
    return (
        closing is None
        or closing.text in ",.;—–)"
        or (closing.low in OBJECT)
        or closing.low in ("who", "whose", "and")
    )


def _is_linked(tokens: tuple[Token, ...], named: Named, other: Named) -> bool:
    """`Mark Dunn is the mayor`, `Mark Dunn, who was a teacher`."""
    at = named.last
    if at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].low == "who":
        at += 2
    if at >= len(tokens) or tokens[at].low not in _LINKS or other.first != at + 1:
        return False
    return not named.possessive and not (named.first and tokens[named.first - 1].low in OBJECT)


def _past_age(tokens: tuple[Token, ...], at: int) -> int:
    """Behind `(…)` or `, 44`, where a name is followed by its other spelling or an age."""
    if at < len(tokens) and tokens[at].text == "(":
        for ahead in range(at + 1, min(at + 12, len(tokens) - 1)):
            if tokens[ahead].text == ")":
                return ahead + 1
    if at + 2 < len(tokens) and tokens[at].text == "," and tokens[at + 1].text.isdigit():
        return at + 2
    return at


def _is_article(token: Token) -> bool:
    return token.low in ("the", "a", "an", "his", "her", "their", "its", "our", "my")


def _modifiers(tokens: tuple[Token, ...], first: int, last: int) -> set[str]:
    return {
        token.low.removesuffix("'s").removesuffix("’s")
        for token in tokens[first:last]
        if token.kind == "word" and not _is_article(token)
    }


def _calling(frame: Frame, first: int, last: int) -> tuple[Frame, int, int]:
    """From behind the article to the comma: mayor of Orle since May."""
    tokens = frame.tokens
    while first < last - 1 and _is_article(tokens[first]):
        first += 1
    if last < len(tokens) and tokens[last].low in _BEHIND_ROLES:
        end = last + 1
        while end < len(tokens) and end < first + _MOST_WORDS and tokens[end].kind == "word":
            end += 1
        if end >= len(tokens) or tokens[end].kind != "word":
            last = end
    return frame, first, last


_GROUPS = frozenset("people men women children police crowd audience jury press public".split())


def is_several(head: str) -> bool:
    """`officials`, `the organisers`, `several residents`."""
    if head in _GROUPS:
        return True
    return head.endswith("s") and head not in ROLES and not head.endswith("ss")
