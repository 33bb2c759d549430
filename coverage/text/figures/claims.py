"""Claims: sentences that assert something a record could settle, most check-worthy first.

The scorer is linear and every weight is written below with the reason in its name; none is fitted
on a published set of claims. Figures, names and deeds speak for checking; questions, opinions,
wishes and what is to come speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from math import exp, log

from ..blanked import Blanking
from ..found import OWN_WORDS, FoundClaim, FoundQuantity, FoundQuote, Passage
from ..grouping.similarity import background
from ..lexicons import verbs, words
from ..remembered import Remembered
from ..sentences import sentence_bounds
from ..spans import Span
from ..words import COMMON, stem
from .claimants import LONGEST, NAMING_WORDS, find_claimant, find_speaker

#: Sentences below this assert too little to be listed.
LEAST = 0.2
#: Feature → weight; a feature's value is a count, capped in `_CAPS`.
WEIGHTS = {
    "always": -2.3,
    "figure": 1.6,
    "figure of money or percent": 0.4,
    "year or number": 0.6,
    "name": 0.45,
    "verb of record": 0.5,
    "past or perfect": 0.9,
    "is, has": 0.15,
    "matter of record": 0.25,
    "comparison": 0.45,
    "all or none": 0.25,
    "time told": 0.3,
    "attributed": 0.3,
    "few words": -1.3,
    "question": -1.4,
    "I or we judging": -0.9,
    "opinion word": -0.25,
    "to come": -0.7,
    "you": -0.3,
    "I": -0.15,
    "bidding": -0.9,
    "courtesy": -1.6,
    "supposing": -0.6,
}
_CAPS = {
    "figure": 1.8,
    "year or number": 1,
    "name": 3,
    "verb of record": 1,
    "past or perfect": 1,
    "is, has": 1,
    "matter of record": 3,
    "all or none": 1,
    "comparison": 2,
    "opinion word": 3,
    "to come": 2,
    "supposing": 1,
    "you": 2,
    "I": 2,
    "time told": 2,
}
_COMPARING = frozenset(
    """more less fewer than higher lower largest biggest most least highest lowest first last only
    never ever record twice half double triple times worst best fastest smallest longest oldest
    youngest majority minority compared percent half increase decrease same another""".split()
)
_ALL = frozenset("all every each no none nobody nothing any always never entire whole both".split())
_TIMES = frozenset(
    """since ago year years month months week weeks decade decades yesterday today last during
    january february march april june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday already history""".split()
)
_BEING = frozenset(
    "is are was were has have had been does did do isn't wasn't doesn't didn't".split()
)
_TO_COME = frozenset(
    """will would should could might may must shall going want wants let's ought i'll we'll you'll
    he'll she'll they'll it'll can gonna i'd we'd""".split()
)
_COURTESIES = re.compile(
    r"\b(?:thank you|thanks|good (?:evening|morning|afternoon|night)|welcome|please|excuse me|"
    r"ladies and gentlemen|applause|laughter|congratulations|hello|goodbye|bless)\b",
    re.IGNORECASE,
)
_BIDDINGS = frozenset(
    """let look listen remember imagine go come see take consider ask tell give stop wait read watch
    join click follow subscribe share sign don't hold get make keep say think""".split()
)
_JUDGING = re.compile(
    r"[Iw](?<=\b[Iw])(?:(?<=I)|(?<=w)e)(?:['’](?:m|d|ve|re))?\s+(?:\w+\s+)?(?:think|believe|feel|hope|wish|want|guess|"
    r"suppose|agree|disagree|love|like|support|care|know|mean|am|are|need|would|will|should)\b"
)


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
    for (start, end), (first, signs) in zip(bounds, _read_words(body, bounds), strict=True):
        while counted < last and quantities[counted].span.start < start:
            counted += 1
        inside: tuple[FoundQuantity, ...] = ()
        if counted < last and quantities[counted].span.start < end:
            inside = _inside(quantities, counted, end)
        while after_quote < len(spoken) and spoken[after_quote].outer.end <= start:
            after_quote += 1
        text = body[start:end]
        told, few = _weigh_sentence(text, first, signs, inside)
        if told + 1000 * few < _HOPELESS:
            continue
        sentence = Span(start, end, text)
        claimant = None
        if after_quote < len(spoken) and spoken[after_quote].outer.start < end:
            claimant = find_speaker(sentence, spoken[after_quote : after_quote + 4])
        # a longer sentence is cut, and may then end in half a word
        if claimant is None and (_NAMES_ONE in signs or end - start > LONGEST):
            claimant = find_claimant(body, sentence)
        worth = _logistic(told + _WEIGHED["attributed"] if claimant else told, few)
        if worth >= LEAST:
            claims.append(FoundClaim(sentence, worth, claimant, inside))
    return tuple(claims)


