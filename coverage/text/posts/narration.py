"""Whether a paragraph reads like a post's words or like an outlet's narration.

Used where a plain text has an attribution line and it must be told which of the paragraphs before
it are the post. Signs are added up; nothing here is certain, and in doubt it is narration.
"""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from ..languages import guess_language
from ..patterns import late

MEDIA_LINK = late(r"(?:https?://)?pic\.(?:twitter|x)\.com/[A-Za-z0-9]+")
#: Stands in every such link.
MEDIA_SIGN = "pic."
_SHORT_LINK = late(r"https?://t\.co/\w+")
_TAG = late(r"(?<![\w/&])[#@]\w{2,}")
_PICTOGRAPH = late("[\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff\U0001f1e6-\U0001f1ff]")
_FIRST_PERSON = late(
    r"\b(?:I|I['’](?:m|ve|ll|d)|we|We|my|My|me|our|Our|us|im|u|ur|you|You|your|Your|ich|wir|mein|"
    r"je|nous|mon|yo|mi|nosotros|eu|meu|io|ik|mij|jag|jeg)\b"
)
_REPORTS = late(
    r"\b(?:said|says|told|according to|tweeted|retweeted|wrote|posted|added|explained|reported|"
    r"took to|shared|captioned|commented|replied|responded|netizens?|users?|viewers|spokes\w+|"
    r"the (?:tweet|post|clip|video|footage)|some people|many people|social media|went viral|"
    r"schrieb|sagte|teilte|twitterte|écrit|dit|déclaré|escribió|dijo|publicó|scrisse|ha scritto|"
    r"schreef|zei|skrev|sade)\b"
)
_SPEECH = late(r"[“\"„«][^”\"“»\n]{3,300},?[”\"“»],? (?:\w+ ){0,3}(?:said|says|wrote|added|told)\b")
_THREAD = late(r"^(?:\(?\d{1,2}/(?:\d{1,2}|n)?\)?|\d{1,2}\)|🧵)|(?:\(?\d{1,2}/\d{0,2}\)?|🧵)$")
_BREAKING = late(r"^(?:BREAKING|WATCH|NEW|JUST IN|UPDATE|THREAD|RT)\b[:\s]")
_WEEKDAY = late(
    r"\bon (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|\b(?:am|on) \w+(?:tag|day)\b"
)


def media_links(text: str) -> Iterator[re.Match[str]]:
    """The links to a post's own picture or clip ("pic.twitter.com/…"), in order."""
    return MEDIA_LINK.finditer(text) if MEDIA_SIGN in text else iter(())


def lean(text: str, language: str = "") -> int:
    """Above 0: reads like a post's own words; below 0: like narration; 0: cannot be told.

    `language` is that of the whole text; a paragraph in another one is likely shown, not written.
    """
    score = 0
    if next(media_links(text), None) or _SHORT_LINK.search(text):
        score += 4
    if _TAG.search(text):
        score += 2
    if _PICTOGRAPH.search(text):
        score += 3
    if text[:1].islower():
        score += 3
    if _THREAD.search(text):
        score += 3
    if _BREAKING.match(text):
        score += 2
    if _FIRST_PERSON.search(_without_speech(text)):
        score += 2
    if text[-1:].isalpha():
        score += 1
    if "!" in text:
        score += 1
    if _REPORTS.search(text):
        score -= 2
    if _SPEECH.search(text):
        score -= 3
    if _WEEKDAY.search(text):
        score -= 1
    if text.endswith((":", "：")):
        score -= 6
    if len(text) > 320:
        score -= 2
    if language and len(text) > 40:
        own = guess_language(text)
        if own and own != language:
            score += 3
    return score


_SPOKEN = late(r"[“\"„«][^”\"“»\n]{1,400}[”\"“»]")


def _without_speech(text: str) -> str:
    """The text with what stands in quote marks taken out: its "I" is not the writer's."""
    return _SPOKEN.sub(" ", text)
