"""Headlines that repeat a quote: `Captain would ‘sail her again’` over an article that has it.

A headline seldom names the speaker; the article's own quote with the same words does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..found import FoundQuote, MarkedWords, QuoteKind
from ..spans import Span

_LEAST_WORDS = 2
_CONFIDENCE = 0.7
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


def repeated_quotes(
    headlines: Sequence[Span], quotes: Sequence[FoundQuote], marked: Sequence[MarkedWords]
) -> dict[MarkedWords, FoundQuote]:
    """The marked words inside `headlines` that a quote of the article has too → what they quote."""
    near = [
        one for one in marked if one.kind == "scare" and any(h.holds(one.outer) for h in headlines)
    ]
    if not near:
        return {}
    said = [(_bare(quote.span.text), quote) for quote in quotes if quote.speaker is not None]
    found: dict[MarkedWords, FoundQuote] = {}
    for one in near:
        words = _bare(one.span.text)
        if words.count(" ") - 1 < _LEAST_WORDS:
            continue
        source = next((quote for text, quote in said if words in text), None)
        if source is not None:
            kind: QuoteKind = "mixed" if one.span.text[0].islower() else "direct"
            found[one] = FoundQuote(
                one.span, one.outer, kind, speaker=source.speaker, confidence=_CONFIDENCE
            )
    return found


def _bare(text: str) -> str:
    """The words in lower case, one blank around each, points left out."""
    return f" {' '.join(word.casefold() for word in _WORD.findall(text.replace('’', chr(39))))} "
