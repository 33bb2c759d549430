"""Number words that count nothing: "one day", "this one", "the two agreed"."""

from __future__ import annotations

from ..lexicon.measures import GROUPS, HARMED, MEASURES, MENTIONED, OWNERS, PARENTS, STATES
from .bare import HAPPENED
from .numbers import Number, read_number
from .tokens import DASHES, Tokens, is_joined, past_hyphen, word_at

#: What "one" counts when it counts at all: "one person was killed", not "one reason".
COUNTED_ONES = MEASURES - {"day", "night", "second", "minute", "point"} | frozenset(
    """person man woman child boy girl officer soldier policeman civilian worker student passenger
    driver suspect victim death case vote seat goal house home building vehicle car ship aircraft
    plane helicopter missile drone bullet shot bomb dose patient injury arrest member
    abstention ballot complaint fatality casualty survivor hostage prisoner""".split()
)


def says_no_amount(tokens: Tokens, number: Number, unit: str) -> bool:
    """True for number words that count nothing: "one day", "this one", "the two agreed"."""
    i = number.first
    before, following = word_at(tokens, i - 1), word_at(tokens, number.after)
    if number.kind != "exact" or number.scaled or tokens.lowers[i] in ("a", "an"):
        return False
    if is_joined(tokens, i) and before in DASHES:
        return True
    if number.value == 1:
        if before in (
            "no",
            "every",
            "any",
            "some",
            "this",
            "that",
            "each",
            "which",
            "the",
            "another",
        ):
            return True
        if following == "of" and before != "not" and read_number(tokens, number.after + 2):
            return word_at(tokens, number.after + 1) not in OWNERS  # "one of the nine judges"
        if following in ("of", "another", "can", "in") or not unit:
            return following not in STATES
        return unit not in COUNTED_ONES and past_hyphen(tokens, number.after) < 0
    if not unit:
        if following == "of":
            if word_at(tokens, number.after + 1) in OWNERS | MENTIONED:
                return False
            return read_number(tokens, number.after + 1) is None  # "two of four missiles"
        if before == "of" and word_at(tokens, i - 2) in GROUPS | PARENTS:
            return False
        return before in (
            "the",
            "these",
            "those",
            "all",
            "his",
            "her",
            "their",
            "or",
            "by",
            "one",
            "first",
            "last",
            "next",
        ) or (
            following not in HAPPENED
            and following not in STATES
            and before not in HARMED
            and word_at(tokens, i - 1) not in ("than", "least", "about", "nearly", "to", "from")
        )
    return False
