"""Bare numbers: what one without a noun of its own counts, and whose age it is."""

from __future__ import annotations

from ..lexicon.measures import (
    GROUPS,
    HARMED,
    LINKS,
    MEASURED,
    MENTIONED,
    OWNERS,
    PARENTS,
    STATES,
    STILL,
    STOPS,
)
from .amounts import Measure
from .counted import Counting
from .numbers import CHANGED, read_number
from .tokens import Tokens, word_at
from .units import counted_noun, is_plural, singular

AGED = frozenset("aged age ages turned turning turns".split())
#: Of whom "over 65" is an age.
_PEOPLE = frozenset(
    "people those anyone children adults everyone women men boys girls kids".split()
)
#: What the people counted did or what was done to them: "12 were hurt".
HAPPENED = frozenset(
    "were was are have had died drowned survived remain remained escaped suffered perished".split()
)
#: What people do right behind the number that counts them: "5,000 marched".
_PEOPLE_DO = frozenset(
    "turned attended marched gathered protested fled voted signed tested queued applied".split()
)
#: Things whose number went up or down and is told bare: "admissions have doubled, to 2,140".
_WENT = CHANGED - {"up", "down"} | frozenset("doubled tripled trebled quadrupled halved".split())
#: Of these a bare number is a price or a share, not a count.
_PRICES = frozenset("shares prices rates markets stocks yields futures bonds times".split())


