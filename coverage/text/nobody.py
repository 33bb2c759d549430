"""What speaks against a speaker: titles, nicknames, scare quotes and words shown as words.

These features weigh for the candidate "nobody" in `attribution`.
"""

from __future__ import annotations

import re

from .frames import Frame, Token
from .lexicons import verbs, words

_CUES = verbs("cues")
_STOPS = words("stops")
_WORKS = words("works")
_NAMING = words("naming")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_ENDS = {",": "comma", ".": "stop", "?": "stop", "!": "stop", ";": "stop", ":": "colon"}
_SMALL = frozenset("a an the of and or in on at to for with is by from as it vs v".split())


def nobody_features(frame: Frame, index: int, cues: frozenset[int] = frozenset()) -> list[str]:
    """The features of a stretch that tell speech from a title or a scare quote.

    `cues` are the tokens that introduce speech here, those no lexicon knows among them.
    """
    place = frame.places[index]
    tokens = frame.tokens
    inner = tokens[place].text.strip("“”\"‘’'«»„` ")
    spoken = _WORD.findall(inner)
    count = len(spoken)
    features = ["nobody", f"nobody:words-{_bucket(count)}"]
    if frame.stretches[index].single:
        features.append("nobody:single")
    if not spoken:
        return features
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in spoken)
    small = sum(word in _SMALL for word in spoken)
    if count > 1 and capitals + small >= count and capitals > 1:
        features.append("nobody:title-case")
    elif spoken[0][0].isupper() and count < 5:
        features.append("nobody:capital")
    elif spoken[0][0].islower():
        features.append("nobody:lower")
    features.append("nobody:ends-" + _ENDS.get(inner[-1], "bare"))
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    left = "cue" if place - 1 in cues else _neighbour(before)
    right = "cue" if place + 1 in cues else _neighbour(after)
    features.append("nobody:before-" + left)
    features.append("nobody:after-" + right)
    size = "short" if count <= 4 else "long"
    if "nobody:title-case" in features:
        size = "title"
    features.append(f"nobody:{size}-before-{left}")
    features.append(f"nobody:{size}-after-{right}")
    first, last = frame.sentences[frame.sentence_of(place)]
    heard = sum(first <= cue < last for cue in cues)
    features.append(f"nobody:{size}-cues-{min(heard, 2)}")
    if before is not None and (before.low in _NAMING or before.low.startswith("self-")):
        features.append("nobody:named-so")
    for near in tokens[max(0, place - 3) : place] + tokens[place + 1 : place + 3]:
        if near.low in _WORKS:
            features.append("nobody:work")
            break
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
