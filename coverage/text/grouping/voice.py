"""Whether an article reads as opinion, analysis or explanation rather than as a report of news.

A piece about an event shares its names and words but is another kind of text: it argues in the
present tense, asks, contracts, denies and hedges, where a report says who said what on which day.
What each sign weighs comes from a logistic regression (`benchmarks/fit_grouping.py`).
"""

from __future__ import annotations

import re
from math import exp

from ..words import fold

#: Words of the lead, quotations left out, that are looked at.
VOICE_WORDS = 100
_LEAD_CHARS = 900
_QUOTED = re.compile(r"[“\"][^“”\"]{0,600}[”\"]")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SAYING = frozenset(
    "said says told announced according reported asked added testified tweeted".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_BEING = frozenset("is are was were isn't aren't".split())
_DENYING = frozenset(
    "not never no nothing isn't aren't wasn't don't doesn't didn't won't can't couldn't wouldn't "
    "hasn't haven't shouldn't".split()
)
_HEDGING = frozenset(
    "perhaps maybe surely indeed simply merely course obviously clearly truth fact frankly really "
    "actually quite rather even just yet still too so thus why how".split()
)
_ASKING = frozenset("why how what who when where is are do does can will should".split())
_URGING = frozenset("should must ought need needs cannot".split())
_CONTRACTED = ("n't", "'s", "'re", "'ve", "'ll", "'d")
_OPINION = re.compile(r"\b(?:opinion|editorial|guest writer|letters)\b", re.IGNORECASE)
#: Sign → its weight.
WEIGHTS = {
    "always": 0.13,
    "saying": -2.73,
    "weekdays": -2.93,
    "figures": -1.48,
    "past": -1.15,
    "hedging": 1.73,
    "contracted": 1.7,
    "being": 1.18,
    "denying": 1.11,
    "asks": 0.9,
    "headline length": -1.53,
    "headline asks": 1.02,
    "headline begins to ask": 1.43,
    "headline says what is": 1.48,
    "headline urges": 1.49,
    "outlet is of opinion": 2.23,
}


def voice(headline: str, text: str, outlet: str = "") -> float:
    """0–1: how likely an article is opinion, analysis or explanation, by how it is written and by
    what its outlet calls itself ("Opinion"); about 0.1 for a report."""
    total = sum(
        WEIGHTS[sign] * value for sign, value in voice_signs(headline, text, outlet).items()
    )
    return 1 / (1 + exp(-total))


def voice_signs(headline: str, text: str, outlet: str) -> dict[str, float]:
    """The signs of a voice: shares of the words, ten times as large and at most 1 (1.5 for
    "hedging"), headline length in dozens of words, and yes or no as 1 or 0."""
    bare = _QUOTED.sub(" ", text[:_LEAD_CHARS])
    words = [fold(word) for word in _WORD.findall(bare)[:VOICE_WORDS]]
    top = [fold(word) for word in _WORD.findall(headline)[:60]]
    each = 10 / max(20, len(words))

    def share(of: frozenset[str]) -> float:
        return each * sum(word in of for word in words)

    return {
        "always": 1.0,
        "saying": min(1.0, share(_SAYING)),
        "weekdays": min(1.0, share(_WEEKDAYS)),
        "figures": min(1.0, each * sum(word[0].isdigit() for word in words)),
        "past": each * sum(word.endswith("ed") and len(word) > 4 for word in words),
        "hedging": min(1.5, share(_HEDGING)),
        "contracted": min(1.0, each * sum(word.endswith(_CONTRACTED) for word in words)),
        "being": min(1.0, share(_BEING)),
        "denying": min(1.0, share(_DENYING)),
        "asks": float("?" in bare),
        "headline length": len(top) / 12,
        "headline asks": float("?" in headline),
        "headline begins to ask": float(bool(top) and top[0] in _ASKING),
        "headline says what is": float(not _BEING.isdisjoint(top)),
        "headline urges": float(not _URGING.isdisjoint(top)),
        "outlet is of opinion": float(bool(_OPINION.search(outlet))),
    }
