"""The headline of a page, told apart from the site's name, by agreement of the places that give it."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections.abc import Sequence

_SEPARATOR = re.compile(r"\s+(?:::|[|–—\-·•»:~ㅣ])\s+|\s*[|»ㅣ]\s*")
_TELLING = 12  # letters; a shorter piece inside another title says nothing


def choose_headline(
    headings: Sequence[str], stated: str, shared: str, window: str, outlet: str, trail: str = ""
) -> str:
    """The headline out of h1 elements, JSON-LD (`stated`), og:title (`shared`) and title (`window`).

    `trail` is what a breadcrumb trail ends in: what only repeats it was made for search engines.
    Two that agree win; one that stands whole inside another with more around it (a site's name, a
    section) is the headline; when all differ, the one the outlet gives others to show (og:title).
    """
    shared, window = without_site(shared, outlet), without_site(window, outlet)
    if trail and stated and shared and not _same(stated, shared):
        if headings and _begins(trail, shared):
            shared = ""
        elif _same(trail, stated):
            stated = ""
    headings = [one for one in headings if one and not _same(one, outlet)]
    heading = _main_heading(headings, stated, shared, window)
    if _same(stated, outlet):
        stated = ""
    if shared and any(_has_kicker(one, shared) for one in (stated, heading)):
        return shared
    if shared and (_same(stated, shared) or _same(heading, shared)):
        return shared
    if shared and heading and _begins(heading, shared) and _begins(window, heading):
        return heading  # og:title cut off at a quote mark
    for piece in (stated, heading):
        if piece and _within(piece, shared):
            return piece
    if stated and _same(stated, heading) and _adds_to(stated, shared):
        return stated  # og:title has words put in for those who search
    if stated and (_same(stated, heading) or _begins(window, stated)):
        # Two places against og:title: the fuller one is the page's, the shorter made for a feed.
        fuller = len(_letters(stated)) > len(_letters(shared)) or not _same(stated, heading)
        fuller = fuller or _same(stated, window) and _same_topic(stated, shared)
        return stated if fuller or _same(shared, outlet) else shared
    if shared and not _same(shared, outlet):
        return shared
    return stated or heading or window


def _main_heading(headings: Sequence[str], stated: str, shared: str, window: str) -> str:
    """The h1 that another place confirms, else the first one when there are few."""
    for heading in headings:
        if _same(heading, stated) or _same(heading, shared):
            return heading
    for heading in headings:
        if _within(heading, shared) or _within(heading, window):
            return heading
    return headings[0] if headings and len(headings) <= 4 else ""


def without_site(title: str, outlet: str) -> str:
    """`title` without the site's name at either end ("Headline | Outlet")."""
    marks = list(_SEPARATOR.finditer(title))
    if not marks:
        return title
    name = _letters(outlet)
    tail, front = title[marks[-1].end() :], title[: marks[-1].start()]
    last, first = _letters(tail), _letters(title[: marks[0].start()])
    if (
        name
        and last
        and (last == name or (last in name and len(last) > 3) or (name in last and len(tail) < 40))
    ):
        return without_site(front, outlet)
    if name and first == name:
        return title[marks[0].end() :]
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}[./]\d{4}", tail.strip()):
        return without_site(front, outlet)
    if not name and marks[-1].group().strip() in ("|", "»", "ㅣ", "::") and len(tail) < 30:
        return front
    return title


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _same(one: str, other: str) -> bool:
    return bool(one) and _letters(one) == _letters(other) != ""


def _has_kicker(whole: str, title: str) -> bool:
    """True when `whole` is `title` with a topic and a colon before it."""
    topic, colon, rest = whole.partition(":")
    return (
        bool(colon)
        and 0 < len(topic) < 45
        and len(_letters(title)) > _TELLING
        and _same(rest, title)
    )


def _same_topic(title: str, other: str) -> bool:
    """True when both name one topic before a colon: one headline, worded anew behind it."""
    topic, colon, rest = title.partition(": ")
    return (
        bool(colon and rest) and len(_letters(topic)) > _TELLING and other.startswith(topic + ":")
    )


def _within(piece: str, whole: str) -> bool:
    letters = _letters(piece)
    return len(letters) > _TELLING and letters in _letters(whole)


def _adds_to(title: str, longer: str) -> bool:
    """True when `longer` is `title` with words put into its middle."""
    letters, more = _letters(title), _letters(longer)
    rest = iter(more)
    return (
        len(letters) > _TELLING
        and len(letters) < len(more) < 2 * len(letters)
        and letters[:4] == more[:4]
        and letters[-4:] == more[-4:]
        and all(letter in rest for letter in letters)
    )


def _begins(whole: str, piece: str) -> bool:
    letters = _letters(piece)
    return bool(letters) and _letters(whole)[: len(letters)] == letters
