"""Grouping: which articles tell of the same event.

Online, an article joins the story whose articles it is on average most like, when that is likely
enough and hardly less than they are alike among themselves; otherwise it begins its own. Where it
is like articles of several stories, or like some of one and not like others, the newest articles
of these are grouped anew with it. A batch links stories the same way, the likeliest first. A false
split is better than a false merge. Pure:
candidates come from outside (`place`) or from an inverted index of its own (`group`); windows run
on the dates given, on the order of arrival where there are none, never on today's date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from .batch import clusters, link_pairs
from .reasons import reasons
from .revising import TOUCH, parts, touched
from .similarity import Frequencies, Signature, Weighed, likeness, sign
from .windows import (
    INDEX_TERMS,
    MEMBERS,
    WINDOW_DAYS,
    Left,
    Window,
    index_terms,
    telling,
    within,
)

__all__ = [
    "GROUPER_VERSION",
    "INDEX_TERMS",
    "WINDOW_DAYS",
    "Candidate",
    "Placement",
    "Signature",
    "group",
    "index_terms",
    "place",
    "reasons",
    "sign",
]

#: Goes up with any change that can change a grouping; every membership records it.
GROUPER_VERSION = "3"
#: An article joins a story it is on average at least this like (0–1), and that it is at most so
#: much less like than the story's articles are like each other; but no more is asked than ENOUGH,
#: as two reports that happen to be almost one text would keep out every third.
JOIN, SLACK, ENOUGH = 0.36, 0.25, 0.4

Alike = Callable[[Weighed, Weighed], float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story of the window, by the key its keeper knows it by."""

    key: str
    members: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article belongs; `story` None means it begins its own. `reasons` are sentences."""

    story: str | None
    confidence: float  # 0–1 that the placement is right
    reasons: tuple[str, ...]


def place(
    signature: Signature,
    candidates: Iterable[Candidate],
    frequencies: Frequencies | None = None,
) -> Placement:
    """Where the article belongs among the candidates, by average link; keeps no state.

    `frequencies`, where the keeper has them, say how many of its articles and of those of these
    days hold each term; otherwise the candidates stand for these days.
    """
    near = [(one.key, members) for one in candidates if (members := _near(signature, one.members))]
    known = frequencies or _among(signature, near)
    arrived = Weighed(signature, known)
    best, best_key, best_members = 0.0, "", list[Weighed]()
    seen = 0.0
    for key, members in near:
        weighed = [Weighed(member, known) for member in members]
        link = sum([likeness(arrived, member) for member in weighed]) / len(weighed)
        seen = max(seen, link)
        better = link > best or (link == best and key < best_key)
        if link >= JOIN and better and link >= _asked(_cohesion(weighed)):
            best, best_key, best_members = link, key, weighed
    if not best_members:
        return Placement(None, 1 - seen, ())
    return Placement(best_key, best, reasons(arrived, best_members))


def _among(signature: Signature, near: Sequence[tuple[str, Sequence[Signature]]]) -> Frequencies:
    """How common words are among the stories an article may belong to."""
    known = Frequencies()
    known.nearby.add(None, [term for term, _, _, _ in signature.terms])
    for key, members in near:
        for member in members:
            known.nearby.add(key, [term for term, _, _, _ in member.terms])
    return known


def _near(signature: Signature, members: Sequence[Signature]) -> list[Signature]:
    """The newest members an article may join: those within days of it and, if any of these has a
    date, those without one; a story whose dates are all too far away has none."""
    dated = [m for m in members if m.day is not None]
    if signature.day is not None and dated and not any(within(signature.day, m.day) for m in dated):
        return []
    return [m for m in members if within(signature.day, m.day)][-MEMBERS:]


def _cohesion(members: Sequence[Weighed]) -> float:
    """How alike the members of a story are on average; 0 for one alone."""
    links = [likeness(b, a) for n, b in enumerate(members) for a in members[:n]]
    return sum(links) / len(links) if links else 0.0


def _asked(cohesion: float) -> float:
    """How like a story an article must be where its articles are so like each other."""
    return min(cohesion - SLACK, ENOUGH)


def group(
    articles: Iterable[tuple[str, Signature]], batch: bool = False, alike: Alike = likeness
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(key, story, reasons) of every article; a story goes by the key of its first article.

    Online, each article is placed as it comes, and the stories around it are looked at again: the
    answer comes, in order of arrival, when its article leaves the window and nothing moves it any
    more. A batch reads all articles first and groups the whole set. `alike` is for measuring other
    weights.
    """
    return _in_batch(articles, alike) if batch else _online(articles, alike)


