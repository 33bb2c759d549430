"""What a number counts: the noun after it, or what the words before it say."""

from __future__ import annotations

from ..lexicon.bounds import AFTER, BEFORE, BETWEEN, LONGEST_BEFORE
from ..lexicon.measures import (
    CURRENCY_NOUNS,
    GROUPS,
    HARMED,
    LINKS,
    MEASURED,
    MENTIONED,
    NO_UNIT,
    OWNERS,
    PARENTS,
    STATES,
    STILL,
    STOPS,
)
from .amounts import Measure, Stretch
from .numbers import CHANGED, MORE, read_number
from .tokens import Tokens, past_hyphen, word_at
from .units import counted_noun, is_plural, singular

_TIMES_AS = frozenset("twice half times thrice".split())
AGED = frozenset("aged age ages turned turning turns".split())
_PEOPLE = frozenset(
    "people those anyone children adults everyone women men boys girls kids".split()
)
HAPPENED = frozenset(
    "were was are have had died drowned survived remain remained escaped suffered perished".split()
)
#: Nouns a share stands right before: "a two-thirds majority".
_SHARED = frozenset("majority share stake discount cut drop fall rise increase reduction".split())
#: What people do right behind the number that counts them: "5,000 marched".
_PEOPLE_DO = frozenset(
    "turned attended marched gathered protested fled voted signed tested queued applied".split()
)
#: Things whose number went up or down and is told bare: "admissions have doubled, to 2,140".
_WENT = CHANGED - {"up", "down"} | frozenset("doubled tripled trebled quadrupled halved".split())
_PRICES = frozenset("shares prices rates markets stocks yields futures bonds times".split())
_LAST_OF_BEFORE = {phrase[-1] for phrase in BEFORE}
FIRST_OF_AFTER = {phrase[0] for phrase in AFTER}


