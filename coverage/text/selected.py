"""Words that a person selected or typed: where they stand in a body, and their quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from unicodedata import category

from .spans import Span, trimmed

#: Marks that open or close a quotation and nothing else.
DOUBLE = frozenset('“”„‟«»＂"「」『』')
#: Marks that are apostrophes too: they count only in pairs.
SINGLE = frozenset("‘’‚‛‹›'")
#: What may stand between a closing mark and the end of a selection.
_AFTER = frozenset(".,;:!?…")
#: Signs that a keyboard does not tell apart, as the text may have them; one for one.
_ALIKE = str.maketrans(
    {sign: group[-1] for group in ('“”„‟«»＂"', "‘’‚‛‹›ʼ'", "‐‑–—-") for sign in group}
)
_PART = re.compile(r"\S+")


def same_words(one: str, other: str) -> bool:
    """True when the two differ in blanks and line ends alone."""
    return "".join(one.split()) == "".join(other.split())


def places_of(body: str, words: str, most: int = 2) -> list[Span]:
    """The first `most` places where the words stand, letter for letter but for blanks, line ends,
    and signs of one kind (“ for ", ’ for ', – for -)."""
    sought = " ".join(words.translate(_ALIKE).split())
    if not sought:
        return []
    parts = [(found.start(), found.group()) for found in _PART.finditer(body)]
    folded = " ".join(part for _, part in parts).translate(_ALIKE)
    begins = list(accumulate((len(part) + 1 for _, part in parts), initial=0))

    def in_body(at: int) -> int:
        part = bisect_right(begins, at) - 1
        return parts[part][0] + at - begins[part]

    places: list[Span] = []
    at = folded.find(sought)
    while at >= 0 and len(places) < most:
        places.append(Span.of(body, in_body(at), in_body(at + len(sought) - 1) + 1))
        at = folded.find(sought, at + 1)
    return places


def without_blanks(body: str, start: int, end: int) -> Span:
    """The stretch without blanks at its ends; empty where there is nothing else."""
    blank = " \t\n\r\f\v\u00a0\u2028\u2029\u202f\u3000\u200b\ufeff"
    return trimmed(body, start, end, blank)


def says_something(words: str) -> bool:
    """True where more than blanks and punctuation stand there: an emoji says something."""
    return any(category(sign)[0] not in "PZC" for sign in words)


def inside_marks(body: str, start: int, end: int) -> tuple[Span, Span]:
    """The selected words inside their quotation marks, and the same with the marks.

    It is one whether the marks were selected along, one of them, or none. Marks that stand apart
    from the words (an apostrophe, a mark inside them) stay where they are.
    """
    span = without_blanks(body, start, end)
    first, last = span.start, span.end
    if last - first > 2 and body[last - 1] in _AFTER and body[last - 2] in DOUBLE | SINGLE:
        if _is_mark(body, first, last - 1, at_start=True):
            last -= 1
    opens = last - first > 1 and _is_mark(body, first, last, at_start=True)
    closes = last - first > 1 and _is_mark(body, first, last, at_start=False)
    inner = without_blanks(body, first + opens, last - closes)
    if not says_something(inner.text):
        inner = span
    return inner, _with_marks(body, inner)


def _is_mark(body: str, start: int, end: int, *, at_start: bool) -> bool:
    """Whether the stretch begins (or ends) with a mark that stands around it."""
    at, other = (start, end - 1) if at_start else (end - 1, start)
    if body[at] in DOUBLE:
        inside = body[start + 1 : end - 1]
        # “Yes” and “no”: neither mark stands around all of it.
        return not (body[other] in DOUBLE and _closes_before_it_opens(inside))
    return body[at] in SINGLE and body[other] in SINGLE


def _closes_before_it_opens(inside: str) -> bool:
    signs = [sign for sign in inside if sign in "“”„«»"]
    return bool(signs) and signs[0] in "”»" and signs[-1] in "“„«"


def _with_marks(body: str, inner: Span) -> Span:
    before = body[inner.start - 1] if inner.start else ""
    after = body[inner.end : inner.end + 1]
    if before in SINGLE and after in SINGLE and before:
        return Span.of(body, inner.start - 1, inner.end + 1)
    start = inner.start - (before in DOUBLE)
    return Span.of(body, start, inner.end + (after in DOUBLE))
