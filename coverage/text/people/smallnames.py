"""Small names: words of grammar and of the calendar that are parts of names where they stand.

`Per Lund`, `Will Hay`, `Sunday Okafor`, `Theresa May`, `Văn An`, `Omar al-Rashid`.
"""

from __future__ import annotations

from ..frames.frames import Token
from ..frames.nameparts import DRAWN, GIVEN, PARTS
from ..frames.wordflags import DAYS, MAYBE_ROLE, SMALL_GIVEN
from .clauses import PREPOSITIONS, is_finite
from .namings import goes_on

#: Months that are surnames too, behind a given name or a title.
_MONTHS = frozenset("may march april june august".split())


def is_given(tokens: tuple[Token, ...], index: int, last: int, at_start: bool) -> bool:
    """`Per Lund`, `Will Hay`, `Sunday Okafor`: small words that are given names before a capital.

    Where a sentence begins so, a verb or a comma must follow: `Will Hay go?` names no Will.
    """
    token = tokens[index]
    if not token.is_capital or token.low not in SMALL_GIVEN or index + 1 >= last:
        return False
    if token.low in ("will", "may") and is_finite(tokens[index + 1]):
        # Will wrote, May said; not: a report in May said
        return token.low == "will" or not index or tokens[index - 1].low not in PREPOSITIONS
    if not goes_on(tokens[index + 1]):
        return False
    if token.low in DAYS:
        return _is_on_no_day(tokens, index, last)
    return not at_start or _has_verb_behind(tokens, index, last)


def _is_on_no_day(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """`“…,” said Sunday Okafor`, `“…,” Sunday Okafor said`; not `on Monday Ada Holm said`."""
    before = tokens[index - 1] if index else None
    if before is None or before.kind == "quote" or before.text in ".?!,":
        return _has_verb_behind(tokens, index, last)
    if before.flags & MAYBE_ROLE:
        return True  # captain Sunday Okafor
    said = index > 1 and is_finite(before) and tokens[index - 2].kind == "quote"
    return said and not _has_verb_behind(tokens, index, last)


def _has_verb_behind(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    at = index + 2
    while at < last and tokens[at].kind == "word" and goes_on(tokens[at]):
        at += 1
    return at < last and is_finite(tokens[at])


def is_name_part(tokens: tuple[Token, ...], first: int, at: int, last: int) -> bool:
    """True for a small word that a name which began at `first` goes on with.

    `Theresa [May]`, `Prime Minister [May]`, `Councillor [Jan] Britt`, `Nguyễn Văn [An]`,
    `Omar [al-Rashid]`.
    """
    token, before = tokens[at], tokens[at - 1]
    if not token.is_capital:
        return DRAWN.match(token.text) is not None
    follows = tokens[at + 1] if at + 1 < last else None
    if before.flags & MAYBE_ROLE:
        if token.low in SMALL_GIVEN and follows is not None and goes_on(follows):
            return before.is_capital or token.low not in DAYS
    elif token.low == "an":
        return at > first + 1 and (follows is None or not goes_on(follows))
    if token.low not in _MONTHS or token.text.isupper():
        return False
    if follows is not None and (follows.text[0].isdigit() or goes_on(follows)):
        return False  # Holm said May 3; the April Fair
    return before.flags & MAYBE_ROLE != 0 or PARTS[before.text] & GIVEN != 0
