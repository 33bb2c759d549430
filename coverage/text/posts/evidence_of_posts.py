"""Which post a lost line may have been: the posts of other articles, weighed against its place.

Evidence, not a verdict: each post comes with what speaks for it in words, and a person links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..figures.calendars import MONTHS
from ..patterns import late
from ..words import find_words, is_common, stem

LINES_AROUND = 3
_LONGEST_LINE = 280  # of a line shown or weighed
_LEAST_SHARED = 3  # words that matter, before they speak for a post
_LEAST_AROUND = 4
_LONG_HANDLE = 7  # a shorter one without its @ may be any word
#: "2 March", "2. März", "2 de marzo", "March 2"; a year may follow.
_DAY = late(
    r"(?<!\d)(?:(\d{1,2})\.?\s(?:de\s)?([^\W\d_]{3,12})|([^\W\d_]{3,12})\.?\s(\d{1,2})(?!\d))"
)
_PLATFORM = late(
    r"\b(?:twitter|x|instagram|facebook|tiktok|youtube|reddit|telegram|threads|bluesky|mastodon)\b",
    re.I,
)
#: At this weight a post is shown as what may have stood here.
SPEAKS = 1.5


@dataclass(frozen=True, slots=True)
class LostPlace:
    """Where the residue stands: its words, and the lines around it, nearest last and first."""

    line: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostElsewhere:
    """A post as another article has it; `around` are the words around it there."""

    key: int
    platform: str  # as pages call it: "X", "YouTube"
    handle: str
    author: str
    text: str
    posted: date | None
    around: str


@dataclass(frozen=True, slots=True)
class Likely:
    """A post with its weight and what speaks for it: "names @portwatch near this line"."""

    key: int
    weight: float
    reasons: tuple[str, ...]


def lines_around(
    body: str, start: int, end: int, number: int = LINES_AROUND
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(lines before, lines after) the stretch, blank ones left out; long ones keep the near end."""
    head = body[max(0, start - number * 4000) : start].split("\n")
    tail = body[end : end + number * 4000].split("\n")
    before = [words for line in head if (words := " ".join(line.split()))][-number:]
    after = [words for line in tail if (words := " ".join(line.split()))][:number]
    return (
        tuple(w if len(w) <= _LONGEST_LINE else "…" + w[-_LONGEST_LINE:] for w in before),
        tuple(w if len(w) <= _LONGEST_LINE else w[:_LONGEST_LINE] + "…" for w in after),
    )


def weigh_posts(place: LostPlace, posts: Iterable[PostElsewhere]) -> tuple[Likely, ...]:
    """The posts that something at the place speaks for, the likeliest first."""
    near = "\n".join((*place.before, *place.after))
    stems = _stems(near)
    days = _days(near)
    weighed = [_weigh(place, near, stems, days, post) for post in posts]
    best: dict[int, Likely] = {}
    for one in weighed:
        if one.weight > 0 and (one.key not in best or best[one.key].weight < one.weight):
            best[one.key] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.weight, one.key)))


def _weigh(
    place: LostPlace, near: str, stems: set[str], days: set[tuple[int, int]], post: PostElsewhere
) -> Likely:
    weight, reasons = 0.0, []
    if post.handle and _stands(f"@{post.handle}", near):
        weight += 3
        reasons.append(f"“@{post.handle}” stands near this line")
    elif len(post.handle) >= _LONG_HANDLE and _stands(post.handle, near):
        weight += 2
        reasons.append(f"“{post.handle}” stands near this line")
    elif len(post.author) > 4 and _stands(post.author, near):
        weight += 2
        reasons.append(f"“{post.author}” stands near this line")
    own = _stems(post.text)
    shared = len(own & stems)
    if shared >= _LEAST_SHARED:
        weight += 1 + 2 * shared / len(own)
        reasons.append(f"{shared} of its {len(own)} telling words stand near this line")
    around = len(_stems(post.around) & stems)
    if around >= _LEAST_AROUND:
        weight += min(2.5, around / 3)
        reasons.append(f"the text around it there shares {around} telling words with this place")
    if post.posted and (post.posted.day, post.posted.month) in days:
        weight += 1.5
        reasons.append("its day stands near this line")
    named = _PLATFORM.search(place.line)
    if named:
        same = named.group().casefold().replace("twitter", "x") == post.platform.casefold()
        weight += 1 if same else -2
        if same:
            reasons.append(f"the line names {post.platform}")
    return Likely(post.key, round(weight, 2), tuple(reasons))


def _days(near: str) -> set[tuple[int, int]]:
    """The (day, month) of every date there; most texts give no year."""
    found = set()
    for match in _DAY.finditer(near):
        day, month = match[1] or match[4], (match[2] or match[3]).lower()
        if month in MONTHS:
            found.add((int(day), MONTHS[month]))
    return found


def _stems(text: str) -> set[str]:
    return {stem(word.norm) for word in find_words(text) if not is_common(word.norm)}


def _stands(name: str, near: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", near, re.IGNORECASE) is not None
