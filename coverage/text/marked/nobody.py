"""What speaks against a speaker: titles, nicknames, scare quotes and words shown as words.

These features weigh for the candidate "nobody" in `attribution`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache, partial
from typing import NamedTuple

from ..frames.frames import Frame, Token
from ..lexicons import verbs, words
from ..remembered import Remembered

_CUES = verbs("cues")
_STOPS = words("stops")
_WORKS = words("works")
_NAMING = words("naming")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
#: What of the likeliest speaker's features tells of the stretch itself.
_TELLING = frozenset("place shape verb strong last alone carry comma-after form".split())
_MARKS = "“”\"‘’'«»„` "
LEAST_WORDS = 5  # a stretch with no speaker in sight is a quote only from here on
_KIND_OF_POINT = dict.fromkeys(".?!;", "stop") | {",": "comma", ":": "colon"}
_ENDS = {point: f"nobody:ends-{kind}" for point, kind in _KIND_OF_POINT.items()}
#: How many words there are, from none to many.
_MANY = 10
_SIZES = [
    *(f"nobody:words-{count}" for count in range(5)),
    *["nobody:words-5-6"] * 2,
    *["nobody:words-7-9"] * 3,
    "nobody:words-many",
]
_ARTICLES_TOO = frozenset("the a an this his her their its so-called".split())
_TOLD_APART = frozenset("that as of and or to for in on with about".split())
_SMALL = frozenset("a an the of and or in on at to for with is by from as it vs v".split())
#: Words that hardly stand in a title or a term: who says them speaks.
_I = frozenset("i i'm i've i'd i'll me my we we're we've our us you you're your".split())
_FINITE = frozenset(
    "is are was were am be been has have had do does did will would can could should may might "
    "must isn't aren't wasn't weren't don't doesn't didn't won't can't it's he's she's that's "
    "they're there's not".split()
)
_DRAWN_TOGETHER = frozenset(word for word in (*_I, *_FINITE) if "'" in word)
_BEING = frozenset("is are was were be been being am".split())
_ARTICLES = frozenset("the a an this his her their its my our your these those some any no".split())


def nobody_features(
    frame: Frame,
    index: int,
    cues: frozenset[int] = frozenset(),
    speaker: Sequence[str] | None = None,
    sure: Sequence[str] = (),
) -> list[str]:
    """The features of a stretch that tell speech from a title or a scare quote.

    `cues` are the tokens that introduce speech here, those no lexicon knows among them; `speaker`
    the features of whoever would have to be the speaker, `sure` how far they lead.
    """
    place = frame.places[index]
    tokens = frame.tokens
    inside = words_inside(frame, index)
    spoken, lows = inside.words, inside.lows
    count = len(spoken)
    features = ["nobody", _SIZES[count if count < _MANY else _MANY]]
    if frame.stretches[index].single and _has_double_marks(frame.body):
        features.append("nobody:single")  # where speech stands in the others
    if not spoken:
        return features
    size = "short" if count <= 4 else "long"
    opening = spoken[0][0]
    if inside.is_title:
        features.append("nobody:title-case")
        size = "title"
    elif opening.isupper() and count < 5:
        features.append("nobody:capital")
        size = "capital"
    elif opening.islower():
        features.append("nobody:lower")
    if not _I.isdisjoint(lows):
        features += ("nobody:says-I", f"nobody:{size}:says-I")
    if not _FINITE.isdisjoint(lows):
        features.append(f"nobody:{size}:finite")
    if opening.isdigit():
        features.append("nobody:number")
    features.append(_ENDS.get(inside.end, "nobody:ends-bare"))
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    left = "cue" if place - 1 in cues else _neighbour(before)
    right = "cue" if place + 1 in cues else _neighbour(after)
    features += _beside_marks(size, left, right)
    first, last = frame.sentences[frame.sentence_of(place)]
    heard = len([cue for cue in cues if first <= cue < last])
    features.append(_HEARD[size][heard if heard < 2 else 2])
    if before is not None and (before.low in _NAMING or before.low.startswith("self-")):
        features.append("nobody:named-so")
    for near in tokens[
        place - 3 if place > 3 else 0 : place + 3
    ]:  # the marks themselves are no word
        if near.low in _WORKS:
            features.append("nobody:work")
            break
    if size != "long":
        features += _around(tokens, place, first, last)
        if len(frame.places) > 1 and _beside_speech(frame, index, first, last):
            features.append(f"nobody:{size}:beside-speech")
    if frame.start == 0:
        features.append(f"nobody:{size}:headline")
    if speaker is None:
        features.append("nobody:no-speaker")
        return features
    told = _TOLD[size].__getitem__
    features += filter(None, map(told, sure))
    features += filter(None, map(told, speaker))
    return features


@lru_cache(maxsize=8)
def _has_double_marks(body: str) -> bool:
    """False for a text that quotes in ‘ ’ throughout, as British papers do."""
    return "“" in body or '"' in body or "''" in body


@cache
def _beside_marks(size: str, left: str, right: str) -> tuple[str, ...]:
    """The features of what stands before and behind the marks."""
    return (
        "nobody:before-" + left,
        "nobody:after-" + right,
        f"nobody:{size}-before-{left}",
        f"nobody:{size}-after-{right}",
        f"nobody:{size}:{left}:{right}",
    )


def _told(size: str, feature: str) -> str:
    """The name under which a feature of the speaker counts for the stretch, or ""."""
    kind = feature.partition(":")[0]
    if kind in _TELLING:
        return f"nobody:{size}:{feature}"
    return f"nobody:{feature}" if kind.startswith(("share>", "sum>", "list-")) else ""


#: Names once made, by size of the stretch and feature of the speaker.
_TOLD = {size: Remembered(partial(_told, size)) for size in ("short", "long", "title", "capital")}
_HEARD = {size: [f"nobody:{size}-cues-{heard}" for heard in range(3)] for size in _TOLD}


class Inner(NamedTuple):
    """The words of a stretch, the same in lower case, its last character, and whether it is
    written as a title is: two words or more, each with a capital or a small one."""

    words: list[str]
    lows: frozenset[str]
    end: str
    is_title: bool


def words_inside(frame: Frame, index: int) -> Inner:
    """What stands inside the marks of a stretch; read once."""
    key = ("inside", index)
    known: Inner | None = frame.memo.get(key)
    if known is None:
        inner = frame.tokens[frame.places[index]].text.strip(_MARKS)
        plain = inner.replace("’", "'")
        spoken = _WORD.findall(plain)
        low = plain.casefold()
        if len(low) == len(plain):
            lows = frozenset(map(str.casefold, spoken))
        else:
            lows = frozenset(_WORD.findall(low))  # İ becomes two letters, one of no word
        told = (spoken, lows, inner[-1:], _is_title(spoken, lows))
        known = frame.memo[key] = tuple.__new__(Inner, told)
    return known


def _is_title(spoken: list[str], lows: frozenset[str]) -> bool:
    if not _DRAWN_TOGETHER.isdisjoint(lows):
        return False  # “It’s Monday.” is said
    capitals = 0
    for word in spoken:
        if word[0].isupper() or word[0].isdigit():
            capitals += 1
        elif word not in _SMALL:
            return False
    return capitals > 1


def reads_like_speech(frame: Frame, index: int) -> bool:
    """True for words in marks that are a quote even with no speaker in sight: long, no title."""
    spoken, _, end, _ = words_inside(frame, index)
    if len(spoken) < LEAST_WORDS or "://" in frame.tokens[frame.places[index]].text:
        return False
    if len([word for word in spoken if word[0].isupper()]) > 0.6 * len(spoken):
        return False
    if end in ".,!?…" or len(spoken) >= 2 * LEAST_WORDS:
        return True
    after = frame.places[index] + 1
    return after < len(frame.tokens) and frame.tokens[after].text == ","


def _beside_speech(frame: Frame, index: int, first: int, last: int) -> bool:
    """True when a stretch beside this one, in its sentence, is long and ends as speech does."""
    for other in (index - 1, index + 1):
        if 0 <= other < len(frame.places) and first <= frame.places[other] < last:
            inside = words_inside(frame, other)
            if len(inside.words) > 4 and inside.end in ".,?!":
                return True
    return False


def _around(tokens: Sequence[Token], place: int, first: int, last: int) -> list[str]:
    """Single words around a short stretch that often tell: the words “…”, a so-called “…”."""
    features = []
    step, left = 1, ""
    while place - step >= first and step <= 3:
        token = tokens[place - step]
        if token.kind != "word":
            break
        if token.low not in _ARTICLES:
            left = token.low
            break
        step += 1
    if left and (
        left in _NAMING or left in _WORKS or left in _CUES or left in _STOPS or left in _BEING
    ):
        base = _CUES.get(left, left)
        features.append(f"nobody:word-before:{base}")
        if step > 1:
            features.append(f"nobody:word-before:{base}:article")
        if place - step > first and tokens[place - step - 1].low in _BEING:
            features.append("nobody:passive-before")
    if place + 1 < last:
        token = tokens[place + 1]
        if token.kind == "word" and (token.low in _WORKS or token.low in _STOPS):
            features.append(f"nobody:word-after:{token.low}")
    return features


def is_nickname(frame: Frame, index: int) -> bool:
    """True for `Ruud “Boots” Akker`: a word or two in marks inside a name."""
    place = frame.places[index]
    if place == 0 or place + 1 >= len(frame.tokens):
        return False
    before, after = frame.tokens[place - 1], frame.tokens[place + 1]
    inner = frame.tokens[place].text.strip("“”\"‘’'«»„` ").removeprefix("the ")
    return (
        before.is_capital
        and after.is_capital
        and before.low not in _STOPS
        and after.low not in _STOPS
        and inner[:1].isupper()
        and inner[-1:].isalpha()
        and len(inner.split()) <= 2
    )


def _neighbour(token: Token | None) -> str:
    """What stands beside the marks, in a word."""
    if token is None:
        return "edge"
    if token.kind == "quote":
        return "quote"
    if token.kind == "point":
        return _KIND_OF_POINT.get(token.text, "point")
    if token.is_capital:
        known = _NEIGHBOURS[token.low]
        return "name" if known in ("small", "word") else known
    return _NEIGHBOURS[token.low]


def _neighbour_word(low: str) -> str:
    if low in _ARTICLES_TOO:
        return "article"
    if low in _TOLD_APART:
        return low
    if low.endswith(("'s", "’s")):
        return "possessive"
    if low in _CUES:
        return "cue"
    return "small" if low in _STOPS else "word"


_NEIGHBOURS = Remembered(_neighbour_word)
