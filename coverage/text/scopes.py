"""Scope: the words of a clause that narrow what a figure counts ("on TikTok", "in Ohio")."""

from __future__ import annotations

import re

from .spans import Span

#: A preposition and a name. Days and months are told by days.py, people seldom follow these.
_NARROWED = re.compile(
    r"\b(?:on|in|across|at|from|throughout|within)\s+(?:the\s+)?"
    r"[A-Z][\w’'.-]*(?:\s+(?:of\s+|and\s+)?[A-Z][\w’'.-]*){0,3}"
)
_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)


def find_scope(body: str, sentence: Span, figure: Span) -> str:
    """The nearest "on/in … Name" of the figure's sentence, in the article's words, or ""."""
    nearest, best = "", len(body)
    for match in _NARROWED.finditer(body, sentence.start, sentence.end):
        words = match.group()
        if _CALENDAR.search(words):
            continue
        distance = max(match.start() - figure.end, figure.start - match.end(), 0)
        if distance < best:
            nearest, best = words.rstrip(".,;:’'"), distance
    return nearest
