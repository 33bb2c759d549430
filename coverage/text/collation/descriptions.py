"""Descriptions: how far the words reach by which an outlet says who somebody is.

`what appears to be [a Russian soldier]`, `[Ines Varga], the ferry's captain`, `a man identified as
[Ivan Petrov]`: what hedges or explains a naming belongs to it, so that no hedge is cut off.
"""

from __future__ import annotations

import re

from ..frames.frames import Frame, Token
from ..lexicons import words
from ..people.clauses import is_finite, is_finite_word
from ..people.naming import is_calling
from ..people.namings import DETERMINERS, PRONOUNS, STOPS
from ..spans import Span

_VERBS = "|".join(sorted(words("hedge_verbs")))
_SURELY = (
    "apparently|reportedly|allegedly|supposedly|purportedly|seemingly|evidently|presumably|"
    "possibly|probably|perhaps|widely|initially|tentatively"
)
_SEEMS = "appears?|appeared|appearing|seems?|seemed|seeming|looks?|looked|looking"
_POSES = "claiming|purporting|pretending|posing|masquerading|claimed|claims|purports|purported"
_TO_BE = r"(?:to be|to have been|as being|as|like|of being)"
#: What hedges the naming behind it. Each part is bounded, and only the words right before are seen.
_BEFORE = re.compile(
    rf"(?:(?:\b(?:what|who|which|that) )?\b(?:{_SEEMS}) {_TO_BE} "
    rf"|(?:\b(?:what|who|which|that) )?(?:\b(?:is|was|are|were|has been|had been) )?"
    rf"(?:\b(?:{_SURELY}) )?\b(?:{_VERBS}) (?:by (?:\w+ ){{1,3}})?{_TO_BE} "
    rf"|\b(?:{_POSES}) {_TO_BE} "
    rf"|\b(?:named|called) "
    rf"|\b(?:{_SURELY}) )(?:\b(?:{_SURELY}) )?$",
    re.IGNORECASE,
)
#: The naming before such a hedge: "[a man] believed to be", without a verb between.
_NAMED_BEFORE = re.compile(r"\b(?:an?|the|one|another) (?:[\w’'-]+ ){1,4}$", re.IGNORECASE)
_BEHIND = re.compile(
    rf",? (?:who (?:is|was|has been) )?(?:(?:{_SURELY}) )?\b(?:{_VERBS}) {_TO_BE} ", re.IGNORECASE
)
_WHAT = ("what ", "who ", "which ", "that ")
_COPULAS = re.compile(r"\b(?:is|was|are|were|has been|had been) ", re.IGNORECASE)
_LOOKED_BACK = 90  # code points
_MOST_BEHIND = 6  # words
_MOST_APPOSED = 14  # tokens
_LONGEST_AGE = 3
_CLOSING = frozenset([",", ".", ";", ":", "–", "—", "?", "!"])
_DASHES = frozenset("–—")
_OWN = frozenset("its his her their our the a an".split())


def hedged(frame: Frame, first: int, last: int) -> Span:
    """The naming of tokens `first` to `last` with what hedges it on both sides."""
    start, end = frame.start_of(first), frame.end_of(last - 1)
    return Span.of(frame.body, hedge_before(frame, first, start), hedge_behind(frame, last, end))


def hedge_before(frame: Frame, first: int, start: int) -> int:
    """Where the hedge of a naming begins that starts with token `first`; `start` without one."""
    begin = max(frame.start_of(frame.sentences[frame.sentence_of(first)][0]), start - _LOOKED_BACK)
    before = frame.body[begin:start]
    hedge = _BEFORE.search(before)
    if hedge is None:
        return start
    at = hedge.start()
    words_of_it = hedge.group().lower()
    if words_of_it.startswith(_WHAT[0]) or _COPULAS.match(words_of_it):
        return begin + at
    named = _NAMED_BEFORE.search(before[:at])
    if named and not any(is_finite_word(word) for word in named.group().lower().split()):
        return begin + named.start()
    if words_of_it in ("named ", "called "):
        return start  # nobody is named so here: `they called Lund`
    return begin + at


def hedge_behind(frame: Frame, last: int, end: int) -> int:
    """Where `[a soldier] believed to be Russian` ends; `end` where no hedge follows."""
    stop = frame.end_of(frame.sentences[frame.sentence_of(last - 1)][1] - 1)
    follows = _BEHIND.match(frame.body, end, stop)
    if follows is None:
        return end
    reach = end
    for count, word in enumerate(
        re.finditer(r"(\S+?)(?=[\s,.;:!?—–]|$)", frame.body[follows.end() : stop])
    ):
        low = word.group().lower()
        between = frame.body[reach : follows.end() + word.start()] if count else ""
        if count >= _MOST_BEHIND or between.strip() or is_finite_word(low):
            break
        if count and low in STOPS and low not in ("of", "from"):
            break
        reach = follows.end() + word.end()
    return reach