def checkworthiness(
    sentence: str, quantities: Sequence[FoundQuantity] = (), attributed: bool = False
) -> float:
    """How much a sentence asks to be checked, 0–1: the logistic of the weighted features."""
    ((first, signs),) = _read_words(sentence, [(0, len(sentence))])
    told, few = _weigh_sentence(sentence, first, signs, quantities)
    return _logistic(told + _WEIGHED["attributed"] if attributed else told, few)


def _logistic(told: int, few: float) -> float:
    return 1 / (1 + exp(-(told / 1000 + few)))


def _read_words(body: str, bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bytes]]:
    """The first word of each sentence, "" where it has none, and the signs of all its words."""
    plain = _words_alone(body)
    words = " | ".join([plain[start:end] for start, end in bounds]).split()
    words.append("|")
    at = 0
    for signs in b"".join(map(_READ.__getitem__, words)).split(b"|")[: len(bounds)]:
        yield words[at] if signs else "", signs
        at = words.index("|", at) + 1


def _weigh_sentence(
    sentence: str, first: str, signs: bytes, quantities: Sequence[FoundQuantity]
) -> tuple[int, float]:
    """What speaks for and against checking a sentence of nobody's, in thousandths, and what its
    having few words says; its first word and the signs of all are read already."""
    cases = signs.translate(None, _NO_CASES)
    told = _ALWAYS
    few = 0.0
    if first:
        told += _weigh_signs(signs.translate(None, _UNWEIGHED))
        names = cases.count(b" N")
        is_name, bids, is_verb = _OPENING[first]
        if is_name or cases.startswith(b"NN"):
            names += 1
        told += _NAMES[names] if names < len(_NAMES) else _NAMES[-1]
        if bids:
            told += _WEIGHED["bidding"]
        if is_verb and signs.count(_RECORD) == 1:
            told -= _WEIGHED["verb of record"]  # a bidding, or the noun
        if _JUDGE in signs and _JUDGING.search(sentence):
            told += _WEIGHED["I or we judging"]
        if _POLITELY in signs and _COURTESIES.search(sentence):
            told += _WEIGHED["courtesy"]
    if len(cases) < 7:
        few = WEIGHTS["few words"] * (7 - len(cases)) / 6
    if quantities:
        told += _weigh("figure", 1 + 0.4 * (len(quantities) - 1))
        if any(map(_is_of_money_or_percent, quantities)):
            told += _WEIGHED["figure of money or percent"]
    if sentence.rstrip("”\"’') ").endswith("?"):
        told += _WEIGHED["question"]
    return told, few


def _is_of_money_or_percent(quantity: FoundQuantity) -> bool:
    unit = quantity.unit
    return unit == "percent" or (len(unit) == 3 and unit.isupper())


#: Sign → the words that give it.
_SIGNS = {
    "I": frozenset("i we my our i'm we're i've we've".split()),
    "verb of record": frozenset(verbs("claim_verbs")),
    "is, has": _BEING,
    "matter of record": words("claim_matters"),
    "comparison": _COMPARING,
    "all or none": _ALL,
    "time told": _TIMES,
    "opinion word": words("claim_opinions"),
    "to come": _TO_COME,
    "you": frozenset("you your you're you've".split()),
    "supposing": frozenset("if unless suppose".split()),
}
_POLITE = frozenset(
    "thank thanks good welcome please excuse ladies applause laughter congratulations hello "
    "goodbye bless".split()
)
#: Sign → the letter that stands for it in what the words of a sentence tell, one after another.
_LETTER = {sign: bytes([ord("a") + n]) for n, sign in enumerate(_SIGNS)}
_YEAR, _PAST_TENSE, _JUDGE, _POLITELY, _NAMES_ONE = b"y", b"p", b"!", b"+", b"@"
_RECORD = _LETTER["verb of record"]
_NO_CASES = b"".join([*_LETTER.values(), _YEAR, _PAST_TENSE, _JUDGE, _POLITELY, _NAMES_ONE])
_SIGNS_OF = {
    word: b"".join(_LETTER[sign] for sign, known in _SIGNS.items() if word in known)
    for word in chain.from_iterable(_SIGNS.values())
}


def _weigh(feature: str, value: float) -> int:
    """What the feature says, in thousandths: whole numbers add up alike in any order."""
    return round(1000 * WEIGHTS[feature] * min(value, _CAPS.get(feature, value)))


def _weigh_counts(feature: str) -> list[int]:
    """What the feature says when it is told of never, once, twice …; the last goes for all more."""
    return [_weigh(feature, count) for count in range(int(_CAPS[feature]) + 1)]


