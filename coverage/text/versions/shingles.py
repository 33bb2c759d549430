"""Shingles: the runs of words a text is made of, and the few of them by which it is found again.

The method is Broder's ("On the resemblance and containment of documents", 1997): a text is its set
of runs of five words, each as a number that is the same on every machine; the smallest of these
numbers are a sample that two texts share in the measure in which they share their runs. One number
a run, where MinHash takes a hundred; and a text that stands inside a longer one is found too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest

from ..found import OWN_WORDS, Passage
from ..words import Word, find_words

#: Goes up with any change that can change a sketch; every kept sketch records it.
SKETCH_VERSION = "1"
#: Words of a run; five in a row seldom agree by chance.
RUN = 5
#: Numbers of a sketch.
SKETCH = 24
#: A text of fewer words is too short to tell whether another is made of it.
ENOUGH_WORDS = 40
#: Where an article tells its news. Its head is written anew for each print, and captions go with
#: the pictures.
TOLD = OWN_WORDS - {"headline", "standfirst", "caption"}
#: A prime below 2^63, so that every number fits a database's whole numbers; and any base.
_PRIME = (1 << 61) - 1
_BASE = 0x1F3D_5B79_2C4E_6A81 % _PRIME
_LEAVES = pow(_BASE, RUN, _PRIME)


@dataclass(frozen=True, slots=True)
class ToldText:
    """The words of a body that tell its news, and the number of the run that begins at each of
    them but the last four."""

    body: str
    words: tuple[Word, ...]
    runs: tuple[int, ...]
    stretches: tuple[tuple[int, int], ...] = ()  # of the body, where they stand

    @property
    def is_short(self) -> bool:
        return len(self.words) < ENOUGH_WORDS


def told_text(body: str, passages: Iterable[Passage]) -> ToldText:
    """The told words of a reading; boilerplate, metadata, residue, posts and the head left out."""
    return told_in(body, [(p.span.start, p.span.end) for p in passages if p.kind in TOLD])


def told_in(body: str, stretches: Iterable[tuple[int, int]]) -> ToldText:
    """The words in these stretches of the body, in order."""
    words: list[Word] = []
    told = tuple(stretches)
    for start, end in told:
        words += find_words(body, start, end)
    return told_of(body, words, told)


def told_of(
    body: str, words: Sequence[Word], stretches: tuple[tuple[int, int], ...] = ()
) -> ToldText:
    """These words of the body, in order."""
    runs = _runs([_number(word.norm) for word in words])
    return ToldText(body, tuple(words), runs, stretches)


def sketch(told: ToldText) -> tuple[int, ...]:
    """The smallest numbers of its runs, at most 24, each from 0 to 2^61; () for a short text."""
    return () if told.is_short else tuple(nsmallest(SKETCH, set(told.runs)))


@lru_cache(maxsize=16_384)
def _number(norm: str) -> int:
    """A number below the prime for a folded word, the same on every machine."""
    digest = blake2b(norm.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % _PRIME


def _runs(numbers: list[int]) -> tuple[int, ...]:
    """Each run of five as one number, by a rolling hash (Karp and Rabin 1987)."""
    if len(numbers) < RUN:
        return ()
    rolled = 0
    for number in numbers[:RUN]:
        rolled = (rolled * _BASE + number) % _PRIME
    runs = [rolled]
    for leaves, comes in zip(numbers, numbers[RUN:], strict=False):
        rolled = (rolled * _BASE + comes - leaves * _LEAVES) % _PRIME
        runs.append(rolled)
    return tuple(runs)
