"""Looking again at the stories around an article that came: what it shows to be one story, what it
draws out of one into another, and what stands alone now that it is there.

A few of a story's articles, the newest, speak for it, so what this costs does not depend on how
many there are; the others go with the larger part of those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .batch import Pairs, clusters

#: Stories around an article that are looked at again, those most like it.
STORIES = 4
#: An article touches a story when it is at least so like one of its articles (0–1). It changes
#: nothing where it is so like all of those that speak for a story and touches no other.
TOUCH, AGREE = 0.2, 0.36
#: Two groups of several stay apart that are so much less alike than the looser of them is within
#: itself. A little less than in a batch, where all articles of the days are known.
SLACK = 0.25


@dataclass(frozen=True, slots=True)
class Part:
    """Articles (by their places) that belong together. `story` is the one they are in from now
    on, None for one of their own; all articles of the stories `joining` come into it too."""

    articles: tuple[int, ...]
    story: int | None
    joining: tuple[int, ...]


def touched(links: Mapping[int, Sequence[float]]) -> list[int]:
    """The stories to look at again because of an article, likeliest first, given how like it is to
    each that speaks for a story; none where it is like none, or like all of one story alone."""
    near = [story for story, values in links.items() if max(values, default=0.0) >= TOUCH]
    if not near or (len(near) == 1 and min(links[near[0]]) >= AGREE):
        return []
    return sorted(near, key=lambda one: -sum(links[one]) / len(links[one]))[:STORIES]


def parts(
    days: Sequence[int | None],
    links: Pairs,
    story_of: Sequence[int | None],
    sizes: Mapping[int, int],
) -> list[Part]:
    """What some articles make when they are grouped anew, in order of arrival: their days, how
    alike each two are, (earlier, later), the story each is in (None: in none yet), and how many
    articles each story has.

    A story is where most of its articles are, the first of these if two parts hold as many. Where
    several stories are in one part, that with the most articles stays, or the oldest.
    """
    groups = sorted({tuple(group) for group in clusters(days, links, SLACK).values()})
    inside: defaultdict[int, list[int]] = defaultdict(list)
    for story in dict.fromkeys(story for story in story_of if story is not None):
        counts = [sum(story_of[n] == story for n in group) for group in groups]
        inside[counts.index(max(counts))].append(story)
    found = []
    for at, group in enumerate(groups):
        stories = sorted(inside[at], key=lambda story: (-sizes[story], story))
        found.append(Part(group, stories[0] if stories else None, tuple(stories[1:])))
    return found