_WEIGHED = {feature: _weigh(feature, 1) for feature in WEIGHTS}
_ALWAYS = _WEIGHED["always"]
#: What tells less than this is not listed, whoever says it.
_HOPELESS = 1000 * log(LEAST / (1 - LEAST)) - _WEIGHED["attributed"] - 1
_NAMES = _weigh_counts("name")
_WORTHS: list[list[int]] = [[]] * 128
for _sign, _letter in [
    *_LETTER.items(),
    ("year or number", _YEAR),
    ("past or perfect", _PAST_TENSE),
]:
    _WORTHS[_letter[0]] = _weigh_counts(_sign)
#: Letter → what its sign says when it is told once; and the letters that then have said it all.
_ONCE = [worths[1] if worths else 0 for worths in _WORTHS]
_SAID_AT_ONCE = bytes(letter for letter, worths in enumerate(_WORTHS) if len(worths) == 2)
#: What lies in the signs of words and has no weight of its own.
_UNWEIGHED = b" N" + _JUDGE + _POLITELY + _NAMES_ONE


def _weigh_signs(signs: bytes) -> int:
    """What the letters of signs say together, in thousandths."""
    told = sum(map(_ONCE.__getitem__, set(signs)))
    again = signs.translate(None, _SAID_AT_ONCE)
    if len(again) > 1:
        for sign in set(again):
            count = again.count(sign)
            if count > 1:
                worths = _WORTHS[sign]
                told += (worths[count] if count < len(worths) else worths[-1]) - worths[1]
    return told


def _words_alone(text: str) -> str:
    """The text with blanks for all but letters, digits and the apostrophes inside of words."""
    return _OUTER_APOSTROPHE.sub(" ", _blanked(text))


_blanked = Blanking(lambda sign: sign if sign.isalnum() else "'" if sign in "'’" else " ")
_OUTER_APOSTROPHE = re.compile(r"'(?:(?<!\w')|(?!\w))")


def _read_word(word: str) -> bytes:
    """The word's case ("N" where it may be a name's, else a blank) and a letter for each sign it
    gives; most give none."""
    if word == "|":  # stands between sentences
        return b"|"
    low = word.lower()
    signs = b"N" if word[0].isupper() and word[:2] not in ("I", "I'") else b" "
    if low[0].isdigit():
        signs += _YEAR
    if "'" not in low and low not in _KNOWN:
        return signs + _PAST_TENSE if low.endswith("ed") and _is_past(low) else signs
    if low in _SIGNS_OF:
        signs += _SIGNS_OF[low]
    if _is_past(low):
        signs += _PAST_TENSE
    parts = low.split("'")
    if "i" in parts or "we" in parts:
        signs += _JUDGE  # worth a look at what I or we judge
    if not _POLITE.isdisjoint(parts):
        signs += _POLITELY
    if not NAMING_WORDS.isdisjoint(parts):
        signs += _NAMES_ONE  # worth a look at whose word it is
    return signs


_READ = Remembered(_read_word)


def _read_first_word(word: str) -> tuple[bool, bool, bool]:
    """Whether it is a name though it stands alone, may bid, and is a verb of record."""
    low = word.lower()
    owner = low.removesuffix("'s")
    is_name = (
        _READ[word].startswith(b"N")
        and "'" not in owner
        and owner not in COMMON
        and stem(owner) not in background()
    )
    return is_name, low in _BIDDINGS, low in _SIGNS["verb of record"]


_OPENING = Remembered(_read_first_word)


def _is_past(word: str) -> bool:
    if word.endswith(("'ve", "n't")):
        return word.startswith(("did", "was", "were", "had", "has", "have")) or word.endswith("'ve")
    return (word.endswith("ed") and len(word) > 4 and not word.endswith("eed")) or word in _PAST


_PAST = frozenset(
    """was were had did went came took gave got made said told saw knew left lost won paid held kept
    met sent spent built bought sold brought began became broke chose drew drove fell felt fought
    found grew hit led meant put ran rose shot spoke stood stole taught thought threw wrote wore
    been     gone taken given seen known done shown written""".split()
)
#: All that can give a sign but for numbers, words in "-ed" and words with an apostrophe.
_KNOWN = NAMING_WORDS.union(_SIGNS_OF, _PAST, _POLITE)


def _inside(quantities: Sequence[FoundQuantity], at: int, end: int) -> tuple[FoundQuantity, ...]:
    """The quantities from number `at` on that close before the sentence does."""
    found: list[FoundQuantity] = []
    while at < len(quantities) and quantities[at].span.start < end:
        if quantities[at].span.end <= end:
            found.append(quantities[at])
        at += 1
    return tuple(found)
