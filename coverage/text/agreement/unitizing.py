"""Krippendorff's alpha for unitizing, one tag at a time: ᵤα of its 2016 form.

K. Krippendorff, Y. Mathet, S. Bouvry, A. Widlöcher: On the reliability of unitizing textual
continua: further developments. Quality & Quantity 50 (2016), 2347–2364; equations 1, 4 and 5 with
one value k and the gaps φ. It stands for the older α_U (`lengthwise.py`), which its author found to
misbehave with more than two coders.

Over articles a of length L with m coders each, and over their pairs of coders i ≠ j:

    ℓ_kφ = Σ_a 1/(m−1) Σ_i Σ_j≠i  positions that i marked and j did not
    ℓ_k  = Σ_a Σ_i positions that i marked          ℓ_φ = ℓ.. − ℓ_k          ℓ.. = Σ_a m·L
    C    = Σ (length of unit)², over all units of all coders,  + ℓ_φ
    ε_kφ = ℓ.. · ℓ_k · ℓ_φ / (ℓ..² − C)                 ᵤα = 1 − ℓ_kφ / ε_kφ

C takes out of what chance would pair that a unit is never compared with itself; a gap has no
inner unity, so its positions count one by one. That also makes ᵤα the same in whatever order
articles are laid end to end. A coder who did not finish an article is not in its m; an article
with one coder tells nothing and is left out. Of several tags, each a continuum of its own, the
coefficient is 1 − Σ ℓ_kφ / Σ ε_kφ, as α_U of 2004 is taken over categories: tags may lie over one
another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .units import Stretch, length_of, shared_length


@dataclass(frozen=True, slots=True)
class Sums:
    """What ᵤα is made of; sums of articles add up. `apart` is ℓ_kφ, `marked` ℓ_k, `squares` the
    squared lengths of units, `all` ℓ..; `apart` counts in parts of `parts`."""

    apart: int
    marked: int
    squares: int
    all: int
    parts: int = 1


def sums_of(length: int, codings: Sequence[Sequence[Stretch]], parts: int = 1) -> Sums:
    """Of one article and tag: for each coder the units, in order and without overlaps.

    With `parts`, a multiple of m − 1, ℓ_kφ stays a whole number: it is given times `parts`.
    """
    others = len(codings) - 1
    marked = [length_of(units) for units in codings]
    shared = sum(
        shared_length(units, its) for n, units in enumerate(codings) for its in codings[:n]
    )
    # Marked by i and not by j, over ordered pairs: all that i marked, less what both did.
    apart = others * sum(marked) - 2 * shared
    return Sums(
        apart=apart * parts // others if others else 0,
        marked=sum(marked),
        squares=sum((end - start) ** 2 for units in codings for start, end in units),
        all=length * len(codings),
        parts=parts,
    )


def expected(marked: int, squares: int, everything: int) -> float:
    """ε_kφ; 0 where nothing or everything is marked."""
    gaps = everything - marked
    if not marked or not gaps:
        return 0.0
    return everything * marked * gaps / (everything * everything - squares - gaps)


def alpha(sums: Sums) -> float | None:
    """ᵤα; None where chance could bring nothing else: nobody marked anything, or all everything."""
    chance = expected(sums.marked, sums.squares, sums.all)
    return 1 - sums.apart / sums.parts / chance if chance else None
