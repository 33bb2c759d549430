"""The role of every quotation mark: it opens, it closes, or it is an apostrophe, inches, feet.

Told from its shape and the characters beside it; pairing them is `marks`' work.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ..lexicons import words

Role = Literal["open", "close", "skip"]

_DOUBLE, _SINGLE = '"“”„‟«»＂「」『』', "'‹›‘’‚‛"
#: A mark of any kind. Both patterns begin with one set of characters, which finds the next mark
#: three times as fast as alternatives do.
MARK = re.compile(rf"[`{_DOUBLE}{_SINGLE}](?:(?<=`)`|(?<=')'|(?<!`))")
#: The same without an apostrophe inside a word: most of all there are, and no mark.
_MARK_OUTSIDE = re.compile(
    rf"[`{_DOUBLE}{_SINGLE}]"
    rf"(?:(?<=[{_DOUBLE}])|(?<=`)`|(?<=')'|(?<=[{_SINGLE}])(?:(?![^\W_])|(?<![^\W_].)))"
)
_DOUBLES = frozenset(["``", "''", *_DOUBLE])
_ELISIONS = words("elisions")
_BEFORE_OPEN = " \t\n\u00a0\u2009\u200a\u202f\u3000([{—–-―/=>…:*_\u200b\ufeff|~"
_INCHES = re.compile(r"\d[’'′] ?\d{1,2}$")  # 5’ 11
_WORD_AFTER = re.compile(r"[^\W_]+")


class Mark(NamedTuple):
    """One quotation mark (`at` to `end`) and what it does here."""

    at: int
    end: int
    text: str
    role: Role
    single: bool


def find_marks(body: str, start: int, end: int) -> list[Mark]:
    """Every mark with the role its shape and its neighbours give it.

    An apostrophe inside a word is no mark, and not among them.
    """
    found: list[Mark] = []
    new = tuple.__new__
    open_double = False
    low = 0  # how many „ stand open, so that “ closes
    for match in _MARK_OUTSIDE.finditer(body, start, end):
        at, stop = match.span()
        before = body[at - 1] if at > start else " "
        after = body[stop] if stop < end else " "
        text = body[at:stop]
        if text in _DOUBLES:
            role = _double_role(text, before, after, open_double, low > 0, body[stop : stop + 2])
            if role == "skip":
                spaced = text == '"' and before.isspace() and after.isspace()
                if spaced and _opens_spaced(body, stop, end):
                    role = "open"
            elif text == "”" and before.isdigit() and _INCHES.search(body, at - 6, at):
                role = "skip"
            if role == "open":
                open_double, low = True, _lower(text, low)
            elif role == "close":
                low = max(0, low - 1)
                open_double = low > 0
            found.append(new(Mark, (at, stop, text, role, False)))
        else:
            role = _single_role(body, text, at, before, after)
            found.append(new(Mark, (at, stop, text, role, True)))
    return found


def _lower(text: str, low: int) -> int:
    """How many marks of the low kind („ and », which “ and « close) stand open after this one."""
    if text in ("„", "»", "‟"):
        return low + 1
    return 0 if text == "“" else low


def _opens_spaced(body: str, at: int, end: int) -> bool:
    """`" We stay , " said Holm`: blanks on both sides, and of the next mark too, behind a point."""
    closing = body.find('"', at, end)
    if closing < 0 or body[closing - 1] != " " or body[closing + 1 : closing + 2].strip():
        return False
    return body[at:closing].rstrip()[-1:] in (".", ",", "?", "!", "…")


def _double_role(text: str, before: str, after: str, is_open: bool, low: bool, ahead: str) -> Role:
    """Open, close, or no mark at all (inches)."""
    loose_before = before in _BEFORE_OPEN or before in "“‘'\"„"
    loose_after = after.isspace()
    if text == "‟" and is_open and not loose_before:
        return "close"
    if text in ("``", "„", "‟", "「", "『"):
        return "open"
    if text in ("」", "』"):
        return "close"
    if text == "«":
        return "close" if is_open and low else "open"
    if text == "»":
        return "close" if is_open else ("open" if loose_before and not loose_after else "close")
    if text == "“":
        if low:
            return "close"
        if is_open and not loose_before and (loose_after or after in ".,;:!?)"):
            return "close"
        return "open" if not loose_after or not is_open else "close"
    if text == "”":
        if not is_open and loose_before and not loose_after:
            return "open"
        return "close"
    # straight marks, and '' as LaTeX and old wires write them
    if before.isdigit() and not is_open:
        return "skip"  # 6" pipe
    if before.isdigit() and is_open and after == " " and ahead[1:2].islower():
        return "skip"  # the 6" pipe, inside a quotation
    if is_open and not loose_before:
        return "close"
    if loose_before and not loose_after:
        return "open"
    if loose_before and loose_after:
        return "close" if is_open else "skip"
    if not is_open and (loose_after or after in ".,;:!?)"):
        return "close"
    return "close" if is_open else "open"


def _single_role(body: str, text: str, at: int, before: str, after: str) -> Role:
    """Open, close, or an apostrophe."""
    word_before, word_after = before.isalnum(), after.isalnum()
    if word_before and word_after:
        return "skip"  # it's
    if text in ("‹", "›"):
        return "open" if text == "‹" else "close"
    loose_before = before in _BEFORE_OPEN or before in '“"„'
    if text in ("‘", "‚", "‛", "'") and loose_before and (word_after or after in '…[$£€¿¡.#@“"'):
        if after.isdigit() and body[at + 1 : at + 3].isdigit() and body[at + 3 : at + 4] in "s ,.":
            return "skip"  # ’90s
        word = _WORD_AFTER.match(body, at + 1)
        if (
            word
            and word.group().lower() in _ELISIONS
            and (len(word.group()) == 1 or not word.group().isupper())
        ):
            return "skip"  # ’em
        return "open"
    if text == "’" and loose_before:
        return "skip"
    if text in ("’", "'", "‘") and not loose_before and not word_after:
        return "close"
    return "skip"
