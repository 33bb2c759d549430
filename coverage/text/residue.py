"""Residue: a line that is all that is left of a post which did not survive the copying.

Each kind is a form of words that pages and extractors leave where a post stood, with the reason
that is shown to the person who settles the line.
"""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .patterns import late

KindOfResidue = Literal["source", "via", "button", "gone", "placeholder"]

_PLATFORMS = (
    r"(?:twitter|x|instagram|facebook|tiktok|youtube|reddit|telegram|threads|bluesky|mastodon)"
)
_SOURCE = late(
    r"(?:source|quelle|fuente|fonte|bron|källa|kilde|źródło|zdroj|forrás|sumber|источник)[:.…]*",
    re.I,
)
_VIA = late(r"via (?:twitter|x|instagram|facebook|tiktok|youtube|reddit|telegram)[:.…]*", re.I)
_GONE = late(
    r"(?:tweet may have been deleted(?: \(opens in a new tab\))?|"
    r"this (?:tweet|post) (?:is unavailable|has been deleted|was deleted)[^\n]{0,60})[:.…]*",
    re.I,
)
_PLACEHOLDER = late(
    r"(?:(?:archived|embedded) (?:tweet|post)|"
    r"(?:tweet|twitter|instagram|facebook|tiktok|youtube) (?:embed|post)|"
    r"loading (?:tweet|post|video)[^\n]{0,20}|\[(?:tweet|embed|instagram|youtube|video)[^\]\n]{0,80}\])[:.…]*",
    re.I,
)
_BUTTON = late(
    r"(?:(?:view|see|watch|read)(?: this| the)? (?:post|tweet|photo|video|reel|more)? ?(?:on|at) "
    rf"{_PLATFORMS})[:.…]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Residue:
    """What kind of residue a line is, and why it is asked about, in words."""

    kind: KindOfResidue
    reason: str


_KINDS: tuple[tuple[re.Pattern[str], Residue], ...] = (
    (
        _SOURCE,
        Residue("source", "“Source” alone on its line: what a page’s embed leaves in copied text"),
    ),
    (_VIA, Residue("via", "the name of a platform alone on its line, with nothing it came with")),
    (_GONE, Residue("gone", "what pages print where a post was deleted or cannot be shown")),
    (_PLACEHOLDER, Residue("placeholder", "what stands in a post’s place while a page loads")),
    (_BUTTON, Residue("button", "the words of a button that platforms print under a post")),
)
#: What the kinds are called where they are chosen from.
NAMES_OF_KINDS: dict[KindOfResidue, str] = {
    "source": "“Source” lines",
    "via": "platforms named",
    "button": "buttons of posts",
    "gone": "posts taken down",
    "placeholder": "placeholders",
}
_OTHER = Residue("source", "the reader took it for what is left of a lost post")


def residue_of(text: str) -> Residue | None:
    """What residue the line `text` is by its words alone; None for a line that is none."""
    if len(text) > 120:
        return None
    return next((residue for pattern, residue in _KINDS if pattern.fullmatch(text)), None)


def told_residue(text: str) -> Residue:
    """The same for a line that a reader, maybe an earlier one, took for residue."""
    return residue_of(" ".join(text.split())) or _OTHER
