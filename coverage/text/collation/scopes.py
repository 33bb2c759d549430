"""Scope: the words of a sentence that narrow what a figure counts ("on TikTok")."""

from __future__ import annotations

import re

from ..lexicons import words
from ..spans import Span

#: A preposition and a place where people post; where something happened narrows no count.
_NARROWED = re.compile(
    r"\b(?:[Oo]n|[Aa]cross|[Vv]ia)\s+(?:"
    + "|".join(
        sorted(rf"{name[0].upper()}(?i:{re.escape(name[1:])})" for name in words("platforms"))
    )
    + r")\b"
)


def find_scope(body: str, sentence: Span, figure: Span) -> str:
    """The nearest "on Platform" of the figure's sentence, in the article's words, or ""."""
    nearest, best = "", len(body)
    for match in _NARROWED.finditer(body, sentence.start, sentence.end):
        distance = max(match.start() - figure.end, figure.start - match.end(), 0)
        if distance < best:
            nearest, best = match.group(), distance
    return nearest
