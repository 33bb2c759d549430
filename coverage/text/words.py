"""Words: the unit in which texts are compared, folded so that marks and case do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .patterns import late
from .records import quickly_made

#: Initials with dots ("F.B.I."), numbers with separators, words with inner apostrophes; scripts
#: written without spaces count letter by letter. A hyphen parts words: "state-funded" is two.
_WORD = late(
    r"[\u3040-\u30ff\u3400-\u9fff]"
    r"|(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+(?:['’ʼ][^\W\d_]+)*"
)
#: Words that carry grammar rather than matter, and the verbs of reporting; common in any story.
COMMON = frozenset(
    """a an the this that these those it its he she they them his her hers their theirs him i me my
    mine we us our ours you your yours who whom whose which what when where why how there here
    is are was were be been being am do does did done doing have has had having will would can could
    shall should may might must not no nor and or but if so as than then too very just only also
    even still yet of in on at by for with from to into onto over under about after before between
    through during against without within among across around out up down off again further once
    all any both each few more most other some such own same one ones because while until since
    said says say saying told tells tell asked added according adding
    it's he's she's that's there's i'm i've i'll i'd we're we've we'll you're they're they've
    don't didn't doesn't isn't aren't wasn't weren't won't can't couldn't wouldn't shouldn't hasn't
    haven't
    make makes made making get gets got getting go goes going went gone come comes came coming
    take takes took taken taking put puts let lets mr mrs ms dr sen rep gov""".split()
)
_IRREGULAR = {
    form: verb
    for verb, forms in {
        "meet": "met",
        "win": "won",
        "hold": "held",
        "go": "went gone goes going",
        "take": "took taken",
        "give": "gave given",
        "make": "made",
        "leave": "left",
        "lose": "lost",
        "find": "found",
        "speak": "spoke spoken",
        "write": "wrote written",
        "send": "sent",
        "spend": "spent",
        "pay": "paid",
        "buy": "bought",
        "sell": "sold",
        "fight": "fought",
        "bring": "brought",
        "think": "thought",
        "know": "knew known",
        "begin": "began begun",
        "break": "broke broken",
        "drive": "drove driven",
        "fall": "fell fallen",
        "rise": "rose risen",
        "steal": "stole stolen",
        "choose": "chose chosen",
        "die": "died dead death deaths dying",
        "child": "children",
        "man": "men",
        "woman": "women",
        "person": "people",
        "stand": "stood",
        "come": "came",
        "run": "ran",
        "see": "saw seen",
        "hear": "heard",
        "feel": "felt",
        "keep": "kept",
        "build": "built",
        "lead": "led",
        "shoot": "shot",
        "catch": "caught",
        "seek": "sought",
        "lie": "lied lying lies",
    }.items()
    for form in forms.split()
}
_ENDINGS = (
    "ations ation ational ators ator ating ated ates ements ement ments ment ingly edly nesses "
    "ness ities ity ically ical ions ion ings ing ers er ors or ally al ed es ly s"
).split()


@quickly_made
@dataclass(frozen=True, slots=True)
class Word:
    """A word of a body: `norm` folds case, accents, apostrophes and dots."""

    start: int
    end: int
    norm: str


def find_words(body: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words that lie in `body[start:end]`, in order; offsets are those of the body."""
    stop = len(body) if end is None else end
    return tuple(
        Word(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(body, start, stop)
    )


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """The word without case, accents, dots between initials, and with one kind of apostrophe."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in decomposed if not unicodedata.combining(c)) or word
        word = word.replace("’", "'").replace("ʼ", "'")
    word = word.casefold()
    return word if word[:1].isdigit() else word.replace(".", "")


@lru_cache(maxsize=16_384)
def stem(norm: str) -> str:
    """What is left of a folded word when English endings are taken off: "denied" → "den".

    Only for comparing: stems are not words. Other scripts and short words come back unchanged.
    """
    if norm.endswith("'s"):
        norm = norm[:-2]
    if norm in _IRREGULAR:
        return _IRREGULAR[norm]
    if len(norm) < 4 or norm[0].isdigit():
        return norm
    if norm.endswith(("ies", "ied")) and len(norm) > 4:
        norm = norm[:-3] + "y"
    else:
        norm = _without_ending(_without_ending(norm, 3), 4)
    if len(norm) > 3 and norm[-1] == norm[-2] and norm[-1] not in "ls":
        norm = norm[:-1]
    return norm[:-1] if len(norm) > 3 and norm[-1] in "eyi" else norm


def _without_ending(norm: str, least: int) -> str:
    """The word without its longest known ending, where at least `least` letters are left."""
    for ending in _ENDINGS:
        if norm.endswith(ending) and len(norm) - len(ending) >= least:
            if ending == "s" and norm.endswith(("ss", "us", "is")):
                continue
            return norm[: -len(ending)]
    return norm


def is_past(norm: str) -> bool:
    """True for what looks like a past form: "surrendered", "met"."""
    return norm.endswith("ed") or norm in _IRREGULAR


def is_number(norm: str) -> bool:
    """True for a word written in digits."""
    return norm[:1].isdigit()


def is_common(norm: str) -> bool:
    """True for words that carry grammar rather than matter."""
    return norm in COMMON or (len(norm) == 1 and norm.isascii() and not norm.isdigit())


def matter(words: Iterable[Word]) -> list[str]:
    """The stems of those words that carry matter, in order."""
    return [stem(word.norm) for word in words if not is_common(word.norm)]
