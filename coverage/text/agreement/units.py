"""Units on a continuum: what each coder marked with each tag in one article, counted in words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..words import find_words

#: Half-open: [first position, the one after the last).
Stretch = tuple[int, int]
#: Tag → where a coder put it, in order and without overlaps.
Coding = Mapping[int, tuple[Stretch, ...]]


@dataclass(frozen=True, slots=True)
class Continuum:
    """One article as it was coded. `codings` names every coder who finished it, also one who
    marked nothing; a coder who is not named did not code it."""

    length: int
    codings: Mapping[int, Coding]

    def units(self, coder: int, tag: int) -> tuple[Stretch, ...]:
        """() where the coder put the tag nowhere."""
        return self.codings[coder].get(tag, ())


@dataclass(frozen=True, slots=True)
class WordPlaces:
    """The words of a body as positions 0, 1, 2 … of a continuum."""

    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)

    @classmethod
    def of(cls, body: str) -> WordPlaces:
        words = find_words(body)
        return cls([word.start for word in words], [word.end for word in words])

    def __len__(self) -> int:
        return len(self.starts)

    def cover(self, start: int, end: int) -> Stretch | None:
        """The words that a span of code points touches; None where it touches none, as one of a
        full stop alone. So a mark with its quotation marks and one without are the same unit."""
        first, after = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return (first, after) if first < after else None

    def span(self, unit: Stretch) -> Stretch:
        """The code points from a unit's first word to its last."""
        return self.starts[unit[0]], self.ends[unit[1] - 1]


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """In order, those that share a position taken as one; those that only touch stay two."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return tuple(found)


def shared_length(one: Sequence[Stretch], other: Sequence[Stretch]) -> int:
    """How many positions lie in a unit of both; each is in order and without overlaps."""
    shared = here = there = 0
    while here < len(one) and there < len(other):
        (start, end), (its_start, its_end) = one[here], other[there]
        shared += max(0, min(end, its_end) - max(start, its_start))
        if end <= its_end:
            here += 1
        else:
            there += 1
    return shared


def length_of(units: Iterable[Stretch]) -> int:
    return sum(end - start for start, end in units)
