"""Apart: what keeps the sentences of a row from being one claim, though they share their words.

A row says that sentences tell of one thing. They may still differ in whether it is so, whether it
has happened yet, who says it, or what it is counted in; a reader must see that. Asked are only
those parts of two sentences that share most of their words: of the rest nothing can be said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..found import FoundClaim
from ..lexicons import verbs
from ..spans import Span
from ..words import is_past
from .clauses import find_clauses
from .one_claim import Apart, what_keeps_apart
from .rows import Group
from .senses import senses
from .telling import Sentence, Telling

#: Share of the longer part's words of matter that the other has too, and how many at least.
MOST_OF = 0.6
FEWEST = 3
#: So many words of a quantity, the number and its unit, say how much and not of what.
MEASURE = 2
#: A clause that begins so is what the clause before it says, denies or asks.
_TAKEN_UP = frozenset({"that", "whether", "if"})
_SPEAKING = {**verbs("cues_strong"), **verbs("reports_that")}
_TRUTH = frozenset({"true", "false", "untrue", "wrong", "unclear", "certain", "likely", "unlikely"})
_ORDER: tuple[Apart, ...] = ("negation", "modality", "speaker", "unit")


@dataclass(frozen=True, slots=True)
class _Part:
    """A clause of a sentence, with what introduces it, and its words of matter."""

    claim: FoundClaim
    matter: frozenset[str]


def find_apart(group: Group, tellings: Mapping[str, Telling]) -> tuple[Apart, ...]:
    """In what the row's articles differ about one claim; () where in nothing, and for what an
    utterance or a post holds together: how those differ is said of their words."""
    if group.held or not group.is_shared:
        return ()
    told = [
        (s.key, list(_parts(s, tellings[s.key].told.reading.claims)))
        for s in group.sentences
        if s.is_told
    ]
    found: set[Apart] = set()
    for (here, ours), (there, theirs) in combinations(told, 2):
        alike = _most_alike(ours, theirs) if here != there else None
        if alike is not None:
            found.update(what_keeps_apart(*alike))
    return tuple(kind for kind in _ORDER if kind in found)


def _parts(sentence: Sentence, claims: Sequence[FoundClaim]) -> Iterator[_Part]:
    """The sentence's clauses of enough words of matter, each with the clause that takes it up
    ("The ministry denied" + "that the dam leaked"), and with who claims it and its quantities."""
    numbers = find_clauses(sentence).number
    matter = dict(senses(sentence.words))
    of_sentence = [c for c in claims if c.span.overlaps(sentence.span)]
    for quantity in (q for c in of_sentence for q in c.quantities):
        inside = [n for n, w in enumerate(sentence.words) if quantity.span.start <= w.start]
        for n in inside[:MEASURE]:
            matter.pop(n, None)
    begin = 0
    for at, number in enumerate(numbers):
        if at and number != numbers[at - 1]:
            begin = _begin(sentence, numbers, at)
        if at + 1 < len(numbers) and numbers[at + 1] == number:
            continue
        terms = frozenset(term for n, term in matter.items() if begin <= n <= at)
        if len(terms) >= FEWEST:
            span = _span(sentence, begin, at)
            yield _Part(_claim(span, of_sentence), terms)


def _begin(sentence: Sentence, numbers: Sequence[int], at: int) -> int:
    """Where a part begins whose last clause begins at `at`."""
    before = sentence.words[at - 1].norm
    if sentence.words[at].norm not in _TAKEN_UP:
        return at
    if not (is_past(before) or before in _SPEAKING or before in _TRUTH):
        return at  # "money that was lost": of the noun, no claim
    return next(n for n in range(at) if numbers[n] == numbers[at - 1])


def _span(sentence: Sentence, first: int, last: int) -> Span:
    start, end = sentence.words[first].start, sentence.words[last].end
    at = sentence.span.start
    return Span(start, end, sentence.span.text[start - at : end - at])


def _claim(span: Span, claims: Sequence[FoundClaim]) -> FoundClaim:
    """The part as a claim, by whom the article names for it: "officials" may be anybody."""
    of_part = [c for c in claims if c.span.overlaps(span)]
    claimant = next(
        (c.claimant for c in of_part if c.claimant and c.claimant.name[:1].isupper()), None
    )
    quantities = tuple(q for c in of_part for q in c.quantities if q.span.overlaps(span))
    return FoundClaim(span, 0.0, claimant, quantities)


def _most_alike(
    ours: Sequence[_Part], theirs: Sequence[_Part]
) -> tuple[FoundClaim, FoundClaim] | None:
    """The two parts that share most; None where none share so much that both may be one claim."""
    best, found = (0.0, 0), None
    for one in ours:
        for other in theirs:
            shared = len(one.matter & other.matter)
            share = shared / max(len(one.matter), len(other.matter))
            if shared >= FEWEST and share >= MOST_OF and (share, shared) > best:
                best, found = (share, shared), (one.claim, other.claim)
    return found
