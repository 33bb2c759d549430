"""What speaks against a speaker: titles, nicknames, scare quotes and words shown as words.

These features weigh for the candidate "nobody" in `attribution`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .frames import Frame, Token
from .lexicons import verbs, words

_CUES = verbs("cues")
_STOPS = words("stops")
_WORKS = words("works")
_NAMING = words("naming")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
#: What of the likeliest speaker's features tells of the stretch itself.
_TELLING = frozenset("place shape verb strong last alone carry comma-after form".split())
_MARKS = "“”\"‘’'«»„` "
LEAST_WORDS = 5  # a stretch with no speaker in sight is a quote only from here on
_ENDS = {",": "comma", ".": "stop", "?": "stop", "!": "stop", ";": "stop", ":": "colon"}
_SMALL = frozenset("a an the of and or in on at to for with is by from as it vs v".split())
#: Words that hardly stand in a title or a term: who says them speaks.
_I = frozenset("i i'm i've i'd i'll me my we we're we've our us you you're your".split())
_FINITE = frozenset(
    "is are was were am be been has have had do does did will would can could should may might "
    "must isn't aren't wasn't weren't don't doesn't didn't won't can't it's he's she's that's "
    "they're there's not".split()
)
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
    spoken, lows, end = words_inside(frame, index)
    count = len(spoken)
    features = ["nobody", f"nobody:words-{_bucket(count)}"]
    if frame.stretches[index].single:
        features.append("nobody:single")
    if not spoken:
        return features
    size = "short" if count <= 4 else "long"
    if is_title_case(frame, index):
        features.append("nobody:title-case")
        size = "title"
    elif spoken[0][0].isupper() and count < 5:
        features.append("nobody:capital")
        size = "capital"
    elif spoken[0][0].islower():
        features.append("nobody:lower")
    if not _I.isdisjoint(lows):
        features.append("nobody:says-I")
        features.append(f"nobody:{size}:says-I")
    if not _FINITE.isdisjoint(lows):
        features.append(f"nobody:{size}:finite")
    if spoken[0][0].isdigit():
        features.append("nobody:number")
    features.append("nobody:ends-" + _ENDS.get(end, "bare"))
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    left = "cue" if place - 1 in cues else _neighbour(before)
    right = "cue" if place + 1 in cues else _neighbour(after)
    features.append("nobody:before-" + left)
    features.append("nobody:after-" + right)
    features.append(f"nobody:{size}-before-{left}")
    features.append(f"nobody:{size}-after-{right}")
    features.append(f"nobody:{size}:{left}:{right}")
    sentence = frame.sentence_of(place)
    first, last = frame.sentences[sentence]
    heard = sum(first <= cue < last for cue in cues)
    features.append(f"nobody:{size}-cues-{min(heard, 2)}")
    if before is not None and (before.low in _NAMING or before.low.startswith("self-")):
        features.append("nobody:named-so")
    for near in tokens[max(0, place - 3) : place] + tokens[place + 1 : place + 3]:
        if near.low in _WORKS:
            features.append("nobody:work")
            break
    if size != "long":
        features += _around(tokens, place, first, last)
        if _beside_speech(frame, index, first, last):
            features.append(f"nobody:{size}:beside-speech")
    if frame.start == 0:
        features.append(f"nobody:{size}:headline")
    if speaker is None:
        features.append("nobody:no-speaker")
        return features
    told = _TOLD[size]
    for feature in (*sure, *speaker):
        name = told.get(feature)
        if name is None:
            name = told[feature] = _told(size, feature)
        if name:
            features.append(name)
    return features


def _told(size: str, feature: str) -> str:
    """The name under which a feature of the speaker counts for the stretch, or ""."""
    kind = feature.partition(":")[0]
    if kind in _TELLING:
        return f"nobody:{size}:{feature}"
    return f"nobody:{feature}" if kind.startswith(("share>", "sum>", "list-")) else ""


#: Names once made, by size of the stretch and feature of the speaker.
_TOLD: dict[str, dict[str, str]] = {"short": {}, "long": {}, "title": {}, "capital": {}}


def words_inside(frame: Frame, index: int) -> tuple[list[str], frozenset[str], str]:
    """The words of a stretch, the same in lower case, and its last character; found once."""
    key = ("inside", index)
    known: tuple[list[str], frozenset[str], str] | None = frame.memo.get(key)
    if known is None:
        inner = frame.tokens[frame.places[index]].text.strip(_MARKS)
        low = inner.casefold().replace("’", "'")
        known = _WORD.findall(inner), frozenset(_WORD.findall(low)), inner[-1:]
        frame.memo[key] = known
    return known


def reads_like_speech(frame: Frame, index: int) -> bool:
    """True for words in marks that are a quote even with no speaker in sight: long, no title."""
    spoken, _, end = words_inside(frame, index)
    if len(spoken) < LEAST_WORDS or "://" in frame.tokens[frame.places[index]].text:
        return False
    if sum(word[0].isupper() for word in spoken) > 0.6 * len(spoken):
        return False
    if end in ".,!?…" or len(spoken) >= 2 * LEAST_WORDS:
        return True
    after = frame.places[index] + 1
    return after < len(frame.tokens) and frame.tokens[after].text == ","


def is_title_case(frame: Frame, index: int) -> bool:
    """True for `“The Long Way Home”`: two words or more, each with a capital or a small one."""
    spoken, _, _ = words_inside(frame, index)
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in spoken)
    small = sum(word in _SMALL for word in spoken)
    return capitals > 1 and capitals + small >= len(spoken)


def _beside_speech(frame: Frame, index: int, first: int, last: int) -> bool:
    """True when a stretch beside this one, in its sentence, is long and ends as speech does."""
    for other in (index - 1, index + 1):
        if 0 <= other < len(frame.places) and first <= frame.places[other] < last:
            spoken, _, end = words_inside(frame, other)
            if len(spoken) > 4 and end in ".,?!":
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
    inner = frame.tokens[place].text.strip("“”\"‘’'«»„` ")
    return (
        before.is_capital
        and after.is_capital
        and before.low not in _STOPS
        and after.low not in _STOPS
        and inner[:1].isupper()
        and inner[-1:].isalpha()
        and len(inner.split()) <= 2
    )


def _bucket(count: int) -> str:
    if count <= 4:
        return str(count)
    return "5-6" if count <= 6 else "7-9" if count <= 9 else "many"


def _neighbour(token: Token | None) -> str:
    """What stands beside the marks, in a word."""
    if token is None:
        return "edge"
    if token.kind == "quote":
        return "quote"
    if token.kind == "point":
        return {",": "comma", ".": "stop", ":": "colon", ";": "stop", "?": "stop", "!": "stop"}.get(
            token.text, "point"
        )
    if token.low in ("the", "a", "an", "this", "that", "his", "her", "their", "its", "so-called"):
        return "that" if token.low == "that" else "article"
    if token.low.endswith(("'s", "’s")):
        return "possessive"
    if token.low in ("as", "of", "and", "or", "to", "for", "in", "on", "with", "about"):
        return token.low
    if token.low in _CUES:
        return "cue"
    if token.is_capital:
        return "name"
    if token.low in _STOPS:
        return "small"
    return "word"
