"""Posts copied out of their own page or frame: name, account, words and time on lines of their own.

Port Watch
@portwatch
Bridge is closed again.
9:14 AM · May 4, 2023
Read 12 replies
"""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..figures.calendars import DATE_PATTERN, read_date
from ..lines import Line
from ..patterns import late

_MOST_LINES = 14
_LONGEST = 2000
_LONGEST_NAME = 60
_CLOCK = r"\d{1,2}[:.]\d\d(?:\s?[AaPp]\.?[Mm]\.?)?"
_CLOSES = late(
    rf"(?:(?:Last edited|Edited)\s)?(?:{_CLOCK}\s?[·•-]\s?(?P<day>{DATE_PATTERN})|(?P<other_day>{DATE_PATTERN}) at {_CLOCK})"
    r"(?:\s?[·•]\s?[^\n]{1,60})?"
)
_HAS_CLOCK = re.compile(r"\d[:.]\d\d")
_ACCOUNT = late(r"@(?P<handle>[A-Za-z0-9_]{2,30}(?:\.[A-Za-z0-9-]{1,40}){0,4})")
_NAME_AND_ACCOUNT = late(
    r"(?P<name>[^@\n]{1,60}?)\s?\(?@(?P<handle>[A-Za-z0-9_]{2,30}(?:\.[A-Za-z0-9-]{1,40}){0,4})\)?(?:\s?[·•]\s?(?:Follow(?:ing)?|Folgen|Suivre|Seguir|Segui)?)?"
)
_BUTTON = late(
    r"[·•]|Follow(?:ing)?|Folgen|Suivre|Seguir|Segui|Subscribe|Verified(?: account)?", re.I
)
_COUNTS = late(
    r"(?:[\d.,]+\s?[KMkm]?\s?)?(?:views?|reposts?|retweets?|quotes?(?: tweets?)?|likes?|bookmarks?|replies|comments?|shares?)"
    r"(?:\s[\d.,]+\s?[KMkm]?\s?(?:quotes?|likes?|bookmarks?|reposts?|retweets?))*|[\d.,]+\s?[KMkm]?|"
    r"reply|copy link(?: to (?:post|tweet))?|read [\d.,]+[km]? repl(?:y|ies)|read the full conversation on (?:x|twitter)|explore what['’]s happening on (?:x|twitter)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Copied:
    """A copied post: `start` at its name, its words from `words` to `closes`, `end` behind all."""

    start: int
    words: int
    closes: int
    end: int
    name: str
    handle: str
    posted: date | None


def find_copied(body: str, lines: tuple[Line, ...]) -> Iterator[Copied]:
    """Every post of which name, account, words and time stand on lines of their own, in order."""
    if "@" not in body:
        return
    floor = 0
    for index, line in enumerate(lines):
        text = line.text
        if len(text) > 110 or not _HAS_CLOCK.search(text):
            continue
        closes = _CLOSES.fullmatch(text)
        if closes is None:
            continue
        found = _opening(lines, index, floor)
        if found is None:
            continue
        first, account, name, handle = found
        if account + 1 == index or name.lower().startswith(("by ", "von ", "par ", "por ")):
            continue  # a byline with its account and date
        last = index
        while last + 1 < len(lines) and _COUNTS.fullmatch(lines[last + 1].text):
            last += 1
        floor = last + 1
        yield Copied(
            lines[first].start,
            lines[account].end,
            line.start,
            lines[last].end,
            name,
            handle,
            read_date(closes["day"] or closes["other_day"]),
        )


def _opening(lines: tuple[Line, ...], closing: int, floor: int) -> tuple[int, int, str, str] | None:
    """(line of the name, last line before the words, name, account) above a closing line."""
    for index in range(closing - 1, max(floor, closing - _MOST_LINES) - 1, -1):
        text = lines[index].text
        if lines[closing].start - lines[index].start > _LONGEST:
            return None
        if "@" not in text or len(text) > 2 * _LONGEST_NAME:
            continue
        last = index
        while last + 1 < closing and _BUTTON.fullmatch(lines[last + 1].text):
            last += 1
        account = _ACCOUNT.fullmatch(text)
        if account is not None:
            above = lines[index - 1] if index > floor else None
            if above is None or len(above.text) > _LONGEST_NAME or above.text[-1] in ".:!?,;":
                return None
            return index - 1, last, above.text, account["handle"]
        both = _NAME_AND_ACCOUNT.fullmatch(text)
        if both is not None and both["name"].strip(" ·•-—"):
            return index, last, both["name"].strip(" ·•-—"), both["handle"]
    return None
