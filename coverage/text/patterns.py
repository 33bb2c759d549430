"""Patterns that plain news seldom needs, and a quick look that spares a line most of them.

Compiling a long pattern takes about a millisecond, so a run over plain news should not compile what
it never uses; and most lines are prose, which its first letters tell from furniture.
"""

from __future__ import annotations

import re
from typing import Any, cast

from .remembered import Remembered

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub")
_OPENS_SPEECH = "“\"‘'"


class _Late:
    """Stands for a pattern until one of its methods is asked for; from then on has the methods."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, compiled when it is first used; a mistake in it is told then."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


def may_open(text: str, openings: frozenset[str]) -> bool:
    """False where `text` surely begins with none of the words whose first three letters, in lower
    case, are `openings`. What begins with a figure, a sign or a letter beyond ASCII always may."""
    head = text[:3].lower()
    return head in openings or _MAY_OPEN_ANY[head]


def _may_open_any(head: str) -> bool:
    """True for letters of which the lists of openings do not tell."""
    first = head[:1]
    return not (first in _OPENS_SPEECH or first.isalpha() and head.isascii() and head.isprintable())


_MAY_OPEN_ANY = Remembered(_may_open_any)
