"""Signs of a claim: what the words of a sentence say for and against checking it.

A word is read once, into a letter for each sign it gives, and a sentence is weighed by the letters
of all its words: nothing here steps through words in Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from ..blanked import Blanking
from ..found import FoundQuantity
from ..grouping.similarity import background
from ..lexicons import lines, verbs, words
from ..remembered import Remembered
from ..words import COMMON, stem
from .claim_weights import CAPS, JUDGEMENTS, RESERVES, THINNED, WEIGHTS
from .claimants import NAMING_WORDS

_COURTESIES = re.compile(
    r"\b(?:thank you|thanks|good (?:evening|morning|afternoon|night)|welcome|please|excuse me|"
    r"ladies and gentlemen|applause|laughter|congratulations|hello|goodbye|bless)\b",
    re.IGNORECASE,
)
_BIDDINGS = frozenset(
    """let look listen remember imagine go come see take consider ask tell give stop wait read watch
    join click follow subscribe share sign don't hold get make keep say think put bring help build
    let's do send vote stand""".split()
)
_DEEDS = frozenset(verbs("claim_verbs"))
_DECISIONS = frozenset(
    form
    for form in verbs("claim_decisions")
    if form.endswith("ed") or form in ("overrode", "overridden", "withdrew", "withdrawn")
)
_BEING = frozenset(
    """is are was were be been being am isn't aren't wasn't weren't i'm you're he's she's it's we're
    they're that's there's who's""".split()
)
_WISHES = frozenset("want wants wanted hope hopes hoping wish wishes let let's try trying".split())
#: Sign → the words that give it.
_SIGNS: dict[str, frozenset[str]] = {
    "matter of record": words("claim_matters"),
    "nation": words("claim_nations"),
    "decision taken": _DECISIONS,
    "rank": frozenset(
        """first last second third fourth only largest biggest highest lowest smallest most least
        fewest worst best fastest longest oldest youngest deepest richest poorest record ever
        """.split()
    ),
    "comparison": frozenset(
        """more less fewer higher lower larger smaller bigger faster slower greater twice half
        double triple doubled tripled times same than compared""".split()
    ),
    "share": frozenset(
        """half third quarter thirds quarters fifth percent percentage majority minority most
        average per""".split()
    ),
    "time told": frozenset(
        """since ago year years month months week weeks decade decades yesterday today last during
        january february march april june july august september october november december monday
        tuesday wednesday thursday friday saturday sunday already history""".split()
    ),
    "now": frozenset("now currently".split()),
    "I": frozenset("i me my i'm i've i'd i'll mine myself".split()),
    "we": frozenset("we our us we're we've we'll ourselves".split()),
    "you": frozenset("you your you're you've you'll yours yourself you'd".split()),
    "to come": frozenset(
        """will won't i'll we'll you'll he'll she'll they'll it'll going gonna would should could
        might may must ought can shall need needs i'd we'd wouldn't shouldn't couldn't can't cannot
        mustn't""".split()
    ),
    "wishing": _WISHES,
    "opinion word": words("claim_opinions") - _WISHES,
    "value": words("claim_values"),
    "talk": words("claim_talk"),
    "vague": words("claim_vague"),
    "is, are": _BEING,
    "supposing": frozenset("if unless suppose supposing whether".split()),
    "another": words("claim_others"),
    "saying": words("claim_saying"),
    "stance": words("claim_stances"),
    "judging": words("claim_judging"),
    "abstraction": words("claim_abstract"),
}
_POLITE = frozenset(
    "thank thanks good welcome please excuse ladies applause laughter congratulations hello "
    "goodbye bless".split()
)
#: Progressives that tell of nothing under way: "is going to", "I'm talking about".
_IDLE = frozenset(
    """going trying talking saying asking looking hoping thinking telling feeling wondering getting
    coming speaking listening watching sitting standing hearing suggesting proposing king thing
    something anything nothing everything morning evening during spring string bring""".split()
)
_HAVE = frozenset("have has had having got i've we've you've they've".split())
_LARGE = frozenset("hundred thousand million billion trillion".split())
#: Sign → the letter that stands for it in what the words of a sentence tell, one after another.
_LETTER = {sign: bytes([ord("a") + n]) for n, sign in enumerate(_SIGNS)} | {
    "year or number": b"Y",
    "past or perfect": b"P",
    "deed of record": b"D",
}
_DOING, _HAVING, _TO, _POLITELY, _NAMES_ONE = b"%", b"^", b"~", b"+", b"@"
_IS, _DEED = _LETTER["is, are"], _LETTER["deed of record"]
#: Word → what it says by itself: one byte, hundredths above `_NOTHING`.
_NOTHING = 192
_WORD_WEIGHTS = {
    word: bytes([_NOTHING + int(hundredths)]) for word, hundredths in lines("claim_words")
}
_WEIGHTS = bytes(range(128, 256))
_LETTERS = bytes(range(128))
_NO_CASES = b"".join([*_LETTER.values(), _DOING, _HAVING, _TO, _POLITELY, _NAMES_ONE])
_SIGNS_OF = {
    word: b"".join(_LETTER[sign] for sign, known in _SIGNS.items() if word in known)
    for word in chain.from_iterable(_SIGNS.values())
}
_POLITE_LETTER, _HAVE_LETTER, _TO_LETTER = _POLITELY[0], _HAVING[0], _TO[0]
_DOING_LETTER, _IS_LETTER, _SAYING = _DOING[0], _IS[0], _LETTER["saying"][0]
#: "is", perhaps a word, and a word in "-ing": letters lie between the cases of their words.
_UNDER_WAY = re.compile(_IS + rb"[^ N]*[ N](?:[^ N]*[ N])?[^ N]*" + _DOING)
#: "has to", "we've got to".
_OBLIGED = re.compile(re.escape(_HAVING) + rb"[^ N]* [^ N]*" + _TO)


