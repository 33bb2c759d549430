"""Via: through whom a quote was heard: "as translated by the Lamp", "told Reuters", "on X"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from .frames import Frame, Token
from .lexicons import lines, words
from .mentions import Named, read_mention
from .spans import Span
from .speech import Speech

_PLATFORMS = words("platforms")
_OUTLETS = words("outlet_words")
_AUDIENCES = words("audiences")
_STATEMENTS = {row[0]: row[1] for row in lines("statement_words")}
#: Tokens on either side of a quote in which a go-between may stand.
_REACH = 160
_SIGNS = frozenset(
    "told tells telling tell speaking spoke spoken talking interview comments remarks appearance "
    "conversation quoted cited reported obtained published seen according on via to in from "
    "through translated translation translations subtitles subtitled".split()
)
#: Where an article names the outlet it appeared in: characters from its start and its end.
_HEAD, _FOOT = 4000, 1000
_WORD_BEFORE, _WORD_AFTER = re.compile(r"\b(\w+)\s\Z"), re.compile(r"\s(\w+)")
_TRANSLATED = frozenset("translated translation translations subtitles subtitled".split())
_POSSESSIVE = frozenset("his her their its the a an our my".split())
#: The better told, the earlier: a translation says more about the wording than a platform.
_ORDER = {"translation": 0, "told": 1, "interview": 2, "quoted": 3, "according": 4}
Via = tuple[Span, str]


def find_via(body: str, frame: Frame, spot: int, place: int, speech: Speech | None) -> Via | None:
    """The span that names the go-between and how it went between, or None.

    Looks in sentence `spot`, where the quote stands at token `place`, and in that of its cue
    (`speech`). A translation named earlier in the passage holds for the rest of it.
    """
    found: list[tuple[int, int, Span, str]] = []
    for sentence in {spot, speech.sentence} if speech else {spot}:
        first, last = frame.sentences[sentence]
        for at in range(max(first, place - _REACH), min(last, place + _REACH)):
            if frame.tokens[at].low in _SIGNS or (speech and speech.cue == at):
                via = _at(body, frame.tokens, at, last, speech)
                if via:
                    named = via[0].text[0].isupper()  # an outlet's name, not "an interview"
                    rank = _ORDER.get(via[1], 5) if named else 6
                    found.append((rank, abs(at - place), *via))
    best = min(found, key=lambda row: row[:2], default=None)
    if best and best[0] == 0:
        return best[2], best[3]
    return _translated_before(body, frame, spot) or (best[2:] if best else None)


def _translated_before(body: str, frame: Frame, spot: int) -> Via | None:
    """The translation named in a sentence of this passage before `spot`, the nearest."""
    known: list[tuple[int, Via]] | None = frame.memo.get("translations")
    if known is None:
        known = frame.memo["translations"] = []
        for sentence, (first, last) in enumerate(frame.sentences):
            for at in range(first, last):
                via = _translation(body, frame.tokens, at, last)
                if via is not None:
                    known.append((sentence, via))
    place = bisect_left(known, spot, key=lambda row: row[0])
    return known[place - 1][1] if place else None


def _at(
    body: str, tokens: tuple[Token, ...], at: int, last: int, speech: Speech | None
) -> Via | None:
    """What the words from this token on say about a go-between."""
    token = tokens[at]
    low = token.low
    follows = tokens[at + 1].low if at + 1 < last else ""
    via = _translation(body, tokens, at, last)
    if via:
        return via
    if low in ("told", "tells", "telling", "tell") and speech and speech.cue == at:
        return _outlet(body, tokens, at + 1, last, "told")
    if low in ("speaking", "spoke", "spoken", "talking") and follows in ("to", "with", "on"):
        return _outlet(body, tokens, at + 2, last, "told")
    if low in ("interview", "comments", "remarks", "appearance", "conversation"):
        if follows in ("with", "to", "on", "for", "by", "in"):
            return _outlet(body, tokens, at + 2, last, "interview")
        return None
    if low in ("quoted", "cited", "reported", "obtained", "published", "seen") and follows in (
        "by",
        "in",
    ):
        return _outlet(body, tokens, at + 2, last, "quoted")
    if low == "according" and follows == "to" and (speech is None or speech.cue != at):
        return _outlet(body, tokens, at + 2, last, "according")
    if low in ("on", "via", "to") and at + 1 < last:
        return _platform(body, tokens, at + 1, last)
    if low in ("through", "via") and follows in _POSSESSIVE and at + 2 < last:
        if tokens[at + 2].low in ("interpreter", "translator"):
            return Span.of(body, tokens[at + 1].start, tokens[at + 2].end), "translation"
    if low in ("in", "from", "through") and follows in _POSSESSIVE:
        return _statement(body, tokens, at + 1, last)
    if speech and speech.cue == at and speech.subject.kind == "nominal":
        head = speech.subject.head
        if head in _STATEMENTS:
            return _span(body, tokens, speech.subject), _STATEMENTS[head]
    return None


def _translation(body: str, tokens: tuple[Token, ...], at: int, last: int) -> Via | None:
    """`translated by …`, `the translation provided by …`, `… 's translation`."""
    if tokens[at].low not in (
        "translated",
        "translation",
        "translations",
        "subtitles",
        "subtitled",
    ):
        return None
    for ahead in range(at + 1, min(last, at + 6)):
        if tokens[ahead].low == "from" and ahead + 2 < last and tokens[ahead + 2].low == "by":
            continue  # translated from Arabic by
        if tokens[ahead].low in ("by", "from"):
            named = read_mention(tokens, ahead + 1, last) if ahead + 1 < last else None
            if named and named.kind == "name":
                return _span(body, tokens, named), "translation"
            return None
        if tokens[ahead].kind != "word":
            return None
    return None


def _outlet(body: str, tokens: tuple[Token, ...], at: int, last: int, how: str) -> Via | None:
    """The outlet or the reporters named here; None for a person or a crowd spoken to."""
    if at >= last:
        return None
    named = read_mention(tokens, at, last)
    if named is None or named.kind == "pronoun":
        return None
    naming = [token for token in tokens[named.first : named.last] if token.kind == "word"]
    known = any(_bare(token.low) in _OUTLETS for token in naming)
    short = any(token.text.isupper() and 2 <= len(token.text) <= 5 for token in naming)
    article = naming[0].text == "The" and len(naming) > 1
    told = known or short or article or naming[-1].low in _AUDIENCES
    if not told and named.kind == "name" and len(naming) <= 2 and how in ("told", "interview"):
        told = _is_named_whole(body, naming[-1].text)
    if told:
        return _span(body, tokens, _outlet_alone(tokens, named)), how
    return None


@lru_cache(maxsize=32)
def _is_named_whole(body: str, word: str) -> bool:
    """True for `the Lamp` where the article's head or foot names `the Daily Lamp`."""
    for part in (body[:_HEAD], body[_HEAD:][-_FOOT:]):
        at = part.find(word)
        while at >= 0:
            before = _WORD_BEFORE.search(part, max(0, at - 20), at)
            after = _WORD_AFTER.match(part, at + len(word))
            for near in (before, after):
                if near and near[1][0].isupper() and near[1].casefold() in _OUTLETS:
                    return True
            at = part.find(word, at + 1)
    return False


