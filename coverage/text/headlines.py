"""A headline for a text that has none: its own first words, verbatim, with "…"."""

from __future__ import annotations

from collections.abc import Sequence

from .found import Passage
from .sentences import find_sentences

_LONGEST = 90
_SHORTEST = 30
_KINDS = ("standfirst", "paragraph", "list", "blockquote", "heading", "post", "caption")


def derive_headline(body: str, passages: Sequence[Passage]) -> str:
    """The first words of the first passage the outlet wrote, cut at a word and closed with "…".

    A whole first sentence that is short enough loses its full stop to the "…". "" for a body
    without any words.
    """
    first = next(
        (one for kind in _KINDS[:4] for one in passages if one.kind == kind),
        next((one for one in passages if one.kind in _KINDS), None),
    )
    own = [one for one in passages if one.kind in _KINDS[:4]]
    if own:
        first = min(own, key=lambda one: one.span.start)
    if first is None:
        return ""
    sentences = find_sentences(body, first.span.start, first.span.end)
    if not sentences:
        return ""
    text = " ".join(sentences[0].text.split())
    if len(text) > _LONGEST:
        text = text[: _LONGEST + 1]
        cut = text.rfind(" ")
        text = text[: cut if cut >= _SHORTEST else _LONGEST]
    return text.rstrip(" .,;:–—-") + "…"
