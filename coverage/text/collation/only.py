"""Only in one: the claims that stand in one article alone, the most telling first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..found import OWN_WORDS, FoundClaim
from ..lexicons import verbs
from ..words import find_words
from .collated import OnlyIn, Row
from .telling import Telling

_REPORTING = frozenset(verbs("cues"))
#: Where an outlet tells: a headline or a caption says again, in short, what stands below.
TELLING = OWN_WORDS - {"headline", "heading", "caption"}
#: What it adds to a claim's check-worthiness that somebody makes it, that a name stands in it,
#: that it measures something.
CLAIMANT, NAME, QUANTITY = 0.25, 0.1, 0.1
_NAME = re.compile(r"(?<=[\w,] )(?:the )?[A-Z][\w’'-]+")


def find_only(tellings: Sequence[Telling], rows: Sequence[Row]) -> tuple[OnlyIn, ...]:
    """Claims of the outlets' own text whose sentences stand in rows of one article alone: those
    that say most first, and where two say as much in the order of the articles."""
    alone: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        if row.relation == "only":
            for key, spans in row.cells.items():
                alone.setdefault(key, []).extend((s.start, s.end) for s in spans)
    found: list[tuple[float, int, int, OnlyIn]] = []
    for place, telling in enumerate(tellings):
        stretches = alone.get(telling.key, ())
        for claim in telling.told.reading.claims:
            at = telling.sentence_at(claim.span.start)
            if at is None or at.kind not in TELLING:
                continue
            if any(start <= claim.span.start < end for start, end in stretches):
                only = OnlyIn(telling.key, claim)
                found.append((-weight(claim), place, claim.span.start, only))
    return tuple(only for *_, only in sorted(found, key=lambda f: f[:3]))


def weight(claim: FoundClaim) -> float:
    """Check-worthiness, and what somebody's claim, a name and a figure add to it."""
    found = claim.checkworthiness
    if claim.claimant or _is_reported(claim.span.text):
        found += CLAIMANT
    if _NAME.search(claim.span.text):
        found += NAME
    return found + (QUANTITY if claim.quantities else 0.0)


def _is_reported(text: str) -> bool:
    """True where a verb of claiming stands before "that": "some people pointed out that"."""
    norms = [word.norm for word in find_words(text)]
    return any(
        norm == "that" and any(before in _REPORTING for before in norms[max(0, n - 2) : n])
        for n, norm in enumerate(norms)
    )
