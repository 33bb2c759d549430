"""On what somebody speaks and by what wire: "on Monday's Today programme", "on CNN", "by email"."""

from __future__ import annotations

from ..frames.frames import Frame, Token
from ..frames.wordflags import DAYS
from ..lexicons import words
from ..spans import Span, trimmed, without_possessive
from ..speech.speech import Speech

_ABOUT = frozenset("of about that to for if when".split())
_ANY = frozenset("a an his her their".split())
_BY_WIRE = frozenset("email e-mail phone telephone text fax letter".split())
_TITLE = 60  # characters of the title of what is broadcast, with its marks
_CALENDAR = words("calendar")
_STATIONS, _PROGRAMMES = words("broadcasters"), words("programme_words")
#: Words in what a programme is called, where somebody speaks on it: on Morning Orle.
_IN_TITLES = frozenset(
    "newsnight newshour news morning breakfast tonight today show drivetime lunchtime midday "
    "agenda question forum debate".split()
)
Via = tuple[Span, str]


def programme(frame: Frame, at: int, last: int, speech: Speech | None) -> Via | None:
    """`Monday's Today programme`, `the podcast Deep Water`, `CNN's “Harbour Hour”`: what somebody
    speaks on, named hard behind the words that say so. "On a podcast" names nothing."""
    tokens = frame.tokens
    first = at + 1
    speaks = bool(at) and tokens[at - 1].low in ("speaking", "spoke", "talking")
    if first >= last or not (speaks or _appears(tokens, at) or hard_behind(tokens, at, speech)):
        return None
    if tokens[first].kind == "quote" and _appears(tokens, at):
        return _titled(frame, first)
    if tokens[first].low in _ANY:
        return None
    end = found = first
    has_name = name_follows = False
    while end < min(last, first + 9) and tokens[end].kind == "word":
        token, low = tokens[end], _bare(tokens[end].low)
        is_named = token.is_capital and low not in _CALENDAR
        if low in _PROGRAMMES and (has_name or low == "podcast"):
            found, name_follows = end + 1, low == "podcast"
        elif token.is_capital and (low in _STATIONS or tokens[end - 1].text == "Radio"):
            found = end + 1  # CNN, Radio Orle
        elif is_named and name_follows:
            found = end + 1
        elif not token.is_capital and end > first and low not in ("of", "the", "and"):
            break
        has_name = has_name or is_named
        if found == end + 1 and token.low != low:
            break  # CNN['s “Harbour Hour”]
        end += 1
    if found == first and (speaks or _appears(tokens, at)):
        found = _past_title(tokens, first, last)
        has_name = True
    if found == first or not has_name:
        return None
    return without_possessive(frame.span(first, found)), "programme"


def _appears(tokens: tuple[Token, ...], at: int) -> bool:
    """`Appearing [on] …`"""
    return bool(at) and tokens[at - 1].low in ("appearing", "appeared", "interviewed")


def _past_title(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Behind `Morning Orle`, `Newsnight Extra`: capitals with a programme's word; else `first`."""
    end = first
    while end < last and tokens[end].kind == "word" and tokens[end].is_capital:
        end += 1
    title = {token.low for token in tokens[first:end]}
    return end if len(title) > 1 and title & _IN_TITLES and not title & DAYS else first


def _titled(frame: Frame, at: int) -> Via | None:
    """The title of a programme, without its marks: `Appearing on “Harbour Hour,” she said`."""
    span = frame.span(at, at + 1)
    if span.length > _TITLE:
        return None
    span = trimmed(frame.body, span.start, span.end, " “”\"'‘’«»,.")
    return (span, "programme") if span.length and span.text[0].isupper() else None


def hard_behind(tokens: tuple[Token, ...], at: int, speech: Speech | None) -> bool:
    """True within three words behind the words that say who speaks: `said late on Monday [on]`."""
    if speech is None or not speech.last <= at <= speech.last + 3:
        return False
    between = tokens[speech.last : at]
    return all(token.kind == "word" and token.low not in _ABOUT for token in between)


def by_wire(frame: Frame, at: int, last: int, speech: Speech | None) -> Via | None:
    """`by email`, `over the phone`, hard behind the words that say so."""
    tokens = frame.tokens
    if not hard_behind(tokens, at, speech):
        return None
    first = at + 1
    if first < last and tokens[first].low == "the":
        first += 1
    if first >= last or tokens[first].low not in _BY_WIRE:
        return None
    end = first + 1
    if tokens[first].low == "text" and end < last and tokens[end].low == "message":
        end += 1
    return frame.span(at + 1, end), "channel"


def _bare(low: str) -> str:
    return low.removesuffix("'s").removesuffix("’s")
