"""Whose: whether two articles give the same words to the same speaker, heard the same way."""

from __future__ import annotations

from collections.abc import Sequence

from ..words import COMMON, find_words
from .collated import Change
from .renderings import Rendering, same_speaker


def whose(base: Sequence[Rendering], wording: Sequence[Rendering]) -> set[Change]:
    """Whether the words are given to someone else, or were heard through someone else."""
    changes: set[Change] = set()
    if any(
        same_speaker(a.speaker, b.speaker) is False and not _same_in(a, base, wording)
        for a in base
        for b in wording
    ):
        changes.add("speaker")
    if not any(r.is_post for r in (*base, *wording)) and _heard_otherwise(base, wording):
        changes.add("via")
    return changes


def _heard_otherwise(base: Sequence[Rendering], wording: Sequence[Rendering]) -> bool:
    """True when the words came through someone else: another name for the same kind of channel,
    or a translator whom only one of the two names. That only one says "told the paper" or "in a
    statement" is no difference: the other merely leaves it out."""
    for how in {r.via_how for r in (*base, *wording) if r.via}:
        ours, theirs = (
            {w.norm for r in side if r.via and r.via_how == how for w in find_words(r.via)} - COMMON
            for side in (base, wording)
        )
        if how == "translation" and bool(ours) != bool(theirs):
            return True
        if ours and theirs and not ours & theirs:
            return True
    return False


def _same_in(a: Rendering, base: Sequence[Rendering], wording: Sequence[Rendering]) -> bool:
    """True when one and the same set of speakers stands on both sides, in whatever order."""
    ours = {r.speaker.casefold() for r in base}
    theirs = {r.speaker.casefold() for r in wording}
    return a.speaker.casefold() in theirs and ours == theirs