def _weigh(sign: str, value: float) -> int:
    """What the sign says, in thousandths: whole numbers add up alike in any order."""
    return round(1000 * WEIGHTS[sign] * min(value, CAPS.get(sign, value)))


def _weigh_counts(sign: str) -> list[int]:
    """What the sign says when it is told of never, once, twice …; the last goes for all more."""
    return [_weigh(sign, count) for count in range(int(CAPS[sign]) + 1)]


WEIGHED = {sign: _weigh(sign, 1) for sign in WEIGHTS}
_NAMES = _weigh_counts("name")
_FIGURES = [0, *(_weigh("figure", value) for value in (1, 1.4, 1.8))]
_WORTHS: list[list[int]] = [[]] * 128
for _sign, _letter in _LETTER.items():
    if _sign not in THINNED:
        _WORTHS[_letter[0]] = _weigh_counts(_sign)
#: Letter → what its sign says when it is told once; and the letters that then have said it all.
_ONCE = [worths[1] if worths else 0 for worths in _WORTHS]
_SAID_AT_ONCE = bytes(letter for letter, worths in enumerate(_WORTHS) if len(worths) <= 2)
_THIN = [0.0] * 128
for _sign in THINNED:
    _THIN[_LETTER[_sign][0]] = 10 * WEIGHTS[_sign]
_THICK = bytes(letter for letter in range(128) if not _THIN[letter])
_RESERVED = frozenset(_LETTER[sign][0] for sign in RESERVES)
_JUDGED = frozenset(_LETTER[sign][0] for sign in JUDGEMENTS)
_MATTER = _LETTER["matter of record"][0]


def read_words(body: str, bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bytes]]:
    """The first word of each sentence, "" where it has none, and the signs of all its words."""
    plain = _words_alone(body)
    told = " | ".join([plain[start:end] for start, end in bounds]).split()
    told.append("|")
    at = 0
    for signs in b"".join(map(_READ.__getitem__, told)).split(b"|")[: len(bounds)]:
        yield told[at] if signs else "", signs
        at = told.index("|", at) + 1


def names_one(signs: bytes) -> bool:
    """True where the sentence has a word of those that say whose word it is."""
    return _NAMES_ONE in signs


