"""What two texts share, and what follows from it: near-duplicates, reprints and wire copy."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal

from ..figures.numerals import SMALL
from ..words import Word, is_number
from .shingles import RUN, ToldText

#: Share of a text's words from which it is (nearly) another one's text.
ONE_TEXT = 0.8
#: Share of the shorter text's words from which two texts are linked at all.
PART = 0.5
#: Words in a row that a near-duplicate may have for itself: fewer than a sentence that tells news.
LONGEST_OWN = 20
#: Names that each of two texts may have for itself before they tell of different matters: one may
#: be the same name spelt better.
OWN_NAMES = 1
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_STARTS = frozenset(".!?:;\n•|")
_OPENERS = " \t\u00a0“”„«»\"'‘’([—–-"
#: "one" is seldom a figure.
_COUNTED = {word: str(n) for word, n in SMALL.items() if n > 1}

Kind = Literal["near-duplicate", "reprint", ""]


@dataclass(frozen=True, slots=True)
class Shared:
    """What a text shares with an earlier one: words that stand in runs of five both have."""

    words: int  # of the text, that stand in the other too
    of: int  # words of the text
    other_words: int  # of the other, that stand in this one too
    other_of: int
    longest_own: int  # most words in a row that only the text has
    figures_differ: bool  # each gives a figure or weekday the other does not
    names_differ: bool  # each names more than one that the other does not

    @property
    def share(self) -> float:
        """0–1 of the text's own words."""
        return self.words / self.of if self.of else 0.0

    @property
    def share_of_other(self) -> float:
        return self.other_words / self.other_of if self.other_of else 0.0

    @property
    def share_of_shorter(self) -> float:
        return self.share if self.of <= self.other_of else self.share_of_other

    @property
    def is_one_text(self) -> bool:
        """(Nearly) one text, telling of one matter: of the shorter, where one holds the other."""
        return self.share_of_shorter >= ONE_TEXT and not (self.figures_differ or self.names_differ)


def share(text: ToldText, other: ToldText) -> Shared:
    """What they share, in time linear in their lengths."""
    stands, stands_there = covered(text, set(other.runs)), covered(other, set(text.runs))
    own, own_there = _own(text, stands), _own(other, stands_there)
    said, said_there = _said(text), _said(other)
    return Shared(
        words=sum(stands),
        of=len(stands),
        other_words=sum(stands_there),
        other_of=len(stands_there),
        longest_own=_longest(stands),
        figures_differ=bool(_figures(own, said_there)) and bool(_figures(own_there, said)),
        names_differ=len(_names(text.body, own, said_there)) > OWN_NAMES
        and len(_names(other.body, own_there, said)) > OWN_NAMES,
    )


def kind_of(shared: Shared, same_outlet: bool) -> Kind:
    """What a later text is to an earlier one; "" for nothing that would be worth saying.

    A near-duplicate is one outlet's text again, with no sentence, figure or name of its own. Texts
    that differ in figures or names are of one mould, as match reports are, or tell of a later
    state: in one outlet they are left alone, across outlets only where both differ.
    """
    if min(shared.of, shared.other_of) == 0:
        return ""
    if same_outlet:
        if shared.figures_differ or shared.names_differ:
            return ""
        if shared.share >= ONE_TEXT and shared.longest_own <= LONGEST_OWN:
            return "near-duplicate"
    elif shared.figures_differ and shared.names_differ:
        return ""
    return "reprint" if shared.share_of_shorter >= PART else ""


def covered(text: ToldText, runs: Container[int]) -> list[bool]:
    """For each word whether it stands in one of these runs."""
    stands = [False] * len(text.words)
    done = 0
    for start, run in enumerate(text.runs):
        if run in runs:
            for at in range(max(start, done), start + RUN):
                stands[at] = True
            done = start + RUN
    return stands


def shared_stretches(text: ToldText, other: ToldText) -> tuple[tuple[int, int], ...]:
    """(start, end) in the text's body of each stretch of words that stands in the other too, in
    order, the words' own ends."""
    found: list[tuple[int, int]] = []
    is_going_on = False
    for word, stands in zip(text.words, covered(text, set(other.runs)), strict=True):
        if stands and is_going_on:
            found[-1] = (found[-1][0], word.end)
        elif stands:
            found.append((word.start, word.end))
        is_going_on = stands
    return tuple(found)


def _own(text: ToldText, stands: Sequence[bool]) -> list[Word]:
    return [word for word, shared in zip(text.words, stands, strict=True) if not shared]


def _said(text: ToldText) -> set[str]:
    return {_value(word.norm) for word in text.words}


def _longest(stands: Sequence[bool]) -> int:
    longest = length = 0
    for shared in stands:
        length = 0 if shared else length + 1
        longest = max(longest, length)
    return longest


def _figures(own: Sequence[Word], there: Container[str]) -> set[str]:
    """Figures and weekdays among the words that the other text has nowhere, however written."""
    values = {_value(word.norm) for word in own}
    return {v for v in values if (is_number(v) or v in _WEEKDAYS) and v not in there}


def _value(norm: str) -> str:
    """A figure in digits alone, "two" and "1,200" as "2" and "1200"; any other word as it is."""
    if is_number(norm):
        return norm.replace(",", "")
    return _COUNTED.get(norm, norm)


def _names(body: str, own: Sequence[Word], there: Container[str]) -> set[str]:
    """Words written with a capital inside a sentence that the other text has nowhere."""
    return {
        word.norm
        for word in own
        if body[word.start].isupper()
        and word.norm not in there
        and word.norm not in _WEEKDAYS
        and not _begins_a_sentence(body, word.start)
    }


def _begins_a_sentence(body: str, at: int) -> bool:
    at -= 1
    while at >= 0 and body[at] in _OPENERS:
        at -= 1
    return at < 0 or body[at] in _STARTS
