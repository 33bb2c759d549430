"""Where coders differ: words that one marked and another did not, or marked up to elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .units import Stretch, joined


@dataclass(frozen=True, slots=True)
class Reading:
    """What some coders marked alike at a disputed place; no units: nothing."""

    coders: tuple[int, ...]
    units: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Words that hang together by units of one tag. `core` is what all coders marked; readings
    stand in the order of the coders, those who marked nothing last."""

    area: Stretch
    core: tuple[Stretch, ...]
    readings: tuple[Reading, ...]

    @property
    def is_of_edges(self) -> bool:
        """True where all marked some of it, and only how far is disputed."""
        return all(reading.units for reading in self.readings)


def find_disputes(codings: Mapping[int, Sequence[Stretch]]) -> list[Dispute]:
    """Of one tag in one article, in the order of the text; `codings` holds the units of every
    coder who finished it. What all marked alike is none."""
    found = []
    for area in joined(unit for units in codings.values() for unit in units):
        marked: dict[tuple[Stretch, ...], list[int]] = {}
        for coder, units in codings.items():
            here = tuple(unit for unit in units if area[0] <= unit[0] and unit[1] <= area[1])
            marked.setdefault(here, []).append(coder)
        if len(marked) > 1:
            readings = [Reading(tuple(coders), units) for units, coders in marked.items()]
            readings.sort(key=lambda reading: not reading.units)
            found.append(Dispute(area, _core(list(marked)), tuple(readings)))
    return found


def _core(readings: Sequence[Sequence[Stretch]]) -> tuple[Stretch, ...]:
    """What lies in a unit of every reading."""
    core = list(readings[0])
    for units in readings[1:]:
        core = [
            (max(start, its_start), min(end, its_end))
            for start, end in core
            for its_start, its_end in units
            if start < its_end and its_start < end
        ]
    return tuple(core)


def beyond(units: Sequence[Stretch], core: Sequence[Stretch]) -> tuple[int, int] | None:
    """How many words the units begin before the core and end after it; None without a core."""
    if not core or not units:
        return None
    return core[0][0] - units[0][0], units[-1][1] - core[-1][1]


def parts(area: Stretch, units: Sequence[Stretch]) -> list[Stretch]:
    """The area cut in as many parts as there are units, each with one; cuts lie half-way between
    two units."""
    cuts = [(one[1] + other[0] + 1) // 2 for one, other in zip(units, units[1:], strict=False)]
    return list(zip([area[0], *cuts], [*cuts, area[1]], strict=True))
