"""What people said of how passages of a story's articles stand to each other: records only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .collated import FigureMember

#: together, apart: sentences, and so rows. same words, other words: quotes, and so utterances.
#: absent: a whole article and the rest of a row. figure, act: how two accounts stand.
RulingKind = Literal["together", "apart", "same words", "other words", "absent", "figure", "act"]
#: How figures stand, or that they do not measure the same; an act differs ("conflict") or not.
Stance = Literal["same", "rounded", "compatible", "conflict", "update", "scope", "unrelated", ""]
#: stands: all of it holds. in part: later words of people undo some of it. overruled: all of it.
#: no place: its words do not stand in these articles.
Fate = Literal["stands", "in part", "overruled", "no place"]


@dataclass(frozen=True, slots=True)
class Place:
    """Words of an article, by its key: half-open, in code points of its body."""

    key: str
    start: int
    end: int

    def shared(self, start: int, end: int) -> int:
        """Code points that the place and the stretch of the same article have in common."""
        return min(self.end, end) - max(self.start, start)


@dataclass(frozen=True, slots=True)
class Ruling:
    """One person's word. Of two that speak against each other the later stands.

    What is ruled together or the same words are `ours` and `theirs` alike; what is ruled apart are
    `ours` from `theirs`, not one of `ours` from another. Absent: `ours` is a whole body. Figures
    stand so to each other, or with `theirs` given: `ours` do not measure what `theirs` do.
    """

    name: str  # of the caller's; what became of it is told by this
    kind: RulingKind
    ours: tuple[Place, ...]
    theirs: tuple[Place, ...] = ()
    stance: Stance = ""  # of a figure or an act
    what: str = ""  # what is measured, or the act, in the articles' own words
    members: tuple[FigureMember, ...] = ()  # of a figure, as it was when the person spoke

    @property
    def places(self) -> tuple[Place, ...]:
        return self.ours + self.theirs