def apposed(frame: Frame, first: int, last: int) -> tuple[int, int]:
    """The tokens of a name with what stands beside it and says who that is."""
    tokens = frame.tokens
    begin, stop = frame.sentences[frame.sentence_of(first)]
    return _apposed_before(tokens, first, last, begin, stop), _apposed_behind(tokens, last, stop)


def _apposed_behind(tokens: tuple[Token, ...], last: int, stop: int) -> int:
    """`Ines Varga[, the ferry's captain,]`, `Tom Orde[, 34,]`, `Ann Bell [(47)]`."""
    if last >= stop:
        return last
    sign = tokens[last].text
    if sign == "(":
        closing = next(
            (at for at in range(last + 1, min(stop, last + 8)) if tokens[at].text == ")"), 0
        )
        return closing + 1 if closing else last
    if sign != "," and sign not in _DASHES:
        return last
    reach = last
    for _ in range(2):  # an age, and who that is
        end = _apposition(tokens, reach, stop)
        if end == reach:
            break
        reach = end
        if reach >= stop or tokens[reach].text != ",":
            break
    return reach


def _apposition(tokens: tuple[Token, ...], at: int, stop: int) -> int:
    """The token behind the apposition that the point at `at` opens; `at` where it opens none."""
    begin = at + 1
    if begin >= stop:
        return at
    end = begin
    while end < min(stop, begin + _MOST_APPOSED) and tokens[end].text not in _CLOSING:
        if tokens[end].kind == "quote":
            break
        end += 1
    if end == begin or (end < stop and tokens[end].kind == "word"):
        return at
    if tokens[begin].text.isdigit() and end == begin + 1:
        return end if len(tokens[begin].text) <= _LONGEST_AGE else at
    if any(is_finite(token) for token in tokens[begin:end]) or not _is_calling(tokens, begin, end):
        return at
    if end + 1 < stop and tokens[end].text == "," and tokens[end + 1].low in ("and", "or"):
        return at  # a list: the coastguard, the mayor, and …
    if any(token.low in ("and", "or") for token in tokens[begin : begin + 2]):
        return at
    return end


def _is_calling(tokens: tuple[Token, ...], begin: int, end: int) -> bool:
    """True where the words say what somebody is: `the company's chief executive of ports`."""
    if tokens[begin].low in STOPS or tokens[begin].low.endswith("ing"):
        return False  # Lund, to visit Osterby; Lund, accusing the mayor
    head = begin
    while head < end and tokens[head].low not in ("of", "for", "at", "in", "with", "from", "on"):
        if tokens[head].low in PRONOUNS and tokens[head].low not in _OWN:
            return False
        head += 1
    for at in range(head - 1, max(begin, head - 3) - 1, -1):
        low = tokens[at].low
        if tokens[at].kind == "word" and not tokens[at].is_capital and is_calling(low):
            return tokens[begin].low in DETERMINERS or at == head - 1
        if not low.endswith("ing"):
            break  # a nurse [travelling with her son]
    first = tokens[begin].low
    return first in ("a", "an", "the", "its", "his", "her", "their") and any(
        is_calling(token.low) for token in tokens[begin + 1 : begin + 5] if token.kind == "word"
    )


def _apposed_before(tokens: tuple[Token, ...], first: int, last: int, begin: int, stop: int) -> int:
    """`[The ferry's captain,] Ines Varga, …`"""
    if first - 2 < begin or tokens[first - 1].text != ",":
        return first
    if last < stop and tokens[last].text not in _CLOSING and tokens[last].kind != "quote":
        return first
    if last + 1 < stop and tokens[last].text == "," and tokens[last + 1].low in ("and", "or"):
        return first
    if tokens[first - 2].is_capital or not is_calling(tokens[first - 2].low):
        return first
    at = first - 2
    while at > begin and at > first - 9:
        at -= 1
        low = tokens[at].low
        if low in DETERMINERS:
            return _past_owner(tokens, at, begin)
        if tokens[at].kind != "word" or is_finite(tokens[at]) or low in STOPS:
            break
    return first


def _past_owner(tokens: tuple[Token, ...], at: int, begin: int) -> int:
    """The first token of a naming: numbers before a determiner are part of it."""
    if at > begin and tokens[at - 1].low in ("one", "all"):
        return at - 1
    return at