class Bare(Counting):
    """Finds the unit of a number from the words around it."""

    def unit_without_noun(self, measure: Measure, after: int) -> str:
        """What a bare number counts: an age, "magnitude of 7.1", a toll, or the noun before."""
        first, number = measure.first, measure.number
        if not number.scaled and number.value % 1 == 0 and 0 < number.value < 120:
            if self.is_age(first, after):
                return "year"
        return (
            self.unit_behind(first, after)
            or self.unit_before_it(first)
            or self.unit_of_happening(after)
            or (self.unit_of_sentence(first) if self.unit_before else "")
            or self.unit_of_people(measure, after)
            or self.unit_of_change(first)
        )

    def unit_behind(self, first: int, after: int) -> str:
        """What "of" or a second number behind the number tells: "18 of its 46 seats"."""
        tokens, following = self.tokens, word_at(self.tokens, after)
        if following == "of":
            noun = self.noun_beyond(after + 1)
            if noun:
                return noun
            if word_at(tokens, after + 1) in MENTIONED and self.is_of_people(first):
                return "person"
            if self.is_of_those_aboard(after + 1):
                return "person"
        if following == "to" and after + 1 < len(tokens):
            other = self.measure(after + 1)  # "from 600 to 750 euros"
            if other:
                return other.unit or (self.noun_after(other) or (0, ""))[1]
        return ""

    def unit_before_it(self, first: int) -> str:
        """What the words before the number tell: "a mother of three", "the toll rose to 64"."""
        lowers = self.tokens.lowers
        before, earlier = word_at(self.tokens, first - 1), word_at(self.tokens, first - 2)
        if before == "of" and earlier in PARENTS:
            return "child"
        if before == "of" and earlier in GROUPS:
            return "person"
        if before == "of" and earlier.isalpha() and earlier not in STOPS:
            return MEASURED.get(earlier, earlier if not is_plural(earlier) else "")
        if before in ("magnitude", "score"):
            return before
        if before in LINKS:
            for m in range(max(0, first - 7), first):
                if lowers[m] in MEASURED:
                    return MEASURED[lowers[m]]
        if before == "to" and self.done == first - 1:
            return self.unit_done  # "from 15 years to nine"
        return ""

    def unit_of_happening(self, after: int) -> str:
        """People "still missing" and "aboard", the runs of "74 off 91 balls"."""
        following, next_word = word_at(self.tokens, after), word_at(self.tokens, after + 1)
        if following == "off":
            return "run"
        is_aboard = following == "aboard" or (following, next_word) == ("on", "board")
        return "person" if is_aboard or (following in STILL and next_word in STATES) else ""

    def unit_of_people(self, measure: Measure, after: int) -> str:
        """ "person" where people do what is told, or it is done to them: "killing 12"."""
        following, first = word_at(self.tokens, after), measure.first
        harming = word_at(self.tokens, self.bound_before(first)[0] - 1)
        if harming in HARMED or following in HAPPENED or following in STATES:
            return "person"
        is_told = following in _PEOPLE_DO or word_at(self.tokens, first - 1) == "seats"
        return "person" if is_told or measure.number.kind == "vague" else ""

    def unit_of_change(self, first: int) -> str:
        """What went up or down, "" where not known: "admissions have doubled, to 2,140"."""
        lowers = self.tokens.lowers
        if word_at(self.tokens, first - 1) not in ("to", "at", "from", "by"):
            return ""
        for k in range(first - 2, max(first - 6, 0), -1):
            if lowers[k] in _WENT:
                for m in range(k - 1, max(k - 5, -1), -1):
                    word = lowers[m]
                    if is_plural(word) and word not in STOPS and word not in _PRICES:
                        return singular(word) if self.tokens.texts[m].islower() else ""
                    if not word.isalpha():
                        break
                return ""
        return ""

    def is_of_those_aboard(self, k: int) -> bool:
        """True for "of the 240 on board" from "the" on."""
        while word_at(self.tokens, k) in OWNERS:
            k += 1
        number = read_number(self.tokens, k)
        if number is None:
            return False
        past = word_at(self.tokens, number.after), word_at(self.tokens, number.after + 1)
        return past[0] == "aboard" or past == ("on", "board")

    def unit_of_sentence(self, first: int) -> str:
        """What was counted before token `first` in its sentence, "" for nothing."""
        same = self.sentence_start(self.unit_at) == self.sentence_start(first)
        return self.unit_before if same else ""

    def is_of_people(self, first: int) -> bool:
        """True where the sentence counts people before token `first`: "killed 12, four of them"."""
        begins = self.sentence_start(first)
        if self.unit_before and self.sentence_start(self.unit_at) == begins:
            return False  # then it counts those
        lowers, starts = self.tokens.lowers, self.tokens.starts
        near = range(max(0, first - 12), first)
        return any(lowers[m] in HARMED or lowers[m] in STATES for m in near if starts[m] > begins)

    def noun_beyond(self, k: int) -> str:
        while word_at(self.tokens, k) in OWNERS:
            k += 1
        number = read_number(self.tokens, k)
        noun = counted_noun(self.tokens, number.after if number else k, None)
        return noun[1] if noun else ""

    def is_age(self, first: int, after: int) -> bool:
        """ "The suspect, 34, was", "aged 34", "turned 34"."""
        tokens = self.tokens
        before, following = word_at(tokens, first - 1), word_at(tokens, after)
        if before in AGED or (before in ("at", "of") and word_at(tokens, first - 2) in AGED):
            return True
        if before == "at" and word_at(tokens, first - 2) in ("died", "dies", "dead", "retired"):
            return True
        if before in ("and", "or") and word_at(tokens, first - 3) in AGED:
            return True  # "aged 15 and 17"
        if following == "and" and before in (",", "("):  # "the brothers, 31 and 28,"
            return _is_age_alone(tokens, after + 1) and word_at(tokens, first - 2).isalpha()
        if before == "and" and following in (",", ")") and word_at(tokens, first - 3) in (",", "("):
            return _is_age_alone(tokens, first - 2, (before,))
        if before == "both" and following in (",", ".", "and"):
            return True
        if before == "under" or before == "over":
            return word_at(tokens, first - 2) in _PEOPLE
        if before in ("is", "was", "am") and word_at(tokens, first - 2) in (
            "he",
            "she",
            "i",
            "who",
        ):
            return following in (".", ",", "and", "when", "at", "now")
        if before in (",", "(") and following in (",", ".", ")", ";", ""):
            named = word_at(tokens, first - 2)
            return named[:1].isalpha() and named not in STOPS
        return False


def _is_age_alone(tokens: Tokens, k: int, ends: tuple[str, ...] = (",", ")")) -> bool:
    """True for one or two digits at `k` with nothing counted behind them."""
    return len(word_at(tokens, k)) <= 2 and (
        word_at(tokens, k).isdigit() and word_at(tokens, k + 1) in ends
    )
