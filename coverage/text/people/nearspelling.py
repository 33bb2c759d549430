"""Names that are nearly spelled alike, by a slip of the fingers. For asking, not for deciding."""

from __future__ import annotations

from .speakernames import letters_of

#: Shorter names differ by one letter too often, and mean two.
SHORTEST = 5
#: From so many letters on two slips may be one name's.
LONG = 12


def is_nearly(one: str, other: str) -> bool:
    """True where the letters of the names differ by one slip, in long names by two: a letter more,
    less or another, or two beside each other swapped. False for the same letters."""
    a, b = letters_of(one), letters_of(other)
    shorter = min(len(a), len(b))
    if a == b or shorter < SHORTEST:
        return False
    return slips(a, b, 2 if shorter >= LONG else 1) is not None


def slips(one: str, other: str, most: int) -> int | None:
    """How many slips lie between two words; None for more than `most`.

    The optimal string alignment distance (Boytsov 2011), in a band of `most` letters either side.
    """
    if abs(len(one) - len(other)) > most:
        return None
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, beside in enumerate(other, 1):
            if abs(i - j) > most:
                row.append(most + 1)
                continue
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != beside))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == beside:
                best = min(best, before_last[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return None
        before_last, last = last, row
    return last[-1] if last[-1] <= most else None
