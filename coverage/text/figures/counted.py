"""What a number counts: the noun after it; and the words that bound it."""

from __future__ import annotations

from ..lexicon.bounds import AFTER, BEFORE, BETWEEN, LONGEST_BEFORE
from ..lexicon.measures import CURRENCY_NOUNS, NO_UNIT, OWNERS, STOPS
from .amounts import Measure, Stretch
from .numbers import MORE, read_number
from .tokens import Tokens, past_hyphen, word_at
from .units import counted_noun, is_plural, singular

_TIMES_AS = frozenset("twice half times thrice".split())
#: Nouns a share stands right before: "a two-thirds majority".
_SHARED = frozenset("majority share stake discount cut drop fall rise increase reduction".split())
_LAST_OF_BEFORE = {phrase[-1] for phrase in BEFORE}
FIRST_OF_AFTER = {phrase[0] for phrase in AFTER}


class Counting(Stretch):
    """Finds the noun behind a number, and the bounds on both sides."""

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


def _may_head(tokens: Tokens, k: int) -> bool:
    """True when the word can belong to a noun group in the singular."""
    word = tokens.lowers[k]
    return word.isalpha() and word not in STOPS and not word.endswith(("ed", "ly"))