def weigh_sentence(
    sentence: str, first: str, signs: bytes, quantities: Sequence[FoundQuantity]
) -> tuple[int, float]:
    """What speaks for and against checking a sentence of nobody's: in thousandths, and the rest
    that depends on how many words it has; its first word and the signs of all are read already."""
    told = WEIGHED["always"]
    thin = 0.0
    weights = signs.translate(None, _LETTERS)
    if weights:
        told += 10 * (sum(weights) - _NOTHING * len(weights))
        signs = signs.translate(None, _WEIGHTS)
    cases = signs.translate(None, _NO_CASES)
    present = frozenset(signs)
    reserved = "?" in sentence and sentence.rstrip("”\"’') ").endswith("?")
    if reserved:
        told += WEIGHED["question"]
    if first:
        told += sum(map(_ONCE.__getitem__, present))
        again = signs.translate(None, _SAID_AT_ONCE)
        if len(again) > 1:
            told += _weigh_again(again)
        against = signs.translate(None, _THICK)
        if against:
            thin = sum(map(_THIN.__getitem__, against)) / (len(cases) + 4)
        names = cases.count(b" N")
        is_name, bids, is_deed = _OPENING[first]
        if is_name or cases.startswith(b"NN"):
            names += 1
        told += _NAMES[names] if names < len(_NAMES) else _NAMES[-1]
        if bids:
            told += WEIGHED["bidding"]
            reserved = True
        if is_deed and signs.count(_DEED) == 1:
            told -= WEIGHED["deed of record"]  # a bidding, or the noun
        if _SAYING in present and ('"' in sentence or "“" in sentence):
            told -= WEIGHED["saying"]  # every quote of a page has its "said"
        if _POLITE_LETTER in present and _COURTESIES.search(sentence):
            told += WEIGHED["courtesy"]
        if _HAVE_LETTER in present and _TO_LETTER in present and _OBLIGED.search(signs):
            told += WEIGHED["obliged"]
            reserved = True
        if _DOING_LETTER in present and _IS_LETTER in present and _UNDER_WAY.search(signs):
            told += WEIGHED["under way"]
    if quantities:
        told += _FIGURES[min(len(quantities), 3)]
        if any(map(_is_of_money_or_percent, quantities)):
            told += WEIGHED["figure of money or percent"]
    if not reserved and present.isdisjoint(_RESERVED):
        if present.isdisjoint(_JUDGED):
            told += WEIGHED["flat"]
        if quantities:
            told += WEIGHED["figure, no reserve"]
        if _MATTER in present:
            told += WEIGHED["matter, no reserve"]
    if len(cases) < 7:
        thin += WEIGHTS["few words"] * ((7 - len(cases)) / 6) ** 2
    return told, thin


def _weigh_again(signs: bytes) -> int:
    """What the letters that count more than once say for coming again, in thousandths."""
    told = 0
    for sign in frozenset(signs):
        count = signs.count(sign)
        if count > 1:
            worths = _WORTHS[sign]
            told += (worths[count] if count < len(worths) else worths[-1]) - worths[1]
    return told


def _is_of_money_or_percent(quantity: FoundQuantity) -> bool:
    unit = quantity.unit
    return unit == "percent" or (len(unit) == 3 and unit.isupper())


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
    if low[0].isdigit() or low in _LARGE:
        signs += _LETTER["year or number"]
    signs += _SIGNS_OF.get(low, b"") + _WORD_WEIGHTS.get(low, b"")
    if _is_past(low):
        signs += _LETTER["past or perfect"]
        if low in _DEEDS:
            signs += _DEED
    if low in _HAVE:
        signs += _HAVING
    elif low == "to":
        signs += _TO
    elif low.endswith("ing") and low not in _IDLE and "'" not in low:
        signs += _DOING
    parts = low.split("'")
    if not _POLITE.isdisjoint(parts):
        signs += _POLITELY
    if not NAMING_WORDS.isdisjoint(parts):
        signs += _NAMES_ONE  # worth a look at whose word it is
    return signs


_READ = Remembered(_read_word)


def _read_first_word(word: str) -> tuple[bool, bool, bool]:
    """Whether it is a name though it stands alone, may bid, and is a past deed of record."""
    low = word.lower()
    owner = low.removesuffix("'s")
    is_name = (
        _READ[word].startswith(b"N")
        and "'" not in owner
        and owner not in COMMON
        and stem(owner) not in background()
    )
    return is_name, low in _BIDDINGS, _DEED in _READ[word]


_OPENING = Remembered(_read_first_word)


def _is_past(word: str) -> bool:
    if word.endswith(("'ve", "n't")):
        return word.startswith(("did", "was", "were", "had", "has", "have")) or word.endswith("'ve")
    return (word.endswith("ed") and len(word) > 4 and not word.endswith("eed")) or word in _PAST


_PAST = words("pasts") | frozenset(
    """was were had did went came took gave got made said told saw knew left lost won paid held kept
    met sent spent built bought sold brought began became broke chose drew drove fell felt fought
    found grew hit led meant put ran rose shot spoke stood stole taught thought threw wrote wore
    been gone taken given seen known done shown written fallen risen broken""".split()
)