def _online(
    articles: Iterable[tuple[str, Signature]], alike: Alike
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    window, keys, names = Window(), dict[int, str](), dict[int, str]()

    def told(left: Iterable[Left]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        for one in left:
            key = keys.pop(one.number)
            name = names.setdefault(one.story, key)
            if one.is_last:
                del names[one.story]
            yield key, name, one.reasons

    for number, (key, signature) in enumerate(articles):
        keys[number] = key
        arrived = window.arrive(number, signature)
        yield from told(window.left())
        _arrive(window, number, arrived, alike)
    yield from told(window.close())


def _arrive(window: Window, number: int, arrived: Weighed, alike: Alike) -> None:
    """Put an article into the story it belongs to, and look again at those around it."""
    terms = telling(arrived)
    articles, nearest = window.index.articles, dict[int, float]()
    links: dict[int, dict[int, float]] = {}
    for n in window.index.nearest(arrived, terms):
        nearest[n] = alike(arrived, articles[n])
        links.setdefault(window.story_of[n], {})[n] = nearest[n]
    best, story = 0.0, number
    for other in [one for one, those in links.items() if max(those.values()) >= TOUCH]:
        members = window.members(other, number)
        links[other] = {
            n: nearest[n] if n in nearest else alike(arrived, articles[n]) for n in members
        }
        link = sum(links[other].values()) / max(1, len(members))
        if link >= JOIN and link > best and link >= _asked(window.cohesion(members)):
            best, story = link, other
    again = touched({other: list(those.values()) for other, those in links.items()})
    every = nearest | {n: value for those in links.values() for n, value in those.items()}
    window.settle(number, arrived, terms, number if again else story, every)
    if again:
        around = sorted(n for other in again for n in links[other])
        _look_again(window, number, [*around, number])
    elif story != number:
        _give_reasons(window, number, list(links[story]))


def _look_again(window: Window, number: int, around: Sequence[int]) -> None:
    """Group the articles around the one that arrived, the last of them, anew."""
    stories = [window.story_of[n] for n in around]
    sizes = {story: len(window.all_of(story)) for story in stories}
    days = [window.index.articles[n].signature.day for n in around]
    for part in parts(days, window.links_among(around), [*stories[:-1], None], sizes):
        members = [around[at] for at in part.articles]
        story = part.story
        if story is None:
            story = number if members == [number] else window.begin()
        others = [n for joining in part.joining for n in window.all_of(joining)]
        for n in dict.fromkeys((*members, *others)):
            if window.story_of[n] != story:
                window.move(n, story)
                _give_reasons(window, n, [m for m in members if m != n])


def _give_reasons(window: Window, number: int, others: Sequence[int]) -> None:
    articles = window.index.articles
    window.reasons[number] = reasons(articles[number], [articles[n] for n in others])


def _in_batch(
    articles: Iterable[tuple[str, Signature]], alike: Alike
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    kept = list(articles)
    # By day and text, not by arrival: the order in which articles came must not tell.
    order = sorted(range(len(kept)), key=lambda n: _place_in_time(kept[n][1]))
    signatures = [kept[n][1] for n in order]
    first = _online(((str(n), signature) for n, signature in enumerate(signatures)), alike)
    weighed, links = link_pairs(signatures, [story for _, story, _ in first], alike)
    cluster_of = clusters([signature.day for signature in signatures], links)
    by_number = {n: at for at, n in enumerate(order)}
    first_key: dict[int, str] = {}
    for number, (key, _) in enumerate(kept):
        at = by_number[number]
        members = cluster_of[at]
        others = [weighed[n] for n in members if n != at][:MEMBERS]
        yield key, first_key.setdefault(members[0], key), reasons(weighed[at], others)


def _place_in_time(signature: Signature) -> tuple[bool, int, tuple[tuple[str, int, int, str], ...]]:
    return signature.day is not None, signature.day or 0, signature.terms
