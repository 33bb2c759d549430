"""Where a text breaks off: what is kept of it is not all that its outlet printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..found import Passage

#: Passages in which a text is told.
TOLD = frozenset(["paragraph", "list", "blockquote", "heading"])
HEADLINE_ONLY = "only its headline is kept"
NO_BODY = "only its headline and standfirst are kept"
NOTHING = "nothing of its text is kept"
PAYWALL = "its text breaks off at a paywall"
#: Letters that may follow the notice of a paywall: a caption, a line about the author.
_BEHIND = 400
#: What a shortened text ends with: "[…]", "[+2113 chars]", "… (more)"; a bare "…" only at the very
#: end of what is told, as no finished text ends so but a quote.
_SHORTENED = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|\[\+\d+ chars\]|(?:…|\.\.\.))\s*$")
#: What members alone may do, but read on.
_OF_COMMENTS = re.compile(r"\b(?:comments?|kommentare?|commentaires?|comentarios?)\b", re.I)


def breaks_off(body: str, passages: Sequence[Passage]) -> str:
    """Why it cannot be told what the whole text has, as a clause: "its text breaks off at a
    paywall"; "" where it seems whole."""
    if not passages:
        return "" if body.strip() else NOTHING
    told = [passage for passage in passages if passage.kind in TOLD]
    if not any(passage.kind != "heading" for passage in told):
        kinds = {passage.kind for passage in passages}
        if "standfirst" in kinds:
            return NO_BODY
        return HEADLINE_ONLY if "headline" in kinds else "" if "post" in kinds else NOTHING
    for notice in passages:
        if notice.kind == "boilerplate" and "paywall" in notice.reason:
            if _OF_COMMENTS.search(notice.span.text):
                continue
            behind = sum(p.span.length for p in told if p.span.start > notice.span.end)
            if behind < _BEHIND and told[0].span.start < notice.span.start:
                return PAYWALL
    last = told[-1]
    if ends := _SHORTENED.search(body, last.span.start, last.span.end):
        return f"its text breaks off at “{ends[0].strip()}”"
    return ""
