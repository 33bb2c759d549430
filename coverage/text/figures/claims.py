"""Claims: sentences that assert something a record could settle, most check-worthy first."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from ..found import OWN_WORDS, FoundClaim, FoundQuantity, FoundQuote, Passage
from ..sentences import sentence_bounds
from ..spans import Span
from .claim_signs import WEIGHED, names_one, read_words, weigh_sentence
from .claim_weights import LEAST
from .claimants import LONGEST, find_claimant, find_speaker

#: What tells less than this is not listed, whoever says it.
_HOPELESS = 1000 * log(LEAST / (1 - LEAST)) - WEIGHED["attributed"] - 1


def find_claims(
    body: str,
    passages: Sequence[Passage],
    quotes: Sequence[FoundQuote],
    quantities: Sequence[FoundQuantity],
) -> tuple[FoundClaim, ...]:
    """The sentences of the outlet's own words and its quotes that assert something, in order.

    `checkworthiness` (0–1) orders them; what scores under `LEAST` is not listed. The claimant is
    the speaker of a quote in the sentence, else whoever the sentence says it is according to.
    """
    claims: list[FoundClaim] = []
    bounds = [
        bound
        for passage in passages
        if passage.kind in OWN_WORDS and passage.kind != "caption"  # most captions are credits
        for bound in sentence_bounds(body, passage.span.start, passage.span.end)
    ]
    counted, last = 0, len(quantities)
    spoken = sorted((q for q in quotes if q.speaker), key=lambda q: q.outer.start)
    after_quote = 0
    for (start, end), (first, signs) in zip(bounds, read_words(body, bounds), strict=True):
        while counted < last and quantities[counted].span.start < start:
            counted += 1
        inside: tuple[FoundQuantity, ...] = ()
        if counted < last and quantities[counted].span.start < end:
            inside = _inside(quantities, counted, end)
        while after_quote < len(spoken) and spoken[after_quote].outer.end <= start:
            after_quote += 1
        text = body[start:end]
        told, thin = weigh_sentence(text, first, signs, inside)
        if told + 1000 * thin < _HOPELESS:
            continue
        sentence = Span(start, end, text)
        claimant = None
        if after_quote < len(spoken) and spoken[after_quote].outer.start < end:
            claimant = find_speaker(sentence, spoken[after_quote : after_quote + 4])
        # a longer sentence is cut, and may then end in half a word
        if claimant is None and (names_one(signs) or end - start > LONGEST):
            claimant = find_claimant(body, sentence)
        worth = _logistic(told + WEIGHED["attributed"] if claimant else told, thin)
        if worth >= LEAST:
            claims.append(FoundClaim(sentence, worth, claimant, inside))
    return tuple(claims)


def checkworthiness(
    sentence: str, quantities: Sequence[FoundQuantity] = (), attributed: bool = False
) -> float:
    """How much a sentence asks to be checked, 0–1: the logistic of the weighted signs."""
    ((first, signs),) = read_words(sentence, [(0, len(sentence))])
    told, thin = weigh_sentence(sentence, first, signs, quantities)
    return _logistic(told + WEIGHED["attributed"] if attributed else told, thin)


def _logistic(told: int, thin: float) -> float:
    return 1 / (1 + exp(-(told / 1000 + thin)))


def _inside(quantities: Sequence[FoundQuantity], at: int, end: int) -> tuple[FoundQuantity, ...]:
    """The quantities from number `at` on that close before the sentence does."""
    found: list[FoundQuantity] = []
    while at < len(quantities) and quantities[at].span.start < end:
        if quantities[at].span.end <= end:
            found.append(quantities[at])
        at += 1
    return tuple(found)