def _outlet_alone(tokens: tuple[Token, ...], named: Named) -> Named:
    """`CNN` of `CNN's Ann Bell`: the words up to the possessive."""
    for at in range(named.first, named.last - 1):
        if tokens[at].low.endswith(("'s", "’s")) and tokens[at].is_capital:
            return Named(named.first, at + 1, named.kind, named.head, named.sure, True)
    return named


def _bare(low: str) -> str:
    return low.removesuffix("'s").removesuffix("’s")


def _platform(body: str, tokens: tuple[Token, ...], at: int, last: int) -> Via | None:
    """`Twitter`, `his Twitter`, `her Facebook page` after "on"."""
    first = at
    if tokens[at].low in _POSSESSIVE and at + 1 < last:
        at += 1
    token = tokens[at]
    if token.low not in _PLATFORMS or not token.is_capital:
        return None
    if token.text.startswith("X") and at > first:
        return None
    end = at + 1
    if end < last and tokens[end].low in ("page", "account", "feed", "channel", "social"):
        end += 1
    return Span.of(body, tokens[first].start, tokens[end - 1].end), "post"


def _statement(body: str, tokens: tuple[Token, ...], at: int, last: int) -> Via | None:
    """`a statement`, `his letter`, `an open letter`: the paper or post that carried the words."""
    for ahead in range(at + 1, min(last, at + 5)):
        token = tokens[ahead]
        if token.kind != "word":
            return None
        if token.low in _STATEMENTS:
            return Span.of(body, tokens[at].start, token.end), _STATEMENTS[token.low]
    return None


def _span(body: str, tokens: tuple[Token, ...], named: Named) -> Span:
    """The words of a naming, a possessive's ending left off."""
    start, end = tokens[named.first].start, tokens[named.last - 1].end
    for ending in ("'s", "’s"):
        if body[start:end].endswith(ending):
            end -= 2
    return Span.of(body, start, end)
