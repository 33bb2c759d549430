"""Stories that are kept apart but plainly tell of one matter: follow-ups, and pieces of opinion.

A follow-up tells of the same people and places on another day, so what the days and weekdays say
against two articles is left out here; the rest is weighed as in grouping. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import unquote, urlsplit

from ..lexicons import lines
from ..words import fold
from .grouping import Signature, reasons
from .similarity import Frequencies, Weighed, likeness

#: Two stories are related that are at least this alike (0–1) with the days left out, and name at
#: least so many of the same people, places or things.
ALIKE, NAMED = 0.4, 2
#: Articles of each story that speak for it.
SPEAKING = 4
_PREFIX = re.compile(r"^\W*([^\W\d_][\w'’ -]{1,24}?)\s*(?:[:|｜：]|\s[–—-]\s)\s*\S")
_SUFFIX = re.compile(r"\S\s*(?:[|｜]|\s[–—-]\s)\s*([^\W\d_][\w'’ -]{1,24})\s*$")
_BRACKET = re.compile(r"^\s*[\[(【]([^\])】]{2,24})[\])】]")


@dataclass(frozen=True, slots=True)
class Relation:
    """How alike two stories are with the days left out, and why, in sentences."""

    likeness: float
    reasons: tuple[str, ...]


def relation(one: Sequence[Signature], other: Sequence[Signature]) -> Relation | None:
    """How two stories (their articles' signatures, the newest last) are related; None where they
    are not."""
    known = Frequencies()
    these = [_ageless(signature, known) for signature in one[-SPEAKING:]]
    those = [_ageless(signature, known) for signature in other[-SPEAKING:]]
    if not these or not those:
        return None
    links = [(likeness(a, b), n) for n, a in enumerate(these) for b in those]
    alike = sum(link for link, _ in links) / len(links)
    if alike < ALIKE or len(_shared_names(these, those)) < NAMED:
        return None
    nearest = these[max(links)[1]]
    told = [*_days_between(one, other), *reasons(nearest, those)[:-1]]
    return Relation(alike, tuple(told))


def opinion_of(headline: str, address: str = "", section: str = "") -> str:
    """What says that a piece is opinion or analysis, as a sentence ("its headline begins
    “Opinion:”"); "" where nothing does. The outlet's own label alone counts, not the words."""
    for pattern, where in ((_PREFIX, "begins"), (_BRACKET, "begins"), (_SUFFIX, "ends")):
        if (found := pattern.search(headline)) and _is_label(found[1]):
            return f"its headline {where} “{found[1].strip()}”"
    if section and any(_is_label(part) for part in re.split(r"[/|,>]", section)):
        return f"it stands in the section “{section.strip()}”"
    parts = [part for part in unquote(urlsplit(address).path).split("/") if part]
    for part in parts[:-1]:  # the last is the article's own name
        if _is_label(part.replace("-", " ").replace("_", " ")):
            return f"its address has “/{part}/”"
    return ""


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(" ".join(row)) for row in lines("opinion"))


def _is_label(words: str) -> bool:
    return fold(" ".join(words.split())) in _labels()


def _ageless(signature: Signature, known: Frequencies) -> Weighed:
    weighed = Weighed(replace(signature, day=None), known)
    weighed.days_told = frozenset()
    return weighed


def _shared_names(these: Sequence[Weighed], those: Sequence[Weighed]) -> set[str]:
    return {name for a in these for name in a.names} & {name for b in those for name in b.names}


def _days_between(one: Sequence[Signature], other: Sequence[Signature]) -> list[str]:
    """ "12 days later" where all of one story comes after all of the other."""
    these = [s.day for s in one if s.day is not None]
    those = [s.day for s in other if s.day is not None]
    if not these or not those:
        return []
    gap = max(min(these) - max(those), min(those) - max(these))
    if gap <= 0:
        return ["the same days"]
    return [f"{gap} day{'s' if gap > 1 else ''} between them"]
