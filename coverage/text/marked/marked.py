"""Marked words: what stands in quotation marks though nobody is quoted with it.

Four kinds, told by what stands beside the marks and inside: the title of a work, a nickname, a
term (words spoken of as words), or scare quotes, which is what is left.
"""

from __future__ import annotations

import re

from ..found import MarkedKind, MarkedWords
from ..frames.frames import Frame
from ..lexicons import words
from ..spans import Span, trimmed
from .mentioned import how_mentioned
from .named_so import judges
from .nobody import is_nickname

_WORKS = words("works")
_TERMS = frozenset(
    "word words term terms phrase phrases expression name prefix suffix letter letters verb noun "
    "adjective pronoun sign slogan motto hashtag tag label password spelling spelled marked "
    "meaning means mean meant translated translates defined definition".split()
)
_BUTTONS = frozenset(
    "click press tap select type enter choose clicking pressing tapping selecting clicks presses "
    "taps selects chooses clicked pressed tapped selected".split()
)
_THINGS = frozenset("this it such that these those".split())
_TITLED = frozenset("titled entitled headline headlined".split())
_LABELLED = frozenset("marked labelled labeled stamped tagged listed classed filed rated".split())
_CALLED = frozenset("call calls called calling".split())
_WHOM = frozenset("him her them".split())
_BY_NAME = frozenset("nicknamed nickname aka alias dubbed".split())
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SMALL = frozenset("a an the of and or in on at to for with is by from as it vs v".split())
_EDGE = " \t\n\r\u00a0\u200b\ufeff"
_NEAR = 4  # tokens on either side


def marked_words(body: str, frame: Frame, index: int) -> tuple[MarkedWords, ...]:
    """The stretch as marked words of the likeliest kind; none for a stretch without a letter."""
    stretch = frame.stretches[index]
    span = trimmed(body, stretch.start, stretch.end, _EDGE)
    if not any(letter.isalnum() for letter in span.text):
        return ()
    if stretch.outer_start and body[stretch.outer_start - 1] == "=":
        return ()  # markup that was left in the text: href="…"
    outer = Span.of(body, stretch.outer_start, stretch.outer_end)
    return (MarkedWords(span, outer, _kind(frame, index, span.text)),)


def _kind(frame: Frame, index: int, inner: str) -> MarkedKind:
    tokens, place = frame.tokens, frame.places[index]
    before = [token.low for token in tokens[max(0, place - _NEAR) : place]]
    after = [token.low for token in tokens[place + 1 : place + 1 + _NEAR]]
    spoken = _WORD.findall(inner)
    how = how_mentioned(frame, index)
    if _TITLED.intersection(before[-1:]) or (
        how == "named" and _WORKS.intersection(before + after)
    ):
        return "title"  # an essay called “What I saw in Moss”
    if how in ("glossed", "supposed") or (how is None and is_label(frame, index)):
        return "term"
    if after[:1] == ["("] and after[1:2] and after[1].isdigit() and len(after[1]) == 4:
        return "title"  # “The Long Corridor” (1964)
    if "known" in before and "as" in before:
        return "nickname" if any(word[0].isupper() for word in spoken) else "term"
    shouted = _is_headline_style(frame)
    if (is_nickname(frame, index) and not shouted) or (
        len(spoken) <= 4 and _BY_NAME.intersection(before)
    ):
        return "nickname"
    if _TERMS.intersection(before[-2:]) or after[:1] in (["means"], ["meaning"], ["meant"]):
        return "term"
    titled = _is_titled(spoken)
    if how == "named" and _LABELLED.intersection(before[-1:]):
        return "term"
    if how == "named":
        lone = len(spoken) == 1 and _THINGS.intersection(before)
        if lone or not any(word[0].isupper() for word in spoken) or inner[0] == "#":
            return "scare" if judges(frame, index) else "term"
        if not titled:
            return "nickname"
    if titled and (_WORKS.intersection(before) or _WORKS.intersection(after)):
        return "title"
    if how == "named" or (_CALLED.intersection(before) and _WHOM.intersection(before)):
        return "nickname"  # call the bridge “Old Creaky”
    if titled and len(spoken) > 1 and not shouted and "so-called" not in before[-1:]:
        return "title"
    if after[:1] == ["when"] and before[-1:] in (["is"], ["are"]):
        return "term"
    if before[-2:] == [",", "or"]:
        return "term"
    return "scare"


def is_label(frame: Frame, index: int) -> bool:
    """True for what marks only show: an “A” or a “B”, click “Submit”, say “dreckly” for later."""
    tokens, place = frame.tokens, frame.places[index]
    stretch = frame.stretches[index]
    if stretch.end - stretch.start == 1 or how_mentioned(frame, index) is not None:
        return True
    if place == 0:
        return False
    before = tokens[place - 1].low
    if before in _BUTTONS:
        return True
    after = tokens[place + 1].low if place + 1 < len(tokens) else ""
    alone = " " not in tokens[place].text
    return alone and after == "for" and before in ("say", "use", "word", "and")


def _is_titled(spoken: list[str]) -> bool:
    """True when every word begins with a capital or a figure, small words in the middle aside."""
    if not spoken or not (spoken[0][0].isupper() or spoken[0][0].isdigit()):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in spoken)


def _is_headline_style(frame: Frame) -> bool:
    """True where Most Words Begin With a Capital, so that a capital tells nothing."""
    known: bool | None = frame.memo.get("headline style")
    if known is None:
        told = [token for token in frame.tokens if token.kind == "word"]
        capitals = [token for token in told if token.is_capital]
        known = (
            len(told) > 2 and frame.tokens[-1].text != "." and 2 * len(capitals) > 1.2 * len(told)
        )
        frame.memo["headline style"] = known
    return known
