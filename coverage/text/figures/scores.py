"""Scores and votes: two figures in their order, "52-48", "3-1", "12 votes to 3"."""

from __future__ import annotations

import re

from ..found import FoundQuantity
from .amounts import Measure
from .bounded import Bounding
from .numbers import Number, read_number
from .tokens import past_hyphen, word_at
from .units import counted_noun, is_percent
from .unmeasured import runs_on

_VOTING = re.compile(
    r"\b(?:vot\w+|ballots?|rul(?:ed|ing)|majority|senate|justices|bench|board|council|committee|"
    r"decision|passed|approved|rejected|judges|supreme court|"
    r"appeals? court|reading|motion|amendment|bill)\b",
    re.IGNORECASE,
)
_PLAYING = re.compile(
    r"\b(?:beat|beaten|won|win|wins|lost|lose|loss|defeat(?:ed)?|victory|drew|draw|led|lead|trail\w*|"
    r"ahead|goals?|match|game|half-time|final|score[ds]?|thrash\w*|down|series|aggregate|edged|tie)\b",
    re.IGNORECASE,
)
_TENNIS = re.compile(
    r"\b(?:sets?|tennis|tie-?break(?:er)?|seed(?:ed)?|serve[ds]?)\b", re.IGNORECASE
)
#: What stands before a vote told with "to": "voted 52 to 48", "a margin of 9 to 2".
_TOLD = frozenset("voted by vote votes margin majority it bill motion measure reading".split())
_COUNTED = frozenset("vote goal point".split())


class Scoring(Bounding):
    """Reads votes and the scores of games."""

    def read_score(self, measure: Measure) -> tuple[FoundQuantity, int] | None:
        """ "52-48", "3-1", "12 votes to 3": both figures, in their order."""
        tokens, number, j = self.tokens, measure.number, measure.after
        if number.scaled or measure.unit or number.value % 1:
            return None
        if number.spelled and word_at(tokens, measure.first - 1) != "voted":
            return None
        if word_at(tokens, j) == "votes" and word_at(tokens, j + 1) == "to":
            other = read_number(tokens, j + 2)
            if other and other.kind == "exact":
                return self.score(measure, other, "vote")
        hyphen = past_hyphen(tokens, j)
        spoken = hyphen < 0 and word_at(tokens, j) == "to"
        k = hyphen if hyphen > 0 else j + 1 if spoken else -1
        if k < 0 or not (number.spelled or word_at(tokens, k)[:1].isdigit()):
            return None  # "voted eight to five", else in digits
        other = read_number(tokens, k)
        if other is None or other.scaled or other.value % 1 or runs_on(tokens, other.after):
            return None
        if is_percent(tokens, other.after) > 0 or past_hyphen(tokens, other.after) > 0:
            return None
        falling = number.value >= other.value
        noun = counted_noun(tokens, other.after, None)
        if noun and not falling and (word_at(tokens, j) in "–—" or noun[1] not in _COUNTED):
            return None
        if spoken and not self.tells_votes(measure):
            return None
        sentence = self.sentence(measure.first)
        if _VOTING.search(sentence):
            return self.score(measure, other, "vote")
        biggest = max(number.value, other.value)
        if spoken or not (_PLAYING.search(sentence) or (falling and biggest <= 200)):
            return None
        if _TENNIS.search(sentence) and biggest <= 7:
            return self.score(measure, other, "game")
        return self.score(measure, other, "goal" if biggest <= 12 else "point")

    def tells_votes(self, measure: Measure) -> bool:
        """True where a vote is told before the number: "voted 52 to 48", "a margin of 9 to 2"."""
        before = word_at(self.tokens, measure.first - 1)
        return (word_at(self.tokens, measure.first - 2) if before == "of" else before) in _TOLD

    def score(self, measure: Measure, other: Number, unit: str) -> tuple[FoundQuantity, int]:
        low, high = measure.number.value, other.value
        return self.quantity(measure.first, other.after, low, high, "exact", unit), other.after