class Counting(Stretch):
    """Finds the unit of a number."""

    def noun_after(self, measure: Measure) -> tuple[int, str] | None:
        """(token after, singular noun) that follows the number, through "of" where it may."""
        tokens, number, j = self.tokens, measure.number, measure.after
        hyphen = past_hyphen(tokens, j)
        if hyphen > 0:
            return self.joined_noun(hyphen)
        j = self.past_suffix(j)
        if word_at(tokens, j) == "-" and word_at(tokens, j + 1) == "strong":
            return j + 2, self.head_after(j + 2)
        if number.kind in ("fraction", "vague", "about") or (
            word_at(tokens, j) == "of" and (number.scaled or number.spelled or number.value > 1)
        ):
            return self.noun_of(measure, j)
        if word_at(tokens, number.first) in ("a", "an") and number.value == 2:
            return self.noun_of(measure, j)
        if word_at(tokens, j) == "of":
            return None
        value = None if number.scaled else number.value
        return counted_noun(tokens, j, value)

    def noun_of(self, measure: Measure, j: int) -> tuple[int, str] | None:
        """ "A third of voters", "thousands of likes", "two of his brothers"."""
        tokens, fraction = self.tokens, measure.number.kind == "fraction"
        k = j
        if word_at(tokens, k) in MORE and is_plural(word_at(tokens, k + 1)):
            k += 1  # "a fifth more children"
        elif word_at(tokens, k) in ("of", "the") or (fraction and word_at(tokens, k) in OWNERS):
            k += 1
            while word_at(tokens, k) in OWNERS:
                k += 1
            if read_number(tokens, k):  # "two of the three officers": the noun stands there
                return None
        if word_at(tokens, k) in ("under", "over") and past_hyphen(tokens, k + 1) > 0:
            if word_at(tokens, k + 3) == "s":  # "half of under-25s"
                return k + 4, f"{word_at(tokens, k)}-{word_at(tokens, k + 2)}"
        if tokens.lowers[k - 1] == "those" and word_at(tokens, k).endswith("ed"):
            return k + 1, "person"  # "two thirds of those asked"
        found = counted_noun(tokens, k, None)
        if found and found[1] in CURRENCY_NOUNS:
            return found[0], CURRENCY_NOUNS[found[1]]
        if found:
            return found
        if fraction and k == j and word_at(tokens, k) in _SHARED:
            return k + 1, tokens.lowers[k]
        if fraction and k < len(tokens) and word_at(tokens, k)[:1].isalpha():
            end = k
            while end < min(k + 3, len(tokens)) and _may_head(tokens, end):
                end += 1
            if end > k and k > j:
                return end, singular(tokens.texts[end - 1])
        if k == j and not fraction:
            return counted_noun(tokens, k, None)
        return None

    def joined_noun(self, k: int) -> tuple[int, str] | None:
        """ "16-year-old", "10-day strike", "2,000-strong crowd", "7.1-magnitude quake"."""
        word = word_at(self.tokens, k)
        if word == "strong":
            return k + 1, self.head_after(k + 1)
        if word in ("plus", "odd", "ish"):
            return counted_noun(self.tokens, k + 1, None)
        if not word.isalpha() or word in NO_UNIT:
            return None
        if word in ("square", "cubic") and past_hyphen(self.tokens, k + 1) > 0:
            return k + 3, f"{word} {singular(word_at(self.tokens, k + 2))}"
        return k + 1, singular(self.tokens.texts[k])

    def head_after(self, k: int) -> str:
        """The noun a "2,000-strong" stands before."""
        word = word_at(self.tokens, k)
        return singular(word) if word.isalpha() and word not in STOPS else ""

    def unit_without_noun(self, measure: Measure, after: int) -> str:
        """What a bare number counts: an age, "magnitude of 7.1", a toll, or the noun before."""
        tokens, first = self.tokens, measure.first
        before, earlier = word_at(tokens, first - 1), word_at(tokens, first - 2)
        following = word_at(tokens, after)
        plain = not measure.number.scaled and measure.number.value % 1 == 0
        if plain and 0 < measure.number.value < 120 and self.is_age(first, after):
            return "year"
        if following == "of":
            noun = self.noun_beyond(after + 1)
            if noun:
                return noun
            if word_at(tokens, after + 1) in MENTIONED and self.is_of_people(first):
                return "person"
            if self.is_of_those_aboard(after + 1):
                return "person"
        if following in ("to", "and") and after + 1 < len(tokens):
            other = self.measure(after + 1)  # "from 600 to 750 euros"
            shared = other and (other.unit or (self.noun_after(other) or (0, ""))[1])
            if shared and following == "to":
                return shared
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
                if tokens.lowers[m] in MEASURED:
                    return MEASURED[tokens.lowers[m]]
        if before == "to" and self.done == first - 1 and self.unit_done:
            return self.unit_done  # "from 15 years to nine"
        if following in STILL and word_at(tokens, after + 1) in STATES:
            return "person"
        if following in ("aboard", "off") or (
            following == "on" and word_at(tokens, after + 1) == "board"
        ):
            return "run" if following == "off" else "person"
        of_sentence = self.unit_of_sentence(first) if self.unit_before else ""
        if of_sentence:
            return of_sentence
        harming = word_at(tokens, self.bound_before(first)[0] - 1)
        if harming in HARMED or following in HAPPENED or following in STATES:
            return "person"
        if measure.number.kind == "vague" or following in _PEOPLE_DO or before == "seats":
            return "person"
        return self.unit_of_change(first) if before in ("to", "at", "from", "by") else ""

    def unit_of_change(self, first: int) -> str:
        """What went up or down, "" where not known: "admissions have doubled, to 2,140"."""
        lowers = self.tokens.lowers
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

    def bound_before(self, first: int) -> tuple[int, str]:
        at = first
        if word_at(self.tokens, at - 1) in BETWEEN:
            at -= 1
        elif word_at(self.tokens, at - 1) == "of" and word_at(self.tokens, at - 2) == "age":
            at -= 3  # "below the age of 16"
        elif word_at(self.tokens, at - 1) == "of" and word_at(self.tokens, at - 2) == "total":
            at -= 3
        if word_at(self.tokens, at - 1) not in _LAST_OF_BEFORE:
            return first, ""
        if word_at(self.tokens, at - 1) == "as" and word_at(self.tokens, at - 4) in _TIMES_AS:
            return first, ""  # "twice as many as four years ago"
        for size in range(LONGEST_BEFORE, 0, -1):
            if at - size < self.done:
                continue
            words = tuple(word_at(self.tokens, at - size + n) for n in range(size))
            if words in BEFORE:
                return at - size, BEFORE[words]
        return first, ""

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

    def past_suffix(self, j: int) -> int:
        """Past "or so", "or more", "-odd", "+" when they stand before the noun."""
        if word_at(self.tokens, j) not in FIRST_OF_AFTER:
            return j
        for size in (3, 2, 1):
            if self.words_of_bound(j, size):
                return j + size
        return j

    def words_of_bound(self, at: int, size: int) -> tuple[str, ...]:
        """The words from `at` on that are a bound of this many words; () where they are none."""
        if word_at(self.tokens, at) not in FIRST_OF_AFTER:
            return ()
        words = tuple(self.tokens.lowers[at : at + size])
        is_bound = len(words) == size and words in AFTER and not self.goes_on(at + size)
        return words if is_bound else ()


def _is_age_alone(tokens: Tokens, k: int, ends: tuple[str, ...] = (",", ")")) -> bool:
    """True for one or two digits at `k` with nothing counted behind them."""
    return len(word_at(tokens, k)) <= 2 and (
        word_at(tokens, k).isdigit() and word_at(tokens, k + 1) in ends
    )


def _may_head(tokens: Tokens, k: int) -> bool:
    """True when the word can belong to a noun group in the singular."""
    word = tokens.lowers[k]
    return word.isalpha() and word not in STOPS and not word.endswith(("ed", "ly"))
