"""Claimants: whose word a sentence gives what it asserts on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..found import FoundQuote, Mention
from ..spans import Span

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


#: Words of which one stands in every sentence that says whose word it gives.
NAMING_WORDS = frozenset(
    """according claim claimed claims said say says told report reported reports announce announced
    announces allege alleged alleges insist insisted insists argue argued argues admit admitted
    admits denied denies estimate estimated estimates confirm confirmed confirms state stated states
    warn warned warns note noted notes add added adds maintain maintained maintains found show
    showed shows suggest suggested suggests""".split()
)
LONGEST = 600  # characters of a sentence that are looked at


def find_speaker(sentence: Span, near: Sequence[FoundQuote]) -> Mention | None:
    """The speaker of the first quote that lies in the sentence; `near` are in order."""
    for quote in near:
        if quote.outer.start >= sentence.end:
            return None
        if quote.speaker and quote.outer.overlaps(sentence):
            return quote.speaker
    return None


def find_claimant(body: str, sentence: Span) -> Mention | None:
    """Who asserts the sentence by its own words: whom it is according to, who is said to say it."""
    text = sentence.text[:LONGEST]
    for match in _namings(text):
        if match:
            start = sentence.start + match.start("name")
            end = start + len(match["name"].rstrip(" ,.;:"))
            if end > start:
                span = Span.of(body, start, end)
                return Mention(span, span.text)
    return None


def _namings(text: str) -> Iterator[re.Match[str] | None]:
    """Where the sentence may say whose word it is; each pattern only where its words stand."""
    if "that" in text or "to have " in text:
        yield _SAYING.search(text)
    if "ccording to " in text:
        yield _ACCORDING.search(text)
    comma = text.rfind(",")  # no naming behind it holds another
    if comma >= 0:
        yield _SAID_LAST.match(text, comma)
