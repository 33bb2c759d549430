"""The two letters and the colour of a tag that nobody chose them for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from string import ascii_lowercase, digits

#: Classes of colour in the palette.
COLOURS = 12
#: Letters of a name that are tried; names are at most 100 long.
_TRIED = 40


def suggest_code(name: str, taken: Collection[str]) -> str:
    """Two letters for the name that no tag of the codebook has, in lower case; `taken` are those
    that some have, however written. "" where all there are are taken.

    First the name's first two letters, then the first of its first two words, then its first letter
    with each later one and with each digit, then any two letters.
    """
    used = {code.casefold() for code in taken}
    return next((code for code in _codes(name) if code not in used), "")


def suggest_colour(taken: Collection[int]) -> int:
    """The colour of the palette that fewest tags have, the first of several."""
    used = list(taken)
    return min(range(1, COLOURS + 1), key=lambda colour: (used.count(colour), colour))


def _codes(name: str) -> Iterator[str]:
    words = ["".join(filter(str.isalnum, word)) for word in name.casefold().split()]
    letters = "".join(words)[:_TRIED]
    starts = [word[0] for word in words if word]
    if letters[1:]:
        yield letters[:2]
    if starts[1:]:
        yield starts[0] + starts[1]
    first = letters[:1]
    if first:
        yield from (first + letter for letter in letters[2:] + digits + ascii_lowercase)
    yield from (one + other for one in ascii_lowercase for other in ascii_lowercase + digits)
