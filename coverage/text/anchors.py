"""Finding a span again: in a newer version of a body, or in a newer reading of the same one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice

from .spans import Span

#: Code points of context kept on either side of a span.
CONTEXT = 32
#: Occurrences of one text that are weighed; a word that stands more often is too common to follow.
MOST_PLACES = 200
#: Places, the likeliest first, that are tried before the words count as gone.
MOST_TRIED = 8
#: Code points that must agree around a span that stands at several places.
LEAST_CONTEXT = 4


def fingerprint(kind: str, body: str, start: int, end: int) -> str:
    """32 hex digits that stay the same while kind, exact text and 32 code points either side do."""
    before, after = body[max(0, start - CONTEXT) : start], body[end : end + CONTEXT]
    parts = "\x1f".join((kind, before, body[start:end], after))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def reanchor(old: str, new: str, start: int, end: int) -> Span | None:
    """Where the words of `old[start:end]` stand in `new`; None when they cannot be told.

    The exact text must be there. Of several places the one with the longest shared context wins,
    then the one nearest to where it stood, counted from the closer end of the body; a place whose
    neighbours are more like those of the same words elsewhere in `old` belongs to those. An empty
    span (a place) is found by its context alone. With no context left and several places: None, as
    a wrong anchor is worse than an orphan.
    """
    if old == new:
        return Span.of(new, start, end)
    words = old[start:end]
    if not words:
        return _place(old, new, start)
    places = list(islice(_occurrences(new, words), MOST_PLACES + 1))
    if len(places) > MOST_PLACES:
        # Too common to follow, except to the very places where an edit elsewhere leaves it.
        places = [
            at
            for at in {start, start + len(new) - len(old)}
            if new[at : at + len(words)] == words and at >= 0
        ]
    ranked = sorted(
        (-shared_context(old, new, start, end, at), _moved(old, new, start, at), at)
        for at in places
    )
    for context, moved, at in ranked[:MOST_TRIED]:
        if len(places) > 1 and -context < LEAST_CONTEXT and moved:
            return None
        if not _is_anothers(old, new, start, end, at, -context):
            return Span.of(new, at, at + len(words))
    return None


def _moved(old: str, new: str, start: int, at: int) -> int:
    """How far from where it stood, counted from the closer end of the body."""
    return min(abs(at - start), abs((len(new) - at) - (len(old) - start)))


def _is_anothers(old: str, new: str, start: int, end: int, at: int, context: int) -> bool:
    """True when the same words elsewhere in `old` share more context with the place than these."""
    return any(
        shared_context(old, new, other, other + end - start, at) > context
        for other in islice(_occurrences(old, old[start:end]), MOST_PLACES)
        if other != start
    )


def _place(old: str, new: str, at: int) -> Span | None:
    """An empty span: after the same words as before, or before the same words."""
    before, after = old[max(0, at - CONTEXT) : at], old[at : at + CONTEXT]
    for words, end in ((before + after, len(before)), (before, len(before)), (after, 0)):
        if len(words) >= 4 and new.count(words) == 1:
            found = new.index(words) + end
            return Span.of(new, found, found)
    return None


def _occurrences(body: str, words: str) -> Iterator[int]:
    at = body.find(words)
    while at >= 0:
        yield at
        at = body.find(words, at + 1)


def shared_context(old: str, new: str, start: int, end: int, at: int) -> int:
    """Code points that agree around the two places, at most CONTEXT on each side."""
    before = 0
    while before < min(CONTEXT, start, at) and old[start - before - 1] == new[at - before - 1]:
        before += 1
    after, new_end = 0, at + end - start
    room = min(CONTEXT, len(old) - end, len(new) - new_end)
    while after < room and old[end + after] == new[new_end + after]:
        after += 1
    return before + after
