"""Claims: sentences that assert something a record could settle, most check-worthy first.

The scorer is linear and every weight is written below with the reason in its name; none is fitted
on a published set of claims. Figures, names and deeds speak for checking; questions, opinions,
wishes and what is to come speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from math import exp, log

from .found import OWN_WORDS, FoundClaim, FoundQuantity, FoundQuote, Mention, Passage
from .lexicons import verbs, words
from .remembered import Remembered
from .sentences import find_sentences
from .similarity import background
from .spans import Span
from .words import COMMON, stem

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
_WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+")
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
_ACCORDING = re.compile(
    r"\b[Aa]ccording to (?P<name>(?:(?:the|a|an|its|his|her|their|local|official)\s)?"
    r"(?:[^\W\d_][\w'’.-]*(?:\s|(?=[,.;:]|$))){1,6})"
)
_NAMED = r"(?P<name>(?:The\s|the\s|An?\s|an?\s)?(?:[^\W\d_][\w'’.-]*\s){0,4}?[^\W\d_][\w'’.-]*?)"
_SAYING = re.compile(
    r"^[“\"‘']?" + _NAMED + r"(?:,[^,]{1,80},)?\s(?:has |have |had |also |later |then )?"
    r"(?:claim(?:ed|s)?|sa(?:id|ys?)|told [^.]{2,30}|report(?:ed|s)?|announc(?:ed|es?)|"
    r"alleg(?:ed|es?)|insist(?:ed|s)?|argu(?:ed|es?)|admit(?:ted|s)?|den(?:ied|ies)|"
    r"estimat(?:ed|es?)|confirm(?:ed|s)?|stat(?:ed|es?)|warn(?:ed|s)?|not(?:ed|es?)|add(?:ed|s)?|"
    r"maintain(?:ed|s)?|found|show(?:ed|s)?|suggest(?:ed|s)?)\s(?:on \w+ )?(?:to have |that\b)"
)
_SAID_LAST = re.compile(
    r",\s(?P<name>(?:the\s|an?\s)?(?:[^\W\d_][\w'’.-]*\s){1,5}?)"
    r"(?:said|says|claimed|reported|announced|added|estimated|confirmed|told reporters|warned)"
    r"(?:\s(?:on|in)\s\w+|\s(?:yesterday|today))?[.\s]*$"
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
    counted, last = 0, len(quantities)
    spoken = sorted((q for q in quotes if q.speaker), key=lambda q: q.outer.start)
    after_quote = 0
    for passage in passages:
        if passage.kind not in OWN_WORDS or passage.kind == "caption":  # most are credits
            continue
        for sentence in find_sentences(body, passage.span.start, passage.span.end):
            start, end = sentence.start, sentence.end
            while counted < last and quantities[counted].span.start < start:
                counted += 1
            inside: tuple[FoundQuantity, ...] = ()
            if counted < last and quantities[counted].span.start < end:
                inside = _inside(quantities, counted, end)
            while after_quote < len(spoken) and spoken[after_quote].outer.end <= start:
                after_quote += 1
            told, few = _weigh_sentence(sentence.text, inside)
            if told + 1000 * few < _HOPELESS:
                continue
            near = spoken[after_quote : after_quote + 4] if after_quote < len(spoken) else ()
            claimant = (_speaking(sentence, near) if near else None) or _claimant(body, sentence)
            worth = _logistic(told + _WEIGHED["attributed"] if claimant else told, few)
            if worth >= LEAST:
                claims.append(FoundClaim(sentence, worth, claimant, inside))
    return tuple(claims)


def checkworthiness(
    sentence: str, quantities: Sequence[FoundQuantity] = (), attributed: bool = False
) -> float:
    """How much a sentence asks to be checked, 0–1: the logistic of the weighted features."""
    told, few = _weigh_sentence(sentence, quantities)
    return _logistic(told + _WEIGHED["attributed"] if attributed else told, few)


def _logistic(told: int, few: float) -> float:
    return 1 / (1 + exp(-(told / 1000 + few)))


def _weigh_sentence(sentence: str, quantities: Sequence[FoundQuantity]) -> tuple[int, float]:
    """What speaks for and against checking a sentence of nobody's, in thousandths, and what its
    having few words says."""
    tokens = _WORD.findall(sentence)
    told = _ALWAYS
    few = 0.0
    if tokens:
        signs = b"".join(map(_READ.__getitem__, tokens))
        first = _plain(tokens[0])
        for sign in dict.fromkeys(signs):
            worths = _WORTHS[sign]
            if worths:
                count = signs.count(sign)
                told += worths[count] if count < len(worths) else worths[-1]
        if first in _SIGNS["verb of record"] and signs.count(_RECORD) == 1:
            told -= _WEIGHED["verb of record"]  # a bidding, or the noun
        names = _count_names(signs.translate(None, _NO_CASES), tokens[0])
        told += _NAMES[names] if names < len(_NAMES) else _NAMES[-1]
        if first in _BIDDINGS:
            told += _WEIGHED["bidding"]
        if _JUDGE in signs and _JUDGING.search(sentence):
            told += _WEIGHED["I or we judging"]
        if _POLITELY in signs and _COURTESIES.search(sentence):
            told += _WEIGHED["courtesy"]
    if len(tokens) < 7:
        few = WEIGHTS["few words"] * (7 - len(tokens)) / 6
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
_YEAR, _PAST_TENSE, _JUDGE, _POLITELY = b"y", b"p", b"!", b"+"
_RECORD = _LETTER["verb of record"]
_NO_CASES = b"".join([*_LETTER.values(), _YEAR, _PAST_TENSE, _JUDGE, _POLITELY])
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


def _plain(token: str) -> str:
    """The word in small letters, with one kind of apostrophe."""
    return token.lower().replace("’", "'")


def _read_word(token: str) -> bytes:
    """The word's case ("N" where it may be a name's, else a blank) and a letter for each sign it
    gives; most give none."""
    word = _plain(token)
    is_named = token[0].isupper() and token[:2] not in ("I", "I'", "I’")
    signs = b"N" if is_named else b" "
    if word in _SIGNS_OF:
        signs += _SIGNS_OF[word]
    if word[0].isdigit():
        signs += _YEAR
    if _is_past(word):
        signs += _PAST_TENSE
    parts = word.split("'") if "'" in word else (word,)
    if "i" in parts or "we" in parts:
        signs += _JUDGE  # worth a look at what I or we judge
    if not _POLITE.isdisjoint(parts):
        signs += _POLITELY
    return signs


_READ = Remembered(_read_word)


def _count_names(cases: bytes, first: str) -> int:
    """Runs of capitalised words, "I" aside; the first word only where it is no general one."""
    if not cases.startswith(b"N"):
        return cases.count(b" N")
    is_alone = not cases.startswith(b"NN")
    return cases.count(b" N") + (0 if is_alone and not _is_name_at_start(first) else 1)


@lru_cache(maxsize=8_192)
def _is_name_at_start(token: str) -> bool:
    """True for the capitalised first word of a sentence when it is no general one."""
    word = _plain(token).removesuffix("'s")
    return word not in COMMON and stem(word) not in background() and "'" not in word


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


def _inside(quantities: Sequence[FoundQuantity], at: int, end: int) -> tuple[FoundQuantity, ...]:
    """The quantities from number `at` on that close before the sentence does."""
    found: list[FoundQuantity] = []
    while at < len(quantities) and quantities[at].span.start < end:
        if quantities[at].span.end <= end:
            found.append(quantities[at])
        at += 1
    return tuple(found)


def _namings(text: str) -> Iterator[re.Match[str] | None]:
    """Where the sentence may say whose word it is; each pattern only where its words stand."""
    if "that" in text or "to have " in text:
        yield _SAYING.search(text)
    if "ccording to " in text:
        yield _ACCORDING.search(text)
    comma = text.rfind(",")  # no naming behind it holds another
    if comma >= 0:
        yield _SAID_LAST.match(text, comma)


def _speaking(sentence: Span, near: Sequence[FoundQuote]) -> Mention | None:
    """The speaker of the first quote that lies in the sentence; `near` are in order."""
    for quote in near:
        if quote.outer.start >= sentence.end:
            return None
        if quote.speaker and quote.outer.overlaps(sentence):
            return quote.speaker
    return None


def _claimant(body: str, sentence: Span) -> Mention | None:
    """Who asserts the sentence by its own words: whom it is according to, who is said to say it."""
    text = sentence.text[:600]
    for match in _namings(text):
        if match:
            start = sentence.start + match.start("name")
            end = start + len(match["name"].rstrip(" ,.;:"))
            if end > start:
                span = Span.of(body, start, end)
                return Mention(span, span.text)
    return None
